"""Sequences to start from: always valid, and a mended one stays near the old one."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from taktwin.model.errors import ModelError
from taktwin.planning.sequence.construct import construct
from taktwin.planning.sequence.problem import SequenceProblem
from taktwin.planning.sequence.score import score
from taktwin.planning.sequence.start import mend, starts


def painted(colours: str, limit: int, before: str = "", pinned: str = "") -> SequenceProblem:
    """Cars of these colours, in this order, that differ in nothing else; `pinned` marks those that stay with an x."""
    pins = [at if at < len(pinned) and pinned[at] == "x" else -1 for at in range(len(colours))]
    return SequenceProblem(
        name="painted",
        idents=tuple(f"c{at}" for at in range(len(colours))),
        colours=np.array(["abcd".index(one) for one in colours], np.int32),
        colour_names=tuple("abcd"),
        has=np.zeros((len(colours), 0), bool),
        ratios=(),
        batch_limit=limit,
        objectives=("paint_color_changes",),
        before_colours=np.array(["abcd".index(one) for one in before], np.int32),
        before_has=np.zeros((len(before), 0), bool),
        pinned=np.array(pins, np.int32) if pinned else None,
        given=np.arange(len(colours), dtype=np.int32),
    )


def mended(problem: SequenceProblem) -> tuple[str, int]:
    """The colours after mending the given order, and how many positions changed."""
    order = mend(problem, np.arange(problem.cars))
    assert order is not None
    assert score(problem, order).valid
    return "".join("abcd"[problem.colours[car]] for car in order), int((order != np.arange(problem.cars)).sum())


def random_days(pins: bool = False) -> list[SequenceProblem]:
    """Days of up to forty cars of which a valid sequence exists; one car of each may be pinned where it stands."""
    days = []
    for seed in range(150):
        draw = np.random.default_rng(seed)
        colours = draw.integers(0, draw.integers(2, 5), draw.integers(3, 40))
        limit = int(draw.integers(1, 5))
        most = int(np.bincount(colours).max())
        if most <= limit * (len(colours) - most + 1):
            text = "".join("abcd"[one] for one in (np.sort(colours) if seed % 2 else colours))
            before = "abcd"[draw.integers(0, 4)] if seed % 3 else ""
            days.append(painted(text, limit, before, "x" if pins else ""))
    return days


def test_one_swap_parts_a_long_run_in_its_middle() -> None:
    assert mended(painted("aaaaabbcab", 2)) == ("aabaabacab", 2)
    assert mended(painted("a" * 20 + "bb" + "a" * 9, 10)) == ("a" * 9 + "b" + "a" * 10 + "ba" + "a" * 9, 2)


def test_a_day_that_lost_thirty_separators() -> None:
    """The runs close up to one of 279, to part which takes 25 cars; each separator is a pair, and can spare one."""
    day = "".join("a" * 9 + ("" if 10 <= at < 40 else "bb") for at in range(108))
    assert mended(painted(day, 10))[1] == 50


def test_every_day_without_pins_can_be_mended() -> None:
    days = random_days()
    assert len(days) > 100
    for problem in days:
        mended(problem)


def test_pinned_cars_stay() -> None:
    many = 0
    for problem in random_days(pins=True):
        order = mend(problem, np.arange(problem.cars)[::-1])
        many += order is not None
        assert order is None or order[0] == 0
    assert many > 100
    with pytest.raises(ModelError, match="no sequence was found that keeps the batch limit of 1 with the pinned"):
        starts(painted("abb", 1, pinned="x"))


def fewest_changes(many: tuple[int, ...], limit: int, last: int) -> int:
    """Colour changes of the best sequence, by trying all (dynamic programming over the cars that are left)."""

    @cache
    def least(left: tuple[int, ...], last: int, run: int) -> float:
        if sum(left) == 0:
            return 0
        found = float("inf")
        for colour, cars in enumerate(left):
            if cars and not (colour == last and run >= limit):
                rest = (*left[:colour], cars - 1, *left[colour + 1 :])
                again = colour == last
                found = min(found, (not again and last >= 0) + least(rest, colour, run + 1 if again else 1))
        return found

    return int(least(many, last, 0))


def test_where_colour_comes_first_the_construction_has_the_fewest_changes() -> None:
    for problem in random_days():
        if problem.cars > 20:
            continue
        many = tuple(np.bincount(problem.colours, minlength=4).tolist())
        last = int(problem.tail_colours[-1]) if len(problem.tail_colours) else -1
        found = score(problem, construct(problem))
        assert found.valid
        assert found.paint_color_changes == fewest_changes(many, problem.batch_limit or 99, last)
