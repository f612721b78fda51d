"""Standing for good: places whose work can never go on, whatever is still due, and what they wait for.

What can still happen is the least solution of the prospects (see `kernel.outlook`); work that it does not reach stands
for good, and the prospects that it waits for lead to a circle, or to a place that nothing will ever feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from taktwin.kernel.base.kind import Kind
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.outlook.formula import Never, Prospect, Solution, What, atoms
from taktwin.kernel.outlook.outlook import Held, Outlook, formula_of
from taktwin.kernel.outlook.places import BY_HOLDS
from taktwin.kernel.outlook.view import View
from taktwin.kernel.lowering.program import Program
from taktwin.runs.simulation import Simulation

Why = Literal["circle", "parts", "jobs", "room", "told"]


@dataclass(frozen=True, slots=True)
class StandingPlace:
    """A place that stands, or that is waited for, by its identity.

    ``kind`` is that of the model (station, buffer, ..., or stock); ``shop`` and ``line`` are None where it has none.
    """

    kind: str
    shop: str | None
    line: str | None
    element: str


@dataclass(frozen=True, slots=True)
class Standstill:
    """A part of the plant that stands for good.

    Attributes:
        since: when the last job there moved or was worked on, s from the start of the plant.
        why: ``circle``: ``places`` wait for each other, each for the next and the last for the first; else each waits
            for the next, and the last lacks ``parts`` (nothing refills the stock point), ``jobs`` (the line makes no
            more) or ``room`` (for all jobs that are joined at once), or could go on and is not ``told`` so.
        places: in this order.
        waiting: all other places that stand for good because of these.
        whole: no job can ever leave the plant again; else the rest of the plant goes on.
    """

    since: float
    why: Why
    places: tuple[StandingPlace, ...]
    waiting: tuple[StandingPlace, ...]
    whole: bool


def standstills(simulation: Simulation) -> list[Standstill]:
    """The parts of a plant that stand for good at the present time, the earliest first.

    The simulation must have settled at an instant, as `advance_to` leaves it; it is only read. Work that waits for
    what does not come any more because all orders have been made is done, and no standstill.
    """
    view = View(simulation.arrays, KINDS, outlook)
    held = [one for n in view.places for one in outlook(view.kind(n)).holds(view, n)]
    if not held:
        return []
    leaving = [Prospect(What.ENTER, n) for n in view.places if view.kind(n).exit]
    asked = [atom for one in held for atom in atoms(one.freed)]
    solution = Solution(partial(formula_of, view), [*asked, *leaving])
    stand = [one for one in held if not solution.holds(one.freed)]
    if not stand:
        return []
    whole = not any(one in solution.true for one in leaving)
    found = _Waits(view, solution, stand).standstills(simulation.program, whole)
    return sorted(found, key=lambda one: one.since)


def outlook(kind: Kind) -> Outlook:
    """What a kind says of its places and resources, itself or by how it holds jobs."""
    return kind.outlook or BY_HOLDS[kind.holds]


class _Waits:
    """Who waits for what, among the prospects that never come true."""

    def __init__(self, view: View, solution: Solution, stand: list[Held]) -> None:
        self.view = view
        self.solution = solution
        self.next: dict[Prospect, list[Prospect]] = {}
        self._follow(atom for one in stand for atom in atoms(one.freed))
        ended = self._ended()
        self.stand = [one for one in stand if one.freed is False or not set(atoms(one.freed)) <= ended]

    def _follow(self, prospects: Iterable[Prospect]) -> None:
        waiting = list(prospects)
        while waiting:
            prospect = waiting.pop()
            if prospect not in self.next:
                self.next[prospect] = self.solution.waits_for(prospect)
                waiting += self.next[prospect]

    def _ended(self) -> set[Prospect]:
        """The prospects that nobody is left to bring about because all orders have been made.

        What a job at hand lacks is not among them: it waits for it in vain.
        """
        ended: set[Prospect] = set()
        again = True
        while again:
            again = False
            for prospect, waits_for in self.next.items():
                if prospect in ended or prospect.what in (What.START, What.RISE):
                    continue
                over = self.solution.formulas[prospect] is Never.ENDED
                if over or (waits_for and all(one in ended for one in waits_for)):
                    ended.add(prospect)
                    again = True
        return ended

    def standstills(self, program: Program, whole: bool) -> Iterator[Standstill]:
        """One for each circle, and for each place that nothing will ever feed."""
        knots = self._knots()
        by_knot: dict[tuple[Prospect, ...], list[tuple[Held, list[Prospect]]]] = {}
        for one in self.stand:
            path = self._way(one, knots)
            by_knot.setdefault(knots[path[-1]] if path else (), []).append((one, path))
        for knot, standing in by_knot.items():
            if not knot:  # nothing but the word is lacking
                for one, _ in standing:
                    place = self._name(program, ("place", one.place))
                    yield Standstill(one.since, "told", (place,), (), whole)
                continue
            if len(knot) > 1 or knot[0] in self.next[knot[0]]:
                why: Why = "circle"
                ordered = self._circle(knot)
            else:
                why = self._why(knot[0])
                one, path = min(standing, key=lambda pair: len(pair[1]))
                ordered = [("place", one.place), *(self._at(prospect) for prospect in path)]
            ordered = list(dict.fromkeys(ordered))
            around = [("place", one.place) for one, _ in standing]
            rest = [at for at in dict.fromkeys(around) if at not in ordered]
            yield Standstill(
                max(one.since for one, _ in standing),
                why,
                tuple(dict.fromkeys(self._name(program, at) for at in ordered)),
                tuple(dict.fromkeys(self._name(program, at) for at in rest)),
                whole,
            )

    def _why(self, last: Prospect) -> Why:
        """Why the last prospect of a chain never comes true."""
        if last.what in (What.RISE, What.DRAWN):
            return "parts"
        if last.what is What.START:
            return "told"
        if last.what is What.MORE and self.view.place(last.of, "count") > 0:
            return "room"
        return "jobs"

    def _way(self, one: Held, knots: dict[Prospect, tuple[Prospect, ...]]) -> list[Prospect]:
        """The shortest way from what a place waits for to a knot."""
        before: dict[Prospect, Prospect | None] = dict.fromkeys(atoms(one.freed))
        for prospect in (waiting := list(before)):
            if prospect in knots:
                path = [prospect]
                while (earlier := before[path[-1]]) is not None:
                    path.append(earlier)
                return path[::-1]
            for after in self.next[prospect]:
                if after not in before:
                    before[after] = prospect
                    waiting.append(after)
        return []

    def _knots(self) -> dict[Prospect, tuple[Prospect, ...]]:
        """The prospects that wait for none but each other, each with all of its knot (Tarjan 1972, without recursion).

        doi:10.1137/0201010.
        """
        number: dict[Prospect, int] = {}
        low: dict[Prospect, int] = {}
        open_ones: list[Prospect] = []
        component: dict[Prospect, int] = {}
        components: list[tuple[Prospect, ...]] = []
        for root in self.next:
            if root in number:
                continue
            work = [(root, iter(self.next[root]))]
            number[root] = low[root] = len(number)
            open_ones.append(root)
            while work:
                at, rest = work[-1]
                for after in rest:
                    if after not in number:
                        number[after] = low[after] = len(number)
                        open_ones.append(after)
                        work.append((after, iter(self.next[after])))
                        break
                    if after not in component:
                        low[at] = min(low[at], number[after])
                else:
                    work.pop()
                    if work:
                        low[work[-1][0]] = min(low[work[-1][0]], low[at])
                    if low[at] == number[at]:
                        cut = open_ones.index(at)
                        for one in open_ones[cut:]:
                            component[one] = len(components)
                        components.append(tuple(open_ones[cut:]))
                        del open_ones[cut:]
        last = [
            all(component[after] == c for one in members for after in self.next[one])
            for c, members in enumerate(components)
        ]
        return {one: components[c] for one, c in component.items() if last[c]}

    def _circle(self, knot: tuple[Prospect, ...]) -> list[tuple[str, int]]:
        """The places of a shortest circle in a knot, from the first in the plant."""
        start = min(knot, key=lambda one: (self._at(one), one.what.name))
        before: dict[Prospect, Prospect | None] = {start: None}
        for prospect in (waiting := [start]):
            for after in self.next[prospect]:
                if after == start:
                    path = [prospect]
                    while (earlier := before[path[-1]]) is not None:
                        path.append(earlier)
                    return [self._at(one) for one in reversed(path)]
                if after not in before:
                    before[after] = prospect
                    waiting.append(after)
        raise AssertionError("a knot of several is a circle")

    def _at(self, prospect: Prospect) -> tuple[str, int]:
        """Where a prospect is: a place, or a stock point."""
        if prospect.what in (What.RISE, What.DRAWN):
            return "stock", prospect.of
        if prospect.what is What.START:
            return "place", self.view.resource(prospect.of, "node")
        return "place", prospect.to if prospect.what is What.GOES else prospect.of

    def _name(self, program: Program, at: tuple[str, int]) -> StandingPlace:
        """Who that is."""
        kind, row = at
        if kind == "stock":
            return StandingPlace("stock", None, None, next(name for name, i in program.stocks.items() if i == row))
        where = program.flow.node_where[row]
        return StandingPlace(where.kind, where.shop, where.line, where.element)
