"""The flow of a plant as the shadow needs it: which place follows which, and how much each holds.

Places are rows of the program's nodes. A moving line is its zones; a store is its room and its cranes.
"""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.times import TABLES
from taktwin.live.shadow.floor import MASKS
from taktwin.runs.start import Starter

_ENDLESS = 1 << 30
_SHORTER = 8.0  # than the mean no series of random work is
_AT_WORK = frozenset((k.WORKING,))
_MOVES = frozenset((k.WORKING, k.STARVED))
_ON = frozenset(range(len(k.STATES))) - MASKS


class Network:
    """The places of a plant and the ways between them.

    ``node_of``: element -> its place; ``resource_of``: (element, server) -> resource. ``after``, ``before``: place ->
    places. ``onward``: place -> the next along the line (-1: none). ``cap``: jobs that a place holds. ``holds``: how
    (``servers``, ``belt``, ``queue``, ``behind``, ``zone``, ``source``, ``exit``). ``least``: least time through, s.
    ``at_once``: jobs that can come into a place together, ``pace``: least time between two of them, s. ``exit_of``:
    place -> the exit that its jobs leave by (-1: not known). ``calls``: place -> (source, quantity, condition) of the
    jobs that an arrival calls.
    """

    def __init__(self, starter: Starter) -> None:
        self.index = index = starter.index
        self.program = program = starter.program
        self.nodes = nodes = program.arrays["nodes"]
        self.size = nodes.size
        zones = set(program.arrays["line_zones"]["node"].tolist())
        self.holds = ["zone" if n in zones else self._held(n) for n in range(self.size)]
        self.zones: dict[int, list[int]] = {}  # node of a line -> its zones
        self.line_of: dict[int, int] = {}  # zone -> node of its line
        for line in program.arrays["lines"]:
            rows = program.arrays["line_zones"]["node"][line["zone0"] : line["zone0"] + line["zones"]].tolist()
            self.zones[int(line["node"])] = rows
            self.line_of |= dict.fromkeys(rows, int(line["node"]))
        self.is_place = [bool(held) for held in self.holds]
        self.sub_only = [bool(index.origins[n].subs and not index.origins[n].streams) for n in range(self.size)]
        self._ways()
        self.cap = [self._cap(n) for n in range(self.size)]
        self.least = [self._least(n) for n in range(self.size)]
        self.at_once = [self._at_once(n) for n in range(self.size)]
        self.pace = self._paces()
        self.exit_of = self._exits()
        self.resource0 = [int(node["res0"]) for node in nodes]
        self.node_of_resource: list[int] = program.arrays["resources"]["node"].tolist()
        self.node_of, self.resource_of = self._names()
        self.calls = {n: rows for n in range(self.size) if (rows := self._calls(n))}
        self.joins = {n: rows for n in range(self.size) if (rows := self._joins(n))}
        self.streams = dict(program.flow.streams)
        self.ahead = self._released_ahead()
        self.nodes_res: list[int] = nodes["res"].tolist()
        self.batches: list[bool] = [bool(node["batch"] > 0) for node in nodes]
        self.setup_option: list[int] = nodes["setup_option"].tolist()
        self.fifo = [self._in_order(n) for n in range(self.size)]
        self._paths: dict[tuple[int, int], list[int] | None] = {}
        self._upstream: dict[int, list[int]] = {}
        self._takers: dict[int, int] = {}

    # --- made once

    def _held(self, n: int) -> str:
        kind = self.index.node_kinds[n]
        if kind.exit:
            return "exit"
        place = n in self.index.place_names or n in self.index.cranes.values()
        return kind.holds if place else ""

    def _ways(self) -> None:
        """Who follows whom, with the zones of lines in place of the lines."""
        pools = set(self.program.flow.pools.values())
        self.after: list[list[int]] = [[] for _ in range(self.size)]
        self.before: list[list[int]] = [[] for _ in range(self.size)]
        for n in range(self.size):
            if not self.is_place[n] or n in pools or self.holds[n] == "zone":
                continue
            joined = {last for last, *_ in self._joins(n)}
            for giver in (one for one in self.index.givers(n) if one not in joined):
                self._way(self.zones.get(giver, [giver])[-1], self.zones.get(n, [n])[0])
        for node, name in enumerate(self.holds):
            if name == "source":
                first = int(self.nodes["dest"][node])
                self._way(node, self.zones.get(first, [first])[0])
            routes, count = int(self.nodes["route0"][node]), int(self.nodes["routes"][node])
            for to in self.program.arrays["entries"]["target"][routes : routes + count].tolist():
                if to >= 0 and self.is_place[to] and self.is_place[node]:
                    self._way(node, self.zones.get(to, [to])[0])
        for zones in self.zones.values():
            for one, other in pairwise(zones):
                self._way(one, other)
        self.onward = [self._onward(n) for n in range(self.size)]

    def _way(self, one: int, other: int) -> None:
        if other >= 0 and self.is_place[one] and self.is_place[other] and other not in self.after[one]:
            self.after[one].append(other)
            self.before[other].append(one)

    def _onward(self, n: int) -> int:
        """The next place along the line."""
        if n in self.line_of:
            zones = self.zones[self.line_of[n]]
            if n != zones[-1]:
                return zones[zones.index(n) + 1]
            n = self.line_of[n]
        dest = int(self.nodes["dest"][n])
        if dest < 0 or not self.is_place[dest]:
            return -1
        first = self.zones.get(dest, [dest])[0]
        last = self.zones.get(n, [n])[-1]
        return first if first in self.after[last] else -1

    def _cap(self, n: int) -> int:
        held = self.holds[n]
        if held == "zone":
            return 1
        if held == "servers":
            return max(1, int(self.nodes["res"][n])) * max(1, int(self.nodes["batch"][n]))
        return min(int(self.nodes["cap"][n]), _ENDLESS) if held in ("queue", "belt", "behind") else _ENDLESS

    def _least(self, n: int) -> float:
        """The least time that a job spends in a place, s: no route or option makes it shorter."""
        node, arrays = self.nodes[n], self.program.arrays
        if self.holds[n] == "belt":
            return float(node["transit"])
        if self.holds[n] == "zone":
            line = arrays["lines"][int(self.nodes["row"][self.line_of[n]])]
            return float(line["takt"])
        if self.holds[n] != "servers" or node["unequal"]:
            return 0.0
        dists = [int(node["dist"])]
        if node["by_option"] >= 0:
            at = int(node["by_option"])
            sizes = int(arrays["ints"][int(arrays["world"]["sizes0"][0]) + at])
            dists = arrays["ints"][int(node["by0"]) : int(node["by0"]) + sizes].tolist()
        return min((_shortest(arrays["dists"][d]) for d in dists if d >= 0), default=0.0)

    def _at_once(self, n: int) -> int:
        """Jobs that can come together: into as many servers, or out of a batch before."""
        servers = [one for one in (n, *self.before[n]) if self.holds[one] == "servers"]
        return max((self.cap[one] for one in servers), default=1)

    def _paces(self) -> list[float]:
        """Least time between jobs that come: that of the work here, or of the quickest that gives jobs; 0: not known.

        Of random work that can be as short as you like, a part of the mean.
        """
        own = [self.least[n] or (self.mean_work(n, None) or 0.0) / _SHORTER for n in range(self.size)]

        def pace(n: int, steps: int) -> float:
            if own[n] or not steps:
                return own[n]
            found = [pace(one, steps - 1) / self.at_once[one] for one in self.before[n]]
            return min(found, default=0.0)

        return [pace(n, 3) for n in range(self.size)]

    def _exits(self) -> list[int]:
        """The exit of each place: the one that follows, or the only one of the plant."""
        exits = [n for n in range(self.size) if self.holds[n] == "exit"]
        only = exits[0] if len(exits) == 1 else -1
        return [next((to for to in self.after[n] if self.holds[to] == "exit"), only) for n in range(self.size)]

    def _names(self) -> tuple[dict[str, int], dict[tuple[str, int], int]]:
        flow = self.program.flow
        nodes = {
            where.element: n for n, where in flow.node_where.items() if self.is_place[n] and self.holds[n] != "source"
        }
        nodes |= {where.element: n for n, where in flow.node_where.items() if self.holds[n] == "exit"}
        nodes |= {name: n for name, n in self.index.places.items() if name not in nodes}
        resources = {
            (where.element, where.server or 1): i
            for i, where in flow.resource_where.items()
            if where.element is not None
        }
        return nodes, resources

    def _calls(self, n: int) -> list[tuple[int, int, int, int]]:
        """Source, quantity and condition of each call of jobs."""
        first, count = int(self.nodes["call0"][n]), int(self.nodes["calls"][n])
        rows = self.program.arrays["entries"][first : first + count]
        return [
            (int(row["target"]), int(row["amount"]), int(row["cond0"]), int(row["conds"]))
            for row in rows
            if row["source"] < 0
        ]

    def _joins(self, n: int) -> list[tuple[int, int, int, int]]:
        """Last place of the sub-line, quantity and condition of each join."""
        first, count = int(self.nodes["join0"][n]), int(self.nodes["joins"][n])
        rows = self.program.arrays["entries"][first : first + count]
        return [(int(row["target"]), int(row["amount"]), int(row["cond0"]), int(row["conds"])) for row in rows]

    def _released_ahead(self) -> dict[int, int]:
        """Stream (resource) -> the place in which its released jobs wait before their line."""
        found: dict[int, int] = {}
        resources, ints = self.program.arrays["resources"], self.program.arrays["ints"]
        for i in self.streams.values():
            given = resources[i]
            for source in ints[given["sources0"] : given["sources0"] + given["sources"]].tolist():
                if int(self.nodes["stream"][source]) == k.ONLY_CALLED:
                    found.setdefault(i, source)
        return found

    def _in_order(self, n: int) -> bool:
        """Whether jobs leave a place in the order in which they came, whoever takes them."""
        held = self.holds[n]
        if held in ("belt", "zone"):
            return True
        picked = any(int(self.nodes["traits"][self.line_of.get(to, to)]) & k.PICKED for to in self.after[n])
        return held in ("queue", "behind") and int(self.nodes["rule"][n]) == k.FIFO and not picked

    # --- asked

    def moving(self, i: int) -> frozenset[int]:
        """The states in which the clock of a resource goes on: of its work, or of the movement of a belt or line."""
        node = self.node_of_resource[i]
        if node < 0 or self.index.node_kinds[node].holds != "belt":
            return _AT_WORK
        if node not in self.zones and not self.nodes["accumulating"][node]:
            return _MOVES
        return _ON

    def path(self, one: int, other: int) -> list[int] | None:
        """The places on the shortest way from one to another, the last included; None where there is none."""
        key = (one, other)
        if key not in self._paths:
            self._paths[key] = self._search(one, other)
        return self._paths[key]

    def _search(self, one: int, other: int) -> list[int] | None:
        came: dict[int, int] = {}
        todo = deque([one])
        while todo:
            node = todo.popleft()
            for after in self.after[node]:
                if after not in came:
                    came[after] = node
                    if after == other:
                        way = [after]
                        while (node := came[way[-1]]) != one:
                            way.append(node)
                        return way[::-1]
                    todo.append(after)
        return None

    def upstream(self, node: int) -> list[int]:
        """The places before a place, the nearest first."""
        if node not in self._upstream:
            seen, todo = [node], deque([node])
            while todo:
                for before in self.before[todo.popleft()]:
                    if before not in seen:
                        seen.append(before)
                        todo.append(before)
            self._upstream[node] = seen[1:]
        return self._upstream[node]

    def taker(self, node: int) -> int:
        """The place where the job of a sub-line becomes a part of another; -1 where it is in no sub-line."""
        if node not in self._takers:
            self._takers[node] = next(
                (
                    self.zones.get(n, [n])[0]
                    for n, rows in self.joins.items()
                    for last, *_ in rows
                    if last == node or self.path(node, last) is not None
                ),
                -1,
            )
        return self._takers[node]

    def holds_for(self, cond0: int, conds: int, values: list[int] | None) -> bool:
        """Whether a condition holds for a job with these options; of an unknown option it is taken to."""
        ints = self.program.arrays["ints"]
        for at in range(cond0, cond0 + 2 * conds, 2):
            option, mask = int(ints[at]), int(ints[at + 1])
            known = values is not None and option < len(values) and values[option] >= 0
            if known and not (mask >> values[option]) & 1:  # type: ignore[index]
                return False
        return True

    def mean_work(self, n: int, values: list[int] | None) -> float | None:
        """Work time at a place, s, where it is known; None where it is random, or depends on what is not known."""
        node, arrays = self.nodes[n], self.program.arrays
        dist, by = int(node["dist"]), int(node["by_option"])
        if by >= 0:
            if values is None or by >= len(values) or values[by] < 0:
                return None
            dist = int(arrays["ints"][int(node["by0"]) + values[by]])
        if dist < 0:
            return None
        record: Any = arrays["dists"][dist]
        return float(record["mean"]) if np.isfinite(record["mean"]) else None


def _shortest(dist: Any) -> float:
    """The shortest time of a distribution, s."""
    kind = int(dist["kind"])
    if kind in TABLES:
        return float(dist["b"])
    return float(dist["a"]) if kind in (k.CONSTANT, k.UNIFORM, k.TRIANGULAR) else 0.0
