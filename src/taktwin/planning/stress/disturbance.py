"""What befalls a plant from T on, as a script for one run: what is changed at T, and at later instants.

All times are from T. The undisturbed run has the empty script.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from taktwin.planning.stress.senders import Way
from taktwin.runs import alter
from taktwin.runs.simulation import Simulation

#: What begins right before an order begins so many seconds before it.
RIGHT_BEFORE = 1.0

Action = Callable[[Simulation], object]


@dataclass
class Script:
    """``at``: what is done when (s after T); it may add what is done later.

    ``poll``: what is tried at every step until it says that it is done.
    """

    at: list[tuple[float, Action]] = field(default_factory=list)
    poll: Callable[[Simulation], bool] | None = None

    def take(self, until: float) -> tuple[float, Action] | None:
        """The next of what is done up to ``until`` (s after T), which is then no more to be done."""
        self.at.sort(key=lambda one: one[0])
        return self.at.pop(0) if self.at and self.at[0][0] <= until else None


#: Makes the script of one run, which stands at T.
Disturbance = Callable[[Simulation], Script]


def none(_: Simulation) -> Script:
    """Nothing happens."""
    return Script()


def late_truck(way: Way, seconds: float) -> Disturbance:
    """One truck of a way is late: the next to arrive of those on their way, or else the first that sets out."""

    def delay(simulation: Simulation) -> bool:
        if not way.called:
            return alter.delay_truck(simulation, way.row, seconds)
        return alter.delay_delivery(simulation, way.row, seconds)

    def begin(simulation: Simulation) -> Script:
        return Script() if seconds <= 0.0 or delay(simulation) else Script(poll=delay)

    return begin


def despatch_stands(ways: Sequence[Way], seconds: float, before: Way | None = None) -> Disturbance:
    """Nothing sets out on these ways for a time (infinite: no more); what is on its way arrives.

    At its end sets out what should have left in the meantime, and what stands in racks. With ``before`` it begins right
    before the next order of that lane, where it has a timetable; else at T.
    """

    def begin(simulation: Simulation) -> Script:
        wait = 0.0 if before is None or before.called else alter.next_order(simulation, before.row) - simulation.now
        if seconds <= 0.0:
            return Script()
        if not RIGHT_BEFORE < wait < math.inf:
            return hold(simulation)
        script = Script()

        def later(run: Simulation) -> None:
            script.at += [(when + wait - RIGHT_BEFORE, action) for when, action in hold(run).at]

        script.at.append((wait - RIGHT_BEFORE, later))
        return script

    def hold(simulation: Simulation) -> Script:
        script = Script()
        now = simulation.now
        for way in ways:
            if way.called:
                alter.hold_delivery(simulation, way.row)
                if math.isfinite(seconds):
                    script.at.append((seconds, lambda run, node=way.row: alter.release_delivery(run, node)))
                continue
            release = alter.hold_lane(simulation, way.row, now + seconds)
            if release is not None and math.isfinite(seconds):
                script.at.append((seconds, release))
        return script

    return begin


def closed_road(ways: Sequence[Way], seconds: float) -> Disturbance:
    """A road is closed for a time: what is on it stands, and nothing sets out."""

    def begin(simulation: Simulation) -> Script:
        if seconds <= 0.0:
            return Script()
        for way in ways:
            if not way.called:
                alter.delay_trucks(simulation, way.row, seconds)
            else:
                alter.delay_delivery(simulation, way.row, seconds, whole=True)
        return despatch_stands(ways, seconds)(simulation)

    return begin


def slow_road(ways: Sequence[Way], factor: float, sooner: float = 0.0) -> Disturbance:
    """What sets out on these ways takes ``factor`` times as long from T on.

    Parts in sequence are there ``sooner`` s before that, while their trucks are away as long as they are on this road.
    """
    lanes = [way.row for way in ways if not way.called]
    deliveries = [way.row for way in ways if way.called]

    def begin(simulation: Simulation) -> Script:
        alter.lengthen_ways(simulation, lanes, deliveries, factor, sooner)
        return Script()

    return begin


def with_cover(disturbance: Disturbance, more: Mapping[int, float]) -> Disturbance:
    """The same with more at hand at stock points (row -> units) from T on, and their levels raised by as much."""

    def begin(simulation: Simulation) -> Script:
        alter.add_cover(simulation, more)
        return disturbance(simulation)

    return begin
