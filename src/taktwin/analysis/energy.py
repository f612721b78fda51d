"""Energy and media by shop, medium, state and hour of the day, and per finished job."""

from collections.abc import Sequence

import polars as pl

from taktwin.analysis.tables import RunTables, bucket_seconds, finished_jobs, series_of
from taktwin.model.nouns.machines.power import POWER_STATES

ENERGY_STATES = (*POWER_STATES, "per_job")
"""What the amount of a medium is booked on: the five power states, and amounts per job (or per hit)."""


def kwh_by_medium(result: RunTables) -> dict[str, float]:
    """KWh of every medium that is an energy (electricity, gas, heat) over the measured time."""
    table = result.energy.filter(pl.col("unit") == "kWh").group_by("medium").agg(pl.col("amount").sum()).sort("medium")
    return {str(medium): float(amount) for medium, amount in table.iter_rows()}


def energy_by_shop(results: Sequence[RunTables]) -> pl.DataFrame:
    """Mean amounts by shop and medium: shop, medium, unit, amount, the states' parts, per_finished_job.

    `per_finished_job` is the shop's amount per main job that the *plant* finished, so the shops add up to the plant's
    figure. Null where no job was finished.
    """
    finished = sum(finished_jobs(result).height for result in results)
    runs = len(results)
    table = pl.concat([result.energy.select("shop", "medium", "unit", "amount", *ENERGY_STATES) for result in results])
    return (
        table.group_by("shop", "medium", "unit", maintain_order=True)
        .agg(pl.col("amount", *ENERGY_STATES).sum() / runs)
        .with_columns((pl.col("amount") * runs / finished if finished else pl.lit(None)).alias("per_finished_job"))
    )


def energy_by_hour(results: Sequence[RunTables], start_hour: float = 0.0) -> pl.DataFrame:
    """Mean power by shop, medium and hour of the day (0..23): shop, model_shop, medium, hour, mean_kw.

    Media that are an energy only; model_shop is the shop's name in the model file, which its copies share.

    Args:
        results: the replications.
        start_hour: clock hour at time 0 of the tables (the end of the warm-up).
    """
    frames = []
    for result in results:
        hours = bucket_seconds(result) / 3600.0
        frames.append(
            series_of(result, "energy").select(
                "shop",
                "model_shop",
                "medium",
                ((pl.col("start_s") / 3600.0 + start_hour) % 24).floor().cast(pl.Int32).alias("hour"),
                (pl.col("value") / hours).alias("kw"),
            )
        )
    units = results[0].energy.filter(pl.col("unit") == "kWh").select("medium").unique()
    return (
        pl.concat(frames)
        .join(units, on="medium", how="semi")
        .group_by("shop", "model_shop", "medium", "hour")
        .agg(pl.col("kw").mean().alias("mean_kw"))
        .sort("shop", "medium", "hour")
    )
