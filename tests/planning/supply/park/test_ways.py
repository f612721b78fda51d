"""The ways of a family: cover of a line that stands at night, stocks that a feed can never draw from."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from taktwin.model.checks.ways.variants import Choices
from taktwin.model.families.numbers import numbers_of
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.supply.park.options import SupplyOptions
from taktwin.planning.supply.park.plant import measured
from taktwin.planning.supply.park.trial import tried
from taktwin.planning.supply.park.undisturbed import Undisturbed
from taktwin.planning.supply.park.ways import Way

#: A line that works 16 h a day; trucks drive all the time.
TEXT = """\
taktwin: 1
name: nights
options: {trim: {base: 70 %, sport: 30 %}}
orders: {cars: {}}
calendars: {day: {shifts: [{days: daily, from: "06:00", to: "22:00"}]}}
suppliers: {seater: {distance: 5 km, drive: "tri(20 min, 25 min, 35 min)"}}
supply:
  takt: 2 min
  call: start
  families:
    seats:
      supplier: seater
      at: fit
      variants: [trim]
      container: 4
      mode: jit
      jit: {every: 20 min, cover: 20 min}
      jis: {rack: 4, racks: 1, trucks: 9}
shops:
  trim:
    calendar: day
    lines:
      main:
        orders: cars
        flow:
          - {station: start, cycle: 2 min}
          - {conveyor: way, capacity: 30, transit: 60 min}
          - {station: fit, cycle: 100 s}
"""
FEED = """\
      feed: {fleet: carts, from_point: dock, to_point: line, lot: 60}
"""
CARTS = """\
paths:
  loop:
    ways: [dock > line > dock]
    points: {dock: [0, 0], line: [50, 0]}
    stations: {dock: 2, line: 2}
    parking: {dock: 2}
fleets: {carts: {count: 2, paths: loop, speed: 1 m/s}}
"""
OPTIONS = SupplyOptions(days=6, warmup=2, replications=2)


def ways_of(model: PlantModel, family: str) -> tuple[Mapping[str, Way], list[str]]:
    """The ways of a family by name, and why others are none."""
    park = model.supply
    assert park is not None
    plant = measured(model, park, tried(model, {}, "count", OPTIONS.runs, Undisturbed(model)), OPTIONS.runs)
    found, said = plant.ways(family, numbers_of(Choices(model), "cars", family, park.families[family]), {})
    return {one.name: one for one in found}, said


@pytest.mark.parametrize("way", ["jit", "jis@start"])
def test_cover_counts_what_arrives_while_the_line_stands(way: str) -> None:
    model = load_model(TEXT)
    ways, said = ways_of(model, "seats")
    assert said == []
    seen = (
        tried(model, ways[way].changes("seats"), "count", OPTIONS.runs, Undisturbed(model))
        .supply.families[0]
        .cover_q95_min
    )
    # without the nights the formula says 20 min less and more
    assert ways[way].cover == pytest.approx(seen, rel=0.15)
    assert ways[way].cover > ways[way].estimate.cover_95 + 10.0


def test_a_stock_that_never_holds_a_lot_of_its_feed_is_no_way() -> None:
    text = TEXT.replace("      mode: jit\n", f"{FEED}      mode: warehouse\n") + CARTS
    ways, said = ways_of(load_model(text), "seats")
    assert "jit" not in ways
    assert "warehouse" in ways
    assert any("less than a lot of its feed (60)" in one for one in said)
