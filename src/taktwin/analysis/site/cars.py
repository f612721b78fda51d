"""The ledger of each car: what the shops drew, shared by the cars that were in them."""

from __future__ import annotations

from typing import Literal

import numpy as np
import polars as pl

from taktwin.analysis.ledger.allocation import energy_by_car
from taktwin.analysis.ledger.errors import LedgerError
from taktwin.analysis.site.ledger import SiteLedger
from taktwin.analysis.tables import END_OF_LINE, RunTables, main_jobs
from taktwin.model.errors import OptionError

By = Literal["occupancy", "equal"]


def ledger_by_car(ledger: SiteLedger, result: RunTables, by: By = "occupancy") -> pl.DataFrame:
    """Media of each car that was in the plant in the measured time; they sum to those of the ledger.

    What works took whatever their time is shared equally by the cars of the shop, all else by the time that each spent
    there (`occupancy`), or equally too. What a shop draws in which no car ever is (press, utilities) is shared by the
    time in the plant, or equally. Cars that are not finished at the end bear their part.

    Args:
        ledger: of this one replication, and not of a whole year.
        result: its tables.
        by: `occupancy` or `equal`.

    Returns:
        `job`, `stream`, `outcome`, and a column for each medium (kWh, m3).

    Raises:
        OptionError: there is no such way of sharing.
        LedgerError: the ledger is of a whole year, or no car was in the plant.
    """
    if by not in ("occupancy", "equal"):
        raise OptionError(f"there is no sharing by {by!r}", "share by occupancy, or equal", "by")
    if ledger.whole_year:
        raise LedgerError("cars: a year spread from a run has no single cars", "take the ledger of the run itself")
    cars, times = _occupancy(result)
    if not cars.height:
        raise LedgerError("cars: no car was in the plant at any time", "measure a longer time")
    whole = sum(times.values(), np.zeros(cars.height))
    media = list(ledger.totals)
    columns: dict[str, np.ndarray] = {medium: np.zeros(cars.height) for medium in media}
    for (shop, medium), amount in _amounts(ledger).items():
        inside = times.get(shop, whole)
        inside = inside if inside.any() else whole
        there = inside > 0
        jobs = min(ledger.machines.per_job.get((shop, medium), 0.0), amount)
        each = np.where(there, jobs / there.sum(), 0.0)
        weights = inside if by == "occupancy" else there.astype(np.float64)
        columns[medium] = columns[medium] + energy_by_car(amount - jobs, each.tolist(), weights.tolist())
    return cars.with_columns(pl.Series(medium, values) for medium, values in columns.items())


def _amounts(ledger: SiteLedger) -> dict[tuple[str | None, str], float]:
    found: dict[tuple[str | None, str], float] = {}
    for one in ledger.entries:
        found[one.shop, one.medium] = found.get((one.shop, one.medium), 0.0) + one.total
    return found


def _occupancy(result: RunTables) -> tuple[pl.DataFrame, dict[str | None, np.ndarray]]:
    """The cars, and the seconds of the measured time that each spent in each shop (by its name in the model)."""
    shops = dict(result.shops.select("shop", "model_shop").iter_rows())
    jobs = main_jobs(result).select("job", "stream", "outcome", "born", "ended")
    entered = result.passages.filter(pl.col("point").is_in([*shops, END_OF_LINE])).select("job", "point", "time")
    entered = pl.concat([_before(entered, jobs), entered]).sort("job", "time", maintain_order=True)
    until = pl.col("ended").fill_null(result.elapsed_s).clip(0.0, result.elapsed_s)
    stays = (
        entered.join(jobs.with_columns(until.alias("until")), on="job", maintain_order="left")
        .with_columns(pl.col("time").shift(-1).over("job").fill_null(pl.col("until")).alias("next"))
        .filter(pl.col("point") != END_OF_LINE)
        .with_columns((pl.col("next").clip(0.0, result.elapsed_s) - pl.col("time").clip(0.0)).alias("seconds"))
        .filter(pl.col("seconds") > 0)
        .with_columns(pl.col("point").replace_strict(shops, return_dtype=pl.String).alias("shop"))
    )
    cars = jobs.join(stays.select("job").unique(), on="job", how="semi").sort("job").drop("born", "ended")
    number = {job: place for place, job in enumerate(cars["job"].to_list())}
    found: dict[str | None, np.ndarray] = {}
    for (shop,), part in stays.partition_by("shop", as_dict=True).items():
        places = np.array([number[job] for job in part["job"].to_list()], np.int64)
        found[str(shop)] = np.bincount(places, weights=part["seconds"].to_numpy(), minlength=cars.height)
    return cars, found


def _before(entered: pl.DataFrame, jobs: pl.DataFrame) -> pl.DataFrame:
    """Entries at second 0 of the cars that were in the plant before: into the shop from which most cars come.

    The passages of a run begin with its measured time, so where these cars stood follows from what they enter next.
    """
    known = entered.sort("job", "time", maintain_order=True)
    steps = known.with_columns(pl.col("point").shift(1).over("job").alias("last")).drop_nulls("last")
    usual = (
        steps.group_by("point", "last", maintain_order=True).len().sort("len", descending=True, maintain_order=True)
    ).unique("point", keep="first", maintain_order=True)
    first = (
        known.group_by("job", maintain_order=True).first().join(jobs.filter(pl.col("born") < 0), on="job", how="semi")
    )
    return (
        first.join(usual, on="point")
        .filter(pl.col("time") > 0)
        .select("job", pl.col("last").alias("point"), pl.lit(0.0).alias("time"))
    )
