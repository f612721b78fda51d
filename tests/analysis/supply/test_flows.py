"""What flows from each supplier."""

from __future__ import annotations

import polars as pl
import pytest

import taktwin
from taktwin.analysis.supply.flows import LANE, SEQUENCE, Flow, supplier_flows
from tests.analysis.supply.park import park_run


def flows(trace: bool) -> dict[tuple[str, str], Flow]:
    run = park_run(trace=trace)
    return {(one.supplier, one.mode): one for one in supplier_flows(run.model, run.results)}


def test_a_flow_for_each_supplier_and_mode_the_nearest_first() -> None:
    assert list(flows(True)) == [("seater", "jis"), ("trader", "jit"), ("trader", "warehouse"), ("mill", LANE)]


def test_ways_are_those_of_the_drive_or_else_of_the_lead_time() -> None:
    found = flows(True)
    assert found["seater", "jis"].travel_min == pytest.approx(40 / 3)
    assert found["trader", "jit"].travel_min == 60.0
    assert found["mill", LANE].travel_min == 180.0


def test_volumes_are_what_was_drawn_and_fitted() -> None:
    run, found = park_run(), flows(True)
    drawn = sum(result.stocks.filter(stock="bolts")["drawn"].item() for result in run.results)
    assert found["trader", "jit"].m3_per_day == pytest.approx(drawn / 8.0 * 0.001)
    came = sum(result.buffers.filter(buffer="seats-trucks")["entered"].item() for result in run.results)
    assert found["seater", "jis"].m3_per_day == pytest.approx(came / 8.0 * 1.4)
    assert found["mill", LANE].m3_per_day is None  # felt has no volume


def test_trucks_of_a_traced_run_are_counted() -> None:
    run, found = park_run(), flows(True)
    at_dock = sum(result.docks["trucks"].item() for result in run.results)
    counted = found["trader", "jit"].trucks_per_day + found["mill", LANE].trucks_per_day
    assert counted == pytest.approx(at_dock / 8.0)


def test_trucks_by_plan_are_at_least_as_many() -> None:
    planned, counted = flows(False), flows(True)
    assert planned["trader", "jit"].trucks_per_day == 24.0
    assert planned["mill", LANE].trucks_per_day == 6.0
    assert planned["trader", "jit"].trucks_per_day > counted["trader", "jit"].trucks_per_day


def test_an_order_that_no_truck_takes_whole_needs_more() -> None:
    run = taktwin.load(
        "soundproofing", ["lanes.clips.capacity=1", "lanes.clips.container=2000", "lanes.clips.every=12 h"]
    ).simulate(days=2, warmup=0, seed=1)
    clips = {one.things: one for one in supplier_flows(run.model, run.results)}[("clip",)]
    drawn = run.result.stocks.filter(stock="clips")["drawn"].item() / 2.0
    assert clips.trucks_per_day == pytest.approx(drawn / 2000.0)
    assert clips.trucks_per_day > 2.0


def test_a_called_line_with_trucks_is_a_supplier_as_well() -> None:
    run = taktwin.load("soundproofing").simulate(days=1, warmup=0, seed=1)
    called = {one.mode: one for one in supplier_flows(run.model, run.results)}[SEQUENCE]
    assert called.things == ("dash", "headliner", "carpet", "liners")
    racked = run.result.buffers.filter(pl.col("buffer").str.ends_with("-truck"))["entered"].sum()
    assert called.trucks_per_day == pytest.approx(racked / 20)


def test_nothing_comes_to_a_plant_without_suppliers() -> None:
    run = taktwin.load("mm1").simulate(days=0.1, warmup=0)
    assert supplier_flows(run.model, run.results) == []


def test_a_milk_run_is_a_flow_of_each_of_its_suppliers() -> None:
    """One truck calls at both: each has its own parts, and the same trucks."""
    text = """
taktwin: 1
name: round
orders: {cars: {interval: 2 min}}
parts: {lamp: {volume: 0.1}, horn: {volume: 0.01}}
suppliers: {light: {}, sound: {}}
stocks: {lamps: {part: lamp, initial: 300}, horns: {part: horn, initial: 300}}
lanes:
  round:
    every: 4 h
    lead: 1 h
    milk_run:
      - {supplier: light, loads: [{to: lamps, up_to: 400}]}
      - {supplier: sound, drive: 10 min, loads: [{to: horns, up_to: 400}]}
shops: {s: {lines: {main: {orders: cars, flow: [{station: fit, cycle: 80 s, uses: {lamp: 2, horn: 1}}]}}}}
"""
    run = taktwin.load(text).simulate(days=2, warmup=1)
    flows = {one.supplier: one for one in supplier_flows(run.model, run.results)}
    assert {name: one.things for name, one in flows.items()} == {"light": ("lamp",), "sound": ("horn",)}
    assert flows["light"].trucks_per_day == flows["sound"].trucks_per_day == 6.0
    assert flows["light"].m3_per_day == pytest.approx(720 * 2 * 0.1, rel=0.01)
