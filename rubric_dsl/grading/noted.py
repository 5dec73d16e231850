"""Evidence that lacks is noted in the frame of the unit that lacks it, and the work goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from rubric_dsl.scoring.engine import UNWORKABLE, unworkable
from rubric_dsl.scoring.frame import Absent, Frame

if TYPE_CHECKING:
    from rubric_dsl.grading.ranking import Contender

Asked = TypeVar("Asked")


@contextmanager
def noted(frame: Frame) -> Iterator[None]:
    """What is asked of a unit: where that lacks, or cannot be worked out, it is noted."""
    try:
        yield
    except Absent as lacking:
        frame.absent.update(dict.fromkeys(sorted(lacking.places)))
    except UNWORKABLE as error:
        frame.problems.append(unworkable(error, frame))


def of_each(contenders: list[Contender], asked: Callable[[Contender], Asked]) -> list[Asked]:
    """What is asked of each, in their order. Raises Unknown where it is not known of some, which is noted."""
    found: list[Asked] = []
    for contender in contenders:
        with noted(contender.frame):
            found.append(asked(contender))
    if len(found) < len(contenders):
        raise Unknown
    return found


class Unknown(Exception):
    """Something that the grades depend on is not known; what lacks is noted with the units."""
