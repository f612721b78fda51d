"""The emulator: a traced run whose events are played, and whose true state is known at any instant."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import whole_log
from taktwin.live.emulator.controllers import Controllers
from taktwin.live.emulator.faults import NO_FAULTS, Faults
from taktwin.live.emulator.said import Teller
from taktwin.live.events import PlantEvent
from taktwin.live.shadow.network import Network
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import StartState
from taktwin.runs.simulation import Simulation
from taktwin.runs.start import Starter, state_of
from taktwin.runs.start.begin import Begin, Start, beginning

DAY_S = 86400.0
SCANS, COUNTERS = "scans", "counters"  # how a plant tells where its jobs are
_SLICE_S = 900.0  # so much is simulated ahead of what is told


class Emulator:
    """Plays a run of a plant.

    >>> import taktwin
    >>> plant = taktwin.load("line20")
    >>> events = list(Emulator(plant.starter, days=0.01).events())
    >>> events[0].kind, events[1].element
    ('order', 'station-1')

    Args:
        starter: of the plant (`Plant.starter`).
        days: how long to play.
        seed: of the run.
        start: from what it begins, as of `Plant.simulate`; None: the start of the plant.
        faults: what the observation suffers; none by default.
        tell: `scans`, each place reads its jobs; or `counters`, machines count, and jobs are read at gates alone.
        width: of counters, bits after which they begin at 0 again.

    Raises:
        OptionError: days or seed are out of range; there is no such way to tell, or no such width.
        StartStateError, SnapshotError: the start does not fit the plant.
    """

    def __init__(
        self,
        starter: Starter,
        days: float = 1.0,
        seed: int = 1,
        start: Start = None,
        faults: Faults = NO_FAULTS,
        tell: str = SCANS,
        width: int = 16,
    ) -> None:
        if not 0.0 < days < float("inf"):
            raise OptionError(Phrase("days must be above 0, got {days:g}", days=days), parameter="days")
        if seed < 0:
            raise OptionError(Phrase("seed must be at least 0, got {seed}", seed=seed), parameter="seed")
        if tell not in (SCANS, COUNTERS):
            raise OptionError(
                Phrase('"{tell}" is no way to tell', tell=tell),
                Phrase("write {scans} or {counters}", scans=SCANS, counters=COUNTERS),
                "tell",
            )
        self.starter, self.days, self.seed, self.faults, self.tell = starter, days, seed, faults, tell
        self.controllers = Controllers(Network(starter), faults, seed, width) if tell == COUNTERS else None
        self._begin = beginning(starter.program, start)
        self._known = start is not None  # a start says itself which trucks are on their way

    def events(self) -> Iterator[PlantEvent]:
        """What arrives, in the order of its arrival; its time is that of its source. Raises SimulationError."""
        told = (
            self.happened() if self.controllers is None else self.controllers.events(self.happened(), self.days * DAY_S)
        )
        if self.faults == NO_FAULTS:
            yield from told
            return
        observe = self.faults.observer(self.seed)
        waiting: list[tuple[float, int, PlantEvent]] = []
        number = 0
        for event in told:
            for one in observe(event):
                number += 1
                heapq.heappush(waiting, (one.time if one.received is None else one.received, number, one))
            while waiting and waiting[0][0] <= event.time:
                yield heapq.heappop(waiting)[2]
        while waiting:
            yield heapq.heappop(waiting)[2]

    def happened(self) -> Iterator[PlantEvent]:
        """What happens, without any fault, in the order of time. Raises SimulationError."""
        program = self.starter.program
        simulation = self._begin(program, self.seed, 0, True)
        simulation.logs.clear()  # births of jobs that a start state holds
        teller, orders, trucks = Teller(program), _Orders(simulation), 0
        end = simulation.now + self.days * DAY_S
        while simulation.now < end:
            simulation.run(min(end, simulation.now + _SLICE_S))
            simulation.drain()
            log = whole_log(simulation.logs)
            simulation.logs.clear()
            found = [*orders.events(log), *self._trucks(simulation, trucks)]
            trucks = len(simulation.shipments.found) if simulation.shipments is not None else 0
            found += teller.events(log)
            found.sort(key=lambda event: event.time)
            yield from found

    def state(self, at: float) -> StartState:
        """What is true at ``at`` s from the start of the plant. Raises SimulationError."""
        return truth(self.starter, at, self.seed, self._begin)

    def _trucks(self, simulation: Simulation, told: int) -> Iterator[PlantEvent]:
        """What has been despatched since: a supplier says so when a truck leaves, not when it will be there."""
        if simulation.shipments is None:
            return
        program, stocks = self.starter.program, list(self.starter.program.stocks)
        for one in simulation.shipments.found[told:]:
            if one.ordered is None and self._known:
                continue
            time = simulation.begun if one.ordered is None else one.ordered
            lane = program.resource_names[one.lane]
            yield PlantEvent(time, "stock", stocks[one.stock], state="sent", value=one.amount, source=lane)


def truth(starter: Starter, at: float, seed: int = 1, begin: Begin | None = None) -> StartState:
    """The state of a run with ``seed`` at ``at`` s from the start of the plant, as `Plant.state` of its snapshot.

    Args:
        starter: of the plant.
        at: when, s from the start of the plant.
        seed: of the run.
        begin: how the run begins; None: at the start of the plant.

    Raises:
        SimulationError: the run does not come so far.
    """
    simulation = (begin or beginning(starter.program, None))(starter.program, seed, 0, False)
    simulation.advance_to(at)
    if simulation.world["marked"][0]:
        simulation.advance_to(at)  # makes the moves that are possible now
    return state_of(simulation, starter.index)


class _Orders:
    """Says when orders are released and what they are, each once."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation, program = simulation, simulation.program
        self.streams = {i: name for name, i in program.flow.streams.items()}
        self.many = len(self.streams) > 1
        self.options = {i: program.options.of("orders", name) for i, name in self.streams.items()}
        self.told: set[tuple[int, int]] = set()

    def events(self, log: np.ndarray) -> Iterator[PlantEvent]:
        """The orders that are released in a piece of the log, or wait before a line at its end."""
        simulation, options = self.simulation, self.simulation.program.options
        births = np.flatnonzero(log["kind"] == k.LOG_BORN)
        words = len(options.words)
        born = log[births]
        streams, orders = born["who"].astype(np.int64), born["order"]
        released = simulation.releases.times(simulation.world, simulation.arrays, streams, orders, born["time"])
        for at, stream, order, time in zip(births, streams.tolist(), orders.tolist(), released.tolist(), strict=True):
            if self._new(stream, order):
                values = _unpacked(options, log["what"][at : at + words].tolist())
                yield self._event(stream, order, time, values)
        arrays = simulation.arrays
        for node in simulation.program.flow.source.values():
            j = int(arrays["node_states"]["head"][node])
            while j >= 0:
                job = arrays["jobs"][j]
                stream, order = int(job["stream"]), int(job["order"])
                if job["main"] and stream in self.streams and self._new(stream, order):
                    yield self._event(stream, order, float(job["ready"]), arrays["values"][j].tolist())
                j = int(job["next"])

    def _new(self, stream: int, order: int) -> bool:
        new = (stream, order) not in self.told
        self.told.add((stream, order))
        return new

    def _event(self, stream: int, order: int, time: float, values: list[int]) -> PlantEvent:
        plant = self.options[stream]
        said: Mapping[str, str] = {
            name: known[value] for name, known, value in zip(plant.names, plant.values, values, strict=False)
        }
        name = self.streams[stream] if self.many else None
        return PlantEvent(time, "order", order=order, stream=name, options=said, source="orders")


def _unpacked(options: object, words: list[int]) -> list[int]:
    """Numbers of the values of a job's options, out of the words of its birth (see `Options.packed`)."""
    found = [0] * len(options.sizes)  # type: ignore[attr-defined]
    for word, code in zip(options.words, words, strict=True):  # type: ignore[attr-defined]
        for at in reversed(word):
            code, found[at] = divmod(code, options.sizes[at])  # type: ignore[attr-defined]
    return found
