"""`taktwin bodystore`: how much store buys which sequence adherence."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktwin.cli import target
from taktwin.cli.exits import USAGE, explained, fail
from taktwin.cli.numbers import parsed
from taktwin.cli.options import Language, Overrides
from taktwin.cli.outfile import check_outfile
from taktwin.cli.plain_table import plain_table, print_table
from taktwin.cli.progress import announce_compile, progress

if TYPE_CHECKING:
    import polars as pl

_COLUMNS = {
    "in_position": "in position",
    "within_5": "within 5",
    "in_order": "in order",
    "mean": "mean off",
    "p95": "95 % off",
    "late_most": "latest",
}
_HOLD_COLUMNS = {"level": "cars in it", "waited_h_per_day": "waits h/day", "lost_per_day": "lost cars/day"}


def bodystore(
    model: target.Model,
    store: Annotated[str | None, typer.Option(metavar="NAME", help="A store of the model; default the first.")] = None,
    places: Annotated[str, typer.Option(metavar='"0 10 .."', help="Sizes of a store with random access.")] = (
        "0 5 10 20 40 80 110"
    ),
    rule: Annotated[
        str, typer.Option(help="Who goes instead of a missing car: lowest, substitute, same (with --same) or first.")
    ] = "lowest",
    same: Annotated[
        str | None, typer.Option(metavar="OPTION,..", help="Options that make cars of one kind, for --rule same.")
    ] = None,
    lanes: Annotated[str | None, typer.Option(metavar='"2 6 .."', help="Also a store of so many lanes.")] = None,
    length: Annotated[int, typer.Option(min=1, help="Cars in a lane.")] = 10,
    hold: Annotated[
        str | None,
        typer.Option(metavar='"0 40 .."', help="What it costs to wait for a missing car until so many are there."),
    ] = None,
    patience: Annotated[float | None, typer.Option(min=0, metavar="MINUTES", help="Longest such wait.")] = None,
    days: Annotated[float, typer.Option(min=0.1, help="Days to measure, after the warm-up.")] = 20.0,
    replications: Annotated[int, typer.Option(min=1, help="Independent runs; two or more give intervals.")] = 5,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    overrides: Overrides = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the curves as a page, .html.")] = None,
    language: Annotated[Language, typer.Option(help="Language that the page shows first.")] = Language.EN,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Say how much store buys which sequence adherence.

    Takes the order in which cars come to a store of the model from a simulation, and sends it through stores of other
    sizes and rules.
    """
    sizes = _whole(places, "--places")
    lane_counts = _whole(lanes, "--lanes", 1) if lanes else []
    holds = _whole(hold, "--hold") if hold else []
    options = [word.strip() for word in same.split(",")] if same else []
    if patience is not None and not holds:
        raise typer.BadParameter("it bounds the waits of --hold; give both.", param_hint="--patience")
    with explained():
        check_outfile(report, target.found(model))
        _check_rule(rule, options)
        import taktwin
        from taktwin.analysis.adherence import adherence_table
        from taktwin.planning.bodystore.curve import lane_curve, store_curve
        from taktwin.planning.bodystore.plant import hold_table, kinds_of, points_of, traffic
        from taktwin.planning.bodystore.retrieval import StoreError
        from taktwin.runs.replications import simulate

        plant = taktwin.load(model, overrides=overrides or []).model
        try:
            points = points_of(plant, store)
            announce_compile()
            with progress("simulating") as step:
                results = simulate(plant, days, seed, None, replications, step)
            series = [(result, one) for result in results for one in traffic(result, points)]
            orders = [one.numbers for _, one in series]
            kinds = [kinds_of(result, one.numbers, options) for result, one in series] if options else None
            tables: dict[str, pl.DataFrame] = {
                "simulated_entry": adherence_table(results, points.entry),
                "simulated_behind": adherence_table(results, points.behind),
                "places": store_curve(orders, sizes, rule, kinds),
            }
            if lane_counts:
                tables["lanes"] = lane_curve(orders, lane_counts, length)
            if holds:
                waiting = math.inf if patience is None else patience * 60.0
                tables["hold"] = hold_table(results, points, holds, waiting)
        except StoreError as error:
            raise fail([str(error)], USAGE) from None
        if report is not None:
            from taktwin.model.files.write import write_text
            from taktwin.report.bodystore import Runs, render_bodystore
            from taktwin.report.shell.origin import origin

            curves = {name: tables[name] for name in ("places", "lanes", "hold") if name in tables}
            named = {points.entry: tables["simulated_entry"], points.behind: tables["simulated_behind"]}
            about = origin(plant, seed, days, replications)
            runs = Runs(target.stem(model), replications, days, named, rule, length, about)
            write_text(report, render_bodystore(runs, curves, language.value))
    if json_:
        head = {"model": target.stem(model), "seed": seed, "days": days, "replications": replications, "rule": rule}
        content: dict[str, Any] = {**head, "entry": points.entry, "behind": points.behind}
        content |= {name: table.rows(named=True) for name, table in tables.items()}
        typer.echo(json.dumps(content, indent=2, allow_nan=False))
        return
    _print_simulated(tables, points.entry, points.behind)
    if plant.streams is not None:
        typer.echo("the orders are shared by equal streams side by side; positions are counted over all of them\n")
    _print_curve(tables["places"], "places", f"random access, rule {rule}", _COLUMNS)
    if "lanes" in tables:
        _print_curve(tables["lanes"], "lanes", f"lanes of {length}", _COLUMNS)
    if "hold" in tables:
        _print_curve(
            tables["hold"], "hold", "assembly waits for a missing car until so many stand", _COLUMNS | _HOLD_COLUMNS
        )
    if report is not None:
        typer.echo(f"report: {report}")


def _check_rule(rule: str, same: list[str]) -> None:
    """See to it, before the work, that there is such a rule and that it has what it needs."""
    from taktwin.planning.bodystore.retrieval import RULES

    if rule not in RULES:
        raise typer.BadParameter(f"there is no rule '{rule}'; use {', '.join(RULES)}.", param_hint="--rule")
    if rule == "same" and not same:
        message = "it needs to know which cars are of one kind; give --same, such as --same product,colour."
        raise typer.BadParameter(message, param_hint="--rule")
    if same and rule != "same":
        raise typer.BadParameter("only the rule `same` looks at options; give --rule same.", param_hint="--same")


def _whole(text: str, option: str, least: int = 0) -> list[int]:
    """The whole numbers of a text, each once, rising."""
    if not text.replace(",", " ").split():
        raise typer.BadParameter('no number given; write for example "0 20 40".', param_hint=option)
    try:
        numbers = parsed(text)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint=option) from None
    if any(number != int(number) or number < least for number in numbers):
        raise typer.BadParameter(f"cars and lanes are whole numbers, here {least} or more.", param_hint=option)
    return sorted({int(number) for number in numbers})


def _text(measure: str, value: float) -> str:
    return f"{value * 100:.1f} %" if measure in ("in_position", "within_5", "in_order") else f"{value:.3g}"


def _interval(low: float, high: float) -> str:
    """An interval of a share; what lies beyond 0 and 100 % is left out."""
    return f"{max(low, 0.0) * 100:.1f} to {min(high, 1.0) * 100:.1f} %"


def _print_simulated(tables: dict[str, pl.DataFrame], entry: str, behind: str) -> None:
    rows = [(f"{entry} (entry)", tables["simulated_entry"]), (f"{behind} (behind)", tables["simulated_behind"])]
    table = plain_table("as simulated, by order number", ["point", *_COLUMNS.values()])
    for name, measures in rows:
        values = dict(measures.select("measure", "mean").rows())
        table.add_row(name, *(_text(measure, values[measure]) for measure in _COLUMNS))
    print_table(table, width=160)


def _print_curve(curve: pl.DataFrame, key: str, title: str, columns: dict[str, str]) -> None:
    table = plain_table(title, [key, *columns.values(), "in position, 95 % interval"])
    for size in curve.get_column(key).unique(maintain_order=True).to_list():
        rows = {row["measure"]: row for row in curve.filter(curve[key] == size).rows(named=True)}
        first = rows["in_position"]
        interval = "-" if first["low"] is None else _interval(first["low"], first["high"])
        table.add_row(str(size), *(_text(name, rows[name]["mean"]) for name in columns), interval)
    print_table(table, width=160)
