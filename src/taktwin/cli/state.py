"""`taktwin state`: what stands where in a plant, as a file from which a run can start; or the check of such a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli import target
from taktwin.cli.language.say import listed, text
from taktwin.cli.moment import seconds_after
from taktwin.cli.options import Overrides
from taktwin.cli.outfile import check_outfile
from taktwin.cli.progress import announce_compile

if TYPE_CHECKING:
    from taktwin.api.plant import Plant
    from taktwin.model.start.state import StartState

_DAY_S = 86400.0


def state(
    model: target.Model,
    source: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A snapshot, to be turned into a state; or a state, to be checked."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="TIME", help='Without FILE: when, as in "2026-01-05 10:30" or "36 h" since the start.'),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Without FILE: seed of the run.")] = 1,
    overrides: Overrides = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it there (.yaml or .json) instead of printing it.")
    ] = None,
) -> None:
    """Write what stands where in a plant, in plant words, or check a state that was written by hand.

    `taktwin run MODEL --from FILE` starts from it.
    """
    if (source is None) == (at is None):
        raise typer.BadParameter(text("give either a FILE, or --at TIME to run to."))
    check_outfile(out, target.found(model), source)
    import taktwin
    from taktwin.model.files.given import given_file

    if source is not None:
        given_file(source, "source")

    plant = taktwin.load(model, overrides=overrides or [])
    if at is not None:
        announce_compile()
        days = seconds_after(plant.model.start, at, "--at") / _DAY_S
        found = plant.state(plant.snapshot(days, seed))
    else:
        found = _read(plant, source or Path())
        if found is None:
            return
    if out is not None:
        taktwin.save_state(found, out)
        typer.echo(f"{_summary(found)}\n{text('state: {path}', path=out)}")
        return
    from taktwin.model.start.file import state_text

    typer.echo(state_text(found), nl=False)


def _read(plant: Plant, source: Path) -> StartState | None:
    """The state in a snapshot; None for a state, which is then checked."""
    from taktwin.model.start.file import load_state
    from taktwin.runs.snapshot import Snapshot
    from taktwin.runs.start.begin import read_start

    start = read_start(source)
    if isinstance(start, Snapshot):
        return plant.state(start)
    found = load_state(source)
    plant.starter.prepare(found)
    typer.echo(text("{path}: no errors; {found}", path=source, found=_summary(found)))
    return None


def _summary(state: StartState) -> str:
    jobs = sum(len(place.jobs) for place in state.places.values())
    trips = [trip for fleet in state.fleets.values() for trip in fleet.vehicles.values()]
    jobs += sum(trip.job is not None for trip in trips)
    down = sum(machine.down is not None for machine in state.machines.values())
    trucks = sum(len(lane.trucks) for lane in state.lanes.values())
    counts = (
        text("{n} job" if jobs == 1 else "{n} jobs", n=jobs),
        text("{n} machine down" if down == 1 else "{n} machines down", n=down),
        text("{n} vehicle on a trip" if len(trips) == 1 else "{n} vehicles on a trip", n=len(trips)),
        text("{n} truck on the way" if trucks == 1 else "{n} trucks on the way", n=trucks),
    )
    return listed(counts)
