"""An order book at the terminal: promises, weeks, what binds, who must be told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import typer

from taktwin.cli.language.say import text
from taktwin.cli.tables.numbers import shown
from taktwin.cli.tables.plain import plain_table, print_table, whole

if TYPE_CHECKING:
    from taktwin.planning.orders.file.marks import MarkCount
    from taktwin.planning.orders.inplant import TrueCapacity
    from taktwin.planning.orders.study import OrderStudy

_ROWS = 14  # weeks that are shown at most
_PLACES = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0)  # places in the queue that are shown


def print_orders(found: OrderStudy, marks: MarkCount, truly: Sequence[TrueCapacity] = ()) -> None:
    """Print the study; ``truly`` is what plants with a model of their own make."""
    book, options = found.book, found.options
    typer.echo(
        text(
            "{name}: {n:,} orders wait on {start}; {futures} futures of {weeks:g} weeks",
            name=found.name,
            n=book.waiting.count,
            start=book.start,
            futures=options.futures,
            weeks=options.until,
        )
    )
    typer.echo(
        text(
            "its numbers: {seen} seen, {derived} derived, {assumed} assumed, {rest} not said",
            seen=marks.seen,
            derived=marks.derived,
            assumed=marks.assumed,
            rest=len(marks.unmarked),
        )
    )
    for one in truly:
        share = one.true / one.nominal if one.nominal else math.nan
        typer.echo(
            text(
                "{plant}: {true} cars a week in its model, {share:.0%} of the {nominal} that the book says",
                plant=one.plant,
                true=shown(one.true),
                share=share,
                nominal=shown(one.nominal),
            )
        )
    _print_clearing(found)
    _print_totals(found)
    _print_promises(found)
    _print_weeks(found)
    _print_binding(found)
    if found.told:
        _print_told(found)
    _print_delay(found)
    _print_coverage(found)


def _print_clearing(found: OrderStudy) -> None:
    low, middle, high = found.clears
    share = float(np.isfinite(found.found.cleared).mean())
    if math.isinf(middle):
        typer.echo(text("the backlog clears before the end in {share:.0%} of the futures", share=share))
        return
    day = found.day(7 * middle)
    if math.isinf(high):
        words = text(
            "the backlog clears in {weeks:.1f} weeks, on {day}; in {share:.0%} of the futures before the end",
            weeks=middle,
            day=day,
            share=share,
        )
    else:
        words = text(
            "the backlog clears in {weeks:.1f} weeks, on {day} (95 %: {low:.1f} to {high:.1f})",
            weeks=middle,
            day=day,
            low=low,
            high=high,
        )
    typer.echo(words)


def _print_totals(found: OrderStudy) -> None:
    """What becomes of the orders until the end, and what shortages cost."""
    ordered, started, left, waiting = (found.totals[key] for key in ("ordered", "started", "left", "waiting"))
    typer.echo(
        text(
            "in {weeks:g} weeks {ordered:,.0f} more are ordered, {started:,.0f} cars started, {left:,.0f} orders given "
            "up (95 %: {low:,.0f} to {high:,.0f}); {waiting:,.0f} wait at the end",
            weeks=found.options.until,
            ordered=ordered[1],
            started=started[1],
            left=left[1],
            low=left[0],
            high=left[2],
            waiting=waiting[1],
        )
    )
    cost = found.shortage
    if cost is not None:
        typer.echo(
            text(
                "shortages cost {missing:,.0f} cars by week {week} (95 %: {low:,.0f} to {high:,.0f}), {end:,.0f} by "
                "the end; {left:,.0f} orders more are given up",
                missing=cost.missing[1],
                week=cost.week + 1,
                low=cost.missing[0],
                high=cost.missing[2],
                end=cost.end[1],
                left=cost.given_up[1],
            )
        )


def _print_promises(found: OrderStudy) -> None:
    """Places in the queue of the start, then a customer who asks on the first day."""
    sure = _share(found)
    heads = [text("who"), text("product"), text("median (weeks)"), text("with {share} (weeks)", share=sure)]
    table = plain_table(text("what may be promised"), [*heads, text("by")], texts=(0, 1))
    quotes = found.quotes()
    picked = dict.fromkeys(round(place * (quotes.height - 1)) for place in _PLACES if quotes.height)
    for row in (quotes.row(place, named=True) for place in picked):
        who = text("order {n:,}", n=row["position"]) if row["ident"] is None else row["ident"]
        weeks = [None if row[key] is None else row[key] / 7 for key in ("median_day", "promise_day")]
        table.add_row(who, row["product"], *map(_weeks, weeks), _day(row["promise"]))
    for one, days in zip(found.as_dict()["new_customer"], found.wait_promised[0], strict=True):
        day = found.day(float(days))
        table.add_row(
            text("who asks today"), one["product"], _weeks(one["median_weeks"]), _weeks(one["promise_weeks"]), _day(day)
        )
    print_table(table, whole(table))


def _print_weeks(found: OrderStudy) -> None:
    sure = _share(found)
    words = [text("week from"), text("orders"), text("capacity"), text("cars"), text("waiting"), text("95 %")]
    words += [text("median wait"), text("with {share} (weeks)", share=sure)]
    table = plain_table(text("capacity against orders, and what a new customer is told"), words, texts=(0,))
    weekly = found.weekly()
    step = -(-weekly.height // _ROWS)
    for row in weekly.gather_every(step).iter_rows(named=True):
        table.add_row(
            str(row["start"]),
            *(shown(round(row[key])) for key in ("ordered", "capacity", "started", "waiting")),
            text("{low} to {high}", low=shown(row["waiting_low"]), high=shown(row["waiting_high"])),
            _weeks(row["quote_weeks"]),
            _weeks(row["promise_weeks"]),
        )
    print_table(table, whole(table))


def _print_binding(found: OrderStudy) -> None:
    table = plain_table(
        text("what orders wait for, until the backlog clears"),
        [text("name"), text("kind"), text("share of the days"), text("from week")],
        texts=(0, 1),
    )
    kinds = {"plant": text("plant"), "part": text("part")}
    for row in found.binding().iter_rows(named=True):
        name = f"{row['name']} ({row['supplier']})" if row["supplier"] else row["name"]
        first = "-" if row["first_week"] is None else str(row["first_week"])
        table.add_row(name, kinds[row["kind"]], f"{row['share']:.0%}", first)
    print_table(table, whole(table))


def _print_told(found: OrderStudy) -> None:
    table = plain_table(
        text("suppliers: when they must be told (weeks from the start)"),
        [
            text("part"), text("needed a week"), text("now"), text("then"), text("must reach"), text("short"),
            text("told"), text("at the latest"), text("95 %"), text("with {share}", share=_share(found)),
        ],
    )  # fmt: skip
    for one in found.told:
        if one.latest[1] == math.inf:
            latest = [text("enough now"), "", ""]
        elif one.latest[1] == -math.inf:
            latest = [text("never enough"), "", ""]
        else:
            low, middle, high = one.latest
            latest = [_point(middle), text("{low} to {high}", low=_point(low), high=_point(high)), _point(one.sure)]
        told = "-" if one.told is None else f"{one.told:.1f}"
        rates = [shown(round(rate)) for rate in (one.needed, one.now, one.grown, one.reach)]
        table.add_row(f"{one.part} ({one.supplier})", *rates, f"{one.short:.0%}", told, *latest)
    print_table(table, whole(table))
    for one in found.told:
        if one.told is None or one.earlier is None or not math.isfinite(one.sure) or one.sure >= one.told:
            continue
        low, _, high = one.earlier
        typer.echo(
            text(
                "{part}: tell {supplier} {weeks:.1f} weeks earlier (95 %: {low} to {high})",
                part=one.part,
                supplier=one.supplier,
                weeks=one.told - one.sure,
                low=_point(low),
                high=_point(high),
            )
        )


def _print_delay(found: OrderStudy) -> None:
    if not found.found.late.any():
        return
    figures = found.as_dict()
    late, money = figures["late_orders"], figures["compensation"]
    typer.echo(
        text(
            "late orders: {n} (95 %: {low} to {high})",
            n=shown(late["median"]),
            low=shown(late["low"]),
            high=shown(late["high"]),
        )
    )
    if found.book.compensation[0]:
        low, high = shown(money["low"]), shown(money["high"])
        typer.echo(text("compensation: {n} (95 %: {low} to {high})", n=shown(money["median"]), low=low, high=high))


def _print_coverage(found: OrderStudy) -> None:
    one = found.coverage
    if one is None:
        return
    kept = [value for value in (one.book, one.new) if value == value]
    shares = [f"{value:.1%}" for value in kept]
    if one.book == one.book and one.new == one.new:
        words = text(
            "kept in {n} fresh futures: {book} of the promises to the book, {new} of those to new customers",
            n=one.futures,
            book=shares[0],
            new=shares[1],
        )
    else:
        words = text("kept in {n} fresh futures: {share} of the promises", n=one.futures, share="".join(shares) or "-")
    typer.echo(words)


def _share(found: OrderStudy) -> str:
    return f"{100 * found.options.confidence:.4g} %"


def _weeks(value: float | None) -> str:
    """Weeks with a decimal; what lies beyond the end is not known."""
    return text("beyond the end") if value is None else f"{value:.1f}"


def _day(value: object) -> str:
    return "-" if value is None else str(value)


def _point(value: float) -> str:
    return f"{round(value, 1) + 0.0:.1f}" if math.isfinite(value) else "-"  # + 0.0: no -0.0
