"""A guide path in motion: zones and their clusters, points that are crossed, stops and who waits for their places."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.oracle.paths.ways import Map, Way, clusters

if TYPE_CHECKING:
    from taktwin.model.nouns.fleets.guidepath import Edge
    from tests.oracle.paths.driving import DrivingVehicle
    from tests.oracle.paths.guided import GuidedVehicle
    from tests.oracle.paths.guidedfleet import GuidedFleet
    from tests.oracle.plant import Plant

PATIENCE = 120.0  # s


@dataclass(eq=False)
class Zone:
    """A piece of way; ``vehicles``: the first in front."""

    number: int
    piece: Edge
    room: int
    vehicles: list[DrivingVehicle] = field(default_factory=list)
    cluster: Cluster = field(init=False)


@dataclass(eq=False)
class Cluster:
    """Zones that can reach each other; ``asking``: who waits for one of them, in the order of asking."""

    zones: list[Zone]
    ring: bool
    asking: list[DrivingVehicle] = field(default_factory=list)

    @property
    def vehicles(self) -> int:
        """Vehicles in its zones."""
        return sum(len(zone.vehicles) for zone in self.zones)


@dataclass(eq=False)
class Stop:
    """Places beside the way; ``taken``: vehicles that stand there or have a place reserved."""

    number: int
    kind: str
    point: str
    places: int
    taken: int = 0
    queue: list[GuidedVehicle] = field(default_factory=list)

    @property
    def free(self) -> bool:
        """There is a place, and nobody waits for it."""
        return self.taken < self.places and not self.queue


class GuidePath:
    """Lets vehicles into zones, over points and to places."""

    def __init__(self, plant: Plant, name: str, fleets: list[GuidedFleet], zones: int, stops: int) -> None:
        model = plant.model.paths[name]
        self.clock, self.saw = plant.clock, plant.ledger.saw
        self.fleets = fleets
        self.pieces = model.edges()
        longest = max(fleet.model.length.value for fleet in fleets)
        self.zones = [
            Zone(zones + i, piece, 1 if piece.two_way else math.floor(piece.length / longest + 1e-9))
            for i, piece in enumerate(self.pieces)
        ]
        self.stops = [Stop(stops + i, *stop) for i, stop in enumerate(model.stops())]
        self.clear: dict[str, float] = {}  # point -> when it is clear
        self.changed: list[Cluster] = []
        fastest = max(fleet.model.speed.value for fleet in fleets)
        seconds = [piece.length / min(fastest, piece.speed) for piece in self.pieces]
        self.map = Map(self.pieces, model.names(), seconds)
        self.ways: dict[tuple[str, str], list[Way]] = {}
        if len(fleets) > 1:
            self.saw("two fleets on one guide path")

    def open(self, trips: list[tuple[str, str]]) -> None:
        """Find the ways, once it is known between which points the loads are carried; park the vehicles."""
        chargers = {stop.point for stop in self.stops if stop.kind == "charger"}
        parking = {stop.point for stop in self.stops if stop.kind == "parking"}
        loads, unloads = {load for load, _ in trips}, {unload for _, unload in trips}
        pairs = set(trips)
        pairs |= {(a, b) for a in unloads | chargers | parking for b in loads | chargers | parking}
        pairs |= {(a, b) for a in loads for b in parking} | {(a, b) for a in parking for b in unloads}
        waiting = {stop.point for stop in self.stops if stop.kind == "waiting"}
        pairs |= {(a, b) for a in loads for b in waiting} | {(a, b) for a in waiting for b in unloads}
        self.ways = {(a, b): self.map.ways(a, b) for a, b in pairs}
        for group, ring in clusters(len(self.pieces), [way for ways in self.ways.values() for way in ways]):
            cluster = Cluster([self.zones[i] for i in sorted(group)], ring)
            for zone in cluster.zones:
                zone.cluster = cluster
        places = [stop for stop in self.stops if stop.kind == "parking" for _ in range(stop.places)]
        for vehicle, stop in zip(self.vehicles, places, strict=False):
            vehicle.at = stop
            stop.taken += 1

    @property
    def vehicles(self) -> list[GuidedVehicle]:
        """All vehicles on it, in plant order."""
        return [vehicle for fleet in self.fleets for vehicle in fleet.guided]

    # --- zones

    def look_again(self, cluster: Cluster) -> None:
        """Something has changed for those who wait for a zone of a cluster."""
        if cluster.asking and cluster not in self.changed:
            self.changed.append(cluster)

    def act(self) -> bool:
        """Look at the clusters in the order of their changes."""
        acted = bool(self.changed)
        while self.changed:
            self._look_at(self.changed.pop(0))
        return acted

    def _look_at(self, cluster: Cluster) -> None:
        closed = False
        for vehicle in list(cluster.asking):
            if self._may_enter(vehicle, closed):
                cluster.asking.remove(vehicle)
                vehicle.enter()
                continue
            vehicle.stand()
            assert vehicle.asked is not None
            if self.clock.time - vehicle.asked > PATIENCE and vehicle.able:
                closed = True

    def _may_enter(self, vehicle: DrivingVehicle, closed: bool) -> bool:
        zone, _ = vehicle.ahead[0]
        cluster = zone.cluster
        if not vehicle.able:
            self.saw("guide path: vehicle fails while it waits")
            return False
        if len(zone.vehicles) >= zone.room:
            self.saw("guide path: zone full")
            return False
        if len(cluster.zones) == 1:
            return True
        outside = vehicle.zone is None or vehicle.zone.cluster is not cluster
        if outside and closed:
            self.saw("guide path: cluster closed for one who waits long")
            return False
        if cluster.ring:
            allowed = not outside or cluster.vehicles + 1 < sum(zone.room for zone in cluster.zones)
            self.saw("guide path: into a ring" if allowed else "guide path: ring full")
            return allowed
        allowed = self._all_can_leave(vehicle, zone)
        self.saw("guide path: a way out for all" if allowed else "guide path: no way out for all")
        return allowed

    def _all_can_leave(self, vehicle: DrivingVehicle, zone: Zone) -> bool:
        """Whether there is an order in which all can leave the cluster, if the vehicle enters the zone."""
        members = zone.cluster.zones
        standing = {member: list(member.vehicles) for member in members}
        if vehicle.zone in standing:
            standing[vehicle.zone].remove(vehicle)
        standing[zone].append(vehicle)
        rest = {one: [z for z, _ in one.ahead if z in standing] for queue in standing.values() for one in queue}
        rest[vehicle] = rest[vehicle][1:]
        hopeless: set[frozenset[DrivingVehicle]] = set()

        def search(left: frozenset[DrivingVehicle]) -> bool:
            if not left:
                return True
            if left in hopeless:
                return False
            queues = {member: [one for one in queue if one in left] for member, queue in standing.items()}
            for queue in queues.values():
                if queue and not any(queues[onward] for onward in rest[queue[0]]) and search(left - {queue[0]}):
                    return True
            hopeless.add(left)
            return False

        if any(standing[onward] for onward in rest[vehicle]):
            self.saw("guide path: the rest of the way is not empty")
        return search(frozenset(rest))

    # --- points

    def cross(self, vehicle: DrivingVehicle, point: str) -> float:
        """When the vehicle begins to cross a point, now or as soon as it is clear."""
        begin = self.clear.get(point, 0.0)
        if begin > self.clock.time:
            vehicle.rests = True
            self.saw("guide path: point taken")
        else:
            begin = self.clock.time
        self.clear[point] = begin + (vehicle.fleet.start_s if vehicle.rests else vehicle.fleet.cross_s)
        return begin

    def pass_on(self, vehicle: DrivingVehicle, point: str) -> None:
        """It has just crossed the point and goes on at once: its own tail is in nobody's way."""
        if self.clear[point] == self.clock.time + (vehicle.fleet.start_s if vehicle.rests else vehicle.fleet.cross_s):
            self.clear[point] = self.clock.time

    # --- places

    def free_stops(self, kind: str, but: Stop | None = None) -> list[Stop]:
        """Stops of a kind with a free place."""
        return [stop for stop in self.stops if stop.kind == kind and stop.free and stop is not but]

    def leave(self, stop: Stop) -> None:
        """A place has become free: it goes to who has waited for it longest."""
        stop.taken -= 1
        if stop.queue:
            stop.taken += 1
            stop.queue.pop(0).get_place(stop)

    def ask(self, vehicle: GuidedVehicle, stop: Stop) -> None:
        """Wait for a place; one who only stands there is sent away, an empty one rather than a loaded one."""
        stop.queue.append(vehicle)
        there = [one for one in self.vehicles if one.at is stop and one.only_stands]
        empty, loaded = [one for one in there if not one.loaded], [one for one in there if one.loaded]
        if empty:
            empty[0].make_room()
        elif loaded and vehicle.loaded:
            self.saw("guide path: a loaded vehicle makes room")
            loaded[0].make_room()
