"""Who sends parts, by which lanes and deliveries, and whose standstill shows that they are lacking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.identity import Identities
from taktwin.kernel.lowering.program import Program
from taktwin.planning.stress.waiting import Key
from taktwin.runs.trucks import loads_of


@dataclass(frozen=True)
class Way:
    """A lane, or a delivery of racks: ``row`` is its resource, or its node."""

    name: str
    called: bool
    """Whether it is a delivery, which brings what was called; else a lane."""
    row: int
    sender: str
    stocks: frozenset[str] = frozenset()
    """Stock points that a lane refills, and those to which feeds and lanes bring the parts from there."""
    line: tuple[str, str] | None = None
    """Shop and line whose jobs a delivery brings."""

    def feeds(self, key: Key) -> bool:
        """Whether who waits there waits for what comes this way."""
        if key.kind == "part":
            return key.stock in self.stocks
        return self.line == (key.shop, key.cause)


@dataclass(frozen=True)
class Sender:
    """A supplier, a plant, a shop or a stock point from which parts come."""

    name: str
    place: str | None
    ways: tuple[Way, ...]


def ways_of(program: Program) -> list[Way]:
    """All lanes and deliveries of a plant, or of all plants of a model, in its order."""
    model, stocks = program.model, list(program.stocks)
    identities = Identities(model)
    lanes = program.resources_of("lane")
    found = []
    for name, lane in model.lanes.items():
        filled = [stocks[stock] for stock in loads_of(program.arrays, lanes[name])["stock"].tolist()]
        sender = ", ".join(lane.suppliers) or None  # of a milk run all that it calls at
        if sender is None and lane.from_ is not None:
            owner = identities.plant("stocks", lane.from_)
            sender = owner if owner != identities.plant("stocks", filled[0]) else lane.from_
        found.append(Way(name, False, lanes[name], str(sender), _brought_on(program, filled)))
    several = len(identities.plants) > 1
    kinds = program.arrays["nodes"]["kind"].tolist()
    for node in (node for node, code in enumerate(kinds) if KINDS.all[code].delivers):
        where = program.flow.node_where[node]
        sender = where.plant if several else str(where.shop)
        found.append(Way(where.element, True, node, sender, line=(str(where.shop), str(where.line))))
    return found


def _brought_on(program: Program, stocks: Iterable[str]) -> frozenset[str]:
    """These stock points and all to which feeds and lanes carry the parts from there."""
    model, found, open_ = program.model, set[str](), list(stocks)
    while open_:
        stock = open_.pop()
        if stock not in found:
            found.add(stock)
            open_ += [feed.to for feed in model.feeds.values() if feed.from_ == stock]
            open_ += [load.to for lane in model.lanes.values() if lane.from_ == stock for load in lane.all_loads]
    return frozenset(found)


def senders_of(program: Program, ways: Iterable[Way]) -> dict[str, Sender]:
    """Who sends, by name, with all ways of each."""
    grouped: dict[str, list[Way]] = {}
    for way in ways:
        grouped.setdefault(way.sender, []).append(way)
    known = program.model.suppliers
    return {
        name: Sender(name, known[name].place if name in known else None, tuple(own)) for name, own in grouped.items()
    }
