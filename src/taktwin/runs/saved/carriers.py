"""Whether every carrier of a snapshot is in one place: in its pool, on the way back, or with a job."""

from __future__ import annotations

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.runs.saved.impossible import ImpossibleError, chain, need
from taktwin.runs.saved.kinds import CARRIERS, among
from taktwin.runs.saved.places import Arrays


def check_carriers(arrays: Arrays) -> None:
    """The carriers of each pool; that every job is in one place has been checked."""
    free = chain(int(arrays["world"]["free"][0]), arrays["jobs"]["next"].tolist(), "the list of free jobs")
    nodes, states, carriers = arrays["nodes"], arrays["node_states"], arrays["carriers"]
    for n in np.flatnonzero(among(nodes["kind"], CARRIERS)).tolist():
        first, count, way = int(nodes["row"][n]), int(nodes["cap"][n]), int(nodes["dest"][n])
        there, coming = _queue(arrays, n, "that can be taken"), _queue(arrays, way, "on the way back")
        held = arrays["values"][:, nodes["visits"][n]]
        need((held[free] == 0).all(), "a carrier without a job")
        placed = sorted([*there, *coming, *(held[held > 0] - 1).tolist()])
        need(placed == list(range(first, first + count)), "a carrier is in several places, in none, or in another pool")
        need((carriers["next"][held[held > 0] - 1] == -1).all(), "a carrier with a job")
        need((np.diff(carriers["back"][coming]) >= 0.0).all(), "when carriers come back")
        every = int(nodes["purge_after"][way])
        need(not every or (carriers["trips"][[*there, *coming]] < every).all(), "the trips of a carrier")
        need(not every or (carriers["trips"][first : first + count] <= every).all(), "the trips of a carrier")
        need(states["most"][n] <= count, "the number of carriers of a pool")


def _queue(arrays: Arrays, n: int, what: str) -> list[int]:
    state, carriers = arrays["node_states"][n], arrays["carriers"]
    if not -1 <= state["head"] < carriers.size:
        raise ImpossibleError(Phrase("the first carrier {what}", what=what))
    found = chain(int(state["head"]), carriers["next"].tolist(), f"the carriers {what}")
    need(len(found) == state["count"], f"the number of carriers {what}")
    need(not found or found[-1] == state["tail"], f"the last carrier {what}")
    return found
