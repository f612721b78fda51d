"""`taktwin cluster`: what to build when, what runs short, which targets will be met, what it hangs on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import complete
from taktwin.cli.language.say import tell_warnings, text
from taktwin.cli.options import InLanguage, Language
from taktwin.cli.outfile import check_outfile, check_page, check_table, write_one_table
from taktwin.cli.progress import announce_compile, progress

_PLACES = "local (threads, the default), processes, ray (a local Ray) or ray://HOST:PORT"


def cluster(
    model: Annotated[
        Path,
        typer.Argument(metavar="MODEL", help="YAML of a cluster, or a cluster that comes with Taktwin: chongqing."),
    ],
    gap: Annotated[float, typer.Option(help="Gap of a plan to the best possible, as a share.")] = 0.01,
    time_limit: Annotated[
        float, typer.Option("--time", metavar="SECONDS", help="Seconds for each plan at most.")
    ] = 300.0,
    threads: Annotated[int, typer.Option(help="Threads of the solver.")] = 2,
    draws: Annotated[int, typer.Option(help="Futures behind each estimated probability.")] = 200_000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    knowing: Annotated[
        bool, typer.Option(help="Say what it is worth to know the scenario, which takes a plan for each.")
    ] = True,
    plants: Annotated[
        bool, typer.Option("--plants", help="Run the plants that have a model, and plan with what they truly make.")
    ] = False,
    weeks: Annotated[
        str | None,
        typer.Option(
            "--disrupt",
            metavar='"1 2 4"',
            help="Each supplier out for so many weeks: by formula, and run where a plant has a model.",
        ),
    ] = None,
    catch_up: Annotated[
        float, typer.Option("--catch-up", metavar="DAYS", help="Of --disrupt: run on after the shortest outage.")
    ] = 0.0,
    replications: Annotated[int, typer.Option(min=1, help="Runs of a plant; two or more give intervals.")] = 5,
    on: Annotated[
        str,
        typer.Option(
            metavar="PLACE",
            help=f"Where to run: {_PLACES}.",
            autocompletion=complete.words("local", "processes", "ray", "ray://"),
        ),
    ] = "local",
    workers: Annotated[int | None, typer.Option(min=1, help="Plans and runs at a time; default one a core.")] = None,
    keep: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keep plans and runs that are done; an interrupted study goes on from there."),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the years: .csv, .parquet or .xlsx.")] = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the study as a page, .html.")] = None,
    language: InLanguage = Language.EN,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Plan a cluster of plants and suppliers over years, for several scenarios of demand at once.

    What to build when, what runs short where, what each project buys, how likely targets are as a curve over what is
    assumed, on whom supply hangs, what insures against outages, and what if a car maker falls.
    """
    from taktwin.model.files.given import given_file
    from taktwin.planning.cluster.file.read import cluster_names, read_cluster
    from taktwin.planning.cluster.study import ClusterOptions, study_cluster

    if model.suffix and str(model) not in cluster_names():  # a name without one may be misspelt
        given_file(model, "model")
    check_table(out)
    check_page(report)
    read = read_cluster(model)
    for path in (out, report):
        check_outfile(path, read.path)
    options = ClusterOptions(
        gap=gap, time_limit=time_limit, threads=threads, draws=draws, seed=seed, knowing=knowing,
        plants=plants, weeks=_weeks(weeks), catch_up=catch_up, replications=replications,
        on=on, workers=workers, keep=keep,
    )  # fmt: skip
    tell_warnings(read.unmarked)
    if plants or weeks:
        announce_compile()
    found = study_cluster(read, options, progress)
    if out is not None:
        write_one_table(out, found.table(), "years")
    if report is not None:
        from taktwin.report.cluster import write_cluster_report

        write_cluster_report(found, report, language.value)
    if as_json:
        typer.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.cluster.tables import print_cluster

    print_cluster(found, language.value)
    for path, what in ((out, text("years")), (report, text("report"))):
        if path is not None:
            typer.echo(text("{what}: {that}", what=what, that=path))


def _weeks(given: str | None) -> tuple[float, ...]:
    """The weeks of `--disrupt`."""
    from taktwin.cli.tables.numbers import parsed

    if given is None:
        return ()
    try:
        found = tuple(parsed(given))
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint="--disrupt") from None
    if any(not 0 < one <= 52 for one in found):
        raise typer.BadParameter(text("an outage is above 0, at most 52 weeks."), param_hint="--disrupt")
    return found
