"""`taktwin supply`: the cheapest delivery modes of a supplier park, verified by simulation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import target
from taktwin.cli.exits import MISSED
from taktwin.cli.language.say import tell_warnings, text
from taktwin.cli.options import InLanguage, Language, OnePlant, Overrides
from taktwin.cli.outfile import check_outfile, check_page
from taktwin.cli.planned.modelfile import check_model_file, write_model_file
from taktwin.cli.planned.share import share
from taktwin.cli.progress import announce_compile, progress
from taktwin.cli.supply.tables import print_blocked, print_study


def supply(
    model: target.Model,
    zir: Annotated[str, typer.Option(metavar="SHARE", help="Zero-inventory ratio that is asked for.")] = "70%",
    weight: Annotated[str, typer.Option(help="By what a family counts: count, value or volume.")] = "count",
    modes: Annotated[
        list[str] | None,
        typer.Option("--mode", metavar="MODE", help="A mode that may be chosen; may be given again. Default all."),
    ] = None,
    stops: Annotated[
        str, typer.Option(metavar="SHARE", help="Most takts that the line may lose for want of parts, of all.")
    ] = "0.1%",
    loss: Annotated[str, typer.Option(metavar="SHARE", help="Most loss of throughput.")] = "0.5%",
    days: Annotated[float, typer.Option(min=0.1, help="Days measured in each run.")] = 10.0,
    warmup: Annotated[
        float | None, typer.Option(min=0.0, help="Days before; default a quarter of these, a week at most.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    replications: Annotated[int, typer.Option(min=2, help="Runs of the start and of each plan.")] = 5,
    fresh: Annotated[
        int, typer.Option(min=0, help="Runs at most with random numbers that the plan was not made with; 0: none.")
    ] = 40,
    rounds: Annotated[int, typer.Option(min=1, help="Plans that are tried at most.")] = 8,
    steps: Annotated[int, typer.Option(min=0, help="Plans between the cheapest and the highest ratio; 0: none.")] = 6,
    one: OnePlant = None,
    overrides: Overrides = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a model file with the plan, which extends MODEL.")
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the plan as a page, .html.")] = None,
    language: InLanguage = Language.EN,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Plan the delivery modes of the supplier park: the cheapest way to the zero-inventory ratio, without line stops.

    An integer program proposes, runs with the same random numbers verify, and then runs with fresh ones. Prints what
    each family costs and how it comes, what to change first, and what a higher ratio costs. Ends with exit code 5 where
    no plan keeps what is asked for; the nearest one is told and written.
    """
    path = target.found(model)
    check_model_file(out)
    check_outfile(report, path, out)
    check_page(report)
    import taktwin
    from taktwin.planning.supply.modes.problem import MODES
    from taktwin.planning.supply.park.blocked import BeyondReachError
    from taktwin.planning.supply.park.options import SupplyOptions
    from taktwin.planning.supply.park.study import plan_supply

    options = SupplyOptions(
        zir=share(zir, "--zir", zero=True),
        weight=weight,
        modes=modes or MODES,
        stops=share(stops, "--stops", zero=True),
        loss=share(loss, "--loss", zero=True),
        days=days,
        warmup=warmup,
        seed=seed,
        replications=replications,
        fresh=fresh,
        rounds=rounds,
        steps=steps,
    )
    loaded = taktwin.load(model, overrides or [], one)
    tell_warnings(loaded.warnings)
    plant = loaded.model
    announce_compile()
    try:
        found = plan_supply(plant, options, progress)
    except BeyondReachError as error:
        if not as_json:
            typer.echo(text("zero-inventory ratio today, simulated: {zir}", zir=f"{error.zir:.1%}"))
            print_blocked(error.blocked, error.theta_min)
        raise
    if out is not None:
        write_model_file(out, model, path, overrides or [], found.changes)
    if report is not None:
        taktwin.write_report(found, report, language.value, target.stem(model))
    if as_json:
        typer.echo(json.dumps(found.as_dict(target.stem(model)), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print_study(found)
        if out is not None:
            typer.echo(text("wrote {path}; run it with: taktwin run {path}", path=out))
        if report is not None:
            typer.echo(text("report: {path}", path=report))
    if not found.met:
        raise typer.Exit(MISSED)
