"""From what a look ahead begins: a state, a snapshot, or the events of a plant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import text

if TYPE_CHECKING:
    from taktwin.api.plant import Plant
    from taktwin.live.shadow import Shadow
    from taktwin.model.start.state import StartState

_DAY_S = 86400.0


def begin_of(plant: Plant, source: Path | None, at: float | None, seed: int) -> tuple[StartState, Shadow | None]:
    """The state to begin from, and the shadow that believes in it."""
    from taktwin.live.forecast import forgotten, holds_events, shadow_of
    from taktwin.model.start.file import load_state
    from taktwin.runs.snapshot import Snapshot
    from taktwin.runs.start.begin import read_start

    if source is None:
        snapshot = plant.snapshot((at or 0.0) / _DAY_S, seed)
        return forgotten(snapshot.resume(plant.starter.program), plant.starter), None
    if holds_events(source):
        shadow = shadow_of(plant.starter, source, at)
        return shadow.state(None if at is None else max(at, shadow.now)), shadow
    if at is not None:
        raise typer.BadParameter(text("a state says itself when it is so; leave --at out."), param_hint="--at")
    start = read_start(source)
    if isinstance(start, Snapshot):
        return forgotten(start.resume(plant.starter.program), plant.starter), None
    return load_state(source), None
