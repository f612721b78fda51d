"""What rules of one's own are given: the plain functions are called with numbers that are worked out anew."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from taktwin.model.values.timeby import TimeBy
from tests.oracle.clock import INF
from tests.oracle.elements.buffer import Buffer
from tests.oracle.elements.source import Gate, Source
from tests.oracle.elements.station import Server, Station
from tests.oracle.elements.transport import Transport
from tests.oracle.job import Job
from tests.oracle.place import Place

if TYPE_CHECKING:
    from tests.oracle.plant import Plant


def put_rules(plant: Plant) -> None:
    """Let the rules of the plant decide."""
    for own in plant.model._rules.rules if plant.model._rules is not None else ():
        for name in own.wish.names:
            for place in deciders(plant, own.wish.what, name):
                asked = Asked(plant, own.function, own.wish.what, place, name)
                asked.levels = {argument: plant.first[one.name] for argument, one in own.wish.numbers}
                setattr(place, f"own_{own.wish.what}", asked)
                if own.wish.what == "release":
                    place.stream.ruled = True
                    place.open = asked.fixed


def deciders(plant: Plant, what: str, name: str) -> list[Any]:
    """What has to do with the rule: a place, the sources of a stream, a fleet, a crew."""
    if what == "release":
        return list(plant.streams[name].sources)
    if what == "dispatch":
        return [plant.fleets[name]]
    return [plant.crews[name]] if what == "repair" else [plant.first[name]]


def gates(plant: Plant) -> list[Gate]:
    """What asks the rules for release that go by the plant."""
    sources = [one for one in plant.places if isinstance(one, Source) and one.own_release is not None]
    return [Gate(one) for one in sources if one.own_release is not None and not one.own_release.fixed]


def ticks(plant: Plant) -> list[Tick]:
    """The clocks of rules that are asked though nothing happens."""
    rules = plant.model._rules.rules if plant.model._rules is not None else ()
    return [Tick(plant, one.wish.every) for one in rules if one.wish.every is not None]


class Tick:
    """Something is due each so many seconds, so that who lets orders go is asked."""

    def __init__(self, plant: Plant, every: float) -> None:
        self.plant, self.every, self.due = plant, every, 0.0

    def happen(self) -> None:
        """The next one."""
        self.plant.ledger.saw("a rule is asked by the clock")
        self.due += self.every


class Asked:
    """A rule at a place: numbers in, number out."""

    def __init__(self, plant: Plant, function: Callable[..., Any], what: str, place: Place, name: str) -> None:
        self.plant, self.function, self.what, self.place, self.name = plant, function, what, place, name
        self.names = list(inspect.signature(function).parameters)
        self.levels: dict[str, Place] = {}
        self.fixed = set(self.names) <= {"order", "due", "ready", "work", "colour"}  # what never changes of an order

    def __call__(self, job: Any, x: Any, **known: float) -> float:
        self.plant.ledger.saw(f"a {self.what} of one's own")
        return float(
            self.function(*(known[name] if name in known else self._number(name, job, x) for name in self.names))
        )

    def _number(self, name: str, job: Any, x: Any) -> float:
        now = self.plant.clock.time
        if name in self.levels:
            return level_of(self.levels[name])
        if self.what == "dispatch":
            return of_trip(self.place, *x)[name]()
        if self.what == "repair":
            return {"repair": lambda: x.failed.mean_repair, "failures": lambda: x.failures}[name]()
        plain: dict[str, Callable[[], float]] = {
            "now": lambda: now,
            "wip": lambda: self.plant.wip,
            "order": lambda: job.order,
            "ready": lambda: job.ready,
            "waited": lambda: now - job.ready,
            "age": lambda: now - job.born,
            "due": lambda: self._due(job),
            "colour": lambda: self._code(job.options["colour"]),
            "last_colour": lambda: -1 if x is None else self._code(x.options["colour"]),
        }
        if name in plain:
            return plain[name]()
        if isinstance(self.place, Source):
            queue = self.place.queue
            of_source: dict[str, Callable[[], float]] = {
                "position": lambda: queue.index(job),
                "count": lambda: len(queue),
                "work": lambda: self._work(job),
            }
            return of_source[name]()
        if isinstance(self.place, Buffer):
            of_buffer: dict[str, Callable[[], float]] = {
                "position": lambda: self.place.jobs.index(job),  # type: ignore[attr-defined]
                "count": lambda: len(self.place.jobs),  # type: ignore[attr-defined]
                "work": lambda: self._work(job),
            }
            return of_buffer[name]()
        if isinstance(x, Server):
            servers = x.station.servers
            of_server: dict[str, Callable[[], float]] = {
                "server": lambda: servers.index(x),
                "free_since": lambda: x.freed,
                "idle": lambda: now - x.freed,
                "turn": lambda: (servers.index(x) - x.station.next_server) % len(servers),
                "work": lambda: x.time_of(job).mean,
            }
            return of_server[name]()
        return {"level": level_of, "room": room_of}[name](x)

    def _code(self, colour: str) -> int:
        shop = self.plant.shop_of[self.place]
        return self.plant.options_of("shops", shop).values["colour"].index(colour)

    def _due(self, job: Job) -> float:
        rows = self.plant.streams[job.stream].rows if job.stream is not None else None
        due = rows[job.order].due if rows is not None else None
        return INF if due is None else due

    def _work(self, job: Job) -> float:
        """Mean time at the next station along the line."""
        shop, line = self.plant.line_of[self.place]
        flow = self.plant.model.shops[shop].lines[line].flow
        at = next((at for at, element in enumerate(flow) if element.name == self.name), -1)
        try:
            element = self.plant._station_behind(shop, line, at)
        except (AssertionError, RecursionError, KeyError):
            return 0.0
        station = self.plant.first[element.name]
        assert isinstance(station, Station)
        if element.server_list:
            each = [one.cycle if one.cycle is not None else element.cycle for one in element.server_list]
        else:
            each = [element.cycle]
        return sum(self._mean(cycle, job, station) for cycle in each) / len(each)

    def _mean(self, cycle: Any, job: Job, station: Station) -> float:
        if not isinstance(cycle, TimeBy):
            return float(cycle.mean)
        if cycle.by == "visit":
            text = job.visits_named(list(cycle.values), station, job.visits.get(station, 0) + 1)
        else:
            text = job.options[cycle.by]
        time = cycle.values.get(text, cycle.default) if text is not None else cycle.default
        assert time is not None
        return float(time.mean)


def _stock_of(client: Any) -> Any:
    return None if isinstance(client, Transport) else client.taker


def of_trip(fleet: Any, vehicle: Any, client: Any) -> dict[str, Callable[[], float]]:
    """What a rule for dispatch may be given of a vehicle and a request."""
    guided = hasattr(vehicle, "seconds_to")
    carries = isinstance(client, Transport)
    stock = _stock_of(client)
    return {
        "vehicle": lambda: (fleet.guided if guided else fleet.vehicles).index(vehicle),
        "trips": lambda: vehicle.jobs,
        "idle": lambda: vehicle.clock.time - vehicle.freed,
        "wanted": lambda: max(1, client.requests),
        "priority": lambda: client.priority if guided else 0,
        "empty": lambda: vehicle.seconds_to(client.from_point) if guided else client.empty_s,
        "before": lambda: sum(map(level_of, client.givers)) if carries else client.giver.level.value,
        "level": lambda: client.level.value if carries else stock.level.value,
        "room": lambda: client.capacity - client.level.value if carries else stock.capacity - stock.level.value,
    }


def level_of(place: Place | None) -> int:
    """Jobs in a place."""
    if place is None:
        return 0
    if isinstance(place, Station) and not place.holds_jobs:
        return sum(server.job is not None for server in place.servers)
    return int(place.level.value)


def room_of(place: Place | None) -> float:
    """Free places in it."""
    if place is None:
        return INF
    return (len(place.servers) if isinstance(place, Station) and not place.holds_jobs else place.capacity) - level_of(
        place
    )
