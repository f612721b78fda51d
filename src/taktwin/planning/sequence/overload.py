"""Overload at stations whose time depends on an option: what a sequence asks of the people there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.spelt.copies import single_stations
from taktwin.model.values.timeby import TimeBy
from taktwin.model.values.visit import VISIT
from taktwin.planning.sequence.day import Day


@dataclass(frozen=True)
class Overload:
    """Utility work of some cars in a row: seconds that others must help with, and at how many cars."""

    seconds: float
    times: int


def utility_work(times: Sequence[float] | NDArray[np.floating], takt: float, drift: float) -> Overload:
    """Work that does not fit into the station, of cars that follow each other at the takt.

    A worker begins a car s late (0 for the first), ends it at s + p, and may be late by at most ``drift``: the next
    begins max(0, min(s + p - takt, drift)) late, and what is beyond takt + drift others must do: utility work (or the
    line stops for it). Yano and Rachamadugu, Management Science 37(5), 1991, 572-586; Boysen, Fliedner and Scholl,
    European Journal of Operational Research 192(2), 2009, 349-373.

    Args:
        times: work on each car at the station, s.
        takt: time between two cars, s.
        drift: how late a worker may be, s.
    """
    late = seconds = 0.0
    count = 0
    for time in np.asarray(times, dtype=float).tolist():
        end = late + time - takt
        if end > drift:
            seconds += end - drift
            count += 1
            late = drift
        else:
            late = end if end > 0.0 else 0.0
    return Overload(seconds, count)


def option_times(model: PlantModel, day: Day) -> dict[str, NDArray[np.float64]]:
    """Mean time of each car of a day at the stations behind ``day.rules.at`` whose time depends on an option, s.

    The stations are those of the point's line from the point on; where the point is the entry of a shop, those of all
    its lines; without a point, those of the plant. By name of the station, in plant order.
    """
    found: dict[str, NDArray[np.float64]] = {}
    for shop, _, line in model.all_lines():
        reached = day.rules.at is None or day.rules.at == shop
        for element in line.flow:
            for station in single_stations(element) if isinstance(element, Station | ZonedLine) else [element]:
                reached = reached or element_point(station) == day.rules.at
                cycle = getattr(station, "cycle", None)
                if reached and isinstance(cycle, TimeBy) and cycle.by != VISIT:
                    found[station.name] = _times(day, cycle)
    return found


def element_point(element: object) -> str | None:
    """The named point at an element, if any."""
    return getattr(element, "point", None)


def _times(day: Day, cycle: TimeBy) -> NDArray[np.float64]:
    by = {value: time.mean for value, time in cycle.values.items()}
    default = cycle.default.mean if cycle.default is not None else 0.0
    return np.array([by.get(day.value(car, cycle.by) or "", default) for car in range(len(day))])
