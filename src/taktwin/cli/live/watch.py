"""`taktwin watch`: a simulated day watched as if it were the plant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli.language.say import text
from taktwin.cli.outfile import check_outfile


def watch(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run with --trace.")],
    replication: Annotated[int, typer.Option(min=0, help="Which replication of it; the first is 0.")] = 0,
    least: Annotated[float, typer.Option(metavar="MINUTES", help="Shorter standstills of a line are none.")] = 5.0,
    calendar: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Calendar whose shifts cut the time; default that of most shops.", show_default=False
        ),
    ] = None,
    opc: Annotated[
        bool, typer.Option("--opc", help="Count waiting for others as delay, as OPC 40001-1 has it.")
    ] = False,
    top: Annotated[int, typer.Option(min=1, help="Rows of each table.")] = 10,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE.json", help="Write all of it there as JSON.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Watch a simulated day as a control room would: shifts, line stops and who caused them, alarms, KPIs.

    The states of the run are fed one after the other to the alarms, the search for causes and the KPIs after ISO
    22400-2; what goes on at the end of a shift is cut there and marked.
    """
    check_outfile(out)
    if not least > 0:
        raise typer.BadParameter(text("give a number above 0."), param_hint="--least")
    from taktwin.live.kpis import OPC_40001, RUN
    from taktwin.live.watching import watch_run

    found = watch_run(
        run,
        replication=replication,
        least_s=least * 60.0,
        calendar=calendar,
        time_map=OPC_40001 if opc else RUN,
    )
    whole = json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False)
    if out is not None:
        from taktwin.model.files.write import write_text

        write_text(out, whole + "\n")
    if as_json:
        typer.echo(whole)
        return
    from taktwin.cli.live.tables import print_watched

    print_watched(found, top)
    if out is not None:
        typer.echo(text("written: {path}", path=out))
