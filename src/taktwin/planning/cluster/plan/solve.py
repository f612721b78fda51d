"""The plan over years and scenarios, within a gap that is proven.

Projects are few and large, lines many and small. So first projects are whole and lines may be broken, which is searched
quickly and bounds the cost. Then the lines are made whole year by year: the first year is rounded and fixed, the rest
is solved again, which mends what the rounding left. Where that is not near enough to the bound, single lines are
dropped, or built a year sooner or later, as long as that helps; then whole numbers are searched among what these plans
build at all, and at last among everything.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.planning.cluster.errors import ClusterError
from taktwin.planning.cluster.plan.data import ClusterData
from taktwin.planning.cluster.plan.extensive import Extensive, extensive
from taktwin.planning.cluster.plan.improve import first_openings, improved
from taktwin.planning.cluster.program import Kept, Solved

Progress = Callable[[float], None]
_UP = (0.5, 0.3, 0.15)  # broken parts from which on a line is built, tried in turn


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan, with the axes of `ClusterData`.

    Attributes:
        data: what was planned.
        built: how many of each build in each year, [b, t].
        made: thousand vehicles, [w, t, p].
        unmet: thousand vehicles, [w, t, v].
        flow: thousand sets, [w, t, o, p].
        outside: thousand sets, [w, t, f, p].
        missed: value by which local supply, and supply without stock, miss their rate, millions, [policy, w, t].
        cost: beyond the value of the parts, expected, of today, millions.
        bound: no plan costs less.
        seconds: of the search.
    """

    data: ClusterData
    built: Any
    made: Any
    unmet: Any
    flow: Any
    outside: Any
    missed: Any
    cost: float
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        """How much cheaper another plan could be, as a share."""
        return max(0.0, self.cost - self.bound) / max(abs(self.cost), 1e-9)

    @property
    def invested(self) -> Any:
        """Investments of each year, without openings, millions, [t]."""
        return np.array([one.invest for one in self.data.builds]) @ self.built

    def local_rate(self) -> Any:
        """Local supply by value, [w, t]; nan where nothing is supplied."""
        return self._rate(self.data.local[:, None])

    def zero_rate(self) -> Any:
        """Value that comes without stock, [w, t]."""
        return self._rate(self.data.near)

    def local_shares(self) -> Any:
        """Local share of each family, by sets, [w, t, f]; nan where none is used."""
        local = (self.flow.sum(axis=3) * self.data.local) @ self.data.of_family
        with np.errstate(invalid="ignore"):
            return local / self.used()

    def used(self) -> Any:
        """Sets of each family, thousands, [w, t, f]."""
        return self.outside.sum(axis=3) + self.flow.sum(axis=3) @ self.data.of_family

    def _rate(self, counts: Any) -> Any:
        value = self.data.value[self.data.option_family]
        found = np.einsum("wtop,o,op->wt", self.flow, value, np.broadcast_to(counts, self.flow.shape[2:]))
        total = self.used() @ self.data.value
        with np.errstate(invalid="ignore"):
            return found / total


def plan(
    data: ClusterData,
    gap: float = 0.01,
    time_limit: float = 300.0,
    threads: int = 2,
    progress: Progress | None = None,
) -> Plan:
    """The cheapest plan within a gap.

    Args:
        data: the cluster.
        gap: relative gap at which the search stops.
        time_limit: seconds; then the best plan so far is given, with its gap.
        threads: of the solver.
        progress: told the share of the work done.

    Raises:
        ClusterError: time ran out before there was a plan.
    """
    begin, tell = time.monotonic(), progress or (lambda _: None)

    def left() -> float:
        return max(1.0, time_limit - (time.monotonic() - begin))

    form = extensive(data)
    program, bounds = form.program, form.program.bounds()
    large = [b for b, one in enumerate(data.builds) if one.project]
    kept = program.kept()
    relaxed = first = kept.solve()
    bound = relaxed.cost
    if large:
        first = program.solve(gap / 3.0, max(5.0, left() / 2.0), threads=threads, only=form.built[large].ravel())
        bound = max(bound, first.bound)
    tell(0.4)
    best: Solved | None = None
    for up in _UP:
        dive = _dived(data, form, kept, first, large, up)
        best = dive if best is None or dive.cost < best.cost else best
        if _gap(best.cost, bound) <= gap or left() <= 1.0:
            break
    assert best is not None
    if _gap(best.cost, bound) > gap and left() > 1.0:
        best = improved(data, form, kept, best, large, lambda cost: _gap(cost, bound) <= gap or left() <= 1.0)
    tell(0.6)
    if _gap(best.cost, bound) > gap and left() > 1.0:
        used = (first.values[form.built] > 1e-6).any(axis=1) | (best.values[form.built] > 0.5).any(axis=1)
        program.limit(form.built[~used], 0.0, 0.0)
        # the search among these stops where it is near enough to the bound of all
        best = _better(best, _searched(form, gap / 2.0, max(5.0, 0.5 * left()), threads))
        program.set_bounds(bounds)
        tell(0.8)
    if _gap(best.cost, bound) > gap and left() > 1.0:
        found = _searched(form, gap, left(), threads)
        if found is not None:
            bound = max(bound, found.bound)
            best = _better(best, found)
    tell(1.0)
    program.set_bounds(bounds)
    return _plan_of(data, form, best, bound, time.monotonic() - begin)


def evaluate(data: ClusterData, built: Any) -> Plan:
    """The cheapest flows of a given plan of investments, [b, t]."""
    begin = time.monotonic()
    form = extensive(data)
    found = fixed(form, built)
    return _plan_of(data, form, found, found.cost, time.monotonic() - begin)


def fixed(form: Extensive, built: Any) -> Solved:
    """Flows of given investments: a linear program, with the duals of its limits."""
    program = form.program
    bounds = program.bounds()
    program.limit(form.built, built, built)
    first = first_openings(form, built)
    program.limit(form.opened, first, first)
    try:
        return program.solve(relaxed=True)
    finally:
        program.set_bounds(bounds)


def _dived(data: ClusterData, form: Extensive, kept: Kept, first: Solved, large: list[int], up: float) -> Solved:
    """A whole plan, made year by year; the ``large`` builds stay as they are in the first one."""
    invest, opening = (np.array([getattr(one, name) for one in data.builds]) for name in ("invest", "opening"))
    most = np.array([one.most for one in data.builds], np.float64)
    low, high = form.program.bounds()
    chosen = np.round(first.values[form.built[large]])
    kept.limit(form.built, low[form.built], high[form.built])
    kept.limit(form.opened, low[form.opened], high[form.opened])
    kept.limit(form.built[large], chosen, chosen)
    found = kept.solve()
    total, opened = np.zeros(len(data.builds)), np.zeros(len(data.builds), bool)
    for t in range(len(data.years)):
        broken = found.values[form.built[:, t]]
        whole = np.floor(broken + 1e-6)
        spent = float(invest @ whole + opening @ ((whole > 0) & ~opened))
        for b in np.argsort(whole - broken, kind="stable"):  # the largest broken part first
            if broken[b] - whole[b] < up:
                break
            more = invest[b] + (opening[b] if whole[b] == 0 and not opened[b] else 0.0)
            if total[b] + whole[b] + 1 <= most[b] and spent + more <= data.budget[t] + 1e-9:
                whole[b] += 1
                spent += more
        total += whole
        kept.limit(form.built[:, t], whole, whole)
        new = (whole > 0) & ~opened
        opened |= new
        kept.limit(form.opened[:, t], new[form.new], new[form.new])
        found = kept.solve()
    return found


def _searched(form: Extensive, gap: float, seconds: float, threads: int) -> Solved | None:
    try:
        return form.program.solve(gap, seconds, threads=threads)
    except ClusterError:
        return None


def _better(one: Solved, other: Solved | None) -> Solved:
    return one if other is None or one.cost <= other.cost else other


def _gap(cost: float, bound: float) -> float:
    return (cost - bound) / max(abs(cost), 1e-9) if math.isfinite(bound) else math.inf


def _plan_of(data: ClusterData, form: Extensive, found: Solved, bound: float, seconds: float) -> Plan:
    values = np.maximum(found.values, 0.0)
    shape = len(data.scenarios), len(data.years)
    flow = np.zeros((*shape, len(data.options), len(data.plants)))
    flow[:, :, form.pairs[:, 0], form.pairs[:, 1]] = values[form.flow]
    outside = np.zeros((*shape, len(data.families), len(data.plants)))
    outside[:, :, form.needs[:, 0], form.needs[:, 1]] = values[form.outside]
    built = np.round(values[form.built])
    return Plan(
        data, built, values[form.made], values[form.unmet], flow, outside, values[form.missed], found.cost,
        min(bound, found.cost), seconds,
    )  # fmt: skip
