"""Parts that are called where a job enters an element, before they are drawn."""

from __future__ import annotations

from typing import Any

import pytest

import taktwin
from taktwin.model.errors import ModelError
from taktwin.runs.simulation import Simulation
from tests.kernel.plants import Data, line, program_of
from tests.kernel.rules.supply.test_reorder import received


def called(initial: int, call: Data | None = None, interval: str = "10 s", **lane: Any) -> Data:
    """Cars come each 10 s from 10 on, call a part as they enter the queue, and draw it at m, one each 100 s."""
    flow = [{"buffer": "queue", "capacity": "unlimited"}, {"station": "m", "cycle": "100 s", "uses": {"a": 1}}]
    data = line(flow, {"interval": interval})
    data["parts"] = {"a": {}}
    data["stocks"] = {"a": {"part": "a", "initial": initial}}
    data["suppliers"] = {"mill": {}}
    data["lanes"] = {"van": {"supplier": "mill", "to": "a", "lead": "25 s", "call": call or {"at": "queue"}, **lane}}
    return data


@pytest.mark.rule("Where a load has a call, its position is less by what is called: quantity for each job that enters")
def test_parts_are_ordered_when_they_are_called():
    # cars enter at 10, 20, ...; the first draws at 10, the second at 110
    assert received(called(5, up_to=5), (34.9, 35, 45, 55, 115)) == [0, 1, 2, 3, 9]
    # just what is called: nothing is kept
    assert received(called(0, up_to=0), (34.9, 35, 45)) == [0, 1, 2]
    two = called(5, {"at": "queue", "quantity": 2}, up_to=5)
    assert received(two, (34.9, 35, 45)) == [0, 2, 4]


def test_a_level_below_which_much_is_called():
    # a position of 5 falls to 2 at 30, and from then on by one each 10 s: 8 is what 2 + 6 makes of it
    assert received(called(5, reorder=2, quantity=3), (54.9, 55, 84.9, 85)) == [0, 3, 3, 6]
    # at fixed times: at 60 five have been called (the sixth comes then): a position of 0 is lifted to 3
    fixed = called(5, reorder=2, quantity=3, every="60 s", offset="60 s")
    assert received(fixed, (84.9, 85)) == [0, 3]
    later = called(5, reorder=2, quantity=3, every="90 s", offset="90 s")
    assert received(later, (114.9, 115)) == [0, 6]


def test_only_jobs_with_an_option_call():
    data = called(5, {"at": "queue", "when": {"colour": "red"}}, up_to=5)
    data["options"] = {"colour": {"red": "0 %", "blue": "100 %"}}
    # blue cars call nothing: the part that the first one draws at 10 is ordered then, that of the second at 110
    assert received(data, (34.9, 35, 134.9, 135)) == [0, 1, 1, 2]


@pytest.mark.rule("What is drawn beyond what is called counts when it is drawn")
def test_what_is_drawn_without_a_call():
    data = called(9, {"at": "queue"}, interval="1000 s", up_to=9)
    data["shops"]["shop"]["lines"]["main"]["flow"][1]["uses"] = {"a": 3}
    simulation = Simulation(program_of(data))
    simulation.advance_to(1000.0)
    state = simulation.arrays["stock_states"][0]
    assert (state["owed"], state["on_way"]) == (0.0, 3.0), "one was called, and three are drawn"


def test_a_line_in_copies_calls_in_each():
    data = called(20, {"at": "queue"}, up_to=20)
    data["shops"]["shop"]["lines"]["main"] |= {"copies": 2}
    assert received(data, (35, 45, 55)) == [1, 2, 3]


def test_a_plant_of_several_calls_at_its_own_element():
    one = called(5, up_to=5)
    other = called(5, up_to=5, lead="26 s")
    shared = {key: one[key] for key in ("parts", "suppliers")}
    plants = {name: {k: v for k, v in data.items() if k not in shared} for name, data in (("n", one), ("s", other))}
    data = {**shared, "plants": plants}
    assert received(data, (34.9, 35, 45), "n.a") == [0, 1, 2]
    assert received(data, (35.9, 36, 46), "s.a") == [0, 1, 2]


PAIR = """
taktwin: 1
name: pair
parts: {seat: {}}
plants:
  maker:
    orders: {spares: {interval: 10 h}}
    stocks: {store: {part: seat, initial: unlimited}}
    shops: {s: {lines: {main: {orders: spares, flow: [{station: m, cycle: 1 h}]}}}}
  cars:
    orders: {cars: {interval: 60 s}}
    stocks: {side: {part: seat}}
    shops:
      trim:
        lines:
          main:
            orders: cars
            flow:
              - {station: painted, cycle: 50 s}
              - {conveyor: way, capacity: 40, transit: 30 min, spacing: 40 s}
              - {station: seats, cycle: 50 s, uses: {seat: 1}}
lanes:
  between: {from: maker.store, to: cars.side, up_to: 0, lead: 25 min, call: {at: cars.painted}}
"""


def test_a_lane_between_plants_is_called_where_it_ends() -> None:
    """Cars enter at 60, 120, ...; alone the plant calls as well."""
    plant = taktwin.load(PAIR)
    for one in (plant, plant.of("cars")):
        sent = one.simulate(days=0.01, warmup=0, trace=True).result.shipments
        assert sent is not None
        assert sent.select("ordered", "arrives").rows()[:2] == [(60.0, 1560.0), (120.0, 1620.0)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("at: cars.painted", "at: painted", "did you mean `cars.painted`"),
        ("at: cars.painted", "at: cars.paintd", 'no element "paintd"'),
        ("at: cars.painted", "at: cars.painted, when: {trim: sport}", 'no option "trim"'),
        (
            "    stocks: {side: {part: seat}}",
            (
                "    suppliers: {mill: {}}\n    stocks: {side: {part: seat}}\n"
                "    lanes: {own: {supplier: mill, to: side, up_to: 1, call: {at: painted}}}"
            ),
            "is said in the lane cars.own already",
        ),
    ],
)
def test_a_call_between_plants_that_cannot_be_is_refused(old: str, new: str, words: str) -> None:
    """With the name that would do."""
    assert old in PAIR
    with pytest.raises(ModelError, match=words):
        taktwin.load(PAIR.replace(old, new))
