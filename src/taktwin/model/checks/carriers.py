"""Carriers: where they are taken and given back, and whether jobs can come to wait for each other's."""

from __future__ import annotations

from collections.abc import Iterator

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.checks.references import check_condition
from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.fleets.carrier import Carriers
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.station import WorkPlace
from taktwin.model.phrase import Phrase, chained
from taktwin.model.spelt.passing import only_passed
from taktwin.model.text.orderfile import released_by_file
from taktwin.model.text.tree import Path_


def check_carriers(found: Findings, graph: FlowGraph) -> None:
    """Check the pools of a model; their loops are looked for where nothing is wrong."""
    for name, pool in found.model.carriers.items():
        path: Path_ = ("carriers", name)
        if pool.count.value <= 0:
            found.error((*path, "count"), Phrase("the number of carriers cannot be 0"), Phrase("give a number above 0"))
        if pool.cleaning is not None and pool.cleaning.every.value <= 0:
            message = Phrase("the number of trips between two cleanings cannot be 0")
            found.error((*path, "cleaning", "every"), message, Phrase("give a number above 0, or leave `cleaning` out"))
        check_condition(found, (*path, "when"), pool.when)
        spans = _spans(found, path, pool)
        if spans is not None:
            _ways(found, path, pool, spans, graph)


def _spans(found: Findings, path: Path_, pool: Carriers) -> list[tuple[Path_, Node, Node]] | None:
    """Each span with its path, begin and end; None where one of them names nothing or cannot be."""
    spans: list[tuple[Path_, Node, Node]] = []
    told: set[tuple[str, str]] = set()
    wrong = False
    for number, span in enumerate(pool.all_spans):
        inner = (*path, "spans", number) if pool.spans else path
        known = [found.reference((*inner, "from"), span.from_, found.names.elements, "element")]
        known.append(found.reference((*inner, "to"), span.to, found.names.elements, "element"))
        if not all(known):
            wrong = True
            continue
        if (span.from_, span.to) in told:
            found.error(
                inner,
                Phrase('the span from "{from_}" to "{to}" is there twice', from_=span.from_, to=span.to),
                Phrase("drop one of them"),
            )
        told.add((span.from_, span.to))
        spans.append((inner, found.names.elements[span.from_], found.names.elements[span.to]))
    return None if wrong else spans


def _ways(
    found: Findings, path: Path_, pool: Carriers, spans: list[tuple[Path_, Node, Node]], graph: FlowGraph
) -> None:
    ends = {end for _, _, end in spans}
    for inner, begin, end in spans:
        first, last = graph.elements[begin], graph.elements[end]
        if isinstance(first, Transport | Batching | SplitStation | Lift):
            kind = first.kind.replace("_", " ")
            message = Phrase('carriers cannot be taken on the way into the {kind} "{name}"', kind=kind, name=first.name)
            found.error((*inner, "from"), message, Phrase("name the station, buffer, conveyor or store before it"))
        for key, element in (("from", first), ("to", last)):
            if only_passed(element):
                message = Phrase('the buffer "{name}" has no place, so no job ever enters it', name=element.name)
                found.error((*inner, key), message, Phrase("name the element behind it, or give it a capacity"))
        if end not in inside(graph, begin, ends):
            message = Phrase(
                'no job that takes a carrier at "{name}" comes to "{name2}" with it', name=first.name, name2=last.name
            )
            found.error(
                (*inner, "to"), message, Phrase("name an element that lies behind, before another `to` of the pool")
            )
        if pool.when and _made_on_demand(found, graph, begin):
            message = Phrase(
                'jobs that enter "{name}" are made when there is room: what they are is not known before',
                name=first.name,
            )
            found.error((*path, "when"), message, Phrase("put a buffer before it, or give the orders an `interval`"))
        for _, again, _ in spans:
            if again in graph.next.get(end, []):
                message = Phrase(
                    '"{name}" takes a carrier of the pool from which the job comes', name=graph.elements[again].name
                )
                found.error((*inner, "to"), message, Phrase("make one span of the two"))


def _made_on_demand(found: Findings, graph: FlowGraph, node: Node) -> bool:
    """Whether jobs begin at a node that are made as soon as it has room for them."""
    for shop, name, place in graph.passed_before(node):
        line = found.model.shops[shop].lines[name]
        stream = found.model.orders.get(line.orders or "")
        if place == 0 and line.endless:
            return True
        if place == 0 and stream is not None and stream.interval is None:
            return not released_by_file(found.model, line.orders or "")
    return False


def inside(graph: FlowGraph, begin: Node, ends: set[Node]) -> set[Node]:
    """Where a job can be that takes a carrier at the entry of ``begin`` and gives it back where it leaves ``ends``."""
    seen, stack = {begin}, [begin]
    while stack:
        node = stack.pop()
        for after in graph.onward(node) if node not in ends else []:
            if after not in seen:
                seen.add(after)
                stack.append(after)
    return seen


class _Pools:
    """Where the jobs are that have carriers, and where they wait for more."""

    def __init__(self, found: Findings, graph: FlowGraph) -> None:
        self.found, self.graph = found, graph
        at = found.names.elements
        self.begins = {name: {at[span.from_] for span in pool.all_spans} for name, pool in found.model.carriers.items()}
        self.inside: dict[str, set[Node]] = {}
        for name, pool in found.model.carriers.items():
            ends = {at[span.to] for span in pool.all_spans}
            self.inside[name] = set().union(*(inside(graph, begin, ends) for begin in self.begins[name]))

    def waits(self, name: str) -> Iterator[tuple[str, str]]:
        """Pools for whose carriers jobs wait that have one of this pool, each with the element where they do."""
        own = self.inside[name] - self.begins[name]
        for other, begins in self.begins.items():
            if other != name:
                yield from ((other, self.graph.elements[node].name) for node in sorted(own & begins))
        for node in sorted(self.inside[name]):
            element = self.graph.elements[node]
            for join in element.joins if isinstance(element, WorkPlace) else []:
                line = self.found.names.line(join.line, node[0])
                coming = self._bring(line) if line is not None else set()
                for other, begins in self.begins.items():
                    if coming & begins:
                        yield other, element.name

    def _bring(self, line: tuple[str, str]) -> set[Node]:
        """The places behind which jobs can come to the end of a line."""
        last = (*line, len(self.found.model.shops[line[0]].lines[line[1]].flow) - 1)
        return {node for node in self.graph.elements if last in self.graph.reach([node])}


def warn_of_lock_ups(found: Findings, graph: FlowGraph) -> None:
    """Warn where jobs that have carriers can wait for those of others, which wait for theirs."""
    if not found.model.carriers:
        return
    pools = _Pools(found, graph)
    waits = {name: dict(pools.waits(name)) for name in pools.inside}
    told: set[str] = set()
    for name in waits:
        circle = _circle(waits, name)
        if circle and not told & set(circle):
            told |= set(circle)
            parts = [
                Phrase(
                    'jobs that have one of "{one}" wait at "{place}" for one of "{other}"',
                    one=one,
                    place=waits[one][circle[(at + 1) % len(circle)]],
                    other=circle[(at + 1) % len(circle)],
                )
                for at, one in enumerate(circle)
            ]
            remedy = Phrase("let all jobs take them in one order, or have more than enough")
            found.warn(("carriers", name), Phrase("this can lock up: {why}", why=chained(parts)), remedy)
    for name in pools.inside:
        _warn_of_standing_behind(found, graph, pools, name)


def _circle(waits: dict[str, dict[str, str]], name: str) -> list[str]:
    """The shortest circle of pools, from one of them."""
    came: dict[str, str] = {}
    queue = [name]
    for one in queue:
        for other in waits[one]:
            if other == name:
                circle = [one]
                while circle[-1] != name:
                    circle.append(came[circle[-1]])
                return circle[::-1]
            if other not in came:
                came[other] = one
                queue.append(other)
    return []


def _warn_of_standing_behind(found: Findings, graph: FlowGraph, pools: _Pools, name: str) -> None:
    """A job that has a carrier and comes again must not stand behind one that waits for it."""
    begins = pools.begins[name]
    starts = [(shop, line, 0) for shop, line, one in found.model.all_lines() if one.start_kind is not None]
    without: set[Node] = set()
    stack = [node for node in starts if node not in begins]
    while stack:
        node = stack.pop()
        if node not in without:
            without.add(node)
            stack += [after for after in graph.next.get(node, []) if after not in begins]
    for node in sorted(pools.inside[name] & without):
        element = graph.elements[node]
        endless = isinstance(element, Buffer) and not graph.finite(node)
        if not endless and any(after in begins for after in graph.next.get(node, [])):
            message = Phrase(
                'this can lock up: at "{place}" a job that has one of "{name}" may stand behind one that waits for it',
                place=element.name,
                name=name,
            )
            remedy = Phrase("lead it back behind the take-up, or into an `unlimited` buffer")
            found.warn(("carriers", name), message, remedy)
