"""What a window of speeds looks like: eight numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from taktwin.model.errors import OptionError

NAMES = (
    "mean", "driving_mean", "highest", "deviation", "standing", "accelerating", "braking", "relative_acceleration",
)  # fmt: skip
"""Mean speed (m/s), that while driving, the highest, standard deviation, share of standing, mean acceleration of
seconds above 0.05 m/s2 and below -0.05, and the sum of v a over the way where a is above 0 (m/s2)."""
SHORTEST, LONGEST = 20, 600
_STILL, _STEADY = 0.1 / 3.6, 0.05


def features(speeds: Any) -> Any:
    """The features of a window.

    Args:
        speeds: m/s, one a second.
    """
    means, change = (speeds[1:] + speeds[:-1]) / 2, np.diff(speeds)
    driving = means > _STILL
    up, down = change[change > _STEADY], change[change < -_STEADY]
    return np.array(
        [
            means.mean(),
            means[driving].mean() if driving.any() else 0.0,
            speeds.max(),
            speeds.std(),
            1 - driving.mean(),
            up.mean() if up.size else 0.0,
            down.mean() if down.size else 0.0,
            np.maximum(change * means, 0).sum() / max(means.sum(), 1.0),
        ]
    )


def windows(speeds: Any, seconds: int, step: int = 10) -> Any:
    """The features of all windows of a drive, shape (n, 8), a window every `step` s.

    Raises:
        OptionError: a window shorter than 20 s or longer than 600 s.
    """
    if not SHORTEST <= seconds <= LONGEST:
        raise OptionError(f"a window of {seconds} s", f"give {SHORTEST} to {LONGEST} s", "window")
    begins = range(0, len(speeds) - seconds, step)
    return np.array([features(speeds[at : at + seconds + 1]) for at in begins]).reshape(-1, len(NAMES))
