"""How many carriers the flow of jobs needs in the mean."""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktwin.model.checks.flowgraph import Node
from taktwin.model.checks.ways.capacity import batch_time, ride_time
from taktwin.model.checks.ways.jobflow import Traffic
from taktwin.model.checks.ways.variants import Variant
from taktwin.model.checks.ways.visits import visits
from taktwin.model.checks.ways.worktime import lengthened
from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.fleets.carrier import Carriers
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.station import Worked
from taktwin.model.nouns.store import Store


@dataclass(frozen=True)
class Need:
    """Carriers of a pool that are needed at least, in the mean, and how many jobs a second take one."""

    carriers: float
    rate: float
    begins: frozenset[Node]


def carriers_needed(one: Traffic, pool: Carriers) -> Need | None:
    """By Little's law: jobs a second x the time for which each has a carrier, its way back and cleaning included.

    Of that time only works and travel are known, not waits; so it is the least. None where jobs come again to the
    take-up while they have a carrier: how often one is taken is not known then.
    """
    at = one.ways.names.elements
    ends = {at[span.to] for span in pool.all_spans}
    carriers, rate = 0.0, 0.0
    begins = {at[span.from_] for span in pool.all_spans}
    back = pool.return_.mean
    if pool.cleaning is not None:
        back += pool.cleaning.time.mean / pool.cleaning.every.value
    for variant, flow in one.parts:
        for begin in begins:
            taken = flow.get(begin, 0.0) * variant.chance(pool.when)
            if taken <= 0.0:
                continue
            held = _held(one, begin, ends, taken, variant)
            if held is None:
                return None
            carriers += held + taken * back
            rate += taken
    return Need(carriers, rate, frozenset(begins))


def _held(one: Traffic, begin: Node, ends: set[Node], rate: float, variant: Variant) -> float | None:
    """Jobs of a variant that have a carrier, in the mean, of those that take one at a place."""
    onward = one.ways.reached([begin], variant)
    inside, stack = {begin}, [begin]
    while stack:
        node = stack.pop()
        for after in onward.get(node, ()) if node not in ends else ():
            if after == begin:
                return None
            if after not in inside:
                inside.add(after)
                stack.append(after)
    beyond = {after for end in ends & inside for after in onward.get(end, ())} - inside
    flow = visits(one.ways, {begin: rate}, variant, beyond)
    if flow is None:
        return None
    return math.fsum(flow.get(node, 0.0) * _seconds(one, node) for node in inside)


def _seconds(one: Traffic, node: Node) -> float:
    """Time that a job spends at a place at least, in the mean, s."""
    model, element = one.ways.model, one.ways.elements[node]
    if isinstance(element, Worked):
        return lengthened(model, element.failures, one.mean_time(node, element.cycle))
    if isinstance(element, Batching):
        return batch_time(one, node, element)
    if isinstance(element, Store):
        return lengthened(model, element.failures, element.cycle.mean)
    if isinstance(element, Conveyor):
        return lengthened(model, element.failures, element.transit.value)
    if isinstance(element, Lift):
        return lengthened(model, element.failures, ride_time(one, node, element))
    if isinstance(element, Transport) and element.distance is not None:
        fleet = model.fleets[element.fleet]
        return element.distance.value / fleet.speed.value + fleet.unload.mean
    return 0.0
