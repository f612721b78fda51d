"""The targets of a cluster: reached or missed, the probability as a curve, what has to be true, and back-tests."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from taktwin.planning.cluster.file.nouns import ClusterNoun, ProjectNoun
from taktwin.planning.cluster.plan.data import ClusterData
from taktwin.planning.cluster.plan.ramp import capacity_shares
from taktwin.planning.cluster.plan.solve import Plan
from taktwin.planning.cluster.targets.backtest import RULES, BackTest, back_test
from taktwin.planning.cluster.targets.growth import Estimate, GrowthTarget, share_of

POINTS = 9  # of the curve
SURE = (0.5, 0.8)
PURPOSE = 20_29


@dataclass(frozen=True)
class Reached:
    """A target of a year that has passed: what came, and its share of the target."""

    name: str
    series: str
    year: int
    target: float
    came: float

    @property
    def share(self) -> float:
        """What came over what was wanted."""
        return self.came / self.target


@dataclass(frozen=True)
class Point:
    """A point of the curve: the assumption, the probability by formula, and with the lines that will be there.

    ``made`` counts a future only where lines are there as well, with projects on time or late; None where the series is
    no kind of vehicles of the plan.
    """

    mean: float
    sd: float
    probability: float
    made: Estimate | None


@dataclass(frozen=True)
class Wanted:
    """What has to be true for a target.

    Attributes:
        growth: needed each year, as a share.
        mean: sd -> mean log growth with which it is met with the probabilities of `SURE`.
        lines: vehicles a year that lines can make in that year as they stand; None where the series is no kind of
            vehicles.
        planned: with what the plan builds, on time.
    """

    growth: float
    mean: dict[float, tuple[float, ...]]
    lines: float | None
    planned: float | None


@dataclass(frozen=True)
class InScenario:
    """What the plan makes in the year of a target in one scenario of the file."""

    scenario: str
    probability: float
    made: float


@dataclass(frozen=True)
class Outlook:
    """A target of a year to come; ``scenarios`` are those of the file, none where the series is no kind of vehicles."""

    name: str
    series: str
    year: int
    target: float
    since: int
    start: float
    wanted: Wanted
    curve: tuple[Point, ...]
    scenarios: tuple[InScenario, ...] = ()

    @property
    def met(self) -> float:
        """Probability of the scenarios of the file in which the plan makes what is wanted."""
        return sum(one.probability for one in self.scenarios if one.made >= self.target * (1.0 - 1e-9))


@dataclass(frozen=True)
class TargetStudy:
    """All targets, and back-tests of the series that growth is assumed of."""

    reached: tuple[Reached, ...]
    outlooks: tuple[Outlook, ...]
    back_tests: tuple[BackTest, ...]
    growths: dict[int, float]
    """Log growth of each year of that series."""


def study_targets(
    noun: ClusterNoun, data: ClusterData, found: Plan, draws: int = 200_000, seed: int = 1
) -> TargetStudy:
    """Study all targets of a file.

    Args:
        noun: the file.
        data: its arrays.
        found: its plan, whose lines will be there.
        draws: futures behind each estimate.
        seed: of the draws; all points share their random numbers.
    """
    reached: list[Reached] = []
    outlooks: list[Outlook] = []
    history = {name: {int(year): one.value for year, one in series.items()} for name, series in noun.history.items()}
    for name, target in noun.targets.items():
        past = history[target.of]
        if target.year in past:
            reached.append(Reached(name, target.of, target.year, target.value.value, past[target.year]))
        elif noun.growth is not None and past and target.year > max(past):
            since = max(past)
            growth = GrowthTarget(past[since], target.value.value, target.year - since)
            capacity = _capacity(noun, data, found, target.of, target.year, draws, seed)
            sds = [one.value for one in noun.growth.sd]
            wanted = Wanted(
                growth.needed,
                {sd: tuple(growth.mean_for(sure, sd) for sure in SURE) for sd in sds},
                None if capacity is None else capacity[0],
                None if capacity is None else capacity[1],
            )
            means = np.linspace(noun.growth.least.value, noun.growth.most.value, POINTS)
            there = None if capacity is None else capacity[2]
            curve = tuple(_point(growth, float(mean), sd, there) for sd in sds for mean in means)
            made = _in_scenarios(data, found, target.of, target.year)
            outlooks.append(
                Outlook(name, target.of, target.year, growth.target, since, growth.start, wanted, curve, made)
            )
    tests: tuple[BackTest, ...] = ()
    growths: dict[int, float] = {}
    if noun.growth is not None:
        series = history[noun.growth.of]
        years = sorted(series)
        growths = {
            b: float(np.log(series[b] / series[a])) for a, b in pairwise(years) if series[a] > 0 and series[b] > 0
        }
        tests = tuple(back_test(series, noun.growth.until, rule, noun.growth.level.value) for rule in RULES)
    return TargetStudy(tuple(reached), tuple(outlooks), tests, growths)


def _in_scenarios(data: ClusterData, found: Plan, series: str, year: int) -> tuple[InScenario, ...]:
    if series not in data.vehicles or year not in data.years:
        return ()
    t, v = data.years.index(year), data.vehicles.index(series)
    made = 1e3 * (data.demand[:, t, v] - found.unmet[:, t, v])
    return tuple(
        InScenario(name, float(chance), float(one))
        for name, chance, one in zip(data.scenarios, data.probability, made, strict=True)
    )


def _point(growth: GrowthTarget, mean: float, sd: float, there: Any) -> Point:
    made = None
    if there is not None:
        made = _with_lines(float(growth.probability(mean, sd)), there >= growth.target)
    return Point(mean, sd, float(growth.probability(mean, sd)), made)


def _with_lines(exact: float, there: Any) -> Estimate:
    """Wanted, and made: by formula what is wanted, times the drawn share in which lines are there.

    Growth and delays are independent, so only the lines are drawn: it is never above the probability that as many are
    wanted, and where lines do not bind the two are the same.
    """
    lines = share_of(there)
    return Estimate(exact * lines.probability, exact * lines.low, exact * lines.high, lines.draws)


def _capacity(
    noun: ClusterNoun, data: ClusterData, found: Plan, series: str, year: int, draws: int, seed: int
) -> tuple[float, float, Any] | None:
    """Lines of a kind of vehicles in a year: as they stand, with the plan on time, in each draw with late projects."""
    if series not in data.vehicles or year not in data.years:
        return None
    t, mine = data.years.index(year), data.makes == data.vehicles.index(series)
    on_time = int(np.argmax(data.probability * [not one.late for one in noun.scenarios.values()]))
    stands = 1e3 * float(data.plant_capacity[on_time, t, mine].sum())
    generator = np.random.Generator(np.random.Philox(key=[seed, PURPOSE]))
    drawn, planned = np.full(draws, stands), stands
    for b, one in enumerate(data.builds):
        if not one.plant or not one.project:
            continue
        size = 1e3 * sum(amount for at, amount in one.adds if mine[at])
        project: ProjectNoun = noun.projects[one.project]
        punctual = generator.random(draws) < project.on_time.value
        for signed in np.flatnonzero(found.built[b, : t + 1]):
            delays = [one.delay, one.delay + one.late]
            soon, late = capacity_shares(delays, [one.ramp, one.ramp], t + 1)[:, t - signed] * size
            planned += float(soon)
            drawn += np.where(punctual, soon, late)
    return stands, planned, drawn
