"""A car on a cycle at the terminal: its books, and the strategies of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import listed, text
from taktwin.cli.tables.numbers import interval, shown
from taktwin.cli.tables.plain import plain_table, print_table, whole

if TYPE_CHECKING:
    from taktwin.product.drive.lighter import Lighter
    from taktwin.product.drive.study import DriveStudy


def print_drive(found: DriveStudy) -> None:
    """Print what a cycle takes."""
    from taktwin.product.drive.synthetic import cycle_names

    facts = found.cycle.statistics()
    typer.echo(
        text(
            "{car} on {cycle}: {km} km in {s:,.0f} s, {mean} km/h in the mean, {most} km/h at most",
            car=found.file.car.name,
            cycle=found.cycle.name,
            km=shown(facts["km"]),
            s=facts["seconds"],
            mean=shown(facts["mean_kmh"]),
            most=shown(facts["highest_kmh"]),
        )
    )
    if found.temperature is not None:
        typer.echo(
            text(
                "at {c} C: auxiliaries with the cabin {w} W, battery {r} mohm, {kw} kW of recuperation",
                c=shown(found.temperature),
                w=shown(found.file.car.auxiliaries),
                r=shown(found.file.car.battery.resistance * 1000),
                kw=shown(found.file.car.regeneration.most / 1000),
            )
        )
    if found.cycle.name in cycle_names():
        typer.echo(text("a synthetic cycle: length, way, speeds and rests as published, seconds made"))
    wrong = found.cycle.published()
    if wrong is not None:
        typer.echo(text("not the published cycle of this name: {wrong}", wrong=wrong))
    names = {
        "drag": text("air"),
        "rolling": text("tyres"),
        "climbing": text("grade"),
        "driving": text("at the wheel, driving"),
        "braking": text("at the wheel, braking"),
        "regenerated": text("of that back to the motor"),
        "motor_loss": text("motor and inverter"),
        "bus": text("motor and auxiliaries together"),
    }
    table = plain_table("", [text("where it goes"), "kWh", text("kWh/100 km")])
    for name, value in found.books.items():
        if name in names:
            table.add_row(names[name], shown(value), shown(value / facts["km"] * 100))
    print_table(table, 60)
    if found.electric_per_100km is not None and found.range_km is None:
        typer.echo(
            text(
                "the battery gains {kwh} kWh/100 km at its terminals on this cycle, so there is no range",
                kwh=shown(-found.electric_per_100km),
            )
        )
    elif found.electric is not None and found.electric_per_100km is not None:
        typer.echo(
            text(
                "battery: {kwh} kWh/100 km at its terminals; a full one of {full} kWh goes {km} km",
                kwh=shown(found.electric_per_100km),
                full=shown(found.file.car.battery.energy / 3.6e6),
                km=shown(found.range_km),
            )
        )
    else:
        _print_strategies(found)
    if found.weighted is not None and found.curve is not None:
        both = found.weighted
        typer.echo(
            text(
                "from a full battery {km} km on {depleting} kWh/100 km of the plug, then {fuel} L/100 km (adaptive)",
                km=shown(both.range_km),
                depleting=shown(both.depleting_kwh),
                fuel=shown(both.sustaining),
            )
        )
        typer.echo(
            text(
                "weighted ({curve}: {share:.1%} on the battery, phase by phase): {kwh} kWh and {fuel} L/100 km",
                curve=curve_name(found.curve.name),
                share=both.utility,
                kwh=shown(both.kwh),
                fuel=shown(both.fuel),
            )
        )
    if found.clutched is not None:
        one = found.clutched
        typer.echo(
            text(
                "with its clutch, closed {share:.0%} of the time: {fuel:.2f} L/100 km, in series {series:.2f} (both "
                "equivalent consumption, ending as they began)",
                share=one.closed_share,
                fuel=one.per_100km,
                series=one.series_per_100km,
            )
        )
        typer.echo(
            text(
                "with its clutch no way to run it takes less than {bound:.3f} L/100 km with starts free",
                bound=one.bound_per_100km,
            )
        )
        if not one.comparable and all(other.comparable for other in found.driven):
            typer.echo(text("* the battery moved too much to compare it; --repeat drives the cycle more often"))
    if found.modes:
        _print_modes(found)
    if found.lighter is not None:
        _print_lighter(found.lighter)


def curve_name(name: str) -> str:
    """The name of a utility curve in the language that is spoken, where it comes with Taktwin."""
    names = {
        "WLTP curve, not GB/T": text("WLTP curve, not GB/T"),
        "WLTP curve of 2025, not GB/T": text("WLTP curve of 2025, not GB/T"),
        "WLTP curve of 2027, not GB/T": text("WLTP curve of 2027, not GB/T"),
    }
    return names.get(name, name)


def _print_modes(found: DriveStudy) -> None:
    source = found.file.car.source
    assert source is not None
    unit = text("L/100 km") if source.fuel == "gasoline" else text("kg/100 km")
    names = {
        "depleting": text("battery first"),
        "blended": text("mixed, the way known"),
        "equivalent": text("mixed, every second known"),
    }
    km, once = found.modes[0].trip.km, found.cycle_once_km
    title = text("{km} km from a full battery, {n} times the cycle", km=shown(km), n=round(km / once))
    table = plain_table(title, ["", unit, text("starts"), text("charge at the end")])
    for one in found.modes:
        table.add_row(names[one.name], f"{one.per_100km:.2f}", str(one.trip.starts), f"{one.trip.end:.1%}")
    print_table(table, whole(table))


def _print_lighter(found: Lighter) -> None:
    low, high = found.kg
    kg = shown(low) if low == high else f"{shown(low)}-{shown(high)}"
    names = {"this car": text("this car"), "this car with poor recuperation": text("this car with poor recuperation")}
    table = plain_table(text("a part {kg} kg lighter saves", kg=kg), [text("source"), "kWh/100 km", "%"])
    for one in found.savings:
        table.add_row(
            names.get(one.source, one.source),
            interval(one.low, one.high),
            interval(one.low_share * 100, one.high_share * 100),
        )
    print_table(table, whole(table))
    typer.echo(
        text("in all {low:.1%} to {high:.1%}; secondary effects are in none", low=found.share[0], high=found.share[1])
    )


def _print_strategies(found: DriveStudy) -> None:
    source = found.file.car.source
    assert source is not None
    unit = text("L/100 km") if source.fuel == "gasoline" else text("kg/100 km")
    heads = [text("strategy"), unit, text("over the least"), text("starts"), text("source runs"), text("heard")]
    table = plain_table("", [*heads, text("charge at the end")])
    names = {
        "thermostat": text("thermostat"),
        "load_following": text("load following"),
        "adaptive": text("adaptive"),
        "equivalent": text("equivalent consumption"),
        "quiet": text("equivalent, never heard"),
        "best": text("the best"),
        "recognising": text("recognising the road"),
    }
    for one in found.driven:
        mark = "" if one.comparable else "*"
        table.add_row(
            names[one.trip.strategy],
            f"{one.per_100km:.2f}{mark}",
            f"{one.over_best:.1%}",
            str(one.trip.starts),
            f"{one.trip.on_share:.0%}",
            f"{one.audible:.1%}",
            f"{one.trip.end:.1%}",
        )
    print_table(table, whole(table))
    typer.echo(
        text("fuel with the battery as full at the end as at the start ({start:.0%})", start=found.file.car.charge)
    )
    if found.roads:
        roads = {
            "urban": text("urban"),
            "suburban": text("suburban"),
            "rural": text("rural"),
            "motorway": text("motorway"),
            "unknown": text("not told yet"),
        }
        told = listed(f"{roads[name]} {share:.0%}" for name, share in found.roads.items())
        typer.echo(text("roads told: {roads}", roads=told))
    if found.bound_kwh is not None:
        best = next(one for one in found.driven if one.trip.strategy == "best")
        typer.echo(
            text(
                "no strategy takes less than {bound:.3f} {unit} with starts free; the best takes {best:.3f}",
                bound=found.bound_per_100km,
                unit=unit,
                best=best.per_100km,
            )
        )
    if not all(one.comparable for one in found.driven):
        typer.echo(text("* the battery moved too much to compare it; --repeat drives the cycle more often"))
    if found.cold is not None:
        low, high = found.cold
        typer.echo(
            text(
                "an engine that begins cold takes {low:.3f} to {high:.3f} L more, once (assumed: 10 to 30 % in the "
                "first 300 s that it runs); in no figure here",
                low=low,
                high=high,
            )
        )
