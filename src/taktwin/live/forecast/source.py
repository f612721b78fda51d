"""Where a forecast takes what stands where from: a state, a snapshot, or the events of a running plant in a file."""

from __future__ import annotations

import json
from pathlib import Path

from taktwin.live.events import read_events
from taktwin.live.shadow import Shadow
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.runs.start import Starter


def holds_events(path: str | Path) -> bool:
    """Whether a file holds events, one JSON object a line, and neither a state nor a snapshot. Raises OSError."""
    with Path(path).open("rb") as file:
        first = file.readline(1 << 20).strip()
    try:
        said = json.loads(first)
    except ValueError:
        return False
    return isinstance(said, dict) and "kind" in said and "time" in said


def shadow_of(starter: Starter, path: str | Path, at: float | None = None) -> Shadow:
    """The shadow of a plant after the events in a file, or after those that had come by ``at`` (s from its start).

    Raises:
        EventError: a line is no event.
        OptionError: nothing had come by then.
        OSError: the file cannot be read.
    """
    shadow = Shadow(starter)
    for event in read_events(path, starter.program.model.start):
        if at is not None and (event.time if event.received is None else event.received) > at:
            continue
        shadow.apply(event)
    if not shadow.figures.received:
        raise OptionError(
            Phrase("{path} holds no event up to then", path=path), Phrase("give a later time, or other events"), "at"
        )
    return shadow
