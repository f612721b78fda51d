"""`taktwin stress`: what a supply chain survives, and how much cover would have prevented a stop."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from taktwin.cli import complete, target
from taktwin.cli.language.say import tell_warnings, text
from taktwin.cli.options import InLanguage, Language, OnePlant, assignments
from taktwin.cli.progress import announce_compile, progress


def stress(
    model: target.Model,
    tests: Annotated[
        list[str] | None,
        typer.Option(
            "--test",
            metavar="NAME",
            help="late-truck, supplier-down, demand-mix, closed-road or scrambling; may be given again. Default all.",
            autocompletion=complete.words("late-truck", "supplier-down", "demand-mix", "closed-road", "scrambling"),
        ),
    ] = None,
    late: Annotated[str, typer.Option(metavar="TIME", help="By how much one truck is late.")] = "2 h",
    lanes: Annotated[
        list[str] | None,
        typer.Option(
            "--lane",
            metavar="NAME",
            help="Whose truck is late, a lane or a delivery; may be given again. Default by cover.",
        ),
    ] = None,
    down: Annotated[str, typer.Option(metavar="TIME", help="For how long a supplier sends nothing.")] = "8 h",
    suppliers: Annotated[
        list[str] | None,
        typer.Option("--supplier", metavar="NAME", help="Who sends nothing; may be given again. Default by cover."),
    ] = None,
    most: Annotated[
        int, typer.Option(min=1, help="So many lanes or suppliers, those with the least cover, where none is named.")
    ] = 10,
    grow: Annotated[
        str | None,
        typer.Option(
            metavar="OPTION=VALUE", help="What is asked for more often: product=NAME, or a value of an option."
        ),
    ] = None,
    by: Annotated[float, typer.Option(help="How many times as often; the total is kept.")] = 3.4,
    roads: Annotated[
        list[str] | None,
        typer.Option("--road", metavar="NAME", help="A place of suppliers, or a supplier; may be given again."),
    ] = None,
    slow: Annotated[
        float | None, typer.Option(help="How many times as long the ways from there take. Default 2.")
    ] = None,
    closed: Annotated[
        str | None, typer.Option(metavar="TIME", help="The road is closed for so long, instead of slow.")
    ] = None,
    routes: Annotated[
        list[str] | None,
        typer.Option(
            "--rework",
            metavar="ELEMENT",
            help="Whose share of rework grows; may be given again. Default those of the paint shop.",
        ),
    ] = None,
    scramble: Annotated[float, typer.Option(help="How many times as many go to rework.")] = 2.0,
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="PATH=VALUE",
            callback=assignments,
            help="A change of the model that comes at T; may be given again.",
        ),
    ] = None,
    warmup: Annotated[float, typer.Option(min=0.0, help="Days from the start of the plant to T.")] = 2.0,
    days: Annotated[float, typer.Option(min=0.01, help="Days from T to the end of each future.")] = 3.0,
    replications: Annotated[int, typer.Option(min=1, help="Pairs of futures; two or more give intervals.")] = 5,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    one: OnePlant = None,
    language: InLanguage = Language.EN,  # noqa: ARG001 - read before the command runs
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Say what a supply chain survives: late trucks, suppliers that send nothing, another mix, closed roads, rework.

    The plant runs to T. From there two futures with the same random numbers, undisturbed and disturbed, are compared:
    what stood, for how long, how many jobs are lost, and which cover would have prevented it, which is run as well.
    """
    target.found(model)
    import taktwin
    from taktwin.planning.stress.options import TESTS, StressOptions
    from taktwin.planning.stress.study import stress as stressed

    options = StressOptions(
        tests=tests or TESTS,
        late=_seconds(late, "--late"),
        down=_seconds(down, "--down"),
        grow=grow,
        by=by,
        roads=roads or (),
        slow=slow,
        closed=None if closed is None else _seconds(closed, "--closed"),
        routes=routes or (),
        scramble=scramble,
        set=changes or (),
        lanes=lanes or (),
        suppliers=suppliers or (),
        most=most,
        days=days,
        warmup=warmup,
        seed=seed,
        replications=replications,
    )
    loaded = taktwin.load(model, (), one)
    tell_warnings(loaded.warnings)
    plant = loaded.model
    announce_compile()
    found = stressed(plant, options, progress)
    if as_json:
        typer.echo(json.dumps(found.as_dict(target.stem(model)), indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.stress.tables import print_study

    print_study(found, options)


def _seconds(given: str, option: str) -> float:
    """A time above 0 such as `2 h`, in s."""
    from taktwin.model.values.mark import QuantityError
    from taktwin.model.values.quantity import parse_quantity

    try:
        value = parse_quantity(given, "duration").value
    except QuantityError:
        value = 0.0
    if value <= 0.0:
        message = text("'{given}' is no time above 0, up to 1000 years; write for example 2 h or 90 min.", given=given)
        raise typer.BadParameter(message, param_hint=option)
    return value
