"""An experiment as it is asked for from Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.experiment.design import design as lay_out
from taktwin.planning.experiment.experiment import CHECKING, MOST, WARMING_UP, Wish, run_experiment
from taktwin.planning.experiment.factor import factor_of, range_of
from taktwin.planning.experiment.plan import Goal, parse_aim, parse_goal
from taktwin.planning.experiment.result import Experiment
from taktwin.planning.experiment.scenario import scenarios_of


def experiment(
    model: PlantModel,
    *,
    vary: Mapping[str, Sequence[Any]] | None = None,
    ranges: Mapping[str, tuple[Any, Any]] | None = None,
    scenarios: Mapping[str, Mapping[str, Any]] | str | Path | None = None,
    points: int | None = None,
    sensitivity: str | None = None,
    replications: int | None = None,
    days: float = 30.0,
    warmup: float | str | None = None,
    seed: int = 1,
    base: str | int | None = None,
    kpis: Sequence[str] | None = None,
    confidence: float = 0.95,
    until: Mapping[str, float | str] | None = None,
    select: str | None = None,
    indifference: float | None = None,
    most: int = MOST,
    on: str = "local",
    workers: int | None = None,
    out: str | Path | None = None,
    progress: Callable[[float], None] | None = None,
    overrides: Sequence[str] = (),
) -> Experiment:
    """Vary a plant in one way, simulate the variants with the same random numbers, and compare them.

    Args:
        model: the plant.
        vary: path -> values; every combination is a scenario.
        ranges: path -> (low, high), with `points` of a Latin hypercube, or with `sensitivity`.
        scenarios: name -> {path: value}, or a CSV file.
        points: see `ranges`; of a sensitivity study the trajectories or base samples.
        sensitivity: `morris` or `sobol`.
        replications: of each scenario; with `until` or `select` the first ones. Default 10, for a sensitivity study 1.
        days: measured, after the warm-up.
        warmup: days, or `auto` for MSER-5; default as for a run.
        seed: the same seed gives the same figures.
        base: name or number (from 1) of the scenario that the others are compared with; default the first.
        kpis: that are decided on; default the usual four.
        confidence: of the intervals and of the selection.
        until: KPI -> half-width, in its unit (`0.5`) or of the mean (`"1%"`): replicate until it is reached.
        select: `max:KPI` or `min:KPI`: replicate what can still be the best until one is left.
        indifference: smallest difference that matters to `select`, in the unit of the KPI; default 1 % of the best.
        most: replications at most with `until` and `select`.
        on: where to run, see `taktwin.planning.experiment.executors`.
        workers: replications at a time; default one for each core.
        out: folder that keeps what is finished; None keeps it in memory.
        progress: called with the share of the replications done.
        overrides: changes that the model has already, for the manifest.

    Raises:
        ExperimentError, ModelError: something is wrong; nothing has been run then.
        ReplicationError, ExecutorError: the run could not go on.
    """
    in_file = isinstance(scenarios, str | Path)
    laid_out = lay_out(
        factors=[factor_of(path, values) for path, values in (vary or {}).items()],
        ranges=[range_of(path, *ends) for path, ends in (ranges or {}).items()],
        file=scenarios if in_file else None,
        given=[] if in_file or scenarios is None else scenarios_of(scenarios),
        kind="lhs" if ranges and sensitivity is None else "full",
        points=points,
        sensitivity=sensitivity,
        seed=seed,
    )
    wish = Wish(
        days=days,
        warmup=warmup,
        seed=seed,
        replications=replications,
        most=most,
        kpis=kpis,
        base=base,
        confidence=confidence,
        goals=[_goal(kpi, width) for kpi, width in (until or {}).items()],
        aim=parse_aim(select) if select else None,
        indifference=indifference,
    )
    return run_experiment(
        model,
        laid_out.scenarios,
        wish,
        study=laid_out.study,
        on=on,
        workers=workers,
        out=out,
        overrides=overrides,
        meter=lambda task: nullcontext(None if task in (CHECKING, WARMING_UP) else progress),
    )


def _goal(kpi: str, width: float | str) -> Goal:
    return parse_goal(f"{kpi}={width}") if isinstance(width, str) else Goal(kpi, float(width), relative=False)
