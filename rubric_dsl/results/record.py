"""Records: the objects of a result, each a class whose fields are the keys, said once."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, ClassVar, Final, NamedTuple, dataclass_transform


class Absent(Enum):
    """The type of ``ABSENT`` and ``REQUIRED``."""

    ABSENT = "absent"
    REQUIRED = "required"


ABSENT: Final = Absent.ABSENT
"""The default of a key that may lack and, where it stands, may be null."""
REQUIRED: Final = Absent.REQUIRED


class Key(NamedTuple):
    """What is said of a key beyond its type."""

    about: str = ""
    default: Any = REQUIRED
    name: str | None = None
    inline: bool = False


def key(about: str = "", *, default: Any = REQUIRED, name: str | None = None) -> Any:
    """A key with what it means; ``name`` where Python has no such name."""
    return Key(about=about, default=default, name=name)


def inline() -> Any:
    """A record whose keys stand among those around it, and not below a key of their own."""
    return Key(inline=True)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(key, inline))
class Record:
    """A JSON object. Its docstring says what it is; it is frozen, and equal to another with equal values.

    A field with a default is a key that may lack: it lacks where the value is the default, and is never
    written with it. Arguments of the class are keys that always have one text, and come first:
    ``format``, or the ``kind`` that tells variants apart.
    """

    __constants__: ClassVar[Mapping[str, str]]
    __keys__: ClassVar[Mapping[str, Key]]

    # The classes are many and their objects many more: filling a dictionary is all that making one takes.

    def __init_subclass__(cls, **constants: str) -> None:
        cls.__constants__ = constants
        given = {name: vars(cls).get(name, REQUIRED) for name in cls.__annotations__}
        cls.__keys__ = {name: value if isinstance(value, Key) else Key(default=value) for name, value in given.items()}
        for name, made in cls.__keys__.items():
            if made.default is not REQUIRED:
                setattr(cls, name, made.default)
            elif name in vars(cls):
                delattr(cls, name)

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__keys__)

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in self.__keys__)))

    def __repr__(self) -> str:
        said = (f"{name}={getattr(self, name)!r}" for name, made in self.__keys__.items() if name in self.__dict__)
        return f"{type(self).__name__}({', '.join(said)})"


def format_of(form: type[Record]) -> str:
    """What the documents of a result say in ``format``."""
    return form.__constants__["format"]
