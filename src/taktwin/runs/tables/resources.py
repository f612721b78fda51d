"""The table of resources: works, failures, and seconds in each state."""

from __future__ import annotations

import polars as pl

from taktwin.kernel.base import state as k
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.columns import RESOURCES, identity_of
from taktwin.runs.tables.totals import COUNTS, counts_of, planned_seconds, working_resources


def resources_table(simulation: Accounts) -> pl.DataFrame:
    """One row for each station server, conveyor, crane, cell, vehicle and load, in plant order."""
    arrays, flow = simulation.arrays, simulation.program.flow
    working = working_resources(arrays)
    where = [flow.resource_where[i] for i in working.tolist()]
    counts = dict(zip(COUNTS, counts_of(simulation, working).T, strict=True))
    table = {
        "resource": [simulation.program.resource_names[i] for i in working],
        "kind": [w.kind for w in where],
        "station": [w.element for w in where],
        "server": [w.server for w in where],
        **{name: [getattr(w, name) for w in where] for name in identity_of(None)},
        "order": list(range(len(working))),
        **counts,
        "ideal_s": planned_seconds(arrays, working),
        **{state: arrays["seconds"][working, i] for i, state in enumerate(k.STATES)},
    }
    return RESOURCES.frame(table)
