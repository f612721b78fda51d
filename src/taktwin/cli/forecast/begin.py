"""From what a look ahead begins: a state, a snapshot, the events of a plant, or its journal."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import text

if TYPE_CHECKING:
    from taktwin.api.plant import Plant
    from taktwin.live.shadow import Shadow
    from taktwin.model.start.state import StartState

_DAY_S = 86400.0


@dataclass(frozen=True)
class Source:
    """What `--from` names, and what is needed to understand it.

    Attributes:
        journal: a journal, a file or the address of a server; None where it is none.
        file: a state, a snapshot, or events; None where it is a journal, or nothing.
        mapping, columns: of a journal: what its tags and columns tell; None: it has none.
    """

    journal: str | Path | None = None
    file: Path | None = None
    mapping: Path | None = None
    columns: Path | None = None


def source_of(given: str | None, mapping: Path | None = None, columns: Path | None = None) -> Source:
    """What `--from` names: see `Source`.

    Raises:
        OptionError: there is no such file.
        typer.BadParameter: a mapping, or columns, of what is no journal.
    """
    from taktwin.live.address import is_address
    from taktwin.live.journal.file import is_database
    from taktwin.model.files.given import given_file

    if given is not None and is_address(given):
        return Source(given, None, mapping, columns)
    file = None if given is None else given_file(given, "source")
    if file is not None and is_database(file):
        return Source(file, None, mapping, columns)
    for option, one in (("--map", mapping), ("--columns", columns)):
        if one is not None:
            raise typer.BadParameter(text("{path} is no journal.", path=given or "-"), param_hint=option)
    return Source(None, file)


def moment_of(plant: Plant, source: Source, at: str | None) -> float | None:
    """`--at` in s from the start of the plant; a time of day alone is the last one in the journal or the events.

    Raises:
        typer.BadParameter: it is no moment of the plant.
    """
    from taktwin.cli.moment import past_moment, seconds_after

    if at is None:
        return None
    start = plant.model.start
    if source.journal is None and source.file is None:
        return seconds_after(start, at, "--at")
    return past_moment(start, at, "--at", lambda: _last(plant, source))


def _last(plant: Plant, source: Source) -> float:
    """When the last of a journal, or of events, came, s from the start of the plant; the start for anything else."""
    from taktwin.live.events import read_events
    from taktwin.live.forecast import holds_events
    from taktwin.live.twin.program import newest

    if source.journal is not None:
        return newest(plant.starter, source.journal, source.mapping)
    if source.file is None or not holds_events(source.file):
        return 0.0
    came = (e.time if e.received is None else e.received for e in read_events(source.file, plant.model.start))
    return max(came, default=0.0)


def end_of(plant: Plant, begin: StartState, until: str | None) -> float | None:
    """`--until` in s from the start of the plant; a time of day alone is the first one after the beginning.

    Raises:
        typer.BadParameter: it is no moment of the plant.
    """
    from taktwin.cli.moment import next_moment

    start, at = plant.model.start, begin.at
    if at is None:
        since = 0.0
    else:
        since = (at - start).total_seconds() if isinstance(at, dt.datetime) else at.value
    return None if until is None else next_moment(start, until, "--until", lambda: since)


def begin_of(plant: Plant, source: Source, at: float | None, seed: int) -> tuple[StartState, Shadow | None]:
    """The state to begin from, and the shadow that believes in it."""
    from taktwin.live.forecast import forgotten, holds_events, shadow_of
    from taktwin.model.start.file import load_state
    from taktwin.runs.snapshot import Snapshot
    from taktwin.runs.start.begin import read_start

    if source.journal is not None:
        from taktwin.live.twin.program import remembered

        twin = remembered(plant.starter, source.journal, at, mapping=source.mapping, columns=source.columns)
        _check_told(twin.shadow, source.journal)
        return twin.state(), twin.shadow
    file = source.file
    if file is None:
        snapshot = plant.snapshot((at or 0.0) / _DAY_S, seed)
        return forgotten(snapshot.resume(plant.starter.program), plant.starter), None
    if holds_events(file):
        shadow = shadow_of(plant.starter, file, at)
        _check_told(shadow, file)
        return shadow.state(None if at is None else max(at, shadow.now)), shadow
    if at is not None:
        raise typer.BadParameter(text("a state says itself when it is so; leave --at out."), param_hint="--at")
    start = read_start(file)
    if isinstance(start, Snapshot):
        return forgotten(start.resume(plant.starter.program), plant.starter), None
    return load_state(file), None


def _check_told(shadow: Shadow, source: str | Path) -> None:
    """See that what came tells of this plant. Raises OptionError: most of it does not."""
    from taktwin.model.errors import OptionError

    received, refused = shadow.figures.received, shadow.figures.refused
    if received == 0:
        raise OptionError(f"{source} holds no event that is understood", "is it CSV? Then give --columns", "source")
    if refused > received / 2:
        message = f"{refused} of {received} events in {source} name nothing in this plant"
        raise OptionError(message, "name the plant that they are of", "source")
