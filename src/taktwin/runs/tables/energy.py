"""The table of media: what each resource drew, from its state times and powers, exactly."""

from __future__ import annotations

from typing import Any

import polars as pl

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.working import POWER_STATE
from taktwin.runs.tables.accounts import Accounts
from taktwin.model.nouns.power import MEDIA, POWER_STATES, VOLUME_MEDIA

J_PER_KWH = 3.6e6


def energy_table(simulation: Accounts) -> pl.DataFrame:
    """One row for each resource and medium it draws: kWh (m3 for compressed air, water) in all and by power state."""
    records = simulation.arrays["resources"]
    floats = simulation.arrays["floats"]
    seconds = simulation.arrays["seconds"]
    width = len(k.STATES) + 1
    rows: list[dict[str, Any]] = []
    for i in range(records.size):
        if records["machine"][i] == 0:
            continue
        for m, medium in enumerate(MEDIA):
            at = records["power"][i] + m * width
            powers = floats[at : at + width]
            if not powers.any():
                continue
            unit = 1.0 if medium in VOLUME_MEDIA else 1.0 / J_PER_KWH
            parts = dict.fromkeys(POWER_STATES, 0.0)
            for q, name in enumerate(k.STATES):
                parts[POWER_STATE[name]] += float(powers[q] * seconds[i, q]) * unit
            parts["per_job"] = float(powers[-1] * records["jobs"][i]) * unit
            where = simulation.program.flow.resource_where[i]
            rows.append(
                {
                    "resource": simulation.program.resource_names[i],
                    "shop": where.shop or simulation.program.groups[-1],
                    "medium": medium,
                    "amount": sum(parts.values()),
                    "unit": "m3" if medium in VOLUME_MEDIA else "kWh",
                    **parts,
                }
            )
    return pl.DataFrame(rows, schema=_SCHEMA)


_SCHEMA = {
    "resource": pl.String, "shop": pl.String, "medium": pl.String, "amount": pl.Float64, "unit": pl.String,
    **dict.fromkeys((*POWER_STATES, "per_job"), pl.Float64),
}  # fmt: skip
