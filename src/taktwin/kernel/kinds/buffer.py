"""Buffers and the rooms of stores: jobs stand in a queue until the next place takes them, by a rule."""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base.jit import small_kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import job_at, place, place_state
from taktwin.kernel.base.state import FIFO, INF
from taktwin.kernel.common.flow import claim_one, has_room, pull, put_into_queue, take_from_queue, unclaim_one
from taktwin.kernel.common.jobs import next_by_rule
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.phrase import Phrase


@small_kernel
def fill_buffer(s, n):
    """A buffer takes jobs while it has room."""
    node = place(s, n)
    while has_room(s, n):
        j = pull(s, n)
        if j < 0:
            return
        put_into_queue(s, n, j)
        if node.feeder >= 0:
            return  # its only server has just given its job


@small_kernel
def ready(s, p, m, n):
    """Since when the job that the rule chooses is here; INF where every job is kept for a vehicle."""
    here = place_state(s, p)
    if here.count <= here.claimed:
        return INF
    j = here.head if place(s, p).rule == FIFO else next_by_rule(s, p, -1)[0]
    return job_at(s, j).ready if j >= 0 else INF


@small_kernel
def jobs_ready(s, p, n):
    """How many jobs can be taken."""
    return place_state(s, p).count - place_state(s, p).claimed


def lower(low: FlowLowering, shop: str, line: str, element: Buffer) -> tuple[int, int]:
    """The node of a buffer."""
    node = low.room(shop, line, element, "buffer", **low.rule(shop, line, element))
    return node, node


QUEUE: dict[str, Any] = {
    "look": fill_buffer,
    "ready": ready,
    "jobs_ready": jobs_ready,
    "take": take_from_queue,
    "claim": claim_one,
    "unclaim": unclaim_one,
    "holds": "queue",
    "level": True,
    "serial": True,
    "job_words": ("waited",),
    "where": Phrase("in a buffer"),
}
BUFFER = Kind(name="buffer", noun=Buffer, phase="element", lower=lower, **QUEUE)
