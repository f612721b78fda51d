"""Split stations: what comes out of jobs goes into lines that begin there."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph
from taktwin.model.checks.references import check_condition, check_cycle, check_quantity
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest

_STARTS = {"orders": Phrase("has orders of its own"), "call": Phrase("is called"), "endless": Phrase("is endless")}


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
                    message = Phrase('several shops have a line "{line}"', line=part.line)
                    found.error(
                        (*inner, "line"),
                        message,
                        Phrase("write SHOP.LINE, such as {shop}.{line}", shop=shops[0], line=part.line),
                    )
                else:
                    found.error(
                        (*inner, "line"),
                        Phrase('there is no line "{line}"', line=part.line),
                        suggest(part.line, found.names.lines),
                    )
                continue
            start = found.model.shops[line[0]].lines[line[1]].start_kind
            if line == (shop, line_name):
                remedy = Phrase("name a line of their own, and lead it where they are needed")
                found.error(
                    (*inner, "line"), Phrase("what comes out of a job cannot go back into its own line"), remedy
                )
            elif start is not None:
                message = Phrase(
                    'the line "{line}" {value}, so nothing else begins there',
                    line=part.line,
                    value=_STARTS.get(start, "has a start"),
                )
                found.error((*inner, "line"), message, Phrase("drop its start, or name another line"))
            elif (shop, line_name, place) in graph.reach([(*line, 0)]):
                message = Phrase(
                    'what comes out into "{line}" comes back here, and ever more comes out of it', line=part.line
                )
                found.error(
                    (*inner, "line"), message, Phrase("lead that line elsewhere, or to a place behind this one")
                )
