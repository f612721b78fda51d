"""What a stress test found, as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import said, text
from taktwin.cli.tables.numbers import interval
from taktwin.cli.tables.plain import plain_table, print_table
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    from taktwin.planning.stress.effect import Effect, Figure
    from taktwin.planning.stress.options import StressOptions
    from taktwin.planning.stress.result import Answer, StressStudy

_SUPPLIER_DOWN = "supplier-down"
#: What stands in a row of many; the rest is counted.
_SHOWN = 3


def print_study(found: StressStudy, options: StressOptions) -> None:
    """Print a table for each test, then what has nothing to be tested with."""
    typer.echo(
        text(
            "from T, after {warmup:g} days, for {days:g} days; {n} pairs of futures with the same random numbers",
            warmup=found.warmup,
            days=found.days,
            n=found.replications,
        )
    )
    for test in dict.fromkeys(one.test for one in found.answers):
        _print_test(test, found, _title(test, options))
    for one in found.left_out:
        typer.echo(text("{test}: not tested: {why}", test=one.test, why=said(one.why)))


def _title(test: str, options: StressOptions) -> str:
    """What befalls the plant, with how strong it is."""
    titles = {
        "late-truck": Phrase("late-truck: one truck {time} late", time=_time(options.late)),
        _SUPPLIER_DOWN: Phrase("supplier-down: a supplier sends nothing for {time}", time=_time(options.down)),
        "demand-mix": Phrase("demand-mix: more of one variant, the total kept"),
        "closed-road": Phrase("closed-road: ways take {by:g} times as long", by=options.slower)
        if options.closed is None
        else Phrase("closed-road: closed for {time}", time=_time(options.closed)),
        "scrambling": Phrase("scrambling: more rework, out of the sequence"),
        "own": Phrase("own: changes that come at T"),
    }
    return said(titles[test])


def _print_test(test: str, found: StressStudy, title: str) -> None:
    answers, days, several = found.of(test), found.days, found.replications > 1
    heads = [text("what"), text("first stop"), text("stands"), text("95 % interval"), text("jobs lost")]
    heads += [text("95 % interval"), text("back after")]
    if test == _SUPPLIER_DOWN:
        heads.insert(1, text("time to survive"))
    table = plain_table(title, heads)
    for one in answers:
        effect, stopped, lost = one.effect, one.effect.stopped_s, one.effect.lost_jobs
        row = [said(one.what), _time(effect.first_s), _time(stopped.mean), _range(stopped, _time, several)]
        row += [f"{lost.mean:.1f}", _range(lost, lambda value: f"{value:.1f}", several), _back(effect, days)]
        if test == _SUPPLIER_DOWN:
            row.insert(1, _survived(one, days))
        table.add_row(*row)
    print_table(table, width=150)
    for one in answers:
        _print_what_helps(one)


def _print_what_helps(one: Answer) -> None:
    """Where the plant stood and what prevents it, a line each; nothing where it did not stand."""
    what = said(one.what)
    if one.effect.stops:
        typer.echo(text("{what}: stands at {places}", what=what, places=_where(one.effect)))
    if one.verified:
        typer.echo(text("{what}: prevented, as run, by {cover}", what=what, cover=_cover(one)))
    elif one.covers:
        left = _time(one.left_s)
        typer.echo(text("{what}: still stands for {time} with {cover}", what=what, time=left, cover=_cover(one)))
    if one.advice:
        typer.echo(text("{what}: {advice}", what=what, advice=said(one.advice)))
    if one.overtaken is not None:
        before, after = one.overtaken
        line = text(
            "a job leaves the plant {after:.1f} places from where it was released, undisturbed {before:.1f}",
            after=after,
            before=before,
        )
        typer.echo(line)


def _survived(one: Answer, days: float) -> str:
    return _time(one.survives_s) if one.survives_s is not None else text("over {time}", time=_days(days))


def _where(effect: Effect) -> str:
    shown = [f"{stop.station} ({stop.part})" for stop in effect.stops[:_SHOWN]]
    return _and_more(shown, len(effect.stops))


def _cover(one: Answer) -> str:
    """Pieces and minutes, and trucks."""
    shown = [text("{n} more trucks of {delivery}", n=more.trucks, delivery=more.delivery) for more in one.trucks]
    shown = shown[:_SHOWN]
    for cover in one.covers[: _SHOWN - len(shown)]:
        minutes = "-" if cover.minutes is None else f"{cover.minutes:.0f}"
        if cover.pieces is None:
            shown.append(text("{stock} {minutes} min sooner", stock=cover.stock, minutes=minutes))
        else:
            more = f"{cover.pieces:g}"
            shown.append(text("{more} more {stock} ({minutes} min)", stock=cover.stock, more=more, minutes=minutes))
    return _and_more(shown, len(one.covers) + len(one.trucks))


def _and_more(shown: Sequence[str], count: int) -> str:
    told = ", ".join(shown) or "-"
    return told if count <= _SHOWN else text("{told} and {n} others", told=told, n=count - _SHOWN)


def _back(effect: Effect, days: float) -> str:
    return _time(effect.recovery_s) if effect.recovery_s is not None else text("over {time}", time=_days(days))


def _range(figure: Figure, form: Callable[[float], str], several: bool) -> str:
    return interval(figure.low, figure.high, form) if several else "-"


def _days(days: float) -> str:
    return _time(86400.0 * days)


def _time(seconds: float | None) -> str:
    """A time in the unit in which it is read: s, min, h or d; `-` for none."""
    if seconds is None:
        return "-"
    for unit, length in (("d", 86400.0), ("h", 3600.0), ("min", 60.0)):
        if abs(seconds) >= 2.0 * length:
            return f"{seconds / length:.1f} {unit}".replace(".0 ", " ")
    return f"{seconds:.0f} s"
