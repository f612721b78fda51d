"""Which replications are run: asked of made-up figures, so that the right answer is known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from taktwin.analysis.interval import t_interval
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.folder import Rows
from taktwin.planning.experiment.plan import (
    Aim,
    Call,
    Fixed,
    Goal,
    Plan,
    Select,
    UntilNarrow,
    parse_aim,
    parse_confidence,
    parse_goal,
)

KPI = "throughput_per_hour"


class Made:
    """Figures of scenarios with given means and spreads; `common` noise is the same in all."""

    def __init__(self, means: list[float], own: float, common: float = 0.0) -> None:
        rng = np.random.default_rng(5)
        self.shared = common * rng.standard_normal(5000)
        self.values = [mean + self.shared + own * rng.standard_normal(5000) for mean in means]
        self.rows: Rows = {}
        self.rounds: list[list[Call]] = []

    def run(self, plan: Plan) -> None:
        while calls := plan.next(self.rows):
            assert len(set(calls)) == len(calls)
            assert not set(calls) & set(self.rows), "asked for what is there"
            self.rounds.append(calls)
            for scenario, i in calls:
                self.rows[scenario, i] = {KPI: float(self.values[scenario][i])}

    def half_width(self, scenario: int, count: int) -> float:
        low, high = t_interval(self.values[scenario][:count].tolist()) or (math.nan, math.nan)
        return (high - low) / 2


def test_fixed() -> None:
    made = Made([1.0, 2.0], 1.0)
    made.rows[0, 1] = {KPI: 1.0}
    made.run(Fixed(2, 3))
    assert made.rounds == [[(0, 0), (0, 2), (1, 0), (1, 1), (1, 2)]]


def test_until_narrow() -> None:
    """Each scenario gets what its own spread needs: 100 times the variance, many times the replications."""
    made = Made([50.0, 50.0], 1.0)
    made.values[1] = 50.0 + 10 * (made.values[1] - 50.0)
    plan = UntilNarrow(["a", "b"], [Goal(KPI, 1.0, relative=False)], 0.95, first=5, most=2000)
    made.run(plan)
    calm, wild = plan.used
    assert calm < 30
    assert 200 < wild < 800  # (1.96 * 10 / 1)^2 = 384
    assert made.half_width(0, calm) <= 1.0
    assert made.half_width(1, wild) <= 1.0
    assert plan.short == []
    assert len(made.rounds) < 15  # not one at a time


def test_until_narrow_relative() -> None:
    """1 % of the true mean: W / (1 + W) of the observed one."""
    made = Made([50.0], 2.0)
    plan = UntilNarrow(["a"], [Goal(KPI, 0.01, relative=True)], 0.95, first=5, most=2000)
    made.run(plan)
    mean = float(np.mean(made.values[0][: plan.used[0]]))
    assert made.half_width(0, plan.used[0]) <= 0.01 / 1.01 * mean


def test_until_narrow_runs_out() -> None:
    """What is not reached is told."""
    made = Made([50.0, 50.0], 1.0)
    made.values[1] = np.full(5000, 50.0)
    plan = UntilNarrow(["a", "b"], [Goal(KPI, 0.01, relative=False)], 0.95, first=5, most=40)
    made.run(plan)
    assert (plan.used, plan.short) == ([40, 5], [0])


def test_until_narrow_around_zero() -> None:
    """A share of a mean of 0 can never be reached, and does not run for ever."""
    made = Made([0.0], 1.0)
    plan = UntilNarrow(["a"], [Goal(KPI, 0.0001, relative=True)], 0.95, first=5, most=60)
    made.run(plan)
    assert (plan.used, plan.short) == ([60], [0])


def test_several_goals() -> None:
    """The hardest of them decides."""
    made = Made([50.0], 1.0)
    for values in made.values:
        made.rows |= {(0, i): {KPI: float(value), "wip": 3.0 * float(value)} for i, value in enumerate(values)}
    easy, hard = Goal(KPI, 0.5, relative=False), Goal("wip", 0.5, relative=False)
    used = []
    for goals in ([easy], [hard], [easy, hard]):
        plan = UntilNarrow(["a"], goals, 0.95, 5, 2000)
        assert plan.next(made.rows) == []
        used.append(plan.used[0])
    assert used[0] < 40 < 100 < used[1] == used[2]


def test_what_was_finished_before_does_not_change_the_end() -> None:
    """An experiment that goes on, with more replications on disk than it used, ends as if it had not stopped."""
    for plan in (
        lambda: UntilNarrow(["a", "b"], [Goal(KPI, 0.2, relative=False)], 0.95, 5, 2000),
        lambda: Select(["a", "b"], Aim(KPI, largest=True), 0.95, 0.2, 10, 2000),
    ):
        once, again = plan(), plan()
        made = Made([50.0, 50.3], 1.0)
        made.run(once)
        for i in range(1500):
            made.rows[0, i] = {KPI: float(made.values[0][i])}
        made.run(again)
        assert again.used == once.used


@pytest.mark.parametrize("largest", [True, False])
def test_select(largest: bool) -> None:
    """The best is found; clearly worse scenarios get no more than the first replications."""
    means = [50.0, 53.0, 52.9, 40.0, 45.0]
    made = Made([mean if largest else -mean for mean in means], 0.5, common=5.0)
    plan = Select(list("abcde"), Aim(KPI, largest), 0.95, 0.05, 10, 2000)
    made.run(plan)
    assert (plan.best, plan.sure) == (1, True)
    assert plan.used[3] == plan.used[4] == 10
    assert plan.used[1] == plan.used[2] > 50
    # only those alive are asked for after the first round
    assert not {3, 4} & {scenario for calls in made.rounds[1:] for scenario, _ in calls}
    assert len(made.rounds) < plan.used[1] / 3  # four replications of each while two are left
    assert plan.used[0] < plan.used[1]


def test_select_does_not_decide_for_ever() -> None:
    made = Made([50.0, 50.01], 3.0)
    plan = Select(["a", "b"], Aim(KPI, largest=True), 0.95, 0.01, 10, 100)
    made.run(plan)
    assert not plan.sure
    assert max(plan.used) <= 100
    # nor with replications on disk that it did not ask for
    made.rows |= {(s, i): {KPI: float(made.values[s][i])} for s in (0, 1) for i in range(1000)}
    again = Select(["a", "b"], Aim(KPI, largest=True), 0.95, 0.01, 10, 100)
    made.run(again)
    assert again.used == plan.used


def test_default_indifference() -> None:
    """1 % of the best mean of the first replications."""
    made = Made([50.0, 100.0], 0.1)
    plan = Select(["a", "b"], Aim(KPI, largest=True), 0.95, None, 10, 100)
    made.run(plan)
    assert plan.indifference == pytest.approx(1.0, rel=0.01)


def test_figure_without_a_value() -> None:
    """Told with the name of the scenario, not as a mean that is not a number."""
    rows: Rows = {(0, i): {KPI: math.nan if i == 3 else 1.0} for i in range(10)}
    for plan in (
        UntilNarrow(["slow"], [Goal(KPI, 0.2, relative=False)], 0.95, 5, 20),
        Select(["slow"], Aim(KPI, largest=True), 0.95, 0.2, 10, 20),
    ):
        with pytest.raises(ExperimentError, match='"slow" has no throughput_per_hour'):
            plan.next(rows)


def test_goals_and_aims_as_text() -> None:
    assert parse_goal("wip=1%") == parse_goal(" wip = 1 % ") == Goal("wip", 0.01, relative=True)
    assert parse_goal("wip=0.5") == Goal("wip", 0.5, relative=False)
    assert parse_aim("max:wip") == Aim("wip", largest=True)
    assert parse_aim("min: wip") == Aim("wip", largest=False)
    assert parse_confidence("95%") == parse_confidence("95 %") == parse_confidence("0.95") == 0.95


@pytest.mark.parametrize("text", ["wip", "wip=", "=1%", "wip=0", "wip=-1%", "wip=100%", "wip=x", "wip=nan"])
def test_wrong_goal(text: str) -> None:
    with pytest.raises(ExperimentError, match="write for example"):
        parse_goal(text)


@pytest.mark.parametrize("text", ["wip", "best:wip", "max:", ":wip"])
def test_wrong_aim(text: str) -> None:
    with pytest.raises(ExperimentError, match="max:KPI or min:KPI"):
        parse_aim(text)


@pytest.mark.parametrize("text", ["95", "0", "100%", "1", "x%", ""])
def test_wrong_confidence(text: str) -> None:
    with pytest.raises(ExperimentError, match="95%"):
        parse_confidence(text)
