"""`taktwin forecast`: what a shift will produce, from what stands where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktwin.cli import target
from taktwin.cli.emulate.duration import duration
from taktwin.cli.forecast.begin import begin_of, end_of, moment_of, source_of
from taktwin.cli.language.say import text
from taktwin.cli.options import From, FromWhen, JournalColumns, JournalMap, Overrides
from taktwin.cli.outfile import check_outfile
from taktwin.cli.planned.share import share
from taktwin.cli.progress import announce_compile, progress

if TYPE_CHECKING:
    from taktwin.api.plant import Plant
    from taktwin.live.forecast import Forecast
    from taktwin.live.issued import Kept
    from taktwin.model.start.state import StartState


def forecast(
    model: target.Model,
    source: From = None,
    at: FromWhen = None,
    until: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help='Until when, as in "14:00" for the next one; default the end of the shift.',
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--target", min=0, help="Jobs that are wanted from then on: how likely is that?", show_default=False
        ),
    ] = None,
    orders: Annotated[
        list[int] | None,
        typer.Option("--job", min=0, help="Number of an order: when will it leave? May be given again."),
    ] = None,
    stream: Annotated[
        str | None, typer.Option(metavar="NAME", help="Order stream of --job, where there are several.")
    ] = None,
    replications: Annotated[int, typer.Option(min=2, help="Independent runs.")] = 200,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    energy: Annotated[
        bool, typer.Option("--energy", help="Sum up electricity, gas, ... too; it takes longer.")
    ] = False,
    mapping: JournalMap = None,
    columns: JournalColumns = None,
    overrides: Overrides = None,
    state: Annotated[
        Path | None, typer.Option("--save-state", metavar="FILE", help="Write from what the forecast begins there.")
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option("--keep", metavar="FILE", help="Keep the forecast there, to be scored: `taktwin forecasts FILE`."),
    ] = None,
    takt: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="With --keep: planned takt, for the simple forecast by plan.", show_default=False
        ),
    ] = None,
    oee: Annotated[
        str, typer.Option(metavar="SHARE", help="With --takt: planned share of its jobs, as in 85%.")
    ] = "100%",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Tell what a shift will produce, from what stands where now: jobs over time, a target, orders, missing parts.

    Each replication draws what nobody can see: the work that is left, the next failures, the orders to come.
    """
    if source is None and at is None:
        raise typer.BadParameter(text("give --from FILE, or --at TIME to stop a run there."))
    check_outfile(state, target.found(model), None if source is None else Path(source))
    planned = _planned(keep, takt, oee)
    import taktwin
    from taktwin.live.forecast import ForecastOptions

    given = source_of(source, mapping, columns)
    plant = taktwin.load(model, overrides or [])
    when = moment_of(plant, given, at)
    announce_compile()
    begin, shadow = begin_of(plant, given, when, seed)
    options = ForecastOptions(
        until=end_of(plant, begin, until),
        target=jobs,
        orders=tuple(orders or ()),
        stream=stream,
        replications=replications,
        seed=seed,
        energy=energy,
    )
    if state is not None:
        taktwin.save_state(begin, state)
    with progress(text("looking ahead")) as done:
        found = plant.forecast(begin, options, done)
    whole = None
    if shadow is not None:
        from taktwin.live.twin.wholeshift import whole_shift

        whole = whole_shift(plant.model, found, shadow)
    receipt = None if keep is None else _kept(keep, plant, begin, found, planned)
    if as_json:
        about: dict[str, Any] = {"model": target.stem(model), **found.as_dict()}
        if shadow is not None:
            about["shadow"] = shadow.as_dict()
        if whole is not None:
            about["whole_shift"] = whole.as_dict()
        if receipt is not None:
            about["kept"] = {"number": receipt.number, "new": receipt.new}
        typer.echo(json.dumps(about, indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.forecast.tables import print_forecast, print_shadow

    if shadow is not None:
        print_shadow(shadow)
    print_forecast(found, whole)
    if state is not None:
        typer.echo(text("state: {path}", path=state))
    if receipt is not None:
        about = {"n": receipt.number, "path": keep}
        if receipt.new:
            typer.echo(text("kept as forecast {n}: {path}", **about))
        else:
            typer.echo(text("forecast {n} is from the same state, it stays: {path}", **about))


def _planned(keep: Path | None, takt: str | None, oee: str) -> tuple[float | None, float]:
    """Takt (s) and OEE of the plan; before the work, that the file to keep in can be written."""
    if keep is None:
        if takt is not None:
            raise typer.BadParameter(text("a takt is of use with --keep alone."), param_hint="--takt")
        return None, 1.0
    if keep.is_file():
        from taktwin.live.issued import Issued

        Issued(keep, to_write=False).close()
    check_outfile(keep)
    return (None if takt is None else duration(takt, "--takt")), share(oee, "--oee")


def _kept(keep: Path, plant: Plant, begin: StartState, found: Forecast, planned: tuple[float | None, float]) -> Kept:
    """Keep a forecast, and say as which."""
    from taktwin.live.issued import Issued

    with Issued(keep) as file:
        return file.keep(plant.starter, begin, found, *planned)
