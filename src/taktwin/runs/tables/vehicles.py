"""The table of vehicles on guide paths: trips, what their time went into, way, and charge."""

from __future__ import annotations

from typing import Any

import polars as pl

from taktwin.kernel.base import state as k
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.columns import VEHICLES
from taktwin.runs.tables.ledger import J_PER_KWH

_AWAY = (k.DOWN, k.MINOR_STOP, k.WAITING_CREW, k.MAINTENANCE, k.OFF_SHIFT)
_PARTS = ("empty", "loaded", "handling")


def vehicles_table(accounts: Accounts) -> pl.DataFrame:
    """One row for each vehicle on a guide path, in plant order; shares of the elapsed time sum to 1.

    The working time is split into driving empty, driving loaded, and handling (loading, unloading) in the proportion of
    the planned times of what was begun. ``blocked`` is waiting for the way or for a place, ``away`` is down, in
    maintenance or off shift. Ways are in m, charges in kWh; ``least_kwh`` below zero
    says that the battery is charged too late.
    """
    elapsed = accounts.elapsed
    rows: list[dict[str, Any]] = []
    for g in accounts.arrays["guided"]:
        i = int(g["resource"])
        where = accounts.program.flow.resource_where[i]
        seconds = accounts.arrays["seconds"][i] / elapsed if elapsed > 0.0 else accounts.arrays["seconds"][i] * 0.0
        planned = [float(g[f"{part}_s"]) for part in _PARTS]
        whole = sum(planned) or 1.0
        drawn = float(g["draw"]) * (accounts.now - float(g["drawn_at"]))  # since its last change
        row: dict[str, Any] = {
            "vehicle": accounts.program.resource_names[i],
            "fleet": where.element,
            "server": where.server,
            "plant": where.plant,
            "shop": where.shop,
            "trips": int(accounts.arrays["resource_states"]["jobs"][i]),
            **{part: seconds[k.WORKING] * s / whole for part, s in zip(_PARTS, planned, strict=True)},
            "charging": seconds[k.SETUP],
            "blocked": seconds[k.BLOCKED],
            "idle": seconds[k.STARVED],
            "away": sum(seconds[state] for state in _AWAY),
            "empty_m": float(g["empty_m"]),
            "loaded_m": float(g["loaded_m"]),
        }
        if g["capacity"] > 0.0:
            level = float(g["level"]) - drawn
            row |= {
                "level_kwh": level / J_PER_KWH,
                "least_kwh": min(level, float(g["least"])) / J_PER_KWH,
                "used_kwh": (float(g["used"]) + max(drawn, 0.0)) / J_PER_KWH,
                "charged_kwh": (float(g["charged"]) + max(-drawn, 0.0)) / J_PER_KWH,
            }
        rows.append(row)
    return VEHICLES.frame(rows)
