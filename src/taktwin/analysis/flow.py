"""How jobs travel: lead time from shop to shop, and levels of the buffers along the line."""

from collections.abc import Sequence

import polars as pl

from taktwin.analysis.tables import END_OF_LINE, RunTables, finished_jobs, series_of


def stages(results: Sequence[RunTables], smallest_share: float = 0.01) -> pl.DataFrame:
    """Time of finished jobs from the first entry into one shop to the first entry into the next one.

    Columns: start, end (shops, the last end is `line off`), jobs, mean_h, sd_h, p10_h, p50_h, p90_h (elapsed hours),
    in the order of travel. Routes taken by fewer than `smallest_share` of the finished jobs are left out. The means of
    one route add up to the time from the first shop to line off.
    """
    shops = results[0].shops.get_column("shop").to_list()
    frames = []
    for result in results:
        ended = finished_jobs(result).select("job", "born")
        points = result.passages.filter(pl.col("point").is_in([*shops, END_OF_LINE]))
        frames.append(
            points.join(ended, on="job")
            .group_by("job", "point", "born", maintain_order=True)
            .agg(pl.col("time").min())
            # Two shops may be entered in the same instant (nothing stands between them): the order of the table rules.
            .sort("job", "time", maintain_order=True)
            .with_columns(
                pl.col("point").shift(-1).over("job").alias("end"),
                pl.col("time").shift(-1).over("job").alias("until"),
                (pl.col("time") - pl.col("born")).alias("since"),
            )
            .filter(pl.col("end").is_not_null() & (pl.col("point") != END_OF_LINE))
            .select(
                pl.col("point").alias("start"),
                "end",
                "since",
                ((pl.col("until") - pl.col("time")) / 3600.0).alias("hours"),
            )
        )
    table = pl.concat(frames)
    least = smallest_share * max(1, sum(finished_jobs(result).height for result in results))
    hours = pl.col("hours")
    return (
        table.group_by("start", "end")
        .agg(
            pl.len().alias("jobs"),
            pl.col("since").mean(),
            hours.mean().alias("mean_h"),
            hours.std().alias("sd_h"),
            *(hours.quantile(q, "linear").alias(f"p{round(q * 100)}_h") for q in (0.1, 0.5, 0.9)),
        )
        .filter(pl.col("jobs") >= least)
        .sort("since", "start")
        .drop("since")
    )


def lead_times(results: Sequence[RunTables]) -> pl.Series:
    """Elapsed hours from birth to end of every finished main job, all replications together."""
    return pl.concat(
        [
            finished_jobs(result).select(((pl.col("ended") - pl.col("born")) / 3600.0).alias("hours"))
            for result in results
        ]
    ).get_column("hours")


def buffer_levels(results: Sequence[RunTables]) -> pl.DataFrame:
    """Levels of all buffers, stores, conveyors and transports in plant order, averaged over replications.

    Columns of the buffers table (mean, min, max, scheduled_mean, full_share, empty_share, ...) and p10, p90: the levels
    (mean of a bucket) below which the buffer is for 10 % and 90 % of the buckets that have scheduled time.
    """
    tables = [result.buffers for result in results]
    base = pl.concat(
        [
            t.select(
                "buffer",
                "kind",
                "shop",
                "line",
                "order",
                "capacity",
                "mean",
                "min",
                "max",
                "scheduled_mean",
                "full_share",
                "empty_share",
            )
            for t in tables
        ]
    )
    spread = (
        pl.concat([_on_shift(result) for result in results])
        .group_by("buffer")
        .agg(
            pl.col("value").quantile(0.1, "linear").alias("p10"),
            pl.col("value").quantile(0.9, "linear").alias("p90"),
        )
    )
    return (
        base.group_by("buffer", maintain_order=True)
        .agg(
            pl.col("kind", "shop", "line", "order", "capacity").first(),
            pl.col("mean", "scheduled_mean", "full_share", "empty_share").mean(),
            pl.col("min").min(),
            pl.col("max").max(),
        )
        .join(spread, on="buffer", how="left", maintain_order="left")
        .sort("order", maintain_order=True)
    )


def _on_shift(result: RunTables) -> pl.DataFrame:
    """Mean levels (buffer, value) of the buckets in which somebody around the place is scheduled at all."""
    levels = series_of(result, "level").select("bucket", pl.col("name").alias("buffer"), "value")
    scheduled = series_of(result, "scheduled").select("bucket", pl.col("name").alias("buffer"), seconds="value")
    if not scheduled.height:
        return levels.select("buffer", "value")
    known = levels.join(scheduled, on=["bucket", "buffer"], how="left", maintain_order="left")
    return known.filter(pl.col("seconds").is_null() | (pl.col("seconds") > 0.0)).select("buffer", "value")
