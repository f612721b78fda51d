"""`taktwin sequence`: which car follows which."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import sequence_cars, sequence_model, sequence_table
from taktwin.cli.exits import INTERRUPTED, explained
from taktwin.cli.options import Language, Overrides
from taktwin.cli.outfile import check_outfile
from taktwin.cli.progress import progress


def _positive(value: float | None) -> float | None:
    if value is not None and not 0 < value < float("inf"):
        raise typer.BadParameter(f"{value:g} is no time; give a number of seconds above 0.")
    return value


def _days(value: float | None) -> float | None:
    if value is not None and not 0 < value < float("inf"):
        raise typer.BadParameter(f"{value:g} is not a time to simulate; give a number of days above 0.")
    return value


def sequence(
    where: Annotated[
        str,
        typer.Argument(metavar="MODEL|DIR", help=sequence_cars.WHERE),
    ],
    time: Annotated[
        float | None,
        typer.Option(
            metavar="S", help="Seconds to search; default 60, or as long as --moves takes.", callback=_positive
        ),
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
            f"Names: {', '.join(list(sequence_table.WORDS)[:4])}, changes (against the order given).",
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the sequence as CSV: position,ident.")] = None,
    given: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The order to start from and to compare with, as CSV: position,ident."),
    ] = None,
    simulate: Annotated[
        bool, typer.Option("--simulate", help="Simulate the model with the order given and with the sequence found.")
    ] = False,
    days: Annotated[
        float | None,
        typer.Option(help="With --simulate: days to measure, after the warm-up; default 20.", callback=_days),
    ] = None,
    replications: Annotated[
        int | None, typer.Option(min=1, help="With --simulate: pairs of runs with the same random numbers; default 10.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a report (HTML) with both sequences as pictures.")
    ] = None,
    language: Annotated[Language, typer.Option(help="Language of the report.")] = Language.EN,
    overrides: Overrides = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Find a sequence with few violations of the ratios and few colour changes.

    Says how far it may be from the best there is. Ctrl-C ends the search; the best sequence until then is kept.
    """
    with explained():
        _check_files(out, report)
        from taktwin.planning.sequence.files.orderfile import read_order, write_order
        from taktwin.planning.sequence.objectives import parse_objectives
        from taktwin.planning.sequence.ready import before_compiling
        from taktwin.planning.sequence.score import score
        from taktwin.planning.sequence.solve import solve

        problem, plant = sequence_cars.read(where, overrides)
        _check_simulate(where, plant, simulate, days, replications)
        if given is not None:
            problem = replace(problem, given=read_order(given, problem))
        if objective is not None:
            wanted, weights = parse_objectives(objective)
            if "changes" in wanted:
                problem = replace(problem, reference=sequence_model.order_given(problem))
            problem = problem.with_objectives(wanted, weights)
        sequence_cars.check_spared((out, report), where, plant, [given] if given else [])
        before_compiling(lambda: typer.echo("compiling the sequencer once, about 7 s ...", err=True))
        with progress(problem.name) as done:
            found = solve(problem, seconds=time, moves=moves, seed=seed, workers=workers, progress=done)
        if found.interrupted:
            left = ", the plant was not compared" if simulate else ""
            typer.echo(f"interrupted; this is the best sequence until then{left}", err=True)
        if out is not None:
            write_order(out, problem, found.order)
        before = sequence_model.order_given(problem)
        effect, whole = None, not found.interrupted
        if simulate and plant is not None and whole:
            effect = sequence_model.simulate(plant, before, found.order, days, replications or 10, seed)
            whole = effect is not None
        if report is not None:
            about = sequence_model.search_rows(found)
            sequence_model.write_report(
                report, problem, before, found.order, language.value, plant, effect, found.bound.values, about
            )
    if json:
        from json import dumps

        content = {**sequence_table.as_json(problem.name, found, score(problem, before)), "interrupted": not whole}
        if effect is not None:
            content |= sequence_model.effect_json(effect)
        typer.echo(dumps(content))
    else:
        sequence_table.print_table(problem.name, found, score(problem, before))
        if effect is not None:
            sequence_model.print_effect(problem.name, effect)
        for what, path in (("sequence", out), ("report", report)):
            if path is not None:
                typer.echo(f"{what}: {path}")
    if not whole:
        raise typer.Exit(INTERRUPTED)


def _check_simulate(
    where: str,
    plant: sequence_model.PlantDay | None,
    simulate: bool,
    days: float | None,
    replications: int | None,
) -> None:
    """Options of the comparison that lack a plant, or the wish for it."""
    if simulate and plant is None:
        message = f"'{where}' is no plant, so there is nothing to simulate; give a MODEL."
        raise typer.BadParameter(message, param_hint="--simulate")
    for name, value in (("--days", days), ("--replications", replications)):
        if value is not None and not simulate:
            raise typer.BadParameter("it is for the comparison in the plant; add --simulate.", param_hint=name)


def _check_files(out: Path | None, report: Path | None) -> None:
    """See to it before the search that both files can be written."""
    check_outfile(out)
    check_outfile(report)
    if out is not None and report is not None and out.resolve() == report.resolve():
        raise typer.BadParameter(f"'{report}' is where the sequence goes; name another file.", param_hint="--report")
