"""The work of a twin: take what comes, look ahead when it is time, tell what is known, close the books at the end."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable
from typing import Any

from taktwin.live.twin.feed import Piece
from taktwin.live.twin.twin import Twin


def run(
    twin: Twin,
    feed: Iterable[Piece],
    tell: Callable[[dict[str, Any]], None],
    *,
    source: str = "events",
    every: float = 60.0,
    until: float = math.inf,
    stop: threading.Event | None = None,
    wait: bool = True,
    at_first: bool = False,
) -> None:
    """Feed a twin until the feed ends, ``until`` has come or somebody stops it; then close its books.

    Args:
        twin: that is fed.
        feed: pieces, see `taktwin.live.twin.feed`.
        tell: is called with what is known (`Twin.now`) every so often, and at the end.
        source: by which way the events come.
        every: how often, s of the plant.
        until: when to end, s from the start of the plant.
        stop: set it to end.
        wait: whether the work waits for the look ahead; then the same events tell the same.
        at_first: whether it is told at once what is known.

    Raises:
        JournalError: nothing more can be written down; all that was told before is there.
        Whatever the feed raises; the books are closed then, too.
    """
    stop = stop or threading.Event()
    due: float | None = -math.inf if at_first else None
    try:
        for events, at in feed:
            if events:
                twin.apply(events, source)
            twin.tick(min(at, until))
            if twin.first is not None:
                twin.forecast_if_due(wait)
            if at >= until or stop.is_set():
                break
            due = math.ceil(at / every) * every if due is None else due
            if at >= due:
                tell(twin.now())
                due = (at // every + 1.0) * every
    finally:
        twin.close()
    tell(twin.now())
