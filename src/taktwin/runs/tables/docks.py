"""The table of docks: how busy their doors are, and how long trucks wait in the yard."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from taktwin.kernel.lowering.identity import Identities
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.columns import DOCKS


def docks_table(accounts: Accounts) -> pl.DataFrame:
    """One row for each dock, over the measured time."""
    model, arrays, elapsed = accounts.program.model, accounts.arrays, accounts.elapsed
    identities = Identities(model)
    rows: list[dict[str, Any]] = []
    for name, dock, state in zip(model.docks, arrays["docks"], arrays["dock_states"], strict=True):
        doors, trucks = int(dock["doors"]), int(state["trucks"])
        free = arrays["floats"][dock["door0"] : dock["door0"] + doors]
        busy = float(state["unloading"]) - float(np.maximum(free - accounts.now, 0.0).sum())  # without what lies ahead
        rows.append(
            {
                "dock": name,
                "plant": identities.plant("docks", name),
                "doors": doors,
                "trucks": trucks,
                "busy_share": max(0.0, busy) / (doors * elapsed) if elapsed > 0.0 else 0.0,
                "wait_mean_s": float(state["waited"]) / trucks if trucks else None,
                "wait_max_s": float(state["longest"]),
                "most_waiting": int(state["most"]),
            }
        )
    return DOCKS.frame(rows)
