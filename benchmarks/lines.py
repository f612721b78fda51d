"""The lines that Taktwin and its peers simulate side by side. The unit of time is a second."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A serial line with blocking after service; its first station never lacks parts, unless they arrive.

    ``arrivals`` is the mean time between two parts, exponential, that wait in an unlimited queue before the line.
    ``buffers`` are the places between neighbours in a shop, ``between`` those between two shops. ``failures`` are mean
    up and mean repair time, exponential, on the wall clock; interrupted work goes on after the repair. ``spread`` is
    the standard deviation of the throughput of one run of ``parts`` parts, relative (measured over 16 to 40 seeds).
    """

    name: str
    title: str
    shops: int
    stations: int  # in each shop
    buffers: int
    between: int
    cycle: tuple[str, tuple[float, ...]]
    failures: tuple[float, float] | None
    parts: int
    rate: float  # rough parts a second, to know how long to run
    spread: float
    arrivals: float | None = None

    @property
    def count(self) -> int:
        """Stations in all."""
        return self.shops * self.stations

    def places_after(self, station: int) -> int:
        """Buffer places between a station (from 0) and the next one."""
        return self.between if (station + 1) % self.stations == 0 else self.buffers

    def tolerance(self, parts: int, rounds: int) -> float:
        """Relative difference of two mean throughputs that is still chance: 4 standard errors of the difference."""
        return 4.0 * self.spread * (2.0 / rounds) ** 0.5 * (self.parts / parts) ** 0.5


LINES = (
    Line("MM1", "one station, exponential arrivals and service, load 0.8", 1, 1, 0, 0, ("exp", (1.0,)), None,
         1_000_000, 0.8, 0.0011, arrivals=1.25),
    Line("LINE20", "20 stations, exponential service", 1, 20, 5, 0, ("exp", (1.0,)), None, 100_000, 0.747, 0.0016),
    Line("LINE20F", "20 stations, constant service, failures", 1, 20, 5, 0, ("constant", (1.0,)), (100.0, 10.0),
         100_000, 0.554, 0.0065),
    Line("PLANT300", "5 shops of 60 stations, triangular service, failures", 5, 60, 2, 30, ("tri", (0.8, 1.0, 1.3)),
         (500.0, 5.0), 20_000, 0.817, 0.0062),
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What one run of one program gave; the first tenth of the parts is left out of throughput and lead time.

    ``seconds`` is processor time of the whole process, so that other work on the machine counts as little as possible.
    Every program here works on one core.
    """

    parts: int
    operations: int
    seconds: float
    throughput: float
    lead_time: float

    @property
    def speed(self) -> float:
        """Station operations a second."""
        return self.operations / self.seconds


def outcome(parts: int, ends: Sequence[tuple[float, float]], operations: int, seconds: float) -> Outcome:
    """The outcome of a run whose parts left the line at (time, time at which it was begun)."""
    first = parts // 10
    throughput = (parts - first) / (ends[parts - 1][0] - ends[first - 1][0])
    stayed = [end - born for end, born in ends[first:parts]]
    return Outcome(len(ends), operations, seconds, throughput, math.fsum(stayed) / len(stayed))
