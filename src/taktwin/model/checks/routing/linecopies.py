"""Lines with copies: what leads to them must say to which, and each needs sub-lines of its own."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.references import worked_of
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_

LineKey = tuple[str, str]


def check_line_copies(found: Findings) -> None:
    """Check the copies of all lines, and what refers to them."""
    model = found.model
    for shop, name, line in model.all_lines():
        if line.copies.value <= 0:
            path = ("shops", shop, "lines", name, "copies")
            found.error(path, Phrase("the number of copies cannot be 0"), Phrase("give a number above 0"))
    copied = {(shop, name): int(line.copies.value) for shop, name, line in model.all_lines() if line.copies.value > 1}
    if not copied:
        return
    streams = set(model.streams.shops) if model.streams is not None else set()
    for shop, name in copied:
        if shop in streams:
            message = Phrase('the shop "{shop}" is copied as a whole (`streams`)', shop=shop)
            found.error(
                ("shops", shop, "lines", name, "copies"), message, Phrase("copy the shop or the line, not both")
            )
    for shop, name, line in model.all_lines():
        path: Path_ = ("shops", shop, "lines", name)
        own = (shop, name)
        _one_way(found, copied, own, (*path, "to"), line.to)
        if line.call is not None:
            _same(found, copied, own, (*path, "call", "at"), found.names.target(line.call.at, shop), "called from")
        for place, element in enumerate(line.flow):
            inner: Path_ = (*path, "flow", place)
            for at, worked in worked_of(inner, element):
                for number, route in enumerate(worked.routes):
                    _one_way(found, copied, own, (*at, "routes", number, "full"), route.elsewhere)
                for number, join in enumerate(worked.joins):
                    _same(
                        found, copied, own, (*at, "joins", number, "line"), _line(found, join.line, shop), "joined to"
                    )
            for number, part in enumerate(element.into if isinstance(element, SplitStation) else []):
                if _copies(copied, _line(found, part.line, shop)) > 1:
                    where = (*inner, "into", number, "line")
                    _same(found, copied, own, where, _line(found, part.line, shop), "fed by")


def _line(found: Findings, name: str, shop: str) -> object:
    return found.names.line(name, shop)


def _key(target: object) -> LineKey | None:
    """Shop and line of a target, or of a pair of both."""
    if target is None or isinstance(target, tuple):
        return target
    return target.shop, target.line  # type: ignore[attr-defined]


def _copies(copied: dict[LineKey, int], target: object) -> int:
    key = _key(target)
    return copied.get(key, 1) if key is not None else 1


def _one_way(found: Findings, copied: dict[LineKey, int], own: LineKey, path: Path_, name: str | None) -> None:
    """A line ends in one place: it cannot lead into several copies of another."""
    target = found.names.target(name, own[0]) if name is not None else None
    count = _copies(copied, target)
    if target is not None and target.kind != "scrap" and count > 1 and copied.get(own) != count:
        message = Phrase(
            '"{name}" stands for {count} equal lines: to which of them do the jobs go?', name=name, count=count
        )
        remedy = Phrase(
            "put a station before them that has `routes: [{{to: {name}}}]` (`route_by: shortest_queue`)", name=name
        )
        found.error(path, message, remedy)


def _same(found: Findings, copied: dict[LineKey, int], own: LineKey, path: Path_, target: object, what: str) -> None:
    """What is called, joined or fed belongs to lines with as many copies."""
    other = _key(target)
    if other is not None and copied.get(other, 1) != copied.get(own, 1):
        here, there = (f'"{key[1]}" ({copied.get(key, 1)})' for key in (own, other))
        message = Phrase(
            "the lines {here} and {there} are {what} each other, but have not as many copies",
            here=here,
            there=there,
            what=what,
        )
        found.error(path, message, Phrase("give both as many `copies`, so that each has its own"))
