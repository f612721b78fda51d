"""The tables of what was moved in a traced run: parts into and out of stock points, and trucks of lanes."""

from __future__ import annotations

import polars as pl

from taktwin.runs.tables.contract import Column, Table

_ONLY = "only of a traced run (`--trace`)"

MOVEMENTS = Table(
    "movements",
    f"an amount that came into a stock point or left it, in the order of time; {_ONLY}",
    (
        Column("time", pl.Float64, "s", "time from the end of the warm-up"),
        Column("stock", pl.String, "", "name of the stock point", called=True),
        Column("part", pl.String, "", "part that it holds"),
        Column("plant", pl.String, "", "name of the plant"),
        Column("shop", pl.String, "", "shop by its name in this plant; null: none", called=True),
        Column("event", pl.String, "", "`received` or `drawn`"),
        Column("amount", pl.Float64, "unit of the part", "amount"),
        Column(
            "resource", pl.String, "", "cell or vehicle that brought or took it; null: a lane or a job", called=True
        ),
        Column("stream", pl.String, "", "order stream of the job that it was drawn for; null: of none", called=True),
        Column("order_number", pl.Int64, "", "number of its order within the stream, from 0"),
        Column("main", pl.Boolean, "", "whether the job is that of the order; false: one that was called for it"),
    ),
)
SHIPMENTS = Table(
    "shipments",
    f"a truck of a lane, in the order in which they were ordered; {_ONLY}",
    (
        Column("lane", pl.String, "", "name of the lane", called=True),
        Column("number", pl.Int64, "", "number of the truck in its lane, from 0"),
        Column("plant", pl.String, "", "plant that it goes to"),
        Column("supplier", pl.String, "", "supplier who sends it; null: it comes from a stock point"),
        Column("from", pl.String, "", "stock point that it comes from; null: from a supplier", called=True),
        Column("stock", pl.String, "", "stock point that it goes to", called=True),
        Column("part", pl.String, "", "part that it brings"),
        Column("amount", pl.Float64, "unit of the part", "what it brings"),
        Column("ordered", pl.Float64, "s", "when it was sent; null: it was on its way when the run began"),
        Column("arrives", pl.Float64, "s", "when it arrives, which may be after the end of the run"),
    ),
)
