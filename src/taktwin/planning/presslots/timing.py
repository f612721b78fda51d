"""When each lot begins, how long it runs, and the stock over the cycle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from taktwin.model.phrase import Phrase
from taktwin.planning.presslots.panel import LotError, Numbers, Press


@dataclass(frozen=True)
class Run:
    """A lot in the cycle."""

    part: int
    """Number of the part in the press."""
    start: float
    """Hours from the begin of the cycle to the first part, the die change before it done."""
    hours: float
    """Hours of pressing."""
    until_next: float
    """Hours from its end to the first part of the next lot of the same part."""
    pieces: float
    """Good parts."""
    level: float
    """Stock of the part when it begins, above the least of the cycle."""
    peak: float
    """Stock of the part when it ends."""


@dataclass(frozen=True)
class Schedule:
    """A cycle of lots that repeats."""

    press: Press
    cycle: float
    """Hours."""
    runs: tuple[Run, ...]
    """In the order of the cycle."""

    def of(self, part: int) -> list[Run]:
        """The lots of a part."""
        return [run for run in self.runs if run.part == part]

    @property
    def order(self) -> str:
        """The names of the parts in the order of their lots."""
        return " ".join(self.press.names[run.part] for run in self.runs)

    def mean_stock(self, part: int) -> float:
        """Mean number of a part in stock, above the least of the cycle."""
        runs = self.of(part)
        area = 0.0
        for run, after in zip(runs, [*runs[1:], runs[0]], strict=True):
            area += (run.level + run.peak) / 2.0 * run.hours + (run.peak + after.level) / 2.0 * run.until_next
        return area / self.cycle

    @property
    def cost(self) -> float:
        """Cost of die changes and stock an hour."""
        changes = sum(self.press.panels[run.part].change_cost for run in self.runs) / self.cycle
        return changes + sum(panel.holding * self.mean_stock(i) for i, panel in enumerate(self.press.panels))


def lots_to_the_gaps(press: Press, order: Sequence[int], cycle: float | None = None, load: float = 1.0) -> Schedule:
    """Lots that each last just until the next one of the part begins: the least stock for an order of the dies.

    The run of each lot makes what is drawn until then, one linear equation for each lot (Dobson, Operations Research
    35, 1987, equation 2). So lots of one part differ where the gaps between them do. Time that is left is spread over
    all lots in proportion.

    Args:
        press: the press and its parts.
        order: numbers of the parts in the order of their lots; each at least once.
        cycle: hours of the whole cycle; None for the shortest at `load`.
        load: most load with die changes.

    Raises:
        LotError: a part is missing, or the cycle is too short for its die changes.
    """
    changes, cycle, share = _frame(press, order, cycle, load)
    n = len(order)
    left = np.eye(n)
    right = np.zeros(n)
    for j, steps in enumerate(_steps_to_next(order)):
        pace = press.panels[order[j]].load / share
        for k in range(j, j + steps):
            left[j, k % n] -= pace
            right[j] += pace * changes[(k + 1) % n]
    return _laid_out(press, order, cycle, share, np.linalg.solve(left, right))


def equal_lots(press: Press, order: Sequence[int], cycle: float | None = None, load: float = 1.0) -> Schedule:
    """All lots of a part equally large, as people like them; the stock at their begin differs where the gaps do.

    Args:
        press: the press and its parts.
        order: numbers of the parts in the order of their lots; each at least once.
        cycle: hours of the whole cycle; None for the shortest at `load`.
        load: most load with die changes.

    Raises:
        LotError: as for `lots_to_the_gaps`.
    """
    _, cycle, share = _frame(press, order, cycle, load)
    hours = np.array([press.panels[i].load * cycle / list(order).count(i) for i in order])
    return _laid_out(press, order, cycle, share, hours)


def _frame(press: Press, order: Sequence[int], cycle: float | None, load: float) -> tuple[Numbers, float, float]:
    """Die changes of the lots, hours of the cycle, and the share of it in which the press is not idle."""
    missing = sorted(set(range(len(press.panels))) - set(order))
    if missing:
        raise LotError(
            Phrase("press {name}: no lot of {names} in the cycle", name=press.name, names=press.names[missing[0]]),
            Phrase("give each part one"),
        )
    changes = np.array([press.panels[i].change for i in order])
    if cycle is None:
        if load <= press.load:
            raise LotError(
                Phrase("press {name}: a load of {load:g} leaves no time for die changes", name=press.name, load=load),
                Phrase("allow more"),
            )
        cycle = float(changes.sum()) / (load - press.load)
    share = press.load + float(changes.sum()) / cycle
    if share > load * (1 + 1e-9):
        raise LotError(
            Phrase(
                "press {name}: a cycle of {cycle:.3g} h has a load of {share:.1f} % with die changes, more than "
                "{load:.1f} %",
                name=press.name,
                cycle=cycle,
                share=share * 100,
                load=load * 100,
            ),
            Phrase("make the cycle longer"),
        )
    return changes, cycle, share


def _steps_to_next(order: Sequence[int]) -> list[int]:
    """How many lots after each one the next of the same part comes."""
    n = len(order)
    return [next(k for k in range(1, n + 1) if order[(j + k) % n] == order[j]) for j in range(n)]


def _laid_out(press: Press, order: Sequence[int], cycle: float, share: float, hours: npt.NDArray[Any]) -> Schedule:
    """The runs one after the other, and the stock that they make."""
    n = len(order)
    changes = np.array([press.panels[i].change for i in order])
    begin = np.concatenate([[0.0], np.cumsum((hours + np.roll(changes, -1)) / share)]) + changes[0] / share
    runs = []
    for j, steps in enumerate(_steps_to_next(order)):
        panel = press.panels[order[j]]
        apart = begin[j + steps] - begin[j] if j + steps <= n else begin[n] - begin[j] + begin[j + steps - n] - begin[0]
        run = float(hours[j])
        runs.append(Run(order[j], float(begin[j]), run, float(apart) - run, run * panel.rate, 0.0, 0.0))
    for part, panel in enumerate(press.panels):
        own = [j for j, run in enumerate(runs) if run.part == part]
        gains = [runs[j].pieces - panel.demand * (runs[j].hours + runs[j].until_next) for j in own]
        levels = np.concatenate([[0.0], np.cumsum(gains[:-1])])
        for j, level in zip(own, levels - levels.min(), strict=True):
            run = runs[j]
            peak = float(level) + run.hours * (panel.rate - panel.demand)
            runs[j] = replace(run, level=float(level), peak=peak)
    return Schedule(press, cycle, tuple(runs))
