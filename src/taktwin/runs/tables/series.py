"""Time series in fixed buckets, in long form: levels, stocks, output, states and energy by shop."""

from __future__ import annotations

import numpy as np
import polars as pl

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.stocks import ENDLESS_STOCK
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.energy import J_PER_KWH
from taktwin.runs.tables.places import place_nodes
from taktwin.runs.tables.shops import exits_of
from taktwin.model.nouns.power import MEDIA, VOLUME_MEDIA


def series_table(simulation: Accounts, rows: np.ndarray) -> pl.DataFrame:
    """Values of each bucket, from cumulative figures at the buckets' ends (``rows``, shape [bucket, column])."""
    program = simulation.program
    length = float(simulation.world["bucket_len"][0])
    buckets = rows.shape[0]
    change = np.diff(rows, axis=0, prepend=np.zeros((1, rows.shape[1])))
    nodes, stocks = len(program.node_names), len(program.stocks)
    columns: list[tuple[str, str, np.ndarray]] = []
    for shop, exits in exits_of(simulation).items():
        columns.append(("finished", shop, sum((change[:, 2 * n + 1] for n in exits), np.zeros(buckets))))
    where = program.flow.node_where
    columns += [("level", where[n].element, change[:, 2 * n] / length) for n in place_nodes(simulation)]
    for name, i in program.stocks.items():
        if simulation.arrays["stocks"]["level"][i] < ENDLESS_STOCK / 2:
            columns.append(("stock", name, change[:, 2 * nodes + i] / length))
    width = len(k.STATES) + len(MEDIA)
    for g, group in enumerate(program.groups):
        at = 2 * nodes + stocks + g * width
        for q, name in enumerate(k.STATES):
            if rows[-1:, at + q].any():
                columns.append((f"state:{name}", group, change[:, at + q]))
        for m, medium in enumerate(MEDIA):
            if rows[-1:, at + len(k.STATES) + m].any():
                unit = 1.0 if medium in VOLUME_MEDIA else 1.0 / J_PER_KWH
                columns.append((f"energy:{medium}", group, change[:, at + len(k.STATES) + m] * unit))
    return _long(columns, buckets, length)


def _long(columns: list[tuple[str, str, np.ndarray]], buckets: int, length: float) -> pl.DataFrame:
    count = len(columns)
    bucket = np.tile(np.arange(buckets), count)
    kinds = np.repeat(np.arange(count), buckets)
    table = pl.DataFrame(
        {
            "bucket": bucket,
            "start_s": bucket * length,
            "at": kinds,
            "value": np.concatenate([c for *_, c in columns] or [np.zeros(0)]),
        }
    )
    names = pl.DataFrame(
        {"at": np.arange(count), "kind": [c[0] for c in columns], "name": [c[1] for c in columns]},
        schema_overrides={"kind": pl.String, "name": pl.String},
    )
    return table.join(names, on="at", how="left", maintain_order="left").select(
        "bucket", "start_s", "kind", "name", "value"
    )
