"""The energy of a plant at the terminal: by shop, by use, sun, emissions and cost of a car."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import text
from taktwin.cli.tables.numbers import interval, shown
from taktwin.cli.tables.plain import plain_table, print_table, whole

if TYPE_CHECKING:
    from taktwin.planning.energy.measures import MeasureStudy
    from taktwin.planning.energy.study import EnergyStudy

_WIDTH = 110


def print_energy(name: str, found: EnergyStudy) -> None:
    """Print the books of a study."""
    first = found.ledgers[0]
    start = f"{first.times.start:%Y-%m-%d %H:%M}"
    if first.whole_year:
        told = text("{name}: the year {year}, {cars} jobs", name=name, year=start[:4], cars=shown(round(first.cars)))
    else:
        days = first.times.seconds / 86400.0
        told = text(
            "{name}: {days:g} days from {start}, {cars} jobs", name=name, days=days, start=start,
            cars=shown(round(first.cars)),
        )  # fmt: skip
    typer.echo(told)
    _print_shops(found)
    _print_uses(found)
    _print_figures(found)
    for one in found.ledgers:
        if one.weather.synthetic:
            typer.echo(text("{weather} is a synthetic year, made of monthly figures", weather=one.weather.name))
    for ledger, stored in zip(found.ledgers, found.stored, strict=False):
        if not stored.plan.proven:
            above = shown((stored.plan.cost - stored.plan.bound) / ledger.cars)
            told = text(
                "{weather}: the plan of the battery costs at most {above} {money}/job more than the cheapest",
                weather=ledger.weather.name, above=above, money=found.site.tariff.currency if found.site.tariff else "",
            )  # fmt: skip
            typer.echo(told)
    for told in found.ledgers[0].emissions.as_dict()["factors"]:
        typer.echo(text("factor: {told}", told=told))
    if found.unpriced:
        typer.echo(text("without a price, and in no bill: {media}", media=", ".join(map(text_of, found.unpriced))))


def print_measures(found: MeasureStudy) -> None:
    """Print what each measure saves a job, with its interval."""
    units = {"kwh": "kWh", "money": found.currency or "", "co2_kg": "kg CO2"}
    heads = [text("measure"), text("weather"), text("unit"), text("saved"), text("95 % interval")]
    table = plain_table(text("what each measure saves, for each job"), heads, texts=(0, 1, 2))
    for one in found.savings:
        weather = Path(one.weather).name
        table.add_row(one.measure, weather, units[one.figure], shown(one.saved), interval(one.low, one.high))
    print_table(table, _WIDTH)
    if found.abatements:
        _print_abatement(found)


def _print_abatement(found: MeasureStudy) -> None:
    money = found.currency or ""
    heads = [text("measure"), text("t CO2"), text("95 % interval"), text("cost"), text("saved")]
    heads += [text("{money}/t", money=money), text("95 % interval")]
    for weather in dict.fromkeys(one.weather for one in found.abatements):
        mine = [one for one in found.abatements if one.weather == weather]
        title = text(
            "what a ton of CO2 costs: a year of {weather}, in {money}", weather=Path(weather).name, money=money
        )
        table = plain_table(title, heads, texts=(0,))
        for one in sorted(mine, key=lambda one: (one.price is None, one.price or 0.0)):
            tons = shown(one.tons), interval(one.tons_low, one.tons_high)
            price = shown(one.price), interval(one.low, one.high)
            table.add_row(one.measure, *tons, shown(one.cost), shown(one.saved), *price)
        print_table(table, max(_WIDTH, whole(table)))
    if any(one.price is None for one in found.abatements):
        typer.echo(text("no price: the measure does not save CO2 for sure"))
    typer.echo(text("each alone, beside the plant as it is: what several save together is no sum of these"))


def text_of(medium: str) -> str:
    """The word for a medium."""
    return {
        "electricity": text("electricity"),
        "gas": text("gas"),
        "heat": text("heat"),
        "water": text("water"),
        "compressed_air": text("compressed air"),
    }[medium]


def span(pair: Sequence[float]) -> str:
    """A figure over the years of weather: one number where it does not depend on them."""
    low, high = shown(pair[0]), shown(pair[1])
    return low if low == high else text("{low} to {high}", low=low, high=high)


def _print_shops(found: EnergyStudy) -> None:
    import polars as pl

    table = found.by_shop()
    media = [m for m in ("electricity", "gas", "heat", "compressed_air", "water") if m in set(table["medium"])]
    units = dict(table.select("medium", "unit").unique().iter_rows())
    heads = [f"{text_of(medium)}, {units[medium]}" for medium in media]
    shown_table = plain_table(text("by shop, for each job"), [text("shop"), *heads, text("share of energy")])
    books, whole = found.ledgers[0].by_shop().filter(pl.col("unit") == "kWh"), found.ledgers[0].kwh_per_car
    for shop in dict.fromkeys(table["shop"]):
        mine = table.filter(pl.col("shop").eq_missing(shop)).select("medium", "low", "high")
        rows = {medium: (low, high) for medium, low, high in mine.iter_rows()}
        kwh = float(books.filter(pl.col("shop").eq_missing(shop))["per_car"].sum())
        cells = [span(rows[medium]) if medium in rows else "-" for medium in media]
        shown_table.add_row(shop or text("no shop"), *cells, f"{kwh / whole:.0%}")
    sums = [span(found.span(lambda one, m=medium: one.totals.get(m, 0.0) / one.cars)) for medium in media]
    shown_table.add_row(text("all"), *sums, "100%")
    print_table(shown_table, _WIDTH)


def _print_uses(found: EnergyStudy) -> None:
    heads = [text("shop"), text("use"), text("name"), text("medium"), text("made by"), text("for each job")]
    table = plain_table(text("by use"), heads, texts=(0, 1, 2, 3, 4))
    for row in found.by_use().iter_rows(named=True):
        name = "" if row["name"] in ("machines", "compressed air") else row["name"]
        via = "" if row["via"] is None else _via(row["via"])
        cells = (row["shop"] or text("no shop"), _use(row["use"]), name, text_of(row["medium"]), via)
        table.add_row(*cells, f"{span((row['low'], row['high']))} {row['unit']}")
    print_table(table, _WIDTH)


def _use(use: str) -> str:
    return {
        "machines": text("machines"),
        "leakage": text("leakage"),
        "booth air": text("booth air"),
        "hall air": text("hall air"),
        "lighting": text("lighting"),
        "oxidiser": text("oxidiser"),
    }[use]


def _via(via: str) -> str:
    return {
        "compressors": text("compressors"),
        "chillers": text("chillers"),
        "boiler": text("boiler"),
        "heat network": text("heat network"),
    }[via]


def _print_figures(found: EnergyStudy) -> None:
    heads = ["", text("unit"), *(Path(one.weather.name).name for one in found.ledgers)]
    table = plain_table(text("by weather"), heads, texts=(0, 1))
    for name, unit, values in _figures(found):
        table.add_row(name, unit, *map(shown, values))
    print_table(table, _WIDTH)


def _figures(found: EnergyStudy) -> list[tuple[str, str, Sequence[float | None]]]:
    books = found.ledgers
    per_job = text("kWh/job")
    rows: list[tuple[str, str, Sequence[float | None]]] = [
        (text("energy"), per_job, [one.kwh_per_car for one in books]),
    ]
    if any(one is not None for one in found.kwh_intervals):
        for place, name in ((0, text("energy, lower end")), (1, text("energy, upper end"))):
            rows.append((name, per_job, [None if one is None else one[place] for one in found.kwh_intervals]))
    if found.site.photovoltaics:
        rows.append((text("photovoltaics"), "kWh", [float(one.sun.sum()) for one in books]))
        rows.append((text("fed in"), "kWh", [float(one.fed_in.sum()) for one in books]))
    rows += [
        (text("bought electricity"), "kWh", [float(one.bought.sum()) for one in books]),
        (text("highest import"), "kW", [float(one.bought.max()) / one.step_h for one in books]),
        (text("scope 1"), text("kg CO2/job"), [one.emissions.scope1_kg / one.cars for one in books]),
        (
            text("scope 1 and 2, by location"), text("kg CO2/job"),
            [one.co2_per_car for one in books],
        ),
    ]  # fmt: skip
    if found.site.market is not None:
        by_market = [(one.emissions.market_kg or 0.0) / one.cars for one in books]
        rows.append((text("scope 1 and 2, by market"), text("kg CO2/job"), by_market))
    tariff = found.site.tariff
    if tariff is not None:
        unit = text("{money}/job", money=tariff.currency)
        rows.append((text("cost"), unit, [bill.total / one.cars for bill, one in zip(found.bills, books, strict=True)]))
    if tariff is not None and found.stored:
        stored = zip(found.stored, books, strict=True)
        unit = text("{money}/job", money=tariff.currency)
        rows.append((text("cost with the battery, at best"), unit, [one.bill.total / led.cars for one, led in stored]))
    waste = sum(books[0].waste_kg.values())
    if waste:
        rows.append((text("waste"), text("kg/job"), [waste / books[0].cars for _ in books]))
    return rows
