"""Who waited for which part: the causes of line stops, the worst first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from taktwin.analysis.supply.lines import families_by_line
from taktwin.analysis.tables import RunTables
from taktwin.model.nouns.plant import PlantModel

KINDS = ("part", "matched")
"""Kinds of wait for a part: out of a stock point, and for the one that was called for this very job."""


def part_stops(results: Sequence[RunTables], model: Any = None) -> pl.DataFrame:
    """What was waited for and where, over all replications, the longest first; nothing that was not waited for.

    Args:
        results: tables of the replications.
        model: that was run, where it is at hand: it tells the family of a line in sequence.

    Columns: cause (part, or line whose jobs are called), family (of the part; null: none), kind (of `KINDS`), resource
    (station, zone or cell that waited), shop, stock (null: in sequence), seconds_per_day (all its servers together),
    share (of the waiting for all parts).
    """
    days = sum(result.elapsed_s for result in results) / 86400.0
    of_line = families_by_line(model) if isinstance(model, PlantModel) else {}
    families = results[0].stocks.select("stock", "family")
    in_sequence = pl.col("cause").replace_strict(of_line, default=None, return_dtype=pl.String)
    waits = pl.concat(
        [result.waits.filter(pl.col("kind").is_in(KINDS) & (pl.col("seconds") > 0)) for result in results]
    )
    return (
        waits.group_by("cause", "kind", "resource", "shop", "stock", maintain_order=True)
        .agg(pl.col("seconds").sum() / days if days > 0 else pl.col("seconds").sum())
        .join(families, on="stock", how="left", maintain_order="left")
        .with_columns(family=pl.when(pl.col("kind") == "matched").then(in_sequence).otherwise(pl.col("family")))
        .with_columns(share=pl.col("seconds") / pl.col("seconds").sum())
        .sort("seconds", descending=True, maintain_order=True)
        .select(
            "cause", "family", "kind", "resource", "shop", "stock", pl.col("seconds").alias("seconds_per_day"), "share"
        )
    )
