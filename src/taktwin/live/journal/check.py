"""Whether a journal is whole, and what it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from taktwin.live.journal.errors import JournalError
from taktwin.live.journal.journal import Journal
from taktwin.live.journal.opened import open_journal
from taktwin.live.journal.postgres import is_server

MOST_PROBLEMS = 100  # that are told


@dataclass(frozen=True, slots=True)
class JournalCheck:
    """What was found.

    Attributes:
        entries: messages.
        sources: who sent any.
        sessions: of all sources.
        bytes: of all payloads.
        first: when the first came, in ms since 1970 UTC; None without entries.
        last: when the last came.
        missing: numbers that lack between two of a session: messages that never came.
        twice: numbers under which two messages differ.
        problems: what is damaged; empty for nothing.
    """

    entries: int
    sources: int
    sessions: int
    bytes: int
    first: int | None
    last: int | None
    missing: int
    twice: int
    problems: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"sound": self.sound}

    @property
    def sound(self) -> bool:
        """Whether nothing is damaged."""
        return not self.problems


def check_journal(path: str | Path) -> JournalCheck:
    """Read all of a journal, and compare each entry with its digest.

    Raises:
        JournalError: it is not there, or no journal.
    """
    problems: list[str] = []
    with open_journal(path, to_write=False) as journal:
        try:
            if not is_server(path):
                told = [one for (one,) in journal.ask(f"PRAGMA integrity_check({MOST_PROBLEMS})") if one != "ok"]
                problems += _damaged(told)
            counts = _counts(journal.ask)
            seals = journal.ask("SELECT id, digest, seal FROM entry ORDER BY id")
        except Exception as error:
            problems += [] if problems else _damaged([str(error)])
            return JournalCheck(0, 0, 0, 0, None, None, 0, 0, tuple(problems))
        try:
            _compare(journal, seals, problems)
        except JournalError as error:
            problems += [] if problems else [error.message]
    entries, sources, sessions, size, first, last, missing, twice = counts
    found = tuple(problems[:MOST_PROBLEMS])
    return JournalCheck(entries, sources, sessions, size, first, last, missing, twice, found)


def _damaged(told: list[str]) -> list[str]:
    """What SQLite finds wrong with its file in one line: one torn page gives a hundred of its own."""
    lines = [line for one in told for line in one.splitlines() if not line.startswith("***")]
    if not lines:
        return []
    more = f", and {len(lines) - 1} more of its kind" if len(lines) > 1 else ""
    return [f"the file is damaged: {lines[0]}{more}; go on with a copy, or keep this file and begin a new journal"]


def _counts(ask: Callable[[str], list[Any]]) -> tuple[Any, ...]:
    def one(query: str) -> Any:
        return ask(query)[0]

    entries, size, first, last = one(
        "SELECT count(*), coalesce(sum(length(payload)), 0), min(received), max(received) FROM entry"
    )
    sources, sessions = one("SELECT count(DISTINCT source), count(*) FROM stream")
    # numbers below 0 are of messages that have none of their own
    (missing,) = one(
        "SELECT coalesce(sum(wide - numbers), 0) FROM (SELECT max(number) - min(number) + 1 AS wide,"
        " count(DISTINCT number) AS numbers FROM entry WHERE number BETWEEN 0 AND 1000000000 GROUP BY stream) AS x"
    )
    (twice,) = one(
        "SELECT count(*) FROM (SELECT 1 FROM entry WHERE number >= 0 GROUP BY stream, number HAVING count(*) > 1) AS x"
    )
    return entries, sources, sessions, size, first, last, missing, twice


def _compare(journal: Journal, seals: list[Any], problems: list[str]) -> None:
    known = {place: (digest, seal) for place, digest, seal in seals}
    expected = 1
    for place, entry in journal.entries():
        if place != expected:
            problems.append(f"the entries from {expected} to {place - 1} lack")
        if known.get(place) != (entry.digest, entry.seal):
            problems.append(f"entry {place} is damaged: it is not what was written")
        expected = place + 1
        if len(problems) >= MOST_PROBLEMS:
            return
    last = max(known, default=0)
    if expected <= last:
        problems.append(f"the entries from {expected} to {last} lack")
