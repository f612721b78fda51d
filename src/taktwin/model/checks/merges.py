"""Merges, retrieval rules and inlets of lifts: what they name must lead here, and there must be something to choose."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.merge import Merge
from taktwin.model.nouns.station import Station
from taktwin.model.nouns.store import Store
from taktwin.model.phrase import Phrase
from taktwin.model.text.behind import station_behind
from taktwin.model.text.orderfile import read_orders
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest
from taktwin.model.values.timeby import TimeBy


def check_merges(found: Findings, graph: FlowGraph) -> None:
    """Check the merges of all elements, and the rules that ask for times."""
    for node, element in graph.elements.items():
        path: Path_ = ("shops", node[0], "lines", node[1], "flow", node[2])
        if isinstance(element, Station):
            for number, other in element.exceptions.items():
                if other.merge is not None:
                    message, remedy = (
                        Phrase("stations in a row have one way in"),
                        Phrase("give the `merge` of the entry itself"),
                    )
                    found.error((*path, "except", str(number), "merge"), message, remedy)
        if isinstance(element, Lift):
            _inlets(found, path, element, _givers(found, graph, node))
        if element.merge is not None and isinstance(element, Buffer) and element.capacity.value == 0:
            message = Phrase("a buffer of capacity 0 is only passed, so no jobs meet in it")
            found.error((*path, "merge"), message, Phrase("give the `merge` to the element behind it"))
        elif element.merge is not None:
            _merge(found, (*path, "merge"), element.merge, _givers(found, graph, node))
        if isinstance(element, Buffer | Store) and element.rule.kind == "due":
            _need_due(found, (*path, "rule"))
        if isinstance(element, Buffer | Store) and element.rule.kind == "shortest":
            station = station_behind(found.model, node[0], node[1], element.name)
            if station is None or not isinstance(station.cycle, TimeBy):
                what = (
                    Phrase("there is no station behind it")
                    if station is None
                    else Phrase('"{name}" needs the same for all', name=station.name)
                )
                message = Phrase("`shortest` asks for times that depend on the job, but {what}", what=what)
                found.error((*path, "rule"), message, Phrase("write `fifo`, or give the station a `cycle: {by: ...}`"))


def _inlets(found: Findings, path: Path_, lift: Lift, givers: list[tuple[str, ...]]) -> None:
    """The inlets of a lift are lines or elements that lead there."""
    known = list(dict.fromkeys(name for names in givers for name in names))
    for name in lift.inlets:
        if name not in known:
            found.error(
                (*path, "inlets", name), Phrase('no jobs come here from "{name}"', name=name), suggest(name, known)
            )


def _need_due(found: Findings, path: Path_) -> None:
    """Warn where no order says when it is due."""
    model = found.model
    files = [name for name, stream in model.orders.items() if stream.file is not None or stream._given is not None]
    if not any(order.due is not None for name in files for order in read_orders(model, name)[0]):
        message = Phrase("no order says when it is due, so all go in the order in which they came")
        found.warn(path, message, Phrase("give the order file a column `due`, or drop the rule"))


def _givers(found: Findings, graph: FlowGraph, node: Node) -> list[tuple[str, ...]]:
    """For each place that leads into a node the names that mean it; buffers that are only passed are no places."""
    givers: list[tuple[str, ...]] = []
    for one in graph.givers(node):
        times = max(1, int(found.model.shops[one[0]].lines[one[1]].copies.value)) if one[:2] != node[:2] else 1
        givers += [(graph.elements[one].name, one[1], f"{one[0]}.{one[1]}")] * times
    for shop, line, place in graph.passed_before(node):
        if place == 0 and found.model.shops[shop].lines[line].start_kind is not None:
            givers.append((line, f"{shop}.{line}"))
    return givers


def _merge(found: Findings, path: Path_, merge: Merge, givers: list[tuple[str, ...]]) -> None:
    key = "first" if merge.first else "ratio"
    known = list(dict.fromkeys(name for names in givers for name in names[-2:][:1] + names[:1]))
    if len(givers) < 2:
        only = f'only "{givers[0][0]}" leads here' if givers else "nothing leads here"
        found.error(path, Phrase("there is nothing to merge: {only}", only=only), Phrase("remove the `merge`"))
        return
    if merge.rule is not None:
        _need_due(found, (*path, "rule"))
    for place, name in enumerate(merge.names):
        inner: Path_ = (*path, key, place) if merge.first else (*path, key, name)
        if not any(name in names for names in givers):
            found.error(inner, Phrase('no jobs come here from "{name}"', name=name), suggest(name, known))
        elif merge.names.index(name) < place:
            found.error(inner, Phrase('"{name}" is named twice', name=name), Phrase("name each once"))
    for name, count in (merge.ratio or {}).items():
        if count.value < 1:
            found.error((*path, key, name), Phrase("a turn has one job at least"), Phrase("give a number from 1 on"))
    left = [names[0] for names in givers if not any(name in names for name in merge.names)]
    if merge.ratio and left:
        found.error(
            (*path, key),
            Phrase('the ratio leaves out "{left}", which leads here too', left=left[0]),
            Phrase("add `{left}: 1`", left=left[0]),
        )
