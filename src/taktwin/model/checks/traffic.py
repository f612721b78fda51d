"""Mean flow of jobs through each station, from the orders, routes and calls alone: for rules of thumb before a run."""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktwin.model.checks.flowgraph import FlowGraph, Node, flow_graph
from taktwin.model.nouns.orders import OrderStream
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.spelt.expand import expand
from taktwin.model.text.names import Names
from taktwin.model.values.quantity import Quantity
from taktwin.model.values.timeby import TimeBy

Shares = dict[str, Quantity]


@dataclass
class Traffic:
    """The flow of jobs.

    ``flow``: jobs a second that enter each station (all streams together); ``limit`` names the slowest station where
    the orders have no interval, and is None where an interval sets the pace.
    """

    model: PlantModel
    flow: dict[str, float]
    stations: dict[str, tuple[str, Station]]
    limit: str | None


class Mix:
    """Shares of the products and of their options."""

    def __init__(self, model: PlantModel, shares: Shares) -> None:
        self._parts: list[tuple[float, str | None, dict[str, Shares]]] = []
        for product, share in shares.items():
            own = model.products[product].options if product in model.products else {}
            self._parts.append((share.value, product, {**model.options, **own}))
        if not self._parts:
            self._parts.append((1.0, None, dict(model.options)))

    def share(self, when: dict[str, list[str]]) -> float:
        """Share of the jobs that fulfil a condition."""
        total = 0.0
        for share, product, options in self._parts:
            weight = share
            for option, wanted in when.items():
                if option == "product":
                    weight *= 1.0 if product in wanted else 0.0
                else:
                    weight *= sum(part.value for value, part in options.get(option, {}).items() if value in wanted)
            total += weight
        return total

    def mean_cycle(self, station: Station) -> float:
        """Mean time of work for one job, in s."""
        cycle = station.cycle
        if not isinstance(cycle, TimeBy):
            return cycle.mean
        total, rest = 0.0, 1.0
        for value, time in cycle.values.items():
            part = self.share({cycle.by: [value]})
            total, rest = total + part * time.mean, rest - part
        return total + (max(rest, 0.0) * cycle.default.mean if cycle.default is not None else 0.0)


def the_mix(model: PlantModel) -> Mix | None:
    """The mix of the orders (the first period); None where files or several mixes leave it open."""
    used = [model.orders[line.orders] for _, _, line in model.all_lines() if line.orders in model.orders]
    if any(stream.file is not None for stream in used):
        return None
    mixes = [stream.mix[0].shares if stream.mix else {} for stream in used]
    return Mix(model, mixes[0] if mixes else {}) if all(mix == mixes[0] for mix in mixes) else None


def copies(model: PlantModel, shop: str) -> float:
    """How many copies of a shop run beside each other."""
    streams = model.streams
    return streams.count.value if streams is not None and shop in streams.shops else 1.0


def on_shift(model: PlantModel, shop: str, calendar: str | None, continuous: bool) -> float:
    """Share of the week that a resource is on shift."""
    name = calendar if calendar is not None else model.shops[shop].calendar
    if continuous or name is None:
        return 1.0
    return model.calendars[name].hours_per_week() / 168.0


def traffic(model: PlantModel) -> tuple[Traffic, Mix] | None:
    """The flow of jobs, None where it does not follow from the model alone."""
    mix = the_mix(model)
    if mix is None:
        return None
    flat = expand(model.model_copy(update={"streams": None}))
    names = Names(flat)
    graph = flow_graph(flat, names)
    base, open_starts = _sources(flat)
    if len(open_starts) > 1 or (open_starts and base):
        return None
    for node in open_starts:
        base[node] = 1.0
    flow = _solve(flat, names, graph, mix, base) if base else None
    if flow is None:
        return None
    stations = {one.name: (shop, one) for shop, _, _, one in flat.all_elements() if isinstance(one, Station)}
    by_name = {graph.elements[node].name: rate for node, rate in flow.items()}
    limit = None
    if open_starts:
        limit, factor = _slowest(model, mix, stations, by_name)
        if limit is None:
            return None
        by_name = {name: rate * factor for name, rate in by_name.items()}
    return Traffic(model, by_name, stations, limit), mix


def _sources(model: PlantModel) -> tuple[dict[Node, float], list[Node]]:
    """Jobs a second at the starts with an interval, and the starts that take whatever there is room for."""
    base: dict[Node, float] = {}
    free: list[Node] = []
    lines_of: dict[str, int] = {}
    for _, _, line in model.all_lines():
        if line.orders is not None:
            lines_of[line.orders] = lines_of.get(line.orders, 0) + 1
    for shop, name, line in model.all_lines():
        stream: OrderStream | None = model.orders.get(line.orders) if line.orders is not None else None
        if stream is not None and stream.interval is not None:
            base[shop, name, 0] = 1.0 / stream.interval.mean / lines_of[line.orders or ""]
        elif stream is not None:
            free.append((shop, name, 0))
    return base, free


def _solve(
    model: PlantModel, names: Names, graph: FlowGraph, mix: Mix, base: dict[Node, float]
) -> dict[Node, float] | None:
    """Flow balance: what enters a node is its source and the shares of the nodes before it (fixed-point iteration)."""
    edges: list[tuple[Node, Node, float]] = []
    for node, element in graph.elements.items():
        rest = 1.0
        if isinstance(element, Station):
            rest -= element.scrap.value
            for route in element.routes:
                part = route.share.value * mix.share(route.when)
                rest -= part
                target = names.target(route.to, node[0])
                if target is not None and target.kind != "scrap":
                    edges.append((node, (target.shop, target.line, target.place), part))
            for join in element.joins:
                line = names.line(join.line, node[0])
                if line is not None and model.shops[line[0]].lines[line[1]].endless:
                    edges.append((node, (*line, 0), join.quantity.value * mix.share(join.when)))
        after = _after(model, names, node)
        if after is not None:
            edges.append((node, after, max(rest, 0.0)))
    for shop, name, line in model.all_lines():
        if line.call is not None and line.call.at in names.elements:
            part = line.call.quantity.value * mix.share(line.call.when)
            edges.append((names.elements[line.call.at], (shop, name, 0), part))
    into: dict[Node, list[tuple[Node, float]]] = {node: [] for node in graph.elements}
    for node, other, part in edges:
        into[other].append((node, part))
    flow = dict.fromkeys(graph.elements, 0.0)
    for _ in range(2000):
        change = 0.0
        for node, before in into.items():  # in plant order, so that a line without loops is right after one pass
            new = base.get(node, 0.0) + sum(flow[other] * part for other, part in before)
            change = max(change, abs(new - flow[node]))
            flow[node] = new
        if change <= 1e-9 * max(flow.values(), default=0.0):
            return flow
    return None


def _after(model: PlantModel, names: Names, node: Node) -> Node | None:
    shop, name, place = node
    line = model.shops[shop].lines[name]
    if place + 1 < len(line.flow):
        return shop, name, place + 1
    target = names.target(line.to, shop) if line.to is not None else None
    return (target.shop, target.line, target.place) if target is not None else None


def _slowest(
    model: PlantModel, mix: Mix, stations: dict[str, tuple[str, Station]], flow: dict[str, float]
) -> tuple[str | None, float]:
    """The station that limits a line without an interval, and the starts a second that it lets through."""
    found, least = None, math.inf
    for name, (shop, station) in stations.items():
        work = flow[name] * mix.mean_cycle(station)
        if work > 0:
            share = on_shift(model, shop, station.calendar, station.continuous)
            rate = station.server_count * copies(model, shop) * share / work
            if rate < least:
                found, least = name, rate
    return found, least
