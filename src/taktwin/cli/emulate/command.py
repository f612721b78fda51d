"""`taktwin emulate`: a run played as a real plant, with faults of observation, as lines of JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import target
from taktwin.cli.emulate import speak
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
    tell: Annotated[
        str,
        typer.Option(
            metavar="HOW", help="scans: each place reads its jobs. counters: machines count, and gates alone read."
        ),
    ] = "scans",
    width: Annotated[int, typer.Option(metavar="BITS", help="Bits after which counters begin at 0 again.")] = 16,
    resets: Annotated[
        str, typer.Option(metavar="SHARE", help="Share of counted jobs at which a counter begins at 0 again.")
    ] = "0%",
    returns: Annotated[
        str, typer.Option(metavar="SHARE", help="Of --resets: share after which it comes back to what it was.")
    ] = "0%",
    speed: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            help="Play N seconds of the plant in a second; default at once, with --sparkplug and the like 60.",
            show_default=False,
        ),
    ] = None,
    sparkplug: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Speak Sparkplug B to this MQTT server, as in mqtt://127.0.0.1:1883."),
    ] = None,
    opcua: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Be an OPC UA server on this computer, as in opc.tcp://127.0.0.1:4840."),
    ] = None,
    vda5050: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Let the vehicles tell their states (VDA 5050) to this MQTT server."),
    ] = None,
    map_out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Of --sparkplug, --opcua and --vda5050: write the mapping file for it there."
        ),
    ] = None,
    overrides: Overrides = None,
    out: Annotated[str, typer.Option(metavar="FILE", help="Where to write; - for the standard output.")] = "-",
) -> None:
    """Play a run as a real plant: what its controllers, scanners and order system say, one JSON object a line.

    `taktwin live MODEL --events FILE` and `taktwin forecast MODEL --from FILE` read what it writes; `taktwin live MODEL
    --broker URL --map FILE` hears it by Sparkplug.
    """
    file = None if out == "-" else Path(out)
    check_outfile(file, target.found(model), start)
    check_outfile(map_out, target.found(model), start)
    spoken = [one for one in (sparkplug, opcua, vda5050) if one is not None]
    if len(spoken) > 1:
        raise typer.BadParameter(text("one at a time."), param_hint="--sparkplug, --opcua, --vda5050")
    if map_out is not None and not spoken:
        raise typer.BadParameter(text("it is for --sparkplug, --opcua and --vda5050."), param_hint="--map-out")
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
        resets=share(resets, "--resets", zero=True),
        returns=share(returns, "--returns", zero=True),
    )
    plant = taktwin.load(model, overrides or [])
    announce_compile()
    if spoken:
        pace = 60.0 if speed is None else speed
        emulator = Emulator(plant.starter, days, seed, start, faults, "scans" if vda5050 else "counters", width)
        tongue = speak.sparkplug if sparkplug else speak.opcua if opcua else speak.vehicles
        tongue(emulator, spoken[0], pace, map_out)
        return
    events = paced(Emulator(plant.starter, days, seed, start, faults, tell, width).events(), speed)
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
