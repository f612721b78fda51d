"""The adherence behind the stores of a study, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import said, text
from taktwin.cli.tables.plain import plain_table, print_table
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    import polars as pl

    from taktwin.planning.bodystore.study import BodyStoreStudy

_COLUMNS = {
    "in_position": Phrase("in position"),
    "within_5": Phrase("within 5"),
    "in_order": Phrase("in order"),
    "mean": Phrase("mean off"),
    "p95": Phrase("95 % off"),
    "late_most": Phrase("latest"),
}
_HOLD_COLUMNS = {
    "level": Phrase("cars in it"),
    "waited_h_per_day": Phrase("waits h/day"),
    "lost_per_day": Phrase("lost cars/day"),
}
_SIZES = {"places": Phrase("places"), "lanes": Phrase("lanes"), "hold": Phrase("hold")}


def print_tables(found: BodyStoreStudy) -> None:
    """Print the adherence as simulated, and a table for each kind of store."""
    tables, options = found.tables, found.options
    _print_simulated(tables, found.points.entry, found.points.behind)
    if found.model.streams is not None:
        note = text("the orders are shared by equal streams side by side; positions are counted over all of them")
        typer.echo(f"{note}\n")
    _print_curve(tables["places"], "places", text("random access, rule {rule}", rule=options.rule), _COLUMNS)
    if "lanes" in tables:
        _print_curve(tables["lanes"], "lanes", text("lanes of {n}", n=options.length), _COLUMNS)
    if "hold" in tables:
        title = text("assembly waits for a missing car until so many stand")
        _print_curve(tables["hold"], "hold", title, _COLUMNS | _HOLD_COLUMNS)


def _text(measure: str, value: float) -> str:
    return f"{value * 100:.1f} %" if measure in ("in_position", "within_5", "in_order") else f"{value:.3g}"


def _interval(low: float, high: float) -> str:
    """An interval of a share; what lies beyond 0 and 100 % is left out."""
    return text("{low:.1f} to {high:.1f} %", low=max(low, 0.0) * 100, high=min(high, 1.0) * 100)


def _print_simulated(tables: dict[str, pl.DataFrame], entry: str, behind: str) -> None:
    rows = [
        (text("{point} (entry)", point=entry), tables["simulated_entry"]),
        (text("{point} (behind)", point=behind), tables["simulated_behind"]),
    ]
    heads = [text("point"), *map(said, _COLUMNS.values())]
    table = plain_table(text("as simulated, by order number"), heads)
    for name, measures in rows:
        values = dict(measures.select("measure", "mean").rows())
        table.add_row(name, *(_text(measure, values[measure]) for measure in _COLUMNS))
    print_table(table, width=160)


def _print_curve(curve: pl.DataFrame, key: str, title: str, columns: dict[str, Phrase]) -> None:
    heads = [_SIZES[key], *columns.values(), Phrase("in position, 95 % interval")]
    table = plain_table(title, [said(one) for one in heads])
    for size in curve.get_column(key).unique(maintain_order=True).to_list():
        rows = {row["measure"]: row for row in curve.filter(curve[key] == size).rows(named=True)}
        first = rows["in_position"]
        interval = "-" if first["low"] is None else _interval(first["low"], first["high"])
        table.add_row(str(size), *(_text(name, rows[name]["mean"]) for name in columns), interval)
    print_table(table, width=160)
