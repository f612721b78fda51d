"""Lanes, docks and trucks of families that cannot carry what is drawn: loads worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from taktwin.model.checks.check import Check
from taktwin.model.files.load import load_model
from tests.planning.stress.plants import CHAIN

#: A set of seats every 2 min; a round takes 2 min to load, 12 min there, 4 min to unload and 12 min back.
PARK = """
taktwin: 1
name: park
orders: {cars: {interval: 2 min}}
calendars: {day: {shifts: [{days: daily, from: "06:00", to: "14:00"}]}}
suppliers: {seater: {distance: 5 km, drive: 12 min}}
docks: {gate: {doors: 1}}
supply:
  takt: 2 min
  call: paint-exit
  families:
    seats:
      supplier: seater
      at: fit
      value: 5000
      volume: 1.4
      mode: jis
      jis: {rack: 5, racks: 1, trucks: 2, load: 2 min, unload: 4 min, make: 1 min}
shops:
  trim:
    lines:
      main:
        orders: cars
        flow:
          - {station: paint-exit, cycle: 20 s}
          - {conveyor: way, capacity: 200, transit: 60 min}
          - {station: fit, cycle: 100 s}
"""


def warnings(text: str, changes: Sequence[str] = ()) -> list[tuple[str, str, str]]:
    return [(one.path, one.message, one.remedy) for one in Check(load_model(text, list(changes))).warnings]


def test_a_lane_of_fixed_quantities_brings_as_much_as_is_drawn_or_says_what_lacks() -> None:
    # 60 an hour are drawn, 120 every 2 h are brought
    assert warnings(CHAIN) == []
    ((path, message, remedy),) = warnings(CHAIN, ["lanes.seats.quantity=100"])
    assert path == "lanes.seats.quantity"
    assert message == "60 an hour are drawn from seats, but 50 are brought (load 120%)"
    assert remedy == "order at least 120 each time, or more often"
    # below its reorder level so many are ordered that the position is above it
    assert warnings(CHAIN, ["lanes.seats.quantity=100", "lanes.seats.reorder=140"]) == []
    assert warnings(CHAIN, ["lanes.seats.quantity=100", "stocks.seats.initial=unlimited"]) == []


def test_a_level_has_to_last_until_what_is_ordered_next_is_in() -> None:
    # every 4 h and 2 h on the way: 360 liners are drawn, and the level is rounded up to a container of 20
    assert warnings(CHAIN, ["lanes.foam.up_to=340"]) == []
    ((path, message, remedy),) = warnings(CHAIN, ["lanes.foam.up_to=280"])
    assert path == "lanes.foam.up_to"
    assert "360 are drawn from liners in the 360 min of work" in message
    assert message.endswith("no more than 300 are there or to come (load 120%)")
    assert "raise `up_to` to 360 at least" in remedy


DAY = "calendars={day: {shifts: [{days: daily, from: '06:00', to: '22:00'}]}}"


def test_a_supplier_who_is_closed_makes_it_longer() -> None:
    # T 0 is Monday 0:00: what is ordered at 20:00 leaves then, and of 0:00 at 6:00. From 20:00 to 8:00 are 12 h
    closed = [DAY, "suppliers.foams.calendar=day"]
    assert warnings(CHAIN, closed) == []
    ((_, message, _),) = warnings(CHAIN, [*closed, "lanes.foam.up_to=580"])
    assert "720 are drawn from liners in the 720 min of work" in message
    assert "load 120%" in message
    # where the line rests at night, too, it needs no more than by day
    resting = [*closed, "shops.trim.calendar=day", "orders.cars.calendar=day", "lanes.foam.up_to=380"]
    assert [one for one in warnings(CHAIN, resting) if "liners" in one[1]] == []
    assert [one for one in warnings(CHAIN, [*resting, "lanes.foam.up_to=300"]) if "liners" in one[1]]


def test_the_doors_of_a_dock_have_time_for_all_trucks_or_it_says_how_many_it_needs() -> None:
    # a truck of seats every 2 h, one of foam every 4 h: 0.75 an hour
    dock = ["docks={gate: {doors: 1}}", "lanes.seats.dock=gate", "lanes.foam.dock=gate", "lanes.foam.unload=40 min"]
    assert warnings(CHAIN, [*dock, "lanes.seats.unload=100 min"]) == []
    ((path, message, remedy),) = warnings(CHAIN, [*dock, "lanes.seats.unload=2 h"])
    assert path == "docks.gate.doors"
    # 0.5 h x 2 + 0.25 x 40 min = 70 min an hour; in the mean 93.3 min
    assert message == "this dock is loaded to 117%: at least 0.75 trucks an hour, 93.33 min at a door each"
    assert remedy.startswith("add doors (2 at least)")
    assert warnings(CHAIN, [*dock, "lanes.seats.unload=2 h", "docks.gate.doors=2"]) == []


def test_containers_take_their_time_and_trucks_their_room() -> None:
    # 60 liners an hour are three containers; a truck has room for one, so three trucks an hour, 15 + 7 min each
    dock = ["docks={gate: {doors: 1}}", "lanes.foam.dock=gate", "lanes.foam.unload=15 min", "lanes.foam.capacity=1"]
    ((_, message, _),) = warnings(CHAIN, [*dock, "lanes.foam.unload_container=7 min"])
    assert message == "this dock is loaded to 110%: at least 3 trucks an hour, 22 min at a door each"
    assert warnings(CHAIN, [*dock, "lanes.foam.unload_container=4 min"]) == []


@pytest.mark.parametrize(
    ("changes", "loads"),
    [
        # a truck with 5 sets takes 30 min, so two of them need 3 min for each set, where one is needed every 2 min
        ([], {"seats-trucks": 1.5, "seats-make": 0.5}),
        (["supply.families.seats.jis.trucks=3"], {"seats-trucks": 1.0, "seats-make": 0.5}),
        # in 8 of 24 hours
        (
            ["suppliers.seater.calendar=day", "supply.families.seats.jis.trucks=9"],
            {"seats-trucks": 1.0, "seats-make": 1.5},
        ),
    ],
)
def test_trucks_and_makers_of_families_in_sequence(changes: list[str], loads: dict[str, float]) -> None:
    check = Check(load_model(PARK, changes))
    found = {one.name: one.load for one in check.loads}
    assert {name: found[name] for name in loads} == pytest.approx(loads)
    told = " ".join(one.message for one in check.warnings)
    for name, load in loads.items():
        assert (f"but {name} needs" in told) == (load > 1.001), told


def test_doors_at_which_parts_in_sequence_are_unloaded() -> None:
    # 30 sets an hour in six trucks; at 11 min each the only door is taken for 66 min an hour
    at_gate = ["supply.families.seats.dock=gate", "supply.families.seats.jis.trucks=4"]
    assert not any("dock" in one[0] for one in warnings(PARK, at_gate))
    found = [one for one in warnings(PARK, [*at_gate, "supply.families.seats.jis.unload=11 min"]) if "dock" in one[0]]
    assert [one[1] for one in found] == [
        "this dock is loaded to 110%: at least 6 trucks an hour, 11 min at a door each"
    ]
