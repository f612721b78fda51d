"""What would have prevented a standstill for parts in sequence: that they come sooner, or more trucks.

They have no stock. That all of them are there n min sooner is run as a disturbance in which just that is changed: what
is closed or sends nothing does so for n min less, on a slow road the drive is n min shorter and the way back as much
longer. So it is confirmed only while the disturbance is still there, and its trucks carry no more than they can.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from taktwin.kernel.lowering.identity import Where
from taktwin.model.errors import ModelError
from taktwin.model.phrase import Phrase
from taktwin.model.start.file import StartStateError
from taktwin.planning.stress.bench import Bench
from taktwin.planning.stress.changes import changed
from taktwin.planning.stress.disturbance import Disturbance
from taktwin.planning.stress.effect import LEAST
from taktwin.planning.stress.prevented import Prevented, still_standing
from taktwin.planning.stress.result import Cover, MoreTrucks
from taktwin.planning.stress.senders import Way
from taktwin.planning.stress.waiting import Key

#: A disturbance of ways, with parts in sequence there so many seconds sooner.
Sooner = Callable[[Sequence[Way], float], Disturbance]


def cover_in_sequence(
    bench: Bench, ways: Sequence[Way], sooner: Sooner, limit: float, stood: float, most: int
) -> Prevented:
    """What prevents the standstill in a run: parts sooner, else more trucks, else both.

    Args:
        bench: the plant.
        ways: all ways that are disturbed.
        sooner: the disturbance of the ways of a plant, with parts in sequence there so many seconds sooner.
        limit: from here on the disturbance would be gone altogether, or parts be there before they set out, s.
        stood: longest time for which a station stood for parts in sequence, s.
        most: more trucks of each delivery than this are not tried.
    """
    lines = [way.line[1] for way in ways if way.line is not None]
    minutes, left = _least_minutes(bench, ways, sooner, limit, stood)
    covers = tuple(Cover(line, None, float(minutes)) for line in lines)
    if left < LEAST:
        return Prevented(covers, True, 0.0)
    stands = Phrase("{line} {n} min sooner", line=", ".join(lines), n=minutes)
    more, enough, fuller = _least_trucks(bench, ways, sooner, most)
    if enough:
        missed = Phrase("not confirmed: {what} does not prevent it, since trucks are lacking", what=stands)
        return Prevented((), True, 0.0, trucks=_trucks(ways, more), missed=missed)
    if fuller is not None:
        both, rest = _least_minutes(fuller[0], fuller[1], sooner, limit, stood)
        if rest < LEAST:
            missed = Phrase("not confirmed: neither {what} nor more trucks alone prevent it", what=stands)
            both_covers = tuple(Cover(line, None, float(both)) for line in lines)
            return Prevented(both_covers, True, 0.0, trucks=_trucks(ways, more), missed=missed)
        missed = Phrase(
            "not confirmed: {what} does not prevent it, nor does it with {n} more trucks", what=stands, n=more
        )
    else:
        missed = Phrase("not confirmed: {what} does not prevent it; more trucks could not be tried", what=stands)
    return Prevented(covers, False, left, missed=missed)


def _least_minutes(bench: Bench, ways: Sequence[Way], sooner: Sooner, limit: float, stood: float) -> tuple[int, float]:
    """Fewest minutes that are enough in a run, or the most that can be tried; and for how long it stands then, s."""
    top = max(0, math.ceil(limit / 60.0 - 1e-9) - 1)
    low, high = 0, min(top, max(1, math.ceil(stood / 60.0 - 1e-9)))
    left = _standing(bench, ways, sooner(ways, 60.0 * high))
    while left >= LEAST and high < top:
        low, high = high, min(top, 2 * high)
        left = _standing(bench, ways, sooner(ways, 60.0 * high))
    while left < LEAST and high - low > 1:
        middle = (low + high) // 2
        enough = _standing(bench, ways, sooner(ways, 60.0 * middle)) < LEAST
        low, high = (low, middle) if enough else (middle, high)
    return high, left


def _least_trucks(
    bench: Bench, ways: Sequence[Way], sooner: Sooner, most: int
) -> tuple[int, bool, tuple[Bench, list[Way]] | None]:
    """Fewest more trucks of each delivery that are enough in a run, or the most that were tried; whether they are.

    And the plant with the most, with its ways; None where it cannot go on from where it stands at T.
    """

    def stands(more: int) -> tuple[float, tuple[Bench, list[Way]] | None]:
        fuller = _with_trucks(bench, ways, more)
        return (_standing(*fuller, sooner(fuller[1], 0.0)), fuller) if fuller is not None else (math.inf, None)

    low, high = 0, 1
    left, fuller = stands(high)
    while left >= LEAST and high < most:
        low, high = high, min(most, 2 * high)
        left, fuller = stands(high)
    while left < LEAST and high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if stands(middle)[0] < LEAST else (middle, high)
    return high, left < LEAST, fuller


def _with_trucks(bench: Bench, ways: Sequence[Way], more: int) -> tuple[Bench, list[Way]] | None:
    """The plant with so many more trucks of each delivery, at the same T, and these ways in it."""
    given, where = bench.program.arrays["nodes"], bench.program.flow.node_where
    several = bool(bench.model.plants)
    trucks = {_path(where[way.row], several): int(given["res"][way.row]) + more for way in ways if way.called}
    try:
        other = bench.changed(changed(bench.model, trucks))
    except (ModelError, StartStateError):
        return None
    names = {way.name for way in ways}
    return other, [way for way in other.ways if way.name in names]


def _path(where: Where, several: bool) -> str:
    """Where the model file says how many trucks a delivery has; ``several``: the model has plants."""
    plant = f"plants.{where.plant}." if several else ""
    return f"{plant}shops.{where.model_shop}.lines.{where.model_line}.flow.{where.model_element}.trucks"


def _trucks(ways: Sequence[Way], more: int) -> tuple[MoreTrucks, ...]:
    return tuple(MoreTrucks(way.name, more) for way in ways if way.called)


def _standing(bench: Bench, ways: Sequence[Way], disturbance: Disturbance) -> float:
    """Seconds for which stations stand longer than undisturbed for parts in sequence: the most of the replications."""
    racks = [way for way in ways if way.called]
    held: Callable[[Key], bool] = lambda key: any(way.feeds(key) for way in racks)  # noqa: E731 - one line
    return still_standing(bench, disturbance, held)
