"""Where jobs begin: order streams, sources on demand, endless lines, called lines; and where they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktwin.kernel.base import state as k
from taktwin.model.text.orderfile import read_orders
from tests.oracle.clock import INF
from tests.oracle.draws import Draws
from tests.oracle.job import CALLED_BY_NOBODY, Job
from tests.oracle.options import Options, pick
from tests.oracle.place import Place

if TYPE_CHECKING:
    from tests.oracle.own.asked import Asked
    from tests.oracle.plant import Plant


class Stream:
    """An order stream: releases jobs at its times, or makes one whenever a source wants one."""

    def __init__(self, plant: Plant, name: str) -> None:
        model = plant.model.orders[name]
        self.plant, self.name, self.ledger = plant, name, plant.ledger
        self.options = plant.options_of("orders", name)
        self.draws = Draws(name, plant.seed)
        self.sources: list[Source] = []
        self.rows = read_orders(plant.model, name)[0] if model.file is not None else None
        self.periods = [
            (period.from_.value, {p: q.value for p, q in period.shares.items()}) for period in model.mix or []
        ]
        self.left = INF if self.rows is None else len(self.rows)
        if model.quantity is not None:
            self.left = min(self.left, model.quantity.value)
        self.made = 0
        self.timed = model.interval is not None
        self.listed = bool(self.rows) and self.rows is not None and self.rows[0].release is not None
        self.shifts = plant.calendars[model.calendar] if model.calendar is not None else None
        self.batches = sorted((size, share) for size, share in model.batch_shares.items() if share > 0.0)
        self.interval = self.draws.times(model.interval, k.P_RELEASE)
        self.due = INF
        self.ruled = False  # a rule of one's own says which order goes

    @property
    def from_start(self) -> bool:
        """With a rule of one's own, the orders of a file without times wait from the start."""
        return self.ruled and self.rows is not None and not self.timed and not self.listed

    @property
    def on_demand(self) -> bool:
        """Without times: a job begins whenever there is room for it."""
        return not (self.timed or self.listed or self.from_start)

    def start(self) -> None:
        """Plan the first release. What waits from the start waits now."""
        while self.from_start and self.sources and self.left > 0:
            self._release()
        for source in self.sources if self.ruled and self.on_demand else ():
            source.next_waits()
        self._plan()

    def _plan(self) -> None:
        self.due = INF
        if self.left <= 0 or self.on_demand or not self.sources:
            return
        if self.listed:
            assert self.rows is not None
            self.due = self.rows[self.made].release or 0.0
        else:
            now, seconds = self.plant.clock.time, self.interval(self.made)
            self.due = now + seconds if self.shifts is None else self.shifts.after(now, seconds)
            if self.shifts is not None:
                self.ledger.saw("release in shift time")

    def happen(self) -> None:
        """Release a job, or a batch of them."""
        for _ in range(self.batch()):
            if self.left <= 0:
                break
            self._release()
            self.ledger.saw("release by a file" if self.listed else "release by intervals")
        self._plan()

    def _release(self) -> None:
        """The next job waits before its line."""
        job = self.make()
        self.sources[job.order % len(self.sources)].queue.append(job)  # its lines take turns
        if len(self.sources) > 1:
            self.ledger.saw("lines of a stream take turns")

    @property
    def next_due(self) -> float:
        """When the next order is due."""
        due = self.rows[self.made].due if self.rows is not None and self.made < len(self.rows) else None
        return INF if due is None else due

    def batch(self) -> int:
        """How many jobs come now: by the share that the number of the first one falls into."""
        if not self.batches:
            return 1
        self.ledger.saw("release of a batch" if len(self.batches) == 1 else "release of batches that differ")
        u, total = self.draws.unit(k.P_BATCH, self.made), 0.0
        for size, share in self.batches:
            total += share
            if u < total:
                return size
        return self.batches[-1][0]

    def make(self) -> Job:
        """The next job."""
        options = self._options()
        job = Job(self.made, options, self.name, ready=self.plant.clock.time, due=self.next_due)
        if not self.on_demand:
            self.plant.released[job] = None
        self.made += 1
        self.left -= 1
        if self.left <= 0:
            self.ledger.saw("orders run out")
        return job

    def make_contents(self, product: str | None, options: dict[str, str]) -> Job:
        """A job that has been released before the plant starts; what is not said of it is drawn."""
        job = self.make()
        self.plant.wip += 1
        self.plant.released[job] = None
        if product is not None:
            known = self.options.values
            job.options["product"] = product
            for at, name in enumerate(list(known)[1:], start=1):
                u = self.draws.unit(k.P_OPTION + 16 * at, job.order)
                job.options[name] = pick(self.options.shares(name, product), known[name], u)
        job.options |= options
        return job

    def _options(self) -> dict[str, str]:
        if self.rows is not None:
            row = self.rows[self.made]
            self.ledger.saw("order from a file")
            product = row.product or self.options.values["product"][0]
            own = {name: next(iter(self.options.shares(name, product))) for name in list(self.options.values)[1:]}
            return {"product": product, **own, **row.options}
        shares = dict.fromkeys(self.options.values["product"], 1.0)
        for begin, period in self.periods:
            if begin <= self.plant.clock.time:
                shares = period
                if begin > 0.0:
                    self.ledger.saw("later period of a mix")
        chosen: dict[str, str] = {}
        for at, name in enumerate(self.options.values):
            if at > 0:
                shares = self.options.shares(name, chosen["product"])
            chosen[name] = pick(shares, self.options.values[name], self.draws.unit(k.P_OPTION + 16 * at, self.made))
        return chosen


class Source(Place):
    """The begin of a line: jobs that wait for room, or are made on demand."""

    def __init__(self, plant: Plant, name: str, stream: Stream | None, endless: bool, options: Options) -> None:
        super().__init__(plant, name)
        self.options = options
        self.queue: list[Job] = []
        self.stream = stream
        self.endless = endless
        self.own_release: Asked | None = None
        self.open = True  # shut but for the moment in which its gate asks the rule
        self.last: Job | None = None

    def _order_to_go(self) -> Job | None:
        """The lowest number of the rule; an infinite one lets an order wait."""
        assert self.own_release is not None
        if not self.open:
            return None
        rated = [self.own_release(job, self.last) for job in self.queue]
        if len(self.queue) > 1:
            self.saw("a release among several orders")
        lowest = min(rated, default=INF)
        if lowest == INF:
            if self.queue:
                self.saw("a release is put off")
            return None
        return self.queue[rated.index(lowest)]

    def next_waits(self) -> None:
        """Of orders without times, and without a file, the next one waits when the one before it has gone."""
        if self.stream is not None and self.stream.on_demand and self.stream.left > 0:
            job = self.stream.make()
            self.queue.append(job)
            self.plant.released[job] = None

    def offer(self, taker: Place) -> Job | None:
        if self.own_release is not None:
            return self._order_to_go()
        if self.queue:
            return self.queue[0]
        if self.endless:
            first = {name: values[0] for name, values in self.options.values.items()}
            return Job(CALLED_BY_NOBODY, first, ready=self.clock.time)
        if self.stream is not None and self.stream.on_demand and self.stream.left > 0:
            return Job(0, {}, self.stream.name, ready=self.clock.time, due=self.stream.next_due)
        return None

    def give(self, job: Job) -> None:
        if self.own_release is not None:
            self.queue.remove(job)
            self.last = job
            self.open = self.own_release.fixed
            self.next_waits()
        elif self.queue:
            self.queue.pop(0)
        elif self.stream is not None:
            made = self.stream.make()
            self.saw("release on demand")
            job.order, job.options = made.order, made.options
            self.plant.released[job] = None
        else:
            self.saw("endless line")
        job.born = self.clock.time
        if job.main:
            self.plant.wip += 1
            self.plant.ledger.note("born", job.stream or "", tuple(job.options.values()), job.order)

    def call(self, job: Job, quantity: int) -> None:
        """Jobs of a sub-line for a main job; those of another plant have the options by name that this plant knows."""
        if list(job.options) != list(self.options.values) and job.order >= 0:
            self.saw("call from a plant with other options")
        options = {name: job.options[name] for name in self.options.values}
        for _ in range(quantity):
            part = Job(job.order, dict(options), ready=self.clock.time, due=job.due, caller=job.owner)
            self.queue.append(part)


class Gate:
    """Asks the rule of a source last of all at each instant."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def act(self) -> bool:
        """Let one order go, if the place behind takes it."""
        assert self.source.dest is not None
        self.source.open = True
        acted = self.source.dest.act()
        self.source.open = False
        return acted


class Exit(Place):
    """Where finished jobs leave a shop and the plant."""

    def act(self) -> bool:
        acted = False
        while (job := self.take()) is not None:
            self.plant.end(job, "finished")
            acted = True
        return acted
