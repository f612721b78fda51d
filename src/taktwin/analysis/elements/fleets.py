"""What the vehicles of each fleet do: loads, use of their time, empty runs, charging."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from taktwin.analysis.kinds import CARRIERS
from taktwin.analysis.tables import RunTables, pooled_resources, scheduled_seconds


def fleets(results: Sequence[RunTables]) -> pl.DataFrame:
    """The fleets in the order of the file, pooled over replications; empty without fleets.

    Columns: fleet, plant, vehicles, loads_per_hour (carried by the whole fleet, per hour of the measured time), and
    shares of the time on shift of all its vehicles: working (driving and handling), charging, blocked, down (repairs
    and waits for a crew), idle; utilisation = 1 - idle - down. Of fleets on a guide path also empty_runs (empty share
    of the driving time), km_per_day (of the fleet) and charged_kwh_per_day; null of others, or without batteries.
    """
    hours = sum(result.elapsed_s for result in results) / 3600.0
    there = scheduled_seconds()
    found = (
        pooled_resources(results)
        .filter(pl.col("kind").is_in(CARRIERS))
        .with_columns(there.alias("there"))
        .group_by(pl.col("station").alias("fleet"), "plant", maintain_order=True)
        .agg(
            pl.len().alias("vehicles"),
            (pl.col("jobs").sum() / hours).alias("loads_per_hour"),
            _share("working"),
            _share("setup").alias("charging"),
            _share("blocked"),
            _share("down", "waiting_crew"),
            _share("starved").alias("idle"),
        )
        .with_columns((1.0 - pl.col("idle") - pl.col("down")).alias("utilisation"))
    )
    driving = _driving(results, hours / 24.0)
    order = ["fleet", "plant", "vehicles", "loads_per_hour", "utilisation", "working", "charging", "blocked", "down"]
    return found.join(driving, on=["fleet", "plant"], how="left", maintain_order="left").select(
        *order, "idle", "empty_runs", "km_per_day", "charged_kwh_per_day"
    )


def _share(*states: str) -> pl.Expr:
    seconds = pl.sum_horizontal(pl.col(state).sum() for state in states)
    return pl.when(pl.col("there").sum() > 0).then(seconds / pl.col("there").sum()).otherwise(0.0).alias(states[0])


def _driving(results: Sequence[RunTables], days: float) -> pl.DataFrame:
    vehicles = pl.concat([result.vehicles for result in results])
    driven = pl.col("empty").sum() + pl.col("loaded").sum()
    charged = pl.col("charged_kwh")
    return vehicles.group_by("fleet", "plant", maintain_order=True).agg(
        pl.when(driven > 0).then(pl.col("empty").sum() / driven).alias("empty_runs"),
        ((pl.col("empty_m").sum() + pl.col("loaded_m").sum()) / 1000.0 / days).alias("km_per_day"),
        pl.when(charged.is_not_null().any()).then(charged.sum() / days).alias("charged_kwh_per_day"),
    )
