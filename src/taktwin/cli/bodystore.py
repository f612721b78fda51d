"""`taktwin bodystore`: how much store buys which sequence adherence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import complete, target
from taktwin.cli.language.say import text
from taktwin.cli.options import InLanguage, Language, OnePlant, Overrides
from taktwin.cli.outfile import check_outfile, check_page
from taktwin.cli.progress import announce_compile, progress
from taktwin.cli.tables.bodystore import print_tables
from taktwin.cli.tables.numbers import parsed


def bodystore(
    model: target.Model,
    store: Annotated[str | None, typer.Option(metavar="NAME", help="A store of the model; default the first.")] = None,
    places: Annotated[str, typer.Option(metavar='"0 10 .."', help="Sizes of a store with random access.")] = (
        "0 5 10 20 40 80 110"
    ),
    rule: Annotated[
        str,
        typer.Option(
            help="Who goes instead of a missing car: lowest, substitute, same (with --same) or first.",
            autocompletion=complete.words("lowest", "substitute", "same", "first"),
        ),
    ] = "lowest",
    same: Annotated[
        str | None, typer.Option(metavar="OPTION,..", help="Options that make cars of one kind, for --rule same.")
    ] = None,
    lanes: Annotated[str | None, typer.Option(metavar='"2 6 .."', help="Also a store of so many lanes.")] = None,
    length: Annotated[int, typer.Option(min=1, help="Cars in a lane.")] = 10,
    hold: Annotated[
        str | None,
        typer.Option(metavar='"0 40 .."', help="What it costs to wait for a missing car until so many are there."),
    ] = None,
    patience: Annotated[float | None, typer.Option(min=0, metavar="MINUTES", help="Longest such wait.")] = None,
    days: Annotated[float, typer.Option(min=0.1, help="Days to measure, after the warm-up.")] = 20.0,
    replications: Annotated[int, typer.Option(min=1, help="Independent runs; two or more give intervals.")] = 5,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    one: OnePlant = None,
    overrides: Overrides = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the curves as a page, .html.")] = None,
    language: InLanguage = Language.EN,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Say how much store buys which sequence adherence.

    Takes the order in which cars come to a store of the model from a simulation, and sends it through stores of other
    sizes and rules.
    """
    check_outfile(report, target.found(model))
    check_page(report)
    import taktwin
    from taktwin.planning.bodystore.study import BodyStoreOptions, study_store

    options = BodyStoreOptions(
        store=store,
        places=_whole(places, "--places"),
        rule=rule,
        same=[word.strip() for word in same.split(",")] if same else [],
        lanes=_whole(lanes, "--lanes") if lanes else [],
        length=length,
        hold=_whole(hold, "--hold") if hold else [],
        patience=patience,
        days=days,
        replications=replications,
        seed=seed,
    )
    plant = taktwin.load(model, overrides or [], one).model
    announce_compile()
    found = study_store(plant, options, progress)
    if report is not None:
        taktwin.write_report(found, report, language.value, target.stem(model))
    if json_:
        typer.echo(json.dumps(found.as_dict(target.stem(model)), indent=2, allow_nan=False))
        return
    print_tables(found)
    if report is not None:
        typer.echo(text("report: {path}", path=report))


def _whole(given: str, option: str) -> list[int]:
    """The whole numbers of a given."""
    if not given.replace(",", " ").split():
        raise typer.BadParameter(text('no number given; write for example "0 20 40".'), param_hint=option)
    try:
        numbers = parsed(given)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint=option) from None
    if any(number != int(number) for number in numbers):
        raise typer.BadParameter(text("cars and lanes are whole numbers."), param_hint=option)
    return [int(number) for number in numbers]
