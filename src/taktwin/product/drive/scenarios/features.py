"""What a window of speeds looks like: fifteen numbers, all of speed and none of acceleration.

Accelerations tell the driver and the car more than the road: with them, roads of cycles that were not learnt from are
told right less often.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

QUANTILES = (10, 25, 50, 75, 90)
"""Per cent of the time."""
ABOVE = (50, 70, 90, 110)
"""Km/h: near the limits of towns, of roads outside them, and of motorways."""
NAMES = (
    "mean", "driving_mean", "highest", "deviation", "standing", *(f"quantile_{one}" for one in QUANTILES), "stops",
    *(f"above_{one}" for one in ABOVE),
)  # fmt: skip
"""Mean speed (m/s), that while driving, the highest, standard deviation, share of standing, quantiles of speed (m/s),
how often it comes to rest, and the shares of the time above speeds."""
SHORTEST, LONGEST = 20, 600
_STILL = 0.1 / 3.6


def features(speeds: Any) -> Any:
    """The features of a window.

    Args:
        speeds: m/s, one a second.
    """
    means = (speeds[1:] + speeds[:-1]) / 2
    driving = means > _STILL
    return np.array(
        [
            means.mean(),
            means[driving].mean() if driving.any() else 0.0,
            speeds.max(),
            speeds.std(),
            1 - driving.mean(),
            *np.percentile(means, QUANTILES),
            np.count_nonzero(driving[:-1] & ~driving[1:]),
            *((means * 3.6 > one).mean() for one in ABOVE),
        ]
    )


def windows(speeds: Any, seconds: int, step: int = 10) -> Any:
    """The features of all windows of a drive, a row of `NAMES` for each, a window every `step` s.

    Raises:
        OptionError: a window shorter than 20 s or longer than 600 s.
    """
    if not SHORTEST <= seconds <= LONGEST:
        raise OptionError(
            Phrase("a window of {seconds} s", seconds=seconds),
            Phrase("give {shortest} to {longest} s", shortest=SHORTEST, longest=LONGEST),
            "window",
        )
    begins = range(0, len(speeds) - seconds, step)
    return np.array([features(speeds[at : at + seconds + 1]) for at in begins]).reshape(-1, len(NAMES))
