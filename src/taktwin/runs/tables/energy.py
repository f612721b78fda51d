"""The table of media: the ledger summed by what a power profile tells apart."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.working import POWER_STATE
from taktwin.model.nouns.machines.power import MEDIA, POWER_STATES
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.columns import ENERGY, identity_of
from taktwin.runs.tables.ledger import UNITS, amounts, drawn


def energy_table(accounts: Accounts) -> pl.DataFrame:
    """One row for each resource and medium it draws: kWh (m3 for compressed air, water) in all and by power state."""
    where = accounts.program.flow.resource_where
    working = np.array(sorted(where), np.int64)
    found, used = amounts(accounts.arrays, working), drawn(accounts.arrays, working)
    rows: list[dict[str, Any]] = []
    for at, m in np.argwhere(used).tolist():
        i = int(working[at])
        parts = dict.fromkeys(POWER_STATES, 0.0)
        for name, amount in zip(k.STATES, found[at, m, :-1].tolist(), strict=True):
            parts[POWER_STATE[name]] += amount
        parts["per_job"] = float(found[at, m, -1])
        rows.append(
            {
                "resource": accounts.program.resource_names[i],
                "kind": where[i].kind,
                "station": where[i].element,
                "server": where[i].server,
                **identity_of(where[i]),
                "medium": MEDIA[m],
                "amount": sum(parts.values()),
                "unit": UNITS[MEDIA[m]],
                **parts,
            }
        )
    return ENERGY.frame(rows)
