"""Entries to write."""

from __future__ import annotations

from taktwin.live.journal.entry import Entry

START = 1_800_000_000_000


def entry(number: int, source: str = "plant/body/line", session: str = "7", size: int = 40) -> Entry:
    """An entry whose payload follows from its number."""
    payload = (number % 2**32).to_bytes(4, "little") * (size // 4)
    return Entry(source, session, number, START + number, "spBv1.0/body/NDATA/line", payload, number % 2, False)


def batches(count: int, size: int = 10) -> list[list[Entry]]:
    """Entries in batches, numbered from 0 on."""
    return [[entry(i) for i in range(k * size, (k + 1) * size)] for k in range(count)]
