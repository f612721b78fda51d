"""Output through the day and from day to day."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from taktwin.analysis.tables import RunTables, finished_jobs


def _hours(results: Sequence[RunTables], start_hour: float) -> pl.DataFrame:
    """Finished main jobs by run, day and hour of the clock, hours without output included.

    `measured` is the share of the hour that lies in the measured time (less than 1 only in the first and last hour).
    """
    frames = []
    for run, result in enumerate(results):
        end_hour = start_hour + result.elapsed_s / 3600.0
        first, last = int(np.floor(start_hour)), int(np.ceil(end_hour - 1e-9))
        ended = finished_jobs(result).get_column("ended").to_numpy() / 3600.0 + start_hour
        clock = np.arange(first, last)
        # A job that ends at the last instant belongs to the last hour.
        jobs = np.bincount(np.minimum(np.floor(ended).astype(np.int64), last - 1) - first, minlength=last - first)
        measured = np.minimum(clock + 1, end_hour) - np.maximum(clock, start_hour)
        columns = {"day": clock // 24, "hour": clock % 24, "jobs": jobs, "measured": measured}
        frames.append(pl.DataFrame(columns).with_columns(pl.lit(run).alias("run")))
    return pl.concat(frames)


def by_hour_of_day(results: Sequence[RunTables], start_hour: float = 0.0) -> pl.DataFrame:
    """Main jobs finished by hour of the day: hour, mean, p10, p90, days (jobs an hour over the days with any output).

    Days without output (weekends) are left out, so that the figures describe a working day; hours of the clock measured
    for less than half are left out too.

    Args:
        results: the replications.
        start_hour: clock hour at time 0 of the tables (the end of the warm-up).
    """
    hours = _hours(results, start_hour)
    working = hours.group_by("run", "day").agg(pl.col("jobs").sum()).filter(pl.col("jobs") > 0)
    rate = pl.col("jobs") / pl.col("measured")
    return (
        hours.join(working, on=["run", "day"], how="semi")
        .filter(pl.col("measured") >= 0.5)
        .group_by("hour")
        .agg(
            rate.mean().alias("mean"),
            rate.quantile(0.1, "linear").alias("p10"),
            rate.quantile(0.9, "linear").alias("p90"),
            pl.len().alias("days"),
        )
        .sort("hour")
    )


def by_day(results: Sequence[RunTables], start_hour: float = 0.0) -> pl.DataFrame:
    """Main jobs finished on each whole day of the clock: day (0 = day of time 0), mean, low, high over replications."""
    return (
        _hours(results, start_hour)
        .group_by("run", "day")
        .agg(pl.col("jobs").sum(), pl.col("measured").sum())
        .filter(pl.col("measured") > 24 - 1e-6)
        .group_by("day")
        .agg(pl.col("jobs").mean().alias("mean"), pl.col("jobs").min().alias("low"), pl.col("jobs").max().alias("high"))
        .sort("day")
    )
