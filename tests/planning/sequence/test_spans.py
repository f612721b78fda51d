"""Spans of positions: kept by every search, exact against all sequences, told by name where none keeps them."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

import taktwin
from taktwin.model.errors import ModelError, OptionError
from taktwin.planning.sequence.problem import Ratio, SequenceProblem
from taktwin.planning.sequence.resequence import resequence
from taktwin.planning.sequence.score import score
from taktwin.planning.sequence.search import CHUNK
from taktwin.planning.sequence.solve import solve
from taktwin.planning.sequence.spans import around, crowded, into_spans, outside
from taktwin.planning.sequence.study import SequenceOptions


def painted(colours: list[int], most: int, **more: Any) -> SequenceProblem:
    """Cars of these colours, each at most so many positions from its place."""
    cars = len(colours)
    fields = {"objectives": ("paint_color_changes",), "spans": around(np.arange(cars), most)} | more
    names = tuple(f"c{car}" for car in range(cars))
    return SequenceProblem("painted", names, np.array(colours, np.int32), np.zeros((cars, 0), bool), (), **fields)


def fewest_purges(colours: list[int], most: int) -> int:
    """Fewest colour changes, by going through all sets of cars that can have been painted at each position."""
    cars = len(colours)
    best: dict[tuple[frozenset[int], int], int] = {(frozenset(), -1): 0}
    for position in range(cars):
        after: dict[tuple[frozenset[int], int], int] = {}
        for (done, last), purges in best.items():
            for car in range(max(0, position - most), min(cars, position + most + 1)):
                if car in done or any(other not in done and other != car for other in range(position - most + 1)):
                    continue
                key = (done | {car}, colours[car])
                value = purges + (last not in (-1, colours[car]))
                after[key] = min(after.get(key, cars), value)
        best = after
    return min(best.values())


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("most", [0, 1, 3])
def test_twenty_cars_as_few_purges_as_there_can_be(seed, most):
    colours = np.random.default_rng(seed).integers(0, 4, 20).tolist()
    problem = painted(colours, most)
    found = solve(problem, moves=8 * CHUNK, workers=1)
    assert outside(found.order, problem.spans) == 0
    assert found.score.paint_color_changes == fewest_purges(colours, most)
    assert found.lower_bound <= found.score.total


def test_five_purges_of_twenty_cars_at_most_three_positions_away():
    """By going through all sequences."""
    colours = [0, 1, 1, 0, 0, 2, 0, 1, 2, 2, 2, 3, 1, 2, 3, 3, 3, 1, 3, 3]
    assert fewest_purges(colours, 3) == 5
    assert solve(painted(colours, 3), moves=8 * CHUNK, workers=1).score.paint_color_changes == 5


@pytest.mark.parametrize("seed", range(8))
def test_no_sequence_is_better(seed):
    """Seven cars with ratios, spans of their own and a batch limit, against all 5,040 sequences."""
    rng = np.random.default_rng(seed)
    first = np.maximum(np.arange(7) - rng.integers(0, 4, 7), 0)
    last = np.minimum(np.arange(7) + rng.integers(0, 4, 7), 6)
    problem = SequenceProblem(
        "small", tuple("abcdefg"), rng.integers(0, 3, 7).astype(np.int32), rng.random((7, 2)) < 0.4,
        (Ratio("x", 1, 2), Ratio("y", 1, 3)), spans=(first, last), batch_limit=5,
    )  # fmt: skip
    every = [score(problem, np.array(one)) for one in itertools.permutations(range(7))]
    best = min(one.total for one in every if one.valid)
    found = solve(problem, moves=4 * CHUNK, workers=1)
    assert found.score.valid
    assert found.score.total == best
    assert found.lower_bound <= best


def test_every_move_of_the_search_keeps_the_spans():
    from taktwin.planning.sequence.bound import Bound
    from taktwin.planning.sequence.kernel.anneal import step
    from taktwin.planning.sequence.ready import make_ready
    from taktwin.planning.sequence.search import Search

    make_ready()
    rng = np.random.default_rng(1)
    problem = painted(rng.integers(0, 5, 40).tolist(), 6)
    search = Search(problem, 3, Bound({}, 0.0))
    search.start(np.arange(40))
    search.arrays.s.heat = 1e9
    made = 0
    for _ in range(20_000):
        made += bool(step(*search.arrays))
        assert outside(search.sequence, problem.spans) == 0
    assert made > 1000


def test_resequencing_keeps_spans_which_move_up_with_the_lost_cars():
    rng = np.random.default_rng(2)
    names = tuple(f"c{car}" for car in range(30))
    has, spans = rng.random((30, 1)) < 0.4, around(np.arange(30), 3)
    problem = SequenceProblem(
        "day", names, rng.integers(0, 4, 30).astype(np.int32), has, (Ratio("x", 1, 2),), spans=spans
    )
    planned = solve(problem, moves=4 * CHUNK, workers=1).order
    found = resequence(problem, planned, ["c4", "c17"])
    assert found.score.valid
    assert found.problem.spans is not None
    for position, car in enumerate(found.order):
        was = int(found.problem.idents[car][1:])
        assert was - 3 - 2 <= position <= was + 3


def test_spans_that_cannot_be_kept_are_told_by_name():
    first, last = np.array([0, 1, 1, 1, 0]), np.array([4, 2, 2, 2, 4])
    assert sorted(crowded(first, last) or []) == [1, 2, 3]
    with pytest.raises(ModelError, match="3 cars must stand at the 2 positions 2 to 3: c1, c2, c3"):
        painted([0, 1, 0, 1, 0], 1, spans=(first, last))
    with pytest.raises(ModelError, match="may stand at the positions 4 to 2"):
        painted([0, 1, 0], 1, spans=(np.array([0, 3, 0]), np.array([2, 1, 2])))
    with pytest.raises(ModelError, match='"c0" is pinned at position 3, outside its span'):
        painted([0, 1, 0], 1, pinned=np.array([-1, -1, 0]))


@pytest.mark.parametrize("seed", range(30))
def test_crowded_is_hall_s_condition(seed):
    rng = np.random.default_rng(seed)
    first = rng.integers(0, 6, 6).astype(np.int32)
    last = np.minimum(first + rng.integers(0, 4, 6), 5).astype(np.int32)
    fits = any(all(first[c] <= p <= last[c] for p, c in enumerate(one)) for one in itertools.permutations(range(6)))
    assert (crowded(first, last) is None) == fits
    if fits:
        assert outside(into_spans(np.arange(6), (first, last), None), (first, last)) == 0
    else:
        many = crowded(first, last) or []
        assert len(many) > last[many].max() - first[many].min() + 1


PLANT = """
name: bound
products: {{car: {{}}}}
options: {{colour: {{red: 50 %, blue: 50 %}}}}
orders: {{day: {{file: "{file}", sequence: {{colour: colour}}}}}}
shops: {{s: {{lines: {{l: {{orders: day, flow: [{{station: m, cycle: 60 s}}]}}}}}}}}
"""


def test_the_order_file_binds_cars(tmp_path):
    file = tmp_path / "orders.csv"
    rows = ["red,,", "blue,,1", "red,2,3", "blue,4,", "red,,"]
    file.write_text("product,colour,earliest,latest\n" + "".join(f"car,{row}\n" for row in rows), encoding="utf-8")
    plant = taktwin.load(PLANT.format(file=file))
    found = plant.sequence(moves=1000, workers=1)
    places = {ident: at + 1 for at, ident in enumerate(found.idents)}
    assert places["day-2"] == 1
    assert 2 <= places["day-3"] <= 3
    assert places["day-4"] >= 4
    still = plant.sequence(moves=1000, workers=1, within=4).problem.spans
    assert still is not None
    assert (still[0][1], still[1][1]) == (0, 0)
    file.write_text("product,colour,earliest,latest\ncar,red,3,2\ncar,red,x,\n", encoding="utf-8")
    with pytest.raises(ModelError, match="lies before the earliest") as caught:
        taktwin.load(PLANT.format(file=file))
    assert "expected a position from 1 on" in str(caught.value)


def test_no_car_is_further_away_than_said(tmp_path):
    file = tmp_path / "orders.csv"
    colours = np.random.default_rng(5).choice(["red", "blue"], 40)
    file.write_text("product,colour\n" + "".join(f"car,{colour}\n" for colour in colours), encoding="utf-8")
    found = taktwin.load(PLANT.format(file=file)).sequence(moves=1000, workers=1, within=2)
    assert max(abs(position - car) for position, car in enumerate(found.found.order)) == 2
    with pytest.raises(OptionError, match="positions away"):
        SequenceOptions(within=-1)
