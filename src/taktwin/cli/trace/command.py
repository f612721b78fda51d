"""`taktwin trace`: the way of one order through the plant, and of the parts that were called for it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from taktwin.cli import target
from taktwin.cli.language.say import text
from taktwin.cli.options import OnePlant, Overrides
from taktwin.cli.progress import announce_compile, progress


def trace(
    model: target.Model,
    job: Annotated[int, typer.Option("--job", min=0, help="Number of the order in its stream; the first is 0.")],
    stream: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Its order stream, where several have such an order.", show_default=False),
    ] = None,
    days: Annotated[
        float | None, typer.Option(help="Days to simulate; default until the order has left.", show_default=False)
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
    import taktwin

    plant = taktwin.load(model, overrides or [], one)
    announce_compile()
    with progress(text("following job {n}", n=job)) as done:
        found = plant.trace_job(job, done, stream=stream, days=days, seed=seed)
    if as_json:
        about = {"model": target.stem(model), "seed": seed, **found.as_dict()}
        typer.echo(json.dumps(about, indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.trace.tables import print_trace

    print_trace(found, plant.model.start)
