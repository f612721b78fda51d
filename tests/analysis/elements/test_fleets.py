"""What fleets carry and what their vehicles do, by hand."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.analysis.elements.figures import element_figures

#: A round trip takes 10 s out, 5 s to load, 10 s back and 5 s to unload: 120 an hour and vehicle.
POOL = """
taktwin: 1
name: pool
orders: {jobs: {}}
fleets: {agv: {count: COUNT, speed: 1 m/s, load: 5 s, unload: 5 s}}
carriers: {hooks: {count: 3, from: a, to: d}}
shops:
  shop:
    lines:
      main:
        orders: jobs
        flow:
          - {station: a, cycle: 1 s}
          - {transport: t, fleet: agv, distance: 10 m}
          - {station: d, cycle: CYCLE}
"""
#: Only racks are carried: 60 m out and 60 m back at 2 m/s, with 20 s to load and 20 s to unload.
HALL = """
taktwin: 1
name: hall
paths:
  hall:
    ways: [a > b > a]
    points: {a: [0, 0], b: [60, 0]}
    stations: {a: 1, b: 1}
    parking: {a: 1}
fleets: {tug: {count: 1, paths: hall, speed: 2 m/s, length: 2 m, load: 20 s, unload: 20 s}}
parts: {rack: {family: racks}}
stocks: {full: {part: rack, initial: unlimited}, used: {part: rack, initial: 0}}
feeds: {racks: {from: full, to: used, fleet: tug, from_point: a, to_point: b, lot: 1, reorder: 100000}}
orders: {none: {quantity: 0}}
shops: {s: {lines: {main: {orders: none, flow: [{station: idle, cycle: 1 s, uses: [{part: rack, from: used}]}]}}}}
"""


def test_a_vehicle_that_is_always_in_use() -> None:
    run = taktwin.load(POOL.replace("COUNT", "1").replace("CYCLE", "1 s")).simulate(days=1, warmup=0.1)
    row = run.fleets.row(0, named=True)
    assert (row["fleet"], row["vehicles"]) == ("agv", 1)
    assert row["loads_per_hour"] == pytest.approx(120.0, abs=0.1)
    assert row["utilisation"] == row["working"] == pytest.approx(1.0)
    assert row["empty_runs"] is None, "no guide path: the engine does not tell empty and loaded driving apart"


def test_two_vehicles_for_half_the_work_of_one() -> None:
    run = taktwin.load(POOL.replace("COUNT", "2").replace("CYCLE", "60 s")).simulate(days=1, warmup=0.1)
    row = run.fleets.row(0, named=True)
    assert row["loads_per_hour"] == pytest.approx(60.0, abs=0.1)
    assert row["utilisation"] == pytest.approx(0.25, abs=0.001)
    assert row["idle"] == pytest.approx(0.75, abs=0.001)
    found = element_figures(run.result, ["agv.utilisation", "hooks.carriers_in_use", "hooks.none_share"])
    assert found["agv.utilisation"] == pytest.approx(0.25, abs=0.001)
    assert found["hooks.carriers_in_use"] == pytest.approx(3.0, abs=0.01)
    assert found["hooks.none_share"] == pytest.approx(1.0, abs=0.01)


def test_a_plant_in_which_only_a_fleet_works() -> None:
    run = taktwin.load(HALL).simulate(days=1)
    row = run.fleets.row(0, named=True)
    assert row["empty_runs"] == pytest.approx(0.5, abs=0.01)
    assert row["km_per_day"] == pytest.approx(row["loads_per_hour"] * 24 * 0.12, rel=0.01)
    assert row["loads_per_hour"] == pytest.approx(3600 / (120 / 2 + 40), rel=0.03)  # and the points to pass
    assert element_figures(run.result, ["tug.empty_run_share"])["tug.empty_run_share"] == row["empty_runs"]
