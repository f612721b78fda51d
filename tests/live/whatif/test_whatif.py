"""What could be done now, beside doing nothing: each sort of try does what it says, and nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import taktwin
from taktwin.live.forecast import ForecastOptions
from taktwin.live.whatif import Tries, WhatIf, read_tries, what_if
from taktwin.live.whatif.change import changed_state
from taktwin.model.errors import ModelError, OptionError
from taktwin.model.start.file import load_state
from taktwin.model.start.state import StartState

PLANT = """
taktwin: 1
name: cells
options: {colour: {red: 50 %, blue: 50 %}}
orders: {jobs: {}}
calendars: {day: {shifts: [{days: daily, from: "06:00", to: "14:00"}, {days: daily, from: "18:00", to: "22:00"}]}}
crews: {fitters: {size: 1}}
failures:
  break: {clock: operation, up: exp(8 h), repair: exp(30 min), crew: fitters}
parts: {door: {}, seat: {}}
suppliers: {maker: {drive: 30 min}}
stocks:
  doors: {part: door, shop: hall, initial: 20}
lanes:
  doors-lane: {supplier: maker, to: doors, every: 24 h, quantity: 100, lead: 2 h}
shops:
  hall:
    calendar: day
    lines:
      main:
        orders: jobs
        flow:
          - {station: weld, cycle: 60 s, failures: [break]}
          - {buffer: between, capacity: 10}
          - {station: paint, cycle: 60 s, failures: [break], setup: {by: colour, time: 90 s}}
          - {buffer: behind, capacity: 10}
          - {station: doors-on, cycle: 50 s, uses: [{part: door, from: doors}]}
"""
NOW = """
at: 2026-01-05 10:00
places:
  weld: [{order: 10, options: {colour: red}}]
  between:
    - {order: 9, options: {colour: blue}}
    - {order: 8, options: {colour: red}}
    - {order: 7, options: {colour: blue}}
  paint: [{order: 6, options: {colour: red}, spent: 10 s}]
machines:
  paint: {down: {since: 5 min}}
  weld: {down: {waiting: true}}
stocks: {doors: 20}
"""


@pytest.fixture(scope="module")
def plant() -> taktwin.Plant:
    return taktwin.load(PLANT)


@pytest.fixture(scope="module")
def now() -> StartState:
    return load_state(NOW)


def tried(plant: taktwin.Plant, now: StartState, **tries: object) -> WhatIf:
    said = Tries.model_validate({"tries": tries})
    return what_if(plant.starter, now, said, ForecastOptions(replications=30))


def test_nothing_done_gains_nothing(plant: taktwin.Plant, now: StartState) -> None:
    found = tried(plant, now, nothing={}, same={"set": {"crews.fitters.size": 1}})
    for one in found.tried:
        assert (one.jobs == found.base.done[:, -1]).all()
        assert (one.gain.difference, one.gain.sure, one.better) == (0.0, False, 0.0)


def test_what_helps_is_told(plant: taktwin.Plant, now: StartState) -> None:
    """20 doors are left, and the next truck comes after the shift: only more doors, or a later end, bring more cars."""
    found = tried(
        plant, now,
        truck={"trucks": [{"stock": "doors", "amount": 200, "in": "30 min"}]},
        late={"trucks": [{"stock": "doors", "amount": 200, "in": "5 h"}]},
    )  # fmt: skip
    truck, late = found.tried
    assert found.until == 14 * 3600.0
    assert found.base.mean == 20.0
    assert truck.gain.low > 50.0
    assert truck.better == 1.0
    assert late.gain.difference == 0.0
    assert found.as_dict()["tries"][0]["gain"]["sure"] is True
    (out,) = tried(plant, now.model_copy(update={"machines": {}}), out={"out": {"weld": "4 h"}}).tried
    assert out.gain.high < -5.0
    assert out.worse > 0.9


def test_overtime_is_told_at_its_end(plant: taktwin.Plant, now: StartState) -> None:
    truck = {"trucks": [{"stock": "doors", "amount": 500, "in": "10 min"}]}
    found = tried(plant, now, longer={**truck, "overtime": {"to": "15:00"}}, truck=truck)
    longer, short = found.tried
    assert found.until == 15 * 3600.0
    more = longer.jobs.mean() - short.jobs.mean()
    assert 15.0 < more <= 61.0
    with pytest.raises(OptionError, match=r'the try "late": the shift of day cannot go on to 19:00'):
        tried(plant, now, late={"overtime": {"to": "19:00"}})


def test_the_state_of_each_try(plant: taktwin.Plant, now: StartState) -> None:
    before = now.model_dump_json()

    def state(**said: object) -> StartState:
        (one,) = Tries.model_validate({"tries": {"one": said}}).tries.values()
        return changed_state(now, one, plant.starter)

    moved = state(crew={"from": "paint", "to": "weld"}).machines
    assert moved["paint"].down is not None
    assert moved["paint"].down.waiting
    assert moved["weld"].down is not None
    assert not moved["weld"].down.waiting
    two = taktwin.load(PLANT, ["crews.fitters.size=2"])
    (nothing,) = Tries.model_validate({"tries": {"one": {}}}).tries.values()
    helped = changed_state(now, nothing, two.starter).machines["weld"].down
    assert helped is not None
    assert not helped.waiting  # the second fitter begins at once
    assert state(repair_first=["weld"]).machines["weld"] == now.machines["weld"]
    repaired = state(repaired={"paint": "5 min"}).machines["paint"].down
    assert repaired is not None
    assert repaired.left is not None
    assert repaired.left.value == 300.0

    def orders(wanted: object) -> list[int]:
        return [int(job.order.value) for job in state(sequence={"between": wanted}).places["between"].jobs if job.order]

    assert orders([7]) == [7, 9, 8]
    assert orders("colour") == [9, 7, 8]
    assert now.model_dump_json() == before


def test_colours_put_together_save_setups(plant: taktwin.Plant, now: StartState) -> None:
    """Behind a red car blue, red, blue need three setups, sorted two: the second car of a colour comes 90 s sooner."""
    given = now.model_copy(update={"machines": {}})
    said = Tries.model_validate({"tries": {"sorted": {"sequence": {"between": [8, 9, 7]}}}})
    at = 10 * 3600.0
    options = ForecastOptions(until=at + 9.2 * 60.0, replications=10)
    found = what_if(plant.starter, given, said, options)
    assert np.all(found.tried[0].jobs >= found.base.done[:, -1])
    assert found.tried[0].gain.difference > 0.0


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"repair_first": ["paint"]}, "paint does not wait for a crew"),
        ({"repaired": {"doors-on": "5 min"}}, "doors-on is not down; down are paint, weld"),
        ({"crew": {"from": "weld", "to": "paint"}}, "no crew can go from weld to paint"),
        ({"out": {"wled": "1 h"}}, 'no machine "wled"; did you mean `weld`'),
        ({"out": {"doors-on": "1 h"}}, "never fails in the model"),
        ({"sequence": {"between": [99]}}, "order 99 does not wait in between; there wait 9, 8, 7"),
        ({"sequence": {"between": "size"}}, 'have no "size"'),
        ({"sequence": {"weld": [10]}}, "no jobs wait in a row"),
        ({"trucks": [{"stock": "seats", "amount": 1, "in": "1 h"}]}, 'no stock point "seats"'),
        ({"trucks": [{"stock": "doors", "amount": 1, "in": "1 h", "lane": "x"}]}, "x brings nothing to doors"),
        ({"set": {"crews.fiters.size": 2}}, "crews.fiters.size"),
    ],
)
def test_what_cannot_be_done(plant: taktwin.Plant, now: StartState, said: dict[str, object], words: str) -> None:
    with pytest.raises(OptionError) as caught:
        tried(plant, now, wrong=said)
    assert str(caught.value).startswith('the try "wrong": ')
    assert words in str(caught.value)


def test_a_file_of_tries(tmp_path: Path) -> None:
    file = tmp_path / "tries.yaml"
    file.write_text("tries:\n  more: {out: {weld: 20 min}}\n  less: {set: {crews.fitters.size: 2}}\n")
    assert list(read_tries(file).tries) == ["more", "less"]
    file.write_text("tries:\n  more: {outt: {weld: 20 min}}\n")
    with pytest.raises(ModelError, match=r"tries.yaml:2.*out"):
        read_tries(file)
