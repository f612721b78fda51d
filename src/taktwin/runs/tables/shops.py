"""The table of shops: scheduled time and output."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from taktwin.kernel.kinds.register import KINDS
from taktwin.model.nouns.calendar import WEEK_S, Calendar
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.columns import SHOPS, shop_identity


def exits_of(simulation: Accounts) -> dict[str, list[int]]:
    """Shop -> nodes outside it (or exits of the plant) that its jobs enter when they leave it."""
    arrays = simulation.arrays
    where = simulation.program.flow.node_where
    exits: dict[str, list[int]] = {}
    for n, node in enumerate(arrays["nodes"]):
        if KINDS.all[node["kind"]].exit:
            exits.setdefault(where[n].shop or "", []).append(n)
            continue
        if n not in where or node["preds"] == 0:
            continue
        givers = {
            where[int(g)].shop for g in arrays["ints"][node["pred0"] : node["pred0"] + node["preds"]] if int(g) in where
        }
        # only places that take jobs from one other shop and from nowhere else: their entries are that shop's output
        if len(givers) == 1 and (shop := next(iter(givers))) is not None and shop != where[n].shop:
            exits.setdefault(shop, []).append(n)
    return {shop: exits[shop] for shop in simulation.program.model.shops if shop in exits}


def scheduled_seconds(calendar: Calendar | None, offset: float, begin: float, end: float) -> float:
    """On-shift seconds of a weekly calendar between two times of the run (``offset``: Monday 00:00 to time 0, s)."""
    if calendar is None:
        return end - begin
    windows = calendar.windows()
    total = 0.0
    week = int((begin + offset) // WEEK_S)
    while week * WEEK_S < end + offset:
        for first, last in windows:
            a = max(begin + offset, week * WEEK_S + first)
            b = min(end + offset, week * WEEK_S + last)
            total += max(0.0, b - a)
        week += 1
    return total


def shifts_until(calendars: Sequence[Calendar], times: np.ndarray) -> np.ndarray:
    """Seconds, since a Monday 00:00, in which one of the calendars at least is on shift, up to each time (s)."""
    edges = np.array(sorted({0.0, WEEK_S, *(edge for one in calendars for window in one.windows() for edge in window)}))
    middles = (edges[1:] + edges[:-1]) / 2
    on = np.zeros(middles.size, bool)
    for one in calendars:
        for first, last in one.windows():
            on |= (first < middles) & (middles < last)
    passed = np.concatenate([[0.0], np.cumsum(np.diff(edges) * on)])
    weeks, within = np.divmod(times, WEEK_S)
    return weeks * passed[-1] + np.interp(within, edges, passed)


def scheduled_by_shop(simulation: Accounts) -> dict[str, float]:
    """On-shift seconds of each shop's calendar in the measured time."""
    model = simulation.program.model
    begin = simulation.origin
    calendars = {shop.calendar for shop in model.shops.values()}
    found = {
        name: scheduled_seconds(
            model.calendars[name] if name else None, model.week_offset, begin, begin + simulation.elapsed
        )
        for name in calendars
    }
    return {name: found[shop.calendar] for name, shop in model.shops.items()}


def shops_table(simulation: Accounts) -> pl.DataFrame:
    """Scheduled seconds of each shop's calendar in the measured time, and jobs that left it."""
    model = simulation.program.model
    exits = exits_of(simulation)
    scheduled = scheduled_by_shop(simulation)
    rows: list[dict[str, Any]] = []
    for order, (name, shop) in enumerate(model.shops.items()):
        rows.append(
            {
                **shop_identity(model, name),
                "order": order,
                "scheduled_s": scheduled[name],
                "finished": sum(int(simulation.arrays["node_states"]["entered"][n]) for n in exits.get(name, [])),
                "continuous": not shop.calendar,
            }
        )
    return SHOPS.frame(rows)
