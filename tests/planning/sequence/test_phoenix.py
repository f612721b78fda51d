"""The Renault-like day of `phoenix`, as docs/sequence-in-the-plant.md shows it (there with more time and runs)."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.model import load_model
from taktwin.planning.sequence.day import day_of
from taktwin.planning.sequence.effect import sequence_effect
from taktwin.planning.sequence.from_model import sequence_problem
from taktwin.planning.sequence.score import score
from taktwin.planning.sequence.solve import solve
from taktwin.runs.options import RunOptions


@pytest.fixture(scope="module")
def found() -> np.ndarray:
    return solve(sequence_problem(load_model("phoenix")), moves=3_000_000, seed=1, workers=1).order


def test_fewer_changes_at_no_more_violations(found: np.ndarray) -> None:
    """At least 20 % fewer than in the order given; in fact 80 %."""
    problem = sequence_problem(load_model("phoenix"))
    before, after = score(problem, np.arange(problem.cars)), score(problem, found)
    assert after.valid
    assert after.paint_color_changes <= 0.2 * before.paint_color_changes
    assert after.high_violations <= before.high_violations
    assert after.low_violations <= before.low_violations
    assert all(after.by_ratio[name] <= before.by_ratio[name] for name in before.by_ratio)


def test_against_an_order_that_keeps_the_ratios(found: np.ndarray) -> None:
    """The gain in colour does not come from ratios that were violated before."""
    problem = sequence_problem(load_model("phoenix"))
    kept = solve(problem.with_objectives(("high_violations", "low_violations")), moves=3_000_000, workers=1)
    wish = ("high_violations", "low_violations", "paint_color_changes")
    better = solve(problem.with_objectives(wish), moves=20_000_000, workers=1, start=kept.order)
    assert (kept.score.high_violations, kept.score.low_violations) == (0, 0)
    assert (better.score.high_violations, better.score.low_violations) == (0, 0)
    assert better.score.paint_color_changes <= 0.5 * kept.score.paint_color_changes


def test_in_the_plant(found: np.ndarray) -> None:
    """Paint and trim feel it, with intervals beside 0; the rate does not change."""
    model = load_model("phoenix")
    day = day_of(model)
    problem = sequence_problem(model, day)
    effect = sequence_effect(model, day, problem, np.arange(len(day)), found, RunOptions(days=4, replications=3))
    rows = {row["measure"]: row for row in effect.table.rows(named=True)}
    for name in ("colour_changes", "paint_setup", "high_violations_at", "low_violations_at", "overload"):
        assert rows[name]["verdict"] == "lower", name
        assert rows[name]["after"] < 0.5 * rows[name]["before"], name
    assert abs(rows["throughput_per_hour"]["difference"]) < 0.3
    assert {"in_position", "within_5", "displacement", "energy_kwh_per_job"} <= set(rows)
