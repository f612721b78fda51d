"""Work that a failure spoils: it begins anew after the repair, or its job is scrapped (`work` of a failure mode)."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import mode_at, place, resource, resource_state
from taktwin.kernel.base.state import IN_WORK, MANUAL, NO_WORK, RESTART, RESUME, SCRAP, SCRAPPED
from taktwin.kernel.common.carriers import end_life
from taktwin.kernel.common.choice import note_freed
from taktwin.kernel.common.failureclock import close
from taktwin.kernel.common.machine import failure_event, update_state
from taktwin.kernel.common.planned import add_planned


@kernel
def spoils_work(s, i):
    """What becomes of the work at hand: the resource has just failed; a setup goes on in any case.

    Work that still waits for its operators has not begun, so nothing is spoilt.
    """
    r = resource_state(s, i)
    if r.up == 1 or r.phase != IN_WORK:
        return RESUME
    if place(s, resource(s, i).node).plain == MANUAL and r.left >= r.whole:
        return RESUME
    return mode_at(s, r.down_mode).work


@kernel
def failure_event_at_work(s, i):
    """``failure_event`` of a server, whose failure may have its work begin anew, or scrap the job."""
    failure_event(s, i)
    spoil(s, i)


@kernel
def spoil(s, i):
    """A failure may have just struck that has the work at hand begin anew, or scraps the job."""
    if resource(s, i).spoils == 0:
        return
    r = resource_state(s, i)
    work = spoils_work(s, i)
    if work == RESTART:
        r.left = r.whole
    elif work == SCRAP:
        add_planned(s, i)
        close(s, i)
        r.phase = NO_WORK
        r.jobs += 1
        r.scrapped += 1
        end_life(s, r.job, SCRAPPED)
        r.job = -1
        note_freed(s, r, resource(s, i).node)
        update_state(s, i)
