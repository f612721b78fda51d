"""Means and differences, against numbers worked out by hand."""

from __future__ import annotations

import math

import polars as pl
import pytest
from scipy import stats

from taktwin.planning.experiment.compare import check_kpis, comparison, means, shown_kpis
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.folder import Rows
from taktwin.planning.experiment.replicate import FIGURES, Row

KPI = "throughput_per_hour"


def row(value: float) -> Row:
    return dict.fromkeys(FIGURES, value)


def rows_of(*columns: list[float]) -> Rows:
    return {(s, i): row(value) for s, column in enumerate(columns) for i, value in enumerate(column)}


BASE = [10.0, 14.0, 12.0, 16.0]
BETTER = [11.1, 15.0, 12.9, 17.0]  # about 1 more each time, though the replications differ by 6
NOISE = [16.0, 10.0, 14.0, 12.0]  # the same numbers in another order


def test_means() -> None:
    table = means(rows_of(BASE), ["a"], [4], 0.9)
    assert table.get_column("kpi").to_list() == list(FIGURES)
    first = table.row(0, named=True)
    low, high = stats.ttest_1samp(BASE, 0).confidence_interval(0.9)
    assert (first["scenario"], first["unit"], first["replications"], first["mean"]) == ("a", "1/h", 4, 13.0)
    assert (first["low"], first["high"]) == pytest.approx((low, high))


def test_means_of_one_replication_have_no_interval() -> None:
    first = means(rows_of(BASE), ["a"], [1], 0.95).row(0, named=True)
    assert (first["mean"], first["low"], first["high"]) == (10.0, None, None)


def test_pairs_against_the_base() -> None:
    """Two comparisons, so each at 97.5 %; pairs show what the means alone would hide."""
    table = comparison(rows_of(BASE, BETTER, NOISE), ["a", "b", "c"], [4, 4, 4], 0, 0.95, [KPI])
    better, noise = table.rows(named=True)
    low, high = stats.ttest_rel(BETTER, BASE).confidence_interval(0.975)
    assert (better["scenario"], better["base"], better["kpi"], better["verdict"]) == ("b", "a", KPI, "higher")
    assert (better["base_mean"], better["mean"], better["difference"]) == pytest.approx((13.0, 14.0, 1.0))
    assert (better["low"], better["high"]) == pytest.approx((low, high))
    assert (noise["verdict"], noise["difference"]) == ("not told apart", 0.0)


def test_base_in_the_middle() -> None:
    table = comparison(rows_of(BASE, BETTER, BASE), ["a", "b", "c"], [4, 4, 4], 1, 0.95, [KPI])
    assert table.select("scenario", "base", "verdict").rows() == [("a", "b", "lower"), ("c", "b", "lower")]


def test_the_same_in_every_replication() -> None:
    table = comparison(rows_of(BASE, BASE), ["a", "b"], [4, 4], 0, 0.95, [KPI])
    assert table.select("low", "high", "verdict").row(0) == (0.0, 0.0, "the same")


def test_only_common_replications_are_compared() -> None:
    """Where a scenario was dropped early, the pairs that there are."""
    table = comparison(rows_of(BASE, [11.0, 15.2, 99.0, 99.0]), ["a", "b"], [4, 2], 0, 0.95, [KPI])
    assert table.select("replications", "base_mean", "difference").row(0) == pytest.approx((2, 12.0, 1.1))
    turned = comparison(rows_of(BASE, [11.0, 15.2, 99.0, 99.0]), ["a", "b"], [4, 2], 1, 0.95, [KPI])
    assert turned.select("replications", "base_mean", "difference").row(0) == pytest.approx((2, 13.1, -1.1))


def test_without_a_figure_or_with_one_replication() -> None:
    for columns, used in (([BASE, [1.0, math.nan, 2.0, 3.0]], [4, 4]), ([BASE, BETTER], [1, 1])):
        table = comparison(rows_of(*columns), ["a", "b"], used, 0, 0.95, [KPI])
        assert table.select("low", "high", "verdict").row(0) == (None, None, "no interval")


def test_one_scenario_has_nothing_to_compare() -> None:
    assert comparison(rows_of(BASE), ["a"], [4], 0, 0.95).is_empty()


def test_kpis() -> None:
    assert check_kpis(["wip", "oee", "wip"]) == ["wip", "oee"]
    with pytest.raises(ExperimentError, match="did you mean `throughput_per_hour`"):
        check_kpis(["throughput"])
    with pytest.raises(ExperimentError, match="wall_seconds"):
        check_kpis(["wall_seconds"])


def test_usual_kpis_that_say_something() -> None:
    """A plant without energy data does not show a column of zeros, nor one without a value."""
    rows: Rows = {(0, 0): {**row(1.0), "energy_kwh_per_job": 0.0, "lead_time_hours": math.nan}}
    assert shown_kpis(rows) == [KPI, "wip"]
    assert shown_kpis({(0, 0): row(0.0)}) == [KPI]


def test_table_columns() -> None:
    """What is written to comparison.parquet."""
    table = comparison(rows_of(BASE, BETTER), ["a", "b"], [4, 4], 0, 0.95)
    assert table.height == len(FIGURES)
    assert table.schema["difference"] == pl.Float64
    assert table.columns[:5] == ["scenario", "base", "kpi", "unit", "replications"]
