"""Tables of what holds jobs and parts: buffers, stock points, and who waited for what."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import polars as pl

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.identity import Identities
from taktwin.kernel.lowering.stocks import ENDLESS_STOCK
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.columns import BUFFERS, STOCKS, WAITS, identity_of

NO_REST = {"seconds": 0.0, "area": 0.0, "full": 0.0, "empty": 0.0}


def place_nodes(simulation: Accounts) -> list[int]:
    """Nodes that hold jobs without working on them, in plant order."""
    return np.flatnonzero(simulation.arrays["nodes"]["traits"] & k.LEVEL).tolist()


def buffers_table(simulation: Accounts, elapsed: float) -> pl.DataFrame:
    """Levels of buffers, stores, conveyors and transports (jobs), and the shares of scheduled time full or empty."""
    rows: list[dict[str, Any]] = []
    rests = rests_of(simulation)
    for order, i in enumerate(place_nodes(simulation)):
        cap, node = simulation.arrays["nodes"]["cap"][i], simulation.arrays["node_states"][i]
        where = simulation.program.flow.node_where[i]
        rest = rests.get(i, NO_REST)
        scheduled = elapsed - rest["seconds"]
        shares = {name: float(node[name] - rest[name]) for name in ("area", "full", "empty")}
        rows.append(
            {
                "buffer": where.element,
                "kind": where.kind,
                **identity_of(where),
                "order": order,
                "capacity": math.inf if cap >= k.UNLIMITED else float(cap),
                "mean": node["area"] / elapsed if elapsed > 0 else float(node["count"]),
                "min": int(node["least"]),
                "max": int(node["most"]),
                "final": int(node["count"]),
                "scheduled_s": scheduled,
                "scheduled_mean": shares["area"] / scheduled if scheduled > 0 else float(node["count"]),
                "full_share": shares["full"] / scheduled if scheduled > 0 else 0.0,
                "empty_share": shares["empty"] / scheduled if scheduled > 0 else 0.0,
                "entered": int(node["entered"]),
            }
        )
    return BUFFERS.frame(rows)


def rests_of(simulation: Accounts) -> dict[int, dict[str, float]]:
    """Place -> seconds of the measured time in which nobody around it was on shift, and its sums in these.

    ``area`` is the integral of its level (job s), ``full`` and ``empty`` are seconds. See `kernel.levels.rest`.
    """
    arrays = simulation.arrays
    found: dict[int, dict[str, float]] = {}
    for n, rest in zip(arrays["rests"]["node"].tolist(), arrays["rest_states"], strict=True):
        sums = {name: float(rest[name]) for name in NO_REST}
        if rest["on"] == 0:  # the last one goes on at the end
            node = arrays["node_states"][n]
            sums["seconds"] += simulation.now - float(rest["since"])
            for name in ("area", "full", "empty"):
                sums[name] += float(node[name] - rest[f"{name}0"])
        found[n] = sums
    return found


def stocks_table(simulation: Accounts, elapsed: float) -> pl.DataFrame:
    """Levels and flows of stock points, in the unit of the part. ``initial + received - drawn = final``."""
    waits = waits_table(simulation) if simulation.program.stocks else WAITS.frame([])
    for_parts = waits.filter(pl.col("kind") == "part").group_by("stock").agg(pl.col("seconds").sum())
    stopped = dict(for_parts.iter_rows())
    model = simulation.program.model
    identities = Identities(model)
    rows: list[dict[str, Any]] = []
    for name, i in simulation.program.stocks.items():
        cap, record = simulation.arrays["stocks"]["cap"][i], simulation.arrays["stock_states"][i]
        point = model.stocks[name]
        endless = record["level"] > ENDLESS_STOCK / 2
        level = float(record["level"] + record["dock"])
        rows.append(
            {
                "stock": name,
                "part": point.part,
                "family": model.parts[point.part].family,
                "plant": identities.plant("stocks", name),
                "shop": point.shop,
                "initial": math.inf if endless else float(simulation.stocks_at_origin[i]),
                "final": math.inf if endless else level,
                "on_way": float(record["on_way"]),
                "received": float(record["received"]),
                "drawn": float(record["drawn"]),
                "mean": math.inf if endless else record["area"] / elapsed if elapsed > 0 else level,
                "min": math.inf if endless else float(record["least"]),
                "max": math.inf if endless else float(record["most"]),
                "capacity": math.inf if cap >= ENDLESS_STOCK else float(cap),
                "reached_zero_share": record["empty"] / elapsed if elapsed > 0 else 0.0,
                "stopped_s": float(stopped.get(name, 0.0)),
            }
        )
    return STOCKS.frame(rows)


def waits_table(simulation: Accounts) -> pl.DataFrame:
    """Seconds that stations and cells waited for parts, for jobs of sub-lines, and for operators."""
    entries = simulation.arrays["entries"]
    flow = simulation.program.flow
    stocks = list(simulation.program.stocks)
    rows: list[dict[str, Any]] = []
    nodes = simulation.arrays["nodes"]
    waiting = np.flatnonzero((nodes["rows"] > 0) | (nodes["joins"] > 0) | (nodes["needs"] > 0)).tolist()
    for i in sorted({*waiting, *flow.needs}):
        node = nodes[i]
        if i not in flow.node_where:
            continue
        station = {"resource": flow.node_where[i].element, **identity_of(flow.node_where[i])}
        owners = [node]
        if node["rows"] > 0:  # a cell: each of its recipes draws parts
            owners = list(entries[node["row"] : node["row"] + node["rows"]])
        else:
            for e in entries[node["join0"] : node["join0"] + node["joins"]]:
                line = flow.node_where[int(e["target"])].line
                kind = "matched" if e["lot"] else "join"
                rows.append({**station, "cause": line, "kind": kind, "seconds": float(e["seconds"])})
        for owner in owners:
            for e in entries[owner["need0"] : owner["need0"] + owner["needs"]]:
                stock = stocks[e["target"]]
                part = simulation.program.model.stocks[stock].part
                seconds = float(e["seconds"])
                rows.append({**station, "cause": part, "kind": "part", "stock": stock, "seconds": seconds})
        for need, seconds in zip(flow.needs.get(i, []), entries["seconds"][node["hand0"] :], strict=False):
            rows.append({**station, "cause": need, "kind": "operators", "seconds": float(seconds)})
    table = WAITS.frame(rows)
    keys = [name for name in WAITS.schema if name != "seconds"]
    return table.group_by(keys, maintain_order=True).agg(pl.col("seconds").sum())
