"""The table of zones of moving and indexed lines: what was worked there, and how often the line stood for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.linestate import clock_of, left_of
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.columns import ZONES, identity_of


def zones_table(accounts: Accounts) -> pl.DataFrame:
    """One row for each zone, in plant order; see `columns.ZONES`.

    The work of a zone is known when it begins, so what its worker has still to do is taken off; likewise the stop that
    is under way counts up to the end of the measured time.
    """
    arrays = accounts.arrays
    rows: list[dict[str, Any]] = []
    for at, (given, line) in enumerate(zip(arrays["lines"], arrays["line_states"], strict=True)):
        clock = clock_of(arrays, at, accounts.now)
        of_line = accounts.program.flow.node_where[int(given["node"])]
        for number in range(int(given["zones"])):
            z = int(given["zone0"]) + number
            state = arrays["line_zone_states"][z]
            where = accounts.program.flow.node_where[int(arrays["line_zones"]["node"][z])]
            held = line["stage"] == k.HELD and line["goal"] == np.inf
            stands = (line["stage"] == k.STANDS or held) and line["holder"] == z
            under_way = clock - float(line["clock"]) if stands else 0.0
            left = left_of(arrays, z, clock, accounts.now)
            rows.append(
                {
                    "zone": where.element,
                    "kind": of_line.kind,
                    "station": of_line.element,
                    "number": number + 1,
                    **identity_of(where),
                    "order": len(rows),
                    "jobs": int(state["jobs"]),
                    "work_s": float(state["assigned"]) - left,
                    "overloads": int(state["overloads"]),
                    "overload_s": float(state["overload"]),
                    "helped_s": float(state["helped"]),
                    "stops": int(state["stops"]),
                    "stopped_s": float(state["stopped"]) + under_way,
                    "failures": int(state["failures"]),
                }
            )
    return ZONES.frame(rows)
