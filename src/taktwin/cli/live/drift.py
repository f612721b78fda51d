"""`taktwin drift`: what of a running plant is other than its model says, and the model file that would say it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli import target
from taktwin.cli.emulate.duration import duration
from taktwin.cli.language.say import text
from taktwin.cli.options import Overrides
from taktwin.cli.outfile import check_outfile
from taktwin.cli.planned.share import share
from taktwin.cli.tables.plain import plain_table, print_table, whole

if TYPE_CHECKING:
    from taktwin.live.drift import Finding, Found


def drift(
    model: target.Model,
    events: Annotated[Path, typer.Option("--events", metavar="FILE", help="Events of the plant (JSON lines).")],
    alarms: Annotated[
        str, typer.Option(metavar="SHARE", help="Probability of any false alarm, however long it is watched.")
    ] = "5%",
    precision: Annotated[
        str, typer.Option(metavar="TIME", help="How exactly times are read: a standard deviation.")
    ] = "1 s",
    misread: Annotated[
        str, typer.Option(metavar="SHARE", help="Share of the times that may be anything, as where events get lost.")
    ] = "0%",
    overrides: Overrides = None,
    write: Annotated[
        Path | None, typer.Option("--write", metavar="FILE.yaml", help="Write the model with the changes there.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Tell what of a running plant is other than its model says: cycle times, failures, repairs, setups.

    Only what is told apart for sure is told, with its interval and as a change of the model file.
    """
    file = target.found(model)
    if write is not None and write.suffix not in (".yaml", ".yml"):
        raise typer.BadParameter(
            text("'{path}' is no model file; let its name end with .yaml.", path=write), param_hint="--write"
        )
    check_outfile(write, file, events)
    import taktwin
    from taktwin.live.drift import Drift, DriftOptions, proposals, proposed
    from taktwin.live.events import read_events
    from taktwin.model.files.given import given_file

    options = DriftOptions(
        alarms=share(alarms, "--alarms"),
        precision=duration(precision, "--precision"),
        misread=share(misread, "--misread", zero=True),
    )
    given_file(events, "events")
    plant = taktwin.load(model, overrides or [])
    watched = Drift(plant.starter, options)
    watched.fold(sorted(read_events(events, plant.model.start), key=lambda event: event.time))
    found = watched.found()
    changes = proposals(found, plant.starter, file)
    content, diff = proposed(file, changes)
    if write is not None:
        from taktwin.model.files.write import write_text

        write_text(write, content)
    if as_json:
        about = {**found.as_dict(), "proposals": [one.as_dict() for one in changes], "diff": diff}
        typer.echo(json.dumps(about, indent=2, ensure_ascii=False, allow_nan=False))
        return
    _print(found)
    if diff:
        typer.echo(diff, nl=False)
    if write is not None:
        typer.echo(text("written: {path}", path=write))


def _print(found: Found) -> None:
    about = {
        "plant": found.plant, "since": f"{found.date(found.since):%m-%d %H:%M}",
        "until": f"{found.date(found.until):%m-%d %H:%M}", "times": found.times, "stops": found.stops,
    }  # fmt: skip
    typer.echo(text("{plant}, {since} to {until}: {times} times and {stops} stops compared", **about))
    told = {"n": found.tests, "share": f"{found.alarms:.0%}"}
    typer.echo(text("{n} tests; any false alarm with a probability of {share} at most", **told))
    if not found.findings:
        typer.echo(text("nothing is other than the model says, as far as can be told"))
        return
    columns = [
        text("what"), text("where"), text("model"), text("seen to model"), text("seen"), text("log10 of evidence"),
        text("told at"),
    ]  # fmt: skip
    table = plain_table(text("other than the model"), columns, texts=(0, 1))
    for one in found.findings:
        table.add_row(
            _what(one), one.name, "-" if math.isinf(one.model) else _time(one.model), _ratio(one), str(one.seen),
            f"{math.log10(one.evidence):.1f}", f"{found.date(one.told):%m-%d %H:%M}",
        )  # fmt: skip
    print_table(table, whole(table))


def _what(one: Finding) -> str:
    words = {
        "cycle": text("cycle"),
        "setup": text("setup"),
        "repair": text("repair"),
        "failures": text("failures"),
        "unknown_stop": text("unknown stop"),
    }
    return words[one.what]


def _ratio(one: Finding) -> str:
    value, low, high = one.ratio
    if one.what == "unknown_stop":
        return text("every {value} ({low} to {high})", value=_time(value), low=_time(low), high=_time(high))
    return text("{value} ({low} to {high})", value=f"{value:.3f}", low=f"{low:.3f}", high=f"{high:.3f}")


def _time(seconds: float) -> str:
    for least, unit, each in ((7200.0, "h", 3600.0), (1200.0, "min", 60.0)):
        if seconds >= least:
            return f"{seconds / each:.4g} {unit}"
    return f"{seconds:.4g} s"
