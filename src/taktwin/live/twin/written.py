"""What a twin writes into its journal besides the messages of connectors: events, what people do, and checkpoints."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from taktwin.live.clock import PlantClock
from taktwin.live.events import PlantEvent, event_line
from taktwin.live.journal.entry import Entry
from taktwin.live.shadow import ShadowError
from taktwin.model.phrase import Phrase

EVENT, HAND = "taktwin/event", "taktwin/hand"
KIND = "twin 1"  # of a checkpoint, with the version of its form
KEPT = 24 * 14  # checkpoints: two weeks of hours
_AT_ONCE = 50  # elements of a list that are made text together


class Equal:
    """Entries of events, with what tells equal ones behind each other apart: the how-manieth of its kind each is."""

    def __init__(self) -> None:
        self._received: float | None = None
        self._lines: dict[str, int] = {}

    def entry(self, event: PlantEvent, source: str, clock: PlantClock) -> Entry:
        """The entry of an event: the line of JSON that it is.

        It has no number of a sequence: what it says tells it from others. Numbers below 0 count equal ones at one
        instant.
        """
        received = event.time if event.received is None else event.received
        if received != self._received:
            self._received = received
            self._lines.clear()
        line = event_line(event)
        number = self._lines[line] = self._lines.get(line, 0) + 1
        return Entry(source, "", -number, clock.ms(received), EVENT, line.encode("utf-8", "surrogateescape"))


def hand_entry(said: Mapping[str, Any], number: int, received: int) -> Entry:
    """The entry of what somebody has done to an alarm."""
    return Entry("hand", "", number, received, HAND, json.dumps(said, ensure_ascii=False).encode())


def packed(memory: Mapping[str, Any]) -> bytes:
    """A memory as the bytes of a checkpoint.

    Piece by piece: a text of all of it, of several MB each hour, would leave holes in the memory of the process.
    """
    press = zlib.compressobj(3)
    found = bytearray()
    for piece in _pieces(memory):
        found += press.compress(piece.encode("utf-8", "surrogateescape"))
    found += press.flush()
    return bytes(found)


def _pieces(value: Any) -> Iterator[str]:
    """The text of JSON that a value is, in pieces of some thousands of letters at most."""
    if isinstance(value, Mapping) and value:
        between = "{"
        for name, one in value.items():
            yield f"{between}{_said(name)}: "
            yield from _pieces(one)
            between = ", "
        yield "}"
    elif isinstance(value, list) and len(value) > _AT_ONCE:
        between = "["
        for first in range(0, len(value), _AT_ONCE):
            yield between + _said(value[first : first + _AT_ONCE])[1:-1]
            between = ", "
        yield "]"
    else:
        yield _said(value)


def _said(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def unpacked(state: bytes) -> dict[str, Any]:
    """The memory in the bytes of a checkpoint. Raises `ShadowError`: there is none."""
    try:
        found = json.loads(zlib.decompress(state).decode("utf-8", "surrogateescape"))
    except (ValueError, zlib.error) as error:
        raise ShadowError(
            Phrase("this is no checkpoint of a twin ({error})", error=str(error)),
            Phrase("fold the journal from its begin"),
        ) from None
    if not isinstance(found, dict):
        raise ShadowError(Phrase("this is no checkpoint of a twin"), Phrase("fold the journal from its begin"))
    return found
