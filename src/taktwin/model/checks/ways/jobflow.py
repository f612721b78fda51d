"""The mean flow of jobs through a plant, by variant."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from taktwin.model.checks.flowgraph import Node
from taktwin.model.checks.ways.variants import Variant, When
from taktwin.model.checks.ways.ways import Ways
from taktwin.model.nouns.station import Station

Flow = dict[Node, float]


@dataclass
class Traffic:
    """The flow of jobs.

    ``parts``: jobs a second that enter each place, for each variant, all copies of a shop together; ``limit`` names the
    place that sets the pace of a line that starts jobs whenever there is room, and is None where an interval does.
    ``copies``: how many copies of a shop run beside each other, where there are several.
    """

    ways: Ways
    copies: dict[str, float] = field(default_factory=dict)
    parts: list[tuple[Variant, Flow]] = field(default_factory=list)
    limit: str | None = None

    def flow(self, node: Node) -> float:
        """Jobs a second that enter a place."""
        return math.fsum(flow.get(node, 0.0) for _, flow in self.parts)

    def share(self, node: Node, when: When) -> float:
        """Share of the jobs at a place that fulfil a condition."""
        total = self.flow(node)
        held = math.fsum(flow.get(node, 0.0) * variant.chance(when) for variant, flow in self.parts)
        return held / total if total > 0 else 0.0

    def mean_cycle(self, node: Node, station: Station) -> float:
        """Mean time of work for one job at a station, s."""
        total = self.flow(node)
        time = math.fsum(flow.get(node, 0.0) * variant.mean(station.cycle) for variant, flow in self.parts)
        return time / total if total > 0 else 0.0

    def values(self, node: Node, option: str) -> dict[str, float]:
        """Value of an option -> share of the jobs at a place."""
        found: dict[str, float] = {}
        total = self.flow(node)
        for variant, flow in self.parts:
            for value, share in variant.options.get(option, {}).items():
                found[value] = found.get(value, 0.0) + share * flow.get(node, 0.0) / total if total > 0 else 0.0
        return found
