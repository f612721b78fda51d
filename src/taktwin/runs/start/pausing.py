"""The pauses of machines in a start state: read from it, and told in its words."""

from __future__ import annotations

import math
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import PauseState, seconds
from taktwin.model.text.tree import Path_
from taktwin.runs.simulation import Simulation
from taktwin.runs.start.draft import Draft

_STATES = ("awake", "brief", "long", "waking")  # in the order of their codes
_ROUNDING = 1e-9


def set_pauses(draft: Draft) -> None:
    """Which machines sleep, and when that changes; all else has been said of them."""
    for name, state in draft.state.machines.items():
        if state.pause is not None and name in draft.index.machines:
            _set_pause(draft, ("machines", name, "pause"), draft.index.machines[name], state.pause)


def _set_pause(draft: Draft, path: Path_, i: int, state: PauseState) -> None:
    given, r = draft.resources[i], draft.resource_states[i]
    if given["pauses"] == 0:
        draft.found.error(
            path,
            Phrase("{name} has no pauses in the model", name=path[1]),
            Phrase("drop `pause`, or give it `pauses` there"),
        )
        return
    brief, wake, long, wake_of_long, hours = draft.arrays["floats"][given["pause0"] : given["pause0"] + 5].tolist()
    longest = {
        "awake": brief if math.isfinite(brief) else long,
        "brief": long - brief if math.isfinite(brief) else -1.0,
        "long": math.inf if math.isfinite(long) else -1.0,
        "waking": max(one for one, after in ((wake, brief), (wake_of_long, long)) if math.isfinite(after)),
    }[state.state]
    if longest < 0.0:
        draft.found.error(
            (*path, "state"),
            Phrase("{name} has no {state} pause in the model", name=path[1], state=state.state),
            Phrase("correct the state"),
        )
        return
    if r["up"] == 0 or r["on"] == 0:
        message = Phrase(
            "{name} is down, which ends its pauses" if r["up"] == 0 else "{name} is off shift, which ends its pauses",
            name=path[1],
        )
        draft.found.error(path, message, Phrase("drop `pause`"))
        return
    job = int(r["job"]) >= 0 and (given["pauses"] == k.WITHOUT_JOB or not r["done"])
    if r["phase"] != k.NO_WORK or (job and state.state != "waking"):
        draft.found.error(path, Phrase("{name} has a job to work on", name=path[1]), Phrase("drop `pause`"))
        return
    r["pause"] = _STATES.index(state.state)
    if hours and state.state != "waking":  # it may wait for the end of its hours, or wakes ahead of them
        r["pause_at"] = math.inf if state.left is None else draft.now + state.left.value
        return
    left = longest if state.left is None else state.left.value
    if state.left is not None and (left > longest * (1.0 + _ROUNDING) + _ROUNDING or math.isinf(longest)):
        most = Phrase("{longest:g} s at most", longest=longest)
        if math.isinf(longest):
            most = Phrase("until it has something to do")
        draft.found.error(
            (*path, "left"),
            Phrase("it is {state} for {most}, got {text}", state=state.state, most=most, text=state.left.text),
            Phrase("correct it"),
        )
    r["pause_at"] = draft.now + left


def pause_of(simulation: Simulation, i: int) -> dict[str, Any]:
    """The pause of machine ``i`` in the words of a start state; nothing where it is at work, or has none."""
    r = simulation.arrays["resource_states"][i]
    at = float(r["pause_at"])
    if r["pause"] == k.AWAKE and math.isinf(at):
        return {}
    fields: dict[str, Any] = {"state": _STATES[r["pause"]]}
    if math.isfinite(at):
        fields["left"] = seconds(max(0.0, at - simulation.now))
    return {"pause": PauseState(**fields)}
