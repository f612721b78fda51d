"""A dispatch at the terminal: the bill with and without the battery, and what less CO2 costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import text
from taktwin.cli.tables.numbers import shown
from taktwin.cli.tables.plain import plain_table, print_table

if TYPE_CHECKING:
    from taktwin.planning.dispatch.frontier import CarbonFrontier
    from taktwin.planning.dispatch.plan import DispatchPlan
    from taktwin.planning.dispatch.study import DispatchStudy


def print_dispatch(found: DispatchStudy) -> None:
    """Print the bill, energies and CO2, and the frontier where there is one."""
    problem, money = found.plan.problem, found.currency or text("money")
    title = text("{name}: {n:,} steps of {minutes:g} min", name=found.name, n=problem.steps, minutes=problem.step * 60)
    plans = [found.plan] if found.without is None else [found.plan, found.without]
    heads = [text("plan")] if found.without is None else [text("with battery"), text("without it")]
    table = plain_table(title, ["", text("unit"), *heads], texts=(0, 1))
    for (name, unit, first), *others in zip(*(_rows(plan, money) for plan in plans), strict=True):
        table.add_row(name, unit, shown(first), *(shown(value) for _, _, value in others))
    print_table(table, 60)
    if found.without is not None:
        saved = found.without.cost - found.plan.cost
        typer.echo(text("the battery saves {saved} {money}", saved=shown(saved), money=money))
        more = (found.plan.co2_kg - found.without.co2_kg) / 1000
        if problem.prices.factor.any():
            line = (
                text("its CO2 is {t} t higher: losses, and other hours of import", t=shown(more))
                if more > 0
                else text("its CO2 is {t} t lower", t=shown(-more))
            )
            typer.echo(line)
    if not found.plan.proven:
        typer.echo(text("time was up: the best plan costs at most {gap:.2%} less", gap=found.plan.gap))
    if found.frontier is not None:
        _print_frontier(found.frontier, money)


def _rows(plan: DispatchPlan, money: str) -> list[tuple[str, str, float]]:
    bill, energy = plan.bill, plan.energy()
    rows = [
        (text("import"), money, bill.energy),
        (text("export"), money, bill.feed_in),
        (text("demand charge"), money, bill.demand),
        (text("carbon price"), money, bill.carbon),
        (text("battery wear"), money, bill.wear),
        (text("sum"), money, bill.total),
        (text("import"), "kWh", energy["imported_kwh"]),
        (text("export"), "kWh", energy["exported_kwh"]),
        (text("curtailed"), "kWh", energy["curtailed_kwh"]),
        (text("highest import"), "kW", float(plan.peaks.max())),
        (text("battery cycles"), "1", plan.cycles),
        ("CO2", "t", plan.co2_kg / 1000),
    ]
    return rows if plan.problem.prices.factor.any() else rows[:-1]


def _print_frontier(frontier: CarbonFrontier, money: str) -> None:
    table = plain_table(
        text("cost and CO2"), [text("cost, {money}", money=money), "CO2, t", text("{money}/t less", money=money)], ()
    )
    for row in frontier.table().iter_rows(named=True):
        table.add_row(shown(row["cost"]), shown(row["co2_kg"] / 1000), shown(row["abatement"]))
    print_table(table, 60)
