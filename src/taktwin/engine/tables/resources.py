"""The table of resources: works, failures, and seconds in each state."""

from __future__ import annotations

import polars as pl

from taktwin.engine import state as k
from taktwin.engine.simulation import Simulation

_COUNTS = ("jobs", "scrapped", "setups", "failures")


def _planned(simulation: Simulation, i: int) -> float:
    """Planned time of the finished works (s): their number times the mean; added up in the run where jobs differ."""
    arrays = simulation.arrays
    record = arrays["resources"][i]
    node = arrays["nodes"][record["node"]]
    if record["kind"] == k.SERVER and node["plain"]:
        return float(record["jobs"] * arrays["dists"]["mean"][node["dist"]])
    return float(record["ideal"])


def resources_table(simulation: Simulation) -> pl.DataFrame:
    """One row for each station server, conveyor, crane, cell, vehicle and load, in plant order."""
    records = simulation.arrays["resources"]
    flow = simulation.program.flow
    working = [i for i in range(records.size) if records["kind"][i] >= k.SERVER]
    where = [flow.resource_where[i] for i in working]
    table = {
        "resource": [simulation.program.resource_names[i] for i in working],
        "kind": [w.kind for w in where],
        "station": [w.element for w in where],
        "shop": [w.shop for w in where],
        "line": [w.line for w in where],
        "order": list(range(len(working))),
        **{name: records[name][working] for name in _COUNTS},
        "first_pass": (records["jobs"] - records["scrapped"] - records["rerouted"])[working],
        "active_periods": records["periods"][working],
        "ideal_s": [_planned(simulation, i) for i in working],
        **{state: simulation.arrays["seconds"][working, i] for i, state in enumerate(k.STATES)},
    }
    schema = {"shop": pl.String, "line": pl.String, "resource": pl.String, "kind": pl.String, "station": pl.String}
    return pl.DataFrame(table, schema_overrides=schema)
