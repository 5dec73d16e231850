"""The command ``rubric``. Needs the extra ``cli``; everything else works without it."""

from __future__ import annotations

import gc
import sys

from rubric_dsl.text.diagnostic import Words

_NOT_INSTALLED = Words(
    zh="命令行须先安装：pip install 'rubric-dsl[cli]'",
    en="to use the command line, first run: pip install 'rubric-dsl[cli]'",
)


def main() -> None:
    """Run the command line and exit."""
    # A command builds up one result and ends; looking for garbage meanwhile would take half the time.
    gc.set_threshold(200_000, 50, 100)
    try:
        from rubric_dsl.cli.app import app
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("click", "rich"):
            raise
        from rubric_dsl.cli.language import chosen

        sys.stderr.write(_NOT_INSTALLED.say(chosen(None, "en"), {}) + "\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    app.main()
