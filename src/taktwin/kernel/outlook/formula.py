"""Prospects, and on which others each depends.

A prospect is something that may happen sooner or later: a job comes into a place, parts come into a stock point. What
it needs is a formula of other prospects without a "not". So the prospects that can come true are the least solution of
all formulas: those that follow from what is at work now, from releases, trucks, repairs and shifts that are still due.
All others never come true, and the formula of each tells what it waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import NamedTuple


class What(Enum):
    """What may happen."""

    ROOM = "place `of` has room for a job"
    ENTER = "a job comes into place `of`"
    MORE = "more jobs than now are ready at place `of` for place `to`"
    GOES = "place `to` takes a job of place `of`"
    START = "resource `of` begins what it holds (a job, the next hit of a lot)"
    RISE = "more parts than now are to be had at stock point `of`"
    CARRIER = "a carrier of pool `of` can be taken"
    DRAWN = "parts are drawn from stock point `of`"

    __hash__ = object.__hash__  # quicker than that of the name


class Prospect(NamedTuple):
    """Something that may happen; ``of`` and ``to`` are rows of places, resources or stock points."""

    what: What
    of: int
    to: int = -1


class Never(Enum):
    """Why a prospect never comes true that waits for no other."""

    ENDED = "all orders have been made"


class AnyOf(NamedTuple):
    """One of the parts is enough."""

    parts: tuple[Formula, ...]


class AllOf(NamedTuple):
    """All parts are needed; the first that never comes true is named."""

    parts: tuple[Formula, ...]


Formula = bool | Never | Prospect | AnyOf | AllOf
FormulaOf = Callable[[Prospect], Formula]


def any_of(parts: Iterable[Formula]) -> Formula:
    """One of the parts is enough; what is true already is not asked further."""
    kept: list[Formula] = []
    for part in parts:
        if part is True:
            return True
        if part is not False:
            kept.append(part)
    if len(kept) < 2:
        return kept[0] if kept else False
    return AnyOf(tuple(kept))


def all_of(parts: Iterable[Formula]) -> Formula:
    """All parts are needed."""
    kept: list[Formula] = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            kept.append(part)
    if len(kept) < 2:
        return kept[0] if kept else True
    return AllOf(tuple(kept))


def atoms(formula: Formula) -> Iterator[Prospect]:
    """The prospects in a formula."""
    if isinstance(formula, Prospect):
        yield formula
    elif isinstance(formula, AnyOf | AllOf):
        for part in formula.parts:
            yield from atoms(part)


class Solution:
    """Which prospects come true, of those that the first ones depend on."""

    def __init__(self, formula_of: FormulaOf, asked: Iterable[Prospect]) -> None:
        self.formulas: dict[Prospect, Formula] = {}
        users: dict[Prospect, list[Prospect]] = {}
        waiting = list(asked)
        while waiting:
            prospect = waiting.pop()
            if prospect in self.formulas:
                continue
            self.formulas[prospect] = formula = formula_of(prospect)
            for atom in atoms(formula):
                users.setdefault(atom, []).append(prospect)
                waiting.append(atom)
        self.true: set[Prospect] = set()
        waiting = list(self.formulas)
        while waiting:
            prospect = waiting.pop()
            if prospect not in self.true and self.holds(self.formulas[prospect]):
                self.true.add(prospect)
                waiting += users.get(prospect, ())

    def holds(self, formula: Formula) -> bool:
        """Whether a formula comes true."""
        if isinstance(formula, Prospect):
            return formula in self.true
        if isinstance(formula, AnyOf):
            return any(self.holds(part) for part in formula.parts)
        if isinstance(formula, AllOf):
            return all(self.holds(part) for part in formula.parts)
        return formula is True

    def waits_for(self, prospect: Prospect) -> list[Prospect]:
        """What a prospect that never comes true lacks: each would do, and none comes true either."""
        return list(dict.fromkeys(self._lacking(self.formulas[prospect])))

    def _lacking(self, formula: Formula) -> Iterator[Prospect]:
        if isinstance(formula, Prospect):
            yield formula
        elif isinstance(formula, AnyOf):
            for part in formula.parts:
                yield from self._lacking(part)
        elif isinstance(formula, AllOf):
            yield from self._lacking(next(part for part in formula.parts if not self.holds(part)))
