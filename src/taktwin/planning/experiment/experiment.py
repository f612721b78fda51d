"""An experiment from the wish to the result."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from taktwin.analysis.elements.figures import names_in, split
from taktwin.analysis.kpi import plain_kpi
from taktwin.model.files.tablefiles import table_formats
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.start.file import StartStateError
from taktwin.model.start.state import StartState
from taktwin.planning.experiment.compare import better, check_kpis, shown_kpis, values_of
from taktwin.planning.experiment.errors import ExperimentError, ReplicationError
from taktwin.planning.experiment.executors import Workers
from taktwin.planning.experiment.folder import Folder
from taktwin.planning.experiment.plan import Aim, Fixed, Goal, Plan, Select, UntilNarrow
from taktwin.planning.experiment.prepare import Prepared, prepare, unpack
from taktwin.planning.experiment.replicate import POSSIBLE, Work, code_version, figures_in
from taktwin.planning.experiment.result import Experiment
from taktwin.planning.experiment.scenario import Scenario, check_names, find_scenario
from taktwin.planning.experiment.sensitivity import Study
from taktwin.planning.experiment.warmup import UnsettledError, choose_warmup
from taktwin.planning.experiment.workers import workers_on
from taktwin.planning.meter import CHECKING, WARMING_UP, Meter, telling
from taktwin.planning.warmup.pilot import Warmup, told
from taktwin.runs.fingerprint import model_hash
from taktwin.runs.options import RunOptions, default_warmup
from taktwin.runs.simulation import Simulation
from taktwin.runs.start.begin import beginning
from taktwin.runs.tables import result_of

AUTO = "auto"
REPLICATIONS = 10
MOST = 1000


@dataclass(frozen=True)
class Wish:
    """How much is simulated and how it is judged.

    `replications` of each scenario (with `goals` or `aim`: the first ones, before the procedure decides); `most` of
    them where a procedure decides. `warmup` in days; None or `auto` for what MSER-5 says, with `auto`
    it must say something. `start` is the
    state from which every replication begins. `kpis` are shown; None for a usual few. `base` is the name or the number
    (from 1) of a scenario, None for the first. `indifference` is the smallest difference that matters to the selection
    of `aim`, in the unit of the KPI.
    """

    days: float = 30.0
    warmup: float | str | None = None
    start: StartState | None = None
    seed: int = 1
    replications: int | None = None
    most: int = MOST
    kpis: Sequence[str] | None = None
    base: str | int | None = None
    confidence: float = 0.95
    goals: Sequence[Goal] = ()
    aim: Aim | None = None
    indifference: float | None = None

    @property
    def named(self) -> list[str]:
        """The KPIs that are named anywhere."""
        return [*(self.kpis or ()), *(goal.kpi for goal in self.goals), *([self.aim.kpi] if self.aim else [])]

    def check(self, model: PlantModel | None = None) -> None:
        """Refuse what cannot be meant, by itself or (if given) with a model.

        Raises:
            ExperimentError: a number is out of range, or two wishes exclude each other.
        """
        if model is not None:
            check_kpis(self.named, figures_in(model))
        else:
            check_kpis([plain_kpi(name) for name in self.named], POSSIBLE)
        if not 0 < self.days < float("inf"):
            raise ExperimentError(Phrase("days must be above 0, got {days:g}", days=self.days), parameter="days")
        if isinstance(self.warmup, str):
            if self.warmup != AUTO:
                raise ExperimentError(
                    Phrase("the warm-up is a number of days or `auto`, got {warmup}", warmup=self.warmup),
                    parameter="warmup",
                )
        elif self.warmup is not None and not 0 <= self.warmup < float("inf"):
            raise ExperimentError(
                Phrase("the warm-up must be 0 or more days, got {warmup:g}", warmup=self.warmup), parameter="warmup"
            )
        if self.warmup == AUTO and self.start is not None:
            message = Phrase("`auto` looks for where the run of an empty plant settles, and these begin from a state")
            raise ExperimentError(message, Phrase("give a number of days, or leave it out"), "warmup")
        if not 0 < self.confidence < 1:
            raise ExperimentError(
                Phrase(
                    "the confidence must be between 0 and 100 %, as in 95%, got {confidence:.6g}",
                    confidence=self.confidence,
                ),
                parameter="confidence",
            )
        if self.goals and self.aim:
            raise ExperimentError(
                Phrase("`until` and `select` both decide when to stop"), Phrase("choose one of them"), "select"
            )
        least = 2 if self.goals or self.aim else 1
        if self.replications is not None and self.replications < least:
            raise ExperimentError(
                Phrase(
                    "replications must be at least {least} here, got {replications}",
                    least=least,
                    replications=self.replications,
                ),
                parameter="replications",
            )
        first = self.replications or REPLICATIONS
        if self.most < first and (self.goals or self.aim):
            raise ExperimentError(
                Phrase(
                    "`most`, {most}, is less than the {first} replications to begin with", most=self.most, first=first
                ),
                parameter="most",
            )
        if self.indifference is not None and not 0 < self.indifference < float("inf"):
            raise ExperimentError(
                Phrase(
                    "`indifference` must be above 0, in the unit of the KPI, got {indifference:g}",
                    indifference=self.indifference,
                ),
                parameter="indifference",
            )
        if self.indifference is not None and self.aim is None:
            raise ExperimentError(
                Phrase("`indifference` belongs to `select` max:KPI or min:KPI"), Phrase("give that too"), "indifference"
            )


def run_experiment(
    model: PlantModel,
    scenarios: Sequence[Scenario],
    wish: Wish,
    *,
    study: Study | None = None,
    on: str = "local",
    workers: int | None = None,
    out: str | Path | None = None,
    tables: Sequence[str] = (),
    overrides: Sequence[str] = (),
    meter: Meter | None = None,
) -> Experiment:
    """Simulate the scenarios and compare them.

    Everything is checked before anything runs: the wish, then the model of every scenario. What is finished is kept in
    `out`, and the same call with the same folder goes on from there.

    Args:
        model: the plant that the scenarios change.
        scenarios: from `taktwin.planning.experiment.scenario`, or of the study.
        wish: how much, and how it is judged.
        study: the sensitivity study that the scenarios belong to.
        on: where to run, see `taktwin.planning.experiment.executors`; it changes no figure.
        workers: how many replications at a time; by default one for each core.
        out: folder of the experiment; None keeps it in memory.
        tables: `csv`, `xlsx` or both, beside Parquet.
        overrides: changes that `model` has already, for the manifest.
        meter: shows progress.

    Raises:
        ExperimentError: the wish cannot be met as it is.
        ModelError: a scenario's model has an error.
        ReplicationError, ExecutorError: the run could not go on; what was finished is kept.
        OSError: the folder cannot be written.
    """
    meter = meter or telling()
    figures = figures_in(model)
    wish.check(model)
    check_names(scenarios)
    base = find_scenario(scenarios, wish.base)
    if wish.aim and len(scenarios) < 2:
        raise ExperimentError(Phrase("a selection needs at least 2 scenarios"), Phrase("vary something"), "select")
    pool = workers_on(on, workers)
    with meter(CHECKING) as told:
        prepared = prepare(model, scenarios, told, wish.days)
    _check_start(prepared, [scenario.name for scenario in scenarios], wish)
    elements = _elements_in(prepared[0], wish)
    check_kpis(wish.named, [*figures, *elements], of_elements=False)
    own = [name for name in dict.fromkeys(wish.named) if name in elements]
    notes: list[str] = []
    names = [scenario.name for scenario in scenarios]
    plan = _plan(wish, names, study)
    with pool:
        warmup = _warmup(prepared, names, wish, pool.count, meter, notes)
        options = RunOptions(days=wish.days, warmup=warmup, seed=wish.seed, start=wish.start)
        figures += own
        identity = _identity(model, overrides, options, scenarios, prepared)
        identity["warmup_chosen"] = wish.start is None and not isinstance(wish.warmup, int | float)
        folder = Folder(out, identity, figures)
        if folder.found:
            notes.append(Phrase("{n} replications were finished before", n=folder.found))
        with meter(Phrase("{n} scenarios", n=len(scenarios))) as told:
            simulate(plan, folder, prepared, names, options, pool, told, own)
    kpis = check_kpis(wish.kpis, figures) if wish.kpis else _kpis_of(wish, folder)
    judged = next((kpi for kpi in kpis if better(kpi)), "throughput_per_hour")
    aim = wish.aim or Aim(judged, better(judged) > 0)
    effects = _effects(study, folder, plan, kpis, wish.confidence, notes) if study else None
    experiment = Experiment(
        scenarios, base, kpis, wish.confidence, aim, plan, folder, {**identity, **_versions()}, effects, notes
    )
    _write(experiment, table_formats(tables))
    return experiment


def simulate(
    plan: Plan,
    folder: Folder,
    prepared: Sequence[Prepared],
    names: Sequence[str],
    options: RunOptions,
    pool: Workers,
    told: Callable[[float], None] | None = None,
    own: Sequence[str] = (),
) -> None:
    """Run what the plan asks for until it asks for no more; scenarios that are equal are simulated once.

    ``own`` are the figures of elements that each replication tells beside its KPIs.

    Raises:
        ReplicationError: a replication could not be run to its end. What is finished is kept, here and on any other
            way out.
    """
    twins: dict[str, list[int]] = {}
    for scenario, ready in enumerate(prepared):
        twins.setdefault(ready.digest, []).append(scenario)
    done = 0
    try:
        while calls := plan.next(folder.rows):
            wanted: dict[tuple[int, int], list[int]] = {}
            for scenario, replication in calls:
                wanted.setdefault((twins[prepared[scenario].digest][0], replication), []).append(scenario)
            works = [Work(scenario, i, prepared[scenario], options, tuple(own)) for scenario, i in wanted]
            total = done + len(works)
            with closing(pool.run(works)) as outcomes:
                for work, outcome in outcomes:
                    if isinstance(outcome, str):
                        where = Phrase(
                            'scenario "{names}", replication {replication}',
                            names=names[work.scenario],
                            replication=work.replication,
                        )
                        raise ReplicationError(f"{where}: {outcome}")
                    for scenario in wanted[work.scenario, work.replication]:
                        folder.keep(scenario, work.replication, outcome)
                    done += 1
                    if told is not None:
                        told(done / total)
    finally:
        folder.flush()


def _check_start(prepared: Sequence[Prepared], names: Sequence[str], wish: Wish) -> None:
    """Refuse a state that does not fit a scenario, before anything runs."""
    for name, ready in {one.digest: (name, one) for name, one in zip(names, prepared, strict=True)}.values():
        if wish.start is not None:
            try:
                beginning(unpack(ready), wish.start)
            except StartStateError as error:
                where = [
                    replace(problem, message=f'scenario "{name}": {problem.message}') for problem in error.problems
                ]
                raise StartStateError(where) from None


def _fingerprint(start: object) -> str | None:
    """Of a state, so that an experiment is not continued with another one."""
    if not isinstance(start, StartState):
        return None
    return hashlib.blake2b(start.model_dump_json().encode(), digest_size=8).hexdigest()


def _elements_in(prepared: Prepared, wish: Wish) -> list[str]:
    """The figures of elements that the first scenario has; compiles here, once, and not in every worker."""
    simulation = Simulation(unpack(prepared), wish.seed)
    simulation.advance_to(0.0)
    return names_in(result_of(simulation)) if any(map(split, wish.named)) else []


def _plan(wish: Wish, names: Sequence[str], study: Study | None) -> Plan:
    first = wish.replications or (1 if study else REPLICATIONS)
    if wish.goals:
        return UntilNarrow(names, wish.goals, wish.confidence, first, wish.most)
    if wish.aim:
        return Select(names, wish.aim, wish.confidence, wish.indifference, first, wish.most)
    return Fixed(len(names), first)


def _warmup(
    prepared: Sequence[Prepared], names: Sequence[str], wish: Wish, workers: int, meter: Meter, notes: list[str]
) -> float:
    if isinstance(wish.warmup, int | float):
        return float(wish.warmup)
    if wish.start is not None:
        return 0.0
    with meter(WARMING_UP) as done:
        try:
            chosen = choose_warmup(prepared, names, wish.days, wish.seed, workers, done)
        except UnsettledError as error:
            if wish.warmup == AUTO:
                raise
            chosen = Warmup(default_warmup(wish.days), error.why)
    notes.append(Phrase("warm-up {time}: {why}", time=told(chosen.days), why=chosen.why))
    return chosen.days


def _identity(
    model: PlantModel,
    overrides: Sequence[str],
    options: RunOptions,
    scenarios: Sequence[Scenario],
    prepared: Sequence[Prepared],
) -> dict[str, Any]:
    """What makes the experiment this one and no other."""
    return {
        "taktwin": version("taktwin"),
        "code": code_version(),
        "model": model.name,
        "model_hash": model_hash(model),
        "overrides": list(overrides),
        "rules": None if model._rules is None else model._rules.about(),
        "seed": options.run_seed,
        "days": options.days,
        "warmup_days": options.warmup_days,
        "start": _fingerprint(options.start),
        "scenarios": [
            {"name": one.name, "changes": one.changes, "digest": ready.digest}
            for one, ready in zip(scenarios, prepared, strict=True)
        ],
    }


def _versions() -> dict[str, str]:
    import numba
    import numpy

    return {"numpy": numpy.__version__, "numba": numba.__version__}


def _kpis_of(wish: Wish, folder: Folder) -> list[str]:
    """What decides when to stop comes first, then the usual."""
    asked = [goal.kpi for goal in wish.goals] + ([wish.aim.kpi] if wish.aim else [])
    return list(dict.fromkeys([*asked, *shown_kpis(folder.rows)]))


def _effects(
    study: Study, folder: Folder, plan: Plan, kpis: Sequence[str], confidence: float, notes: list[str]
) -> pl.DataFrame:
    tables = []
    for kpi in kpis:
        values = [values_of(folder.rows, i, kpi, count) for i, count in enumerate(plan.used)]
        try:
            tables.append(study.effects(kpi, [math.fsum(v) / len(v) for v in values], confidence))
        except ExperimentError as error:
            notes.append(str(error))
    return pl.concat(tables) if tables else pl.DataFrame()


def _write(experiment: Experiment, formats: Sequence[str]) -> None:
    tables = {"scenarios": experiment.scenario_table(), "means": experiment.table}
    if experiment.sensitivity is None:
        tables["comparison"] = experiment.comparison
    else:
        tables["sensitivity"] = experiment.sensitivity
    experiment.folder.finish(
        experiment.names,
        tables,
        {
            **_versions(),
            "base": experiment.names[experiment.base],
            "kpis": list(experiment.kpis),
            "confidence": experiment.confidence,
            "replications": list(experiment.plan.used),
            "best": experiment.best,
            "selected": experiment.selected,
            "notes": experiment.notes,
        },
        formats,
    )
