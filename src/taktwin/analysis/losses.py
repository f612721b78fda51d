"""Where the scheduled time of stations and make cells goes, and what takes it away."""

from collections.abc import Sequence

import polars as pl

from taktwin.analysis.tables import ON_SHIFT, RunTables, pooled_resources, work_units

ROOT_CAUSES = (
    "setup",
    "down",
    "minor_stop",
    "waiting_crew",
    "waiting_operator",
    "waiting_parts",
    "waiting_transport",
    "waiting_carrier",
)
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


def hours_lost(results: Sequence[RunTables], element: str, states: Sequence[str]) -> float:
    """Hours a day that an element's servers are in some states, all together, mean over the replications."""
    own = pooled_resources(results).filter(pl.col("station") == element)
    return float(own.select(pl.sum_horizontal(states).sum()).item() or 0.0) / 3600.0 / _days(results)


def _days(results: Sequence[RunTables]) -> float:
    return sum(result.elapsed_s for result in results) / 86400.0
