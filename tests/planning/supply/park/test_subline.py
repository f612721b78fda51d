"""What is fitted in a sub-line is needed earlier than where the sub-line joins, by the jobs between the two."""

from __future__ import annotations

import pytest

from taktwin.analysis.supply.park import park_supply
from taktwin.model.files.load import load_model
from taktwin.model.text.names import Names
from taktwin.planning.supply.park.horizon import horizons
from taktwin.planning.supply.park.subline import behind
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate

#: Doors are called at `start`, 40 min before `hang`: eight places are full all the time, the others wait their turn.
TEXT = """\
taktwin: 1
name: doors
orders: {cars: {interval: 2 min}}
suppliers: {glazier: {drive: 10 min}, screwer: {drive: 10 min}}
supply:
  takt: 2 min
  call: start
  families:
    panes: {supplier: glazier, at: doors-2, mode: jit, jit: {cover: 2 h}}
    screws: {supplier: screwer, at: kit, mode: jit, jit: {cover: 4 h}}
shops:
  trim:
    lines:
      main:
        orders: cars
        flow:
          - {station: start, cycle: 20 s}
          - {conveyor: way, capacity: 40, transit: 40 min}
          - {station: hang, cycle: 60 s, joins: [{line: doors-line}, {line: kits, quantity: 2}]}
      doors-line:
        call: {at: start}
        flow:
          - {station: doors, count: 3, cycle: 60 s}
          - {buffer: hung, capacity: 8}
      kits:
        endless: true
        flow:
          - {station: kit, cycle: 30 s}
          - {buffer: kits-made, capacity: 4}
"""
OPTIONS = RunOptions(days=1, warmup=0.5, seed=1)


def test_the_way_from_a_place_in_a_sub_line_to_where_it_joins() -> None:
    model = load_model(TEXT)
    way = behind(model, Names(model), "doors-2")
    assert way is not None
    assert (way.passed, way.stations, way.buffers) == ("hang", ("doors-3",), ("hung",))
    main = behind(model, Names(model), "hang")
    assert main is not None
    assert (main.passed, main.stations, main.buffers) == ("hang", (), ())
    assert behind(model, Names(model), "kit") is None  # its jobs belong to nobody


def test_the_horizon_of_a_sub_line_is_shorter_by_the_jobs_in_it() -> None:
    model = load_model(TEXT)
    found = horizons(model, ["start"], ["hang", "doors-2", "kit"], OPTIONS, 2.0)
    assert set(found) == {("start", "hang"), ("start", "doors-2")}
    # 20 s and 40 min are 20 cars of 2 min; eight doors hang, and one stands in the last station
    assert found["start", "hang"].mean == pytest.approx(40.0, abs=2.0)
    assert found["start", "doors-2"].mean == pytest.approx(40.0 - 2.0 * 9, abs=3.0)


def test_what_an_endless_line_draws_is_no_takt() -> None:
    model = load_model(TEXT)
    found = park_supply(model, simulate(model, OPTIONS))
    panes, screws = found.families
    assert screws.jobs == pytest.approx(2.0 * panes.jobs, rel=0.01)
    assert found.takt_min == pytest.approx(2.0, rel=0.01)
