"""The plan and its plants in a loop: the plan hands volumes to simulated plants, these return what they truly make.

A plant model is run with cars always at hand; what leaves it a day, times its working days, is its true capacity, with
an interval over the replications. The plan is made again with it, until it asks no plant for more than the plant makes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from taktwin.model.files.load import load_model
from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.file.nouns import ClusterNoun
from taktwin.planning.cluster.plan.data import ClusterData
from taktwin.planning.cluster.plan.solve import Plan, plan
from taktwin.planning.meter import Meter, telling
from taktwin.planning.stress.effect import Figure
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate

MOST_ROUNDS = 4
MONTHS = 12


@dataclass(frozen=True)
class TruePlant:
    """A plant that was run: vehicles a year by the file and truly, and the vehicles a month that plans asked for.

    ``asked`` has a row for each round: the expected volume a month in the year of the plan in which it is highest.
    """

    plant: str
    model: str
    nominal: float
    true: Figure
    asked: tuple[float, ...]


@dataclass(frozen=True)
class Agreement:
    """How the loop went: its plants, the rounds, whether plan and plants agree at its end, and costs of the plans."""

    plants: tuple[TruePlant, ...]
    rounds: int
    agreed: bool
    costs: tuple[float, ...]


def true_capacity(path: str | Path, days_a_year: float, days: float, replications: int, seed: int) -> Figure:
    """Vehicles a year that a plant model makes, from ``replications`` runs of ``days`` days after two.

    Raises:
        ModelError, SimulationError: the model cannot be used, or not be run on.
    """
    results = simulate(load_model(path), RunOptions(days=days, warmup=2.0, replications=replications, seed=seed))
    rates = []
    for one in results:
        jobs = one.jobs
        ended = (jobs["outcome"] == "finished") & (jobs["ended"] >= 0) & (jobs["ended"] <= days * 86400)
        rates.append(int(ended.sum()) / days * days_a_year)
    return Figure.of(rates)


def agree(
    noun: ClusterNoun,
    folder: Path,
    data: ClusterData,
    found: Plan,
    gap: float = 0.01,
    time_limit: float = 300.0,
    threads: int = 2,
    days: float = 10.0,
    replications: int = 5,
    seed: int = 1,
    meter: Meter | None = None,
) -> tuple[Plan, Agreement | None]:
    """Plan again with the true capacity of the plants that have a model, until plan and plants agree.

    Args:
        noun: the file.
        folder: in which it lies, with its plant models.
        data: its arrays.
        found: the plan by the capacities of the file.
        gap: relative gap of plans.
        time_limit: seconds of each plan.
        threads: of the solver.
        days: of each run.
        replications: runs of each plant.
        seed: of the runs.
        meter: shows the progress.

    Returns:
        The plan that the plants can keep, and how it came about; None where no plant has a model.
    """
    meter = meter or telling()
    models = {name: one.model for name, one in noun.plants.items() if one.model is not None}
    if not models:
        return found, None
    true: dict[str, Figure] = {}
    for name, model in models.items():
        beside = folder / model
        with meter(Phrase("running {plant}", plant=name)):
            path = beside if beside.is_file() else model
            true[name] = true_capacity(path, noun.plants[name].days.value, days, replications, seed)
    asked: dict[str, list[float]] = {name: [] for name in models}
    costs: list[float] = []
    agreed = False
    for number in range(1, MOST_ROUNDS + 1):
        costs.append(found.cost)
        volumes = _volumes(data, found, models)
        for name, volume in volumes.items():
            asked[name].append(volume / MONTHS)
        agreed = all(volume <= _most(data, name, found, true[name].high) + 1.0 for name, volume in volumes.items())
        if agreed or number == MOST_ROUNDS:
            break
        data = data.with_plants({name: one.mean for name, one in true.items()})
        with meter(Phrase("planning again with what the plants truly make, round {n}", n=number + 1)) as progress:
            found = plan(data, gap, time_limit, threads, progress)
    plants = tuple(
        TruePlant(name, str(models[name]), _nominal(noun, name), true[name], tuple(asked[name])) for name in models
    )
    return found, Agreement(plants, len(costs), agreed, tuple(costs))


def _volumes(data: ClusterData, found: Plan, models: Mapping[str, str]) -> dict[str, float]:
    """Vehicles a year, the most over scenarios and years: what the plant has to be able to make."""
    return {name: 1e3 * float(found.made[:, :, data.plants.index(name)].max()) for name in models}


def _most(data: ClusterData, name: str, found: Plan, high: float) -> float:
    """What a plant can make at most: as run, and what the plan adds to it."""
    at = data.plants.index(name)
    added = sum(size * float(row.sum()) for one, row in zip(data.builds, found.built, strict=True) if one.plant
                for plant, size in one.adds if plant == at)  # fmt: skip
    return high + 1e3 * added


def _nominal(noun: ClusterNoun, name: str) -> float:
    years = sorted((int(year), one.value) for year, one in noun.plants[name].capacity.items())
    return next(value for year, value in reversed(years) if year <= noun.first)
