"""The table of carriers: how many there are, and where they are in the mean."""

from __future__ import annotations

from typing import Any

import polars as pl

from taktwin.kernel.lowering.identity import Identities
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.columns import CARRIERS


def carriers_table(accounts: Accounts) -> pl.DataFrame:
    """One row for each pool of carriers; numbers are means over the measured time."""
    elapsed, identities = accounts.elapsed, Identities(accounts.program.model)
    nodes, states = accounts.arrays["nodes"], accounts.arrays["node_states"]

    def mean(n: int) -> float:
        return float(states["area"][n] / elapsed if elapsed > 0.0 else states["count"][n])

    rows: list[dict[str, Any]] = []
    for name, n in accounts.program.flow.pools.items():
        count, there, on_way = int(nodes["cap"][n]), mean(n), mean(int(nodes["dest"][n]))
        rows.append(
            {
                "carriers": name,
                "plant": identities.plant("carriers", name),
                "count": count,
                "taken": int(states["entered"][n]),
                "there": there,
                "in_use": count - there - on_way,
                "on_way": on_way,
                "least_there": int(states["least"][n]),
                "none_share": float(states["empty"][n]) / elapsed if elapsed > 0.0 else 0.0,
            }
        )
    return CARRIERS.frame(rows)
