"""How much cover would have prevented a standstill: measured in a future with plenty, verified in one with that."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taktwin.planning.meter import Progress
from taktwin.planning.stress.bench import Bench
from taktwin.planning.stress.disturbance import Disturbance, with_cover
from taktwin.planning.stress.effect import LEAST
from taktwin.planning.stress.future import Future
from taktwin.planning.stress.result import Cover, MoreTrucks
from taktwin.planning.stress.senders import Way
from taktwin.planning.stress.waiting import Key
from taktwin.runs.alter import refilled_by
from taktwin.runs.trucks import loads_of

#: How often a cover that is not enough yet is raised by another container, or by another minute.
TRIES = 4


@dataclass(frozen=True)
class Prevented:
    """Cover that was tried; ``verified`` None where there was none to try."""

    covers: tuple[Cover, ...]
    verified: bool | None
    left_s: float
    growing: tuple[str, ...] = ()
    """Stock points that lack and fall to the end of the future: for longer, this cover may not be enough."""
    trucks: tuple[MoreTrucks, ...] = ()
    """More trucks of deliveries that were tried, in the futures in which the covers alone were not enough."""
    missed: str = ""
    """What was tried before and is not confirmed."""


def cover_of_stocks(
    bench: Bench, ways: Sequence[Way], disturbance: Disturbance, made: bool = False, progress: Progress | None = None
) -> Prevented:
    """What stock points would have to hold more, from T on, for nothing to stand that did not anyhow.

    These are the stock points of the lanes among the ways and those that are fed from there; with ``made`` also those
    that make cells refill.
    """
    containers = _containers(bench, ways, made)
    if not containers:
        return Prevented((), None, 0.0)
    plenty = 1000.0 + 8.0 * max(float(base.drawn.max()) for base in bench.base)
    runs = bench.futures(with_cover(disturbance, dict.fromkeys(containers, plenty)))
    names = list(bench.program.stocks)
    lack: dict[int, float] = {}
    growing: list[int] = []
    for stock in containers:
        missing = max(plenty - float(run.least[stock]) for run in runs)
        if missing > 1e-6:
            lack[stock] = float(math.ceil(missing - 1e-6))
            if all(_falls(run.levels[:, stock]) for run in runs):
                growing.append(stock)
    if not lack:
        return Prevented((), None, 0.0)
    covered = {names[stock] for stock in containers}
    held = lambda key: key.stock in covered  # noqa: E731 - one line
    too_late = _longer(bench, runs, held)  # what lacks when the future begins no cover can prevent
    left = math.inf
    for _ in range(TRIES):
        longer = _longer(bench, bench.futures(with_cover(disturbance, lack)), held) - too_late
        left = float(longer.sum(axis=1).max())
        if progress is not None:
            progress(1.0)
        if left < LEAST:
            break
        # a line side that is full is not fed, so what it needs itself is seen only now
        more = {bench.program.stocks[bench.rows.keys[at].stock] for at in np.flatnonzero((longer >= LEAST).any(axis=0))}
        lack = {stock: lack.get(stock, 0.0) + containers[stock] for stock in (*lack, *sorted(more - lack.keys()))}
    covers = tuple(Cover(names[stock], units, _minutes(bench, stock, units)) for stock, units in lack.items())
    falling = tuple(names[stock] for stock in growing)
    return Prevented(covers, left < LEAST, 0.0 if left < LEAST else left, falling)


def still_standing(bench: Bench, disturbance: Disturbance, held: Callable[[Key], bool]) -> float:
    """Seconds for which stations stand longer than undisturbed for what is held up: the most of the replications."""
    return float(_longer(bench, bench.futures(disturbance), held).sum(axis=1).max())


def _longer(bench: Bench, runs: Sequence[Future], held: Callable[[Key], bool]) -> NDArray[np.float64]:
    """The same by replication and key, 0 for keys that are not held up; shape [replication, key]."""
    chosen = np.array([held(key) for key in bench.rows.keys], bool)
    more = [run.waited - base.waits[len(run.times) - 1] for run, base in zip(runs, bench.base, strict=True)]
    return np.array([np.where(chosen, one, 0.0) for one in more])


def _containers(bench: Bench, ways: Sequence[Way], made: bool) -> dict[int, float]:
    """Stock points to which parts come -> units in a container, 1 where they come from no lane."""
    arrays, rows = bench.program.arrays, bench.program.stocks
    found = {rows[stock]: 1.0 for way in ways for stock in sorted(way.stocks)}
    for way in ways:
        if not way.called:
            for load in loads_of(arrays, way.row):
                found[int(load["stock"])] = max(1.0, float(load["container"]))
    if made:
        for stock in arrays["entries"]["target"][refilled_by(bench.program)].tolist():
            found.setdefault(stock, 1.0)
    return found


def _falls(levels: np.ndarray) -> bool:
    """Whether a level falls to the end: the last quarter is lower than the one before, and that than the one before."""
    quarters = [float(part.min()) for part in np.array_split(levels, 4)]
    return quarters[3] < quarters[2] - 1e-6 and quarters[2] < quarters[1] - 1e-6 and quarters[1] < quarters[0] - 1e-6


def _minutes(bench: Bench, stock: int, units: float) -> float | None:
    """For how long units last while the place that needs them most is on shift; None where nothing was drawn."""
    name = list(bench.program.stocks)[stock]
    fed = {name, *(one for way in bench.ways if name in way.stocks for one in way.stocks)}
    rows = [at for at, key in enumerate(bench.rows.keys) if key.stock in fed]
    drawn = float(np.mean([base.drawn[stock] for base in bench.base]))
    busy = float(np.mean([base.busy[rows].max() for base in bench.base])) if rows else 0.0
    return units / drawn * busy / 60.0 if drawn > 0.0 and busy > 0.0 else None
