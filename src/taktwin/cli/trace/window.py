"""`taktwin trace --from --to`: all that happens in a time of a run, written as a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from taktwin.cli import target
from taktwin.cli.language.say import text
from taktwin.cli.moment import seconds_after
from taktwin.cli.outfile import check_outfile, check_table, write_one_table
from taktwin.cli.progress import announce_compile, progress

if TYPE_CHECKING:
    from taktwin.api.plant import Plant


def trace_window(plant: Plant, model: str, given: tuple[str, str], seed: int, out: Path, as_json: bool) -> None:
    """Run a plant from its start to the end of a time, and write the events of that time.

    Args:
        plant: that is run.
        model: as it was named.
        given: begin and end, as in `seconds_after`.
        seed: of the random numbers.
        out: file to write.
        as_json: whether one JSON object is printed in place of a sentence.

    Raises:
        typer.BadParameter: the time is none, or the file is not named as a table.
    """
    check_table(out)
    check_outfile(out, target.found(model))
    start = plant.model.start
    begin, end = (
        seconds_after(start, moment, option) for moment, option in zip(given, ("--from", "--to"), strict=True)
    )
    if end <= begin:
        raise typer.BadParameter(text("it is not later than --from."), param_hint="--to")
    announce_compile()
    with progress(text("up to {time}", time=given[1])) as done:
        found = plant.events(begin, end, seed, done)
    write_one_table(out, found, "trace")
    if as_json:
        about = {"model": target.stem(model), "seed": seed, "begin_s": begin, "end_s": end}
        typer.echo(json.dumps({**about, "events": found.height, "out": str(out)}, indent=2, ensure_ascii=False))
        return
    typer.echo(text("{n} events: {path}", n=f"{found.height:,}", path=out))
