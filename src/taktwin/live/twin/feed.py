"""What a twin is fed with, in pieces: events that came since, and what time it is in the plant."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from taktwin.live.events import PlantEvent
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

Piece = tuple[list[PlantEvent], float]
WAIT_S = 0.1  # so often it is looked whether something has come
_MOST = 20_000  # events that wait to be taken


def came(event: PlantEvent) -> float:
    """When an event came, s from the start of the plant."""
    return event.time if event.received is None else event.received


def at_once(events: Iterable[PlantEvent], step: float, stop: threading.Event) -> Iterator[Piece]:
    """All events as fast as can be, in pieces of ``step`` s of the plant; each is told with its end."""
    piece: list[PlantEvent] = []
    number: float | None = None
    at = 0.0
    for event in events:
        mine = came(event) // step
        if number is not None and mine > number:
            yield piece, (number + 1.0) * step
            if stop.is_set():
                return
            piece = []
        number = mine if number is None else max(number, mine)
        at = max(at, came(event))
        piece.append(event)
    if piece:
        yield piece, at


def at_pace(
    events: Iterable[PlantEvent],
    speed: float,
    stop: threading.Event,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Piece]:
    """Events when they are received, ``speed`` seconds of the plant in one of ours; the first at once.

    Raises:
        OptionError: the speed is not above 0.
    """
    if not 0.0 < speed < float("inf"):
        raise OptionError(Phrase("speed must be above 0, got {speed:g}", speed=speed), parameter="speed")
    waiting = iter(events)
    event = next(waiting, None)
    if event is None:
        return
    begin, first = clock(), came(event)
    while event is not None:
        now = first + (clock() - begin) * speed
        piece: list[PlantEvent] = []
        while event is not None and came(event) <= now and len(piece) < _MOST:
            piece.append(event)
            event = next(waiting, None)
        behind = event is not None and came(event) <= now
        yield piece, came(piece[-1]) if behind else now
        if stop.wait(WAIT_S):
            return


def as_they_come(
    events: Iterable[PlantEvent], stop: threading.Event, now: Callable[[], float] | None
) -> Iterator[Piece]:
    """Events of a source that may have us wait, such as a pipe; read on a thread of its own.

    Args:
        events: what it raises is raised here.
        stop: set it to end.
        now: time of the plant; None: that of the newest event.
    """
    line: queue.Queue[PlantEvent | _Over] = queue.Queue(_MOST)

    def read() -> None:
        try:
            for event in events:
                line.put(event)
        except BaseException as error:  # it is raised again where the events are taken
            line.put(_Over(error))
        else:
            line.put(_Over(None))

    threading.Thread(target=read, name="events", daemon=True).start()
    at, held = 0.0, list[PlantEvent]()
    while not stop.is_set():
        came_, over = _gathered(line)
        piece = held + came_
        waits = len(piece)
        if came_ and over is None:  # those of the last instant wait for others that are equal to them
            while waits and came(piece[waits - 1]) == came(piece[-1]):
                waits -= 1
        piece, held = piece[:waits], piece[waits:]
        at = max([at, *map(came, piece)]) if now is None else now()
        yield piece, at
        if over is not None:
            if over.error is not None:
                raise over.error
            return


class _Over(NamedTuple):
    """The source has ended, or failed."""

    error: BaseException | None


def _gathered(line: queue.Queue[PlantEvent | _Over]) -> tuple[list[PlantEvent], _Over | None]:
    """What stands in a queue, waited for a little; and whether it was the last."""
    found: list[PlantEvent] = []
    try:
        one = line.get(timeout=WAIT_S)
        while True:
            if isinstance(one, _Over):
                return found, one
            found.append(one)
            if len(found) >= _MOST:
                break
            one = line.get_nowait()
    except queue.Empty:
        pass
    return found, None


def until(events: Iterable[PlantEvent], end: float) -> Iterator[PlantEvent]:
    """Events up to the first that comes after ``end`` (s from the start of the plant)."""
    for event in events:
        if came(event) > end:
            return
        yield event
