"""Output by hour and by day."""

import polars as pl
import pytest

from taktwin.analysis.daily import by_day, by_hour_of_day
from tests.analysis.sample import SERIES_SCHEMA, SampleResult, tiny

HOUR = 3600.0


def three_days() -> SampleResult:
    """Half-hour buckets; four jobs an hour from 6 to 14 on the first two days, nothing on the third."""
    result = tiny()
    result.elapsed_s = 3 * 86400.0
    rows = []
    for bucket in range(3 * 48):
        hour, day = (bucket / 2) % 24, bucket // 48
        rows.append([bucket, bucket * 0.5 * HOUR, "finished", "shop", 2.0 + day if 6 <= hour < 14 and day < 2 else 0.0])
    result.series = pl.DataFrame(rows, SERIES_SCHEMA, orient="row")
    return result


def test_by_hour_leaves_out_days_without_output() -> None:
    table = by_hour_of_day([three_days()])
    row = table.filter(pl.col("hour") == 6).row(0, named=True)
    assert row["mean"] == pytest.approx(5.0)  # 4 and 6
    assert row["days"] == 2
    assert table.filter(pl.col("hour") == 5)["mean"].to_list() == [0.0]


def test_the_clock_starts_where_the_warm_up_ends() -> None:
    table = by_hour_of_day([three_days()], start_hour=3.0)
    assert table.filter(pl.col("mean") > 0)["hour"].to_list() == list(range(9, 17))


def test_by_day_counts_whole_days_of_the_clock() -> None:
    assert by_day([three_days()])["mean"].to_list() == [32.0, 48.0, 0.0]
    assert by_day([three_days()], start_hour=12.0)["day"].to_list() == [1, 2]


def test_replications_span_a_range() -> None:
    other = three_days()
    other.series = other.series.with_columns(pl.col("value") * 2)
    row = by_day([three_days(), other]).row(0, named=True)
    assert (row["mean"], row["low"], row["high"]) == (48.0, 32.0, 64.0)
