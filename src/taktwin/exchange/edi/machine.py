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
    optional: bool = False
    first_of: Many | None = None
    follow: list[int] = field(default_factory=list)
    ahead: int | None = None


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
    states[BEGIN].follow, states[BEGIN].ahead = first, first[0]
    end = len(states)
    for one in last:
        states[one].follow.append(end)
    states.append(_State(Template("", TRAILER, "", (), (), ()), None, ()))
    known = readers(codes, decimal)
    return Machine(
        profile=profile,
        moves=tuple(_moves(states, number, profile.root, known) for number in range(len(states))),
        ahead=tuple(one.ahead for one in states),
        depth=tuple(len(one.groups) for one in states),
        tags=frozenset(one.template.tag for one in states[1:-1]),
        templates=tuple(one.template for one in states),
    )


class _Builder:
    """Numbers the segments of a profile from 1 and finds what may follow each."""

    def __init__(self) -> None:
        self.states: list[_State] = []

    def sequence(self, items: Sequence[One | AnyOf | Many], groups: tuple[Many, ...]) -> tuple[list[int], list[int]]:
        """States that a sequence may begin with, and those it may end with; its first item has to be there."""
        first: list[int] = []
        before: list[int] = []  # what may stand before the next item
        for item in items:
            begins, ends, optional = self._item(item, groups)
            for one in before:
                state = self.states[one - 1]
                state.follow += begins
                if not optional and state.ahead is None:
                    state.ahead = begins[0]
            first = first or begins
            before = [*before, *ends] if optional else ends
        return first, before

    def _item(self, item: One | AnyOf | Many, groups: tuple[Many, ...]) -> tuple[list[int], list[int], bool]:
        if isinstance(item, One):
            one = self._state(item, groups)
            return [one], [one], item.optional
        if isinstance(item, AnyOf):
            return *self._any_of(item.choices, item.most, groups), False
        begins, ends = self.sequence(item.body, (*groups, item))
        for one in ends:  # the group repeats
            self.states[one - 1].follow += begins
        for one in begins:
            self.states[one - 1].first_of = item
        return begins, ends, False

    def _any_of(self, choices: Sequence[One], most: int, groups: tuple[Many, ...]) -> tuple[list[int], list[int]]:
        """A state for each choice, and behind it those for the choices that are left."""
        first: list[int] = []
        last: list[int] = []
        for choice in choices:
            one = self._state(choice, groups, optional=True)
            first.append(one)
            last.append(one)
            left = [other for other in choices if other is not choice]
            if most > 1 and left:
                begins, ends = self._any_of(left, most - 1, groups)
                self.states[one - 1].follow += begins
                last += ends
        return first, last

    def _state(self, item: One, groups: tuple[Many, ...], optional: bool = False) -> int:
        self.states.append(_State(item.template, item.check, groups, optional or item.optional))
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
    """The values of a segment; one that might have been left out has to bring the first of them."""
    needed = (state.groups[-1] if state.groups else root).required
    if state.optional and state.template.slots:
        needed |= {state.template.slots[0].name}
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
