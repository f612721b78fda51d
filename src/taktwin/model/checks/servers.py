"""Servers that differ: somebody takes every job, and who picks jobs can look at those that wait."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.checks.references import values, worked_of
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.server import Server
from taktwin.model.nouns.station import Station
from taktwin.model.nouns.store import Store
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_

#: So many combinations of values are looked through, at most.
_MOST = 10_000


def check_servers(found: Findings, graph: FlowGraph) -> None:
    """Check the servers of all stations."""
    before: dict[Node, list[Node]] = {}
    for node, onward in graph.next.items():
        for other in onward:
            before.setdefault(other, []).append(node)
    for node, element in graph.elements.items():
        path: Path_ = ("shops", node[0], "lines", node[1], "flow", node[2])
        for inner, worked in worked_of(path, element):
            servers = worked.server_list
            if any(server.when for server in servers):
                _before(found, (*inner, "servers"), graph, node, before.get(node, []))
                _all_taken(found, (*inner, "servers"), element.name, servers)


def _before(found: Findings, path: Path_, graph: FlowGraph, node: Node, before: list[Node]) -> None:
    elements = [graph.elements[one] for one in before]
    wrong = next((one for one in elements if not isinstance(one, Buffer | Store | Station)), None)
    source = node[2] == 0 and found.model.shops[node[0]].lines[node[1]].start_kind is not None
    if wrong is not None or source:
        what = (
            Phrase('the {kind} "{name}"', kind=wrong.kind, name=wrong.name)
            if wrong is not None
            else Phrase("the start of the line")
        )
        message = Phrase(
            "a server that does not take all jobs chooses among those that wait, but {what} gives only the first",
            what=what,
        )
        found.error(path, message, Phrase("put a buffer before the station"))


def _all_taken(found: Findings, path: Path_, name: str, servers: Sequence[Server]) -> None:
    """Warn of jobs that no server takes."""
    options = sorted({option for server in servers for option in server.when})
    known = [values(found, option) for option in options]
    for at, combination in enumerate(product(*known)):
        if at > _MOST:
            return
        job = dict(zip(options, combination, strict=True))
        if not any(all(job[option] in wanted for option, wanted in server.when.items()) for server in servers):
            shown = ", ".join(f"{option} {value}" for option, value in job.items())
            message = Phrase('no server of "{name}" takes a job with {options}', name=name, options=shown)
            found.warn(path, message, Phrase("add a server for it; where such jobs never come here, all is well"))
            return
