"""Lot plans as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.tables.numbers import shown as number
from taktwin.cli.tables.plain import plain_table, print_table

if TYPE_CHECKING:
    import polars as pl

    from taktwin.planning.presslots.plan import LotPlan
    from taktwin.planning.presslots.study import LotStudy, PressPlan

_HEADINGS = {
    "part": "part",
    "demand_per_h": "parts/h",
    "lot": "lot",
    "hits": "hits",
    "run_h": "run h",
    "cycle_h": "cycle h",
    "restart": "restart",
    "max_stock": "max stock",
    "mean_stock": "mean stock",
    "days_of_stock": "days",
    "changes_per_day": "changes/day",
    "load_with": "load",
}
_LONG = 60  # lots in an order that is printed whole
_MEASURES = {
    "stock": "parts in stock",
    "stock_days": "days of stock",
    "stock_max": "largest stock",
    "empty_stores": "stores empty",
    "die_changes": "die changes",
    "press_load": "load of the presses",
    "waiting_for_parts": "stations wait for parts",
    "throughput_per_hour": "throughput",
}


def print_tables(found: LotStudy) -> None:
    """Print a table for each press, and one of the comparison."""
    for one in found.presses:
        _print_press(one)
    if found.comparison is not None:
        _print_trial(found.comparison, found.options.replications, found.options.days)


def _print_press(one: PressPlan) -> None:
    plan, effect = one.plan, one.effect
    title = (
        f"{one.found.cell}: load {plan.load * 100:.1f} % with {plan.changes_a_day:.1f} die changes a day "
        f"(now {one.found.load_now * 100:.1f} %), {plan.press.day_hours:.3g} h a day"
    )
    table = plain_table(title, list(_HEADINGS.values()))
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
    table.add_row("all", *[""] * 6, f"{plan.max_stock.sum():,.0f}", f"{total:,.0f}", "", "", "")
    print_table(table, width=130)
    typer.echo(f"order of the dies: {shown_order(plan)}")
    off = plan.drawn_off_shift
    if off is not None:
        when = f"{off * 100:.0f} % of the parts are drawn while the press is off shift"
        what = when if off > 0.005 else "parts are not drawn steadily while the press works"
        typer.echo(f"{what}: the restart levels cover that, and the wait is in hours of mean demand")
    typer.echo(
        f"a due lot waits {plan.restart.mean_wait * 60:.0f} min for the press on average, at most "
        f"{plan.restart.wait:.1f} h in {plan.restart.surety * 100:g} % of the cases"
    )
    before, after = effect.seconds
    what = f"die change {before:g} s -> {after:g} s at the same load"
    if effect.stock is None or effect.lot_stock is None:
        typer.echo(f"{what}: no answer ({effect.note})")
    else:
        typer.echo(f"{what}: stock {effect.stock * 100:+.0f} %, of the lots alone {effect.lot_stock * 100:+.0f} %")
    typer.echo("")


def shown_order(plan: LotPlan) -> str:
    """The dies in their order; of a very long cycle the begin."""
    dies = plan.schedule.order.split()
    return " ".join(dies) if len(dies) <= _LONG else f"{' '.join(dies[:_LONG])} ... ({len(dies)} lots in the cycle)"


def _print_trial(trial: pl.DataFrame, replications: int, days: float) -> None:
    title = f"simulated, {replications} pairs of {days:g} days"
    table = plain_table(title, ["", "before", "after", "difference", "95 % interval", "unit"])
    for row in trial.rows(named=True):
        interval = f"{number(row['low'])} to {number(row['high'])}"
        figures = [number(row[name]) for name in ("before", "after", "difference")]
        table.add_row(_MEASURES[row["measure"]], *figures, interval, row["unit"])
    print_table(table, width=130)
