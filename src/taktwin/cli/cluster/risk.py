"""Risk of a cluster at the terminal: who supplies, outages, insurance, fallen car makers, plants as run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from taktwin.cli.cluster.titles import titled
from taktwin.cli.language.say import text
from taktwin.cli.tables.numbers import interval, shown
from taktwin.cli.tables.plain import plain_table, print_table, whole

if TYPE_CHECKING:
    from taktwin.planning.cluster.study import ClusterStudy

_SHOWN = 12
_HANG = 6


def _share(value: float) -> str:
    return f"{100 * value:.1f} %"


def _print(table: Any) -> None:
    print_table(table, max(60, whole(table)))


def print_supply(found: ClusterStudy, language: str) -> None:
    """Who supplies in the last year, and the shares of car makers."""
    noun = found.file.noun
    heads = [text("part family"), "HHI", text("largest"), text("its share"), text("makers")]
    table = plain_table(text("who supplies, {year}, expected", year=found.data.years[-1]), heads, texts=(0, 2))
    for one in found.supply[:_SHOWN]:
        who = text("outside") if one.largest == "outside" else one.largest
        cells = [f"{one.concentration.hhi:,.0f}", who, _share(one.concentration.cr1), str(one.makers)]
        table.add_row(titled(noun.families[one.family], one.family, language), *cells)
    _print(table)
    for one in found.makers:
        typer.echo(
            text(
                "{maker} sold {share:.0%} of what was made of {series} in {year}",
                maker=one.maker,
                share=one.share,
                series=one.series,
                year=one.year,
            )
        )


def print_outages(found: ClusterStudy, language: str) -> None:
    """What outages of suppliers cost the cluster, by formula."""
    from taktwin.planning.cluster.study import WEEKS

    if not found.outages:
        return
    noun, weeks = found.file.noun, found.weeks or WEEKS
    days = {one.supplier: one for one in found.survival}
    heads = [text("supplier"), text("part family"), text("survives, days"), text("recovers, days")]
    for week in weeks:
        heads += [text("lost, {n:g} weeks", n=week), text("by scenario")]
    title = text("vehicles that an outage costs, {year}, by formula", year=found.data.years[0])
    table = plain_table(title, heads, texts=(0, 1))
    for one in found.outages[:_SHOWN]:
        cells = []
        for lost, low, high in zip(one.lost, one.low, one.high, strict=True):
            cells += [shown(lost), interval(low, high)]
        risk = days.get(one.supplier)
        survives = None if risk is None else risk.survives
        recovers = None if risk is None else risk.recovers
        family = titled(noun.families[one.family], one.family, language)
        table.add_row(one.supplier, family, shown(survives), shown(recovers), *cells)
    _print(table)
    typer.echo(
        text("nothing is lost while stock lasts; then others go on with what their lines have left, nobody catches up")
    )


def print_insurance(found: ClusterStudy) -> None:
    """What insures against outages, by worth."""
    given = found.file.noun.insurance
    if given is None or not found.insured:
        return
    names = {"stock": text("more stock"), "second": text("a second source"), "line": text("a flexible line")}
    heads = [text("supplier"), text("insurance"), text("costs, M a year"), text("saves, M a year")]
    heads += [text("by scenario"), text("worth, M a year"), text("pays from outages a year")]
    title = text("insurance, at {chance} outages of a supplier a year", chance=f"{given.chance.value:g}")
    table = plain_table(title, heads, texts=(0, 1))
    for one in found.insured[:_SHOWN]:
        money = [shown(one.costs), shown(one.saves), interval(one.low, one.high), shown(one.worth)]
        table.add_row(one.supplier, names[one.option], *money, shown(one.pays_from))
    _print(table)
    paying = sum(one.worth > 0 for one in found.insured)
    typer.echo(text("{n} of {all} options pay at this chance", n=paying, all=len(found.insured)))


def print_falls(found: ClusterStudy) -> None:
    """What if a car maker falls, in the last year of the plan."""
    last = found.data.years[-1]
    falls = [one for one in found.falls if one.year == last]
    if not falls:
        return
    heads = [text("car maker"), text("made with it, thousands"), text("others serve its customers")]
    heads += [text("its customers go elsewhere"), text("local parts with it, bn"), text("without it, bn")]
    title = text("if a car maker falls, {year}, expected", year=last)
    table = plain_table(title, heads, texts=(0,))
    for one in falls:
        local = interval(min(one.local_lost, one.local_others) / 1e3, max(one.local_lost, one.local_others) / 1e3)
        cells = [f"{made:,.0f}" for made in (one.made, one.others_serve, one.customers_lost)]
        table.add_row(one.maker, *cells, shown(one.local / 1e3), local)
    _print(table)
    for one in falls:
        if one.hang_on_it:
            hang = ", ".join(f"{name} {share:.0%}" for name, share in one.hang_on_it[:_HANG])
            said = {"maker": one.maker, "n": len(one.hang_on_it), "names": hang}
            typer.echo(text("without {maker} {n} lose over half of their sales: {names}", **said))


def print_plants(found: ClusterStudy) -> None:
    """What the plants truly make, and what outages of their suppliers cost, as run."""
    agreement = found.agreement
    if agreement is not None:
        heads = [
            text("simulated plant"),
            text("by the file"),
            text("truly"),
            text("95 % interval"),
            text("asked a month"),
        ]
        table = plain_table(text("vehicles a year"), heads)
        for one in agreement.plants:
            cells = [shown(one.nominal), shown(one.true.mean), interval(one.true.low, one.true.high)]
            table.add_row(one.plant, *cells, ", ".join(map(shown, one.asked)))
        _print(table)
        for one in agreement.plants:
            if one.season and max(one.season) > min(one.season) + 1e-6:
                said = {"plant": one.plant, "low": min(one.season), "high": max(one.season), "ahead": one.ahead}
                typer.echo(
                    text(
                        "{plant}: {low:,.0f} to {high:,.0f} vehicles a month by season; "
                        "{ahead:,.0f} have to be made ahead",
                        **said,
                    )
                )
        typer.echo(
            text("plan and plants agree after {n} rounds", n=agreement.rounds)
            if agreement.agreed
            else text("plan and plants do not agree after {n} rounds", n=agreement.rounds)
        )
    for plant, outages in found.disruptions.items():
        heads = [text("sends nothing"), text("survives, h")]
        for week in found.weeks:
            heads += [text("lost, {n:g} weeks", n=week), text("95 % interval")]
        title = text("{plant}: vehicles lost by the end of an outage, as run", plant=plant)
        table = plain_table(title, [*heads, text("a day of stock saves")])
        for one in outages:
            cells = []
            for lost in one.lost:
                cells += [shown(lost.mean), interval(lost.low, lost.high)]
            table.add_row(one.supplier, shown(one.survives_h), *cells, shown(one.saved[-1]))
        _print(table)
        _print_catch_up(plant, found)


def _print_catch_up(plant: str, found: ClusterStudy) -> None:
    """How the plant comes back after the shortest outage."""
    outages = [one for one in found.disruptions[plant] if one.catch_up is not None]
    if not outages:
        return
    heads = [text("supplier"), text("loses on for, h"), text("95 % interval"), text("lost by then")]
    heads += [text("95 % interval"), text("lost in the end"), text("95 % interval")]
    title = text("{plant}: after {n:g} weeks the supplier is back", plant=plant, n=min(found.weeks))
    table = plain_table(title, heads)
    for one in outages:
        assert one.catch_up is not None
        cells = []
        for figure in (one.catch_up.back_h, one.catch_up.worst, one.catch_up.after):
            cells += [shown(figure.mean), interval(figure.low, figure.high)]
        table.add_row(one.supplier, *cells)
    _print(table)
