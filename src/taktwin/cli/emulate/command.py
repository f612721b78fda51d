"""`taktwin emulate`: a run played as a real plant, with faults of observation, as lines of JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import target
from taktwin.cli.emulate.duration import duration
from taktwin.cli.language.say import text
from taktwin.cli.options import Overrides
from taktwin.cli.outfile import check_outfile
from taktwin.cli.planned.share import share
from taktwin.cli.progress import announce_compile


def emulate(
    model: target.Model,
    days: Annotated[float, typer.Option(help="Days to play.")] = 1.0,
    seed: Annotated[int, typer.Option(min=0, help="The same seed says the same.")] = 1,
    start: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Begin from this snapshot or state.")
    ] = None,
    loss: Annotated[str, typer.Option(metavar="SHARE", help="Share of events that never come.")] = "0%",
    late: Annotated[str, typer.Option(metavar="SHARE", help="Share that comes late.")] = "0%",
    delay: Annotated[str, typer.Option(metavar="TIME", help="Of --late: how late in the mean.")] = "2 min",
    doubled: Annotated[str, typer.Option(metavar="SHARE", help="Share that comes twice.")] = "0%",
    reorder: Annotated[str, typer.Option(metavar="TIME", help="Within this time events come in any order.")] = "0 s",
    skew: Annotated[str, typer.Option(metavar="TIME", help="The clock of each source is up to this time off.")] = "0 s",
    missed: Annotated[
        str, typer.Option(metavar="SHARE", help="Share of scans that cannot read which job it is.")
    ] = "0%",
    speed: Annotated[
        float | None,
        typer.Option(metavar="N", help="Play N seconds of the plant in a second; default at once.", show_default=False),
    ] = None,
    overrides: Overrides = None,
    out: Annotated[str, typer.Option(metavar="FILE", help="Where to write; - for the standard output.")] = "-",
) -> None:
    """Play a run as a real plant: what its controllers, scanners and order system say, one JSON object a line.

    `taktwin forecast MODEL --from FILE` reads what it writes.
    """
    file = None if out == "-" else Path(out)
    check_outfile(file, target.found(model), start)
    import taktwin
    from taktwin.live.emulator import Emulator, Faults, paced
    from taktwin.live.events import event_line
    from taktwin.model.files.write import whole_file

    faults = Faults(
        loss=share(loss, "--loss", zero=True),
        late=share(late, "--late", zero=True),
        delay=duration(delay, "--delay"),
        doubled=share(doubled, "--doubled", zero=True),
        reorder=duration(reorder, "--reorder"),
        skew=duration(skew, "--skew"),
        missed=share(missed, "--missed", zero=True),
    )
    plant = taktwin.load(model, overrides or [])
    announce_compile()
    events = paced(Emulator(plant.starter, days, seed, start, faults).events(), speed)
    if file is None:
        for event in events:
            sys.stdout.write(event_line(event) + "\n")
            if speed is not None:
                sys.stdout.flush()
        return
    count = 0
    with whole_file(file) as written:
        for event in events:
            written.write(f"{event_line(event)}\n".encode())
            count += 1
    typer.echo(text("{n} events: {path}", n=count, path=file))
