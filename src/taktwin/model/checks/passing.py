"""Buffers without a place: what is said of them must have a meaning for the line without them."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.references import worked_of
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.passing import only_passed
from taktwin.model.text.tree import Path_


def check_passing(found: Findings) -> None:
    """Lines of nothing else, points at them, and references to those that end a line."""
    last: set[str] = set()
    for shop, name, line in found.model.all_lines():
        path: Path_ = ("shops", shop, "lines", name, "flow")
        if line.flow and all(only_passed(element) for element in line.flow):
            found.error(
                path,
                Phrase("no element of this line has a place"),
                Phrase("give a buffer of it a capacity, or leave it out"),
            )
        for place, element in enumerate(line.flow):
            if only_passed(element):
                if element.point is not None:
                    message = Phrase("a buffer without a place is never entered, so no point can be noted there")
                    found.error((*path, place, "point"), message, Phrase("put `point` at the element behind it"))
                if all(only_passed(other) for other in line.flow[place:]):
                    last.add(element.name)
    if not last:
        return
    for shop, name, line in found.model.all_lines():
        path = ("shops", shop, "lines", name)
        _refuse(found, (*path, "to"), line.to, last)
        if line.call is not None:
            _refuse(found, (*path, "call", "at"), line.call.at, last)
        for place, element in enumerate(line.flow):
            at: Path_ = (*path, "flow", place)
            for inner, worked in [(at, element)] if isinstance(element, Lift) else worked_of(at, element):
                for number, route in enumerate(worked.routes):
                    _refuse(found, (*inner, "routes", number, "to"), route.to, last)
                    _refuse(found, (*inner, "routes", number, "full"), route.elsewhere, last)


def _refuse(found: Findings, path: Path_, name: str | None, last: set[str]) -> None:
    if name in last:
        message = Phrase('"{name}" has no place and ends its line, so nothing can be sent there', name=name)
        found.error(path, message, Phrase("name the place behind it, or give it a capacity"))
