"""Who can wait for parts in a plant: one row for each station (or make cell) and part, as in the table `waits`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.kernel.lowering.program import Program
from taktwin.kernel.lowering.stocks import ENDLESS_STOCK


@dataclass(frozen=True, slots=True)
class Key:
    """Who waits for what: ``kind`` is ``part`` (out of ``stock``), ``matched`` or ``join`` (jobs of line ``cause``)."""

    station: str
    cause: str
    kind: str
    stock: str = ""
    shop: str = ""


class Rows:
    """The rows of a program, with the places of the engine's accounts that belong to each."""

    def __init__(self, program: Program) -> None:
        entries: dict[Key, list[int]] = {}
        self.nodes: dict[Key, int] = {}
        for key, node, entry in _all(program):
            entries.setdefault(key, []).append(entry)
            self.nodes.setdefault(key, node)
        self.keys = list(entries)
        self._entries = np.array([entry for row in entries.values() for entry in row], np.int64)
        self._firsts = np.cumsum([0, *(len(row) for row in entries.values())])[:-1]

    def seconds(self, entries: np.ndarray) -> np.ndarray:
        """Seconds waited so far, of each row; all states must have been booked."""
        if not self.keys:
            return np.zeros(0)
        return np.add.reduceat(entries["seconds"][self._entries], self._firsts)


def _all(program: Program) -> Iterator[tuple[Key, int, int]]:
    """Key, node and entry of all that is waited for."""
    nodes, entries, where = program.arrays["nodes"], program.arrays["entries"], program.flow.node_where
    stocks, model = list(program.stocks), program.model
    endless = program.arrays["stock_states"]["level"] > ENDLESS_STOCK / 2
    for n in np.flatnonzero((nodes["rows"] > 0) | (nodes["joins"] > 0) | (nodes["needs"] > 0)).tolist():
        if n not in where:
            continue
        node, station = nodes[n], where[n].element
        owners: list[Any] = [node]
        if node["rows"] > 0:  # a make cell: each of its recipes draws parts
            owners = list(entries[node["row"] : node["row"] + node["rows"]])
        else:
            for e in range(int(node["join0"]), int(node["join0"] + node["joins"])):
                line = where[int(entries["target"][e])]
                kind = "matched" if entries["lot"][e] else "join"
                yield Key(station, str(line.line), kind, "", line.shop or ""), n, e
        for owner in owners:
            for e in range(int(owner["need0"]), int(owner["need0"] + owner["needs"])):
                stock = int(entries["target"][e])
                if not endless[stock]:
                    name = stocks[stock]
                    yield Key(station, model.stocks[name].part, "part", name), n, e
