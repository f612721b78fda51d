"""What the messages of a journal say, value by value, whichever connectors they came through."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from taktwin.live.connector import messages_of
from taktwin.live.events import EventError, PlantEvent, read_event
from taktwin.live.journal.entry import Entry
from taktwin.live.journal.journal import Journal
from taktwin.live.lines.session import LineSession, piece_of
from taktwin.live.opcua.session import OpcUaSession
from taktwin.live.opcua.wire import place_of
from taktwin.live.sparkplug.numbering import messages_of as sparkplug_messages
from taktwin.live.sparkplug.session import GONE, HERE, HostSession
from taktwin.live.sparkplug.settings import HostSettings
from taktwin.live.sparkplug.values import Reading, Values
from taktwin.live.vda5050.session import GONE as AWAY
from taktwin.live.vda5050.session import HERE as BACK
from taktwin.live.vda5050.session import VehicleSession
from taktwin.live.vda5050.told import word_of
from taktwin.live.vda5050.topics import topic_of

EVENT = "taktwin/event"
_AT_ONCE = 500  # entries that are worked through together


class ToldValue(NamedTuple):
    """A value of a tag. Times in ms since 1970 UTC.

    Attributes:
        tag: the way to it; of an event `event/KIND/ELEMENT`, with the server behind it.
        source: by which connector it came.
        source_time: when it was so by the clock of its source.
        received: when it came.
        number: the value where it is a number or a truth; None else.
        text: the value where it is a text, or JSON of anything else; None else.
        quality: good, uncertain, bad, stale.
        historical: it says nothing about the time when it came.
    """

    tag: str
    source: str
    source_time: int
    received: int
    number: float | None
    text: str | None
    quality: str
    historical: bool


def values_of(journal: Journal, after: int = 0) -> Iterator[ToldValue]:
    """The values behind a place of a journal, in the order in which they came. Raises `JournalError`."""
    sessions: dict[str, Any] = {}
    kept = (one.entry for one in journal.entries(after))
    while batch := list(islice(kept, _AT_ONCE)):
        begin = 0
        while begin < len(batch):
            name, end = _name(batch[begin]), begin + 1
            while end < len(batch) and _name(batch[end]) == name:
                end += 1
            yield from _of(sessions, name, batch[begin:end])
            begin = end


def _name(entry: Entry) -> tuple[str, bool]:
    return entry.source.partition("/")[0], entry.topic == EVENT


def _of(sessions: dict[str, Any], name: tuple[str, bool], entries: Sequence[Entry]) -> Iterator[ToldValue]:
    source, by_twin = name
    if by_twin:
        for entry in entries:
            try:
                event = read_event(entry.payload.decode("utf-8", "surrogateescape"))
            except EventError:
                continue
            yield _event(event, source, entry.received)
        return
    session = sessions.get(source)
    if session is None:
        session = sessions[source] = _session(source, entries[0].topic)
    if session is None:
        return
    if isinstance(session, HostSession):
        for one in session.receive(sparkplug_messages(entries)).events:
            if isinstance(one, Values):
                yield from (_reading(reading, source) for reading in one.readings())
        return
    for message in messages_of(entries):
        heard = session.receive([message])
        yield from (_reading(reading, source) for reading in heard.readings)
        yield from (_event(event, source, message.received) for event in heard.events)


def _session(source: str, topic: str) -> Any:
    """A new session for a source by the form of its topics; None where nobody knows it, as for what people did."""
    if topic.startswith("spBv1.0/") or topic in (HERE, GONE):
        return HostSession(HostSettings(host="history"))
    if topic_of(topic) is not None or topic in (BACK, AWAY):
        return VehicleSession(source)
    if place_of(topic) is not None:
        return OpcUaSession(source)
    return None if piece_of(topic) is None else LineSession(source)


def _reading(one: Reading, source: str) -> ToldValue:
    value = one.value
    if hasattr(value, "serial"):  # the state of a vehicle
        value = word_of(value)
    number = float(value) if isinstance(value, int | float) else None
    text = None if number is not None or value is None else value if isinstance(value, str) else _json(value)
    quality = one.quality.name.lower()
    return ToldValue(one.tag.path, source, one.source_time, one.received, number, text, quality, one.historical)


def _event(one: PlantEvent, source: str, received: int) -> ToldValue:
    """Its time is that of the plant; here what counts is when it came."""
    tag = f"event/{one.kind}/{one.element or one.stream or ''}" + (f"/{one.server}" if one.server else "")
    number = one.value if one.value is not None else float(one.order) if one.order >= 0 else None
    return ToldValue(tag, source, received, received, number, one.state, one.quality, False)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
