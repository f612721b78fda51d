"""Waiting for a missing car, in time."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

import taktwin
from taktwin.analysis.adherence import first_passages
from taktwin.planning.bodystore.plant import hold_table, kinds_of, points_of, traffic
from taktwin.planning.bodystore.replay import replay
from taktwin.planning.bodystore.retrieval import StoreError, through_store
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate


def test_by_hand() -> None:
    numbers, came, wanted = [1, 2, 0, 3], [0.0, 10.0, 25.0, 26.0], [0.0, 10.0, 20.0, 30.0]
    never = replay(numbers, came, wanted, pace=8)
    assert never.order.tolist() == [1, 2, 0, 3]
    assert never.times.tolist() == [0.0, 10.0, 25.0, 33.0]
    waits = replay(numbers, came, wanted, pace=8, hold=3)
    assert waits.order.tolist() == [0, 1, 2, 3]
    assert waits.times.tolist() == [25.0, 33.0, 41.0, 49.0]  # then at the pace of the first station
    assert (waits.waits, waits.waited, waits.most) == (1, 25.0, 3)
    assert waits.late(np.array(wanted)) == pytest.approx((25 + 23 + 21 + 19) / 4)
    two = replay(numbers, came, wanted, pace=8, hold=2)  # at 10 s two are there: 0 is given up
    assert two.order.tolist() == [1, 2, 0, 3]
    assert two.times.tolist() == [10.0, 18.0, 26.0, 34.0]
    impatient = replay(numbers, came, wanted, pace=8, hold=3, patience=12)
    assert impatient.times.tolist() == [12.0, 20.0, 28.0, 36.0]
    assert (impatient.waits, impatient.waited) == (1, 12.0)
    early = replay([0, 2, 1], [0.0, 1.0, 5.0], [0.0, 10.0, 20.0], pace=8, ahead=True)
    assert early.order.tolist() == [0, 2, 1]  # 2 was fetched at 1 s, long before it was wanted
    assert early.times.tolist() == [0.0, 10.0, 20.0]


@given(st.permutations(range(8)), st.integers(0, 8))
def test_waiting_until_full_is_a_store_of_that_size(came: list[int], hold: int) -> None:
    """If assembly is always ready, the order is that of `through_store` with a place less for the one that leaves."""
    times = np.arange(8.0)
    found = replay(came, times, times, pace=0.0, hold=hold)
    assert found.order.tolist() == through_store(came, max(hold - 1, 0)).tolist()


@given(st.permutations(range(12)), st.integers(0, 12), st.floats(0, 5))
def test_every_car_once_and_never_early(came: list[int], hold: int, patience: float) -> None:
    times, wanted = np.arange(12.0), np.arange(12.0) + 1
    found = replay(came, times, wanted, 0.5, hold, patience)
    assert sorted(found.order.tolist()) == list(range(12))
    assert (np.diff(found.times) >= 0.5 - 1e-9).all()
    assert (found.times >= times[[came.index(car) for car in found.order.tolist()]] - 1e-9).all()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([1, 0], [0.0], [0.0, 1.0], 1), "2 cars need as many times"),
        (([1, 0], [1.0, 0.0], [0.0, 1.0], 1), "must rise"),
        (([1, 0], [0.0, 1.0], [0.0, 1.0], -1), "0 or more"),
    ],
)
def test_wrong(arguments, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        replay(*arguments)


PLANT = """
taktwin: 1
name: small
options: {colour: {red: 0.5, blue: 0.5}}
orders: {cars: {}}
shops:
  paint:
    lines:
      booth:
        orders: cars
        to: trim
        flow:
          - {station: spray, servers: 12, cycle: "lognormal(mean=1180 s, cv=0.3)"}
  assembly:
    lines:
      trim:
        flow:
          - {store: pbs, capacity: 60, cycle: 20 s, rule: sequence, point: in}
          - {station: first, cycle: 97 s, point: out}
"""


@pytest.fixture(scope="module")
def results():
    return simulate(taktwin.load(PLANT).model, RunOptions(days=6, seed=1, replications=2))


def test_replay_of_the_simulated_store() -> None:
    """Never to wait is what the rule `sequence` of the engine does: the same cars at the same times, to the last."""
    plant = taktwin.load(PLANT)
    points = points_of(plant.model)
    assert (points.entry, points.behind, points.pace) == ("in", "out", 97.0)
    result = plant.simulate(days=4, warmup=0).result  # from an empty store on
    (one,) = traffic(result, points)
    found = replay(one.numbers, one.came, one.wanted, points.pace, ahead=True)
    left = first_passages(result, "out").get_column("job").to_numpy()
    assert 0.2 < (np.diff(left) == 1).mean() < 0.9  # an order that is worth the comparison
    assert found.times.tolist() == one.wanted.tolist()
    assert np.sort(one.numbers)[found.order].tolist() == left.tolist()


def test_holding_buys_order_and_costs_time(results) -> None:
    points = points_of(taktwin.load(PLANT).model)
    table = hold_table(results, points, [0, 5, 20])
    rows = {(row["hold"], row["measure"]): row for row in table.rows(named=True)}
    assert rows[20, "in_order"]["mean"] > rows[5, "in_order"]["mean"] > rows[0, "in_order"]["mean"]
    assert rows[0, "waited_h_per_day"]["mean"] == 0.0
    assert rows[20, "waited_h_per_day"]["mean"] > rows[5, "waited_h_per_day"]["mean"] > 0.0
    assert rows[20, "late_min"]["mean"] > 0.0
    assert rows[20, "level"]["mean"] > rows[0, "level"]["mean"]


def test_kinds(results) -> None:
    points = points_of(taktwin.load(PLANT).model)
    (one,) = traffic(results[0], points)
    assert set(kinds_of(results[0], one.numbers, ["colour"])) <= {("red",), ("blue",)}
    with pytest.raises(StoreError, match='no option "color"'):
        kinds_of(results[0], one.numbers, ["color"])


@pytest.mark.parametrize(
    ("behind", "pace"),
    [
        ("- {station: first, cycle: 97 s, point: out}", 97.0),
        ("- {station: first, servers: 2, cycle: 97 s, point: out}", 48.5),
        ("- {conveyor: belt, capacity: 5, transit: 60 s, point: out}\n          - {station: first, cycle: 97 s}", 97.0),
        ("- {station: first, cycle: 97 s}\n          - {station: second, cycle: 60 s, point: out}", 97.0),
        ("\n        to: next\n      next:\n        flow:\n          - {station: first, cycle: 97 s, point: out}", 97.0),
        (
            "\n        to: first\n      next:\n        flow:\n          - {station: first, cycle: 97 s, point: out}",
            97.0,
        ),
    ],
)
def test_pace_of_the_first_station_behind(behind: str, pace: float) -> None:
    """It is the station that sets the pace, wherever the point is, and the store may be the last of its line."""
    text = PLANT.replace("- {station: first, cycle: 97 s, point: out}", behind)
    points = points_of(taktwin.load(text).model)
    assert (points.behind, points.pace) == ("out", pace)


@pytest.mark.parametrize(
    ("change", "store", "words"),
    [
        (("", ""), "pbx", 'no store "pbx"'),
        ((", point: in", ""), None, 'store "pbs" notes no passages'),
        ((", point: out", ""), None, 'nothing behind the store "pbs"'),
        (
            ("{store: pbs, capacity: 60, cycle: 20 s, rule: sequence", "{buffer: b, capacity: 60"),
            None,
            "has no `store`",
        ),
    ],
)
def test_points_that_lack(change: tuple[str, str], store: str | None, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        points_of(taktwin.load(PLANT.replace(*change)).model, store)
