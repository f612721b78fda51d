"""The cover of each part family through the day: what it is at an hour, day by day and run by run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taktwin.analysis.supply.park import FamilyInRun, families_in_run
from taktwin.analysis.supply.zero_inventory import cover_minutes, time_quantile
from taktwin.analysis.tables import RunTables, bucket_seconds
from taktwin.model.nouns.plant import PlantModel

SLOTS = 48
"""Parts of a day: half an hour each."""
QUANTILES = (0.05, 0.5, 0.95)
_DAY_S = 86400.0


@dataclass(frozen=True)
class CoverOfDay:
    """The cover of a part family on site, in minutes of demand; infinite where nothing was drawn.

    ``low``, ``middle`` and ``high`` are the covers that 5, 50 and 95 % of the values do not exceed: of the whole time,
    and by part of the day over all days and replications, shape [SLOTS] (nan: no bucket of the run begins there, or
    nothing was drawn).
    """

    family: str
    low: float
    middle: float
    high: float
    low_of_day: NDArray[np.float64]
    middle_of_day: NDArray[np.float64]
    high_of_day: NDArray[np.float64]


def cover_of_day(
    model: PlantModel,
    results: Sequence[RunTables],
    start_hour: float,
    families: Sequence[FamilyInRun] | None = None,
) -> list[CoverOfDay]:
    """The cover of each part family of a plant through the day, in the order of the model.

    Args:
        model: a plant with `supply`.
        results: tables of its replications.
        start_hour: hour of the clock at time 0 of the tables.
        families: what the tables say of each (`taktwin.analysis.supply.park.families_in_run`), where that is at hand.

    Raises:
        OptionError: the plant has no supplier park.
    """
    length = bucket_seconds(results[0])
    found = []
    for seen in families_in_run(model, results) if families is None else families:
        name = seen.name
        per_min = seen.jobs / seen.minutes * seen.family.units if seen.minutes > 0 else 0.0
        if per_min <= 0.0:
            nothing = np.full(SLOTS, np.nan)
            found.append(CoverOfDay(name, math.inf, math.inf, math.inf, nothing, nothing, nothing))
            continue
        cover = cover_minutes(seen.units, per_min)
        buckets = np.tile(np.arange(cover.size // len(results)), len(results))
        slots = ((start_hour * 3600.0 + buckets * length) % _DAY_S // (_DAY_S / SLOTS)).astype(np.int64)
        of_day = np.full((len(QUANTILES), SLOTS), np.nan)
        for slot in np.unique(slots):
            of_day[:, slot] = np.quantile(cover[slots == slot], QUANTILES, method="inverted_cdf")
        low, middle, high = (time_quantile(np.ones(cover.size), cover, share) for share in QUANTILES)
        found.append(CoverOfDay(name, low, middle, high, of_day[0], of_day[1], of_day[2]))
    return found
