"""The flow of jobs that follows from orders, routes and calls alone: for rules of thumb before a run."""

from __future__ import annotations

import math

from taktwin.model.checks.flowgraph import Node
from taktwin.model.checks.ways.capacity import fleets_of, time_taken
from taktwin.model.checks.ways.carriers import carriers_needed
from taktwin.model.checks.ways.jobflow import Flow, Traffic
from taktwin.model.checks.ways.outside import NOTHING, Outside
from taktwin.model.checks.ways.variants import Choices, Variant, asked_options
from taktwin.model.checks.ways.visits import drawn, visits
from taktwin.model.checks.ways.ways import Ways
from taktwin.model.nouns.orders import OrderStream
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.text.orderfile import released_by_file


def traffic(model: PlantModel, outside: Outside = NOTHING) -> list[Traffic]:
    """The flow of jobs of a plant in each period of the mix; empty where it does not follow from the model alone.

    It does not where orders have release times of their own, where several lines start jobs whenever there is room, or
    where it does not of another plant that calls jobs here (``outside``: see `traffic_of_plants`).
    """
    ways = Ways(model, outside.calls)
    streams = model.streams
    copies = dict.fromkeys(streams.shops, streams.count.value) if streams is not None else {}
    paced, free = _starts(ways.model)
    if any(released_by_file(ways.model, name) for name in [*paced, *free]) or len(free) > 1 or (free and paced):
        return []
    if outside.begun is None or (free and outside.begun):
        return []
    choices, asked = Choices(ways.model), list(dict.fromkeys([*asked_options(ways.model), *outside.asked]))
    own = {time for name in [*paced, *free] for time, _ in choices.periods(ways.model.orders[name])}
    found: list[Traffic] = []
    for time in sorted(own | outside.begun.keys()):
        one = Traffic(ways, copies, time=time)
        for name, starts in {**paced, **free}.items():
            stream = ways.model.orders[name]
            share = ways.shifts[stream.calendar] if stream.calendar is not None else 1.0
            rate = stream.mean_batch / len(starts)
            rate = rate * share / stream.interval.mean if stream.interval is not None else rate
            for variant in choices.at(name, time, asked):
                flow = visits(ways, dict.fromkeys(starts, rate * variant.share), variant)
                if flow is None:
                    return []
                one.parts.append((variant, flow))
        for begun in outside.begun_at(time):
            flow = visits(ways, {(*begun.line, 0): begun.rate}, begun.variant)
            if flow is None:
                return []
            one.parts.append((begun.variant, flow))
        released = [variant for variant, _ in one.parts]
        if not _with_endless(one, choices.first()):
            return []
        if free and not _at_the_pace(one, next(iter(free.values())), released):
            return []
        found.append(one)
    return found


def _starts(model: PlantModel) -> tuple[dict[str, list[Node]], dict[str, list[Node]]]:
    """Where the jobs of each stream begin: of streams with an interval, and of those without."""
    paced: dict[str, list[Node]] = {}
    free: dict[str, list[Node]] = {}
    for shop, name, line in model.all_lines():
        stream: OrderStream | None = model.orders.get(line.orders) if line.orders is not None else None
        if stream is not None and line.orders is not None:
            where = paced if stream.interval is not None else free
            where.setdefault(line.orders, []).append((shop, name, 0))
    return paced, free


def _with_endless(one: Traffic, first: Variant) -> bool:
    """Add the jobs drawn from endless lines, and those that these draw. False where there is no end of them."""
    lines = sum(line.endless for _, _, line in one.ways.model.all_lines())
    at = 0
    for _ in range(lines + 1):
        more: Flow = {}
        for variant, flow in one.parts[at:]:
            for node, rate in drawn(one.ways, flow, variant).items():
                more[node] = more.get(node, 0.0) + rate
        at = len(one.parts)
        if not more:
            return True
        flow = visits(one.ways, more, first)
        if flow is None:
            return False
        one.parts.append((first, flow))
    return False


def _at_the_pace(one: Traffic, starts: list[Node], released: list[Variant]) -> bool:
    """Scale the flow to what the line lets through that starts jobs whenever there is room.

    What stands behind a place where any number of jobs can wait holds nobody back: the pace is set by the places before
    it and by the lines that are joined there. In a loop through such a place only the first visit counts, since who
    comes back can be made to wait for ever, unless a `merge` lets him go first. It is the most that is possible: what
    places cost each other is not known.
    """
    busy = _before_endless_room(one, starts, released)
    fleets: dict[str, float] = {}
    most = 0.0
    for node, rate in busy.items():
        load = rate * time_taken(one, node)
        for fleet, time in fleets_of(one, node):
            fleets[fleet] = fleets.get(fleet, 0.0) + rate * time
            load = max(load, fleets[fleet])
        if load > most * (1.0 + 1e-9):  # of equals, but for rounding, the first
            most, one.limit = load, one.ways.elements[node].name
    for name, pool in one.ways.model.carriers.items():
        need = carriers_needed(one, pool)
        if need is not None and need.begins & busy.keys() and need.carriers > most * pool.count.value * (1.0 + 1e-9):
            most, one.limit = need.carriers / pool.count.value, name
    if not 0.0 < most < math.inf:
        return False
    one.parts = [(variant, {node: rate / most for node, rate in flow.items()}) for variant, flow in one.parts]
    return True


def _before_endless_room(one: Traffic, starts: list[Node], released: list[Variant]) -> Flow:
    """Entries into the places that hold back the start, for each job that begins there."""
    ways = one.ways
    onward: dict[Node, set[Node]] = {}
    for variant in released:
        for node, after in ways.reached(starts, variant).items():
            onward.setdefault(node, set()).update(after)
    closed = {node for node in onward if ways.endless_room(node) and not _goes_first(ways, node)} - set(starts)
    first: Flow = {}
    joined: set[Node] = set()
    for variant in released:
        flow = visits(ways, dict.fromkeys(starts, variant.share / len(starts)), variant, closed) or {}
        for node in onward.keys() & flow.keys():
            first[node] = first.get(node, 0.0) + flow[node]
        for at, line, _ in ways.joins(variant):
            if at in onward and flow.get(at, 0.0) > 0:
                joined |= ways.reached([(*line, 0)], variant).keys()
    in_loop = _in_loops(onward, closed)
    found = {node: rate if node in in_loop else one.flow(node) for node, rate in first.items()}
    found |= {node: one.flow(node) for node in joined - found.keys()}
    return {node: found[node] for node in ways.elements if node in found}


def _goes_first(ways: Ways, node: Node) -> bool:
    """Whether what comes out of the line of a place goes before all others where it leads."""
    shop, name, _ = node
    line = ways.model.shops[shop].lines[name]
    target = ways.names.target(line.to, shop) if line.to is not None else None
    if target is None or target.kind == "scrap":
        return False
    merge = getattr(ways.elements[target.shop, target.line, target.place], "merge", None)
    mine = {name, *(element.name for element in line.flow)}
    return merge is not None and merge.first is not None and merge.first[0] in mine


def _in_loops(onward: dict[Node, set[Node]], places: set[Node]) -> set[Node]:
    """The nodes that lie on a way from one of some places back to it."""
    before: dict[Node, set[Node]] = {}
    for node, after in onward.items():
        for other in after:
            before.setdefault(other, set()).add(node)
    return {node for place in places for node in _from(onward, place) & _from(before, place)}


def _from(onward: dict[Node, set[Node]], place: Node) -> set[Node]:
    """The nodes that are reached from a place by one step or more."""
    found: set[Node] = set()
    waiting = [*onward.get(place, ())]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += onward.get(node, ())
    return found
