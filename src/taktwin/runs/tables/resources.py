"""The table of resources: works, failures, and seconds in each state."""

from __future__ import annotations

import polars as pl

from taktwin.kernel.base import state as k
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.totals import COUNTS, counts_of, planned_seconds, working_resources


def resources_table(simulation: Accounts) -> pl.DataFrame:
    """One row for each station server, conveyor, crane, cell, vehicle and load, in plant order."""
    arrays, flow = simulation.arrays, simulation.program.flow
    working = working_resources(arrays)
    where = [flow.resource_where[i] for i in working.tolist()]
    counts = dict(zip(COUNTS, counts_of(arrays, working).T, strict=True))
    table = {
        "resource": [simulation.program.resource_names[i] for i in working],
        "kind": [w.kind for w in where],
        "station": [w.element for w in where],
        "shop": [w.shop for w in where],
        "line": [w.line for w in where],
        "order": list(range(len(working))),
        **counts,
        "ideal_s": planned_seconds(arrays, working),
        **{state: arrays["seconds"][working, i] for i, state in enumerate(k.STATES)},
    }
    schema = {"shop": pl.String, "line": pl.String, "resource": pl.String, "kind": pl.String, "station": pl.String}
    return pl.DataFrame(table, schema_overrides=schema)
