"""Merges by a ratio in a start state: whose turn it is, and how much of it is over."""

from __future__ import annotations

from taktwin.kernel.base import state as k
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import PlaceState
from taktwin.model.text.tree import Path_
from taktwin.model.values.quantity import Quantity
from taktwin.runs.simulation import Simulation
from taktwin.runs.start.draft import Draft
from taktwin.runs.start.jobwords import amount


def put_turn(draft: Draft, path: Path_, node: int, place: PlaceState) -> None:
    """Whose turn it is at a place, from its state."""
    names, found = draft.index.program.flow.merges.get(node), draft.found
    if draft.nodes["merge"][node] != k.IN_TURN or names is None:
        for field, value in (("turn", place.turn), ("turn_taken", place.turn_taken)):
            if value is not None:
                found.error(
                    (*path, field), Phrase("only a merge by a ratio has turns"), Phrase("remove `{field}`", field=field)
                )
        return
    record = draft.node_states
    if place.turn is not None and found.reference((*path, "turn"), place.turn, names, "line in this merge called"):
        record["turn"][node] = names.index(place.turn)
    if place.turn_taken is not None:
        taken, turn = int(place.turn_taken.value), int(record["turn"][node])
        most = int(draft.index.ints[draft.nodes["merge0"][node] + draft.nodes["preds"][node] + turn])
        if taken >= most:
            message = Phrase(
                "a turn of {name} has {most} jobs, so it would be over after {taken}",
                name=names[turn],
                most=most,
                taken=taken,
            )
            found.error(
                (*path, "turn_taken"), message, Phrase("write less than {most}, or name the next in `turn`", most=most)
            )
        record["taken"][node] = taken


def turn_of(simulation: Simulation, node: int) -> dict[str, str | Quantity]:
    """The fields of a place's state that say whose turn it is, where that is not the beginning."""
    names, record = simulation.program.flow.merges.get(node), simulation.arrays["node_states"]
    if names is None or simulation.arrays["nodes"]["merge"][node] != k.IN_TURN:
        return {}
    turn, taken = int(record["turn"][node]), int(record["taken"][node])
    fields: dict[str, str | Quantity] = {"turn": names[turn]} if turn or taken else {}
    return fields | ({"turn_taken": amount(taken)} if taken else {})
