"""What lines mean: each message holds whole lines, and can be read alone."""

from __future__ import annotations

import csv
import datetime as dt
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from taktwin.live.connector import Heard, Note
from taktwin.live.events import EventError, PlantEvent, read_event
from taktwin.live.journal.entry import Entry
from taktwin.live.journal.journal import Journal
from taktwin.live.lines.columns import ColumnMap
from taktwin.live.message import Message

JSON, CSV = "json", "csv"
MOST_TOLD = 100  # lines of a message that are no events and are told one by one; the rest is counted
#: Messages over HTTP that are remembered, so that one that is sent again counts once.
REMEMBERED = 20_000


class Piece(NamedTuple):
    """Which piece of a stream a message is; `Message.topic` holds it.

    Attributes:
        form: JSON or CSV.
        stream: which one; empty for what comes by itself, as over HTTP.
        begin: offset of its first byte in the stream; -1 without a stream.
        end: offset behind its last byte.
    """

    form: str
    stream: str = ""
    begin: int = -1
    end: int = -1

    def __str__(self) -> str:
        return f"{self.form}/{self.stream}/{self.begin}/{self.end}"


def piece_of(topic: str) -> Piece | None:
    """The piece that a topic tells; None for another topic."""
    parts = topic.split("/")
    if len(parts) != 4 or parts[0] not in (JSON, CSV):
        return None
    try:
        return Piece(parts[0], parts[1], int(parts[2]), int(parts[3]))
    except ValueError:
        return None


class LineSession:
    """Lines of one source.

    Args:
        source: its name, in a journal and in messages.
        start: start of the plant; with it times may be dates.
        columns: of CSV; None for JSON.

    Example:
        >>> session = LineSession("mes")
        >>> line = b'{"time": 60, "kind": "enter", "element": "weld"}'
        >>> message = Message(str(Piece("json")), line, 1_800_000_000_000)
        >>> session.receive([message]).events[0].element
        'weld'
        >>> session.receive([message]).notes[0].what  # once more
        'resent'
    """

    def __init__(self, source: str, start: dt.datetime | None = None, columns: ColumnMap | None = None) -> None:
        self.source, self.start, self.columns = source, start, columns
        self.form = JSON if columns is None else CSV
        self.stream, self.upto = "", 0
        self._seen: OrderedDict[bytes, None] = OrderedDict()

    def resume(self, journal: Journal) -> None:
        """Go on where a journal ends: what it holds of this source is not taken again.

        Raises:
            JournalError: the journal cannot be read.
        """
        after = max(0, len(journal) - REMEMBERED)
        for kept in journal.entries(after, self.source):
            self._is_new(Message(kept.entry.topic, kept.entry.payload, kept.entry.received))
        for source, _, _, entry in journal.last_of_streams():
            piece = piece_of(entry.topic) if source == self.source else None
            if piece is not None and piece.begin >= 0:
                self.stream, self.upto = piece.stream, piece.end

    def entries(self, messages: Sequence[Message]) -> list[Entry]:
        """The entries of a journal that messages are."""
        pieces = [piece_of(one.topic) or Piece(self.form) for one in messages]
        return [
            Entry(self.source, piece.stream, piece.begin, one.received, one.topic, one.payload)
            for piece, one in zip(pieces, messages, strict=True)
        ]

    def receive(self, messages: Sequence[Message]) -> Heard:
        """The events in messages; lines that are none are told and passed over."""
        heard = Heard()
        for message in messages:
            if not self._is_new(message):
                heard.notes.append(Note(message.received, self.source, "resent", "it was there already"))
                continue
            events, problems = self.parse(message)
            heard.events += events
            for text in problems[:MOST_TOLD]:
                heard.notes.append(Note(message.received, self.source, "refused", text))
            if len(problems) > MOST_TOLD:
                text = f"{len(problems) - MOST_TOLD:,} more lines of this message are no events"
                heard.notes.append(Note(message.received, self.source, "refused", text))
        return heard

    def tick(self, now: int) -> Heard:  # noqa: ARG002 - what all sessions have; lines wait for nothing
        """Nothing: lines wait for no time."""
        return Heard()

    def due(self) -> int | None:
        """Nothing waits."""
        return None

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON."""
        return {"stream": self.stream, "upto": self.upto, "seen": [one.hex() for one in self._seen]}

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Go on from a memory. Raises KeyError, TypeError, ValueError: it is none."""
        self.stream, self.upto = str(memory["stream"]), int(memory["upto"])
        self._seen = OrderedDict((bytes.fromhex(one), None) for one in memory["seen"])

    def parse(self, message: Message) -> tuple[list[PlantEvent], list[str]]:
        """The events of a message, and what is wrong with the lines that are none. Never raises."""
        text = message.payload.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
        piece = piece_of(message.topic) or Piece(self.form)
        events: list[PlantEvent] = []
        problems: list[str] = []
        if piece.form == CSV:
            self._parse_csv(text, events, problems)
            return events, problems
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                self._one(line, number, events, problems)
        return events, problems

    def _parse_csv(self, text: str, events: list[PlantEvent], problems: list[str]) -> None:
        if self.columns is None:
            problems.append(f"{self.source}: this is CSV, and nobody said what its columns are; name a file of columns")
            return
        rows = self.columns.rows(text)
        try:
            missing = self.columns.missing(rows.fieldnames or ())
            if missing:
                problems.append(
                    f"{self.source}:1: there is no column {', '.join(missing)}; correct the file of columns"
                )
                return
            for row in rows:
                self._one(self.columns.line(row), rows.line_num, events, problems)
        except csv.Error as error:
            problems.append(f"{self.source}:{rows.line_num}: this is no CSV ({error}); export it anew")

    def _one(self, line: str, number: int, events: list[PlantEvent], problems: list[str]) -> None:
        try:
            events.append(read_event(line, self.start, f"{self.source}:{number}"))
        except EventError as error:
            problems.append(f"{error.message}; {error.remedy}")

    def _is_new(self, message: Message) -> bool:
        piece = piece_of(message.topic)
        if piece is not None and piece.begin >= 0:
            if piece.stream == self.stream and piece.begin < self.upto:
                return False
            self.stream, self.upto = piece.stream, piece.end
            return True
        digest = Entry(self.source, "", -1, 0, message.topic, message.payload).digest
        if digest in self._seen:
            return False
        self._seen[digest] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return True
