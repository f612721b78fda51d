"""What moves besides the jobs: vehicles with their lots, trucks of lanes, carriers on their way back.

The trace tells when a vehicle took a lot up and set it down, not where it was in between: it is drawn on the shortest
way, evenly over the time.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from taktwin.analysis.kinds import VEHICLES
from taktwin.model.values.spelt import inside
from taktwin.runs.tables import Result
from taktwin.web.scene.scene import Scene
from taktwin.web.scene.segments import Rows
from taktwin.web.scene.stays import Thing


@dataclass(frozen=True)
class Mover:
    """Something that is no job: ``kind`` is `vehicle`, `truck` or `carrier`, ``name`` what it is called."""

    kind: str
    name: str
    load: str = ""


@dataclass(frozen=True)
class _Stop:
    """A vehicle is at a place, or at a point of its guide path, at a time."""

    time: float
    place: int
    point: str = ""


def add_vehicles(rows: Rows, scene: Scene, result: Result, first: int, end: float) -> list[Mover]:
    """The vehicles of all fleets, from the first of their stops to the end of the run."""
    assert result.trace is not None
    assert result.movements is not None
    model = scene.program.model
    found: list[Mover] = []
    states = result.trace.filter(pl.col("kind").is_in(VEHICLES) & (pl.col("event") == "state"))
    by_name = states.partition_by("name", as_dict=True)
    moved = result.movements.filter(pl.col("resource").is_not_null())
    moves = moved.partition_by("resource", as_dict=True) if moved.height else {}
    for (kind, name), number in scene.resources.items():
        if kind not in VEHICLES:
            continue
        where = scene.program.flow.resource_where[number]
        fleet = model.fleets[where.element]
        own = by_name.get((name,))
        changes = list(own.select("time", "state").iter_rows()) if own is not None else []
        home = scene.places.at.get(("fleet", where.element), -1)
        plain = inside(where.plant, fleet.paths) if fleet.paths else None
        path = scene.drawing.maps.get((where.plant, plain)) if plain else None
        stops = [_Stop(-math.inf, home, path.parking[0] if path is not None and path.parking else "")]
        lots = moves.get((name,))
        stops += _stops(scene, where.element, lots, changes, path is not None and bool(path.chargers))
        if path is not None and path.chargers:
            stops = [_Stop(one.time, one.place, path.chargers[0]) if one.point == "?" else one for one in stops]
        stops.sort(key=lambda one: one.time)
        begins = [time for time, state in changes if state == "working"]
        slot = (where.server or 1) - 1
        thing = first + len(found)
        found.append(Mover("vehicle", name))
        _add_drives(rows, scene, thing, slot, stops, begins, (where.plant, plain or ""), end)
    return found


def _stops(
    scene: Scene, fleet: str, lots: pl.DataFrame | None, changes: Sequence[tuple[float, str]], charges: bool
) -> Iterator[_Stop]:
    """Where a vehicle took up and set down, and when it began to charge (point `?`)."""
    if lots is not None:
        points = _points(scene, fleet)
        for time, stock, event in lots.select("time", "stock", "event").iter_rows():
            yield _Stop(time, scene.places.at.get(("stock", stock), -1), points.get((stock, event), ""))
    if charges:
        yield from (_Stop(time, -1, "?") for time, state in changes if state == "setup")


def _points(scene: Scene, fleet: str) -> dict[tuple[str, str], str]:
    """(stock point, event) -> the point of the guide path where the fleet serves it."""
    found = {}
    for feed in scene.program.model.feeds.values():
        if feed.fleet == fleet:
            found[feed.from_, "drawn"] = feed.from_point or ""
            found[feed.to, "received"] = feed.to_point or ""
    return found


def _add_drives(
    rows: Rows,
    scene: Scene,
    thing: int,
    slot: int,
    stops: Sequence[_Stop],
    begins: Sequence[float],
    path: tuple[str, str],
    end: float,
) -> None:
    places = scene.places.found
    here = stops[0]
    since = here.time
    for stop in [*stops[1:], None]:
        until = end if stop is None else stop.time
        set_out = until
        if stop is not None:
            at = bisect_right(begins, until) - 1
            set_out = max(since, begins[at]) if at >= 0 and begins[at] >= since else since
            set_out = set_out if math.isfinite(set_out) else until
        _stand(rows, scene, thing, slot, here, since, set_out, path)
        if stop is None:
            return
        way = scene.on_paths.get((*path, here.point, stop.point), -1) if here.point and stop.point else -1
        if way < 0 and here.place >= 0 and stop.place >= 0:
            way = scene.way(places[here.place], places[stop.place])
        if until > set_out:
            if way >= 0:
                rows.add(thing, set_out, until, way=way)
            elif stop.place >= 0 and not stop.point:
                rows.add(thing, set_out, until, stop.place, slot, here.place, slot, move=until - set_out)
            else:
                _stand(rows, scene, thing, slot, stop, set_out, until, path)
        here, since = stop, until


def _stand(
    rows: Rows, scene: Scene, thing: int, slot: int, stop: _Stop, since: float, until: float, path: tuple[str, str]
) -> None:
    """A vehicle stands at a stop: on the map where it has one, else in a place."""
    if until <= since:
        return
    if stop.point:
        way = scene.on_paths.get((*path, stop.point, stop.point), -1)
        if way >= 0:
            rows.add(thing, since, until, slot=slot, way=way)
    elif stop.place >= 0:
        rows.add(thing, since, until, stop.place, slot)


def add_trucks(rows: Rows, scene: Scene, result: Result, first: int) -> list[Mover]:
    """Trucks of lanes, from when they were sent until they came; then at their dock until they were unloaded."""
    assert result.shipments is not None
    assert result.movements is not None
    at, places = scene.places.at, scene.places.found
    arrivals: dict[str, list[float]] = {}
    come = result.movements.filter((pl.col("event") == "received") & pl.col("resource").is_null())
    for stock, time in come.select("stock", "time").iter_rows():
        arrivals.setdefault(stock, []).append(time)
    found: list[Mover] = []
    columns = ("lane", "supplier", "from", "stock", "part", "ordered", "arrives", "amount")
    for lane, supplier, origin, stock, part, ordered, arrives, amount in result.shipments.select(columns).iter_rows():
        end = at.get(("stock", stock), -1)
        begin = at.get(("supplier", supplier), -1) if supplier is not None else at.get(("stock", origin), -1)
        if end < 0 or ordered is None or arrives <= ordered:
            continue
        thing = first + len(found)
        found.append(Mover("truck", lane, f"{amount:g} {part}"))
        way = scene.way(places[begin], places[end]) if begin >= 0 else -1
        if way >= 0:
            rows.add(thing, ordered, arrives, way=way)
        else:
            rows.add(thing, ordered, arrives, end, 0, begin, 0, move=arrives - ordered)
        times = arrivals.get(stock, [])
        place = bisect_left(times, arrives - 1e-6)
        if place < len(times) and times[place] > arrives:
            rows.add(thing, arrives, times[place], end)
    return found


@dataclass(frozen=True)
class Span:
    """Where carriers of a pool carry jobs: from one of ``begins`` to one of ``ends``; ``back`` is the way back, s."""

    name: str
    begins: frozenset[int]
    ends: frozenset[int]
    back: float


def spans_of(scene: Scene) -> list[Span]:
    """The spans of all pools of carriers whose way back takes time."""

    def around(place: int) -> frozenset[int]:
        return frozenset({place, *(one.index for one in scene.places.found if one.parent == place)})

    found = []
    for name, pool in scene.program.model.carriers.items():
        for span in pool.all_spans:
            begin, end = scene.places.of_node(span.from_), scene.places.of_node(span.to)
            if begin is not None and end is not None and pool.return_.mean > 0:
                found.append(Span(name, around(begin), around(end), pool.return_.mean))
    return found


def add_returns(rows: Rows, scene: Scene, things: Sequence[Thing], first: int) -> list[Mover]:
    """Carriers on their empty way back, for the mean time of that way."""
    found: list[Mover] = []
    for span in spans_of(scene):
        for thing in things:
            seen, last = False, -1
            for k, (place, _, until) in enumerate(thing.stays):
                seen = seen or place in span.begins
                last = k if place in span.ends else last
                after = thing.stays[k + 1][0] if k + 1 < len(thing.stays) else -1
                if seen and last == k and after not in span.ends and math.isfinite(until):
                    number = first + len(found)
                    found.append(Mover("carrier", span.name))
                    rows.add(number, until, until + span.back, min(span.begins), 0, place, 0, move=span.back)
                    seen = False
    return found
