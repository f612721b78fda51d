"""The plan of a supplier park as tables."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import said, text
from taktwin.cli.tables.numbers import shown as number
from taktwin.cli.tables.plain import plain_table, print_table
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    from taktwin.planning.supply.park.blocked import Blocked
    from taktwin.planning.supply.park.result import FamilyPlan, SupplyStudy

_HEADINGS = (
    Phrase("family"),
    Phrase("supplier"),
    Phrase("today"),
    Phrase("plan"),
    Phrase("lot"),
    Phrase("call ahead"),
    Phrase("cover today"),
    Phrase("cover planned"),
    Phrase("cost a year"),
    Phrase("change"),
)
_WEIGHTS = {"count": Phrase("by number"), "value": Phrase("by value"), "volume": Phrase("by volume")}


def print_study(found: SupplyStudy) -> None:
    """Print what was reached, the plan of each family, what to change first, and the frontier."""
    _print_summary(found)
    _print_families(found)
    print_blocked(found.blocked, found.start.supply.ratio.theta_min)
    _print_steps(found)
    _print_frontier(found)


def print_blocked(blocked: Sequence[Blocked], theta_min: float) -> None:
    """Print why some families cannot come without stock, a line each."""
    if not blocked:
        return
    typer.echo(text("cannot come without stock (at most {theta:g} min on site in 95 % of the time)", theta=theta_min))
    for one in blocked:
        least, why = _minutes(one.cover_min), said(one.why)
        typer.echo(
            text("{family}: at least {least}, by {way}: {why}", family=one.family, least=least, way=one.way, why=why)
        )
    typer.echo()


def _print_summary(found: SupplyStudy) -> None:
    title = text("simulated, {weight}", weight=said(_WEIGHTS[found.weight]))
    heads, columns = [text("today"), text("plan")], [found.start, found.plan]
    if found.fresh is not None:
        heads.append(text("plan, {n} fresh runs", n=len(found.fresh.lost)))
        columns.append(found.fresh)
    table = plain_table(title, ["", *heads])
    costs = [f"{found.today.cost:,.0f}", f"{found.chosen.cost:,.0f}"]
    table.add_row(text("zero-inventory ratio"), *(_percent(one.zir) for one in columns))
    table.add_row(text("takts lost for want of parts"), *(_percent(one.stop_share, 3) for one in columns))
    table.add_row(text("upper end of the 95 % interval"), *(_percent(one.stop_high, 3) for one in columns))
    table.add_row(text("waits of all places, added"), *(_percent(one.waited_share, 3) for one in columns))
    table.add_row(text("jobs an hour"), *(f"{one.per_hour:.2f}" for one in columns))
    table.add_row(text("cost a year, by formula"), *costs, *[""] * (len(columns) - len(costs)))
    print_table(table, width=100)
    if not found.met:
        message = text(
            "the plan does not keep what was asked for ({zir}, at most {stops} stops and {loss} less throughput) after "
            "{n} tries; it is the best of them",
            zir=_percent(found.wish),
            stops=_percent(found.most_stops, 3),
            loss=_percent(found.most_loss),
            n=found.rounds,
        )
        typer.echo(message)
        if not found.changes:
            typer.echo(text("no plan that was tried is better than today; nothing is changed"))
        if found.reason:
            typer.echo(text("with what the runs told, {why}", why=said(found.reason)))


def _print_families(found: SupplyStudy) -> None:
    table = plain_table(text("how each family comes"), [said(one) for one in _HEADINGS], texts=(0, 1, 2, 3))
    for one in found.families:
        ahead = "" if one.frozen_horizon_min is None else f"{one.frozen_horizon_min:.0f} min"
        table.add_row(
            one.family,
            one.supplier,
            one.before,
            _comes(one),
            number(round(one.lot, 1)),
            ahead,
            _minutes(one.cover_q95_before),
            _minutes(one.cover_q95_after),
            f"{one.cost_after:,.0f}",
            f"{one.cost_after - one.cost_before:+,.0f}",
        )
    print_table(table, width=180)


def _comes(one: FamilyPlan) -> str:
    """How a family comes, and with how many times its cover where that is not what the model gives."""
    way = one.after if one.after != one.before else text("as today")
    return way if one.cover_times == 1.0 else text("{way}, cover x {times:.3g}", way=way, times=one.cover_times)


def _print_steps(found: SupplyStudy) -> None:
    if found.steps.steps is None:
        typer.echo(text("there is no order of single steps: {why}", why=found.steps.reason))
        return
    if not found.steps.steps:
        return
    heads = [text("what"), text("cost a year"), text("ratio, points")]
    table = plain_table(text("what to change first"), ["", *heads], texts=(1,))
    for place, step in enumerate(found.steps.steps, start=1):
        cost, points = f"{step.cost:+,.0f}", f"{step.zir_points:+.1f}"
        if step.supplier is None:
            table.add_row(str(place), step.text, cost, points)
            continue
        many = text("{supplier}, {n} families at once", supplier=step.supplier, n=len(step.switches))
        table.add_row(str(place), many, cost, points)
        for one in step.switches:
            table.add_row("", f"  {one.part}: {one.before} -> {one.after}", "", "")
    print_table(table, width=120)


def _print_frontier(found: SupplyStudy) -> None:
    if not found.frontier:
        return
    heads = [text("cost a year"), text("simulated ratio"), text("takts lost, simulated")]
    table = plain_table(text("what a higher ratio costs"), [text("ratio"), *heads])
    for one in found.frontier:
        table.add_row(_percent(one.zir), f"{one.cost:,.0f}", _percent(one.simulated_zir), _percent(one.stop_share, 3))
    print_table(table, width=80)


def _percent(share: float | None, decimals: int = 1) -> str:
    return "-" if share is None else f"{share * 100:.{decimals}f} %"


def _minutes(value: float) -> str:
    return "-" if not math.isfinite(value) else f"{value:,.0f} min"
