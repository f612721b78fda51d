"""The ways of a family: cover of a line that stands at night, stocks that a feed can never draw from."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from taktwin.model.checks.ways.variants import Choices
from taktwin.model.families import ordering
from taktwin.model.families.numbers import numbers_of
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.supply.park.blocked import _made_of
from taktwin.planning.supply.park.options import SupplyOptions
from taktwin.planning.supply.park.plant import measured
from taktwin.planning.supply.park.trial import tried
from taktwin.planning.supply.park.undisturbed import Undisturbed
from taktwin.planning.supply.park.ways import Way
from taktwin.runs.options import RunOptions

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


#: The line works every day, the supplier from Monday to Friday.
WEEKEND = (
    TEXT.replace("days: daily", "days: Mon-Fri")
    .replace("    calendar: day\n", "")
    .replace("seater: {distance: 5 km", "seater: {calendar: day, distance: 5 km")
)


def test_stock_lasts_through_the_weekend_of_its_supplier(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan brings through it, in simulated weeks, what levels that know nothing of it do not."""
    changes = {"supply.families.seats.mode": "kanban"}
    options = RunOptions(days=14, warmup=7, seed=1, replications=2)
    found = tried(load_model(WEEKEND), changes, "count", options, Undisturbed(load_model(WEEKEND)))
    assert found.stop_high == 0.0
    monkeypatch.setattr(ordering, "longest_window", lambda stops, lead, every, line: every + lead)
    blind = tried(load_model(WEEKEND), changes, "count", options, Undisturbed(load_model(WEEKEND)))
    assert blind.stop_share > 0.2


def test_ways_know_when_their_supplier_is_closed() -> None:
    ways, said = ways_of(load_model(WEEKEND), "seats")
    weekend = 56 * 60.0
    assert ways["jit"].estimate.cover_left == pytest.approx(20.0 + weekend)
    assert ways["jit"].cover > weekend
    assert "3380 min kept when one comes (3360 min of them since suppliers are closed)" in _made_of(ways["jit"], 2.0)
    assert "jis@start" not in ways  # it would be called an hour ahead
    assert any("is closed for 3360 min while the line works" in one for one in said)
    same = WEEKEND.replace("  trim:\n    lines", "  trim:\n    calendar: day\n    lines")
    ways, said = ways_of(load_model(same), "seats")
    assert said == []
    assert ways["jit"].estimate.cover_left == pytest.approx(20.0)


#: Seats come by a milk run round the clock, with who else comes by it.
TOUR = (
    TEXT.replace("    calendar: day\n", "")
    .replace("suppliers: {", "suppliers: {farther: {distance: 50 km}, ")
    .replace(
        "supply:\n",
        "supply:\n  milk_runs:\n    tour:\n"
        "      stops: [{supplier: seater, drive: 10 min, load: 5 min}, {supplier: farther, drive: 30 min}]\n"
        "      lead: 45 min\n      every: 2 h\n",
    )
    .replace(
        "      mode: jit\n",
        "      volume: 0.1\n      mode: kanban\n      kanban: {milk_run: tour, cover: 1 h}\n"
        "      vendor_managed: {every: 1 h, cover: 1 h, lot: 4 h}\n",
    )
)


def test_a_family_pays_its_share_of_a_milk_run() -> None:
    """Mirrors take three times the room of the seats, so three quarters of the round are theirs."""
    more = "    mirrors: {supplier: farther, at: start, volume: 0.3, mode: jit, jit: {milk_run: tour}}\nshops:"
    model = load_model(TOUR.replace("shops:", more, 1))
    shares = [ways_of(model, name)[0][mode].estimate for name, mode in (("seats", "kanban"), ("mirrors", "jit"))]
    assert [one.deliveries_a_day for one in shares] == pytest.approx([12.0, 12.0])
    assert [one.trips_a_day for one in shares] == pytest.approx([3.0, 9.0], rel=0.01)
    assert all(one.lane.km == 50.0 for one in shares)  # there and back as far as the farthest
    assert all(one.lane.travel == pytest.approx(90.0) for one in shares)
    alone = ways_of(load_model(TOUR), "seats")[0]["kanban"].estimate
    assert alone.trips_a_day == pytest.approx(12.0)  # nobody else shares it
    every_20_min = ways_of(load_model(TOUR), "seats")[0]["jit"].estimate
    assert every_20_min.trips_a_day == pytest.approx(72.0)  # nor a truck of its own
    planned = load_model(model, {"supply.families.mirrors.mode": "warehouse"})
    assert [stop.supplier for stop in planned.lanes["tour"].milk_run or ()] == ["seater"]


def test_vendor_managed_stock_is_a_way_where_it_is_said() -> None:
    model = load_model(TOUR)
    way = ways_of(model, "seats")[0]["vendor_managed"]
    assert way.estimate.deliveries_a_day == pytest.approx(
        24 / 2.25, rel=0.01
    )  # half of 4 h and half an hour, two numbers
    changed = load_model(model, way.changes("seats"))
    assert changed.lanes["seats"].all_loads[0].reorder is not None
    seen = tried(model, way.changes("seats"), "count", OPTIONS.runs, Undisturbed(model)).supply.families[0]
    assert seen.mode == "vendor_managed"
    assert way.cover == pytest.approx(seen.cover_q95_min, rel=0.15)
    assert way.estimate.cover_mean == pytest.approx(seen.cover_min, rel=0.15)
    assert "vendor_managed" not in ways_of(load_model(TEXT), "seats")[0]
