"""A profile as a machine: from each segment, which may follow, and which groups end and begin with it.

The construction is Glushkov's for regular expressions (1961): each segment of the profile is a state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from taktwin.exchange.edi.codes import Codes
from taktwin.exchange.edi.profile import AnyOf, Check, Many, One, Profile
from taktwin.exchange.edi.template import COUNTER, Template
from taktwin.exchange.edi.tokens import Segment
from taktwin.exchange.edi.values import readers

BEGIN = 0
TRAILER = "UNT"

Field = tuple[str, int, int, "Callable[..., Any] | None", bool, bool]
"""Name, element, component, what reads it, whether that is a time of two components, whether it has to be there."""


class Step(NamedTuple):
    """The way to a segment: what is done when it is taken."""

    state: int
    fields: tuple[Field, ...]
    fixed: tuple[tuple[int, int, str], ...]
    check: Check | None
    closes: int
    opens: tuple[Many, ...]


Moves = Mapping[str, Mapping[str, Step]]
"""Tag -> code ("" for any) -> step."""


@dataclass
class _State:
    """A segment of the profile, in the groups that it stands in."""

    template: Template
    check: Check | None
    groups: tuple[Many, ...]
    first_of: Many | None = None
    follow: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Machine:
    """What reads the body of a kind of message.

    Attributes:
        profile: what it was made of.
        moves: by state; state 0 is the begin of the message.
        ahead: by state: the next state that has to come, None where the message may end.
        depth: by state: how many groups are open there.
        tags: every tag of the profile.
        templates: by state.
    """

    profile: Profile
    moves: tuple[Moves, ...]
    ahead: tuple[int | None, ...]
    depth: tuple[int, ...]
    tags: frozenset[str]
    templates: tuple[Template, ...]

    def knows(self, segment: Segment) -> bool:
        """Whether the tag and the code of a segment stand anywhere in the profile."""
        code = segment[1][0] if len(segment) > 1 else ""
        return any(one.tag == segment[0][0] and one.code in ("", code) for one in self.templates[1:-1])


@lru_cache(maxsize=64)
def machine(profile: Profile, codes: Codes, decimal: str) -> Machine:
    """The machine of a profile, for tables of codes and a decimal mark."""
    built = _Builder()
    first, last = built.sequence(profile.root.body, ())
    states = [_State(Template("", "UNH", "", (), (), ()), None, ()), *built.states]
    states[BEGIN].follow = first
    end = len(states)
    for one in last:
        states[one].follow.append(end)
    states.append(_State(Template("", TRAILER, "", (), (), ()), None, ()))
    known = readers(codes, decimal)
    return Machine(
        profile=profile,
        moves=tuple(_moves(states, number, profile.root, known) for number in range(len(states))),
        ahead=tuple(_ahead(one.follow, end) for one in states),
        depth=tuple(len(one.groups) for one in states),
        tags=frozenset(one.template.tag for one in states[1:-1]),
        templates=tuple(one.template for one in states),
    )


def _ahead(follow: Sequence[int], end: int) -> int | None:
    """What has to come is the last that may follow: behind it nothing is reached without it."""
    last = max(follow, default=end)
    return None if last == end else last


class _Builder:
    """Numbers the segments of a profile from 1 and finds what may follow each."""

    def __init__(self) -> None:
        self.states: list[_State] = []

    def sequence(self, items: Sequence[One | AnyOf | Many], groups: tuple[Many, ...]) -> tuple[list[int], list[int]]:
        """States that a sequence may begin with, and those it may end with; not all of it may be optional."""
        first: list[int] = []
        open_: list[int] = []  # what stands before the next item
        empty = True
        for item in items:
            begins, ends, optional = self._item(item, groups)
            for one in open_:
                self.states[one - 1].follow += begins
            if empty:
                first += begins
            open_ = [*open_, *ends] if optional else ends
            empty = empty and optional
        return first, open_

    def _item(self, item: One | AnyOf | Many, groups: tuple[Many, ...]) -> tuple[list[int], list[int], bool]:
        if isinstance(item, One):
            one = self._state(item, groups)
            return [one], [one], item.optional
        if isinstance(item, AnyOf):
            first: list[int] = []
            last: list[int] = []
            before: list[int] = []
            for place in range(item.most):
                here = [self._state(choice, groups) for choice in item.choices]
                for one in before:
                    self.states[one - 1].follow += here
                first = first or here
                last = [*last, *here] if place >= item.least else here
                before = here
            return first, last, item.least == 0
        begins, ends = self.sequence(item.body, (*groups, item))
        for one in ends:  # the group repeats
            self.states[one - 1].follow += begins
        for one in begins:
            self.states[one - 1].first_of = item
        return begins, ends, False

    def _state(self, item: One, groups: tuple[Many, ...]) -> int:
        self.states.append(_State(item.template, item.check, groups))
        return len(self.states)


def _moves(states: Sequence[_State], number: int, root: Many, known: Mapping[str, Any]) -> Moves:
    moves: dict[str, dict[str, Step]] = {}
    for to in states[number].follow:
        target = states[to]
        common = _common(states, number, to)
        step = Step(
            state=to,
            fields=_fields(target, root, known),
            fixed=target.template.fixed,
            check=target.check,
            closes=len(states[number].groups) - common,
            opens=target.groups[common:],
        )
        moves.setdefault(target.template.tag, {}).setdefault(target.template.code, step)
    return moves


def _common(states: Sequence[_State], number: int, to: int) -> int:
    """How many groups go on from a state to another."""
    here, there = states[number].groups, states[to].groups
    if to <= number:  # back to the begin of a group, which ends and begins again
        again = states[to].first_of
        return next(place for place, one in enumerate(there) if one is again)
    return next(
        (n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a is not b), min(len(here), len(there))
    )


def _fields(state: _State, root: Many, known: Mapping[str, Any]) -> tuple[Field, ...]:
    needed = (state.groups[-1] if state.groups else root).required
    return tuple(
        (
            slot.name,
            slot.element,
            slot.component,
            known[slot.kind],
            slot.kind == "when",
            slot.name in needed,
        )
        for slot in state.template.slots
        if slot.name != COUNTER
    )
