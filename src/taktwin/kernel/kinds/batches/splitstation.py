"""Split stations: at the end of the work on a job others come out of it, which leave one by one before the job itself.

Until then they are stations like all others.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import entry, job_at, place, place_state, resource, resource_state
from taktwin.kernel.base.state import NO_WORK, SCRAPPED, TO_SCRAP
from taktwin.kernel.common.byhand import let_hands_go
from taktwin.kernel.common.carriers import end_life
from taktwin.kernel.common.condition import holds
from taktwin.kernel.common.jobs import create_part_job
from taktwin.kernel.common.machine import end_work, stop_clock
from taktwin.kernel.common.planned import leave_by_route
from taktwin.kernel.kinds.batches.row import IN_ROWS, change_level, failure_event_in_row, keep_or_free
from taktwin.kernel.kinds.station import begin_after, look_at_station
from taktwin.kernel.lowering.batches import put_splits
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.stations import lower_choice, lower_work
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.phrase import Phrase


@kernel
def look(s, n):
    """As at a station; the jobs that come in count in its level."""
    entered = place_state(s, n).entered
    look_at_station(s, n)
    change_level(s, n, place_state(s, n).entered - entered)


@kernel
def come_out(s, i):
    """What comes out of the job of server ``i`` stands before it, in the order of the file: the last, and how many.

    Of the rows that lead out of the place, those of routes bring forth no job.
    """
    n = resource(s, i).node
    node = place(s, n)
    r = resource_state(s, i)
    job = r.job
    last = -1
    count = 0
    for k in range(node.route0, node.route0 + node.routes):
        row = entry(s, k)
        if not holds(s, row.cond0, row.conds, job):
            continue
        for _ in range(int(row.amount)):
            part = create_part_job(s, job)
            if part < 0:
                return last, count
            job_at(s, part).dest = row.target
            job_at(s, part).born = s.now
            job_at(s, part).ready = s.now
            if last < 0:
                r.job = part
            else:
                job_at(s, last).next = part
            last = part
            count += 1
    if last >= 0:
        job_at(s, last).next = job
    return last, count


@kernel
def end_split(s, i):
    """The work is done: the job has been taken apart, goes where its route leads, and all is ready to go on."""
    r = resource_state(s, i)
    n = resource(s, i).node
    job = r.job
    end_work(s, i)
    job_at(s, job).dest = leave_by_route(s, i)
    job_at(s, job).ready = s.now
    last, more = come_out(s, i)
    if job_at(s, job).dest == TO_SCRAP:
        more -= 1
        r.scrapped += 1
        if last < 0:
            r.job = -1
        else:
            job_at(s, last).next = -1
        end_life(s, job, SCRAPPED)
    elif job_at(s, job).dest != place(s, n).dest:
        r.rerouted += 1
    change_level(s, n, more)
    keep_or_free(s, i)


@kernel
def split_event(s, i):
    """The end of a phase before that of a repair before a failure."""
    r = resource_state(s, i)
    if r.running == 1 and r.work_end <= s.now:
        stop_clock(s, i)
        phase = r.phase
        r.phase = NO_WORK
        if not begin_after(s, i, phase):
            end_split(s, i)
            let_hands_go(s, i)
    else:
        failure_event_in_row(s, i)


def lower(low: FlowLowering, shop: str, line: str, element: SplitStation) -> tuple[int, int]:
    """The node of a split station and its servers; what comes out is told when all lines are known."""
    cap = element.server_count * element.most
    node = lower_work(low, shop, line, element, cap=cap, batch=element.most)
    lower_choice(low, node, shop, element)
    return node, node


SPLIT_STATION = Kind(
    **IN_ROWS | {"look": look, "event": split_event, "where": Phrase("at a split station")},
    name="split_station",
    noun=SplitStation,
    phase="element",
    lower=lower,
    splits=True,
    put_jobs=put_splits,
)
