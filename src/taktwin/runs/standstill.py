"""Standing for good: places whose work can never go on, whatever is still due, and what they wait for.

What can still happen is the least solution of the prospects (see `kernel.outlook`); work that it does not reach stands
for good, and the prospects that it waits for lead to a circle, or to a place that nothing will ever feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any, Literal

from taktwin.kernel.base.kind import Kind
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.identity import Identities
from taktwin.kernel.lowering.program import Program
from taktwin.kernel.outlook.formula import Never, Prospect, Solution, What, atoms
from taktwin.kernel.outlook.outlook import Held, Outlook, formula_of
from taktwin.kernel.outlook.ownparts import missing_part
from taktwin.kernel.outlook.places import BY_HOLDS
from taktwin.kernel.outlook.view import View
from taktwin.model.values.spelt import inside
from taktwin.runs.simulation import Simulation

Why = Literal[
    "circle",
    "sequence",
    "carriers",
    "calls",
    "reorder",
    "parts",
    "jobs",
    "room",
    "batch",
    "told",
    "lost",
    "rack",
    "full",
]

#: What can be done about each.
REMEDIES: dict[Why, str] = {
    "circle": "give one of them more room, or send part of the jobs another way",
    "sequence": "put a buffer that is `unlimited` before the place that keeps the sequence, or keep it before the jobs "
    "can overtake",
    "carriers": "add carriers, or let all jobs take them in one order, before what they wait for",
    "calls": "call the jobs of the sub-line earlier, at a place that is reached before they are needed, and replace "
    "those that are scrapped",
    "reorder": "raise the level at which the stock point is refilled, so that it is before that",
    "parts": "have a lane, a make cell or a feed refill the stock point",
    "jobs": "let the line make as many jobs as are waited for: more orders, or a call for each",
    "room": "give the place room for all jobs that are joined at once",
    "batch": "give the buffer before the batch station more places, let fewer jobs be enough (`least`), or limit how "
    "long one waits (`wait`)",
    "lost": "call the part again: send what is rejected back to be made again (`routes`) rather than scrap it, and "
    "call at a place that each job passes that joins one",
    "rack": "let a rack that is not full go after a while (`wait` of the delivery), or take smaller racks",
    "full": "give the buffer at the line room for all racks of the trucks and for as many jobs as overtake each other, "
    "or call and join in one order",
    "told": "the kind of the place after it is incomplete: see `docs/extend.md`",
}


@dataclass(frozen=True, slots=True)
class StandingPlace:
    """A place that stands, or that is waited for, by its identity.

    ``kind`` is that of the model (station, buffer, ..., carriers, stock); ``shop`` and ``line`` are None where it has
    none; ``server`` is the number of a server that stands while others of its place do not, else None.
    """

    plant: str
    kind: str
    shop: str | None
    line: str | None
    element: str
    server: int | None = None

    def __str__(self) -> str:
        """The place for people: its kind, its name and its shop."""
        kind = {"stock": "stock point", "cell": "make cell", "source": "source of line"}.get(self.kind)
        kind = kind or self.kind.replace("_", " ")
        server = f".{self.server}" if self.server is not None else ""
        return f"{kind} {self.element}{server}" + (f" ({self.shop})" if self.shop else "")

    def seen_from(self, plant: str) -> StandingPlace:
        """The place in the names of a plant, if it is one of it."""
        if self.plant != plant:
            return self
        return replace(self, **{field: inside(plant, getattr(self, field)) for field in ("shop", "line", "element")})


@dataclass(frozen=True, slots=True)
class Standstill:
    """A part of the plant that stands for good.

    Attributes:
        since: when the last job there moved or was worked on, s from the start of the plant.
        why: ``circle``: ``places`` are full and wait for each other, each for the next and the last for the first.
            ``sequence``: the same, where jobs that have overtaken wait for those that go first, and these for room.
            ``carriers``: the same, of jobs that have carriers and jobs that wait for them.
            ``calls``, ``reorder``: the same of a sub-line whose jobs are called only when a job goes on, or of a stock
            point that is refilled only when more is drawn. Else each waits for the next, and the last lacks ``parts``
            (nothing refills the stock point), ``jobs`` (the line makes no more), ``room`` (for all jobs that are joined
            at once) or a ``batch`` (no more jobs can come to those before it, which are too few), or could go on and is
            not ``told`` so. Where a job waits for the part that was called for it alone: this is ``lost``; or it stands
            in a ``rack`` that never fills; or it is behind a buffer that is ``full`` of parts of other jobs.
        places: in this order.
        waiting: all other places that stand for good because of these.
        whole: no job can ever leave the plant again; else the rest of the plant goes on.
    """

    since: float
    why: Why
    places: tuple[StandingPlace, ...]
    waiting: tuple[StandingPlace, ...]
    whole: bool

    @property
    def goes_round(self) -> bool:
        """Whether the last place waits for the first."""
        return self.why in ("circle", "sequence", "carriers", "calls", "reorder", "full")

    def __str__(self) -> str:
        """What stands, since when and why, and what can be done."""
        plant = "the plant stands" if self.whole else "a part of the plant stands"
        ordered = [*self.places, self.places[0]] if self.goes_round else self.places
        chain = ", which waits for ".join(str(one) for one in ordered)
        behind = f"; more places wait for these: {len(self.waiting)}" if self.waiting else ""
        return f"{plant} still for good since {self.since / 3600.0:.4g} h: {chain}{behind}; {REMEDIES[self.why]}"

    def of_plant(self, plant: str) -> Standstill | None:
        """The same in the names of a plant of a model with several; None where it does not stand there."""
        if all(place.plant != plant for place in (*self.places, *self.waiting)):
            return None
        places, waiting = (tuple(one.seen_from(plant) for one in group) for group in (self.places, self.waiting))
        return replace(self, places=places, waiting=waiting)

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain data; times in h from the start of the plant."""
        places, waiting = ([asdict(one) for one in group] for group in (self.places, self.waiting))
        return {
            "since_hours": self.since / 3600.0,
            "why": self.why,
            "whole": self.whole,
            "places": places,
            "waiting": waiting,
            "remedy": REMEDIES[self.why],
        }


def standstills(simulation: Simulation) -> list[Standstill]:
    """The parts of a plant that stand for good at the present time, the earliest first.

    The simulation must have settled at an instant, as `advance_to` leaves it; it is only read. Work that waits for
    what does not come any more because all orders have been made is done, and no standstill.
    """
    view = View(simulation.arrays, KINDS, outlook)
    held = [one for n in view.places for one in outlook(view.kind(n)).holds(view, n)]
    if not held:
        return []
    formula = partial(formula_of, view)
    solution = Solution(formula, [atom for one in held for atom in atoms(one.freed)])
    stand = [one for one in held if not solution.holds(one.freed)]
    if not stand:
        return []
    leaving = [Prospect(What.ENTER, n) for n in view.places if view.kind(n).exit]
    whole = not Solution(formula, leaving).true.intersection(leaving)
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

        What a job or a lot at hand lacks is not among them: it waits for it in vain. Room for a lot may be.
        """
        ended: set[Prospect] = set()
        again = True
        while again:
            again = False
            for prospect, waits_for in self.next.items():
                if prospect in ended or prospect.what is What.RISE:
                    continue
                if prospect.what is What.START and any(one.what is not What.DRAWN for one in waits_for):
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
        untold: list[Held] = []
        for one in self.stand:
            path = self._way(one, knots)
            if path:
                by_knot.setdefault(knots[path[-1]], []).append((one, path))
            else:
                untold.append(one)
        for one in untold:  # nothing but the word is lacking
            yield Standstill(one.since, "told", (self._name(program, self._of(one)),), (), whole)
        for knot, standing in by_knot.items():
            first = next(iter(knot))
            if len(knot) > 1 or first in self.next[first]:
                why = self._why_ring(knot)
                ordered = self._circle(knot)
            else:
                why = self._why(first)
                chains = [[self._of(one), *(self._at(prospect) for prospect in path)] for one, path in standing]
                ordered = min(chains, key=lambda chain: len(set(chain)))
            if own := self._own_part([*knot, *(prospect for _, path in standing for prospect in path)]):
                why, ordered = own[0], [("place", n) for n in own[1]]
            around = [self._of(one) for one, _ in standing]
            rest = [at for at in dict.fromkeys(around) if at not in ordered]
            yield Standstill(
                max(one.since for one, _ in standing),
                why,
                tuple(dict.fromkeys(self._name(program, at) for at in ordered)),
                tuple(dict.fromkeys(self._name(program, at) for at in rest)),
                whole,
            )

    def _own_part(self, waiting: Iterable[Prospect]) -> tuple[Why, list[int]] | None:
        """Why a job lacks a part that no other job takes, if one of those that stand does."""
        for one in dict.fromkeys(waiting):
            if one.what is What.MORE and self.view.place(one.of, "matched") and one.to >= 0:
                found = missing_part(self.view, one.to, one.of)
                if found is not None:
                    return found
        return None

    def _why_ring(self, knot: tuple[Prospect, ...]) -> Why:
        """Why the prospects of a circle never come true."""
        whats = {prospect.what for prospect in knot}
        if whats & {What.RISE, What.DRAWN}:
            return "reorder"
        if What.CARRIER in whats:
            return "carriers"
        if any(self._out_of_turn(one) for one in knot):
            return "sequence"
        around = (n for one in knot for n in (one.of, one.to) if one.what is What.GOES)
        if any(self.view.kind(n).splits for n in around):
            return "circle"  # what comes out of a job has no room, and the job is behind it
        return "calls" if What.ENTER in whats else "circle"

    def _out_of_turn(self, one: Prospect) -> bool:
        """Whether jobs wait for their turn at a place that has room for them."""
        if one.what not in (What.GOES, What.ENTER):
            return False
        n = one.to if one.what is What.GOES else one.of
        room = self.solution.formulas.get(Prospect(What.ROOM, n), False)
        return self.view.place(n, "sequence0") >= 0 and self.solution.holds(room)

    def _why(self, last: Prospect) -> Why:
        """Why the last prospect of a chain never comes true."""
        if last.what in (What.RISE, What.DRAWN):
            return "parts"
        if last.what is What.START:
            return "told"
        if last.what is What.MORE and outlook(self.view.kind(last.to)).gathers:
            return "batch"
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

    def _of(self, one: Held) -> tuple[str, int]:
        """Who holds the work."""
        return self._server(one.place, one.resource)

    def _server(self, n: int, i: int) -> tuple[str, int]:
        """A server, if others of its place do not stand; else the place."""
        standing = sum(one.place == n for one in self.stand)
        return ("server", i) if i >= 0 and standing < len(self.view.servers(n)) else ("place", n)

    def _at(self, prospect: Prospect) -> tuple[str, int]:
        """Where a prospect is: a place, a server of one, a pool of carriers, or a stock point."""
        if prospect.what in (What.RISE, What.DRAWN):
            return "stock", prospect.of
        if prospect.what is What.CARRIER:
            return "pools", prospect.of
        if prospect.what is What.START:
            return self._server(self.view.resource(prospect.of, "node"), prospect.of)
        return "place", prospect.to if prospect.what is What.GOES else prospect.of

    def _name(self, program: Program, at: tuple[str, int]) -> StandingPlace:
        """Who that is."""
        kind, row = at
        if kind == "stock":
            name = next(name for name, i in program.stocks.items() if i == row)
            return StandingPlace(Identities(program.model).plant("stocks", name), "stock", None, None, name)
        if kind == "pools":
            name = program.node_names[row]
            return StandingPlace(Identities(program.model).plant("carriers", name), "carriers", None, None, name)
        where = program.flow.node_where[row] if kind == "place" else program.flow.resource_where[row]
        server = where.server if kind == "server" else None
        return StandingPlace(where.plant, where.kind, where.shop, where.line, where.element, server)
