"""The six-lane store of the contest: times, points, physics, policies, and the best of small cases."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktwin.planning.bodystore.contest.exact import exact
from taktwin.planning.bodystore.contest.kernel.alltries import try_all
from taktwin.planning.bodystore.contest.kernel.anneal import anneal
from taktwin.planning.bodystore.contest.kernel.jit import cache_folder
from taktwin.planning.bodystore.contest.kernel.through import let_through
from taktwin.planning.bodystore.contest.policy import POLICIES, decoded, kind_lanes, run
from taktwin.planning.bodystore.contest.rules import Cars, Layout, made_up_cars, read_cars
from taktwin.planning.bodystore.contest.score import blocks, points, spacing
from taktwin.planning.bodystore.contest.search import search
from taktwin.planning.bodystore.retrieval import StoreError
from tests.planning.bodystore.second_by_second import check


def test_times_of_the_contest() -> None:
    layout = Layout()
    assert [layout.bring(lane) for lane in range(6)] == [18, 12, 6, 0, 12, 18]
    assert [layout.turn_back(lane) for lane in range(6)] == [24, 18, 12, 6, 12, 18]
    with pytest.raises(StoreError, match="no return lane"):
        Layout(back=None).turn_back(0)


def test_points_by_hand() -> None:
    assert [spacing(row) for row in ([1, 0, 0, 1], [1, 0, 1], [1, 1, 0, 0, 0, 1], [0, 0], [1, 0, 0, 1, 0, 0])] == [
        0,
        1,
        2,
        0,
        0,
    ]
    assert [blocks(row) for row in ([1, 0], [1, 1, 0, 0, 1, 0], [1, 0, 0, 1, 0], [1, 1], [0, 1, 1, 0, 1], [])] == [
        0, 0, 1, 1, 1, 0,
    ]  # fmt: skip
    cars = Cars(np.array([1, 0, 0, 1]), np.array([1, 0, 1, 0]))
    found = points(cars, [0, 1, 2, 3], returns=2, seconds=9 * 4 + 72 + 50)
    assert (found.spacing, found.blocks, found.returns, found.time) == (0, 0, 2, 0.5)
    assert found.total == pytest.approx(100 - 0.4 - 0.05)


def test_the_nearest_lane_alone_is_as_fast_as_the_contest_says() -> None:
    """9 s a car and 72 s: then nothing is lost on time, and nothing sorted."""
    cars = made_up_cars(60)
    found = run(cars, "first")
    assert found.order.tolist() == list(range(60))
    assert found.points.time == 0.0


@pytest.mark.parametrize("forced", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_every_second_of_a_run(forced: bool, seed: int) -> None:
    """Policies and random decisions keep within the store, and its times are those of places and seconds."""
    layout = Layout(forced=forced, length=4)
    cars = made_up_cars(40, seed=seed)
    random = np.random.default_rng(seed)
    for policy in POLICIES:
        check(layout, run(cars, policy, layout))
    choice = np.where(random.random(80) < 0.3, -1, random.integers(0, 3, 80))
    found = decoded(cars, layout, random.integers(-1, 6, 40), choice)
    check(layout, found)
    assert found.points.returns > 0
    assert sorted(found.order.tolist()) == list(range(40))


def test_forced_takes_who_came_first() -> None:
    """In problem 1 cars leave in the order in which they came to the ends, so no lane can hold one back."""
    layout = Layout(back=None, length=5)
    cars = made_up_cars(50, seed=3)
    for policy in POLICIES:
        found = run(cars, policy, layout)
        sends = found.operations[found.operations[:, 0] == 1]
        ends = [arrived(found, layout, car) for car in sends[:, 4].tolist()]
        assert ends == sorted(ends)


def arrived(found, layout: Layout, car: int) -> int:
    """When a car came to the end of its lane, from the operations alone."""
    lane = int(found.operations[(found.operations[:, 0] == 0) & (found.operations[:, 4] == car)][0, 2])
    puts = [op for op in found.operations.tolist() if op[0] == 0 and op[2] == lane]
    taken = {op[4]: op[3] + abs(layout.lanes[lane]) for op in found.operations.tolist() if op[0] == 1 and op[1] == lane}
    at = before = -(10**9)
    for op in puts:
        at = max(op[3] + abs(layout.lanes[lane]) + layout.step * (layout.length - 1), before + layout.step)
        before = taken[op[4]]
        if op[4] == car:
            break
    return at


def test_exact_is_the_best_of_all() -> None:
    """On small stores the search finds the best decisions, and the simple policies do not always."""
    better = 0
    for seed in range(6):
        cars = made_up_cars(7, 0.5, 0.5, 1.5, seed=seed)
        layout = Layout(lanes=(-9, 0, 9), back=None, length=3, forced=False)
        best = exact(cars, layout)
        found = search(cars, layout, 5000)
        simple = max(run(cars, policy, layout).points.total for policy in POLICIES)
        assert best.points.total >= found.points.total - 1e-9 >= simple - 1e-9
        assert found.points.total == pytest.approx(best.points.total, abs=0.05)
        better += best.points.total > simple + 0.05
    assert better >= 2


def test_exact_with_a_return_lane() -> None:
    cars = Cars(np.array([1, 1, 0, 0]), np.array([0, 0, 0, 0]))
    layout = Layout(lanes=(0,), back=3, length=2)
    best = exact(cars, layout)
    assert best.order.tolist() == [0, 2, 3, 1]  # the second hybrid goes round, and two others are between
    assert (best.points.spacing, best.points.returns) == (0, 1)
    with pytest.raises(StoreError, match="more than 10 rows"):
        exact(cars, layout, most=10)


def test_search_beats_the_simple_policies() -> None:
    cars = made_up_cars(120, seed=5)
    for forced, least in ((True, 1.0), (False, 2.0)):
        layout = Layout(forced=forced)
        found = search(cars, layout, 3000)
        check(layout, found)
        assert found.points.total > max(run(cars, policy, layout).points.total for policy in POLICIES) + least
    again = search(cars, Layout(), 500)
    assert np.array_equal(again.order, search(cars, Layout(), 500).order)


def test_kinds_have_lanes_in_proportion() -> None:
    cars = made_up_cars(200, 0.5, 0.2)
    lanes = kind_lanes(cars, Layout())
    kinds = 2 * cars.hybrid + cars.four
    used = [set(lanes[kinds == kind].tolist()) for kind in range(4)]
    assert sum(map(len, used)) == 6 == len(set.union(*used))
    assert (kind_lanes(cars, Layout(lanes=(0, 3))) == -1).all()


def test_reads_cars(tmp_path: Path) -> None:
    file = tmp_path / "cars.csv"
    file.write_text("进车顺序,车型,动力,驱动\n1,A,混动,两驱\n2,B,燃油,四驱\n\n", encoding="utf-8-sig")
    cars = read_cars(file)
    assert (cars.hybrid.tolist(), cars.four.tolist()) == ([1, 0], [0, 1])
    file.write_text("power,drive\nhybrid,4WD\n", encoding="utf-8")
    assert read_cars(file).count == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"power\nhybrid\n", r'cars.csv:1: no column "\u9a71\u52a8" or "drive"; the columns are power'),
        (b"power,drive\nhybrid,3wd\n", 'cars.csv:2: drive: expected one of .*, got "3wd"'),
        (b"power,drive\nhybrid\n", 'cars.csv:2: drive: .* got ""'),
        (b"power,drive\n", "no cars"),
        (b"", "no column"),
        ("动力,驱动\n混动,四驱\n".encode("gbk"), "not UTF-8"),
    ],
)
def test_wrong_cars(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "cars.csv"
    file.write_bytes(content)
    with pytest.raises(StoreError, match=words):
        read_cars(file)


def test_compiled_code_is_kept_by_content() -> None:
    """Numba does not notice a change in a called function of another file: new code, new folder."""
    for entry in (let_through, anneal, try_all):
        assert Path(entry._cache.cache_path).is_relative_to(cache_folder())


def test_wrong_use() -> None:
    cars = made_up_cars(5)
    with pytest.raises(StoreError, match='no policy "best"'):
        run(cars, "best")
    with pytest.raises(StoreError, match="at least 1 trial"):
        search(cars, trials=0)
    with pytest.raises(StoreError, match="needs a lane"):
        Layout(lanes=())
    with pytest.raises(StoreError, match="both flags"):
        Cars(np.array([1, 0]), np.array([1]))
