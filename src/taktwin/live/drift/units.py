"""What of a model is watched: the laws of the times of each machine, and how often it stops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.setups import matrix_of
from taktwin.live.shadow.network import Network


@dataclass(frozen=True)
class StopRule:
    """How often a resource stops in a state: stops expected for each second at work, and for each second passed.

    ``known``: whether the model knows such stops at all; ``rows``: distributions of their repairs with their weights;
    ``mode``: name of the failure mode where it is one alone, which has a name; None else.
    """

    at_work: float
    passing: float
    known: bool
    rows: tuple[tuple[int, float], ...]
    mode: str | None = None


class Units:
    """The tests of one plant."""

    def __init__(self, network: Network) -> None:
        self.net, self.index = network, network.index
        self.arrays: dict[str, Any] = network.program.arrays
        self.machines = sorted(self.index.machines.values())

    def station(self, i: int) -> bool:
        """Whether the work of a resource is a time that the model says and events tell alone.

        Not of whom people work by hand, who is loaded or checked, begins anew after a failure, or works on batches.
        """
        node = self.net.node_of_resource[i]
        if node < 0 or self.net.holds[node] != "servers" or not self.index.kinds[i].serves:
            return False
        given, resource = self.net.nodes[node], self.arrays["resources"][i]
        by_hand = any(int(given[word]) >= 0 for word in ("load", "inspect", "unload")) or int(given["hands"]) > 0
        return not (by_hand or int(resource["spoils"]) or int(given["batch"]) > 0)

    def _record(self, i: int) -> Any:
        given = self.net.nodes[self.net.node_of_resource[i]]
        return self.arrays["resources"][i] if given["unequal"] else given

    def option(self, i: int) -> int:
        """Column of the option by which the work of a resource differs; -1: by none, -2: by what events do not tell."""
        by = int(self._record(i)["by_option"])
        options = len(self.index.program.options)
        return by if by < options else -2

    def work_row(self, i: int, value: int) -> int:
        """Row of the distribution of its work on jobs with a value of that option; -1: none."""
        record = self._record(i)
        if int(record["by_option"]) < 0:
            return int(record["dist"])
        return int(self.arrays["ints"][int(record["by0"]) + value])

    def values(self, i: int) -> list[str]:
        """Names of the values of the option by which its work differs."""
        by = self.option(i)
        return self.index.options(self.net.node_of_resource[i]).values[by] if by >= 0 else []

    def setup_row(self, i: int, before: int, value: int) -> int:
        """Row of the distribution of a setup from one value to another; -1: none, or a purge, which is not watched."""
        given = self.net.nodes[self.net.node_of_resource[i]]
        if before == value:
            return -1
        pairs = matrix_of(self.arrays, given)
        return int(self.arrays["ints"][pairs[before, value]]) if pairs.size else int(given["setup_dist"])

    def stops(self, i: int) -> dict[int, StopRule]:
        """State of a stop -> how often it comes; not of what does not come by exponential times alone."""
        found: dict[int, StopRule] = {}
        dists, modes = self.arrays["dists"], self.arrays["modes"]
        first = int(self.arrays["resources"]["mode0"][i])
        for state in (k.DOWN, k.MINOR_STOP):
            rows = [modes[first + at] for at in range(len(self.index.modes.get(i, ())))]
            numbers = [at for at, row in enumerate(rows) if int(row["state"]) == state]
            mine = [rows[at] for at in numbers]
            if not mine:
                found[state] = StopRule(0.0, 0.0, False, ())
                continue
            rates = {k.BY_OPERATION: 0.0, k.BY_TIME: 0.0}
            repairs: list[tuple[int, float]] = []
            for row in mine:
                clock, up = int(row["clock"]) & 3, int(row["up"])
                if clock not in rates or int(dists["kind"][up]) != k.EXPONENTIAL:
                    break
                rate = 1.0 / float(dists["a"][up])
                rates[clock] += rate
                repairs.append((int(row["repair"]), rate))
            else:
                entries = self.index.program.flow.failures[i]
                only = entries[numbers[0]] if len(numbers) == 1 else None
                mode = only if isinstance(only, str) else None
                found[state] = StopRule(rates[k.BY_OPERATION], rates[k.BY_TIME], True, tuple(repairs), mode)
        return found

    def count(self) -> dict[str, int]:
        """How many tests there are of each sort."""
        work = sum(max(1, len(self.values(i))) for i in self.machines if self.station(i))
        rules = [rule for i in self.machines for rule in self.stops(i).values()]
        setups = sum(1 for _ in self.setups())
        return {
            "cycle": work,
            "stop": len(rules),
            "time": sum(rule.known for rule in rules) + setups,
            "group": len(self.groups()) + 2 * len(self.modes()),
        }

    def modes(self) -> dict[str, list[tuple[int, int]]]:
        """Name of a failure mode -> resource and state of the stops that are surely of it, where there are several."""
        found: dict[str, list[tuple[int, int]]] = {}
        for i in self.machines:
            for state, rule in self.stops(i).items():
                if rule.mode is not None:
                    found.setdefault(rule.mode, []).append((i, state))
        return {name: members for name, members in found.items() if len(members) > 1}

    def setups(self) -> Iterator[tuple[int, int]]:
        """Resource and row of each distribution of a setup."""
        for i in self.machines:
            node = self.net.node_of_resource[i]
            if node < 0 or not self.index.kinds[i].serves or self.net.setup_option[node] < 0:
                continue
            given = self.net.nodes[node]
            pairs = matrix_of(self.arrays, given)
            rows = self.arrays["ints"][pairs.reshape(-1)] if pairs.size else np.array([given["setup_dist"]])
            yield from ((i, row) for row in sorted(set(rows.tolist())) if row >= 0)

    def groups(self) -> dict[tuple[str, str] | None, list[int]]:
        """Shop and line (None: the whole plant) -> its stations, where there are two or more."""
        found: dict[tuple[str, str] | None, list[int]] = {None: []}
        for i in self.machines:
            where = self.index.program.flow.resource_where[i]
            if self.station(i):
                found[None].append(i)
                if where.shop is not None and where.line is not None:
                    found.setdefault((where.shop, where.line), []).append(i)
        if len(found) == 2:
            del found[None]
        return {key: members for key, members in found.items() if len(members) > 1}
