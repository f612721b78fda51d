"""An estimate of the steady state of a long serial line, which no Markov chain of bearable size describes.

The line is cut into one small Markov chain for each buffer. The chain of buffer i has its level, the station before it
and the one behind it exactly as they are, and of the rest of the line only what these two feel of it at once: whether
the next departure will starve the station before (and what the one before that is doing), and whether the next job will
block the station behind. How often that is so each chain takes from its neighbours, in turn until nothing changes.

The cut into lines of two stations is that of S. B. Gershwin: An efficient decomposition method for the approximate
evaluation of tandem queues with finite storage space and blocking. Operations Research 35 (1987), 291-305. That the
successive times of a station with its starvation or blocking depend on each other is the point of R. Bierbooms,
I. J. B. F. Adan, M. van Vuuren: Approximate analysis of single-server tandem queues with finite buffers. Annals of
Operations Research 209 (2013), 67-84. The states by which it is done here are ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from taktwin.analysis.line.exact import LineTheory, Shares, checked
from taktwin.analysis.line.sides import Machine
from taktwin.analysis.line.two_stations import Link, solved

ROUNDS = 200
TOLERANCE = 1e-6  # of the throughput between two rounds; the method itself is a thousand times coarser

TYPICAL_ERROR = 0.02
"""Relative error of the throughput that is seldom exceeded; docs/statistics.md has the measured ones."""


def decomposition(
    rates: Sequence[float],
    buffers: Sequence[int],
    failure_rates: Sequence[float] | None = None,
    repair_rates: Sequence[float] | None = None,
) -> LineTheory:
    """The steady state of a line of two or more stations, approximately: `states` is 0.

    Arguments as of `taktwin.analysis.line.exact.exact_line`; stations fail only while they work. Exact for two
    stations. Measured errors: docs/statistics.md.

    Raises:
        ValueError: numbers out of range or of the wrong length, or only one station.
        ArithmeticError: the chains do not come to agree.
    """
    fails, repairs = checked(rates, buffers, failure_rates, repair_rates)
    machines = [Machine(*numbers) for numbers in zip(rates, fails, repairs, strict=True)]
    links = _agreed(machines, [int(places) for places in buffers])
    throughput = links[-1].throughput
    stations = _shares(machines, links, throughput)
    levels = tuple(link.level for link in links)
    wip = sum(levels) + sum(1.0 - station.starved for station in stations)
    return LineTheory(throughput, wip, wip / throughput, levels, stations, 0)


def _agreed(machines: list[Machine], buffers: list[int]) -> list[Link]:
    """Solve the links downstream and back upstream until the throughput stays as it is."""
    count = len(buffers)
    if count == 0:
        raise ValueError("one station alone needs no decomposition; its exact solution is always small")
    links: list[Link | None] = [None] * count
    before = 0.0
    for _ in range(ROUNDS):
        for i in [*range(count), *range(count - 3, -1, -1)]:
            up = links[i - 1] if i > 0 else None
            down = links[i + 1] if i < count - 1 else None
            links[i] = solved(
                buffers[i],
                (machines[i], machines[i + 1]),
                (machines[i - 1] if up else None, machines[i + 2] if down else None),
                (up.behind if up else None, down.ahead if down else None),
            )
        found = [link for link in links if link is not None]
        if abs(found[-1].throughput - before) <= TOLERANCE * before:
            return found
        before = found[-1].throughput
    raise ArithmeticError(f"the parts of the line do not agree after {ROUNDS} rounds; use the simulation")


def _shares(machines: list[Machine], links: list[Link], throughput: float) -> tuple[Shares, ...]:
    out = []
    for i, machine in enumerate(machines):
        working = min(1.0, throughput / machine.rate)
        down = working * machine.failure_rate / machine.repair_rate
        rest = max(0.0, 1.0 - working - down)
        blocked = links[i].full if i < len(links) else 0.0
        starved = links[i - 1].empty if i > 0 else 0.0
        # The chains on both sides see the same station; what is not work or repair is divided as they see it.
        part = rest / (blocked + starved) if blocked + starved > 0 else 0.0
        out.append(Shares(working, blocked * part, starved * part, down))
    return tuple(out)
