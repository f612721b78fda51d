"""Stores that put cars back in order: by hand, against plain programs, and what they promise."""

from __future__ import annotations

import itertools

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from taktwin.analysis.supply.sequence_adherence import places_to_restore, sequence_adherence
from taktwin.planning.bodystore.curve import lane_curve, store_curve
from taktwin.planning.bodystore.lanes import LANE_RULES, through_lanes
from taktwin.planning.bodystore.retrieval import RULES, StoreError, through_store

orders = st.permutations(range(9))
kinds = st.lists(st.sampled_from("ab"), min_size=9, max_size=9)


def scrambled(cars: int = 400, late: float = 0.1, seed: int = 1) -> np.ndarray:
    """Some cars come later than planned, by up to 60 positions."""
    random = np.random.default_rng(seed)
    return np.argsort(
        np.arange(cars) + random.random(cars) * 2 + (random.random(cars) < late) * random.random(cars) * 60
    )


def test_by_hand() -> None:
    came = [1, 2, 3, 4, 0, 5, 6]  # car 0 comes four cars late
    assert through_store(came, 0).tolist() == came
    assert through_store(came, 3).tolist() == came  # the fourth car that would wait drives out 1, and all follow
    assert through_store(came, 4).tolist() == [0, 1, 2, 3, 4, 5, 6]
    # In a store of two, 3 goes in the place of 0, and 0 later in that of 3; nobody else moves.
    assert through_store(came, 2, "substitute").tolist() == [3, 1, 2, 0, 4, 5, 6]
    # Red cars 0 and 2 exchange their orders; blue 1 and 3 cannot stand in for 0.
    assert through_store(came, 2, "same", "brbrrbb").tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert through_store(came, 2, "same", "bbbbrbb").tolist() == through_store(came, 2).tolist()
    assert through_store(came, 2, "first").tolist() == came


@given(orders, st.integers(0, 9), st.sampled_from(RULES), kinds)
def test_every_car_leaves_once(came: list[int], places: int, rule: str, what: list[str]) -> None:
    left = through_store(came, places, rule, what)
    assert sorted(left.tolist()) == list(range(9))


@given(orders, st.integers(0, 9))
def test_a_large_enough_store_restores_the_order(came: list[int], more: int) -> None:
    needed = places_to_restore(came)
    for rule in ("lowest", "substitute"):
        assert through_store(came, needed + more, rule).tolist() == list(range(9))
    if needed:
        assert through_store(came, needed - 1).tolist() != list(range(9))


@given(orders, st.integers(0, 8))
def test_lowest_against_a_plain_program(came: list[int], places: int) -> None:
    inside: list[int] = []
    left: list[int] = []
    for car in came:
        inside.append(car)
        while inside:
            car = min(inside)
            if car > max(left, default=-1) + 1 and len(inside) <= places:
                break
            inside.remove(car)
            left.append(car)
    assert through_store(came, places).tolist() == left + sorted(inside)


@given(orders, st.integers(0, 8), kinds)
def test_exchanged_orders_are_of_one_kind(came: list[int], places: int, what: list[str]) -> None:
    """Behind `same` the kinds come as if each order had its own car: a body never gets an order of another kind."""
    left = through_store(came, places, "same", what)
    assert sorted(left.tolist()) == list(range(9))
    if len(set(what)) == 1:  # any car can stand in for any other: nothing is ever out of place
        assert left.tolist() == list(range(9)) or places == 0


def test_more_places_more_order() -> None:
    table = store_curve([scrambled(seed=k) for k in range(3)], [0, 10, 20, 40, 80])
    in_order = table.filter(table["measure"] == "in_order")["mean"].to_list()
    assert in_order == sorted(in_order)
    assert in_order[-1] == 1.0
    one = sequence_adherence(through_store(scrambled(seed=0), 20))
    row = store_curve([scrambled(seed=0)], [20]).row(by_predicate=table_is("mean"), named=True)
    assert (row["mean"], row["low"]) == (one.mean, None)


def table_is(measure_name: str):
    import polars as pl

    return pl.col("measure") == measure_name


def test_lanes_by_hand() -> None:
    came = [3, 4, 1, 2, 0, 5]
    assert through_lanes(came, 1, 6).tolist() == came  # one lane cannot sort
    assert through_lanes(came, 3, 2).tolist() == [0, 1, 2, 3, 4, 5]  # 3 4 / 1 2 / 0
    assert through_lanes(came, 3, 2, hold=0).tolist() == came


@given(orders)
def test_enough_lanes_restore_the_order(came: list[int]) -> None:
    """As many lanes as the longest falling run of cars (Dilworth)."""
    falling = max(
        size
        for size in range(1, 10)
        for subset in itertools.combinations(came, size)
        if list(subset) == sorted(subset, reverse=True)
    )
    assert through_lanes(came, falling, 9).tolist() == list(range(9))


@given(orders, st.integers(1, 4), st.integers(1, 4), st.sampled_from(LANE_RULES))
def test_every_car_leaves_the_lanes(came: list[int], lanes: int, length: int, rule: str) -> None:
    assert sorted(through_lanes(came, lanes, length, rule).tolist()) == list(range(9))


def test_fit_beats_shortest_lane() -> None:
    found = {rule: sequence_adherence(through_lanes(scrambled(late=0.3), 6, 10, rule)).mean for rule in LANE_RULES}
    assert found["fit"] < 0.9 * found["shortest"]
    assert found["fit"] < 0.9 * found["turns"]
    table = lane_curve([scrambled()], [1, 4, 8], 10)
    assert table["lanes"].unique().to_list() == [1, 4, 8]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: through_store([1, 1], 3), "same order number"),
        (lambda: through_store([1, 2], -1), "0 places or more"),
        (lambda: through_store([1, 2], 1, "best"), 'no rule "best"'),
        (lambda: through_store([1, 2], 1, "same"), "needs the kind of each of the 2 cars"),
        (lambda: through_lanes([1, 2], 0, 3), "must be 1 or more"),
        (lambda: through_lanes([1, 2], 2, 3, "best"), 'no rule "best" for lanes'),
        (lambda: through_lanes([1, 2], 2, 3, hold=7), "hold 0 to 6 cars, not 7"),
        (lambda: store_curve([], [1]), "at least one replication"),
    ],
)
def test_wrong(call, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        call()
