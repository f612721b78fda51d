"""The plant: everything built from a checked model, and its run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.model.nouns.batches.splitstation import SplitStation as SplitStationModel
from taktwin.model.nouns.lifts.lift import Outlet
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.shop import Shop
from taktwin.model.nouns.station import Branching, WorkPlace
from taktwin.model.nouns.station import Station as StationModel
from taktwin.model.nouns.use import Use
from taktwin.model.text.names import Names
from taktwin.model.text.zones import works_of
from taktwin.model.values.distribution import Distribution
from taktwin.model.values.timeby import TimeBy
from tests.oracle.books.powers import put_meter, put_meters_of_fleets
from tests.oracle.building import ELEMENTS
from tests.oracle.calendar import ShiftCalendar
from tests.oracle.clock import Agent, Clock, Mover
from tests.oracle.contents import put_contents
from tests.oracle.elements import carriers
from tests.oracle.elements.buffer import Buffer
from tests.oracle.elements.dock import Dock
from tests.oracle.elements.fleet import Fleet
from tests.oracle.elements.hand import HandCell, HandServer, works_by_hand
from tests.oracle.elements.lane import Lane, connect_calls
from tests.oracle.elements.lift import Lift
from tests.oracle.elements.load import Load
from tests.oracle.elements.makecell import MakeCell, Recipe
from tests.oracle.elements.rests import add_rests
from tests.oracle.elements.source import Exit, Source, Stream
from tests.oracle.elements.splitstation import SplitStation, connect_split
from tests.oracle.elements.station import Join, Need, Route, Server, SetupRule, Station, Work
from tests.oracle.elements.stock import Stock
from tests.oracle.elements.transport import Feed, Transport
from tests.oracle.elements.zonedline import Zone
from tests.oracle.failures import Crew
from tests.oracle.job import Job
from tests.oracle.ledger import Ledger
from tests.oracle.merging import Merging
from tests.oracle.options import Options, each_quantity
from tests.oracle.own.asked import gates, put_rules, ticks
from tests.oracle.paths.building import add_guide_paths, add_vehicles
from tests.oracle.paths.guided import GuidedVehicle
from tests.oracle.paths.guidedfleet import GuidedFleet
from tests.oracle.paths.guidepath import GuidePath
from tests.oracle.place import Place
from tests.oracle.resource import Resource
from tests.oracle.staff import Staff


class Plant:
    """A plant in motion. The model must have passed the checks and have no `count` or `streams` left (`expand`)."""

    def __init__(self, model: PlantModel, seed: int = 1) -> None:
        self.model, self.seed = model, seed
        self.clock = Clock()
        self.ledger = Ledger(self.clock)
        self.names = Names(model)
        self._options = {name: Options(plant) for name, plant in (model._spelt.plants or {"": model}).items()}
        self.calendars = {name: ShiftCalendar(self, one.windows(), one.finish) for name, one in model.calendars.items()}
        self.crews = {name: Crew(name, int(crew.size.value)) for name, crew in model.crews.items()}
        self.stocks = {
            name: Stock(self.ledger, name, point.initial.value, point.capacity.value)
            for name, point in model.stocks.items()
        }
        self.staff = Staff(self)
        self.streams = {name: Stream(self, name) for name in model.orders}
        self.docks = {name: Dock(self, name) for name in model.docks}
        self.lanes = {name: Lane(self, name) for name in model.lanes}
        self.fleets = {
            name: Fleet(self, name) if fleet.paths is None else GuidedFleet(self, name)
            for name, fleet in model.fleets.items()
        }
        self.paths: list[GuidePath] = []
        self.resources: list[Resource] = []  # in plant order
        self.places: list[Place] = []  # in plant order
        self.movers: list[Mover] = []
        self.first: dict[str, Place] = {}  # of an element
        self.ends: dict[tuple[str, str], Place] = {}  # of a line
        self.sources: dict[tuple[str, str], Source] = {}
        self.shop_of: dict[Place, str] = {}
        self.line_of: dict[Place, tuple[str, str]] = {}
        self.element_of: dict[Place, str] = {}
        self.last: dict[str, Place] = {}
        self.pools: dict[str, carriers.Pool] = {}
        self.wip = 0  # main jobs in the plant
        self.outcomes = {"finished": 0, "scrapped": 0, "joined": 0}
        self.released: dict[Job, None] = {}  # jobs of order streams that are in the plant, or wait before it
        for name, shop in model.shops.items():
            self._shop(name, shop)
        self._connect()
        connect_calls(self)
        carriers.connect(self)
        put_rules(self)
        self.rests = add_rests(self)
        feeds = [Feed(self, name) for name in model.feeds]
        self.movers += [*feeds, *(lane for lane in self.lanes.values() if lane.model.every is None)]
        add_vehicles(self)
        put_meters_of_fleets(self)
        presences = self.staff.come()
        add_guide_paths(self, [*feeds, *(place for place in self.places if isinstance(place, Transport))])
        self.movers += self.staff.desks()
        self.movers += gates(self)
        calendars = [*self.calendars.values(), *presences]
        agents: list[Agent] = [*self.streams.values(), *self.lanes.values(), *self.pools.values()]
        self.clock.agents = [*agents, *self.resources, *calendars, *ticks(self)]
        self.clock.movers = self.movers
        self.clock.after = self._show_waits if self.pools else None

    def options_of(self, group: str, name: str) -> Options:
        """The options of the plant that something belongs to, such as ("shops", "body")."""
        return self._options[self.model._spelt.owner.get((group, name), "")]

    # --- building

    def calendar(self, own: str | None, shop: str | None, continuous: bool = False) -> ShiftCalendar | None:
        name = own or (self.model.shops[shop].calendar if shop in self.model.shops else None)
        if name is not None and continuous:
            self.ledger.saw("continuous resource")
        return None if name is None or continuous else self.calendars[name]

    def _shop(self, name: str, shop: Shop) -> None:
        for cell_name, cell in shop.cells.items():
            self._cell(name, cell_name, cell)
        for line_name, line in shop.lines.items():
            before: Place | None = None
            if line.start_kind is not None:
                stream = self.streams[line.orders] if line.orders is not None else None
                source = Source(self, f"{line_name} source", stream, line.endless, self.options_of("shops", name))
                if stream is not None:
                    stream.sources.append(source)
                self.sources[name, line_name] = source
                self.line_of[source] = (name, line_name)
                self.add(source, name)
                before = source
            for element in line.flow:
                first, last = self._element(name, element)
                self.first[element.name], self.last[element.name] = first, last
                first.point = element.point
                first.in_sequence = element.in_sequence
                self.line_of[first] = self.line_of[last] = (name, line_name)
                self.element_of[first] = self.element_of[last] = element.name
                if element.merge is not None:
                    first.merge = Merging(element.merge, self.names_of, self.ledger.saw)
                if before is not None:
                    before.dest = first
                before = last
            assert before is not None
            self.ends[name, line_name] = before
        for load_name, load in shop.loads.items():
            self.ledger.saw("load of a shop")
            made = Load(self, f"{name} {load_name}", self.calendar(load.calendar, name, load.continuous))
            put_meter(self, made, name, load)
            self.resources.append(made)

    def names_of(self, place: Place) -> tuple[str, ...]:
        """The names by which a merge may mean a place: its element, its line, its shop and line."""
        shop, line = self.line_of[place]
        spelt = self.model._spelt
        found = (self.element_of.get(place, line), line, f"{shop}.{line}")
        if (shop, line) not in spelt.line_copies:
            return found
        own = spelt.shops[shop]  # a merge means all copies of a line
        element, name = spelt.elements.get((shop, found[0]), found[0]), spelt.lines[shop, line]
        names = (element, name, f"{own.name}.{name}")
        return (*found, *names, *(f"{own.plant}.{one}" for one in names))

    def add(self, place: Place, shop: str) -> Any:
        self.places.append(place)
        self.movers.append(place)
        self.shop_of[place] = shop
        return place

    def _element(self, shop: str, element: Any) -> tuple[Place, Place]:
        """First and last place of an element."""
        return ELEMENTS[element.kind](self, shop, element)

    def servers(self, station: Station, shop: str, element: Any, count: float) -> None:
        each = getattr(element, "server_list", []) or [None] * int(count)
        for number, own in enumerate(each, start=1):
            name = station.name if count == 1 else f"{station.name}.{number}"
            self.server(station, shop, element, own, HandServer if works_by_hand(element) else Server, name)
        self.resources += station.servers

    def server(self, station: Station, shop: str, element: Any, own: Any, kind: type[Server], name: str) -> None:
        """A server of a station; ``own`` is what is said of it alone."""
        calendar = self.calendar(_said(own, element, "calendar"), shop, _said(own, element, "continuous"))
        server = kind(self, station, name, _said(own, element, "failures"), calendar)
        server.sleeps_by(getattr(element, "pauses", None))
        if isinstance(server, HandServer):
            server.handle(element)
        if own is not None:
            self.ledger.saw("server of its own")
            server.when = own.when
            if own.cycle is not None:
                server.time_of = self._time_of(element.name, own.cycle)
        put_meter(self, server, shop, element, own.power if own is not None else None)
        station.servers.append(server)

    def work(self, element: WorkPlace) -> Work:
        """What is done with a job at a station of any sort."""
        work = Work(self._time_of(element.name, element.cycle), choice=getattr(element, "choice", "listed"))
        if element.setup is not None:
            setup = element.setup
            after = int(setup.purge_after.value) if setup.purge_after is not None else None
            work.setup = SetupRule(setup.by, setup.time, after, setup.purge_time or setup.time, setup.matrix)
        return work

    def _time_of(self, name: str, cycle: TimeBy | Distribution) -> Callable[[Job], Distribution]:
        """The time of work on a job at an element."""
        if not isinstance(cycle, TimeBy):
            return lambda job: cycle
        if cycle.by == "visit":
            return lambda job: self._time_of_visit(job, name, cycle)
        by, values, default = cycle.by, cycle.values, cycle.default
        return lambda job: values.get(job.options[by], default)  # type: ignore[arg-type]

    def _time_of_visit(self, job: Job, name: str, cycle: TimeBy) -> Distribution:
        text = job.visits_named(list(cycle.values), self.first[name])
        self.ledger.saw("time by visit")
        time = cycle.values[text] if text is not None else cycle.default
        assert time is not None
        return time

    def _needs(self, uses: list[Use], shop: str) -> list[Need]:
        each = ((use, amount, when) for use in uses for amount, when in self.quantities(use, shop))
        return [Need(self._stock(use.part, use.from_), amount, when) for use, amount, when in each]

    def quantities(self, entry: Any, shop: str) -> list[tuple[Any, Any]]:
        """How many, and for which jobs."""
        return each_quantity(entry, self.options_of("shops", shop), self.ledger.saw)

    def _stock(self, part: str, named: str | None) -> Stock:
        name = self.names.stock(part, named)
        assert name is not None
        return self.stocks[name]

    def _cell(self, shop: str, name: str, cell: Any) -> None:
        kind = HandCell if cell.operators else MakeCell
        made = kind(self, name, cell.failures, self.calendar(cell.calendar, shop, cell.continuous))
        made.sleeps_by(cell.pauses)
        if isinstance(made, HandCell):
            made.ask_for(cell, name)
        for make in cell.makes.values():
            made.recipes.append(
                Recipe(
                    self._stock(make.part, make.into),
                    made.draws.times(make.hit, k.P_WORK),
                    make.per_hit.value,
                    int(make.lot.value),
                    make.reorder.value,
                    make.scrap.value,
                    self._needs(make.uses, shop),
                )
            )
        made.change = made.draws.times(cell.change, k.P_SETUP)
        names = list(cell.makes)
        made.changes = {
            (names.index(last), names.index(recipe)): made.draws.times(time, k.P_SETUP)
            for last, times in cell.changes.items()
            for recipe, time in times.items()
        }
        put_meter(self, made, shop, cell)
        self.resources.append(made)
        self.movers.append(made)

    # --- connections

    def _target(self, to: str, shop: str) -> Place | None:
        """The place that a `to` means; None for scrap."""
        target = self.names.target(to, shop)
        assert target is not None
        if target.kind == "scrap":
            return None
        if target.element is not None:
            return self.first[target.element]
        return self.first[self.model.shops[target.shop].lines[target.line].flow[0].name]

    def _connect(self) -> None:
        stations = [(shop, one) for shop, _, _, e in self.model.all_elements() for one in works_of(e)]
        joined = {self.names.line(join.line, shop) for shop, station in stations for join in station.joins}
        exits: dict[str, Exit] = {}
        for shop, name, line in self.model.all_lines():
            last = self.ends[shop, name]
            if line.to is not None:
                last.dest = self._target(line.to, shop)
            elif (shop, name) not in joined:
                if shop not in exits:
                    exits[shop] = self.add(Exit(self, f"{shop} exit"), shop)
                last.dest = exits[shop]
            if line.call is not None:
                caller = self.names.elements[line.call.at][0]  # its plant's options are asked
                for amount, when in self.quantities(line.call, caller):
                    self.first[line.call.at].calls.append((self.sources[shop, name], when, int(amount)))
        for shop, element in stations:
            self._connect_station(shop, element)
        for shop, _, _, element in self.model.all_elements():
            if isinstance(element, SplitStationModel):
                connect_split(self, shop, element)
        for shop, name, at, element in self.model.all_elements():
            buffer = self.first[element.name]
            if isinstance(buffer, Buffer) and buffer.rule.kind == "shortest":
                buffer.rank = self._by_time(self._station_behind(shop, name, at))
        for taker in self.places:
            taker.givers = [giver for giver in self.places if self._leads(giver, taker)]
            self._name_entries(taker)

    def _station_behind(self, shop: str, name: str, at: int) -> StationModel:
        line = self.model.shops[shop].lines[name]
        for element in line.flow[at + 1 :]:
            if isinstance(element, StationModel):
                return element
        assert line.to is not None
        target = self.names.target(line.to, shop)
        assert target is not None
        return self._station_behind(target.shop, target.line, target.place - 1)

    def _by_time(self, element: StationModel) -> Callable[[Job], float]:
        station, cycle = self.first[element.name], element.cycle
        assert isinstance(cycle, TimeBy)

        def mean(job: Job) -> float:
            if cycle.by == "visit":
                text = job.visits_named(list(cycle.values), station, job.visits.get(station, 0) + 1)
            else:
                text = job.options[cycle.by]
            time = cycle.values.get(text, cycle.default) if text is not None else cycle.default
            assert time is not None
            return time.mean

        return mean

    def _connect_station(self, shop: str, element: Branching) -> None:
        station = self.first[element.name]
        if isinstance(station, Lift):
            for outlet in element.routes:
                assert isinstance(outlet, Outlet)
                route = Route(self._target(outlet.to, shop), outlet.share.value, outlet.when)
                station.routes.append((route, outlet.at.value))
            return
        assert isinstance(station, Station | Zone)
        work = station.work if isinstance(station, Station) else station
        lines = ((self.names.line(join.line, shop), join) for join in element.joins)
        each = (
            (at, amount, when) for at, one in lines if at is not None for amount, when in self.quantities(one, shop)
        )
        work.joins = [Join(self.ends[at], int(amount), when) for at, amount, when in each]
        for join in element.joins:
            if join.matched:
                line = self.names.line(join.line, shop)
                assert line is not None
                self.ends[line].matched = True
        work.needs = self._needs(element.uses, shop)
        if isinstance(work, Zone):
            return
        if element.scrap.value > 0.0:
            work.routes.append(Route(None, element.scrap.value, {}))
            work.scraps = True
        for route in element.routes:
            elsewhere = self._target(route.elsewhere, shop) if route.elsewhere is not None else None
            way = Route(self._target(route.to, shop), route.share.value, route.when, route.full, elsewhere)
            if element.route_by == "shortest_queue":
                work.by_queue = True
                target = self.names.target(route.to, shop)
                assert target is not None
                flow = self.model.shops[target.shop].lines[target.line].flow[target.place :]
                way.queue = [
                    place for one in flow for place in dict.fromkeys((self.first[one.name], self.last[one.name]))
                ]
                way.can_be_full = flow[0].kind in ("buffer", "store", "conveyor", "station")
            work.routes.append(way)

    def _leads(self, giver: Place, taker: Place) -> bool:
        routes = giver.work.routes if isinstance(giver, Station) else []
        parts = giver.parts if isinstance(giver, SplitStation) else []
        outlets = [route for route, _ in giver.routes] if isinstance(giver, Lift) else []
        ways = (*routes, *parts, *outlets)
        return giver.dest is taker or any(taker in (one.to, getattr(one, "elsewhere", None)) for one in ways)

    def _name_entries(self, place: Place) -> None:
        """A passage is noted where jobs come in from outside the shop, and where they leave the plant."""
        shop = self.shop_of[place]
        if isinstance(place, Exit):
            place.shop_point = "line off"
        elif any(isinstance(giver, Source) or self.shop_of[giver] != shop for giver in place.givers):
            place.shop_point = shop

    # --- running

    def run(self, until: float) -> None:
        """Run up to and including a time, from 0."""
        for resource in self.resources:
            resource.start()
        put_contents(self)
        for stream in self.streams.values():
            stream.start()
        self.clock.process(self.clock.life())
        self.clock.run_to(until)
        if self.clock.ties:
            self.ledger.saw("several due at one instant")
        for resource in self.resources:
            resource.settle()
            if isinstance(resource, GuidedVehicle) and resource.battery is not None:
                resource.battery.settle()
        for place in self.places:
            place.level.settle()
        for rest in self.rests.values():
            rest.look()
        for stock in self.stocks.values():
            stock.level.settle()
        for pool in self.pools.values():
            pool.level.settle()
            pool.level_away.settle()

    def _show_waits(self) -> None:
        """Who waits for a carrier depends on what others do."""
        for resource in self.resources:
            resource.show(resource.find_state())
            if resource.state == "waiting_carrier":
                self.ledger.saw("wait for a carrier")

    def end(self, job: Job, outcome: str) -> None:
        """A job leaves the plant, or lives on in another."""
        job.ended = True
        for buffer in self.places if job.main else ():
            for part in buffer.waiting() if buffer.matched else ():
                if part.caller is job:
                    self.ledger.saw("matched: taken away at the end of its own")
                    buffer.give(part)
                    self.end(part, "scrapped")
        self.outcomes[outcome] += 1
        self.released.pop(job, None)
        for pool in self.pools.values():
            if job in pool.held:
                self.ledger.saw("carrier given back at the end")
            pool.give(job)
        if job.main:
            self.wip -= 1
            self.ledger.note("end", job.stream or "", outcome, job.order)


def _said(own: Any, element: Any, field: str) -> Any:
    """What is said of one server, else of all of the element."""
    given = getattr(own, field, None)
    return given if given is not None else getattr(element, field)
