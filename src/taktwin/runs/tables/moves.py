"""What was moved in a traced run: parts into and out of stock points, and the trucks of lanes."""

from __future__ import annotations

import polars as pl

from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import amounts_of
from taktwin.kernel.lowering.identity import Identities
from taktwin.runs.tables.accounts import Accounts, Logged
from taktwin.runs.tables.movecolumns import MOVEMENTS, SHIPMENTS


def movements_table(accounts: Logged, log: pl.DataFrame) -> pl.DataFrame | None:
    """Every amount that came into a stock point or left it, the warm-up included (only when the run was traced)."""
    if not accounts.world["trace"][0]:
        return None
    rows = log.filter(pl.col("kind") == k.LOG_STOCK)
    model, program, identities = accounts.program.model, accounts.program, Identities(accounts.program.model)
    stocks = pl.DataFrame(
        [
            {
                "who": i,
                "stock": name,
                "part": model.stocks[name].part,
                "plant": identities.plant("stocks", name),
                "shop": model.stocks[name].shop,
            }
            for name, i in program.stocks.items()
        ],
        schema={"who": pl.Int64, **dict.fromkeys(("stock", "part", "plant", "shop"), pl.String)},
    )
    names = dict(enumerate(program.resource_names))
    streams = {index: name for name, index in program.flow.streams.items()}
    amount = pl.Series("amount", amounts_of(rows.get_column("what").to_numpy()), dtype=pl.Float64)
    of_job, point = pl.col("order") >= 0, pl.col("point").cast(pl.Int64)
    main = point >= 0
    table = rows.with_columns(amount).join(stocks, on="who", how="left", maintain_order="left")
    return MOVEMENTS.frame(
        table.select(
            "time",
            *("stock", "part", "plant", "shop"),
            pl.when(pl.col("amount") > 0).then(pl.lit("received")).otherwise(pl.lit("drawn")).alias("event"),
            pl.col("amount").abs(),
            pl.when(pl.col("order") < -1)
            .then((-2 - pl.col("order")).replace_strict(names, return_dtype=pl.String, default=None))
            .alias("resource"),
            pl.when(of_job)
            .then(
                pl.when(main)
                .then(point)
                .otherwise(-2 - point)
                .replace_strict(streams, return_dtype=pl.String, default=None)
            )
            .alias("stream"),
            pl.when(of_job).then(pl.col("order")).alias("order_number"),
            pl.when(of_job).then(main).alias("main"),
        )
    )


def shipments_table(accounts: Accounts) -> pl.DataFrame | None:
    """The trucks of lanes, those of the warm-up included (only when the run was traced)."""
    if accounts.shipments is None:
        return None
    model, identities = accounts.program.model, Identities(accounts.program.model)
    rows, stocks = [], list(accounts.program.stocks)
    for one in accounts.shipments:
        name, stock = accounts.program.resource_names[one.lane], stocks[one.stock]
        lane = model.lanes[name]
        rows.append(
            {
                "lane": name,
                "number": one.number,
                "plant": identities.plant("stocks", stock),
                "supplier": lane.senders.get(stock),
                "from": lane.from_,
                "stock": stock,
                "part": model.stocks[stock].part,
                "amount": one.amount,
                "ordered": None if one.ordered is None else one.ordered - accounts.origin,
                "arrives": one.arrives - accounts.origin,
            }
        )
    return SHIPMENTS.frame(rows)
