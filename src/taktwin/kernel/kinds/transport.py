"""Transports: vehicles carry the jobs of a line on; they wait at the far end until the next place takes them."""

from __future__ import annotations

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import int_at, job_at, place, place_state
from taktwin.kernel.base.state import INF
from taktwin.kernel.common.flow import claim_one, take_from_queue, unclaim_one
from taktwin.kernel.kinds.vehicle import request
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.working import trip_seconds
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.phrase import Phrase


@kernel
def look(s, n):
    """Ask for vehicles while jobs are ready and the far end has room."""
    node = place(s, n)
    here = place_state(s, n)
    while here.count + here.queued < node.cap:
        ready = 0
        for k in range(node.pred0, node.pred0 + node.preds):
            ready += chain.jobs_ready(s, int_at(s, k), n)
        if ready <= here.queued:
            return
        request(s, n)


@small_kernel
def ready(s, p, m, n):
    """Since when the first job that has been carried waits."""
    here = place_state(s, p)
    return job_at(s, here.head).ready if here.waiting > here.claimed else INF


@small_kernel
def jobs_ready(s, p, n):
    """How many jobs have been carried and can be taken."""
    return place_state(s, p).waiting - place_state(s, p).claimed


@kernel
def take(s, p, m):
    """Take the first job that has been carried."""
    place_state(s, p).waiting -= 1
    return take_from_queue(s, p, m)


def lower(low: FlowLowering, shop: str, line: str, element: Transport) -> tuple[int, int]:
    """The node of a transport."""
    row, _ = low.b.row_list([trip_seconds(element, low.model.fleets[element.fleet].speed.value)])
    fleet = low.fleet_nodes[element.fleet]
    node = low.room(shop, line, element, "transport", row=row, fleet=fleet)
    return node, node


TRANSPORT = Kind(
    name="transport",
    noun=Transport,
    phase="element",
    lower=lower,
    look=look,
    ready=ready,
    jobs_ready=jobs_ready,
    take=take,
    claim=claim_one,
    unclaim=unclaim_one,
    holds="behind",
    transport=True,
    level=True,
    job_words=("waited",),
    where=Phrase("behind a transport"),
)
