"""`taktwin swap`: how long cars wait at a station that swaps batteries, and what would keep its promise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli.language.say import text
from taktwin.cli.outfile import check_outfile, check_table, write_one_table
from taktwin.cli.progress import progress

if TYPE_CHECKING:
    from taktwin.product.swap.simulate import Estimate
    from taktwin.product.swap.study import SwapStudy


def swap(
    file: Annotated[
        Path, typer.Argument(metavar="STATION", help="YAML of a station, or a station that comes with Taktwin.")
    ] = Path("swap-21"),
    cars: Annotated[float | None, typer.Option(help="Cars of a day, spread over the hours as in the file.")] = None,
    bays: Annotated[int | None, typer.Option(help="Bays, in place of those of the file.")] = None,
    packs: Annotated[int | None, typer.Option(help="Packs, in place of those of the file.")] = None,
    chargers: Annotated[int | None, typer.Option(help="Chargers, in place of those of the file.")] = None,
    size: Annotated[
        bool, typer.Option("--size", help="Look for the packs and chargers that keep the promise of the file.")
    ] = False,
    days: Annotated[int, typer.Option(min=1, max=3650, help="Days of a replication.")] = 20,
    replications: Annotated[int, typer.Option(min=2, max=1000, help="With random numbers of their own.")] = 10,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write the hours of the day, for `taktwin dispatch`: .csv, .parquet or .xlsx."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Tell how long cars wait at a station that swaps their batteries.

    And what it takes of the grid in each hour; with --size the packs and chargers that serve the share of the cars that
    the file promises.
    """
    from taktwin.model.files.given import given_file
    from taktwin.product.swap.file.read import station_names
    from taktwin.product.swap.study import study_swap

    shipped = str(file) in station_names()
    if not shipped:
        given_file(file, "file", station_names())
    check_table(out)
    check_outfile(out, *([] if shipped else [file]))
    with progress(text("{station}: packs and chargers", station=file.stem)) as done:
        found = study_swap(file, cars, bays, packs, chargers, size, days, replications, seed, done)
    if out is not None:
        write_one_table(out, found.table(), "hours")
    if as_json:
        typer.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        return
    _print(found, days, replications)
    if out is not None:
        typer.echo(text("hours: {path}", path=out))


def _print(found: SwapStudy, days: int, replications: int) -> None:
    from taktwin.cli.tables.numbers import shown
    from taktwin.cli.tables.plain import plain_table, print_table, whole

    station, served = found.station, found.served
    typer.echo(
        text(
            "{name}: bays {bays}, packs {packs}, chargers {chargers} of {kw} kW; {cars} cars a day",
            name=station.name,
            bays=station.bays,
            packs=station.packs,
            chargers=station.chargers,
            kw=shown(station.power / 1000),
            cars=shown(station.cars_a_day),
        )
    )
    limits = {name: shown(value) for name, value in station.limits().items()}
    typer.echo(
        text(
            "a swap takes {takes} s, a pack is charged for {charging} s; at most {most} swaps a day (bays alone "
            "{bays}, chargers {chargers}, packs {packs})",
            takes=shown(station.takes),
            charging=shown(station.charging_s),
            most=shown(found.most),
            **limits,
        )
    )
    title = text("{n} replications of {days} days", n=replications, days=days)
    table = plain_table(title, ["", text("mean"), text("95 % interval")])
    rows: list[tuple[str, Estimate, float]] = [
        (text("swaps a day"), served.swaps, 1),
        (text("wait, s"), served.wait_s, 1),
        (text("wait that 95 % do not exceed, s"), served.late_s, 1),
        (text("served at once, %"), served.at_once, 100),
        (text("no room, driven on, %"), served.lost, 100),
        (text("of the waiting for a pack, not for a bay, %"), served.for_pack, 100),
        (text("bays in use, %"), served.bays_used, 100),
        (text("packs that stand charged"), served.charged, 1),
        (text("from the grid, kWh a day"), served.kwh, 1),
    ]
    if station.share is not None:
        name = text("waited {s} s at most, %", s=shown(station.within))
        rows.insert(4, (name, served.in_time, 100))
    for name, one, times in rows:
        table.add_row(name, shown(one.mean * times), _interval(one, times))
    print_table(table, whole(table))
    busiest = max(range(24), key=lambda hour: served.hours[hour].kw.mean)
    kw = served.hours[busiest].kw
    typer.echo(
        text(
            "most from the grid at {hour}:00: {kw} kW ({interval})",
            hour=busiest,
            kw=shown(kw.mean),
            interval=_interval(kw),
        )
    )
    if station.share is not None:
        typer.echo(_promise(found, station.share))
    if found.sizes is not None and station.share is not None:
        _print_sizes(found, station.share)


def _promise(found: SwapStudy, share: float) -> str:
    """Whether it is kept, what is short, and what to do next."""
    promise = text("{share:.0%} within {s:g} s of waiting", share=share, s=found.station.within)
    if found.kept:
        return text("the promise is kept: {promise}", promise=promise)
    if found.kept is None:
        return text("not sure whether the promise is kept: {promise}; --replications 40 tells more", promise=promise)
    short = text("packs or chargers") if found.served.for_pack.mean > 0.5 else text("bays")
    if found.sizes is not None:
        return text("the promise is not kept: {promise}; short are the {short}", promise=promise, short=short)
    return text(
        "the promise is not kept: {promise}; short are the {short}; --size finds what keeps it",
        promise=promise,
        short=short,
    )


def _print_sizes(found: SwapStudy, share: float) -> None:
    from taktwin.cli.tables.numbers import shown
    from taktwin.cli.tables.plain import plain_table, print_table, whole

    sizes = found.sizes
    assert sizes is not None
    if sizes.bays > found.station.bays:
        typer.echo(
            text(
                "bays {few}: no number of packs keeps the promise; bays {bays}: some do",
                few=found.station.bays,
                bays=sizes.bays,
            )
        )
    title = text(
        "what serves {share:.0%} within {s} s of waiting, bays {bays}",
        share=share,
        s=shown(found.station.within),
        bays=sizes.bays,
    )
    table = plain_table(title, [text("packs"), text("chargers"), text("in time, %"), text("95 % interval")], texts=())
    for one in sizes.sizes:
        station = one.station
        table.add_row(
            str(station.packs), str(station.chargers), shown(one.in_time.mean * 100), _interval(one.in_time, 100)
        )
    print_table(table, whole(table))
    first = sizes.sizes[0].station
    typer.echo(
        text(
            "the first row: --bays {bays} --packs {packs} --chargers {chargers}",
            bays=sizes.bays,
            packs=first.packs,
            chargers=first.chargers,
        )
    )


def _interval(one: Estimate, times: float = 1) -> str:
    from taktwin.cli.tables.numbers import interval

    if one.low is None or one.high is None:
        return "-"
    return interval(one.low * times, one.high * times)
