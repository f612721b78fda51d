"""Scheduled time and its losses."""

import polars as pl
import pytest

from taktwin.analysis.losses import pareto, scheduled_time
from taktwin.analysis.tables import ON_SHIFT, work_units
from tests.analysis.sample import SampleResult, tiny
from tests.analysis.sample_plant import plant


def test_by_hand() -> None:
    table = pareto([tiny()])
    per_day = 2.4  # the run lasts 10 h
    assert table.select("cause", "detail").rows() == [("down", None), ("setup", None), ("waiting_parts", "steel")]
    assert table["hours"].to_list() == pytest.approx([1 * per_day, 0.5 * per_day, 0.5 * per_day])
    assert table["share"].to_list() == pytest.approx([1 / 16, 0.5 / 16, 0.5 / 16])
    assert table["cumulative"].to_list() == pytest.approx([0.5, 0.75, 1.0])


def test_scheduled_time_is_whole() -> None:
    result = plant(days=2)
    table = scheduled_time([result])
    hours = work_units(result.resources).select(pl.sum_horizontal(ON_SHIFT).sum()).item() / 3600 / 2
    assert table["hours"].sum() == pytest.approx(hours, rel=1e-12)
    assert table.group_by("shop").len()["len"].unique().to_list() == [len(ON_SHIFT)]


def test_replications_do_not_change_the_scale() -> None:
    single, double = pareto([tiny()]), pareto([tiny(), tiny()])
    assert double["hours"].to_list() == pytest.approx(single["hours"].to_list())


def test_unnamed_waits_stay_a_sum() -> None:
    result = tiny()
    result.waits = result.waits.clear()
    row = pareto([result]).filter(pl.col("cause") == "waiting_parts").row(0, named=True)
    assert row["detail"] is None
    assert row["hours"] == pytest.approx(1.2)


def test_empty() -> None:
    assert pareto([SampleResult(3600.0)]).height == 0
