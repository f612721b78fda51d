"""What a profile is made of: segments in their order, groups that repeat, and the class that a group becomes.

The profiles themselves are data, in `profiles`. Reader, writer and checks all follow them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from taktwin.exchange.edi.template import Template, template

Check = Callable[[Mapping[str, Any], set[Any]], None]
"""Looks at the values of a group when a segment has been read; raises WrongValueError.

The set is one of the message, for what has been seen in it.
"""


@dataclass(frozen=True, eq=False)
class One:
    """A segment that has to be there, or with ``optional`` one that may."""

    text: str
    check: Check | None = None
    optional: bool = False

    @cached_property
    def template(self) -> Template:
        """How it is read and written."""
        return template(self.text)


def maybe(text: str, check: Check | None = None) -> One:
    """A segment that may be there."""
    return One(text, check, optional=True)


@dataclass(frozen=True, eq=False)
class AnyOf:
    """Segments of one tag in any order, each at most once: at least one of them, at most ``most``."""

    choices: tuple[One, ...]
    most: int


@dataclass(frozen=True, eq=False)
class Many:
    """A group that repeats, at least once: its name, the class of each of its repeats, and what it consists of."""

    name: str
    of: type
    body: tuple[One | AnyOf | Many, ...]

    @cached_property
    def inner(self) -> tuple[str, ...]:
        """Names of the groups in it."""
        return tuple(item.name for item in self.body if isinstance(item, Many))

    @cached_property
    def required(self) -> frozenset[str]:
        """Values without which there is no such group: those without a default in the class."""
        return required(self.of)


def required(kind: type) -> frozenset[str]:
    """Fields of a data class that have no default."""
    from dataclasses import MISSING

    return frozenset(
        one.name for one in fields(kind) if one.init and one.default is MISSING and one.default_factory is MISSING
    )


@dataclass(frozen=True, eq=False)
class Profile:
    """A kind of message.

    Attributes:
        kind: our name of it.
        message: type of the message in UNH.
        root: the whole message as a group; its class has `kind` and the values of UNH besides.
        associations: codes in UNH (0057) that name it.
    """

    kind: str
    message: str
    root: Many
    associations: tuple[str, ...] = ()
