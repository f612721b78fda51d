"""Where the scheduled time of stations and make cells goes, and what takes it away."""

from collections.abc import Sequence

import polars as pl

from taktwin.analysis.tables import ON_SHIFT, RunTables, pooled_resources, scheduled_seconds, work_units

ROOT_CAUSES = (
    "setup",
    "down",
    "minor_stop",
    "waiting_crew",
    "waiting_operator",
    "waiting_parts",
    "waiting_transport",
    "waiting_carrier",
    "waking",
)
"""Losses with a cause of their own."""

KNOCK_ON = ("blocked", "starved", "brief_pause", "long_pause")
"""Losses that a station suffers from its neighbours; they follow from the root causes and from unequal cycle times."""


SIX_LOSSES = ("breakdowns", "setups", "minor_stops", "reduced_speed", "scrap", "start_up")
"""The six big losses of Nakajima, Introduction to TPM, Productivity Press 1988. Start-up losses are not counted."""


def six_losses(results: Sequence[RunTables]) -> pl.DataFrame:
    """The six big losses of every station and make cell, in hours over all replications, in plant order.

    The planned busy time of ISO 22400-2 (`scheduled`) is the sum of all that follows it:

    * breakdowns: down, and waiting for a crew;
    * setups: setups, purges and die changes;
    * minor_stops: of failure modes that are `minor`;
    * reduced_speed: time worked less the planned time of the works done; negative where they took less;
    * scrap: planned time of the works after which the job (or hit) was scrapped. Rework is time worked where it is;
    * start_up: null, it is not counted: no station makes less, or more scrap, after a standstill;
    * waits: starved, blocked, and waiting for parts, operators, transport or carriers: what others cost it. Nakajima
      has idling with the minor stops;
    * productive: planned time of the good works. Over `scheduled` it is the OEE.
    """
    made = pl.col("jobs")
    scrap = pl.when(made > 0).then(pl.col("ideal_s") * pl.col("scrapped") / made).otherwise(0.0)
    waits = [state for state in ON_SHIFT if state not in ("working", "setup", "down", "minor_stop", "waiting_crew")]
    columns = {
        "scheduled": scheduled_seconds(),
        "breakdowns": pl.col("down") + pl.col("waiting_crew"),
        "setups": pl.col("setup"),
        "minor_stops": pl.col("minor_stop"),
        "reduced_speed": pl.col("working") - pl.col("ideal_s"),
        "scrap": scrap,
        "start_up": pl.lit(None, pl.Float64),
        "waits": pl.sum_horizontal(waits),
        "productive": pl.col("ideal_s") - scrap,
    }
    hours = [(column / 3600.0).alias(name) for name, column in columns.items()]
    return work_units(pooled_resources(results)).select("resource", "station", "shop", *hours)


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
