"""Levels of the stock points of a scene over time, from what was moved."""

from __future__ import annotations

import numpy as np
import polars as pl

from taktwin.runs.tables import Result
from taktwin.web.scene.scene import Scene

DAY_S = 86400.0
#: Changes of what is numbered: times, numbers, values; by time.
Changes = tuple[np.ndarray, np.ndarray, np.ndarray]


def amounts_of(scene: Scene, result: Result) -> Changes:
    """Times, places and levels of all stock points, by time, from the begin of the run on."""
    assert result.movements is not None
    early = _signed(result.movements.filter(pl.col("time") < 0.0))
    before = early.group_by("stock").agg(pl.col("amount").sum().alias("early"))
    stocks = result.stocks.select("stock", "initial").join(before, on="stock", how="left", maintain_order="left")
    first = stocks.select("stock", (pl.col("initial") - pl.col("early").fill_null(0.0)).alias("amount"))
    return levels_from(scene, first, -result.warmup_days * DAY_S, result.movements)


def levels_from(scene: Scene, first: pl.DataFrame, begin: float, movements: pl.DataFrame) -> Changes:
    """The same from a time on: ``first`` are the levels then (`stock`, `amount`), ``movements`` what follows."""
    at = {name: index for (kind, name), index in scene.places.at.items() if kind == "stock"}
    drawn = pl.col("stock").is_in(list(at))
    begins = first.filter(drawn).select(pl.lit(begin).alias("time"), "stock", "amount")
    whole = pl.concat([begins, _signed(movements.filter(drawn)).select("time", "stock", "amount")])
    whole = whole.with_columns(pl.col("amount").cum_sum().over("stock"))
    of = whole["stock"].replace_strict(at, return_dtype=pl.UInt32) if len(whole) else pl.Series([], dtype=pl.UInt32)
    order = np.argsort(whole["time"].to_numpy(), kind="stable")
    return whole["time"].to_numpy()[order], of.to_numpy()[order], whole["amount"].to_numpy()[order]


def highest(scene: Scene, levels: Changes) -> list[float | None]:
    """The highest level in each place, at least 0; None: it is no stock point."""
    most: list[float | None] = [None] * len(scene.places.found)
    for place in np.unique(levels[1]).tolist():
        most[place] = max(float(levels[2][levels[1] == place].max()), 0.0)
    return most


def _signed(movements: pl.DataFrame) -> pl.DataFrame:
    """Movements with the amounts that are drawn below 0."""
    signed = pl.when(pl.col("event") == "received").then(pl.col("amount")).otherwise(-pl.col("amount"))
    return movements.with_columns(signed.alias("amount"))
