"""Joins: sub-lines that end at a station, once, and where enough of their jobs can wait."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.references import worked_of
from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import AnyElement
from taktwin.model.nouns.station import Station
from taktwin.model.nouns.store import Store
from taktwin.model.spelt.copies import single_stations
from taktwin.model.spelt.passing import only_passed
from taktwin.model.text.tree import Path_
from taktwin.model.text.zones import works_of
from taktwin.model.values.amountby import most_of


def check_joins(found: Findings) -> dict[tuple[str, str], Path_]:
    """Check the joins of a model. Returns the lines that some station joins, with the path of the join."""
    joined = _joined(found)
    _joined_once(found)
    _room(found)
    return joined


def _joined(found: Findings) -> dict[tuple[str, str], Path_]:
    """The lines that some station joins, with the path of the join."""
    joined: dict[tuple[str, str], Path_] = {}
    for shop, line_name, place, element in found.model.all_elements():
        for inner, worked in worked_of(("shops", shop, "lines", line_name, "flow", place), element):
            for index, join in enumerate(worked.joins):
                path = (*inner, "joins", index, "line")
                line = found.names.line(join.line, shop)
                if line is None:
                    continue
                joined[line] = path
                other = found.model.shops[line[0]].lines[line[1]]
                if line == (shop, line_name):
                    found.error(path, "a line cannot join itself", "name a sub-line")
                elif other.to is not None:
                    found.error(
                        path,
                        f'the line "{join.line}" leads to {other.to}, so its jobs cannot be joined here',
                        "drop its `to`, or this join",
                    )
    return joined


def _joined_once(found: Findings) -> None:
    """The jobs of a sub-line wait for one station: a second one would wait for ever."""
    stations: dict[tuple[str, str], str] = {}
    for shop, line_name, place, element in found.model.all_elements():
        for station in single_stations(element) if isinstance(element, Station | ZonedLine) else works_of(element):
            for join in station.joins:
                line = found.names.line(join.line, shop)
                if line is None:
                    continue
                first = stations.setdefault(line, station.name)
                if first != station.name:
                    found.error(
                        ("shops", shop, "lines", line_name, "flow", place, "joins"),
                        f'the line "{join.line}" is joined at "{first}" and at "{station.name}"',
                        "give each of the stations a sub-line of its own",
                    )


def _room(found: Findings) -> None:
    """A station takes all jobs of a join at once, so that many must be able to wait at the end of the sub-line."""
    for shop, line_name, place, element in found.model.all_elements():
        for inner, worked in worked_of(("shops", shop, "lines", line_name, "flow", place), element):
            for index, join in enumerate(worked.joins):
                line = found.names.line(join.line, shop)
                if line is None or not (flow := found.model.shops[line[0]].lines[line[1]].flow):
                    continue
                last = next((element for element in reversed(flow) if not only_passed(element)), flow[-1])
                room, quantity = _waiting_places(last), most_of(join.quantity)
                if room < quantity:
                    found.error(
                        (*inner, "joins", index, "quantity"),
                        f'{quantity:g} jobs are joined at once, but at the end of "{join.line}" '
                        f'("{last.name}") no more than {room:g} can wait: the station would wait for ever',
                        f"end that line with a buffer of {quantity:g} places or more",
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
