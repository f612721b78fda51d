"""Footprints at the terminal: the ledger, the products, and what is said to be avoided, apart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import text
from taktwin.cli.tables.drive import curve_name
from taktwin.cli.tables.numbers import shown
from taktwin.cli.tables.plain import plain_table, print_table, whole

if TYPE_CHECKING:
    from taktwin.analysis.footprint.avoided import Avoided
    from taktwin.analysis.footprint.study import FootprintStudy
    from taktwin.product.fleet.study import LifeStudy


def print_footprint(found: FootprintStudy) -> None:
    """Print the ledger, the footprints and whether the books close; then avoided emissions, where they are told."""
    begin, end = found.account.period
    title = text("{name}: ledger from {begin} to {end}", name=found.account.name, begin=begin, end=end)
    table = plain_table(title, [text("what"), text("amount"), "t CO2e", text("factor"), text("source")], (0, 1, 3, 4))
    for one in found.account.lines:
        source = one.factor.source
        if one.factor.sure == "recalled":
            source = text("{source} (to be verified)", source=source)
        table.add_row(one.what, one.amount, shown(one.kg / 1000), one.factor.text, source)
    print_table(table, whole(table))
    _print_products(found)
    typer.echo(
        text(
            "plant: {plant} t; on products: {shared} t; difference {off:.1e}",
            plant=shown(found.books.plant_kg / 1000),
            shared=shown(found.books.shared_kg / 1000),
            off=found.books.off,
        )
    )
    if found.account.avoided:
        _print_avoided(found.account.avoided)


def _print_products(found: FootprintStudy) -> None:
    names = [one.product.key for one in found.footprints]
    table = plain_table(text("kg CO2e of one product"), ["", *names])
    rows = [
        (text("in the plant"), [shown(one.plant_kg) for one in found.footprints]),
        (text("bought"), [shown(one.bought_kg) for one in found.footprints]),
        (text("sum"), [shown(one.kg) for one in found.footprints]),
        (text("primary data"), [_percent(one.primary_share) for one in found.footprints]),
        (text("pieces made"), [f"{one.product.made:,g}" for one in found.footprints]),
    ]
    for name, cells in rows:
        table.add_row(name, *cells)
    print_table(table, whole(table))


def _print_avoided(told: tuple[Avoided, ...]) -> None:
    title = text("said to be avoided: in no figure above")
    table = plain_table(title, [text("what"), text("amount"), "t CO2e", text("against")], (0, 1, 3))
    for one in told:
        table.add_row(one.what, one.amount, shown(one.kg / 1000), f"{one.counterfactual} ({one.factor})")
    print_table(table, whole(table))


def print_life(found: LifeStudy) -> None:
    """Print what the products take and emit in use, beside their making."""
    from taktwin.cli.tables.numbers import interval

    names = [one.product for one in found.beside]
    title = text(
        "one car in use, {km} km of {cycle}: in no figure above", km=shown(found.life_km), cycle=found.fleet.cycle.name
    )
    table = plain_table(title, ["", *names])
    rows = [
        (text("kWh/100 km from the plug"), [shown(one.use.kwh) for one in found.beside]),
        (text("L/100 km of gasoline"), [shown(one.use.litres) for one in found.beside]),
        (text("made, kg CO2e"), [shown(one.made) for one in found.beside]),
        (text("used, kg CO2e"), [shown(one.used) for one in found.beside]),
        (text("by the share on the battery"), [interval(one.least, one.most) for one in found.beside]),
    ]
    if any(one.use.kg_hydrogen for one in found.beside):
        rows.insert(2, (text("kg/100 km of hydrogen"), [shown(one.use.kg_hydrogen) for one in found.beside]))
    for name, cells in rows:
        table.add_row(name, *cells)
    print_table(table, whole(table))
    typer.echo(
        text(
            "electricity: {factor}; share on the battery: {curve}; gasoline from tank to wheel",
            factor=found.factor,
            curve=curve_name(found.fleet.curve.name),
        )
    )


def _percent(share: float) -> str:
    return "-" if math.isnan(share) else f"{100 * share:.1f} %"
