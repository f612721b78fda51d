"""The flow of jobs: starts, ends, sub-lines, transports and unreachable elements."""

from __future__ import annotations

from taktwin.model.checks.batches import check_batches
from taktwin.model.checks.carriers import check_carriers
from taktwin.model.checks.contents import check_contents
from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.checks.joining.joins import check_joins
from taktwin.model.checks.joining.matched import check_matched
from taktwin.model.checks.merges import check_merges
from taktwin.model.checks.references import worked_of
from taktwin.model.checks.routing.linecopies import check_line_copies
from taktwin.model.checks.routing.outlets import check_outlets
from taktwin.model.checks.routing.routes import check_routes
from taktwin.model.checks.routing.sequence import check_sequence_kept
from taktwin.model.checks.servers import check_servers
from taktwin.model.checks.splits import check_splits
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.passing import only_passed
from taktwin.model.text.tree import Path_
from taktwin.model.values.spelt import qualified


def _path(node: Node) -> Path_:
    shop, line, place = node
    return ("shops", shop, "lines", line, "flow", place)


def check_flow(found: Findings) -> None:
    """Check the flow of a model."""
    graph = found.graph
    joined = check_joins(found)
    _calls(found)
    _reachable(found, graph)
    _ends(found, graph, joined)
    _fetching(found, graph)
    check_line_copies(found)
    check_routes(found, graph)
    check_sequence_kept(found, graph)
    check_merges(found, graph)
    check_outlets(found, graph)
    check_servers(found, graph)
    check_batches(found, graph)
    check_splits(found, graph)
    check_carriers(found, graph)
    check_contents(found, graph)
    check_matched(found, graph)
    _copies(found)


def _calls(found: Findings) -> None:
    """No line calls itself, nor do several in a circle, through other plants included."""
    called: dict[tuple[str, str, str], tuple[str, str, str]] = {}
    for plant, one in found.plants.items():
        for shop, name, line in one.model.all_lines():
            caller = one.element(line.call.at) if line.call is not None else None
            if line.call is None or caller is None:
                continue
            at = caller[1]
            if caller[0] is one and at[:2] == (shop, name):
                if one is found:
                    message = Phrase('"{at}" is an element of this line itself', at=line.call.at)
                    remedy = Phrase("name an element of the line that calls")
                    found.error(("shops", shop, "lines", name, "call", "at"), message, remedy)
                continue
            called[plant, shop, name] = caller[0].model.name, *at[:2]
    for line, first in called.items():
        seen, caller = [line], first
        while caller in called and caller not in seen:
            seen.append(caller)
            caller = called[caller]
        if caller == line:
            if line[0] == found.model.name:
                plants = {one[0] for one in seen}
                names = [one[2] if len(plants) == 1 else qualified(one[0], one[2]) for one in seen]
                found.error(
                    ("shops", line[1], "lines", line[2], "call", "at"),
                    Phrase("these calls go round in a circle: {names}", names=" - ".join(names)),
                    Phrase("start one of the lines otherwise"),
                )
            return


def _starts(found: Findings) -> list[Node]:
    return [(shop, name, 0) for shop, name, line in found.model.all_lines() if line.start_kind is not None]


def _reachable(found: Findings, graph: FlowGraph) -> None:
    starts = _starts(found)
    if not starts and not graph.elements and any(True for _ in found.model.all_cells()):
        return  # it makes parts, and nothing else
    if not starts:
        found.error(
            ("shops",),
            Phrase("no line has a start, so no job ever enters the plant"),
            Phrase("give a line `orders: STREAM`, `call:` or `endless: true`"),
        )
        return
    reached = graph.reach(starts)
    told: set[tuple[str, str]] = set()
    for node, element in graph.elements.items():
        if node in reached or node[:2] in told:
            continue
        told.add(node[:2])
        whole = not any(one in reached for one in graph.elements if one[:2] == node[:2])
        if whole:
            path: Path_ = ("shops", node[0], "lines", node[1])
            remedy = Phrase(
                "give it a start (`orders`, `call`, `endless`), or lead jobs into it with a `to` or a route"
            )
            found.error(path, Phrase("no job can reach this line"), remedy)
        else:
            message = Phrase('no job can reach the {kind} "{name}"', kind=element.kind, name=element.name)
            found.error(
                _path(node),
                message,
                Phrase("lead jobs to it with a `to` or a route, or lower the shares that leave before it"),
            )


def _ends(found: Findings, graph: FlowGraph, joined: set[tuple[str, str]]) -> None:
    main: list[Node] = []
    other: list[Node] = []
    for shop, name, line in found.model.all_lines():
        if line.start_kind is not None:
            (main if line.start_kind == "orders" else other).append((shop, name, 0))
    carries_main = {node[:2] for node in graph.reach(main)}
    carries_other = {node[:2] for node in graph.reach(other)}
    for shop, name, line in found.model.all_lines():
        last = (shop, name, len(line.flow) - 1)
        if line.to is not None or (shop, name) in joined or (shop, name) in carries_main or last not in graph.ends:
            continue
        if (shop, name) in carries_other:
            remedy = Phrase(
                "join it at a station (`joins: [{line: ...}]`), lead it on with `to`, or start it with `orders`"
            )
            found.error(("shops", shop, "lines", name), Phrase("the jobs of this sub-line are never joined"), remedy)
    for start in [*main, *other]:
        if not graph.reach([start]) & graph.ends:
            path: Path_ = ("shops", start[0], "lines", start[1])
            found.error(
                path,
                Phrase("the jobs that start here can never leave the plant"),
                Phrase("lead a route or a line out of the loop"),
            )


def _fetching(found: Findings, graph: FlowGraph) -> None:
    """Transports and lifts come for a job that waits for them, so it must have a place where it waits."""
    for node, element in graph.elements.items():
        if not isinstance(element, Transport | Lift):
            continue
        line = found.model.shops[node[0]].lines[node[1]]
        if all(only_passed(other) for other in line.flow[: node[2]]) and line.start_kind is not None:
            message = Phrase(
                'the {kind} "{name}" is the first element of a line with a start', kind=element.kind, name=element.name
            )
            found.error(_path(node), message, Phrase("put a buffer or a station before it"))
        for other in graph.givers(node) if isinstance(element, Transport) else ():
            if isinstance(graph.elements[other], Transport):
                message = Phrase(
                    'the transport "{name}" follows the transport "{name2}"',
                    name=element.name,
                    name2=graph.elements[other].name,
                )
                found.error(_path(node), message, Phrase("put a buffer, conveyor, store or station between them"))


def _copies(found: Findings) -> None:
    """References from shared shops into copied ones would be ambiguous."""
    streams = found.model.streams
    if streams is None or streams.count.value <= 1:
        return
    copied = set(streams.shops)
    remedy = Phrase("add this shop to `streams: {shops: [...]}`, or lead elsewhere")
    for shop, name, line in found.model.all_lines():
        if shop in copied:
            continue
        path: Path_ = ("shops", shop, "lines", name)
        wanted: list[tuple[Path_, str]] = [((*path, "to"), line.to)] if line.to is not None else []
        if line.call is not None:
            wanted.append(((*path, "call", "at"), line.call.at))
        for place, element in enumerate(line.flow):
            at: Path_ = (*path, "flow", place)
            if isinstance(element, SplitStation):
                wanted += [((*at, "into", k, "line"), part.line) for k, part in enumerate(element.into)]
            for inner, worked in [(at, element)] if isinstance(element, Lift) else worked_of(at, element):
                for k, route in enumerate(worked.routes):
                    wanted.append(((*inner, "routes", k, "to"), route.to))
                    if route.elsewhere is not None:
                        wanted.append(((*inner, "routes", k, "full"), route.elsewhere))
                wanted += [((*inner, "joins", k, "line"), join.line) for k, join in enumerate(worked.joins)]
        for where, reference in wanted:
            target = found.names.target(reference, shop)
            if target is not None and target.shop in copied:
                found.error(
                    where,
                    Phrase(
                        '"{reference}" exists in each stream, and this shop is outside the streams', reference=reference
                    ),
                    remedy,
                )
