"""Hours in which the vehicles of a fleet charge without need, by hand."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest

import taktwin
from taktwin.model.errors import ModelError

TEXT = """
taktwin: 1
name: hours
start: 2026-01-05 00:00
orders: {cars: {interval: 30 min}}
parts: {kit: {}}
stocks: {far: {part: kit, initial: unlimited}, near: {part: kit, initial: 10}}
calendars: {cheap: {shifts: [{days: daily, from: "04:00", to: "06:00"}]}}
paths:
  way:
    ways: [{way: "a > b", length: 100 m}, {way: "b > a", length: 100 m}]
    stations: {a: 1, b: 1}
    chargers: {a: 1}
    parking: {a: 1}
fleets:
  tugs:
    count: 1
    paths: way
    speed: 1 m/s
    length: 1 m
    load: 0 s
    unload: 0 s
    battery: {capacity: 2 kWh, driving: 1.8 kW, charge: 3.6 kW, policy: opportunity, low: 10 %, hours: cheap}
feeds: {kits: {from: far, to: near, fleet: tugs, from_point: b, to_point: a, lot: 1, reorder: 10}}
shops:
  shop:
    lines: {main: {orders: cars, flow: [{station: assemble, cycle: 60 s, uses: [{part: kit, from: near}]}]}}
"""
FOUR, SIX = 4 * 3600.0, 6 * 3600.0


def charges(*changes: str) -> list[float]:
    """When the vehicle begins to charge on the first day."""
    run = taktwin.load(TEXT, list(changes)).simulate(days=1, warmup=0, trace=True)
    trace = run.result.trace
    assert trace is not None
    rows = trace.filter((pl.col("model_element") == "tugs") & (pl.col("state") == "setup"))
    return rows.get_column("time").to_list()


def test_an_idle_vehicle_charges_when_its_hours_begin() -> None:
    """A trip takes 100 Wh each half hour. It crosses the point to the charger in one second."""
    begun = charges()
    assert begun[0] == FOUR + 1.0
    assert [one for one in begun if FOUR <= one < SIX] == begun[:3]  # once full it tops up after two trips more
    assert begun[2] < SIX


def test_outside_its_hours_it_charges_at_the_threshold_alone() -> None:
    """From full at 20,003 s on the 18th trip leaves 200 Wh, which is `low`."""
    begun = charges()
    assert begun[3:] == [52403.0, 84803.0]  # nine hours, or 18 trips, after the last charge, and again
    always = charges("fleets.tugs.battery.hours=null")
    assert len(always) > 20


def test_hours_need_a_policy_and_a_calendar() -> None:
    with pytest.raises(ModelError, match="never does by `threshold`"):
        taktwin.load(TEXT, ["fleets.tugs.battery.policy=threshold"])
    with pytest.raises(ModelError, match="cheap"):
        taktwin.load(TEXT, ["fleets.tugs.battery.hours=chaep"])


def test_who_looks_and_does_not_charge_stays_idle_for_as_long() -> None:
    """Two full vehicles take turns, as who has been idle longest is sent; that hours begin between changes nothing."""
    hours = '{shifts: [{days: daily, from: "04:15", to: "04:20"}, {days: daily, from: "04:45", to: "04:50"}]}'
    changes = [
        "fleets.tugs.count=2", "paths.way.parking.a=2", "fleets.tugs.battery.capacity=200 kWh",
        f"calendars.cheap={hours}",
    ]  # fmt: skip
    run = taktwin.load(TEXT, changes).simulate(days=0.5, warmup=0, trace=True)
    assert run.result.movements is not None
    moved = run.result.movements.filter(pl.col("resource").is_not_null()).sort("time")
    who = moved.get_column("resource").unique(maintain_order=True).to_list()
    turns = moved.group_by("time", maintain_order=True).first().get_column("resource").to_list()
    assert len(who) == 2
    trips = turns[::2] if turns[0] == turns[1] else turns
    assert all(before != after for before, after in pairwise(trips)), trips
