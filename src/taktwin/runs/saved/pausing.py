"""Whether the pauses of the machines of a snapshot fit to what they do."""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.runs.saved.impossible import need


def check_pauses(given: np.ndarray, r: np.ndarray, floats: np.ndarray, now: float) -> None:
    """Who sleeps has pauses and is idle, who wakes will have woken, and the next change is planned."""
    pause, at = r["pause"], r["pause_at"]
    never, planned = given["pauses"] == 0, np.isfinite(at)
    need(not (pause[never].any() or planned[never].any()), "the pause of what has none")
    able = (r["up"] == 1) & (r["on"] == 1)
    by_job = given["pauses"] == k.WITHOUT_JOB
    idle = np.where(by_job, r["job"] < 0, (r["phase"] == k.NO_WORK) & ((r["job"] < 0) | (r["done"] == 1)))
    need((able | ((pause == k.AWAKE) & ~planned))[~never].all(), "the pause of a machine that is down or off shift")
    asleep = (pause == k.IN_BRIEF) | (pause == k.IN_LONG)
    need(idle[asleep].all(), "a machine that sleeps at work")
    hours = ~never
    hours[hours] = floats[given["pause0"][hours] + 4] > 0.0  # ahead of them it wakes by itself
    need(planned[pause == k.WAKES].all(), "when a machine has woken")
    need(not planned[(pause == k.IN_LONG) & ~hours].any(), "the end of a long pause")
    need(not (planned & ~idle & (pause == k.AWAKE)).any(), "the pause of a machine at work")
    need((at[planned] >= now).all(), "something was due before its time")
    need((r["entry_at"] <= at)[planned].all(), "when a pause changes")
