"""`taktwin whatif`: what could be done now, beside doing nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli import target
from taktwin.cli.forecast.begin import begin_of, end_of, moment_of, source_of
from taktwin.cli.language.say import text
from taktwin.cli.options import From, FromWhen, JournalColumns, JournalMap, Overrides
from taktwin.cli.progress import announce_compile, progress
from taktwin.cli.tables.plain import plain_table, print_table, whole

if TYPE_CHECKING:
    from taktwin.live.whatif import WhatIf


def whatif(
    model: target.Model,
    tries: Annotated[Path, typer.Option("--try", metavar="FILE.yaml", help="What could be done, each with a name.")],
    source: From = None,
    at: FromWhen = None,
    until: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="Until when; default the end of the shift, or of the overtime.", show_default=False
        ),
    ] = None,
    replications: Annotated[int, typer.Option(min=2, help="Independent runs.")] = 200,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    mapping: JournalMap = None,
    columns: JournalColumns = None,
    overrides: Overrides = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Tell what could be done now would bring until the end of the shift, beside doing nothing.

    Each try changes what stands where, or the model; all are forecast with the same random numbers.
    """
    if source is None and at is None:
        raise typer.BadParameter(text("give --from FILE, or --at TIME to stop a run there."))
    target.found(model)
    import taktwin
    from taktwin.live.forecast import ForecastOptions
    from taktwin.live.whatif import read_tries, what_if
    from taktwin.model.files.given import given_file

    given = source_of(source, mapping, columns)
    wanted = read_tries(given_file(tries, "tries"))
    plant = taktwin.load(model, overrides or [])
    when = moment_of(plant, given, at)
    announce_compile()
    begin, _ = begin_of(plant, given, when, seed)
    options = ForecastOptions(until=end_of(plant, begin, until), replications=replications, seed=seed)
    with progress(text("looking ahead")) as done:
        found = what_if(plant.starter, begin, wanted, options, done)
    if as_json:
        about = {"model": target.stem(model), **found.as_dict()}
        typer.echo(json.dumps(about, indent=2, ensure_ascii=False, allow_nan=False))
        return
    _print(found)


def _print(found: WhatIf) -> None:
    about = {"at": f"{found.base.date(found.at):%m-%d %H:%M}", "until": f"{found.base.date(found.until):%m-%d %H:%M}"}
    title = text(
        "{plant}, from {at} to {until}, {n} replications", plant=found.plant, n=found.base.replications, **about
    )
    columns = [text("try"), text("jobs"), text("gain"), text("better"), text("worse")]
    table = plain_table(title, columns)
    table.add_row(text("as it is"), f"{found.base.mean:.1f}", "", "", "")
    for one in found.tried:
        gain = text(
            "{value} ({low} to {high})",
            value=f"{one.gain.difference:+.1f}", low=f"{one.gain.low:+.1f}", high=f"{one.gain.high:+.1f}",
        )  # fmt: skip
        table.add_row(one.name, f"{one.jobs.mean():.1f}", gain, f"{one.better:.0%}", f"{one.worse:.0%}")
    print_table(table, whole(table))
    unsure = [one.name for one in found.tried if not one.gain.sure]
    if unsure:
        typer.echo(text("not told apart from doing nothing: {names}", names=", ".join(unsure)))
