"""Stations and the cranes of stores: servers that take a job, wait for what it needs, work, and hold it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from taktwin.kernel.base import state as k
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.values.distribution import Distribution
from tests.oracle.draws import Draw
from tests.oracle.elements.buffer import Buffer
from tests.oracle.elements.ways import is_full, ready_for
from tests.oracle.job import Condition, Job
from tests.oracle.place import Place
from tests.oracle.resource import SETUP, WORK, Resource

if TYPE_CHECKING:
    from tests.oracle.calendar import ShiftCalendar
    from tests.oracle.elements.stock import Stock
    from tests.oracle.plant import Plant


def state_of_finished(dest: Place | None) -> str:
    """The state of a resource whose finished job cannot go on."""
    from tests.oracle.elements.transport import Transport

    if isinstance(dest, Transport):
        return "waiting_transport"
    return "waiting_carrier" if dest is not None and dest.lacks_carriers else "blocked"


@dataclass(eq=False)
class Join:
    """Jobs of a sub-line that are needed: so many from the last place of the line."""

    giver: Place
    quantity: int
    when: Condition
    seconds: float = 0.0


@dataclass(eq=False)
class Need:
    """Parts that are needed."""

    stock: Stock
    quantity: float
    when: Condition
    seconds: float = 0.0


def needed_by(job: Job, joins: list[Join]) -> list[Join]:
    """Those that the job needs: where its main job has ended, nothing by a join that is matched."""
    alive = job.owner is not None and not job.owner.ended
    return [join for join in joins if alive or not join.giver.matched]


def lacking_jobs(job: Job, joins: list[Join]) -> list[Join]:
    """Joins for which there are not enough jobs, those for the joins before them taken off."""
    missing: list[Join] = []
    wanted: dict[Place, int] = {}
    for join in needed_by(job, joins):
        wanted[join.giver] = wanted.get(join.giver, 0) + join.quantity
        if len(join.giver.joinable(job)) < wanted[join.giver]:
            missing.append(join)
    return missing


def lacking_parts(needs: list[Need]) -> list[Need]:
    """Needs for which there are not enough parts, those for the needs before them taken off."""
    missing: list[Need] = []
    wanted: dict[str, float] = {}
    for need in needs:
        wanted[need.stock.name] = wanted.get(need.stock.name, 0.0) + need.quantity
        if need.stock.free < wanted[need.stock.name]:
            missing.append(need)
    return missing


@dataclass
class Route:
    """Where a share of the jobs goes; None = scrap."""

    to: Place | None
    share: float
    when: Condition
    full: str = "wait"  # what its jobs do that find it full: wait, go_on, or go `elsewhere`
    elsewhere: Place | None = None
    queue: list[Place] = field(default_factory=list)  # the places on it, to the end of the line
    can_be_full: bool = False
    along: bool = False  # no route: on along the line, where jobs may wait to be joined


@dataclass
class SetupRule:
    """Setup when ``option`` changes, purge after ``purge_after`` jobs."""

    option: str
    time: Distribution | None
    purge_after: int | None
    purge_time: Distribution | None
    matrix: dict[str, dict[str, Distribution]]


@dataclass
class Work:
    """What is done with a job."""

    time_of: Callable[[Job], Distribution]
    setup: SetupRule | None = None
    joins: list[Join] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    choice: str = "listed"
    routes: list[Route] = field(default_factory=list)
    scraps: bool = False  # the first of them is scrap
    by_queue: bool = False  # the shortest queue decides among them


class Server(Resource):
    """One of the places of a station."""

    word = "station or crane"
    finishes = True

    def __init__(
        self,
        plant: Plant,
        station: Station,
        name: str,
        failures: list[str | FailureMode],
        calendar: ShiftCalendar | None,
    ) -> None:
        super().__init__(plant, name, failures, calendar)
        self.station = station
        self.job: Job | None = None
        self.freed = 0.0  # since when it has none
        self.done = False
        self.claimed = False  # a vehicle is on its way to fetch the job
        self.works = 0
        self.setups_drawn = 0
        self.last_value: str | None = None
        self.same = 0
        self.cause: Join | Need | None = None
        self.time_of = station.work.time_of
        self.when: Condition = {}
        self._times: dict[tuple[str, Distribution], Draw] = {}

    @property
    def free(self) -> bool:
        """Without a job, and able to take one."""
        return self.job is None and self.able

    def _time(self, what: str, distribution: Distribution, purpose: int, number: int) -> float:
        draw = self._times.get((what, distribution))
        if draw is None:
            draw = self._times[what, distribution] = self.draws.times(distribution, purpose)
        return draw(number)

    # --- begin

    def waits_for_start(self) -> bool:
        """Holds a job that it has not begun."""
        return self.job is not None and not self.done and self.phase is None

    def try_to_start(self) -> bool:
        """Begin if everything is there: jobs of sub-lines first, then parts."""
        if self.naps is not None and self.must_wake():
            self.look()
            return False
        job, work = self.job, self.station.work
        assert job is not None
        joins = [join for join in work.joins if job.fulfils(join.when, self.station)]
        needs = [need for need in work.needs if job.fulfils(need.when, self.station)]
        missing = [*lacking_jobs(job, joins), *lacking_parts(needs)]
        if missing:
            self.blame(missing)
            return False
        self._count_features(joins, needs)
        for join in needed_by(job, joins):
            for _ in range(join.quantity):
                other = join.giver.first_to_join(job)
                if join.giver.matched and other is not join.giver.waiting()[0]:
                    self.saw("matched: not the first one there")
                join.giver.give(other)
                self.plant.end(other, "joined")
        for need in needs:
            need.stock.draw(need.quantity, job)
        self._begin_with_setup(job)
        self.cause = None
        return True

    def blame(self, missing: list[Join | Need]) -> None:
        """Name what is lacking: what was named before as long as it is, else the first."""
        if self.state != "waiting_parts" or self.cause not in missing:
            if self.state == "waiting_parts":
                self.saw("cause of a wait changes")
            self.settle()
            self.cause = missing[0]
            self.saw("wait for jobs" if isinstance(self.cause, Join) else "wait for parts")
        self.look()

    def _count_features(self, joins: list[Join], needs: list[Need]) -> None:
        for join in joins:
            self.saw("join" if join.quantity == 1 else "join of several jobs")
            if join.giver.matched:
                self.saw("join of its own jobs")
            if join.when:
                self.saw("join with a condition")
            if "visit" in join.when:
                self.saw("join by visit")
        if len({join.giver for join in joins}) < len(joins):
            self.saw("join of one line twice")
        for need in needs:
            self.saw("use of parts")
            if need.when:
                self.saw("use with a condition")
            if "visit" in need.when:
                self.saw("use by visit")
        if len({need.stock.name for need in needs}) < len(needs):
            self.saw("use of one part twice")

    def settle(self) -> None:
        if self.cause is not None and self.state == "waiting_parts":
            self.cause.seconds += self.clock.time - self.since
        super().settle()

    def _begin_with_setup(self, job: Job) -> None:
        rule = self.station.work.setup
        if rule is None:
            self.after_setup(job)
            return
        value = job.options[rule.option]
        time: Distribution | None = None
        if self.last_value is not None and value != self.last_value:
            time = rule.time
            if value in rule.matrix.get(self.last_value, {}):
                time = rule.matrix[self.last_value][value]
                self.saw("setup by a matrix")
        elif rule.purge_after is not None and self.same >= rule.purge_after:
            time = rule.purge_time
            self.saw("purge")
        self.last_value = value
        self.same = 1 if time is not None else self.same + 1
        if time is None:
            self.after_setup(job)
            return
        self.saw("setup")
        self.setups += 1
        self.setups_drawn += 1
        self.begin_setup(job, self._time("setup", time, k.P_SETUP, self.setups_drawn))

    def begin_setup(self, job: Job, seconds: float) -> None:
        """Set up for the job."""
        self.begin(SETUP, seconds)

    def after_setup(self, job: Job) -> None:
        """It is set up for the job."""
        self.begin_work(job)

    def begin_work(self, job: Job) -> None:
        """Work on the job."""
        self.works += 1
        self.saw(f"work at a {self.station.kind}")
        if len(self.station.servers) > 1:
            self.saw(f"work at one of several servers of a {self.station.kind}")
        seconds = self._time("work", self.time_of(job), k.P_WORK, self.works - 1)
        if seconds == 0.0:
            self.saw("work of no duration")
        self.begin(WORK, seconds)

    # --- end

    def end_of_phase(self, phase: str | None) -> None:
        assert self.job is not None
        if phase == SETUP:
            self.after_setup(self.job)
            return
        self.finish()

    def finish(self) -> None:
        """The work is done: the job goes where its route leads, at once if it can."""
        assert self.job is not None
        self.count()
        self.done = True
        self.job.ready = self.clock.time
        self.job.dest = self.station.dest
        self._route(self.job)
        self.look()
        self._hand_over()

    def _hand_over(self) -> None:
        """Into a buffer with room to which nobody else leads, the job goes at once."""
        dest, job = self.station.dest, self.job
        if not isinstance(dest, Buffer) or job is None or job.dest is not dest:
            return
        if dest.takes or dest.matched or self.station.gives:
            return
        if dest.givers == [self.station] and len(self.station.servers) == 1 and dest.has_room:
            self.saw("hand-over at the end of work")
            dest.take_one()

    @property
    def routed(self) -> int:
        """Number of the draw of a route."""
        return self.works

    def _route(self, job: Job) -> None:
        if not self.station.work.routes:
            return
        u = self.draws.unit(k.P_ROUTE, self.routed)
        if self.station.own_route is not None:
            self._take_route(job, self._lowest_way(job, u))
            return
        if self.station.work.by_queue:
            self._take_route(job, self._shortest_way(job, u))
            return
        total = 0.0
        for route in self.station.work.routes:
            if job.fulfils(route.when, self.station):
                total += route.share
                if u < total:
                    break
        else:
            return
        self._take_route(job, route)

    def _take_route(self, job: Job, route: Route) -> None:
        """On the chosen way; or, where that is full, where it says."""
        if route.along:
            return
        to = route.to
        if to is not None and route.full != "wait" and is_full(to, job):
            self.saw(f"full way: {route.full}" if route.full in ("go_on", "scrap") else "full way: elsewhere")
            if route.full == "go_on":
                return
            to = route.elsewhere
        self._take_way(job, to, route.when)

    def _shortest_way(self, job: Job, u: float) -> Route:
        """The open way on which the fewest jobs are, those last that are full; along the line where none is open."""
        station = self.station
        routes = list(station.work.routes)
        if station.work.scraps and u < routes[0].share:
            return routes[0]
        routes = [one for one in routes if one.to is not None and job.fulfils(one.when, station)]
        if not routes:
            self.saw("shortest queue: no way is open")
            return Route(station.dest, 1.0, {}, along=True)

        def jobs(route: Route) -> tuple[bool, float]:
            assert route.to is not None
            on_way = ready_for(route.to, job) + sum(place.level.value for place in route.queue)
            return route.can_be_full and is_full(route.to, job), on_way

        found = min(routes, key=jobs)
        if jobs(found)[1] > min(jobs(one)[1] for one in routes):
            self.saw("shortest queue: the shortest is full")
        self.saw("shortest queue")
        return found

    def _lowest_way(self, job: Job, u: float) -> Route:
        """The way of a rule of one's own; scrap is left to chance."""
        station = self.station
        assert station.own_route is not None
        routes, total, ways = list(station.work.routes), 0.0, []
        if station.work.scraps:
            total = routes.pop(0).share
            if u < total:
                return Route(None, total, {})
        for way, route in enumerate(routes):
            if job.fulfils(route.when, station):
                ways.append((station.own_route(job, route.to, u=u, below=total, share=route.share, way=way), route))
                total += route.share
        onward = Route(station.dest, 1.0 - total, {}, along=True)
        rated = station.own_route(job, onward.to, u=u, below=total, share=onward.share, way=len(routes))
        return min([*ways, (rated, onward)], key=lambda way: way[0])[1]

    def _take_way(self, job: Job, to: Place | None, when: Condition) -> None:
        """Scrapped, or on its way."""
        if to is None:
            self.scrapped += 1
            self.saw("scrap")
            self.let_go()
            self.plant.end(job, "scrapped")
        elif to is not self.station.dest:
            self.rerouted += 1
            job.dest = to
            self.saw("route with a condition" if when else "route")
            if "visit" in when:
                self.saw("route by visit")

    def lose_work(self) -> None:
        job = self.job
        assert job is not None
        self.phase = None
        self.count()
        self.scrapped += 1
        self.let_go()
        self.plant.end(job, "scrapped")

    def has_nothing_to_do(self) -> bool:
        return self.phase is None and (self.job is None or self.done)

    def let_go(self) -> None:
        """The job is gone."""
        self.job, self.done, self.claimed = None, False, False
        self.freed = self.clock.time
        self.station.level.change(-1)
        self.look()

    def idle_state(self) -> str:
        if self.job is None:
            return "waiting_carrier" if self.station.lacks_carriers else "starved"
        if not self.done:
            return "waiting_parts"
        return state_of_finished(self.job.dest)


class Station(Place):
    """A station, or the cranes of a store."""

    kind = "station"

    def __init__(self, plant: Plant, name: str, work: Work) -> None:
        super().__init__(plant, name)
        self.work = work
        self.servers: list[Server] = []
        self.next_server = 0
        self.own_choice: Callable[..., float] | None = None
        self.own_route: Callable[..., float] | None = None

    @property
    def _choosy(self) -> bool:
        """Some servers do not take all jobs."""
        return any(server.when for server in self.servers)

    @property
    def picky(self) -> bool:
        return self._choosy or super().picky

    def choose(self, job: Job) -> Server:
        """The free server that takes a job."""
        free = [one for one in self.servers if one.free and job.fulfils(one.when, self)]
        if len(free) > 1 and self.work.choice != "listed":
            self.saw(f"server chosen: {self.work.choice}")
        count, choice = len(self.servers), self.work.choice
        own = self.own_choice
        if own is not None:
            chosen = min(free, key=lambda one: own(job, one))
            self.next_server = (self.servers.index(chosen) + 1) % count
            return chosen
        if choice == "fastest":
            return min(free, key=lambda one: one.time_of(job).mean)
        if choice == "idle":
            return min(free, key=lambda one: one.freed)
        if choice == "cyclic":
            chosen = min(free, key=lambda one: (self.servers.index(one) - self.next_server) % count)
            self.next_server = (self.servers.index(chosen) + 1) % count
            return chosen
        return free[0]

    def wants(self, job: Job) -> bool:
        served = any(server.free and job.fulfils(server.when, self) for server in self.servers)
        return (served or not self._choosy) and super().wants(job)

    def all_ready(self, taker: Place) -> list[Job]:
        return [job for job in self.waiting() if job.dest is taker]

    def act(self) -> bool:
        acted = False
        for server in self.servers:
            if server.able and server.waits_for_start():
                acted |= server.try_to_start()
        while any(server.free for server in self.servers):
            job = self.take()
            if job is None:
                break
            server = self.choose(job)
            server.job = job
            self.level.change(+1)
            server.try_to_start()
            acted = True
        return acted

    def offer(self, taker: Place) -> Job | None:
        ready = [job for job in self.waiting() if job.dest is taker]
        return ready[0] if ready else None

    def claim(self, job: Job) -> None:
        next(server for server in self.servers if server.job is job).claimed = True

    def give(self, job: Job) -> None:
        next(server for server in self.servers if server.job is job).let_go()

    def waiting(self) -> list[Job]:
        """Finished jobs that no vehicle comes for, those first that have been ready longest."""
        done = [server.job for server in self.servers if server.done and not server.claimed and server.job is not None]
        return sorted(done, key=lambda job: job.ready)

    def joinable(self, job: Job) -> list[Job]:
        return [one for one in self.waiting() if one.dest is self.dest]
