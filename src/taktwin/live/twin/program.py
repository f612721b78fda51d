"""The running plant as one program: where what it says comes from, and the twin that takes it."""

from __future__ import annotations

import math
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from taktwin.live.bridge import Bridge
from taktwin.live.clock import PlantClock
from taktwin.live.emulator import Emulator, Faults
from taktwin.live.emulator.emulator import DAY_S, truth
from taktwin.live.events import read_events
from taktwin.live.journal.journal import Journal
from taktwin.live.mapping.check import check_mapping
from taktwin.live.mapping.clock import clock_of
from taktwin.live.mapping.file import load_mapping
from taktwin.live.mapping.translate import Translation
from taktwin.live.opcua.session import OpcUaSession
from taktwin.live.opcua.settings import OpcUaServer
from taktwin.live.shadow.network import Network
from taktwin.live.source import ConnectorSource
from taktwin.live.sparkplug.server import Server
from taktwin.live.sparkplug.session import HostSession
from taktwin.live.sparkplug.settings import HostSettings
from taktwin.live.sparkplug.source import SparkplugSource
from taktwin.live.twin.connected import connected
from taktwin.live.twin.feed import Piece, as_they_come, at_once, at_pace, until
from taktwin.live.twin.listening import heard
from taktwin.live.twin.past import Difference, difference, twin_at
from taktwin.live.twin.running import run
from taktwin.live.twin.settings import TwinSettings
from taktwin.live.twin.twin import Source, Twin
from taktwin.model.errors import OptionError, TaktwinError
from taktwin.model.start.state import StartState
from taktwin.runs.start import Starter

S = TypeVar("S")
DEMO, EVENTS, MQTT, OPCUA = "demo", "events", "mqtt", "opcua"


@dataclass(frozen=True, kw_only=True)
class LiveOptions:
    """What is followed, and how.

    Attributes:
        demo: an emulated plant is followed, in this process.
        broker: MQTT server whose Sparkplug messages are followed; None: none.
        opcua: OPC UA server whose variables are followed; None: none.
        mapping: file that says what their tags tell; it belongs to `broker` and `opcua`, and to a journal of their
            messages.
        host: our id there, which occurs once in the plant.
        events: file of JSON lines to follow, `-` for the standard input; None: none.
        speed: of the emulated plant, s of it in one of ours; 0: as fast as can be.
        days: that the emulated plant is played.
        plant_seed: of the emulated plant, which is another run than any look ahead.
        warm: days that the emulated plant has run when it is followed first; where it cannot be begun from what stands
            in it then, it is followed from its start.
        faults: of its observation.
        journal: file into which all is written; None: nothing is kept.
        every: how often is told what is known, s of the plant.
        until: when to end, s from the start of the plant.
        settings: of the twin.

    Raises:
        OptionError: nothing is to be followed, or several plants at once; a number is out of range.
    """

    demo: bool = False
    broker: Server | None = None
    opcua: OpcUaServer | None = None
    mapping: Path | None = None
    host: str = "taktwin"
    events: str | None = None
    speed: float = 60.0
    days: float = 1.0
    plant_seed: int = 4711
    warm: float = 0.0
    faults: Faults = field(default_factory=Faults)
    journal: Path | None = None
    every: float = 60.0
    until: float = math.inf
    settings: TwinSettings = field(default_factory=TwinSettings)

    def __post_init__(self) -> None:
        connected = (self.broker is not None) + (self.opcua is not None)
        if self.demo + (self.events is not None) + connected != 1:
            remedy = "give `demo`, `events`, `broker` or `opcua`"
            raise OptionError("one plant is followed at a time", remedy, "events")
        if connected and self.mapping is None:
            raise OptionError("what the tags tell is not said", "give a mapping file", "mapping")
        if not 0.0 <= self.speed < math.inf:
            raise OptionError(f"speed must be 0 or more, got {self.speed:g}", parameter="speed")
        if not 1.0 <= self.every < math.inf:
            raise OptionError(f"every must be 1 s or more, got {self.every:g}", parameter="every")


def follow(
    starter: Starter,
    options: LiveOptions,
    tell: Callable[[dict[str, Any]], None],
    stop: threading.Event | None = None,
    at_first: bool = False,
    begun: Callable[[Twin], None] | None = None,
) -> Twin:
    """Follow a plant until it says no more, `until` has come, or somebody sets ``stop``; its books are closed then.

    Args:
        starter: of the plant.
        options: what is followed.
        tell: is called with what is known (see `Twin.now`) every so often, and at the end.
        stop: set it to end.
        at_first: whether it is told at once what is known.
        begun: is called with the twin as soon as there is one, so that others may ask it while it works.

    Raises:
        JournalError, EventError, OSError: what is followed or written cannot be read or written.
        SimulationError: the emulated plant cannot be run on.
    """
    stop = stop or threading.Event()
    with _journal(options.journal) as journal:
        sources, clock = sources_of(starter, options.mapping, options.host)
        start = _warmed(starter, options) if options.demo and options.warm > 0.0 else None
        twin = Twin(starter, journal, options.settings, clock=clock, sources=sources, start=start)
        if begun is not None:
            begun(twin)
        for one in sources:
            if one.bridge is not None:
                one.bridge.full = twin.is_full
        if options.broker is not None:
            feed = heard(options.broker, _of(SparkplugSource, sources), twin, stop)
        elif options.opcua is not None:
            feed = _opcua(options.opcua, _of(ConnectorSource, sources), twin, stop)
        else:
            feed = _feed(starter, options, twin, stop, start)
        waits = options.broker is None and options.opcua is None and (not options.demo or options.speed == 0.0)
        source = DEMO if options.demo else EVENTS
        run(
            twin, feed, tell, source=source, every=options.every, until=options.until, stop=stop, wait=waits,
            at_first=at_first,
        )  # fmt: skip
    return twin


def _opcua(server: OpcUaServer, source: ConnectorSource, twin: Twin, stop: threading.Event) -> Iterator[Piece]:
    """The time of the plant while a twin hears an OPC UA server."""
    from taktwin.live.opcua.client import listen

    session = source.session
    if not isinstance(session, OpcUaSession):
        raise AssertionError
    session.frozen = server.frozen
    return connected(lambda keep, tell, over: listen(server, session, keep, tell, over), source, twin, stop)


def _of(kind: type[S], sources: Sequence[Source]) -> S:
    return next(one for one in sources if isinstance(one, kind))


def sources_of(
    starter: Starter, mapping: Path | None, host: str
) -> tuple[list[SparkplugSource | ConnectorSource], PlantClock | None]:
    """The connectors whose messages a mapping explains, and the plant's clock by it. Raises ModelError."""
    if mapping is None:
        return [], None
    model, found = starter.program.model, load_mapping(mapping)
    check_mapping(found, model, ()).raise_problems()
    clock = clock_of(found.clock, model.start)
    network = Network(starter)
    session = HostSession(HostSettings(host=host))
    return [
        SparkplugSource(MQTT, session, Translation(found), Bridge(network, clock)),
        ConnectorSource(OpcUaSession(OPCUA), Translation(found), Bridge(network, clock)),
    ], clock


def past(
    starter: Starter,
    journal: Path,
    at: float,
    against: float | None = None,
    settings: TwinSettings | None = None,
    mapping: Path | None = None,
) -> dict[str, Any] | Difference:
    """What was known at a past moment (s from the start of the plant), or what changed from it to a later one.

    Raises:
        OptionError: nothing had come by then, or the second is not later.
        JournalError: the journal cannot be read.
    """
    if against is not None and not against > at:
        raise OptionError("the second moment is not later than the first", "give a later one", "against")

    def known(at: float) -> Twin:
        sources, clock = sources_of(starter, mapping, "past")
        return twin_at(starter, opened, at, settings, clock=clock, sources=sources)

    with Journal(journal, to_write=False) as opened:
        found = known(at)
        return found.now() if against is None else difference(found, known(against))


@contextmanager
def _journal(path: Path | None) -> Iterator[Journal | None]:
    if path is None:
        yield None
        return
    with Journal(path) as journal:
        yield journal


def _warmed(starter: Starter, options: LiveOptions) -> StartState | None:
    """What stands in an emulated plant that has run for a while; None where nothing can begin from that."""
    try:
        found = truth(starter, options.warm * DAY_S, options.plant_seed)
        starter.prepare(found)
    except TaktwinError:
        return None
    return found


def _feed(
    starter: Starter, options: LiveOptions, twin: Twin, stop: threading.Event, start: StartState | None
) -> Iterator[Piece]:
    if options.demo:
        played = Emulator(starter, options.days, options.plant_seed, start, options.faults).events()
        for _ in range(twin.taken.get(DEMO, 0)):  # what the journal has of an earlier call
            next(played, None)
        played = until(played, options.until)
        return at_pace(played, options.speed, stop) if options.speed else at_once(played, options.every, stop)
    begin = starter.program.model.start
    if options.events == "-":
        read = read_events(_standard_input(), begin, "-")
        return as_they_come(until(read, options.until), stop, None)
    return at_once(until(read_events(Path(options.events or ""), begin), options.until), options.every, stop)


def _standard_input() -> Iterator[str]:
    """Lines of the standard input, each as soon as it is there."""
    return iter(sys.stdin.readline, "")
