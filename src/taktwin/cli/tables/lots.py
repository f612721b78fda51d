"""Lot plans as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import said, text
from taktwin.cli.tables.names import unit
from taktwin.cli.tables.numbers import interval
from taktwin.cli.tables.numbers import shown as number
from taktwin.cli.tables.plain import plain_table, print_table
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    import polars as pl

    from taktwin.planning.presslots.plan import LotPlan
    from taktwin.planning.presslots.study import ChangeEffect, LotStudy, PressPlan

_HEADINGS = {
    "part": Phrase("part"),
    "demand_per_h": Phrase("parts/h"),
    "lot": Phrase("lot"),
    "hits": Phrase("hits"),
    "run_h": Phrase("run h"),
    "cycle_h": Phrase("cycle h"),
    "restart": Phrase("restart"),
    "max_stock": Phrase("max stock"),
    "mean_stock": Phrase("mean stock"),
    "days_of_stock": Phrase("days"),
    "changes_per_day": Phrase("changes/day"),
    "load_with": Phrase("load"),
}
_LONG = 60  # lots in an order that is printed whole
_MEASURES = {
    "stock": Phrase("parts in stock"),
    "stock_days": Phrase("days of stock"),
    "stock_max": Phrase("largest stock"),
    "empty_stores": Phrase("stores empty"),
    "die_changes": Phrase("die changes"),
    "press_load": Phrase("load of the presses"),
    "waiting_for_parts": Phrase("stations wait for parts"),
    "throughput_per_hour": Phrase("throughput"),
}


def print_tables(found: LotStudy) -> None:
    """Print a table for each press, and one of the comparison."""
    for one in found.presses:
        _print_press(one)
    if found.comparison is not None:
        _print_trial(found.comparison, found.options.replications, found.options.days)


def _print_press(one: PressPlan) -> None:
    plan = one.plan
    title = text(
        "{cell}: load {load:.1f} % with {changes:.1f} die changes a day (now {now:.1f} %), {hours:.3g} h a day",
        cell=one.found.cell,
        load=plan.load * 100,
        changes=plan.changes_a_day,
        now=one.found.load_now * 100,
        hours=plan.press.day_hours,
    )
    table = plain_table(title, [said(heading) for heading in _HEADINGS.values()])
    for row in one.rows():
        cells = [row["part"]]
        for name in list(_HEADINGS)[1:]:
            value = row[name]
            if name in ("lot", "hits", "restart", "max_stock", "mean_stock"):
                cells.append(f"{value:,.0f}")
            elif name == "load_with":
                cells.append(f"{value * 100:.1f} %")
            else:
                cells.append(f"{value:.3g}")
        table.add_row(*cells)
    total = plan.mean_stock.sum()
    table.add_row(text("all"), *[""] * 6, f"{plan.max_stock.sum():,.0f}", f"{total:,.0f}", "", "", "")
    print_table(table, width=130)
    typer.echo(text("order of the dies: {order}", order=shown_order(plan)))
    off = plan.drawn_off_shift
    if off is not None:
        what = text("parts are not drawn steadily while the press works")
        if off > 0.005:
            what = text("{share:.0f} % of the parts are drawn while the press is off shift", share=off * 100)
        typer.echo(text("{what}: the restart levels cover that, and the wait is in hours of mean demand", what=what))
    typer.echo(
        text(
            "a due lot waits {mean:.0f} min for the press on average, at most {most:.1f} h in {share:g} % of the cases",
            mean=plan.restart.mean_wait * 60,
            most=plan.restart.wait,
            share=plan.restart.surety * 100,
        )
    )
    _print_effect(one.effect)
    typer.echo("")


def _print_effect(effect: ChangeEffect) -> None:
    before, after = effect.seconds
    what = text("die change {before:g} s -> {after:g} s at the same load", before=before, after=after)
    if effect.stock is None or effect.lot_stock is None:
        typer.echo(text("{what}: no answer ({why})", what=what, why=effect.note))
        return
    typer.echo(
        text(
            "{what}: stock {stock:+.0f} %, of the lots alone {lots:+.0f} %",
            what=what,
            stock=effect.stock * 100,
            lots=effect.lot_stock * 100,
        )
    )


def shown_order(plan: LotPlan) -> str:
    """The dies in their order; of a very long cycle the begin."""
    dies = plan.schedule.order.split()
    if len(dies) <= _LONG:
        return " ".join(dies)
    return text("{dies} ... ({n} lots in the cycle)", dies=" ".join(dies[:_LONG]), n=len(dies))


def _print_trial(trial: pl.DataFrame, replications: int, days: float) -> None:
    title = text("simulated, {n} pairs of {days:g} days", n=replications, days=days)
    heads = [text("before"), text("after"), text("difference"), text("95 % interval"), text("unit")]
    table = plain_table(title, ["", *heads])
    for row in trial.rows(named=True):
        figures = [number(row[name]) for name in ("before", "after", "difference")]
        ends = interval(row["low"], row["high"])
        table.add_row(said(_MEASURES[row["measure"]]), *figures, ends, unit(row["unit"]))
    print_table(table, width=130)
