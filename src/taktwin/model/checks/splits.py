"""Split stations: what comes out of jobs goes into lines that begin there."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph
from taktwin.model.checks.references import check_condition, check_cycle, check_quantity
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest

_STARTS = {"orders": "has orders of its own", "call": "is called", "endless": "is endless"}


def check_splits(found: Findings, graph: FlowGraph) -> None:
    """Check all split stations of a model."""
    for shop, line_name, place, element in found.model.all_elements():
        if not isinstance(element, SplitStation):
            continue
        path: Path_ = ("shops", shop, "lines", line_name, "flow", place)
        check_cycle(found, path, element.cycle)
        for number, part in enumerate(element.into):
            inner = (*path, "into", number)
            check_condition(found, (*inner, "when"), part.when)
            check_quantity(found, (*inner, "quantity"), part.quantity)
            line = found.names.line(part.line, shop)
            if line is None:
                shops = found.names.lines.get(part.line, [])
                if shops:
                    message = f'several shops have a line "{part.line}"'
                    found.error((*inner, "line"), message, f"write SHOP.LINE, such as {shops[0]}.{part.line}")
                else:
                    found.error(
                        (*inner, "line"), f'there is no line "{part.line}"', suggest(part.line, found.names.lines)
                    )
                continue
            start = found.model.shops[line[0]].lines[line[1]].start_kind
            if line == (shop, line_name):
                remedy = "name a line of their own, and lead it where they are needed"
                found.error((*inner, "line"), "what comes out of a job cannot go back into its own line", remedy)
            elif start is not None:
                message = f'the line "{part.line}" {_STARTS.get(start, "has a start")}, so nothing else begins there'
                found.error((*inner, "line"), message, "drop its start, or name another line")
            elif (shop, line_name, place) in graph.reach([(*line, 0)]):
                message = f'what comes out into "{part.line}" comes back here, and ever more comes out of it'
                found.error((*inner, "line"), message, "lead that line elsewhere, or to a place behind this one")
