"""What values of an OPC UA server mean: readings of tags, and what the connections to it say of themselves.

Needs no network, no clock and no asyncua, so a journal gives the same again. Times are ms since 1970 UTC.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from taktwin.live.connector import Heard, Note
from taktwin.live.journal.entry import Entry
from taktwin.live.message import Message
from taktwin.live.opcua.wire import CLOCK, GONE, HERE, ITEMS, Change, Place, data_of, items_of, place_of
from taktwin.live.sparkplug.tags import Tag
from taktwin.live.sparkplug.values import Quality, Reading

_QUALITIES = (Quality.GOOD, Quality.UNCERTAIN, Quality.BAD, Quality.BAD)  # by the two highest bits of a status
#: Bits of a status that say that values before this one were lost in the queue of the server (OPC 10000-4, 7.39).
_OVERFLOW = 0x0480
SKEW_WINDOW, SKEW_ALARM = 600_000, 30_000  # ms


@dataclass(slots=True)
class _Connection:
    """What is known of a connection."""

    session: int = -1
    number: int = -1
    there: bool = False
    tags: dict[int, Tag] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)  # items whose present value has come in this session
    last: dict[int, Change] = field(default_factory=dict)
    clock: int | None = None  # the server's, in µs
    moved: int | None = None  # when we saw its clock move last
    frozen: bool = False
    skews: deque[tuple[int, int]] = field(default_factory=deque)
    skew_told: bool = False


class OpcUaSession:
    """The values of one server.

    Args:
        source: its name, as of `OpcUaServer.name`.
        frozen: a server whose clock stands for so many ms is frozen; 0 for never.

    Example:
        >>> from taktwin.live.opcua.wire import DATA, data_payload, items_payload
        >>> session = OpcUaSession("plc-7")
        >>> items = Message(str(Place(ITEMS, 1, 1000, 0)), items_payload({1: ("plc-7/weld/State", "ns=2;i=7")}), 1000)
        >>> value = data_payload([Change(1, "Int32", 6, 0, 990_000, 995_000)])
        >>> heard = session.receive([items, Message(str(Place(DATA, 1, 1000, 1)), value, 1010)])
        >>> heard.readings[0].value, heard.readings[0].source_time, heard.readings[0].resync
        (6, 990, True)
    """

    def __init__(self, source: str, frozen: int = 10_000) -> None:
        self.source, self.frozen = source, frozen
        self._connections: dict[int, _Connection] = {}
        self._tags: dict[str, Tag] = {}

    @property
    def tags(self) -> tuple[str, ...]:
        """The paths of all tags that were heard of, for `mapping.check`."""
        return tuple(one.path for one in self._tags.values())

    def skew(self, connection: int) -> int | None:
        """How far the clock of the server is behind ours, in ms: the least delay of ten minutes; None unknown."""
        known = self._connections.get(connection)
        return None if known is None or not known.skews else min(delay for _, delay in known.skews)

    def entries(self, messages: Sequence[Message]) -> list[Entry]:
        """The entries of a journal that messages are."""
        found = []
        for one in messages:
            place = place_of(one.topic) or Place("", 0, 0, -1)
            key = (f"{self.source}/{place.connection}", str(place.session), place.number)
            found.append(Entry(*key, one.received, one.topic, one.payload))
        return found

    def receive(self, messages: Sequence[Message]) -> Heard:
        """What messages say, in the order in which they came."""
        heard = Heard()
        for message in messages:
            heard.add(self.tick(message.received))
            place = place_of(message.topic)
            if place is None:
                heard.notes.append(self._note(message.received, "refused", f"{message.topic}: no message of a session"))
                continue
            known = self._connections.setdefault(place.connection, _Connection())
            try:
                self._take(place, known, message, heard)
            except (ValueError, RecursionError) as error:
                heard.notes.append(self._note(message.received, "refused", f"{place}: cannot be read ({error})"))
        return heard

    def tick(self, now: int) -> Heard:
        """What the time alone brings: a server whose clock stands is frozen, as of the moment at which that is due."""
        heard = Heard()
        for number, known in self._connections.items():
            due = self._due(known)
            if due is not None and due <= now:
                known.frozen = True
                text = f"connection {number}: the clock of the server stands since {self.frozen / 1000:g} s"
                heard.notes.append(self._note(due, "frozen", f"{text}; its values may be old"))
                heard.readings += self._stale(known, due)
        return heard

    def due(self) -> int | None:
        """When `tick` is to be called next; None while nothing waits."""
        times = [due for one in self._connections.values() if (due := self._due(one)) is not None]
        return min(times, default=None)

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON."""
        return {
            str(number): {
                "session": one.session,
                "number": one.number,
                "there": one.there,
                "frozen": one.frozen,
                "clock": one.clock,
                "moved": one.moved,
                "items": {str(item): tag.path for item, tag in one.tags.items()},
                "last": [list(change) for change in one.last.values()],
            }
            for number, one in self._connections.items()
        }

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Go on from a memory. Raises KeyError, TypeError, ValueError: it is none."""
        found = {}
        for number, told in memory.items():
            one = found[int(number)] = _Connection(int(told["session"]), int(told["number"]), bool(told["there"]))
            one.frozen, one.clock, one.moved = bool(told["frozen"]), told["clock"], told["moved"]
            one.tags = {int(item): self._tag(path) for item, path in told["items"].items()}
            one.last = {change[0]: Change(*change) for change in told["last"]}
            one.told = set(one.last)
        self._connections = found

    def _due(self, known: _Connection) -> int | None:
        if not self.frozen or not known.there or known.frozen or known.moved is None:
            return None
        return known.moved + self.frozen

    def _take(self, place: Place, known: _Connection, message: Message, heard: Heard) -> None:
        now = message.received
        if place.kind == ITEMS:
            self._items(place, known, message, heard)
            return
        if place.session != known.session:
            heard.notes.append(self._note(now, "ignored", f"{place}: of another session than {known.session}"))
            return
        if place.number != known.number + 1:
            if place.number <= known.number:
                heard.notes.append(self._note(now, "resent", f"{place}: it was there already"))
                return
            text = f"connection {place.connection}: messages {known.number + 1} to {place.number - 1} lack"
            heard.notes.append(self._note(now, "lost", text))
        known.number = place.number
        if place.kind == GONE:
            known.there = False
            why = message.payload.decode("utf-8", "replace")
            heard.notes.append(self._note(now, "gone", f"connection {place.connection} is gone ({why})"))
            heard.readings += self._stale(known, now)
        elif place.kind == HERE:
            known.there, known.frozen, known.moved = True, False, now
            text = f"connection {place.connection} is back, and nothing is lost"
            heard.notes.append(self._note(now, "here", text))
            heard.readings += self._again(known, now)
        else:
            self._data(place, known, data_of(message.payload), now, heard)

    def _items(self, place: Place, known: _Connection, message: Message, heard: Heard) -> None:
        if (place.session, place.number) <= (known.session, known.number):
            heard.notes.append(self._note(message.received, "resent", f"{place}: it was there already"))
            return
        items = items_of(message.payload)
        if place.session == known.session:  # some that the server did not have before
            known.number = place.number
            known.tags |= {number: self._tag(path) for number, (path, _) in items.items()}
            return
        known.session, known.number, known.there = place.session, place.number, True
        known.tags = {number: self._tag(path) for number, (path, _) in items.items() if number != CLOCK}
        known.told, known.last = set(), {}
        known.clock, known.moved, known.frozen = None, message.received if CLOCK in items else None, False
        text = f"connection {place.connection} stands, with {len(known.tags):,} variables"
        heard.notes.append(self._note(message.received, "here", text))

    def _data(self, place: Place, known: _Connection, changes: list[Change], now: int, heard: Heard) -> None:
        overflown = 0
        for change in changes:
            if change.item == CLOCK:
                self._clock(place, known, change, now, heard)
                continue
            tag = known.tags.get(change.item)
            if tag is None:
                heard.notes.append(self._note(now, "refused", f"{place}: there is no item {change.item}"))
                continue
            overflown += change.status & _OVERFLOW == _OVERFLOW
            resync = change.item not in known.told
            known.told.add(change.item)
            known.last[change.item] = change
            heard.readings.append(_reading(tag, change, now, resync))
        if overflown:
            text = f"connection {place.connection}: the queues of {overflown:,} variables were too short"
            heard.notes.append(self._note(now, "lost", f"{text}; values between are lost"))

    def _clock(self, place: Place, known: _Connection, change: Change, now: int, heard: Heard) -> None:
        time = change.source if not isinstance(change.value, str) else _iso(change.value, change.source)
        if time is None or (known.clock is not None and time == known.clock):
            return
        known.clock, known.moved = time, now
        if known.frozen:
            known.frozen = False
            text = f"connection {place.connection}: the clock of the server goes on"
            heard.notes.append(self._note(now, "here", text))
            heard.readings += self._again(known, now)
        known.skews.append((now, now - time // 1000))
        while known.skews[0][0] < now - SKEW_WINDOW:
            known.skews.popleft()
        skew = min(delay for _, delay in known.skews)
        if abs(skew) > SKEW_ALARM and not known.skew_told:
            known.skew_told = True
            side = "behind" if skew > 0 else "ahead of"
            text = f"the clock of the server is {abs(skew) / 1000:,.0f} s {side} ours; set it by the time service"
            heard.notes.append(self._note(now, "clock", text))

    def _stale(self, known: _Connection, now: int) -> list[Reading]:
        """The values of a connection that nobody knows to hold any more."""
        return [
            Reading(known.tags[item], now, now, change.value, Quality.STALE, False)
            for item, change in known.last.items()
        ]

    def _again(self, known: _Connection, now: int) -> list[Reading]:
        """The same values, which hold again: what had changed would have come."""
        return [_reading(known.tags[item], change, now, True) for item, change in known.last.items()]

    def _tag(self, path: str) -> Tag:
        if path not in self._tags:
            node, _, name = path.partition("/")
            self._tags[path] = Tag(len(self._tags), node, "", name, 0)
        return self._tags[path]

    def _note(self, now: int, what: str, text: str) -> Note:
        return Note(now, self.source, what, text)


def _reading(tag: Tag, change: Change, now: int, resync: bool) -> Reading:
    time = change.source if change.source is not None else change.server
    at = now if time is None else time // 1000
    return Reading(tag, at, now, change.value, _QUALITIES[(change.status >> 30) & 3], False, resync)


def _iso(text: str, otherwise: int | None) -> int | None:
    """The time that the value of a server's clock tells, in µs."""
    import datetime as dt

    try:
        when = dt.datetime.fromisoformat(text)
    except ValueError:
        return otherwise
    when = when.replace(tzinfo=dt.UTC) if when.tzinfo is None else when
    return (when - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)
