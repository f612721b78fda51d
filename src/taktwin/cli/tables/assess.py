"""An assessment at the terminal: each line with its numbers and their source, and what is not given."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import CHINESE, listed, said, spoken, text
from taktwin.cli.tables.numbers import shown
from taktwin.cli.tables.plain import plain_table, print_table, whole

if TYPE_CHECKING:
    from taktwin.analysis.assessment.paths import Asked, ZeroCarbon
    from taktwin.analysis.assessment.read import Paint
    from taktwin.analysis.assessment.score import Given, GreenFactory, HeadScore, Score
    from taktwin.analysis.assessment.study import Assessment
    from taktwin.analysis.assessment.tables import SureNoun
    from taktwin.analysis.assessment.yearly import YearlyPath
    from taktwin.analysis.carbon.waste import WasteCheck


def print_assessment(found: Assessment) -> None:
    """Print all parts that there are."""
    typer.echo(text("{name}, {year}", name=found.name, year=found.year))
    _print_green(found.green)
    _print_zero(found.zero)
    if found.paint is not None:
        _print_paint(found.paint)
    if found.waste is not None:
        _print_waste(found.waste)
    if found.yearly is not None:
        _print_yearly(found.yearly)


def _titled(english: str, chinese: str) -> str:
    return chinese if spoken() == CHINESE and chinese else english


def _marked(one: SureNoun | HeadScore) -> str:
    """The title, with a sign where the standard was not at hand to say so."""
    return _titled(one.title, one.zh) + {"proposed": " *", "recalled": " +"}.get(one.sure, "")


def _print_green(green: GreenFactory) -> None:
    table = green.table
    form = ("", text("value"), text("unit"), text("base level"), text("leading level"), text("weight"))
    title = text(
        "{title} ({edition})", title=_titled(table.title, table.zh), edition=_titled(table.edition, table.edition_zh)
    )
    printed = plain_table(title, [*form, text("points"), text("source")], (0, 2, 7))
    heads = {one.key: one for one in green.heads}
    for key, head in heads.items():
        points = shown(head.points) if head.scored else "-"
        counted = text("{scored} of {lines} scored", scored=head.scored, lines=head.lines)
        printed.add_row(_marked(head), "", "", "", "", shown(head.weight), points, counted, style="bold")
        for line in green.lines:
            if line.indicator.head == key:
                printed.add_row(*_green_row(line))
    print_table(printed, whole(printed))
    for key, given in green.basic.items():
        typer.echo(f"{_marked(table.basic[key])}: {_answer(given)}")
    sure = {one.sure for group in (table.indicators, table.heads, table.basic) for one in group.values()}
    if "proposed" in sure:
        typer.echo(text("indicators marked * are proposed by Taktwin, not by the standard"))
    if "recalled" in sure:
        typer.echo(text("what is marked + is recalled from the standard: verify it before you publish"))
    if green.vetoes:
        typer.echo(text("a basic requirement is not met: no point counts"))
    if green.total is not None:
        typer.echo(text("points: {points} of {most}", points=shown(green.total), most=shown(float(table.points))))
    else:
        least, most = shown(green.least), shown(green.most)
        typer.echo(
            text(
                "no total: {open} lines are open; from {least} to {most} points",
                open=green.open,
                least=least,
                most=most,
            )
        )


def _green_row(line: Score) -> tuple[str, ...]:
    one = line.indicator
    source = _source(line.given)
    if line.given is not None and line.missing:
        source = text(
            "{source}; table lacks {what}", source=source, what=listed(_words()[name] for name in line.missing)
        )
    return (
        f"  {_marked(one)}",
        _value(line.given),
        one.unit,
        shown(one.base),
        shown(one.lead),
        shown(one.weight),
        shown(line.points) if line.points is not None else text("not given"),
        source,
    )


def _words() -> dict[str, str]:
    return {"weight": text("weight"), "base": text("base level"), "lead": text("leading level")}


def _value(given: Given | None) -> str:
    if given is None:
        return text("not given")
    if isinstance(given.value, bool):
        return text("yes") if given.value else text("no")
    return shown(given.value)


def _answer(given: Given | None) -> str:
    return _value(given) if given is None else f"{_value(given)} ({_source(given)})"


def _source(given: Given | None) -> str:
    return "" if given is None else f"{given.source} ({given.place})"


def _print_zero(zero: ZeroCarbon) -> None:
    title = _titled(zero.table.title, zero.table.zh)
    printed = plain_table(title, ["", text("value"), text("unit"), text("source")], (0, 2, 3))
    for one in zero.paths:
        counted = text("{shown} of {asked} shown", shown=one.shown, asked=len(one.items))
        printed.add_row(_titled(one.path.title, one.path.zh), "", "", counted, style="bold")
        for item in one.items:
            printed.add_row(*_asked(item))
    print_table(printed, whole(printed))
    if zero.left_t is not None:
        typer.echo(text("left by contract: {t} t CO2", t=shown(zero.left_t)))
    if zero.offset_share is not None:
        typer.echo(
            text("cancelled credits cover {share:.1%} of it; they are subtracted from nothing", share=zero.offset_share)
        )


def _asked(one: Asked) -> tuple[str, ...]:
    return f"  {_titled(one.item.title, one.item.zh)}", _value(one.given), one.item.unit, _source(one.given)


def _print_paint(paint: Paint) -> None:
    emitted = shown(paint.balance.emitted_g_per_m2)
    if paint.limit is None:
        typer.echo(text("solvents: {emitted} g/m2; no limit given", emitted=emitted))
        return
    kept = text("kept") if paint.kept else text("exceeded")
    line = text(
        "solvents: {emitted} g/m2, limit {limit} ({source}): ",
        emitted=emitted,
        limit=shown(paint.limit),
        source=paint.source,
    )
    typer.echo(line + kept)


def _print_waste(waste: WasteCheck) -> None:
    share = "-" if math.isnan(waste.passed_share) else f"{100 * waste.passed_share:.1f} %"
    typer.echo(text("register of waste: {checks} checks, {share} passed", checks=waste.checks, share=share))
    for one in waste.findings:
        typer.echo(f"  {one.day} {one.store} {one.code}: {said(one.text)}")


def _print_yearly(path: YearlyPath) -> None:
    title = text(
        "{what} for each {per}, -{rate:.1%} a year, in {unit}",
        what=path.what,
        per=path.per,
        rate=path.rate,
        unit=path.unit,
    )
    printed = plain_table(
        title, [text("calendar year"), text("path asks for"), text("reached"), text("planned"), "", text("site")]
    )
    for one in path.years:
        kept = "" if one.kept is None else text("kept") if one.kept else text("exceeded")
        cells = (shown(one.target), shown(one.actual), shown(one.planned), kept, shown(one.site))
        printed.add_row(str(one.year), *cells)
    print_table(printed, whole(printed))
    if path.reached_rate is not None:
        typer.echo(text("cut so far: {rate:.2%} a year", rate=path.reached_rate))
    if path.needed_rate is not None:
        typer.echo(text("it takes {rate:.2%} a year from now on", rate=path.needed_rate))
    form = {"needed": shown(path.needed), "planned": shown(path.planned), "lacking": shown(path.lacking)}
    typer.echo(text("to save: {needed} {unit}; measures: {planned}; lacking: {lacking}", unit=path.unit, **form))
    if path.site_change is not None:
        typer.echo(text("the whole site: {change:+.1%}", change=path.site_change))
