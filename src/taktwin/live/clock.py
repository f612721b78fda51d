"""The clock of a plant: seconds since its model begins, and ms since 1970."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class PlantClock(NamedTuple):
    """When a plant's time 0 was, and how fast its time goes.

    >>> clock = PlantClock.of(dt.datetime(2026, 1, 5, 6))
    >>> clock.ms(90.0) - clock.ms(0.0), clock.seconds(clock.zero + 2000)
    (90000, 2.0)

    Attributes:
        zero: the start of the plant, in ms since 1970 UTC.
        speed: seconds of the plant in one of ours: 1 for a real plant.
    """

    zero: int
    speed: float = 1.0

    @classmethod
    def of(cls, start: dt.datetime, zone: dt.tzinfo = dt.UTC, speed: float = 1.0) -> PlantClock:
        """The clock of a plant whose model begins at ``start`` by the wall clock of a zone.

        Where that changes between summer and winter, the plant's time goes on as it was at ``start``.

        Raises:
            OptionError: the speed is not above 0.
        """
        if not 0.0 < speed < float("inf"):
            raise OptionError(Phrase("speed must be above 0, got {speed:g}", speed=speed), parameter="speed")
        at = start.replace(tzinfo=zone) if start.tzinfo is None else start
        return cls(round((at - _EPOCH).total_seconds() * 1000.0), speed)

    def seconds(self, ms: float) -> float:
        """Seconds from the start of the plant at an instant in ms since 1970."""
        return (ms - self.zero) / 1000.0 * self.speed

    def ms(self, seconds: float) -> int:
        """The instant, in ms since 1970, of a time of the plant in s from its start."""
        return self.zero + round(seconds * 1000.0 / self.speed)
