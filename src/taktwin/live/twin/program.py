"""The running plant as one program: where what it says comes from, and the twin that takes it."""

from __future__ import annotations

import datetime as dt
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from taktwin.live.clock import PlantClock
from taktwin.live.emulator import Emulator
from taktwin.live.emulator.emulator import DAY_S, truth
from taktwin.live.events import read_events
from taktwin.live.journal.journal import Journal
from taktwin.live.journal.opened import open_journal
from taktwin.live.mapping.clock import clock_of
from taktwin.live.mapping.file import load_mapping
from taktwin.live.message import now_ms
from taktwin.live.twin.connected import at_work
from taktwin.live.twin.feed import Piece, as_they_come, at_once, at_pace, until
from taktwin.live.twin.options import LiveOptions
from taktwin.live.twin.past import Difference, difference, twin_at
from taktwin.live.twin.running import run
from taktwin.live.twin.settings import TwinSettings
from taktwin.live.twin.twin import Twin
from taktwin.live.twin.ways import check_understood, sources_of, ways
from taktwin.model.errors import OptionError, TaktwinError
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import StartState
from taktwin.runs.start import Starter

DEMO, EVENTS = "demo", "events"


def follow(
    starter: Starter,
    options: LiveOptions,
    tell: Callable[[dict[str, Any]], None],
    stop: threading.Event | None = None,
    at_first: bool = False,
    ready: Callable[[str], None] = lambda _: None,
    begun: Callable[[Twin], None] | None = None,
    away: Callable[[str], None] = lambda _: None,
) -> Twin:
    """Follow a plant until it says no more, `until` has come, or somebody sets ``stop``; its books are closed then.

    Args:
        starter: of the plant.
        options: what is followed.
        tell: is called with what is known (see `Twin.now`) every so often, and at the end.
        stop: set it to end.
        at_first: whether it is told at once what is known.
        ready: is told the address where posts are taken, as soon as they are.
        begun: is called with the twin as soon as there is one, so that others may ask it while it works.
        away: is told, each time that it is tried, which server cannot be reached, and why.

    Raises:
        OptionError: the journal holds messages that nobody explains.
        JournalError, EventError, OSError: what is followed or written cannot be read or written.
        SimulationError: the emulated plant cannot be run on.
    """
    stop = stop or threading.Event()
    with _journal(options.journal) as journal:
        start = _warmed(starter, options) if options.demo and options.warm > 0.0 else None
        sources, clock = sources_of(starter, options.mapping, options.columns, options.host, options.only)
        if journal is not None:
            check_understood(journal, sources)
        twin = Twin(starter, journal, options.settings, clock=clock, sources=sources, start=start)
        if begun is not None:
            begun(twin)
        for one in sources:
            if one.bridge is not None:
                one.bridge.full = twin.is_full
        if options.connected or options.columns is not None:
            works = list(ways(options, sources, twin, ready, away))
            feed = at_work(works, twin, stop, by_events=options.mapping is None)
        else:
            feed = _feed(starter, options, twin, stop, start)
        waits = options.events is not None or (options.demo and options.speed == 0.0)
        source = DEMO if options.demo else EVENTS
        run(
            twin, feed, tell, source=source, every=options.every, until=options.until, stop=stop, wait=waits,
            at_first=at_first,
        )  # fmt: skip
    return twin


def past(
    starter: Starter,
    journal: str | Path,
    at: float,
    against: float | None = None,
    settings: TwinSettings | None = None,
    mapping: Path | None = None,
    columns: Path | None = None,
) -> dict[str, Any] | Difference:
    """What was known at a past moment (s from the start of the plant), or what changed from it to a later one.

    Raises:
        OptionError: nothing had come by then, the second is not later, or the journal holds messages that nobody
            explains.
        JournalError: the journal cannot be read.
    """
    if against is not None and not against > at:
        start = starter.program.model.start
        first, second = (f"{start + dt.timedelta(seconds=one):%Y-%m-%d %H:%M:%S}" for one in (at, against))
        raise OptionError(
            Phrase("{second} is not later than {first}, that of `at`", second=second, first=first),
            Phrase("give a later moment"),
            "against",
        )

    with open_journal(journal, to_write=False) as opened:
        found = _remembered(starter, opened, at, settings, mapping, columns)
        if against is None:
            return found.now()
        return difference(found, _remembered(starter, opened, against, settings, mapping, columns))


def remembered(
    starter: Starter,
    journal: str | Path,
    at: float | None = None,
    settings: TwinSettings | None = None,
    mapping: Path | None = None,
    columns: Path | None = None,
) -> Twin:
    """The twin as a journal tells it, at a moment (s from the start of the plant) or when the last of it came.

    Raises:
        OptionError: nothing is in it, nothing had come by then, or the journal holds messages that nobody explains.
        JournalError: the journal cannot be read.
    """
    when = newest(starter, journal, mapping) if at is None else at
    with open_journal(journal, to_write=False) as opened:
        if opened.newest() is None:
            raise OptionError(
                Phrase("{journal} holds nothing yet", journal=journal),
                Phrase("follow the plant first: taktwin live --journal"),
                "source",
            )
        return _remembered(starter, opened, when, settings, mapping, columns)


def _remembered(
    starter: Starter,
    journal: Journal,
    at: float,
    settings: TwinSettings | None,
    mapping: Path | None,
    columns: Path | None,
) -> Twin:
    sources, clock = sources_of(starter, mapping, columns, "past")
    check_understood(journal, sources)
    return twin_at(starter, journal, at, settings, clock=clock, sources=sources)


def by_the_clock(start: dt.datetime, mapping: Path | None = None) -> float:
    """What time it is in a plant whose model begins at ``start``, s from then; by the clock of its mapping."""
    return max(0.0, _clock(start, mapping).seconds(now_ms()))


def _clock(start: dt.datetime, mapping: Path | None) -> PlantClock:
    return PlantClock.of(start) if mapping is None else clock_of(load_mapping(mapping).clock, start)


def newest(starter: Starter, journal: str | Path, mapping: Path | None = None) -> float:
    """When the last that is in a journal came, s from the start of the plant; the start where it holds nothing.

    Raises:
        JournalError: the journal cannot be read.
    """
    clock = _clock(starter.program.model.start, mapping)
    with open_journal(journal, to_write=False) as opened:
        return max(0.0, clock.seconds(opened.newest() or clock.zero))


@contextmanager
def _journal(path: str | Path | None) -> Iterator[Journal | None]:
    if path is None:
        yield None
        return
    with open_journal(path) as journal:
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
