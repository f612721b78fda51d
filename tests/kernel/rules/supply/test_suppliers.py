"""Suppliers with shifts, and trucks that call at several suppliers in turn."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import polars as pl
import pytest

import taktwin
from taktwin.model.errors import ModelError
from taktwin.model.start.file import load_state, state_text
from taktwin.runs.simulation import Simulation
from taktwin.runs.start import Starter, state_of
from tests.kernel.kinds.test_delivery import trucks
from tests.kernel.plants import Data, entries, history, program_of, run
from tests.kernel.rules.supply.test_docks import dock, received, supplied
from tests.oracle.compare import compare
from tests.oracle.compare import model_of as checked

#: On shift from 0 to 120 s and from 300 to 600 s, each day.
DAY = {"shifts": [{"days": "daily", "from": "00:00", "to": "00:10", "breaks": ["00:02-00:05"]}]}
#: 20 s to the mill and 30 s there, 40 s to the works, which have shifts, and 50 s there, 60 s to the plant.
ROUND: Data = {
    "milk_run": [
        {"supplier": "mill", "drive": "20 s", "load": "30 s", "loads": [{"to": "a", "quantity": 4}]},
        {"supplier": "works", "drive": "40 s", "load": "50 s", "loads": [{"to": "b", "quantity": 2}]},
    ],
    "lead": "60 s",
}


def with_shifts(lanes: Data, **stocks: Any) -> Data:
    """Stock points that lanes fill; the mill has no shifts, the works have."""
    data = supplied({name: {"supplier": "works", **lane} for name, lane in lanes.items()}, **stocks)
    for lane in data["lanes"].values():
        if "milk_run" in lane:
            del lane["supplier"]
    return data | {"calendars": {"day": DAY}, "suppliers": {"mill": {}, "works": {"calendar": "day"}}}


def agrees(data: Data, until: float = 1200.0) -> bool:
    """The oracle sees the same."""
    return compare(checked({"name": "test", **data}), 1, until).differences == []


@pytest.mark.rule("A supplier with a `calendar` loads trucks in its shifts alone", "At its end a shift is over")
def test_orders_wait_for_the_shift_of_the_supplier() -> None:
    """Ordered at 0, 100: leave at once; that of 200 leaves with that of 300; that of 600 only the next day."""
    data = with_shifts({"van": {"to": "b", "quantity": 1, "every": "100 s", "lead": "10 s"}})
    assert received(data, (9.9, 10, 110, 210, 309, 310, 410, 510, 700)) == [0, 1, 2, 2, 2, 4, 5, 6, 6]
    assert received(data, (86409.9, 86410.0)) == [6, 6 + 859]  # those of 600, 700, ... 86400 s
    assert agrees(data)


def test_a_lane_without_a_timetable_waits_too() -> None:
    """A part is drawn at 0, one of five: ordered then, in the shift; and of works that are closed at 0, later."""
    lane = {"to": "a", "up_to": 5, "every": None, "lead": "10 s"}
    data = with_shifts({"van": lane})
    assert received(data, (9.9, 10), "a") == [0, 1]
    data["calendars"] = {"day": {"shifts": [{"days": "daily", "from": "00:01", "to": "00:10"}]}}
    assert received(data, (69.9, 70), "a") == [0, 1]
    assert agrees(data)


@pytest.mark.rule(
    "On a **milk run** a truck calls at the suppliers in the order of the file",
    "Loading runs in the shifts of the supplier alone",
    "the lead time counts from the last one",
)
def test_a_truck_calls_at_two_suppliers() -> None:
    """At the mill from 20 to 50, at the works from 90: 30 s until their break, 20 s from 300 on; in at 380."""
    data = with_shifts({"round": ROUND}, a=0)
    assert received(data, (379.9, 380.0), "a") == [0, 4]
    assert received(data, (379.9, 380.0), "b") == [0, 2]
    data["suppliers"]["works"] = {}
    assert received(data, (199.9, 200.0), "b") == [0, 2]
    assert agrees(data)


@pytest.mark.rule("What is loaded at all stops is ordered when the truck sets out", "shares the containers")
def test_all_stops_share_the_truck() -> None:
    """Of six containers three fit: the first truck has three of a, the second the last of a and two of b."""
    data = with_shifts({"round": {**ROUND, "capacity": 3, "dock": "north", "unload": "5 s"}}, a=0)
    assert received(data, (385, 390), "a") == [3, 4]
    assert received(data, (385, 390), "b") == [0, 2]
    assert dock(data, 500.0)["trucks"] == 2
    assert agrees(data)


@pytest.mark.rule("A stop takes its times whatever is loaded there")
def test_a_stop_where_nothing_lacks_takes_its_time() -> None:
    """Nothing of a is ordered; b comes as it does with a. Where nothing lacks at all nobody sets out."""
    stops = [{**ROUND["milk_run"][0], "loads": [{"to": "a", "up_to": 4}]}, ROUND["milk_run"][1]]
    data = with_shifts({"round": {**ROUND, "milk_run": stops}}, a=99)
    assert received(data, (379.9, 380.0), "b") == [0, 2]
    assert received(data, (1000.0,), "a") == [0]
    idle = [{**stop, "loads": [{"to": to, "up_to": 1}]} for stop, to in zip(stops, "ab", strict=True)]
    full = with_shifts({"round": {**ROUND, "milk_run": idle, "dock": "north"}}, a=9, b=9)
    assert dock(full, 500.0)["trucks"] == 0


def test_a_milk_run_by_need() -> None:
    """It sets out as soon as a part of a is drawn, at 0, and brings what lacks of b as well."""
    stops = [
        {"supplier": "mill", "load": "30 s", "loads": [{"to": "a", "up_to": 5}]},
        {"supplier": "works", "loads": [{"to": "b", "reorder": 1, "up_to": 3}]},
    ]
    data = with_shifts({"round": {"milk_run": stops, "every": None, "lead": "60 s"}})
    assert received(data, (89.9, 90), "a") == [0, 1]
    assert received(data, (89.9, 90), "b") == [0, 3]
    assert agrees(data)


@pytest.mark.rule(
    "When a truck comes to the gate is fixed then",
    "drive to a stop, loading there: lane P_LEAD",
)
@pytest.mark.parametrize("at", [10.0, 40.0, 70.0, 100.0, 200.0, 310.0, 350.0, 700.0])
def test_a_run_from_its_own_state_is_the_same_run(at: float) -> None:
    """Wherever its truck is: on its way to a stop, at one, behind the last; random times are as the oracle has them."""
    stops = [{**stop, "drive": "exp(20 s)", "load": "exp(30 s)"} for stop in ROUND["milk_run"]]
    data = with_shifts({"round": {"milk_run": stops, "lead": "exp(60 s)", "every": "70 s"}}, a=0)
    assert agrees(data)
    whole = Simulation(program_of(data))
    whole.advance_to(at)
    text = state_text(state_of(whole))
    again = Starter(whole.program).prepare(load_state(text)).simulation()
    assert state_text(state_of(again)) == text
    for until in np.arange(at, at + 60.0, 7.0):
        whole.advance_to(until)
        again.advance_to(until)
    for field in ("level", "on_way"):
        got, wanted = (one.arrays["stock_states"][field] for one in (again, whole))
        assert got.sum() == pytest.approx(wanted.sum(), abs=14.0)  # later orders have other draws


def test_the_shipments_tell_who_sent_what() -> None:
    """One truck, two suppliers."""
    text = json.dumps({"taktwin": 1, "name": "test", **with_shifts({"round": ROUND}, a=0)})
    sent = taktwin.load(text).simulate(days=0.01, warmup=0, trace=True).result.shipments
    assert sent is not None
    assert sent.select("number", "supplier", "stock", "arrives").rows() == [
        (0, "mill", "a", 380.0),
        (0, "works", "b", 380.0),
    ]


# --- parts in sequence


@pytest.mark.rule("With `finish` a trip that has begun is ended")
def test_a_truck_ends_its_trip_in_the_break() -> None:
    """Away at 20, in a break from 60 to 300 it comes at 120 and is back at 170; the next trip begins at 300."""
    shift = {"days": "daily", "from": "00:00", "to": "23:00", "breaks": ["00:01-00:05"]}
    data = trucks(rack=2, calendar="day", finish=True) | {"calendars": {"day": {"shifts": [shift]}}}
    found = run(data, 350.0)
    assert entries(found, "side") == [(120, 0), (120, 1)]
    assert history(found, "truck") == [(20, "working"), (170, "off_shift"), (300, "working")]
    assert agrees(data, 900.0)
    docked: Data = data | {"docks": {"gate": {"doors": 1}}}
    docked["shops"]["shop"]["lines"]["main"]["flow"][2] |= {"dock": "gate", "unload": "30 s"}
    found = run(docked, 350.0)
    assert entries(found, "side") == [(150, 0), (150, 1)]
    assert history(found, "truck") == [(20, "working"), (200, "off_shift"), (300, "working")]
    assert agrees(docked, 900.0)


PARK = """
taktwin: 1
name: park
orders: {cars: {interval: 2 min}}
calendars:
  day: {shifts: [{days: daily, from: "00:00", to: "03:40"}, {days: daily, from: "08:00", to: "23:59"}]}
suppliers:
  seater: {title: Seats, drive: 17 min, calendar: day}
  trader: {drive: 1 h, calendar: day}
supply:
  takt: 2 min
  call: paint
  families:
    seats: {supplier: seater, at: fit, mode: jis, jis: {make: 100 s, rack: 2, racks: 2, trucks: 2}}
    bolts: {supplier: trader, at: fit, mode: jit, jit: {every: 30 min}}
shops: {trim: {lines: {main: {orders: cars, flow: [{station: paint, cycle: 20 s}, {conveyor: way, capacity: 60,
  transit: 50 min}, {station: fit, cycle: 100 s}]}}}}
"""


def test_families_come_in_the_shifts_of_their_suppliers() -> None:
    """From 3:40 to 8 nothing is made, and no truck leaves; those that are on their way come."""
    plant = taktwin.load(PARK)
    assert plant.model.shops["seater"].calendar == "day"
    trace = plant.simulate(days=0.5, warmup=0, trace=True).result
    assert trace.trace is not None
    assert trace.shipments is not None
    made = trace.trace.filter((pl.col("event") == "enter") & (pl.col("name") == "seats-racks"))["time"]
    left = trace.trace.filter((pl.col("event") == "enter") & (pl.col("name") == "seats-trucks"))["time"]
    came = trace.trace.filter((pl.col("event") == "enter") & (pl.col("name") == "seats-at-line"))["time"]
    closed = (13200.0, 8 * 3600.0)
    assert not made.is_between(*closed, closed="none").any()
    assert not left.is_between(*closed, closed="none").any()
    assert came.is_between(*closed, closed="right").any()
    assert max(time for time in came if time < closed[1]) <= closed[0] + 1200.0
    arrives = trace.shipments["arrives"]
    assert not arrives.is_between(closed[0] + 3600.0, closed[1] + 3600.0, closed="none").any()


# --- several plants, and what cannot be


def test_each_plant_has_the_shifts_of_its_own_calendar() -> None:
    """Both share the supplier; in one of them his shifts begin a minute later."""
    text = """
taktwin: 1
name: two
suppliers: {mill: {calendar: day}}
parts: {bolt: {}}
plants:
  one: &one
    calendars: {day: {shifts: [{days: daily, from: "00:00", to: "12:00"}]}}
    orders: {cars: {quantity: 1}}
    stocks: {rack: {part: bolt, initial: 1}}
    lanes: {van: {supplier: mill, to: rack, quantity: 1, every: 9 h, lead: 10 s}}
    shops: {s: {lines: {main: {orders: cars, flow: [{station: fit, cycle: 1 s, uses: {bolt: 1}}]}}}}
  other:
    <<: *one
    calendars: {day: {shifts: [{days: daily, from: "00:01", to: "12:00"}]}}
"""
    sent = taktwin.load(text).simulate(days=0.1, warmup=0, trace=True).result.shipments
    assert sent is not None
    assert dict(sent.select("lane", "arrives").rows()) == {"one.van": 10.0, "other.van": 70.0}
    with pytest.raises(ModelError, match="did you mean `day`"):
        taktwin.load(text.replace("mill: {calendar: day}", "mill: {calendar: dai}"))
    between = text + "lanes: {round: {milk_run: [{supplier: mill, loads: [{to: one.rack, up_to: 2}]}], every: 1 h}}\n"
    with pytest.raises(ModelError, match="a lane from a supplier belongs to its plant"):
        taktwin.load(between)


WRONG = [
    ({"supplier": "mill"}, "so no `supplier`"),
    ({"loads": [{"to": "a", "up_to": 3}]}, "so no `loads`"),
    ({"to": "a"}, "has no `to` of its own"),
    ({"milk_run": []}, "milk_run: too few entries"),
    ({"milk_run": [{"supplier": "mil", "loads": [{"to": "a", "up_to": 3}]}]}, "did you mean `mill`?"),
    ({"milk_run": [{"supplier": "mill", "loads": [{"to": "aa", "up_to": 3}]}]}, "did you mean `a`?"),
    ({"milk_run": [{"supplier": "mill", "loads": [{"to": "a", "up_to": 3}]}] * 2}, 'two loads of a lane go to "a"'),
    ({"milk_run": [{"supplier": "mill", "loads": [{"to": "a", "up_to": 0}]}]}, "cannot be 0"),
    ({"milk_run": [{"supplier": "mill", "loads": []}]}, "loads: too few entries"),
    ({"every": None}, "without `every` a `quantity`"),
]


@pytest.mark.parametrize(("changes", "words"), WRONG, ids=[words for _, words in WRONG])
def test_a_milk_run_that_cannot_be_is_refused(changes: Data, words: str) -> None:
    """With what is wrong, and where."""
    data = with_shifts({"round": ROUND}, a=0)
    data["lanes"]["round"] |= changes
    with pytest.raises(ModelError, match=re.escape(words)):
        taktwin.load(json.dumps({"taktwin": 1, "name": "test", **data}))
