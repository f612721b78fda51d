"""The sums that the engine brings with a result are those of its tables."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

import taktwin
from taktwin.analysis.kpi import kpis
from taktwin.analysis.tables import STATES, pooled_resources
from taktwin.analysis.totals import totals, totals_of_tables
from taktwin.runs.tables import Result


class TablesAlone:
    """A result as it would come from a folder: its tables, without the engine's sums."""

    def __init__(self, result: Result) -> None:
        self._result = result

    def __getattr__(self, name: str) -> Any:
        if name == "totals":
            raise AttributeError(name)
        return getattr(self._result, name)


@pytest.mark.parametrize("model", ["mm1", "paint-loop", "press-lots", "phoenix"])
def test_sums_are_those_of_the_tables(model: str) -> None:
    """Rework, scrap, cells, sub-lines, calendars, parts and media: whatever the shipped plants have."""
    (result,) = taktwin.load(model).simulate(days=2, warmup=1, seed=3).results
    brought, worked_out = totals(result), totals_of_tables(result)
    assert brought is result.totals
    assert brought.finished > 0
    for field in dataclasses.fields(brought):
        ours, theirs = getattr(brought, field.name), getattr(worked_out, field.name)
        if field.name in ("kinds", "stations"):
            assert ours == theirs, field.name
        else:
            assert ours == pytest.approx(theirs, rel=1e-12), field.name


def test_key_figures_of_replications_do_not_depend_on_where_the_sums_come_from() -> None:
    results = taktwin.load("paint-loop").simulate(days=1, warmup=0.5, replications=3).results
    alone: list[Any] = [TablesAlone(result) for result in results]
    ours, theirs = kpis(results), kpis(alone)
    assert {name: kpi.value for name, kpi in ours.items()} == pytest.approx(
        {name: kpi.value for name, kpi in theirs.items()}, rel=1e-12, nan_ok=True
    )
    pooled, by_tables = pooled_resources(results), pooled_resources(alone)
    assert pooled.columns == by_tables.columns
    assert pooled["resource"].to_list() == by_tables["resource"].to_list()
    for name in ("jobs", "first_pass", "active_periods", *STATES):
        assert pooled[name].to_list() == pytest.approx(by_tables[name].to_list(), rel=1e-12), name
