"""OEE and its factors after ISO 22400-2, of one resource and of a shop.

Time model (ISO 22400-2 name = ours):

* planned busy time PBT = elapsed time - off shift - planned maintenance (planned down time, PDOT), the time in which
  the resource is wanted to work;
* actual production time APT = working;
* actual unit setup time AUST = setup;
* actual unit delay time ADET = down + minor stops + waiting for a crew;
* the rest of PBT is starved, blocked, asleep, waking and waiting for parts, operators or transport. ISO 22400 leaves
  it inside PBT, so a station that waits for its neighbours has a low availability although it never fails;
  `technical_efficiency` is the figure that does not blame a station for its neighbours.
* planned run time PRI x produced quantity PQ = `ideal_s`, the sum of the planned times of the works done: `ideal` of
  a station for each of its jobs, else the mean of its cycle.
"""

from collections.abc import Sequence

import polars as pl

from taktwin.analysis.kinds import CELLS
from taktwin.analysis.tables import RunTables, pooled_resources, scheduled_seconds, work_units


def _ratio(over: pl.Expr, under: pl.Expr) -> pl.Expr:
    return pl.when(under > 0).then(over / under)


def _factors() -> list[pl.Expr]:
    """ISO 22400-2 indicators from the summed columns pbt, ideal_s, good, made and those of the states."""
    working, setup = pl.col("working"), pl.col("setup")
    return [
        _ratio(working, pl.col("pbt")).alias("availability"),
        _ratio(pl.col("ideal_s"), working).alias("effectiveness"),
        _ratio(pl.col("good"), pl.col("made")).alias("quality_ratio"),
        _ratio(working, pl.sum_horizontal("working", "down", "minor_stop", "waiting_crew")).alias(
            "technical_efficiency"
        ),
        _ratio(setup, working + setup).alias("setup_ratio"),
        _ratio(working + setup, pl.col("pbt")).alias("allocated_share"),
    ]


def _indices() -> list[pl.Expr]:
    rest = pl.col("effectiveness") * pl.col("quality_ratio")
    return [(pl.col("availability") * rest).alias("oee"), (pl.col("allocated_share") * rest).alias("nee")]


def oee_by_resource(results: Sequence[RunTables]) -> pl.DataFrame:
    """OEE of every station and make cell, pooled over replications, in plant order.

    All columns are shares: availability = APT / PBT, effectiveness = PRI x PQ / APT, quality_ratio = GQ / PQ (good
    over all works), oee = their product, nee = (APT + AUST) / PBT x effectiveness x quality ratio,
    technical_efficiency = APT / (APT + ADET), setup_ratio = AUST / (APT + AUST). Null where the denominator is 0 (a
    resource that never worked).
    """
    table = work_units(pooled_resources(results)).with_columns(
        scheduled_seconds().alias("pbt"),
        pl.col("jobs").alias("made"),
        (pl.col("jobs") - pl.col("scrapped")).alias("good"),
    )
    names = ["availability", "effectiveness", "quality_ratio", "oee", "nee", "technical_efficiency", "setup_ratio"]
    return (
        table.with_columns(_factors()).with_columns(_indices()).select("resource", "station", "shop", "order", *names)
    )


def oee_by_shop(results: Sequence[RunTables]) -> pl.DataFrame:
    """OEE of every shop that has stations or make cells, in plant order (columns as `oee_by_resource`).

    ISO 22400-2 defines OEE for a work unit and says nothing of averages. Here a shop's availability and effectiveness
    are those of its work units weighted by time (sum of APT over sum of PBT, sum of PRI x PQ over sum of APT). Its
    quality ratio is that of a chain: the product over its elements of good over all works, parallel servers and the
    cells of a shop being pooled, so that 1 % scrap at each of two stations in series gives 98 %.
    """
    table = work_units(pooled_resources(results)).with_columns(scheduled_seconds().alias("pbt"))
    sums = ["working", "setup", "down", "minor_stop", "waiting_crew", "ideal_s", "pbt"]
    quality = (
        table.with_columns(
            pl.when(pl.col("kind").is_in(CELLS)).then(pl.lit("")).otherwise(pl.col("station")).alias("link")
        )
        .group_by("shop", "link", maintain_order=True)
        .agg(pl.col("jobs").sum(), pl.col("scrapped").sum())
        .filter(pl.col("jobs") > 0)
        .group_by("shop", maintain_order=True)
        .agg((1 - pl.col("scrapped") / pl.col("jobs")).product().alias("good"), pl.lit(1.0).alias("made"))
    )
    names = ["availability", "effectiveness", "quality_ratio", "oee", "nee", "technical_efficiency", "setup_ratio"]
    return (
        table.group_by("shop", maintain_order=True)
        .agg(pl.col(sums).sum(), pl.col("order").min(), pl.len().alias("work_units"))
        .join(quality, on="shop", how="left")
        .with_columns(_factors())
        .with_columns(_indices())
        .sort("order")
        .select("shop", "work_units", *names)
    )
