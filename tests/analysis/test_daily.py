"""Output by hour and by day."""

import polars as pl
import pytest

from taktwin.analysis.daily import by_day, by_hour_of_day
from tests.analysis.sample import JOB_SCHEMA, SampleResult

HOUR = 3600.0


def three_days(rate: int = 4) -> SampleResult:
    """`rate` jobs an hour from 6 to 14 on the first day, 1.5 times as many on the second, nothing on the third."""
    result = SampleResult(3 * 86400.0)
    ended = []
    for day, jobs in ((0, rate), (1, rate * 3 // 2)):
        ended += [(24 * day + hour + (k + 0.5) / jobs) * HOUR for hour in range(6, 14) for k in range(jobs)]
    rows = [[number, "main", "p", 0.0, 0.0, time, "finished"] for number, time in enumerate(ended)]
    result.jobs = pl.DataFrame(rows, JOB_SCHEMA, orient="row")
    return result


def test_by_hour_leaves_out_days_without_output() -> None:
    table = by_hour_of_day([three_days()])
    row = table.filter(pl.col("hour") == 6).row(0, named=True)
    assert row["mean"] == pytest.approx(5.0)  # 4 and 6
    assert row["days"] == 2
    assert table.filter(pl.col("hour") == 5)["mean"].to_list() == [0.0]
    assert table.height == 24


def test_the_clock_starts_where_the_warm_up_ends() -> None:
    table = by_hour_of_day([three_days()], start_hour=3.0)
    assert table.filter(pl.col("mean") > 0)["hour"].to_list() == list(range(9, 17))


def test_hours_measured_in_part_count_in_part() -> None:
    result = three_days()
    result.elapsed_s = 6.75 * HOUR  # three jobs in the last three quarters of an hour
    row = by_hour_of_day([result]).row(-1, named=True)
    assert (row["hour"], row["mean"]) == (6, pytest.approx(4.0))


def test_by_day_counts_whole_days_of_the_clock() -> None:
    assert by_day([three_days()])["mean"].to_list() == [32.0, 48.0, 0.0]
    assert by_day([three_days()], start_hour=12.0)["day"].to_list() == [1, 2]


def test_replications_span_a_range() -> None:
    row = by_day([three_days(), three_days(8)]).row(0, named=True)
    assert (row["mean"], row["low"], row["high"]) == (48.0, 32.0, 64.0)
