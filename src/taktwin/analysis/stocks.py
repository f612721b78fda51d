"""Stocks of made and bought parts: how far they reach, how often they are empty, and whom that stops."""

from collections.abc import Sequence

import polars as pl

from taktwin.analysis.tables import RunTables


def stock_cover(results: Sequence[RunTables]) -> pl.DataFrame:
    """One row per stock point, averaged over replications, worst stop first.

    Columns: stock, part, family, shop, initial, mean, min, max, capacity, drawn_per_day, cover_h (mean level / mean
    draw, in elapsed hours; null if nothing was drawn), reached_zero_share (share of time at zero), stopped_h_per_day
    (station hours a day lost waiting for it).
    """
    days = results[0].elapsed_s / 86400.0
    table = pl.concat([result.stocks for result in results]) if len(results) > 1 else results[0].stocks
    return (
        table.group_by("stock", maintain_order=True)
        .agg(
            pl.col("part", "family", "shop", "capacity").first(),
            pl.col("initial", "mean", "reached_zero_share").mean(),
            pl.col("min").min(),
            pl.col("max").max(),
            (pl.col("drawn").mean() / days).alias("drawn_per_day"),
            (pl.col("stopped_s").mean() / 3600.0 / days).alias("stopped_h_per_day"),
        )
        .with_columns(
            pl.when(pl.col("drawn_per_day") > 0).then(pl.col("mean") / pl.col("drawn_per_day") * 24.0).alias("cover_h")
        )
        .sort("stopped_h_per_day", descending=True, maintain_order=True)
    )
