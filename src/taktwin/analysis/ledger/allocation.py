"""The base load of a shop, shared by the cars that were in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from taktwin.analysis.ledger.errors import LedgerError
from taktwin.model.values.figures import number, series


def energy_by_car(base_kwh: float, job_kwh: Sequence[float], occupancy_s: Sequence[float] | None = None) -> Any:
    """Energy of each car (kWh): what was booked on it, and its share of the base load; the sum is that of both.

    Args:
        base_kwh: energy that belongs to no car: lighting, air, machines that wait.
        job_kwh: energy of each car.
        occupancy_s: how long each car was there (s): the base load is shared by it; None: equally.

    Raises:
        LedgerError: no car, a figure below 0, not finite, series of different lengths, or no occupancy at all.

    >>> from taktwin.energy import energy_by_car
    >>> energy_by_car(100, [10, 20], [60, 180]).tolist(), energy_by_car(100, [10, 20]).tolist()
    ([35.0, 95.0], [60.0, 70.0])
    """
    base = number(LedgerError, "allocation", "base_kwh", base_kwh, "kWh", most=1e15)
    jobs = series(LedgerError, "allocation", "job_kwh", job_kwh, None, "kWh", least=0.0)
    given = np.ones(jobs.size) if occupancy_s is None else occupancy_s
    times = series(LedgerError, "allocation", "occupancy_s", given, jobs.size, "s", least=0.0, of="job_kwh")
    total = times.sum()
    if not total:
        remedy = "share the base load equally: leave occupancy_s out"
        raise LedgerError("allocation: no car was there at any time", remedy)
    return jobs + base * (times / total)
