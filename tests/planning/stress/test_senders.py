"""Who sends parts: suppliers, plants of their own, shops with deliveries; and who waits for what they send."""

from __future__ import annotations

from taktwin.kernel.lowering.program import lower
from taktwin.model.files.load import load_model
from taktwin.planning.stress.options import StressOptions
from taktwin.planning.stress.senders import senders_of, ways_of
from taktwin.planning.stress.study import stress
from taktwin.planning.stress.waiting import Key, Rows
from tests.model.families.park import TEXT as PARK
from tests.planning.stress.plants import SEQUENCE

#: Frames are made in a plant of their own, and come every 15 min.
PAIR = """
taktwin: 1
name: pair
parts: {frame: {}}
plants:
  frames:
    stocks: {store: {part: frame, shop: weld, capacity: 400}}
    orders: {spares: {interval: 30 min}}
    shops:
      weld:
        cells: {welder: {makes: {frame: {part: frame, hit: 50 s, lot: 10, reorder: 300}}}}
        lines: {spares: {orders: spares, flow: [{station: pack, cycle: 4 min, uses: {frame: 1}}]}}
  cars:
    stocks: {store: {part: frame, shop: trim, initial: 10}}
    orders: {cars: {interval: 90 s}}
    shops:
      trim:
        lines:
          line:
            orders: cars
            flow:
              - {buffer: before, capacity: unlimited}
              - {station: marriage, cycle: 60 s, uses: {frame: 1}}
lanes:
  frames: {from: frames.store, to: cars.store, every: 15 min, up_to: 40, container: 5, lead: 10 min}
"""


def test_a_park_has_its_suppliers_in_stock_and_in_sequence() -> None:
    program = lower(load_model(PARK))
    ways = ways_of(program)
    assert {way.called for way in ways} == {False, True}
    senders = senders_of(program, ways)
    assert set(senders) == set(program.model.suppliers)
    keys = Rows(program).keys
    for way in ways:
        assert any(way.feeds(key) for key in keys), way


def test_parts_in_sequence_are_waited_for_where_they_are_joined() -> None:
    program = lower(load_model(SEQUENCE))
    (way,) = ways_of(program)
    assert (way.name, way.called, way.sender) == ("axle-truck", True, "axle-maker")
    assert Rows(program).keys == [Key("marriage", "axles", "matched", "", "axle-maker")]
    assert way.feeds(Rows(program).keys[0])


def test_the_despatch_of_a_plant_of_its_own_stands() -> None:
    runs = {"warmup": 1.0, "days": 0.5, "replications": 2}
    (frames,) = stress(load_model(PAIR), StressOptions(tests=["supplier-down"], down=7200.0, **runs)).answers
    assert frames.what == "frames"
    # up to 40 frames last for 60 min, and what is on its way at T comes
    assert frames.survives_s is not None
    assert 30 * 60.0 <= frames.survives_s <= 75 * 60.0
    assert {stop.station for stop in frames.effect.stops} == {"cars.marriage"}
    assert [cover.stock for cover in frames.covers] == ["cars.store"]
    assert frames.verified
