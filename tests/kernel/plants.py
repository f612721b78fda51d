"""Small plants for the tests of the engine: built from data, checked, lowered, run for some seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from taktwin.kernel.lowering.program import Program, lower
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.simulation import Simulation
from taktwin.runs.tables import Result, result_of

Data = dict[str, Any]


def model_of(data: Mapping[str, Any]) -> PlantModel:
    """The checked model of plain data."""
    return load_model(PlantModel.model_validate({"name": "test", **data}))


def program_of(data: Mapping[str, Any]) -> Program:
    """The arrays of plain data."""
    return lower(model_of(data))


def simulated(data: Mapping[str, Any], seconds: float, seed: int = 1, trace: bool = False) -> Simulation:
    """A simulation that has run for some seconds."""
    simulation = Simulation(program_of(data), seed, trace=trace)
    simulation.advance_to(seconds)
    return simulation


def run(data: Mapping[str, Any], seconds: float, seed: int = 1, trace: bool = True) -> Result:
    """The tables of a run of some seconds without warm-up."""
    return result_of(simulated(data, seconds, seed, trace))


def line(flow: Sequence[Mapping[str, Any]], orders: Mapping[str, Any] | None = None, **more: Any) -> Data:
    """A plant of one line in one shop; ``more`` are fields of the plant, ``lines`` and ``cells`` those of the shop."""
    lines = {"main": {"orders": "jobs", "flow": list(flow)}, **more.pop("lines", {})}
    shop = {"lines": lines, **more.pop("shop", {})}
    return {"orders": {"jobs": dict(orders or {})}, "shops": {"shop": shop}, **more}


def states(result: Result, resource: str) -> dict[str, float]:
    """Seconds in each state of a resource, those at zero left out."""
    row = result.resources.row(by_predicate=pl.col("resource") == resource, named=True)
    first = result.resources.columns.index("working")
    return {name: row[name] for name in result.resources.columns[first:] if row[name]}


def history(result: Result, resource: str) -> list[tuple[float, str]]:
    """When a resource changed into which state; passages of no duration left out."""
    assert result.trace is not None
    rows = result.trace.filter((pl.col("event") == "state") & (pl.col("name") == resource))
    found: list[tuple[float, str]] = []
    for time, state in rows.select("time", "state").iter_rows():
        if found and found[-1][0] == time:
            found.pop()
        if not found or found[-1][1] != state:
            found.append((time, state))
    return found


def entries(result: Result, place: str) -> list[tuple[float, int]]:
    """When which job (its order number) entered an element."""
    assert result.trace is not None
    rows = result.trace.filter((pl.col("event") == "enter") & (pl.col("name") == place))
    return list(rows.select("time", "job").iter_rows())


def ends(result: Result) -> list[float]:
    """When jobs left the plant finished, in order."""
    return sorted(result.jobs.filter(pl.col("outcome") == "finished")["ended"].to_list())


def row_of(table: pl.DataFrame, column: str, value: str) -> dict[str, Any]:
    """The one row of a table in which a column has a value."""
    return table.row(by_predicate=pl.col(column) == value, named=True)
