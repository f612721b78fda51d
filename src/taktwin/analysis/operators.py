"""What the time of operators goes into, by pool, and who waits for them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from taktwin.analysis.kinds import PEOPLE
from taktwin.analysis.tables import RunTables, pooled_resources, scheduled_seconds

WAIT = "operators"
"""How the table of waits calls a wait for operators."""


def operators(results: Sequence[RunTables]) -> pl.DataFrame:
    """The pools of operators in the order of the file, pooled over replications; empty without operators.

    Columns: pool, plant, shop, operators (number in the largest shift), calls (times that one was sent, mean over
    replications), and shares of the time on shift: working (at a station that needs him, its waits for parts left out,
    since it asks for operators only when it has all else), walking, waiting (at a station, for others that it needs
    too), idle; utilisation = working + walking + waiting; and off_shift, a share of all time.
    """
    there = scheduled_seconds()
    return (
        pooled_resources(results)
        .filter(pl.col("kind").is_in(PEOPLE))
        .with_columns(there.alias("there"))
        .group_by(pl.col("station").alias("pool"), "plant", "shop", maintain_order=True)
        .agg(
            pl.len().alias("operators"),
            (pl.col("jobs").sum() / len(results)).alias("calls"),
            _share("working", "there"),
            _share("walking", "there"),
            _share("waiting_operator", "there").alias("waiting"),
            _share("starved", "there").alias("idle"),
            (pl.col("off_shift").sum() / (pl.col("there") + pl.col("off_shift")).sum()).alias("off_shift"),
        )
        .with_columns((pl.col("working") + pl.col("walking") + pl.col("waiting")).alias("utilisation"))
        .select("pool", "plant", "shop", "operators", "calls", "utilisation", "working", "walking", "waiting", "idle",
                "off_shift")
    )  # fmt: skip


def _share(state: str, of: str) -> pl.Expr:
    return pl.when(pl.col(of).sum() > 0).then(pl.col(state).sum() / pl.col(of).sum()).otherwise(0.0).alias(state)


def waits_for_operators(results: Sequence[RunTables]) -> pl.DataFrame:
    """Who waits for operators, the longest first: resource, shop, need (skill or pool), hours a day of all servers."""
    days = sum(result.elapsed_s for result in results) / 86400.0
    waits = pl.concat([result.waits for result in results]).filter(pl.col("kind") == WAIT)
    return (
        waits.group_by("resource", "shop", pl.col("cause").alias("need"), maintain_order=True)
        .agg((pl.col("seconds").sum() / 3600.0 / days).alias("hours"))
        .filter(pl.col("hours") > 0)
        .sort("hours", descending=True, maintain_order=True)
    )
