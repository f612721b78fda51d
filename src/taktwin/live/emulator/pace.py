"""Events at the pace of the plant, or faster."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from taktwin.live.events import PlantEvent
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase


def paced(
    events: Iterable[PlantEvent],
    speed: float | None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[PlantEvent]:
    """Give each event when it is received; the first at once.

    Args:
        events: in the order of their arrival.
        speed: seconds of the plant in a second; None: all at once.
        clock: time of this machine, s.
        sleep: waits so many seconds.

    Raises:
        OptionError: the speed is not above 0.
    """
    if speed is not None and not 0.0 < speed < float("inf"):
        raise OptionError(Phrase("speed must be above 0, got {speed:g}", speed=speed), parameter="speed")
    if speed is None:
        yield from events
        return
    begin, first = clock(), None
    for event in events:
        at = event.time if event.received is None else event.received
        first = at if first is None else first
        wait = (at - first) / speed - (clock() - begin)
        if wait > 0.0:
            sleep(wait)
        yield event
