"""What an engine that begins cold takes more: rich mixture, thick oil, a catalyst that is heated.

Fuel is `MORE` higher in the first `SECONDS` that the engine runs; how long it stood in between does not count. The
range is recalled of small turbocharged engines at 20 C and so assumed; in frost it is more.
"""

from __future__ import annotations

import numpy as np

from taktwin.product.drive.demand import J_PER_KWH
from taktwin.product.drive.trip import Trip, fuel_of

MORE = (0.10, 0.30)
SECONDS = 300


def cold_start(trip: Trip, more: tuple[float, float] = MORE, seconds: int = SECONDS) -> tuple[float, float]:
    """Fuel that a trip takes more where its source begins cold, least and most, kWh.

    Args:
        trip: of a car with a source.
        more: least and most share of the fuel.
        seconds: that it runs until it is warm.
    """
    running = np.cumsum(trip.generated > 0)
    cold = float(fuel_of(trip.car, trip.generated)[running <= seconds].sum()) / J_PER_KWH
    return more[0] * cold, more[1] * cold
