"""What a box says of the things in it: a short fact for the box, lines for the tip."""

from __future__ import annotations

import math
from collections.abc import Sequence

from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.nouns.movingline import MovingLine, Zone, ZonedLine
from taktwin.model.nouns.plant import AnyElement
from taktwin.model.nouns.station import Branching, Station, Worked, WorkPlace
from taktwin.model.nouns.store import Store
from taktwin.model.nouns.supply.stock import StockPoint
from taktwin.model.values.distribution import Distribution
from taktwin.model.values.quantity import Quantity
from taktwin.model.values.timeby import TimeBy
from taktwin.report.shell.words import Words, number, percent
from taktwin.report.texts import TEXTS

NO_BREAK = "\u00a0"
_IN_SECONDS = 600.0
"""Times below are written in seconds, as cycle times are spoken of."""


def time(seconds: float, words: Words) -> str:
    """A time as a person at the line says it: 100 s, 41 min."""
    text = words("unit_s", n=number(seconds)) if seconds < _IN_SECONDS else words.duration(seconds, 2)
    return text.replace(" ", NO_BREAK)


def count(key: str, n: float, words: Words) -> str:
    """A number of things: `1 station`, `72 stations`; a key has a form `_one` and a form `_many`."""
    return words(f"{key}_one" if n == 1 else f"{key}_many", n=number(n))


def kind_word(kind: str, words: Words) -> str:
    """What a kind of box is called; a kind for which no text stands here by its own name."""
    key = f"pic_is_{kind}"
    return words(key) if key in TEXTS else kind


def room(capacity: float, words: Words) -> str:
    """Places of a buffer or store."""
    return words("pic_unlimited") if math.isinf(capacity) else count("pic_place", capacity, words)


def means(cycle: Distribution | TimeBy | None) -> list[float]:
    """The mean times of a cycle, in s: one, or one for each value of an option."""
    if cycle is None:
        return []
    if isinstance(cycle, TimeBy):
        return [one.mean for one in (*cycle.values.values(), *filter(None, [cycle.default]))]
    return [cycle.mean]


def _span(seconds: Sequence[float], words: Words) -> str:
    low, high = time(min(seconds), words), time(max(seconds), words)
    if max(seconds) < _IN_SECONDS:
        low = number(min(seconds))
    return high if min(seconds) == max(seconds) else words("pic_span", low=low, high=high)


def ways(distances: Sequence[Quantity | None], words: Words) -> str:
    """`15 km`, or `0 to 1,600 km` of several; empty where one of them is not known."""
    km = [one.value / 1000.0 for one in distances if one is not None]
    if not km or len(km) < len(distances):
        return ""
    low, high = min(km), f"{number(max(km))}{NO_BREAK}km"
    return high if low == max(km) else words("pic_span", low=number(low), high=high)


def stations(elements: Sequence[Station], words: Words) -> str:
    """`72 stations, 120 s` of a run of station entries; `3 x 150 s` of one with three servers."""
    n = sum(int(one.count.value) for one in elements)
    worked: list[Worked] = [one for each in elements for one in (each, *each.exceptions.values())]
    own = [server.cycle for one in worked for server in one.server_list if server.cycle is not None]
    span = _span([mean for cycle in [*(one.cycle for one in worked), *own] for mean in means(cycle)], words)
    servers = {one.server_count for one in elements}
    if n == 1:
        return span if servers == {1} else words("pic_times", n=servers.pop(), time=span)
    return words("pic_and", a=count("pic_station", n, words), b=span)


def zoned(line: ZonedLine, words: Words) -> str:
    """`10 zones, takt 110 s` of a moving line; of an indexed line the span of its works."""
    zones = count("pic_zone", line.zones.value, words)
    if isinstance(line, MovingLine):
        return words("pic_and", a=zones, b=words("pic_takt", time=time(line.takt.value, words)))
    works = [mean for zone in (line, *line.exceptions.values()) for mean in means(zone.cycle)]
    return words("pic_and", a=zones, b=_span(works, words))


def batches(station: Batching, words: Words) -> str:
    """`batches of 3 to 6, 20 min` of a batch station; `2 x 20 min` of one with two servers, or two trucks."""
    least, most = station.begins_with, int(station.most.value)
    jobs = str(most) if least == most else words("pic_span", low=str(least), high=str(most))
    batch = words("pic_batch", n=jobs)
    if isinstance(station, Delivery):
        batch = words("pic_racks", n=int(station.racks.value), jobs=int(station.rack.value))
    span, servers = _span(means(station.cycle), words), int(station.servers.value)
    time = span if servers == 1 else words("pic_times", n=servers, time=span)
    return words("pic_and", a=batch, b=time)


def one(element: AnyElement, words: Words, levels: int = 0) -> str:
    """The fact of one element of a flow; ``levels`` are those at which a lift takes jobs in and lets them out."""
    if isinstance(element, Station):
        return stations([element], words)
    if isinstance(element, ZonedLine):
        return zoned(element, words)
    if isinstance(element, Batching):
        return batches(element, words)
    if isinstance(element, SplitStation):
        span, servers = _span(means(element.cycle), words), element.server_count
        each = span if servers == 1 else words("pic_times", n=servers, time=span)
        return words("pic_and", a=words("pic_into", n=element.most), b=each)
    if isinstance(element, Conveyor):
        return words("pic_and", a=time(element.transit.value, words), b=room(element.capacity.value, words))
    if isinstance(element, Store):
        cranes = count("pic_crane", element.cranes.value, words)
        return words("pic_and", a=room(element.capacity.value, words), b=cranes)
    if isinstance(element, Transport):
        if element.distance is None:
            return words("pic_by_fleet", fleet=element.fleet)
        return words(
            "pic_and", a=f"{element.distance.value:g}{NO_BREAK}m", b=words("pic_by_fleet", fleet=element.fleet)
        )
    if isinstance(element, Lift):
        return words("pic_and", a=count("pic_level", levels, words), b=f"{element.speed.value:g}{NO_BREAK}m/s")
    capacity = getattr(element, "capacity", None)
    return room(capacity.value, words) if capacity is not None else ""


def several(elements: Sequence[AnyElement], words: Words) -> str:
    """How many of which kind: `40 stations, 3 buffers`."""
    counts: dict[str, int] = {}
    for element in elements:
        n = int(element.count.value) if isinstance(element, Station) else 1
        counts[element.kind] = counts.get(element.kind, 0) + n
    known = {kind: f"pic_{kind}_one" in TEXTS for kind in counts}
    return words("comma").join(
        count(f"pic_{kind}", n, words) if known[kind] else f"{n} {kind}" for kind, n in counts.items()
    )


def tip(element: AnyElement, words: Words, levels: int = 0) -> list[str]:
    """Lines about one element: what it is, its time, what is drawn and joined, where jobs go."""
    found = [f"{element.name}: {kind_word(element.kind, words)}, {one(element, words, levels)}"]
    if isinstance(element, Branching | ZonedLine):
        every: list[Branching | ZonedLine | Zone] = [element, *element.exceptions.values()]
        parts = dict.fromkeys(use.part for worked in every for use in worked.uses)
        joins = dict.fromkeys(join.line for worked in every for join in worked.joins)
        by_share = [worked for worked in every if worked.route_by == "share"]
        routes = [f"{route.to} {percent(route.share.value)}" for worked in by_share for route in worked.routes]
        queues = [route.to for worked in every if worked not in by_share for route in worked.routes]
        scrap = max(worked.scrap.value for worked in every)
        for key, names in (("pic_draws", parts), ("pic_joins", joins), ("pic_routes", routes), ("pic_queues", queues)):
            if names:
                found.append(words(key, list=words("comma").join(map(str, names))))
        if scrap > 0:
            found.append(words("pic_scraps", share=percent(scrap, 2)))
    return found


def scrapped(elements: Sequence[AnyElement]) -> float:
    """The largest share that one of the elements scraps, by itself or by a route."""
    shares = [0.0]
    for element in elements:
        if isinstance(element, WorkPlace):
            for worked in (element, *element.exceptions.values()):
                shares.append(worked.scrap.value)
                shares += [route.share.value for route in worked.routes if route.to == "scrap"]
    return max(shares)


def cell(found: MakeCell, words: Words) -> str:
    """`10 recipes, 5 s a hit`."""
    hits = [make.hit.mean for make in found.makes.values()]
    return words("pic_and", a=count("pic_recipe", len(found.makes), words), b=_span(hits, words))


def stock(found: StockPoint, words: Words) -> str:
    """The part, and the room where it is limited."""
    part = words.part(found.part)
    if math.isinf(found.capacity.value):
        return part
    return words("pic_and", a=part, b=words("pic_at_most", n=number(found.capacity.value)))
