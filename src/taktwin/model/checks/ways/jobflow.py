"""The mean flow of jobs through a plant, by variant."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from taktwin.model.checks.flowgraph import Node
from taktwin.model.checks.ways.variants import Variant, When
from taktwin.model.checks.ways.ways import State, Ways
from taktwin.model.values.timeby import Cycle, TimeBy
from taktwin.model.values.visit import VISIT, visit_named_by

Flow = dict[State, float]


@dataclass
class Traffic:
    """The flow of jobs.

    ``parts``: jobs a second that enter each place, for each variant, all copies of a shop together; ``limit`` names the
    place that sets the pace of a line that starts jobs whenever there is room, and is None where an interval does.
    ``copies``: how many copies of a shop run beside each other, where there are several. ``time``: when the period
    begins, s from the start.
    """

    ways: Ways
    copies: dict[str, float] = field(default_factory=dict)
    parts: list[tuple[Variant, Flow]] = field(default_factory=list)
    limit: str | None = None
    time: float = 0.0

    def flow(self, node: Node) -> float:
        """Jobs a second that enter a place."""
        return math.fsum(flow.get(node, 0.0) for _, flow in self.parts)

    def entering_from(self, node: Node) -> dict[Node, float]:
        """Jobs a second that come into a place from each place before it; those that begin there come from itself."""
        found: dict[Node, float] = {}
        for variant, flow in self.parts:
            for state, rate in flow.items():
                if len(state) == 3 + len(self.ways.counted):
                    for to, part in self.ways.onward(state, variant)[0].items():
                        if to[:3] == node:
                            found[state[:3]] = found.get(state[:3], 0.0) + rate * part
        begun = self.flow(node) - math.fsum(found.values())
        return found | ({node: begun} if begun > 1e-12 or not found else {})

    def share(self, node: Node, when: When) -> float:
        """Share of the jobs at a place that fulfil a condition."""
        total = self.flow(node)
        visits = when.get(VISIT, ())
        held = math.fsum(self.ways.entering(flow, node, visits) * variant.chance(when) for variant, flow in self.parts)
        return held / total if total > 0 else 0.0

    def mean_time(self, node: Node, cycle: Cycle) -> float:
        """Mean of a time of work over the jobs at a place, s."""
        total = self.flow(node)
        if isinstance(cycle, TimeBy) and cycle.by == VISIT:
            states = ((state, rate) for _, flow in self.parts for state, rate in flow.items())
            time = math.fsum(
                rate * _time_of(cycle, self.ways.visit(state))
                for state, rate in states
                if len(state) > 3 and state[:3] == node
            )
        else:
            time = math.fsum(flow.get(node, 0.0) * variant.mean(cycle) for variant, flow in self.parts)
        return time / total if total > 0 else 0.0

    def values(self, node: Node, option: str) -> dict[str, float]:
        """Value of an option -> share of the jobs at a place."""
        found: dict[str, float] = {}
        total = self.flow(node)
        for variant, flow in self.parts:
            for value, share in variant.options.get(option, {}).items():
                found[value] = found.get(value, 0.0) + share * flow.get(node, 0.0) / total if total > 0 else 0.0
        return found


def _time_of(cycle: TimeBy, visit: int) -> float:
    """Mean time of work at a visit, s."""
    text = visit_named_by(list(cycle.values), visit)
    time = cycle.values[text] if text is not None else cycle.default
    return time.mean if time is not None else 0.0
