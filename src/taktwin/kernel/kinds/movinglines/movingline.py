"""Moving lines and indexed lines: one resource whose zones are places inside it (see `common.pitch`).

The jobs of a line stand in the queue of its node, the furthest first; each zone knows its own. Of a moving line a job
comes in at the pitch or a gap does; of an indexed one as long as it stands for work.
"""

from __future__ import annotations

import math
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import (
    job_at,
    line_at,
    line_state,
    line_zone_state,
    place,
    place_state,
    resource,
    resource_state,
)
from taktwin.kernel.base.state import (
    ARRIVED,
    HELD,
    IN_WORK,
    INF,
    MOVES,
    OPEN,
    PASSED,
    RESUMES,
    STANDS,
    STARVED,
    WAITING_OPERATOR,
    WAITING_PARTS,
    WORKING,
)
from taktwin.kernel.common.flow import pull
from taktwin.kernel.common.jobs import append, pop, settle_node
from taktwin.kernel.common.machine import (
    MACHINE,
    fail,
    holding,
    mark,
    prime_given_machine,
    refresh,
    repair,
    rest_machine,
    stop_clock,
    update_state,
    wake_machine,
)
from taktwin.kernel.common.pitch import (
    book_clock,
    decide_anew,
    end_of_stretch,
    go_on_from_here,
    is_under_way,
    leave_hold,
    move_on,
    name_cause,
    note_failed_zone,
    pitch,
    plan_movement,
)
from taktwin.kernel.common.zones.zoneteam import pause_teams, settle_teams, wake_teams
from taktwin.kernel.common.zones.zonework import clock_of_line, enter_zone, serve_zones
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.linestate import put_in_zone, put_line, tell_line, tell_zone
from taktwin.kernel.lowering.operators import lower_team, teams_of
from taktwin.kernel.outlook.lines import LINES, ZONES
from taktwin.model.nouns.movingline import IndexedLine, MovingLine, ZonedLine
from taktwin.model.phrase import Phrase
from taktwin.model.text.zones import zones_of


@kernel
def take_in(s, i, line_no):
    """A job comes into the first zone, if one is ready and the zone is empty."""
    given = line_at(s, line_no)
    zone = line_zone_state(s, given.zone0)
    if zone.job >= 0:
        return False
    j = pull(s, given.node)
    if j < 0:
        return False
    settle_node(s, given.node)
    here = place_state(s, given.node)
    append(s, given.node, j)
    here.count += 1
    here.most = max(here.most, here.count)
    job_at(s, j).dest = place(s, given.node).dest
    job_at(s, j).ready = s.now
    r = resource_state(s, i)
    if r.job < 0:
        r.job = j
    zone.job = j
    enter_zone(s, i, line_no, given.zone0, clock_of_line(s, i, line_no))
    return True


@kernel
def look(s, n):
    """Begin what parts have come for, go on from a start state, move by a pitch, take a job in, and move on."""
    i = place(s, n).res0
    line_no = place(s, n).row
    r = resource_state(s, i)
    if r.up == 0 or r.on == 0:
        return
    given = line_at(s, line_no)
    line = line_state(s, line_no)
    begun = False
    if given.teams == 1:
        settle_teams(s, line_no, clock_of_line(s, i, line_no))
        if line.teams_changed == 1:
            decide_anew(s, i, line_no)
    if line.lacking > 0:
        begun = serve_zones(s, i, line_no, clock_of_line(s, i, line_no))
    if line.stage == PASSED and r.done == 0:
        if given.indexed == 1:
            book_clock(s, line_no)
            line.since = INF
            move_on(s, i, line_no)
            return
        pitch(s, i, line_no)
    elif line.stage == ARRIVED:
        pitch(s, i, line_no)
    if line.stage == RESUMES:
        go_on_from_here(s, i, line_no, False)
    if line.stage == OPEN or (given.indexed == 1 and (line.stage == STANDS or line.stage == HELD)):
        begun = take_in(s, i, line_no) or begun
    if line.stage == OPEN and r.job >= 0:
        go_on_from_here(s, i, line_no, True)
    elif line.stage == HELD and begun:
        leave_hold(s, line_no)
        go_on_from_here(s, i, line_no, False)
    elif line.stage == HELD and line.goal < INF:
        name_cause(s, i, line_no)
    elif line.stage == OPEN:
        update_state(s, i)
        refresh(s, i)


@small_kernel
def look_at_zone(s, n):
    """Something has come that a zone waits for: its line sees to it."""
    mark(s, resource(s, place(s, n).res0).node)


@kernel
def line_event(s, i):
    """The end of a stretch of movement or of a stand before that of a repair before a failure."""
    r = resource_state(s, i)
    node = resource(s, i).node
    line_no = place(s, node).row
    if r.running == 1 and r.work_end <= s.now:
        stop_clock(s, i)
        arrived = end_of_stretch(s, i, line_no)
        if arrived and line_at(s, line_no).indexed == 1:
            line_state(s, line_no).stage = ARRIVED
            refresh(s, i)
            mark(s, node)
        else:
            go_on_from_here(s, i, line_no, arrived)
    elif r.up == 0:
        repair(s, i)
        wake_line(s, i)
    else:
        note_failed_zone(s, i, line_no)
        book_clock(s, line_no)
        line_state(s, line_no).since = INF
        clock = clock_of_line(s, i, line_no)
        fail(s, i)
        if line_at(s, line_no).teams == 1:
            pause_teams(s, i, line_no, clock)


@kernel
def wake_line(s, i):
    """It is up and on shift again: it moves on, and work goes on also where it stands."""
    r = resource_state(s, i)
    line_no = place(s, resource(s, i).node).row
    line = line_state(s, line_no)
    if r.up == 1 and r.on == 1 and (line.stage == HELD or line.stage == PASSED):
        line.since = s.now
    wake_machine(s, i)
    if line_at(s, line_no).teams == 1:
        wake_teams(s, i, line_no)


@kernel
def rest_line(s, i):
    """Off shift nothing goes on, neither the line nor the work in its zones."""
    line_no = place(s, resource(s, i).node).row
    book_clock(s, line_no)
    line_state(s, line_no).since = INF
    clock = clock_of_line(s, i, line_no)
    rest_machine(s, i)
    if line_at(s, line_no).teams == 1:
        pause_teams(s, i, line_no, clock)


@small_kernel
def ready(s, p, m, n):
    """Since when the job in the last zone could go on."""
    r = resource_state(s, place(s, p).res0)
    return job_at(s, r.job).ready if r.done == 1 and r.claimed == 0 else INF


@small_kernel
def jobs_ready(s, p, n):
    """Only the job in the last zone can leave."""
    return 1 if ready(s, p, -1, n) < INF else 0


@kernel
def take(s, p, m):
    """The job in the last zone leaves; then the line can move by a pitch."""
    i = place(s, p).res0
    given = line_at(s, place(s, p).row)
    settle_node(s, p)
    here = place_state(s, p)
    j = pop(s, p)
    here.count -= 1
    here.least = min(here.least, here.count)
    line_zone_state(s, given.zone0 + given.zones - 1).job = -1
    r = resource_state(s, i)
    r.job = here.head
    r.done = 0
    r.claimed = 0
    r.jobs += 1
    s.operations += 1
    r.ideal += given.takt + (line_state(s, place(s, p).row).planned if given.indexed == 1 else 0.0)
    update_state(s, i)
    mark(s, p)
    return j


@kernel
def claim(s, p, m):
    """Keep the job in the last zone for the vehicle that is on its way."""
    resource_state(s, place(s, p).res0).claimed = 1


@kernel
def unclaim(s, p):
    """The vehicle has come: ``take`` sees to it."""


@kernel
def prime_given_line(s, i):
    """What a start state says of it: nothing is on it, it waits for its exit, a transfer goes on, or it decides."""
    r = resource_state(s, i)
    line_no = place(s, resource(s, i).node).row
    given = line_at(s, line_no)
    line = line_state(s, line_no)
    if r.phase == IN_WORK:
        line.stage = MOVES
        line.to = given.takt
        line.goal = line.clock + r.left
    elif r.job < 0:
        line.at = 0.0
    elif r.done == 1:
        line.stage = PASSED
        line.at = 0.0 if given.indexed == 1 else given.takt
        if r.up == 1 and r.on == 1:
            line.since = s.now
    elif is_under_way(s, line_no):
        r.left = plan_movement(s, line_no)
        r.phase = IN_WORK
    else:
        line.stage = RESUMES
    prime_given_machine(s, i)


@kernel
def state_of_line(s, i):
    """It works while it moves or stands for work; else its last job, or parts, or any job at all are waited for."""
    r = resource_state(s, i)
    if r.running == 1:
        return WORKING
    if r.job < 0:
        return STARVED
    if r.done == 1:
        return holding(s, i)
    line = line_state(s, place(s, resource(s, i).node).row)
    if line.stage != HELD:
        return STARVED
    return WAITING_OPERATOR if line.goal == INF else WAITING_PARTS


def lower_moving(low: FlowLowering, shop: str, line: str, element: MovingLine) -> tuple[int, int]:
    """The node of a moving line with its resource, and those of its zones."""
    rule = k.OVERLOADS.index(element.overload)
    utilities = 0
    if element.utility_workers is not None:
        utilities = int(element.utility_workers.value)
    elif element.overload == "utility":
        utilities = -1
    drifts = [0.0] * int(element.zones.value)
    if element.overload != "finish":
        for number in range(1, len(drifts)):  # the last zone ends where the line does
            own = element.exceptions[number].drift if number in element.exceptions else None
            drift = own if own is not None else element.drift
            drifts[number - 1] = drift.value if drift is not None else 0.0
    fields = {"takt": element.takt.value, "rule": rule, "indexed": 0, "utilities": utilities}
    return _lower(low, shop, line, element, fields, drifts)


def lower_indexed(low: FlowLowering, shop: str, line: str, element: IndexedLine) -> tuple[int, int]:
    """The same of an indexed line, whose movement is the transfer."""
    fields = {"takt": element.transfer.value, "rule": k.STOP_LINE, "indexed": 1, "utilities": 0}
    return _lower(low, shop, line, element, fields, [0.0] * int(element.zones.value))


def _lower(
    low: FlowLowering, shop: str, line: str, element: ZonedLine, fields: dict[str, Any], drifts: list[float]
) -> tuple[int, int]:
    zones = zones_of(element)
    at, first, utilities = len(low.b.lines), len(low.b.line_zones), max(0, fields["utilities"])
    node = low.node(
        element.kind, element.name, shop, line,
        cap=len(zones), row=at, spacing=fields["takt"], **low.point(element),
    )  # fmt: skip
    modes = [*element.failures, *(mode for zone in zones for mode in zone.failures)]
    low.servers(node, element.kind, 1, element.model_copy(update={"failures": modes}))
    mode = len(element.failures)
    for zone, drift in zip(zones, drifts, strict=True):
        times = low.cycle(zone.cycle, shop, zone.name)
        inner = low.node(
            "zone", zone.name, shop, line, noun=element.name, res0=low.b.nodes[node]["res0"], **times, **low.point(zone)
        )
        low.flow.first[zone.name] = inner
        team = lower_team(low, inner, shop, len(low.b.line_zones), zone)
        modes_of_zone = {"mode0": mode, "modes": len(zone.failures)}
        low.b.line_zones.append({**_EMPTY, "node": inner, "drift": drift, **modes_of_zone, "team": team})
        mode += len(zone.failures)
    low.b.line_zones += [{**_EMPTY, "node": -1} for _ in range(utilities)]
    low.b.lines.append(
        {
            "node": node, "zone0": first, "zones": len(zones), "utility0": first + len(zones), **fields,
            "since": math.inf, "holder": -1, **teams_of(low, first, len(zones), fields["rule"]),
        }
    )  # fmt: skip
    return node, node


_EMPTY = {"job": -1, "lacks": -1, "holder": -1, "team": -1}
#: What both kinds of line do alike.
BY_ZONES: dict[str, Any] = {
    **MACHINE,
    "look": look,
    "ready": ready,
    "jobs_ready": jobs_ready,
    "take": take,
    "claim": claim,
    "unclaim": unclaim,
    "event": line_event,
    "state": state_of_line,
    "wake": wake_line,
    "rest": rest_line,
    "prime_given": prime_given_line,
    "phases": (IN_WORK,),
    "holds": "belt",
    "phase": "element",
    "level": True,
    "carries": True,
    "serves": True,
    "work_unit": True,
    "limits": True,
    "able": True,
    "relief": "line",
    "outlook": LINES,
    "place_words": ("next_pitch", "helping"),
    "put_jobs": put_line,
    "tell_jobs": tell_line,
}
MOVING_LINE = Kind(
    name="moving_line", noun=MovingLine, lower=lower_moving, where=Phrase("on a moving line"), **BY_ZONES
)
INDEXED_LINE = Kind(
    name="indexed_line", noun=IndexedLine, lower=lower_indexed, where=Phrase("on an indexed line"), **BY_ZONES
)
ZONE = Kind(
    name="zone",
    look=look_at_zone,
    outlook=ZONES,
    relief="time",
    job_words=("left", "behind", "finished", "waited"),
    place_words=("late", "ahead"),
    put_jobs=put_in_zone,
    tell_jobs=tell_zone,
    where=Phrase("in a zone"),
)
