"""Before and after in the plant, with the same random numbers."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from taktwin.analysis.paired import paired
from taktwin.model import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.sequence.day import Day, day_of
from taktwin.planning.sequence.effect import Effect, _StoppedError, _Watch, comparison, sequence_effect
from taktwin.planning.sequence.from_model import sequence_problem
from taktwin.runs.options import RunOptions
from tests.planning.sequence.plants import PLANT, with_file

#: Topcoat takes times that vary, so that replications differ.
VARIED = PLANT.replace("cycle: 50 s", "cycle: tri(30 s, 50 s, 70 s)")


def effect(after: np.ndarray, seed: int = 1) -> Effect:
    model = load_model(VARIED)
    day = day_of(model)
    given = np.arange(len(day))
    return sequence_effect(
        model,
        day,
        sequence_problem(model, day),
        given,
        after,
        RunOptions(days=0.5, replications=4, threads=2, seed=seed),
    )


def by_colour() -> np.ndarray:
    return np.argsort(sequence_problem(load_model(VARIED)).colours, kind="stable")


def test_same_sequence_is_the_same_to_the_last_digit() -> None:
    """Common random numbers: what does not depend on the order has no difference at all."""
    found = effect(np.arange(40))
    assert found.before == found.after
    assert set(found.table["verdict"]) == {"the same"}


def test_sorted_colours_need_fewer_changes() -> None:
    found = effect(by_colour())
    row = {row["measure"]: row for row in found.table.rows(named=True)}["colour_changes"]
    assert row["verdict"] == "lower"
    a, b = ([one["colour_changes"] for one in side] for side in (found.after, found.before))
    pairs = paired(a, b)
    assert (row["difference"], row["low"], row["high"]) == (pairs.difference, pairs.low, pairs.high)
    assert row["before"] == pytest.approx(math.fsum(b) / 4)
    assert row["after"] < 5


def test_replications_are_those_of_a_run_with_the_seed() -> None:
    """And do not depend on how many threads work, nor on the other sequence."""
    one, other = effect(by_colour(), seed=5), effect(np.arange(40), seed=5)
    assert one.before == other.before
    assert one.before != effect(by_colour(), seed=6).before
    assert len({figures["lead_time_hours"] for figures in one.before}) == 4


def test_one_replication_has_no_interval() -> None:
    model = load_model(VARIED)
    day = day_of(model)
    given = np.arange(40)
    told: list[float] = []
    found = sequence_effect(
        model, day, sequence_problem(model, day), given, by_colour(), RunOptions(days=0.2, replications=1), told.append
    )
    assert set(found.table["verdict"]) == {"no interval"}
    assert found.table["low"].null_count() == found.table.height
    assert told == sorted(told)
    assert 0.5 in told
    assert told[-1] == 1.0


def test_runs_that_have_begun_end_where_one_is_interrupted() -> None:
    """Each at its next word of progress; until then progress is the mean of all."""
    told: list[float] = []
    watch = _Watch(2, told.append)
    one, other = watch.of(0), watch.of(1)
    one(1.0)
    other(0.5)
    assert told == [0.5, 0.75]
    with pytest.raises(KeyboardInterrupt), watch:
        raise KeyboardInterrupt
    with pytest.raises(_StoppedError):
        other(0.6)


def once(folder: Path, releases: bool, more: str = "") -> tuple[PlantModel, Day]:
    """The plant with a day of 12 cars, with release times or without."""
    rows = "".join(f"c{k},{('sedan', 'suv')[k % 2]},red,steel{f',{60 * k}' * releases}\n" for k in range(12))
    text = with_file(folder, f"ident,product,colour,roof{',release' * releases}\n{rows}")
    model = load_model(text.replace("    sequence:", f"{more}    sequence:"))
    return model, day_of(model)


def test_a_day_with_release_times_is_measured_whole(tmp_path: Path) -> None:
    """It comes once, and a warm-up would be all that there is of it: none by default."""
    model, day = once(tmp_path, releases=True)
    given = np.arange(len(day))
    problem = sequence_problem(model, day)
    found = sequence_effect(model, day, problem, given, given[::-1], comparison(day, replications=2))
    assert (found.days, found.warmup, found.limited) == (2.0, 0.0, True)
    assert found.before[0]["throughput_per_hour"] == pytest.approx(12 / 48)
    assert found.before[0]["in_position"] == 1.0
    assert (
        "not_passed"
        in sequence_effect(model, day, problem, given, given, RunOptions(days=2.0, warmup=1.0, replications=1)).lacking
    )


def test_a_quantity_ends_the_cars(tmp_path: Path) -> None:
    model, day = once(tmp_path, releases=False, more="    quantity: 6\n")
    given = np.arange(6)
    found = sequence_effect(
        model, day, sequence_problem(model, day), given, given, RunOptions(days=1.0, replications=1)
    )
    assert (found.warmup, found.limited) == (0.0, True)
    assert found.before[0]["throughput_per_hour"] == pytest.approx(6 / 24)
