"""Vehicles, trucks and carriers of a live plant, as far as its shadow knows where they are.

A vehicle is where it said last: at a point of its guide path, else at the stock point where it took something up or set
it down. What it has taken up is on its way as long as the model says; a truck is, from when it was sent. Both are not
seen meanwhile, so they are not ``sure``. Of what nobody has told, nothing is said.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from taktwin.kernel.base import state as k
from taktwin.live.shadow.floor import Floor, Vehicle
from taktwin.live.shadow.network import Network
from taktwin.live.shadow.stockwords import LOST_S
from taktwin.model.values.spelt import inside
from taktwin.runs.start.remaining import time_left
from taktwin.web.scene.scene import Scene
from taktwin.web.scene.vehicles import spans_of

#: From a place to -1 (it has left), or to another, at a time.
Moved = tuple[int, int, float]


@dataclass(frozen=True)
class Seen:
    """Something that moves, and its segment: see `position` for its fields."""

    kind: str
    name: str
    load: str
    since: float
    place: int = -1
    slot: int = 0
    origin: int = -1
    way: int = -1
    move: float = 0.0
    sure: bool = True


@dataclass(frozen=True)
class _Trip:
    """What a vehicle of a fleet does at a stock point: the way to the other end of the feed, and how long it takes."""

    start: int
    end: int
    points: tuple[str, str]
    seconds: float


@dataclass(frozen=True)
class _Own:
    """A vehicle: number of its resource, its fleet, its slot, its plant and the guide path of its fleet."""

    resource: int
    fleet: str
    slot: int
    path: tuple[str, str]


class LiveMovers:
    """What moves besides the jobs.

    Args:
        scene: of the plant.
        network: of its shadow.
        move_s: so long a vehicle is shown between two points that it tells one after the other, s of the plant.
    """

    def __init__(self, scene: Scene, network: Network, move_s: float) -> None:
        self.scene, self.network, self.move_s = scene, network, move_s
        self.model = scene.program.model
        self.stocks = list(network.program.stocks)
        self._vehicles = self._all_vehicles()
        self._trips = self._all_trips()
        self._leads = self._all_leads()
        self._spots: dict[tuple[str, int], int] = {}
        self._roads: dict[tuple[str, int], tuple[int, int, int]] = {}
        self._said: dict[str, tuple[Vehicle, Seen | None]] = {}
        self._back: dict[Hashable, tuple[float, Seen]] = {}
        self._spans = spans_of(scene)
        self._count = 0

    def seen(self, floor: Floor, moved: Iterable[Moved]) -> dict[Hashable, Seen]:
        """All of them now; ``moved`` are the jobs that have moved since this was asked last."""
        found: dict[Hashable, Seen] = {}
        for name, own in self._vehicles.items():
            one = self._told(floor, name, own) or self._stopped(floor, name, own)
            if one is not None:
                found["vehicle", name] = one
        found |= self._trucks(floor)
        self._return(floor, moved)
        return found | {key: one for key, (_, one) in self._back.items()}

    # --- vehicles

    def _all_vehicles(self) -> dict[str, _Own]:
        program, found = self.network.program, {}
        for fleet, node in self.network.index.fleets.items():
            first, paths = int(self.network.nodes["res0"][node]), self.model.fleets[fleet].paths
            for i in range(first, first + self.network.nodes_res[node]):
                plant = program.flow.resource_where[i].plant
                path = (plant, (inside(plant, paths) or "") if paths else "")
                found[program.resource_names[i]] = _Own(i, fleet, i - first, path)
        return found

    def _all_trips(self) -> dict[tuple[str, int], list[_Trip]]:
        """(fleet, stock that is drawn from) -> where what is drawn goes."""
        entries, nodes, found = self.network.program.arrays["entries"], self.network.nodes, {}
        at, numbers = self.scene.places.at, self.network.program.stocks
        for name, node in self.network.program.nodes_of("feed").items():
            feed = self.model.feeds[name]
            if feed.fleet is None or feed.from_ not in numbers:
                continue
            start, end = (at.get(("stock", stock), -1) for stock in (feed.from_, feed.to))
            points = (feed.from_point or "", feed.to_point or "")
            seconds = float(entries[int(nodes["row"][node])]["loaded_s"]) or self._drive(feed.fleet, points)
            trip = _Trip(start, end, points, seconds)
            found.setdefault((feed.fleet, numbers[feed.from_]), []).append(trip)
        return found

    def _drive(self, fleet: str, points: tuple[str, str]) -> float:
        """How long a vehicle takes between two points of its guide path, where nobody is in its way, s."""
        path = next(own.path for own in self._vehicles.values() if own.fleet == fleet)
        drawn, speed = self.scene.drawing.maps.get(path), self.model.fleets[fleet].speed
        return 0.0 if drawn is None or speed is None else drawn.lengths.get(points, 0.0) / speed.value

    def _told(self, floor: Floor, name: str, own: _Own) -> Seen | None:
        """A vehicle at the point that it told last; it is shown on its way there from the one before."""
        told = floor.vehicles.get(own.resource)
        if told is None or not told.place:
            return None
        before, shown = self._said.get(name, (None, None))
        if told == before:
            return shown
        point = told.place if (*own.path, told.place, told.place) in self.scene.on_paths else ""
        last = before.place if before is not None else told.place
        seen = None
        if point and told.place == last and shown is not None:  # it stands where it stood, and tells something else
            seen = replace(shown, load=told.load, sure=not told.silent)
        elif point:
            way = self.scene.on_paths.get((*own.path, last, point), -1)
            move, way = (self.move_s, way) if way >= 0 and last != point else (0.0, self._at(own, point))
            seen = Seen("vehicle", name, told.load, floor.now, -1, own.slot, -1, way, move, not told.silent)
        elif (place := self._named(told.place)) >= 0:
            seen = Seen("vehicle", name, told.load, floor.now, place, own.slot, sure=not told.silent)
        self._said[name] = (told, seen)
        return seen

    def _stopped(self, floor: Floor, name: str, own: _Own) -> Seen | None:
        """A vehicle where it was at a stock point last, or under way from there with what it took up."""
        stop = floor.stops.get(name)
        if stop is None:
            return None
        stock, drew, when = stop
        if not drew:
            machine = floor.machines.get(own.resource)
            gone = machine is not None and machine.state == k.WORKING and machine.since > when
            return self._stand(name, own, stock, when, not gone)
        amount = floor.carried.get((name, stock), (0.0, 0.0))[0]
        load = f"{amount:g} {self.model.stocks[self.stocks[stock]].part}" if amount else ""
        trips = self._trips.get((own.fleet, stock), [])
        if floor.now - when > LOST_S or len({one.end for one in trips}) != 1:
            return self._stand(name, own, stock, when, False, load)
        trip = trips[0]
        way = self.scene.on_paths.get((*own.path, *trip.points), -1)
        if way >= 0:
            return Seen("vehicle", name, load, when, -1, own.slot, -1, way, trip.seconds, False)
        if trip.start < 0 or trip.end < 0:
            return None
        way = self.scene.way(self.scene.places.found[trip.start], self.scene.places.found[trip.end])
        return Seen("vehicle", name, load, when, trip.end, own.slot, trip.start, way, trip.seconds, False)

    def _stand(self, name: str, own: _Own, stock: int, when: float, sure: bool, load: str = "") -> Seen | None:
        """A vehicle at a stock point: on its map where it has one, else in the place."""
        place = self.scene.places.at.get(("stock", self.stocks[stock]), -1)
        if (own.fleet, stock) not in self._spots:
            self._spots[own.fleet, stock] = self._spot(own, stock, place)
        way = self._spots[own.fleet, stock]
        if way >= 0:
            return Seen("vehicle", name, load, when, -1, own.slot, way=way, sure=sure)
        return None if place < 0 else Seen("vehicle", name, load, when, place, own.slot, sure=sure)

    def _spot(self, own: _Own, stock: int, place: int) -> int:
        """The point of its guide path where a vehicle serves a stock point, as a way of that point; -1: none."""
        points = [one.points[0] for one in self._trips.get((own.fleet, stock), ())]
        for (fleet, _), trips in self._trips.items():
            points += [one.points[1] for one in trips if fleet == own.fleet and one.end == place >= 0]
        return next((way for point in points if point and (way := self._at(own, point)) >= 0), -1)

    def _at(self, own: _Own, point: str) -> int:
        return self.scene.on_paths.get((*own.path, point, point), -1)

    def _named(self, name: str) -> int:
        return next((one.index for one in self.scene.places.found if one.name == name), -1)

    # --- trucks and carriers

    def _trucks(self, floor: Floor) -> dict[Hashable, Seen]:
        """Trucks that were sent and have not come: on their way for the lead time of the lane, then at their dock."""
        found: dict[Hashable, Seen] = {}
        for name, trucks in floor.trucks.items():
            lead = self._leads.get(name)
            if lead is None:
                continue
            for sent, loads in trucks:
                for stock, amount in loads.items():
                    begin, end, way = self._road(name, stock)
                    if end < 0 or floor.now - sent > lead + LOST_S:
                        continue
                    load = f"{amount:g} {self.model.stocks[self.stocks[stock]].part}"
                    key, same = ("truck", name, sent, stock), 1
                    while key in found:
                        key, same = ("truck", name, sent, stock, same), same + 1
                    found[key] = Seen("truck", name, load, sent, end, 0, begin, way, lead, False)
        return found

    def _all_leads(self) -> dict[str, float]:
        """Lane -> how long its trucks take in the middle, s."""
        arrays, lanes = self.network.program.arrays, self.network.index.lanes
        dists = {name: int(arrays["resources"][i]["dist"]) for name, i in lanes.items() if name in self.model.lanes}
        return {name: time_left(arrays["dists"], dist, 0.0, 0.5) for name, dist in dists.items()}

    def _road(self, name: str, stock: int) -> tuple[int, int, int]:
        """Where the trucks of a lane begin, where they end with what is for a stock point, and the way between."""
        if (name, stock) not in self._roads:
            lane, at, places = self.model.lanes[name], self.scene.places.at, self.scene.places.found
            end = at.get(("stock", self.stocks[stock]), -1)
            supplier = lane.senders.get(self.stocks[stock])
            begin = at.get(("supplier", supplier) if supplier is not None else ("stock", lane.from_ or ""), -1)
            way = self.scene.way(places[begin], places[end]) if begin >= 0 and end >= 0 else -1
            self._roads[name, stock] = begin, end, way
        return self._roads[name, stock]

    def _return(self, floor: Floor, moved: Iterable[Moved]) -> None:
        """Carriers that jobs have left go back, for the mean time of their way."""
        self._back = {key: one for key, one in self._back.items() if one[0] > floor.now}
        for place, to, time in moved:
            for span in self._spans:
                if place in span.ends and to not in span.ends and time + span.back > floor.now:
                    self._count += 1
                    seen = Seen("carrier", span.name, "", time, min(span.begins), 0, place, -1, span.back, False)
                    self._back["carrier", self._count] = (time + span.back, seen)
