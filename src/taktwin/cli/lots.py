"""`taktwin lots`: which die when; lots, restart levels and stock of the presses of a model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import target
from taktwin.cli.language.say import text
from taktwin.cli.options import InLanguage, Language, OnePlant, Overrides
from taktwin.cli.outfile import check_outfile, check_page
from taktwin.cli.planned.modelfile import check_model_file, write_model_file
from taktwin.cli.planned.share import share
from taktwin.cli.progress import announce_compile, progress
from taktwin.cli.tables.lots import print_tables


def lots(
    model: target.Model,
    cells: Annotated[
        list[str] | None,
        typer.Option("--cell", metavar="NAME", help="A make cell; may be given again. Default all with several dies."),
    ] = None,
    load: Annotated[
        str | None, typer.Option(metavar="SHARE", help="Most load with die changes, 85%; default as the model has it.")
    ] = None,
    method: Annotated[
        str, typer.Option(help="rotation (one cycle for all), multiples (powers of two of a cycle), or best.")
    ] = "best",
    surety: Annotated[str, typer.Option(metavar="SHARE", help="Share of the lots that begin in time.")] = "99.9%",
    safety: Annotated[float, typer.Option(metavar="HOURS", help="Demand on top of the restart level.")] = 1.0,
    change_cost: Annotated[
        float | None, typer.Option(help="Cost of a die change; then the value of the stock counts, not its number.")
    ] = None,
    interest: Annotated[
        str | None, typer.Option(metavar="SHARE", help="Cost of capital a year, for --change-cost; default 10%.")
    ] = None,
    die_change: Annotated[
        str, typer.Option("--die-change", metavar="FROM,TO", help="Say what a shorter die change would bring.")
    ] = "600 s,180 s",
    days: Annotated[float, typer.Option(min=0.1, help="Days to measure: demand, and each run of --simulate.")] = 20.0,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    simulate: Annotated[
        bool, typer.Option("--simulate", help="Compare before and after in the simulated plant.")
    ] = False,
    replications: Annotated[int, typer.Option(min=2, help="Pairs of runs of --simulate.")] = 10,
    one: OnePlant = None,
    overrides: Overrides = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a model file with the plan, which extends MODEL.")
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the plan as a page, .html.")] = None,
    language: InLanguage = Language.EN,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Plan the lots of the presses: how much of which die, in which order, from which stock on.

    The demand is what the plant draws in a run as it is. Prints a table for each press, and what to set in the model.
    """
    path = target.found(model)
    check_outfile(report, path, out)
    check_page(report)
    check_model_file(out)
    import taktwin
    from taktwin.planning.presslots.study import LotOptions, plan_lots

    options = LotOptions(
        cells=cells,
        load=None if load is None else share(load, "--load"),
        method=method,
        surety=share(surety, "--surety"),
        safety=safety,
        change_cost=change_cost,
        interest=None if interest is None else share(interest, "--interest"),
        die_change=_change_times(die_change),
        days=days,
        seed=seed,
        simulate=simulate,
        replications=replications,
    )
    plant = taktwin.load(model, overrides or [], one).model
    announce_compile()
    found = plan_lots(plant, options, progress)
    if report is not None:
        taktwin.write_report(found, report, language.value, target.stem(model))
    if out is not None:
        write_model_file(out, model, path, overrides or [], found.changes)
    if as_json:
        typer.echo(json.dumps(found.as_dict(target.stem(model)), indent=2, ensure_ascii=False, allow_nan=False))
        return
    print_tables(found)
    if report is not None:
        typer.echo(text("report: {path}", path=report))
    if out is not None:
        typer.echo(text("wrote {path}; run it with: taktwin run {path}", path=out))


def _change_times(given: str) -> tuple[float, float]:
    """Two die change times in seconds."""
    from taktwin.model.values.mark import QuantityError
    from taktwin.model.values.quantity import parse_quantity

    try:
        before, after = (parse_quantity(part.strip(), "duration").value for part in given.split(","))
    except (QuantityError, ValueError):
        message = text(
            "'{given}' are no two die changes; write the longer one first, as in '600 s,180 s'.", given=given
        )
        raise typer.BadParameter(message, param_hint="--die-change") from None
    return before, after
