"""The ways on which a plant speaks: for each connector what understands its messages, and what brings them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from taktwin.live.bridge import Bridge
from taktwin.live.clock import PlantClock
from taktwin.live.connector import Keep, Tell
from taktwin.live.journal.journal import Journal
from taktwin.live.lines.columns import load_columns
from taktwin.live.lines.session import LineSession
from taktwin.live.mapping.check import TagCheck
from taktwin.live.mapping.clock import clock_of
from taktwin.live.mapping.file import load_mapping
from taktwin.live.mapping.translate import Translation
from taktwin.live.message import Message, now_ms
from taktwin.live.opcua.session import OpcUaSession
from taktwin.live.shadow.network import Network
from taktwin.live.source import ConnectorSource
from taktwin.live.sparkplug.events import ServerAway
from taktwin.live.sparkplug.numbering import Numbering
from taktwin.live.sparkplug.server import Server
from taktwin.live.sparkplug.session import HostSession, Step, gone
from taktwin.live.sparkplug.settings import HostSettings
from taktwin.live.sparkplug.source import SparkplugSource
from taktwin.live.twin.connected import Work, work_of
from taktwin.live.twin.options import LiveOptions
from taktwin.live.twin.sources import Source
from taktwin.live.twin.twin import Twin
from taktwin.live.vda5050.session import VehicleSession
from taktwin.model.errors import ModelError, OptionError
from taktwin.model.phrase import Phrase
from taktwin.runs.start import Starter

MQTT, OPCUA, VEHICLES, FILE, PIPE, POST = "mqtt", "opcua", "vda5050", "file", "pipe", "post"
#: Names of the sources whose messages are tags, for which a mapping is needed.
BY_TAGS = (MQTT, OPCUA, VEHICLES)
AnySource = SparkplugSource | ConnectorSource
S = TypeVar("S")


def sources_of(
    starter: Starter, mapping: Path | None, columns: Path | None, host: str, only: tuple[str, ...] = ()
) -> tuple[list[AnySource], PlantClock | None]:
    """All connectors whose messages can be understood with these files, and the plant's clock by the mapping.

    Raises:
        ModelError: a file is wrong, or does not fit the plant.
    """
    start = starter.program.model.start
    form = None if columns is None else load_columns(columns)
    found: list[AnySource] = [ConnectorSource(LineSession(name, start, form)) for name in (FILE, PIPE, POST)]
    if mapping is None:
        return found, None
    told = load_mapping(mapping)
    check = TagCheck(told, starter.program.model)
    if told.plant is not None and check.problems:  # who names no plant may map others, too
        raise ModelError(check.problems)
    clock = clock_of(told.clock, start)
    network = Network(starter)
    session = HostSession(HostSettings(host=host, groups=only))
    found += [
        SparkplugSource(MQTT, session, Translation(told, check), Bridge(network, clock)),
        ConnectorSource(OpcUaSession(OPCUA), Translation(told, check), Bridge(network, clock)),
        ConnectorSource(VehicleSession(VEHICLES), Translation(told, check), Bridge(network, clock)),
    ]
    return found, clock


def check_understood(journal: Journal, sources: Sequence[Source]) -> None:
    """See that the messages of a journal can be understood. Raises OptionError: they need a mapping."""
    names = {one.source for one in sources}
    for source, *_ in journal.last_of_streams():
        name = source.partition("/")[0]
        if name in BY_TAGS and name not in names:
            raise OptionError(
                Phrase("the journal holds values of tags"), Phrase("give --map FILE: what do they tell?"), "mapping"
            )


def ways(
    options: LiveOptions,
    sources: Sequence[AnySource],
    twin: Twin,
    ready: Callable[[str], None],
    away: Callable[[str], None],
) -> Iterator[Work]:
    """The connectors of a plant, at work.

    ``ready`` is told the address where posts are taken, as soon as they are; ``away`` who cannot be reached, and why.
    """
    if options.broker is not None:
        yield _sparkplug(options.broker, _named(SparkplugSource, MQTT, sources), twin, away)
    if options.opcua is not None:
        yield _opcua(options, _named(ConnectorSource, OPCUA, sources), twin, away)
    if options.vda5050 is not None:
        yield _vehicles(options.vda5050, _named(ConnectorSource, VEHICLES, sources), twin, away)
    if options.grows is not None:
        yield _grows(options.grows, _named(ConnectorSource, FILE, sources), twin)
    if options.post is not None:
        yield _post(options, _named(ConnectorSource, POST, sources), twin, ready)
    if options.events is not None:
        yield _read(options.events, sources, twin)


def _named(kind: type[S], name: str, sources: Sequence[AnySource]) -> S:
    return next(one for one in sources if isinstance(one, kind) and one.source == name)


def _sparkplug(server: Server, source: SparkplugSource, twin: Twin, away: Callable[[str], None]) -> Work:
    from taktwin.live.sparkplug.client import listen

    if twin.journal is not None:
        source.numbering = Numbering.of_journal(source.source, twin.journal)

    def keep(messages: Sequence[Message]) -> None:
        twin.keep(source.source, source.entries(messages))

    def tell(step: Step) -> None:
        for event in step.events:
            if isinstance(event, ServerAway):
                away(f"{event.address} cannot be reached ({event.why}); it is tried again")
        twin.tell(source.source, source.understood(step))

    if source.session.nodes:  # of an earlier call, which may have been killed: what they said since is not known
        last = gone(now_ms())
        keep([last])
        tell(source.session.receive([last]))
        source.session.ask_for_births(now_ms())
    return lambda over: listen(server, source.session, keep, tell, over)


def _opcua(options: LiveOptions, source: ConnectorSource, twin: Twin, away: Callable[[str], None]) -> Work:
    from taktwin.live.opcua.client import listen

    server, session = options.opcua, source.session
    assert server is not None
    assert isinstance(session, OpcUaSession)
    session.frozen = server.frozen
    return work_of(lambda keep, tell, over: listen(server, session, keep, tell, over), source, twin, away)


def _vehicles(server: Server, source: ConnectorSource, twin: Twin, away: Callable[[str], None]) -> Work:
    from taktwin.live.vda5050.client import listen

    session = source.session
    assert isinstance(session, VehicleSession)
    return work_of(lambda keep, tell, over: listen(server, session, keep, tell, over), source, twin, away)


def _lines(source: ConnectorSource) -> LineSession:
    assert isinstance(source.session, LineSession)
    return source.session


def _grows(path: Path, source: ConnectorSource, twin: Twin) -> Work:
    from taktwin.live.lines.file import follow

    return work_of(lambda keep, tell, over: follow(path, _lines(source), keep, tell, over), source, twin)


def _read(path: str, sources: Sequence[AnySource], twin: Twin) -> Work:
    """CSV of a file to its end, or of the standard input."""
    from taktwin.live.lines.file import follow
    from taktwin.live.lines.pipe import read_pipe

    source = _named(ConnectorSource, PIPE if path == "-" else FILE, sources)
    session = _lines(source)

    def listen(keep: Keep, tell: Tell, over: asyncio.Event) -> Awaitable[object]:
        if path == "-":
            return read_pipe(sys.stdin.fileno(), session, keep, tell, over)
        return follow(path, session, keep, tell, over, to_the_end=True)

    return work_of(listen, source, twin)


def _post(options: LiveOptions, source: ConnectorSource, twin: Twin, ready: Callable[[str], None]) -> Work:
    from taktwin.live.lines.post import post_app, serve_posts

    settings = options.post
    assert settings is not None
    scheme = "https" if settings.certificate else "http"
    host = f"[{settings.address}]" if ":" in settings.address else settings.address

    def listen(keep: Keep, tell: Tell, over: asyncio.Event) -> Awaitable[object]:
        app = post_app(settings, _lines(source), keep, tell)
        told = lambda port: ready(f"{scheme}://{host}:{port}{settings.path}")  # noqa: E731
        return serve_posts(settings, app, over, told)

    return work_of(listen, source, twin)
