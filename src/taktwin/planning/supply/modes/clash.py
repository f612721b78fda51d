"""Why there is no plan: which limits clash, and how far each would have to be moved.

A clash is a smallest set of limits that cannot be kept together: without any one of them the others can. Each is found
by solving the program without the others. How far a member has to move is the best value that it can have beside the
other members, or beside all limits where that is possible: then this move alone makes a plan possible.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations

from taktwin.model.phrase import Phrase
from taktwin.planning.supply.modes.errors import ModeError
from taktwin.planning.supply.modes.milp import Program
from taktwin.planning.supply.modes.rows import ZIR, Row, percent


@dataclass(frozen=True)
class Move:
    """A limit that is in the way.

    Attributes:
        limit: its name.
        there: what there is; of the ZIR what is asked for.
        needed: what it would have to be at least (of the ZIR: at most). If `settles`, all other limits stay as they
            are; otherwise those of this clash do, and another clash is left.
        settles: whether with this move alone there is a plan.
        text: both in words.
        exact: False where time ran out, and a move nearer by might do.
    """

    limit: Phrase
    there: float
    needed: float
    settles: bool
    text: Phrase
    exact: bool = True


@dataclass(frozen=True)
class Clash:
    """Limits that cannot be kept together, though each smaller set of them can."""

    moves: tuple[Move, ...]

    @property
    def limits(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(move.limit for move in self.moves)

    @property
    def text(self) -> Phrase:
        """In words."""
        if len(self.moves) == 1:
            return self.moves[0].text
        first, last = _listed([move.limit for move in self.moves[:-1]]), self.moves[-1].limit
        names = Phrase("{first} and {rest}", first=first, rest=last)
        each = [move.text for move in self.moves]
        moves = reduce(lambda first, rest: Phrase("{first}; or {rest}", first=first, rest=rest), each)
        return Phrase("{names} cannot be kept together ({moves})", names=names, moves=moves)


class NoPlanError(ModeError):
    """The limits clash.

    Attributes:
        clashes: all smallest sets of limits that cannot be kept together.
        complete: False where time ran out before all were found.
    """

    def __init__(self, clashes: tuple[Clash, ...], complete: bool = True) -> None:
        self.clashes, self.complete = clashes, complete
        each = [clash.text for clash in clashes]
        whole = reduce(lambda first, rest: Phrase("{first}. {rest}", first=first, rest=rest), each) if each else ""
        message = Phrase("there is no plan: {clashes}", clashes=whole)
        enough = [move.limit for clash in clashes for move in clash.moves if move.settles]
        if len(enough) > 1:
            limits = _listed(list(dict.fromkeys(enough)))
            remedy = Phrase("move one of {limits} as far as named, or give parts more ways to come", limits=limits)
        elif enough and enough[0] == ZIR:
            remedy = Phrase("ask for no more than can be reached, or give parts more ways to come")
        elif enough:
            remedy = Phrase("move {limit} as far as named, or give parts more ways to come", limit=enough[0])
        else:
            remedy = Phrase("one move is not enough: settle each clash, and ask again")
        super().__init__(message, remedy)

    def __reduce__(self) -> tuple[type[NoPlanError], tuple[tuple[Clash, ...], bool]]:
        return type(self), (self.clashes, self.complete)


def no_plan(program: Program, rows: Mapping[str, Row], time_limit: float) -> NoPlanError:
    """The reasons, for a program that has been shown to have no plan within all rows."""
    search = _Search(program, rows, time.monotonic() + time_limit)
    found = tuple(Clash(tuple(search.move(name, names) for name in names)) for names in search.clashes())
    if not found:  # time ran out: what is known is that all together cannot be kept
        names = tuple(rows)
        found = (Clash(tuple(search.move(name, names) for name in names)),)
    return NoPlanError(found, search.complete)


class _Search:
    def __init__(self, program: Program, rows: Mapping[str, Row], until: float) -> None:
        self.program, self.rows, self.until = program, rows, until
        self.complete = True

    def clashes(self) -> Iterator[tuple[str, ...]]:
        """All smallest sets of limits that cannot be kept together, small ones first."""
        found: list[tuple[str, ...]] = []
        for many in range(1, len(self.rows) + 1):
            for names in combinations(self.rows, many):
                if not any(set(one) <= set(names) for one in found) and self._impossible(names):
                    found.append(names)
                    yield names

    def move(self, name: str, names: tuple[str, ...]) -> Move:
        """How far one limit has to go, beside the others named, and beside all others."""
        row = self.rows[name]
        needed, exact = self._best(name, names)
        alone, sure = self._best(name, tuple(self.rows))
        settles = alone is not None
        if alone is not None and needed is not None and _further(row, alone, needed):
            needed, exact = alone, sure  # so far that nothing else is in the way
        if needed is None:
            unknown = Phrase("{limit}: unknown how far", limit=row.name)
            return Move(row.name, self._there(row), float("nan"), False, unknown, exact=False)
        shown = needed / row.total if row.name == ZIR else needed
        return Move(row.name, self._there(row), shown, settles, self._told(row, needed), exact)

    def _best(self, name: str, names: tuple[str, ...]) -> tuple[float | None, bool]:
        row = self.rows[name]
        others = {self.rows[other]: self.rows[other].limit for other in names if other != name}
        found = self.program.run(others, aim=row, time_limit=self._left())
        if not found.proven:
            self.complete = False
        return (None if found.choice is None else found.value), found.proven

    def _impossible(self, names: tuple[str, ...]) -> bool:
        # the best of one beside the others says more than a search for any plan, and is as quick
        row = self.rows[names[-1]]
        others = {self.rows[name]: self.rows[name].limit for name in names[:-1]}
        found = self.program.run(others, aim=row, time_limit=self._left())
        if found.infeasible:
            return True
        if found.choice is not None and row.met(found.value):
            return False
        if not row.met(found.bound):
            return True
        self.complete = False
        return False

    def _left(self) -> float:
        return max(self.until - time.monotonic(), 0.1)

    def _there(self, row: Row) -> float:
        wish = self.program.problem.limits.zero_inventory
        return wish.least if row.name == ZIR and wish is not None else row.limit

    def _told(self, row: Row, needed: float) -> Phrase:
        if row.name == ZIR:
            most, asked = row.told(needed), percent(self._there(row))
            return Phrase(
                "{limit}: at most {most} can be reached, {asked} are asked for", limit=row.name, most=most, asked=asked
            )
        least, there = row.told(needed), row.told(row.limit)
        needs = Phrase("at least {n} is needed" if needed == 1 else "at least {n} are needed", n=least)
        has = Phrase("{n} is there" if row.limit == 1 else "{n} are there", n=there)
        return Phrase("{limit}: {needs}, {has}", limit=row.name, needs=needs, has=has)


def _listed(names: Sequence[Phrase]) -> Phrase:
    """Names in a row, a comma between them."""
    return reduce(lambda first, rest: Phrase("{first}, {rest}", first=first, rest=rest), names)


def _further(row: Row, one: float, other: float) -> bool:
    return one < other if row.least else one > other
