"""A cluster at the terminal: years, gaps, projects, targets, dependence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import typer

from taktwin.cli.cluster.risk import print_falls, print_insurance, print_outages, print_plants, print_supply
from taktwin.cli.cluster.titles import titled
from taktwin.cli.language.say import text
from taktwin.cli.tables.numbers import interval, shown
from taktwin.cli.tables.plain import plain_table, print_table, whole

if TYPE_CHECKING:
    from taktwin.planning.cluster.study import ClusterStudy
    from taktwin.planning.cluster.targets.study import Outlook

_SHOWN = 12


def print_cluster(found: ClusterStudy, language: str) -> None:
    """Print what was found.

    Args:
        found: the study.
        language: of the titles of the file.
    """
    _print_plan(found)
    _print_gaps(found, language)
    _print_projects(found, language)
    _print_targets(found, language)
    print_supply(found, language)
    print_outages(found, language)
    print_insurance(found)
    print_falls(found)
    print_plants(found)


def _share(value: float) -> str:
    return f"{100 * value:.1f} %"


def _print(table: Any) -> None:
    print_table(table, max(60, whole(table)))


def _print_plan(found: ClusterStudy) -> None:
    data, plan, know = found.data, found.plan, found.knowing
    typer.echo(
        text(
            "{name}: {suppliers} suppliers, {families} part families, {plants} plants, {years} years, {w} scenarios",
            name=found.file.name,
            suppliers=len(found.file.noun.suppliers),
            families=len(data.families),
            plants=len(data.plants),
            years=len(data.years),
            w=len(data.scenarios),
        )
    )
    money = found.file.noun.currency or text("money")
    heads = [text("year of the plan"), *(text("{kind} made of wanted, thousands", kind=name) for name in data.vehicles)]
    heads += [
        text("invested, M {money}", money=money),
        text("local by value"),
        text("by count"),
        text("mean over parts"),
    ]
    table = plain_table(text("plan, expected"), [*heads, text("without stock, by value")], texts=())
    for row, (local, zero) in zip(found.table().iter_rows(named=True), found.rates(), strict=True):
        made = [f"{row[f'{v}_made'] / 1e3:,.0f} / {row[f'{v}_demand'] / 1e3:,.0f}" for v in data.vehicles]
        rates = [_share(one) for one in (local.by_value, local.by_count, local.mean, zero.by_value)]
        table.add_row(str(row["year"]), *made, f"{row['invested']:,.0f}", *rates)
    _print(table)
    typer.echo(
        text(
            "cost beyond the value of the parts {cost} M {money}; no plan costs over {gap:.2%} less",
            cost=shown(plan.cost),
            money=money,
            gap=plan.gap,
        )
    )
    if know is not None:
        low, high = know.evpi_range
        typer.echo(
            text(
                "planning for the mean would cost {vss} M {money} more ({vss_range} with the gaps); knowing the "
                "scenario is worth {evpi} M {money} ({range})",
                vss=shown(know.vss),
                vss_range=interval(*know.vss_range),
                evpi=shown(know.evpi),
                money=money,
                range=interval(low, high),
            )
        )
    for at, what in enumerate((text("local supply"), text("supply without stock"))):
        short = [year for t, year in enumerate(data.years) if float(data.probability @ plan.missed[at][:, t]) > 1.0]
        if short:
            typer.echo(text("{what} cannot reach its rate in {years}", what=what, years=", ".join(map(str, short))))


def _print_gaps(found: ClusterStudy, language: str) -> None:
    years, noun = found.data.years, found.file.noun
    heads = [text("sub-sector"), text("short from"), text("most lacks"), text("covered {year}", year=years[0])]
    heads += [text("{year}, nothing added", year=years[-1]), text("{year}, planned", year=years[-1])]
    table = plain_table(
        text("local capacity against demand, expected"),
        [*heads, text("least in"), text("lacks {year}, bn a year", year=years[-1])],
        texts=(0, 1, 2),
    )
    for one in found.gaps:
        names = noun.vehicles if one.lines else noun.sub_sectors
        title = titled(names[one.name], one.name, language)
        worst = titled(noun.families[one.worst], one.worst, language) if one.worst else "-"
        lacks = text("{n} thousand", n=shown(float(one.lacking[-1]))) if one.lines else shown(float(one.lacking[-1]))
        table.add_row(
            text("lines: {kind}", kind=title) if one.lines else title,
            text("never") if one.short is None else str(one.short),
            worst,
            *(_share(float(value)) for value in (one.stands[0], one.stands[-1], one.planned[-1])),
            str(one.binds),
            lacks,
        )
    _print(table)
    _print_first(found, language)


def _print_first(found: ClusterStudy, language: str) -> None:
    """What runs short first, as things stand: of parts, and of lines of plants."""
    noun = found.file.noun
    for lines in (True, False):
        short = [one for one in found.gaps if one.lines == lines and one.short is not None]
        names = noun.vehicles if lines else noun.sub_sectors
        first = min((int(one.short) for one in short if one.short is not None), default=None)
        if first is None:
            typer.echo(text("lines of plants never run short") if lines else text("local parts never run short"))
            continue
        titles = [titled(names[one.name], one.name, language) for one in short if one.short == first]
        said = {"year": first, "names": ", ".join(titles)}
        typer.echo(
            text("lines run short first in {year}: {names}; vehicles are lost, whatever parts there are", **said)
            if lines
            else text("local parts run short first in {year}: {names}; they come from outside, dearer", **said)
        )


def _print_projects(found: ClusterStudy, language: str) -> None:
    kinds = {
        "parts": text("part project"),
        "plant": text("car plant"),
        "other": text("other"),
        "line": text("a line more"),
    }
    heads = [text("project"), text("its kind"), text("invested, M"), text("output a year / invested")]
    heads += [text("saves, M"), text("saves / invested"), text("decided")]
    table = plain_table(text("what each project buys, alone"), heads, texts=(0, 1))
    rows = [one for one in found.ranking if one.kind != "line"] + [one for one in found.ranking if one.kind == "line"]
    for one in rows[: _SHOWN + sum(row.kind != "line" for row in rows)]:
        title = one.name
        if one.kind != "line":
            title = titled(found.file.noun.projects[one.name], one.name, language)
        year = text("earlier") if one.decided else "-" if one.year is None else str(one.year)
        ratios = [shown(one.output_per_invest), shown(one.saves), shown(one.saves_per_invest)]
        table.add_row(title, kinds[one.kind], shown(one.invest), *ratios, year)
    _print(table)
    typer.echo(
        text("saves: expected cost of the plan's years, of today, without the project less with it, its own cost paid")
    )
    typer.echo(text("output of a car plant passes the value of its parts through: never compare it with that of parts"))


def _print_targets(found: ClusterStudy, language: str) -> None:
    noun = found.file.noun
    for one in found.targets.reached:
        words = (
            text(
                "{target}: reached, {share:.0%}",
                target=titled(noun.targets[one.name], one.name, language),
                share=one.share,
            )
            if one.share >= 1
            else text(
                "{target}: missed, {came:,.0f} are {share:.0%}",
                target=titled(noun.targets[one.name], one.name, language),
                came=one.came,
                share=one.share,
            )
        )
        typer.echo(words)
    for one in found.targets.outlooks:
        _print_outlook(one, titled(noun.targets[one.name], one.name, language))
    names = {"steady": text("growth as before"), "fading": text("growth that fades")}
    for test in found.targets.back_tests:
        for band in test.bands:
            within = text("held") if band.holds else text("outside by {off:+.0%}", off=band.off)
            typer.echo(
                text(
                    "{rule}, seen up to {until}: {year} {low:,.0f} to {high:,.0f}, middle {median:,.0f}, "
                    "came {came:,.0f}: {within}",
                    rule=names[test.rule],
                    median=band.median,
                    until=test.until,
                    year=band.year,
                    low=band.low,
                    high=band.high,
                    came=band.printed,
                    within=within,
                )
            )


def _print_outlook(one: Outlook, title: str) -> None:
    sds = list(one.wanted.mean)
    typer.echo(
        text(
            "{target}: it takes {growth:.1%} a year from {year}", target=title, growth=one.wanted.growth, year=one.since
        )
    )
    if one.wanted.lines is not None and one.wanted.planned is not None:
        typer.echo(
            text(
                "lines can make {stands:,.0f} in {year} as they stand, {planned:,.0f} with the plan, on time",
                year=one.year,
                stands=one.wanted.lines,
                planned=one.wanted.planned,
            )
        )
    if one.scenarios:
        names = [row.scenario for row in one.scenarios if row.made >= one.target * (1.0 - 1e-9)]
        made = ", ".join(f"{row.scenario} {row.made:,.0f}" for row in one.scenarios)
        typer.echo(
            text("the plan makes by scenario: {made}", made=made)
            + (
                text("; the target is met in {names} ({share:.0%})", names=", ".join(names), share=one.met)
                if names
                else text("; the target is met in none")
            )
        )
    heads = [text("mean log growth a year"), text("growth a year")]
    heads += [text("sd {sd:g}", sd=sd) for sd in sds]
    made = one.curve[0].made is not None
    heads += [text("sd {sd:g}, with the lines", sd=sd) for sd in sds] if made else []
    table = plain_table(text("probability of {target}", target=title), heads, texts=())
    for mean in dict.fromkeys(point.mean for point in one.curve):
        points = [point for point in one.curve if point.mean == mean]
        cells = [_share(point.probability) for point in points]
        cells += [_share(point.made.probability) for point in points if point.made is not None]
        table.add_row(f"{mean:.2f}", f"{math.expm1(mean):+.0%}", *cells)
    _print(table)
    for sd, (half, sure) in one.wanted.mean.items():
        typer.echo(
            text(
                "sd {sd:g}: an even chance takes a mean of {half:.2f} ({half_share:+.0%} a year), 80 % take {sure:.2f} "
                "({sure_share:+.0%})",
                sd=sd,
                half=half,
                sure=sure,
                half_share=math.expm1(half),
                sure_share=math.expm1(sure),
            )
        )
