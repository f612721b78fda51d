"""Ways through a guide path: the shortest and some alternatives for each pair of points, and what waits for what."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable
from itertools import pairwise

from taktwin.kernel.base.state import LONGEST_WAY
from taktwin.model.nouns.fleets.guidepath import Edge

#: Alternatives for each pair of points, the shortest included.
CHOICES = 3
#: A way found is made so much longer before the next one is looked for.
_PENALTY = 2.0

Arc = tuple[int, int]  # (zone, point at its end)
Route = tuple[tuple[int, int], ...]  # (zone, point at its start), one after the other


class Ways:
    """Shortest ways between points; zones are numbered as the edges."""

    def __init__(self, edges: list[Edge], points: dict[str, int], seconds: list[float]) -> None:
        self.seconds = seconds
        self.arcs: list[list[Arc]] = [[] for _ in points]
        for zone, edge in enumerate(edges):
            a, b = points[edge.start], points[edge.end]
            self.arcs[a].append((zone, b))
            if edge.two_way:
                self.arcs[b].append((zone, a))

    def routes(self, start: int, end: int) -> list[Route]:
        """The quickest way and some others, each at most `LONGEST_WAY` times as long; [()] from a point to itself."""
        if start == end:
            return [()]
        found: list[Route] = []
        weights = list(self.seconds)
        for _ in range(CHOICES):
            route = self._quickest(start, end, weights)
            if route is None or route in found:
                break
            if found and self.time(route) > LONGEST_WAY * self.time(found[0]):
                break
            found.append(route)
            for zone, _ in route:
                weights[zone] *= _PENALTY
        return found

    def time(self, route: Route) -> float:
        """Seconds for a route, if nobody is in the way."""
        return sum(self.seconds[zone] for zone, _ in route)

    def _quickest(self, start: int, end: int, weights: list[float]) -> Route | None:
        """Dijkstra's way; of equally quick ones that of the lower zone numbers."""
        best = [math.inf] * len(self.arcs)
        came: dict[int, tuple[int, int]] = {}
        best[start] = 0.0
        heap = [(0.0, start)]
        while heap:
            time, point = heapq.heappop(heap)
            if point == end:
                break
            if time > best[point]:
                continue
            for zone, onward in self.arcs[point]:
                later = time + weights[zone]
                if later < best[onward]:
                    best[onward] = later
                    came[onward] = (zone, point)
                    heapq.heappush(heap, (later, onward))
        if not math.isfinite(best[end]):
            return None
        route: list[tuple[int, int]] = []
        point = end
        while point != start:
            route.append(came[point])
            point = came[point][1]
        return tuple(reversed(route))


def clusters(zones: int, routes: Iterable[Route]) -> tuple[list[int], list[bool]]:
    """Cluster of each zone, and whether each cluster is a ring.

    Zones belong to one cluster if each can be reached from the other by zones that follow each other on some route
    (strong components); in a ring each zone has one follower within the cluster. Clusters are numbered by their first
    zone.
    """
    follows: list[set[int]] = [set() for _ in range(zones)]
    for route in routes:
        for (one, _), (other, _) in pairwise(route):
            follows[one].add(other)
    component = _components(follows)
    number: dict[int, int] = {}
    cluster = [number.setdefault(c, len(number)) for c in component]
    ring = [True] * len(number)
    for zone, others in enumerate(follows):
        if sum(cluster[other] == cluster[zone] for other in others) > 1:
            ring[cluster[zone]] = False
    return cluster, ring


def _components(follows: list[set[int]]) -> list[int]:
    """Strong components (Kosaraju): any number that is the same for the zones of one component."""
    order: list[int] = []
    seen = [False] * len(follows)
    for first in range(len(follows)):
        if seen[first]:
            continue
        seen[first] = True
        stack = [(first, iter(sorted(follows[first])))]
        while stack:
            zone, rest = stack[-1]
            onward = next((z for z in rest if not seen[z]), None)
            if onward is None:
                order.append(zone)
                stack.pop()
            else:
                seen[onward] = True
                stack.append((onward, iter(sorted(follows[onward]))))
    back: list[set[int]] = [set() for _ in follows]
    for zone, others in enumerate(follows):
        for other in others:
            back[other].add(zone)
    component = [-1] * len(follows)
    for first in reversed(order):
        todo = [first] if component[first] < 0 else []
        while todo:
            zone = todo.pop()
            if component[zone] < 0:
                component[zone] = first
                todo += [z for z in back[zone] if component[z] < 0]
    return component
