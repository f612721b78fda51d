"""Where the scheduled time of stations and make cells goes, and what takes it away."""

from collections.abc import Sequence

import polars as pl

from taktwin.analysis.tables import ON_SHIFT, RunTables, pooled_resources, work_units

ROOT_CAUSES = ("setup", "down", "waiting_crew", "waiting_parts", "waiting_transport", "waiting_carrier")
"""Losses with a cause of their own."""

KNOCK_ON = ("blocked", "starved")
"""Losses that a station suffers from its neighbours; they follow from the root causes and from unequal cycle times."""


def scheduled_time(results: Sequence[RunTables]) -> pl.DataFrame:
    """Scheduled station hours a day by shop and state: shop, order, state, hours (long form, states in fixed order)."""
    days = _days(results)
    return (
        work_units(pooled_resources(results))
        .group_by("shop", maintain_order=True)
        .agg(pl.col("order").min(), pl.col(*ON_SHIFT).sum() / 3600.0 / days)
        .sort("order")
        .unpivot(on=list(ON_SHIFT), index=["shop", "order"], variable_name="state", value_name="hours")
        .sort("order", maintain_order=True)
    )


def pareto(results: Sequence[RunTables]) -> pl.DataFrame:
    """Root losses of scheduled station time, the largest first.

    Columns: shop, cause (a root cause, or `join` for waiting for a sub-line, which the states book as waiting for
    parts), detail (the part or sub-line, else null), hours (station hours lost a day, mean over replications), share
    (of all scheduled station hours), cumulative (share of the root losses so far). Starved and blocked time is not
    listed: it is the echo of these losses and of unequal cycle times, and counting it would count them twice.
    """
    days = _days(results)
    units = work_units(pooled_resources(results))
    scheduled = float(units.select(pl.sum_horizontal(ON_SHIFT).sum()).item() or 0.0) / 3600.0 / days
    by_state = units.unpivot(
        on=list(ROOT_CAUSES), index=["resource", "shop"], variable_name="cause", value_name="seconds"
    )
    waits = pl.concat([result.waits.select("shop", "cause", "kind", "seconds") for result in results])
    detailed = (
        waits.group_by("shop", "kind", pl.col("cause").alias("detail"), maintain_order=True)
        .agg(pl.col("seconds").sum())
        .select(
            "shop",
            pl.when(pl.col("kind") == "part").then(pl.lit("waiting_parts")).otherwise(pl.col("kind")).alias("cause"),
            "detail",
            "seconds",
        )
    )
    plain = by_state.group_by("shop", "cause").agg(pl.col("seconds").sum())
    # The state covers parts and sub-lines; what the run names is shown by name, and only the rest stays a sum.
    named = detailed.group_by("shop").agg(pl.col("seconds").sum().alias("named"))
    named = named.with_columns(pl.lit("waiting_parts").alias("cause"))
    rest = (
        plain.join(named, on=["shop", "cause"], how="left", nulls_equal=True)
        .with_columns((pl.col("seconds") - pl.col("named").fill_null(0.0)).clip(0.0).alias("seconds"))
        .select("shop", "cause", pl.lit(None, dtype=pl.String).alias("detail"), "seconds")
    )
    table = pl.concat([detailed, rest], how="vertical_relaxed").with_columns(
        (pl.col("seconds") / 3600.0 / days).alias("hours")
    )
    smallest = 1e-6 * max(scheduled, 1e-12)
    ranked = table.filter(pl.col("hours") > smallest).sort(
        "hours", "shop", "cause", "detail", descending=[True, False, False, False]
    )
    total = float(ranked.get_column("hours").sum())
    return ranked.select(
        "shop",
        "cause",
        "detail",
        "hours",
        (pl.col("hours") / scheduled).alias("share"),
        (pl.col("hours").cum_sum() / total).alias("cumulative"),
    )


def _days(results: Sequence[RunTables]) -> float:
    return sum(result.elapsed_s for result in results) / 86400.0
