"""`taktwin anomalies`: what is unusual in a series of measured values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli.language.say import text
from taktwin.cli.outfile import check_outfile

if TYPE_CHECKING:
    from taktwin.live.anomaly.study import Anomalies


def anomalies(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV or .xlsx: a heading, then a time and a value a row.")
    ],
    time: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="Column of the times; default the first.", show_default=False)
    ] = None,
    value: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="Column of the values; default the second.", show_default=False)
    ] = None,
    threshold: Annotated[
        float, typer.Option(help="Score from which on a record is an alarm: 2 is one in a hundred, 6 one in a million.")
    ] = 2.0,
    rest: Annotated[int, typer.Option(help="Records after an alarm without a second one.")] = 100,
    quantile: Annotated[float, typer.Option(help="Share of the past distances below which nothing is unusual.")] = 0.97,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE.csv", help="Write every record with its score there.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Find what is unusual in a series of measured values, each told by those before it alone.

    How far is the newest value, and the course of the last 48, from the nearest of the past? A large distance is an
    alarm; after it the detector rests.
    """
    check_outfile(out, file)
    from taktwin.live.anomaly.settings import Settings
    from taktwin.live.anomaly.study import find_anomalies

    settings = Settings(threshold=threshold, rest=rest, quantile=quantile)
    found = find_anomalies(file, settings, time=time, value=value)
    if out is not None:
        from taktwin.model.files.tablefiles import write_csv

        write_csv(out, found.table())
    if as_json:
        typer.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        return
    _print(found)
    if out is not None:
        typer.echo(text("written: {path}", path=out))


def _print(found: Anomalies) -> None:
    from taktwin.cli.tables.plain import plain_table, print_table

    alarms = found.alarms
    columns = (
        text("row"),
        text("time"),
        text("value"),
        text("score, -log10 p"),
        text("of the value"),
        text("of the window"),
    )
    title = text("{n} alarms in {all} records", n=len(alarms), all=len(found.series.rows))
    table = plain_table(title, columns, texts=(1,))
    for one in alarms:
        scores = [f"{score:.2f}" for score in (one.score, one.by_value, one.by_window)]
        table.add_row(str(one.row), one.time, f"{one.value:g}", *scores)
    print_table(table, width=100)
    if found.alarms_per_week is not None:
        typer.echo(text("alarms a week: {n}", n=f"{found.alarms_per_week:.3g}"))
    if found.missing:
        typer.echo(text("records without a value: {n}", n=found.missing))
    if found.series.steps_back:
        what = text(
            "the clock goes back {n} times; records are taken in the order of the file", n=found.series.steps_back
        )
        typer.echo(text("warning: {what}", what=what), err=True)
