"""`taktwin trace`: the way of one order through the plant, and of the parts that were called for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import target
from taktwin.cli.language.say import text
from taktwin.cli.options import OnePlant, Overrides
from taktwin.cli.progress import announce_compile, progress


def trace(
    model: target.Model,
    job: Annotated[
        int | None,
        typer.Option("--job", min=0, help="Number of the order in its stream; the first is 0.", show_default=False),
    ] = None,
    stream: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Its order stream, where several have such an order.", show_default=False),
    ] = None,
    days: Annotated[
        float | None, typer.Option(help="Days to simulate; default until the order has left.", show_default=False)
    ] = None,
    begin: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="TIME",
            help='In place of an order: write all that happens from this time on, as "2026-01-06 06:00", or "36 h" '
            "since the start of the plant.",
        ),
    ] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="TIME", help="With --from: until this time.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --from: the table of events, CSV, Parquet or .xlsx.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    one: OnePlant = None,
    overrides: Overrides = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Follow one order through the plant, place by place, and all parts that were called for it.

    The run begins with the empty plant. For each place: when the job came, how long it was worked on and waited.
    """
    target.found(model)
    window = (begin, end, out)
    if (job is None) == (begin is None) or (job is not None and any(one is not None for one in window)):
        raise typer.BadParameter(
            text("give the number of an order, or else --from, --to and --out."), param_hint="--job"
        )
    import taktwin

    plant = taktwin.load(model, overrides or [], one)
    if begin is not None:
        if end is None or out is None:
            raise typer.BadParameter(text("give --to TIME and --out FILE with it."), param_hint="--from")
        from taktwin.cli.trace.window import trace_window

        trace_window(plant, model, (begin, end), seed, out, as_json)
        return
    assert job is not None
    announce_compile()
    with progress(text("following job {n}", n=job)) as done:
        found = plant.trace_job(job, done, stream=stream, days=days, seed=seed)
    if as_json:
        about = {"model": target.stem(model), "seed": seed, **found.as_dict()}
        typer.echo(json.dumps(about, indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.trace.tables import print_trace

    print_trace(found, plant.model.start)
