"""Joins: sub-lines of this or of another plant that end at a station, once, and where enough of their jobs can wait."""

from __future__ import annotations

from collections.abc import Iterator

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import Node
from taktwin.model.checks.references import worked_of
from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import AnyElement
from taktwin.model.nouns.station import Join, Station
from taktwin.model.nouns.store import Store
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.copies import single_stations
from taktwin.model.spelt.passing import only_passed
from taktwin.model.text.tree import Path_
from taktwin.model.text.zones import works_of
from taktwin.model.values.amountby import most_of
from taktwin.model.values.spelt import qualified


def check_joins(found: Findings) -> set[tuple[str, str]]:
    """Check the joins of a plant. Returns its lines that some station joins, here or in another plant."""
    _joined(found)
    _joined_once(found)
    _room(found)
    every = (one for plant in found.plants.values() for *_, one in joins_of(plant))
    return {line for owner, line in every if owner is found}


def joins_of(found: Findings) -> Iterator[tuple[Path_, Join, Node, tuple[Findings, tuple[str, str]]]]:
    """Each join of a plant to a line that exists: its path, where it is, the line with the findings of its plant."""
    for shop, line_name, place, element in found.model.all_elements():
        for inner, worked in worked_of(("shops", shop, "lines", line_name, "flow", place), element):
            for index, join in enumerate(worked.joins):
                line = found.line(join.line, shop)
                if line is not None:
                    yield (*inner, "joins", index), join, (shop, line_name, place), line


def _joined(found: Findings) -> None:
    for path, join, node, (owner, line) in joins_of(found):
        other = owner.model.shops[line[0]].lines[line[1]]
        if owner is found and line == node[:2]:
            found.error((*path, "line"), Phrase("a line cannot join itself"), Phrase("name a sub-line"))
        elif other.to is not None:
            message = Phrase(
                'the line "{line}" leads to {to}, so its jobs cannot be joined here', line=join.line, to=other.to
            )
            found.error((*path, "line"), message, Phrase("drop its `to`, or this join"))


def _joined_once(found: Findings) -> None:
    """The jobs of a sub-line wait for one station: a second one would wait for ever."""
    stations: dict[tuple[str, tuple[str, str]], tuple[str, str]] = {}
    for plant, one in found.plants.items():
        for shop, line_name, place, element in one.model.all_elements():
            for station in single_stations(element) if isinstance(element, Station | ZonedLine) else works_of(element):
                for join in station.joins:
                    owner = one.line(join.line, shop)
                    if owner is None:
                        continue
                    first = stations.setdefault((owner[0].model.name, owner[1]), (plant, station.name))
                    if first != (plant, station.name) and one is found:
                        at = first[1] if first[0] == plant else qualified(*first)
                        found.error(
                            ("shops", shop, "lines", line_name, "flow", place, "joins"),
                            Phrase(
                                'the line "{line}" is joined at "{at}" and at "{name}"',
                                line=join.line,
                                at=at,
                                name=station.name,
                            ),
                            Phrase("give each of the stations a sub-line of its own"),
                        )


def _room(found: Findings) -> None:
    """A station takes all jobs of a join at once, so that many must be able to wait at the end of the sub-line."""
    for path, join, _, (owner, line) in joins_of(found):
        if not (flow := owner.model.shops[line[0]].lines[line[1]].flow):
            continue
        last = next((element for element in reversed(flow) if not only_passed(element)), flow[-1])
        room, quantity = _waiting_places(last), most_of(join.quantity)
        if room < quantity:
            found.error(
                (*path, "quantity"),
                Phrase(
                    '{quantity:g} jobs are joined at once, but at the end of "{line}" ("{name}") no more than '
                    "{room:g} can wait: the station would wait for ever",
                    quantity=quantity,
                    line=join.line,
                    name=last.name,
                    room=room,
                ),
                Phrase("end that line with a buffer of {quantity:g} places or more", quantity=quantity),
            )


def _waiting_places(element: AnyElement) -> float:
    """How many finished jobs can wait in the last element of a line."""
    if isinstance(element, Buffer | Store):
        return element.capacity.value
    if isinstance(element, Station):
        return float(single_stations(element)[-1].server_count)
    if isinstance(element, Batching):
        return element.servers.value * element.most.value
    if isinstance(element, SplitStation):
        return float(element.server_count)
    return 1.0 if element.one_leaves else float("inf")
