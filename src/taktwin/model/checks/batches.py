"""Batch stations: jobs wait for them in buffers, and enough of them can."""

from __future__ import annotations

import math

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.checks.references import check_cycle, check_option, values
from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.passing import only_passed
from taktwin.model.text.tree import Path_


def check_batches(found: Findings, graph: FlowGraph) -> None:
    """Check all batch stations of a model."""
    for node, element in graph.elements.items():
        if not isinstance(element, Batching):
            continue
        path: Path_ = ("shops", node[0], "lines", node[1], "flow", node[2])
        check_cycle(found, path, element.cycle)
        known = [check_option(found, (*path, "same"), option) for option in element.same]
        room = _before(found, path, graph, node)
        if room is not None and all(known):
            _enough(found, path, element, room)
        if isinstance(element, Delivery):
            _truckload(found, path, graph, node, element)


def _truckload(found: Findings, path: Path_, graph: FlowGraph, node: Node, element: Delivery) -> None:
    """What a truck brings fits the buffer behind it; else it stands there, half unloaded, and brings no more."""
    load = element.most.value
    for other in graph.onward(node):
        behind = graph.elements.get(other)
        if isinstance(behind, Buffer) and not only_passed(behind) and behind.capacity.value < load:
            message = Phrase(
                "a truck brings up to {load:g} jobs, but the buffer {buffer} behind it has room for {room:g} only: the "
                "truck stands there until the rest has room",
                load=load,
                buffer=behind.name,
                room=behind.capacity.value,
            )
            remedy = Phrase(
                "give {buffer} {load:g} places or more, or lower `racks` or `rack`", buffer=behind.name, load=load
            )
            found.warn((*path, element.most_key), message, remedy)


def _before(found: Findings, path: Path_, graph: FlowGraph, node: Node) -> float | None:
    """How many jobs can wait before a batch station; None where they do not wait in buffers."""
    elements = [graph.elements[one] for one in graph.before.get(node, [])]
    leading = [*elements, *(graph.elements[one] for one in graph.closed.get(node, []))]
    wrong = next((one for one in leading if not isinstance(one, Buffer) or only_passed(one)), None)
    source = node[2] == 0 and found.model.shops[node[0]].lines[node[1]].start_kind is not None
    if wrong is None and not source:
        return math.fsum(one.capacity.value for one in elements if isinstance(one, Buffer))
    here = graph.elements[node].kind.replace("_", " ")
    what = (
        Phrase("the start of the line")
        if wrong is None
        else Phrase('the {value} "{name}"', value=wrong.kind.replace("_", " "), name=wrong.name)
    )
    if wrong is not None and only_passed(wrong):
        what = Phrase('the buffer "{name}" has no place, and', name=wrong.name)
        remedy = Phrase("give that buffer as many places as a batch has jobs")
    else:
        remedy = Phrase("put a buffer before the {here}, with as many places as a batch has jobs", here=here)
    message = Phrase(
        "the jobs of a batch wait in a buffer until there are enough of them, but {what} leads here", what=what
    )
    found.error(path, message, remedy)
    return None


def _enough(found: Findings, path: Path_, element: Batching, room: float) -> None:
    """Enough jobs for a batch must be able to wait, also where they are of several sorts."""
    enough = element.begins_with
    field = element.enough_key
    if room < enough:
        told = Phrase(
            "{enough} jobs are needed for a batch, but no more than {room:g} can wait before it",
            enough=enough,
            room=room,
        )
        if element.wait is None:
            remedy = Phrase(
                "give the buffer before it {enough} places, lower `{field}`, or add a `wait`",
                enough=enough,
                field=field,
            )
            found.error((*path, field), Phrase("{told}: it never begins", told=told), remedy)
        else:
            remedy = Phrase(
                "give the buffer before it {n} places, or lower `{field}` to {room:g}", n=enough, field=field, room=room
            )
            found.warn((*path, field), Phrase("{what}: each batch begins only after the `wait`", what=told), remedy)
        return
    if room < element.most.value:
        most = element.most.text
        message = Phrase(
            "a batch has {most} places, but no more than {room:g} jobs can wait before it", most=most, room=room
        )
        field = element.most_key
        remedy = Phrase("give the buffer before it {n} places, or lower `{field}`", n=most, field=field)
        found.warn((*path, field), message, remedy)
    sorts = math.prod(max(1, len(values(found, option))) for option in element.same)
    needed = sorts * (enough - 1) + 1
    if element.wait is None and sorts > 1 and room < needed:
        message = Phrase(
            "this can lock up: {room:g} jobs can wait before it, of {sorts} sorts, and may be too few of each for a "
            "batch of {enough}",
            room=room,
            sorts=sorts,
            enough=enough,
        )
        remedy = Phrase("give the buffer before it {n} places, or add a `wait`", n=needed)
        found.warn((*path, "same"), message, remedy)
