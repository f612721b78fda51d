"""The plan and its plants in a loop: the plan hands volumes to simulated plants, these return what they truly make.

A plant model is run with cars always at hand; what leaves it a day, times its working days, is its true capacity, with
an interval over the replications. The plan is made again with it, until it asks no plant for more than the plant makes.
Vehicles sell by season: where only so many may be made ahead, a plant sells less than it could make.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from taktwin.kernel.lowering.program import lower
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.file.nouns import ClusterNoun
from taktwin.planning.cluster.plan.data import ClusterData, season_share
from taktwin.planning.cluster.plan.season import MONTHS, levelled, months
from taktwin.planning.cluster.plan.solve import Plan, plan
from taktwin.planning.cluster.spread.desk import Desk, Job
from taktwin.planning.cluster.spread.digest import digest_of
from taktwin.planning.experiment.prepare import pack
from taktwin.planning.meter import Meter, telling
from taktwin.planning.stress.effect import Figure
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate

MOST_ROUNDS = 4


@dataclass(frozen=True)
class TruePlant:
    """A plant that was run: vehicles a year by the file and truly, and the vehicles a month that plans asked for.

    ``asked`` has a number for each round: the volume a month in the year and the scenario in which it is highest.
    ``season`` is that year of the last round by months, as the weights of the months say; ``ahead`` the vehicles that
    then stand ahead at most, made in weak months for strong ones, and ``sells`` the most that the plant can sell a year
    by season, with no more ahead than the file allows.
    """

    plant: str
    model: str
    nominal: float
    true: Figure
    asked: tuple[float, ...]
    season: tuple[float, ...] = ()
    ahead: float = 0.0
    sells: float = 0.0


@dataclass(frozen=True)
class Agreement:
    """How the loop went: its plants, the rounds, whether plan and plants agree at its end, and costs of the plans."""

    plants: tuple[TruePlant, ...]
    rounds: int
    agreed: bool
    costs: tuple[float, ...]


def true_rates(model: PlantModel, days_a_year: float, days: float, replications: int, seed: int) -> list[float]:
    """Vehicles a year that a plant model makes in each of ``replications`` runs of ``days`` days after two.

    Raises:
        SimulationError: the model cannot be run on.
    """
    results = simulate(model, RunOptions(days=days, warmup=2.0, replications=replications, seed=seed))
    rates = []
    for one in results:
        jobs = one.jobs
        ended = (jobs["outcome"] == "finished") & (jobs["ended"] >= 0) & (jobs["ended"] <= days * 86400)
        rates.append(int(ended.sum()) / days * days_a_year)
    return rates


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
    desk: Desk | None = None,
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
        desk: who runs the plants; default threads of this process.

    Returns:
        The plan that the plants can keep, and how it came about; None where no plant has a model.
    """
    meter = meter or telling()
    models = {name: one.model for name, one in noun.plants.items() if one.model is not None}
    if not models:
        return found, None
    desk = desk or Desk()
    jobs = []
    for name, model in models.items():
        beside = folder / model
        read = load_model(beside if beside.is_file() else model)
        asked_of = (noun.plants[name].days.value, days, replications, seed)
        digest = "" if desk.folder is None else digest_of("plant", pack(lower(read)).digest, asked_of)
        jobs.append(Job(f"what {name} makes", true_rates, (read, *asked_of), digest))
    with meter(Phrase("running {plant}", plant=", ".join(models))) as progress:
        true = dict(zip(models, map(Figure.of, desk.all(jobs, progress)), strict=True))
    asked: dict[str, list[float]] = {name: [] for name in models}
    costs: list[float] = []
    agreed = False
    for number in range(1, MOST_ROUNDS + 1):
        costs.append(found.cost)
        volumes = _volumes(data, found, models)
        for name, volume in volumes.items():
            asked[name].append(volume / MONTHS)
        agreed = all(
            volume <= _most(data, name, found, season_share(noun, name) * true[name].high) + 1.0
            for name, volume in volumes.items()
        )
        if agreed or number == MOST_ROUNDS:
            break
        data = data.with_plants({name: season_share(noun, name) * one.mean for name, one in true.items()})
        with meter(Phrase("planning again with what the plants truly make, round {n}", n=number + 1)) as progress:
            found = plan(data, gap, time_limit, threads, progress)
    plants = tuple(_as_run(noun, data, found, name, true[name], tuple(asked[name])) for name in models)
    return found, Agreement(plants, len(costs), agreed, tuple(costs))


def _as_run(
    noun: ClusterNoun, data: ClusterData, found: Plan, name: str, true: Figure, asked: tuple[float, ...]
) -> TruePlant:
    sold = months(MONTHS * asked[-1], _season(noun, name))
    share = season_share(noun, name)
    makes = true.mean + _most(data, name, found, 0.0) / max(share, 1e-9)
    ahead = levelled(sold, makes / MONTHS).ahead
    nominal, model = _nominal(noun, name), str(noun.plants[name].model)
    return TruePlant(name, model, nominal, true, asked, tuple(sold.tolist()), ahead, share * true.mean)


def _season(noun: ClusterNoun, name: str) -> list[float]:
    return [one.value for one in noun.vehicles[noun.plants[name].makes].season] or [1.0] * MONTHS


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
