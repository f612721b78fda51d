"""The connectors of a twin: what it needs of one, and whose the entries of a journal are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from taktwin.live.events import PlantEvent
from taktwin.live.journal.entry import Entry


class Source(Protocol):
    """A connector as the twin needs it: what the entries of its messages say.

    Attributes:
        source: its name, with which the sources of its entries begin.
    """

    source: str

    def fold(self, entries: Sequence[Entry]) -> list[PlantEvent]:
        """The events that entries of this connector say, in the order in which they came."""
        ...

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON."""
        ...

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Go on from a memory. Raises KeyError, TypeError, ValueError: it is none."""
        ...


def runs_of(sources: Sequence[Source], entries: Sequence[Entry]) -> Iterator[tuple[Source | None, list[Entry]]]:
    """Entries in pieces of one connector each (None: of the twin's own), in their order."""
    piece: list[Entry] = []
    of: Source | None = None
    for entry in entries:
        mine = next((one for one in sources if entry.source.startswith(f"{one.source}/")), None)
        if piece and mine is not of:
            yield of, piece
            piece = []
        of = mine
        piece.append(entry)
    if piece:
        yield of, piece
