"""Lanes without `every`: what is ordered as soon as parts are drawn."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.runs.simulation import Simulation
from tests.kernel.plants import Data, line, program_of, row_of, run
from tests.kernel.rules.supply.test_reorder import received


def drawn_every_10_s(initial: int, **lane: Any) -> Data:
    """A part of a is drawn at 0, 10, 20, ...; a lane without `every` refills them."""
    data = line([{"station": "m", "cycle": "10 s", "uses": [{"part": "a", "from": "a"}]}])
    data["parts"] = {"a": {}}
    data["stocks"] = {"a": {"part": "a", "initial": initial}}
    data["suppliers"] = {"mill": {}}
    data["lanes"] = {"van": {"supplier": "mill", "to": "a", "lead": "25 s", **lane}}
    return data


def chain(initial: int, far: int, **lane: Any) -> Data:
    """The van comes from a stock point further away, to which a part comes at 100, 110, ..."""
    data = drawn_every_10_s(initial, **lane)
    data["stocks"]["far"] = {"part": "a", "initial": far}
    del data["lanes"]["van"]["supplier"]
    data["lanes"]["van"]["from"] = "far"
    data["lanes"]["ship"] = {"supplier": "mill", "to": "far", "every": "10 s", "offset": "100 s", "quantity": 1}
    return data


@pytest.mark.rule(
    "A lane without every orders whenever something lacks: a load by its reorder",
    "It is looked at in the moves, those of the start included",
)
def test_an_order_at_the_level():
    # six are there; at 20 the third is drawn, and three are left: the order of 20 comes at 45, that of 70 at 95
    data = drawn_every_10_s(6, reorder=3, quantity=5)
    assert received(data, (44.9, 45, 94.9, 95)) == [0, 5, 5, 10]
    assert received(drawn_every_10_s(3, reorder=3, quantity=5), (24.9, 25)) == [0, 5], "what lacks at the start"
    up_to = drawn_every_10_s(6, reorder=3, up_to=9, container=4)
    assert received(up_to, (44.9, 45)) == [0, 8]  # six lack at 20: two containers


@pytest.mark.rule("one without it when it is not filled up")
def test_each_part_is_ordered_when_it_is_drawn():
    data = drawn_every_10_s(4, up_to=4)
    assert received(data, (24.9, 25, 34.9, 35, 45)) == [0, 1, 1, 2, 3]
    assert row_of(run(data, 500).stocks, "stock", "a")["min"] == 1
    assert received(drawn_every_10_s(4, up_to=4, container=3), (24.9, 25, 54.9, 55)) == [0, 3, 3, 6]


@pytest.mark.rule("so at one instant parts come in first, then they are drawn, then all that lacks is ordered at once")
def test_order_at_one_instant():
    # a truck comes at 20, when the third part is drawn: none lack before that, so one truck of two sets out and not two
    data = drawn_every_10_s(2, up_to=2, lead="20 s")
    data["shops"]["shop"]["lines"]["other"] = {
        "orders": "others",
        "flow": [{"station": "n", "cycle": "20 s", "uses": [{"part": "a", "from": "a"}]}],
    }
    data["orders"]["others"] = {}
    simulation = Simulation(program_of(data))
    lane = simulation.program.resources_of("lane")["van"]
    sent = []
    for time in (0.0, 19.0, 20.0, 40.0):
        simulation.advance_to(time)
        record = simulation.arrays["resource_states"][lane]
        sent.append((int(record["works"]), float(simulation.arrays["stock_states"]["on_way"][0])))
    # both draw at 0, and then none is there: m waits from 10 on, until at 20 both are in again
    assert sent == [(1, 2.0), (1, 2.0), (2, 2.0), (3, 2.0)]


def test_trucks_of_no_lead_are_in_at_once():
    data = drawn_every_10_s(1, up_to=1, lead="0 s")
    assert received(data, (0, 9, 10, 100)) == [1, 1, 2, 11]


@pytest.mark.rule("What a stock point that sends does not have sets out as soon as it has come there")
def test_what_lacks_at_the_sender_follows():
    data = chain(2, 3, up_to=5)
    # four lack at 0 and three are there; the fourth sets out at 100, and one more with each that comes
    assert received(data, (24.9, 25, 124.9, 125, 135)) == [0, 3, 3, 4, 5]
    assert row_of(run(data, 90).stocks, "stock", "far")["final"] == 0
    whole = chain(2, 3, up_to=6, container=2)
    assert received(whole, (25, 124.9, 125)) == [2, 2, 4], "only full containers set out"


def test_two_lanes_in_a_row():
    data = chain(3, 4, up_to=3)
    data["lanes"]["ship"] = {"supplier": "mill", "to": "far", "up_to": 4, "lead": "40 s"}
    assert received(data, (25, 35), "a") == [1, 2]
    assert received(data, (39.9, 40, 50), "far") == [0, 1, 2]


@pytest.mark.rule("then the lanes without every")
def test_feeds_come_before_lanes():
    data = chain(1, 1, up_to=2, lead="1 s")
    data["stocks"]["side"] = {"part": "a"}
    data["fleets"] = {"tugs": {"count": 1, "speed": "1 m/s"}}
    feed = {"from": "far", "to": "side", "fleet": "tugs", "distance": "5 m", "lot": 1, "reorder": 0}
    data["feeds"] = {"feed": feed}
    assert received(data, (50,), "a") == [0]
    assert received(data, (50,), "side") == [1]
