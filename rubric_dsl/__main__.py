"""``python -m rubric_dsl`` is the command ``rubric``."""

from rubric_dsl.cli import main

if __name__ == "__main__":
    main()
