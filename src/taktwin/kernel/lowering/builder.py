"""Collects rows for the kernel's arrays while a model is being lowered."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from taktwin.kernel.base import moving
from taktwin.kernel.base import state as k
from taktwin.kernel.base.kind import Kinds
from taktwin.kernel.base.random import name_key
from taktwin.kernel.lowering.times import kernel_parameters, kernel_table, rows_of
from taktwin.model.values.distribution import Distribution

_NEVER = {"fail_at": math.inf, "repair_end": math.inf, "work_end": math.inf, "entry_at": math.inf, "pause_at": math.inf}
_RESOURCE = {
    "node": -1, "job": -1, "up": 1, "on": 1, "due_mode": -1, "down_mode": -1, "last_value": -1, "calendar": -1,
    "cause": -1, "group": -1, "row": -1, "releases0": -1, "dist": -1, "next_waiting": -1,
    "source": -1, "by_option": -1, "batch": -1, "last_arrival": 0.0, "ranks0": -1, "count": 0,
    **_NEVER,
}  # fmt: skip
_NODE = {
    "dest": -1, "giver": -1, "feeder": -1, "taker": -1,
    "head": -1, "tail": -1, "dist": -1, "by_option": -1, "setup_option": -1, "setup_dist": -1, "matrix0": -1,
    "purge_dist": -1, "point": -1, "shop_point": -1, "stream": k.ONLY_CALLED, "fleet": -1, "row": -1, "last_value": -1,
    "cap": k.UNLIMITED, "next_waiting": -1, "load": -1, "unload": -1, "accumulating": 1, "visits": -1,
    "matched": 0, "rack": 1, "back": -1, "dock": -1, "door_time": -1,
    "desk": -1, "inspect": -1, "ideal0": -1, "own_choice": -1, "own_route": -1, "sequence0": -1,
}  # fmt: skip
_ROW = {"target": -1, "source": -1, "dist": -1, "full": -1}


class Builder:
    """Rows of the kernel's arrays, each list in the order of its indexes."""

    def __init__(self) -> None:
        self.resources: list[dict[str, Any]] = []
        self.resource_names: list[str] = []
        self.nodes: list[dict[str, Any]] = []
        self.node_names: list[str] = []
        self.rows: list[dict[str, Any]] = []
        self.modes: list[dict[str, Any]] = []
        self.stocks: list[dict[str, Any]] = []
        self.lanes: list[dict[str, Any]] = []
        self.lane_loads: list[dict[str, Any]] = []
        self.docks: list[dict[str, Any]] = []
        self.networks: list[dict[str, Any]] = []
        self.guided: list[dict[str, Any]] = []
        self.zones: list[dict[str, Any]] = []
        self.clusters: list[dict[str, Any]] = []
        self.stops: list[dict[str, Any]] = []
        self.carriers: list[dict[str, Any]] = []
        self.pools: list[int] = []
        self.ordered: list[int] = []
        self.lines: list[dict[str, Any]] = []
        self.line_zones: list[dict[str, Any]] = []
        self.rests: list[dict[str, Any]] = []
        self.owns: list[dict[str, Any]] = []
        self.integers: list[int] = []
        self.floats: list[float] = []
        #: stock -> nodes that draw from it; stock -> nodes that refill it
        self.users: dict[int, set[int]] = {}
        self.makers: dict[int, set[int]] = {}
        self._distributions: dict[tuple[float, ...], int] = {}
        self._rows_of_distributions: list[np.ndarray] = []
        self._distribution_rows = 0

    def resource(self, kind: str, name: str, **fields: Any) -> int:
        """Add a resource; returns its index."""
        self.resources.append({**_RESOURCE, "kind": kind, **fields})
        self.resource_names.append(name)
        return len(self.resources) - 1

    def node(self, kind: str, name: str, **fields: Any) -> int:
        """Add a node; returns its index."""
        self.nodes.append({**_NODE, "kind": kind, **fields})
        self.node_names.append(name)
        return len(self.nodes) - 1

    def draws(self, stock: int, node: int) -> None:
        """Node ``node`` draws from a stock: it is looked at when something comes in."""
        self.users.setdefault(stock, set()).add(node)

    def refills(self, stock: int, node: int) -> None:
        """Node ``node`` refills a stock: it is looked at when something is drawn."""
        self.makers.setdefault(stock, set()).add(node)

    def link_stocks(self) -> None:
        """Tell each stock whom to have looked at."""
        for i, stock in enumerate(self.stocks):
            users, makers = self.users.get(i, set()), self.makers.get(i, set())
            stock["user0"], stock["users"] = self.ints(sorted(users)), len(users)
            stock["maker0"], stock["makers"] = self.ints(sorted(makers)), len(makers)

    def row_list(self, rows: list[dict[str, Any]]) -> tuple[int, int]:
        """Add rows that belong together; returns (first index, number)."""
        first = len(self.rows)
        self.rows.extend({**_ROW, **row} for row in rows)
        return first, len(rows)

    def ints(self, values: list[int]) -> int:
        """Add integers to the pool; returns the offset."""
        self.integers.extend(values)
        return len(self.integers) - len(values)

    def numbers(self, values: list[float]) -> int:
        """Add floats to the pool; returns the offset."""
        self.floats.extend(values)
        return len(self.floats) - len(values)

    def distribution(self, dist: Distribution | None) -> int:
        """Index of a distribution (equal ones share a row); -1 for none."""
        if dist is None:
            return -1
        parameters, table = (*kernel_parameters(dist), dist.mean), kernel_table(dist)
        key = (*parameters, *table)
        if key not in self._distributions:
            rows = rows_of(parameters, table)
            self._distributions[key] = self._distribution_rows
            self._distribution_rows += rows.size
            self._rows_of_distributions.append(rows)
        return self._distributions[key]

    def arrays(self, kinds: Kinds) -> dict[str, np.ndarray]:
        """The arrays, by the names that the world record gives their addresses (``at_resources`` and so on)."""
        dist = np.concatenate(self._rows_of_distributions or [np.zeros(1, k.DIST)])
        rows = [self._resource_of_kind(row, kinds) for row in self.resources]
        resources = _both("resource", k.RESOURCE, k.RESOURCE_STATE, rows)
        resources["resource_states"]["key"] = [name_key(name) for name in self.resource_names]
        of_nodes = _both("node", k.NODE, k.NODE_STATE, [self._node_of_kind(row, kinds) for row in self.nodes])
        nodes = of_nodes["nodes"]
        plain = np.ones(nodes.size, bool)
        for field in ("joins", "needs", "routes"):
            plain &= nodes[field] == 0
        plain &= (
            (nodes["ideal0"] < 0) & (nodes["setup_option"] < 0) & (nodes["by_option"] < 0) & (nodes["unequal"] == 0)
        )
        given = resources["resources"]
        plain[given["node"][given["pauses"] > 0]] = False  # it may have to wake first
        by_hand = (nodes["hands"] > 0) | (nodes["every"] > 0)
        nodes["plain"] = np.select([by_hand, plain], [k.MANUAL, k.PLAIN], k.NOT_PLAIN)
        nodes["plain"][[zone["node"] for zone in self.line_zones if zone["team"] >= 0]] = k.BY_TEAM
        nodes["noted"] = (
            (nodes["point"] >= 0) | (nodes["shop_point"] >= 0) | (nodes["calls"] > 0) | (nodes["visits"] >= 0)
        )
        return {
            **resources,
            **of_nodes,
            "entries": _table(k.ENTRY, self.rows),
            **_both("mode", k.MODE, k.MODE_STATE, self.modes),
            **_both("stock", k.STOCK, k.STOCK_STATE, self.stocks),
            "lanes": _table(k.LANE, self.lanes),
            "lane_loads": _table(k.LANE_LOAD, self.lane_loads),
            **_both("dock", k.DOCK, k.DOCK_STATE, self.docks),
            "dists": dist,
            **_both("network", moving.NETWORK, moving.NETWORK_STATE, self.networks),
            "guided": _table(moving.GUIDED, self.guided),
            **_both("zone", moving.ZONE, moving.ZONE_STATE, self.zones),
            **_both("cluster", moving.CLUSTER, moving.CLUSTER_STATE, self.clusters),
            **_both("stop", moving.STOP, moving.STOP_STATE, self.stops),
            "carriers": _table(k.CARRIER, self.carriers),
            **_both("line", moving.LINE, moving.LINE_STATE, self.lines),
            **_both("line_zone", moving.LINE_ZONE, moving.LINE_ZONE_STATE, self.line_zones),
            **_both("rest", k.REST, k.REST_STATE, self.rests),
            "owns": _table(k.OWN, self.owns),
            "ints": np.array(self.integers or [0], dtype=np.int64),
            "floats": np.array(self.floats or [0.0], dtype=np.float64),
        }

    @staticmethod
    def _resource_of_kind(row: dict[str, Any], kinds: Kinds) -> dict[str, Any]:
        kind = kinds[row["kind"]]
        traits = {"machine": kind.machine, "carries": kind.carries, "serves": kind.serves}
        return {"state": kind.idle_state, **row, "kind": kinds.code(kind.name), **traits}

    @staticmethod
    def _node_of_kind(row: dict[str, Any], kinds: Kinds) -> dict[str, Any]:
        kind = kinds[row["kind"]]
        chosen = row.get("unequal") == k.OWN_JOBS or row.get("alikes", 0) > 0
        picked = k.PICKED if row.get("merge") in (k.IN_TURN, k.BY_DUE) or chosen else 0
        return {**row, "kind": kinds.code(kind.name), "traits": kind.traits | picked | row.get("traits", 0)}


def _table(dtype: np.dtype, rows: list[dict[str, Any]]) -> np.ndarray:
    table, taken = _columns(dtype, rows)
    _all_taken(rows, taken, "a table")
    return table


def _columns(dtype: np.dtype, rows: list[dict[str, Any]]) -> tuple[np.ndarray, int]:
    """A table, and how many values of the rows it has taken; field by field, which is far quicker than row by row."""
    table = np.zeros(len(rows), dtype)
    columns: dict[str, tuple[list[int], list[Any]]] = {field: ([], []) for field in dtype.names or ()}
    for i, row in enumerate(rows):
        for field, value in row.items():
            column = columns.get(field)
            if column is not None:
                column[0].append(i)
                column[1].append(value)
    for field, (at, values) in columns.items():
        if at:
            table[field][slice(None) if len(at) == len(rows) else at] = np.array(values, dtype[field])
    return table, sum(len(at) for at, _ in columns.values())


def _both(name: str, given: np.dtype, state: np.dtype, rows: list[dict[str, Any]]) -> dict[str, np.ndarray]:
    """What is given of the rows, and their state at the start."""
    (fixed, of_fixed), (begin, of_begin) = _columns(given, rows), _columns(state, rows)
    _all_taken(rows, of_fixed + of_begin, name)
    return {f"{name}s": fixed, f"{name}_states": begin}


def _all_taken(rows: list[dict[str, Any]], taken: int, name: str) -> None:
    """A field that no array has is a mistake of whoever lowers it."""
    if taken != sum(map(len, rows)):
        raise ValueError(f"a row of {name} has a field that its arrays lack")
