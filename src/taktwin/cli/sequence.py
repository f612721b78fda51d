"""`taktwin sequence`: which car follows which."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import cars, complete
from taktwin.cli.exits import INTERRUPTED
from taktwin.cli.language.say import text
from taktwin.cli.options import InLanguage, Language, OnePlant, Overrides
from taktwin.cli.outfile import check_outfile, check_page
from taktwin.cli.progress import announce_compile, announce_sequencer, progress
from taktwin.cli.tables.effect import print_effect
from taktwin.cli.tables.sequence import WORDS, print_sequence


def sequence(
    where: Annotated[
        str,
        typer.Argument(metavar="MODEL|DIR", help=cars.WHERE, autocompletion=complete.cars),
    ],
    time: Annotated[
        float | None,
        typer.Option(metavar="S", help="Seconds to search; default 60, or as long as --moves takes."),
    ] = None,
    moves: Annotated[
        int | None, typer.Option(min=1, help="Moves to try instead, rounded up: the same result every time.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed, moves and workers give the same sequence.")] = 1,
    workers: Annotated[int | None, typer.Option(min=1, help="Searches at a time; default one a core.")] = None,
    objective: Annotated[
        str | None,
        typer.Option(
            metavar="NAME[=W],...",
            help="What counts, the most important first; with weights, their weighted sum. "
            f"Names: {', '.join(list(WORDS)[:4])}, changes (against the order given).",
            autocompletion=complete.listed(*WORDS),
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the sequence: position,ident, CSV or .xlsx.")
    ] = None,
    given: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The order to start from and to compare with, as CSV: position,ident."),
    ] = None,
    within: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="At most N positions from the place in the order given.")
    ] = None,
    simulate: Annotated[
        bool, typer.Option("--simulate", help="Simulate the model with the order given and with the sequence found.")
    ] = False,
    days: Annotated[
        float | None,
        typer.Option(help="With --simulate: days to measure, after the warm-up; default 20."),
    ] = None,
    replications: Annotated[
        int | None, typer.Option(min=1, help="With --simulate: pairs of runs with the same random numbers; default 10.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a report (HTML) with both sequences as pictures.")
    ] = None,
    language: InLanguage = Language.EN,
    one: OnePlant = None,
    overrides: Overrides = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Find a sequence with few violations of the ratios and few colour changes.

    Says how far it may be from the best there is. Ctrl-C ends the search; the best sequence until then is kept.
    """
    _check_files(out, report)
    import taktwin
    from taktwin.planning.sequence.files.orderfile import write_order
    from taktwin.planning.sequence.study import SequenceOptions, compare_in_plant, find_sequence, posed

    options = SequenceOptions(
        time=time,
        moves=moves,
        seed=seed,
        workers=workers,
        objective=objective,
        given=given,
        within=within,
        simulate=simulate,
        days=days,
        replications=replications,
    )
    read = cars.read(where, overrides, one)
    problem = posed(read, options)
    cars.check_spared((out, report), where, read)
    check_page(report)
    announce_sequencer()
    found = find_sequence(read, options, progress, problem)
    if not found.whole:
        typer.echo(
            text(
                "interrupted; this is the best sequence until then, the plant was not compared"
                if simulate
                else "interrupted; this is the best sequence until then"
            ),
            err=True,
        )
    if out is not None:  # before the plant is tried, which may fail or be ended
        write_order(out, problem, found.found.order)
    if simulate and found.whole:
        announce_compile()
        found = compare_in_plant(found, progress)
        if not found.whole:
            typer.echo(text("interrupted; the plant was not compared, the sequence is whole"), err=True)
    if report is not None:
        taktwin.write_report(found, report, language.value)
    if as_json:
        from taktwin.api.reports import lacking_figures

        typer.echo(json.dumps(found.as_dict(() if found.effect is None else lacking_figures(found.effect))))
    else:
        print_sequence(found)
        if found.effect is not None:
            print_effect(problem.name, found.effect)
        if out is not None:
            typer.echo(text("sequence: {path}", path=out))
        if report is not None:
            typer.echo(text("report: {path}", path=report))
    if not found.whole:
        raise typer.Exit(INTERRUPTED)


def _check_files(out: Path | None, report: Path | None) -> None:
    """See to it before the search that both files can be written."""
    check_outfile(out)
    check_outfile(report)
    if out is not None and report is not None and out.resolve() == report.resolve():
        raise typer.BadParameter(
            text("'{path}' is where the sequence goes; name another file.", path=report), param_hint="--report"
        )
