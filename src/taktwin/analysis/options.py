"""Lead time by product and by option value."""

from __future__ import annotations

import math
from collections.abc import Sequence

import polars as pl

from taktwin.analysis.interval import t_interval
from taktwin.analysis.tables import RunTables, finished_jobs
from taktwin.runs.tables.columns import JOBS

_LEAD = {
    "option": pl.String, "value": pl.String, "jobs": pl.Int64, "share": pl.Float64, "mean_h": pl.Float64,
    "low_h": pl.Float64, "high_h": pl.Float64, "p10_h": pl.Float64, "p50_h": pl.Float64, "p90_h": pl.Float64,
}  # fmt: skip


def lead_by_option(results: Sequence[RunTables]) -> pl.DataFrame:
    """Elapsed hours from birth to end of the finished main jobs, by `product` and by each option.

    Columns: option, value, jobs, share (of the finished jobs), mean_h with the 95 % interval low_h to high_h (null with
    one replication: lead times that follow each other are too alike for one), p10_h, p50_h, p90_h. Options of which all
    jobs have one value are left out.
    """
    hours = ((pl.col("ended") - pl.col("born")) / 3600.0).alias("hours")
    tables = [
        finished_jobs(result).with_columns(hours, pl.lit(number).alias("run")) for number, result in enumerate(results)
    ]
    jobs = pl.concat(tables, how="diagonal")
    names = ["product", *(name for name in results[0].jobs.columns if name not in JOBS.schema)]
    found = []
    for name in names:
        kept = jobs.filter(pl.col(name).is_not_null())
        if kept.get_column(name).n_unique() < 2:
            continue
        for value in kept.get_column(name).unique().sort():
            own = kept.filter(pl.col(name) == value)
            means = own.group_by("run").agg(pl.col("hours").mean()).get_column("hours").to_list()
            low, high = t_interval(means) or (None, None)
            of = own.get_column("hours")
            mean = math.fsum(means) / len(means)
            spread = (of.quantile(q, "linear") for q in (0.1, 0.5, 0.9))
            found.append((name, str(value), own.height, own.height / kept.height, mean, low, high, *spread))
    return pl.DataFrame(found, schema=_LEAD, orient="row")
