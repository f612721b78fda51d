"""What it buys to know the class of road: the adaptive strategy with a worth of charge for each class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np

from taktwin.product.drive.car import Car
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.errors import DriveError
from taktwin.product.drive.scenarios.classes import CLASSES, PHASES, Recogniser, shipped
from taktwin.product.drive.trip import GAIN, WORTH, Trip, drive_adaptive, drive_equivalent, with_source


def worth_of_classes(car: Car, cycles: Sequence[Cycle], times: int = 2) -> dict[str, float]:
    """The worth of charge in each class, over what the source takes for it at its best.

    It is that of the equivalent strategy which keeps the charge on the phases of the class, in the mean of the cycles.

    Args:
        car: with a source.
        cycles: of `PHASES`.
        times: how often each phase is driven.
    """
    source = with_source(car).source
    assert source is not None
    best = 1 / (source.efficiency * source.converter)
    found: dict[str, list[float]] = {name: [] for name in CLASSES}
    for cycle in cycles:
        begin = 0
        for seconds, name in PHASES[cycle.name]:
            part = slice(begin, begin + seconds + 1)
            phase = Cycle(f"{cycle.name}-{name}", cycle.speeds[part], cycle.grades[part])
            begin += seconds
            try:
                factor = drive_equivalent(car, phase.repeated(times)).factor
            except DriveError:  # a phase that does not end as it begins, or cannot be followed
                continue
            assert factor is not None
            found[name].append(factor / best)
    return {name: float(np.mean(values)) if values else WORTH for name, values in found.items()}


def drive_recognising(
    car: Car, cycle: Cycle, recogniser: Recogniser | None = None, worth: Mapping[str, float] | None = None
) -> Trip:
    """The adaptive strategy, with the worth of the class that the last window is told to be.

    Args:
        car: with a source.
        cycle: to drive; it is seen as it is driven, second by second.
        recogniser: default the one that comes with Taktwin.
        worth: of each class; default that of the SUV that comes with Taktwin.
    """
    source = with_source(car).source
    assert source is not None
    told = (recogniser or shipped()["recogniser"]).of(cycle)
    by = worth or shipped()["worth"]
    values = np.array([*(by[name] for name in CLASSES), WORTH])  # the last one where no window is full yet
    more = (values[told] - WORTH) / (source.efficiency * source.converter)
    # a worth that is higher by `more` is a target that is higher by more / gain
    trip = drive_adaptive(car, cycle, reference=car.charge + more / GAIN)
    return replace(trip, strategy="recognising")


GRID: dict[str, tuple[Any, ...]] = {
    "road": ("urban", "suburban", "rural", "motorway", "mountain"),
    "charge": ("below 25 %", "25-50 %", "50-75 %", "above 75 %"),
    "temperature": ("below -10 C", "-10-0 C", "0-15 C", "15-30 C", "above 30 C"),
    "grade": ("down", "level", "up"),
    "mode": ("comfort", "sport", "save"),
}
"""A grid of conditions, of which four roads are recognised here; the rest is measured, or chosen."""


def grid() -> list[dict[str, Any]]:
    """All cells of the grid: 900, each a combination of conditions. No one of them is recognised as such."""
    return [dict(zip(GRID, values, strict=True)) for values in product(*GRID.values())]
