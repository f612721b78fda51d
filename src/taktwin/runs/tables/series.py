"""Time series in fixed buckets, in long form: levels, stocks, output, states and energy by shop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.identity import Identities
from taktwin.kernel.lowering.stocks import ENDLESS_STOCK
from taktwin.kernel.serieslayout import area_of_node, area_of_stock, entered_node, seconds_of_group
from taktwin.model.nouns.machines.power import MEDIA
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.columns import SERIES, shop_identity
from taktwin.runs.tables.ledger import bucket_amounts, change_of_groups
from taktwin.runs.tables.places import place_nodes
from taktwin.runs.tables.shops import exits_of, shifts_until

_Column = tuple[dict[str, Any], np.ndarray]


def series_table(simulation: Accounts) -> pl.DataFrame:
    """Values of each bucket, from what it added to the kernel's figures."""
    program = simulation.program
    identities = Identities(program.model)
    length = float(simulation.world["bucket_len"][0])
    buckets = len(simulation.rows)
    columns: list[_Column] = []
    for shop, exits in exits_of(simulation).items():
        about = {"kind": "finished", "name": shop, **shop_identity(program.model, shop)}
        entered = simulation.change(np.array([entered_node.py_func(n) for n in exits], np.int64))
        columns.append((about, sum(entered.T, np.zeros(buckets))))
    scheduled: dict[tuple[str, ...], np.ndarray] = {}  # many places have the same shifts
    for n, level in _place_levels(simulation):
        where = program.flow.node_where[n]
        about = {"kind": "level", "name": where.element, **shop_identity(program.model, where.shop)}
        columns.append((about, level))
        if n in program.flow.scheduled_by:
            names = tuple(program.flow.scheduled_by[n])
            if names not in scheduled:
                calendars = [program.model.calendars[name] for name in names]
                begun = simulation.origin + length * np.arange(buckets + 1)
                scheduled[names] = np.diff(shifts_until(calendars, program.model.week_offset + begun))
            columns.append(({**about, "kind": "scheduled"}, scheduled[names]))
    for name, level in _stock_levels(simulation):
        owner = identities.plant("stocks", name)
        place = shop_identity(program.model, program.model.stocks[name].shop, owner)
        columns.append(({"kind": "stock", "name": name, **place}, level))
    return _long(columns + _by_shop(simulation), buckets, length)


def levels_in_buckets(simulation: Accounts) -> dict[str, np.ndarray]:
    """Mean level of each stock point and buffer in each bucket, by name: what the series tells, without its table."""
    where = simulation.program.flow.node_where
    return {where[n].element: level for n, level in _place_levels(simulation)} | dict(_stock_levels(simulation))


def _place_levels(simulation: Accounts) -> Iterator[tuple[int, np.ndarray]]:
    """Each place where jobs can wait, and its mean level in each bucket."""
    places, length = place_nodes(simulation), float(simulation.world["bucket_len"][0])
    levels = simulation.change(np.array([area_of_node.py_func(n) for n in places], np.int64)).T / length
    yield from zip(places, levels, strict=True)


def _stock_levels(simulation: Accounts) -> Iterator[tuple[str, np.ndarray]]:
    """Each stock point that is not endless, and its mean level in each bucket."""
    program, length = simulation.program, float(simulation.world["bucket_len"][0])
    endless = simulation.arrays["stock_states"]["level"] >= ENDLESS_STOCK / 2
    rows = [(name, i) for name, i in program.stocks.items() if not endless[i]]
    columns = [area_of_stock.py_func(len(program.node_names), i) for _, i in rows]
    levels = simulation.change(np.array(columns, np.int64)).T / length
    yield from ((name, level) for (name, _), level in zip(rows, levels, strict=True))


def _by_shop(accounts: Accounts) -> list[_Column]:
    """State seconds of the shops' station servers, and the ledger summed by shop and medium."""
    program = accounts.program
    change, begin = change_of_groups(accounts), seconds_of_group.py_func(0, 0, 0)
    amounts = bucket_amounts(accounts).sum(axis=3)
    columns: list[_Column] = []
    identities = Identities(program.model)
    shops = [(shop, identities.plant("shops", shop)) for shop in program.model.shops]
    for shop, plant in [*shops, *((None, plant) for plant in identities.plants)]:
        groups = [g for g, group in enumerate(program.groups) if (group.shop, group.plant) == (shop, plant)]
        if not groups:
            continue
        about = {"name": shop or identities.logistics(plant), **shop_identity(program.model, shop, plant)}
        firsts = np.array([seconds_of_group.py_func(0, 0, g) - begin for g in groups])
        for q, state in enumerate(k.STATES):
            seconds = change[:, firsts + q].sum(axis=1)
            if seconds.any():
                columns.append(({**about, "kind": "state", "state": state}, seconds))
        for m, medium in enumerate(MEDIA):
            amount = amounts[:, groups, m].sum(axis=1)
            if amount.any():
                columns.append(({**about, "kind": "energy", "medium": medium}, amount))
    return columns


def _long(columns: list[_Column], buckets: int, length: float) -> pl.DataFrame:
    count = len(columns)
    bucket = np.tile(np.arange(buckets), count)
    table = pl.DataFrame(
        {
            "bucket": bucket,
            "start_s": bucket * length,
            "value": np.concatenate([values for _, values in columns] or [np.zeros(0)]),
        }
    )
    heads = pl.DataFrame(
        [about for about, _ in columns],
        schema={n: t for n, t in SERIES.schema.items() if n not in ("bucket", "start_s", "value")},
    )
    return SERIES.frame(table.hstack(heads[np.repeat(np.arange(count), buckets)]))
