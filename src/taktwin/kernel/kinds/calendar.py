"""Shift calendars: at a change, every resource that follows the calendar stops or goes on."""

from __future__ import annotations

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import float_at, guided_at, int_at, resource, resource_state
from taktwin.kernel.base.state import NO_WORK, OFF_SHIFT
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.common.machine import NO_MACHINE
from taktwin.kernel.levels.around import lower_rests
from taktwin.kernel.levels.rest import tell_places
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.model.nouns.calendar import WEEK_S, through_sunday


@kernel
def set_on_shift(s, i, on):
    """Begin (1) or end (0) the shift of a resource; one that finishes its work leaves after that."""
    r = resource_state(s, i)
    if on == 0 and resource(s, i).finish == 1 and (r.phase != NO_WORK or r.yard > 0):
        r.closing = 1
        return
    r.closing = 0
    if r.on == on:
        return
    r.on = on
    if on == 1:
        chain.wake(s, i)
    else:
        chain.rest(s, i)


@kernel
def begin_to_top_up(s, v):
    """The hours begin in which a vehicle charges without need: one without a task looks, and stays idle for as long."""
    r = resource_state(s, v)
    g = guided_at(s, resource(s, v).row)
    if r.task >= 0 or r.phase != NO_WORK or g.at < 0 or g.goal >= 0 or g.wish >= 0:
        return
    since = g.since
    chain.wake(s, v)
    if g.goal < 0 and g.wish < 0:
        g.since = since


@kernel
def calendar_event(s, i):
    """The calendar switches: even entries of its list begin a shift, odd ones end it."""
    r = resource_state(s, i)
    given = resource(s, i)
    on = 1 if r.at % 2 == 0 else 0
    r.on = on
    for k in range(given.sources0, given.sources0 + given.sources):
        set_on_shift(s, int_at(s, k), on)
    for k in range(given.sources0 + given.sources, given.sources0 + given.sources + on * given.toppers):
        begin_to_top_up(s, int_at(s, k))
    tell_places(s, i, on)
    r.at += 1
    if r.at >= given.lists:
        r.at = 0
        r.base += given.period
    plan_switch(s, i)


@kernel
def plan_switch(s, i):
    """The next change."""
    r = resource_state(s, i)
    set_due(s, i, r.base + float_at(s, resource(s, i).list0 + r.at))


def lower(low: FlowLowering) -> None:
    """A resource for each calendar, after all that follow it; their shift at time 0."""
    windows = [(name, calendar.windows()) for name, calendar in low.model.calendars.items()]
    # a shift that goes on through Sunday midnight does not end there
    windows = [(name, through_sunday(found) or found) for name, found in windows]
    always = {at for at, (_, found) in enumerate(windows) if not through_sunday(found)}
    calendars = [_lower_one(low, name, found) for name, found in [*windows, *low.working.presences]]
    followers: dict[int, list[int]] = {}
    for i, row in enumerate(low.b.resources):
        if row["calendar"] >= 0 and row["calendar"] not in always:
            calendar = calendars[row["calendar"]]
            followers.setdefault(calendar, []).append(i)
            row["on"] = low.b.resources[calendar]["on"]
            if row["on"] == 0:
                row["state"] = OFF_SHIFT
    for team, line in low.teams.items():  # it rests with its line
        of_line = low.b.resources[line]
        low.b.resources[team] |= {field: of_line[field] for field in ("on", "state") if field in of_line}
    toppers = _toppers(low, {name: calendars[at] for at, name in enumerate(low.model.calendars) if at not in always})
    for calendar in sorted({*followers, *toppers}):
        found, more = followers.get(calendar, []), toppers.get(calendar, [])
        low.b.resources[calendar] |= {"sources": len(found), "toppers": len(more)}
        low.b.resources[calendar]["sources0"] = low.b.ints([*found, *more])
    leaving = {name: calendars[at] for at, name in enumerate(low.model.calendars) if at not in always}
    for calendar, rows in lower_rests(low, leaving).items():
        low.b.resources[calendar]["shifts0"] = low.b.ints(rows)
        low.b.resources[calendar]["shifts"] = len(rows)


def _toppers(low: FlowLowering, calendars: dict[str, int]) -> dict[int, list[int]]:
    """The vehicles that charge without need in the hours of each calendar; those of all hours have none."""
    found: dict[int, list[int]] = {}
    for name, fleet in low.model.fleets.items():
        if fleet.battery is None or fleet.battery.hours not in calendars:
            continue
        calendar, node = calendars[fleet.battery.hours], low.b.nodes[low.fleet_nodes[name]]
        for vehicle in range(node["res0"], node["res0"] + node["res"]):
            low.b.guided[low.b.resources[vehicle]["row"]]["hours"] = calendar
            found.setdefault(calendar, []).append(vehicle)
    return found


def _lower_one(low: FlowLowering, name: str, windows: list[tuple[float, float]]) -> int:
    """Switching times in the week, and where in the week time 0 lies."""
    switches = [float(t) for window in windows for t in window]
    offset = low.model.week_offset
    passed = sum(1 for t in switches if t <= offset)
    weeks = 0
    if passed == len(switches):
        passed, weeks = 0, 1
    elif offset < switches[-1] - WEEK_S:  # the last shift of the week before goes on
        passed, weeks = len(switches) - 1, -1
    return low.b.resource(
        "calendar",
        name,
        list0=low.b.numbers(switches),
        lists=len(switches),
        at=passed,
        base=weeks * WEEK_S - offset,
        period=float(WEEK_S),
        on=passed % 2 if weeks <= 0 else 0,
    )


CALENDAR = Kind(
    **NO_MACHINE,
    name="calendar",
    event=calendar_event,
    prime=plan_switch,
    prime_given=plan_switch,
    phase="after",
    lower=lower,
)
