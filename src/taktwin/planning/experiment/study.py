"""An experiment as it is asked for: what is varied, how much is simulated, and how it is judged, in one object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from taktwin.model.errors import OptionError
from taktwin.model.files.given import given_file
from taktwin.model.files.tablefiles import table_formats
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.own.file import Given
from taktwin.model.own.ruled import with_rules
from taktwin.model.phrase import Phrase
from taktwin.model.start.file import load_state
from taktwin.model.start.state import StartState
from taktwin.planning.experiment.design import FULL, LHS, Design, design
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.experiment import MOST, Wish, run_experiment
from taktwin.planning.experiment.factor import Factor, Range, factor_of, range_of
from taktwin.planning.experiment.plan import Goal, parse_aim, parse_confidence, parse_goal
from taktwin.planning.experiment.result import Experiment
from taktwin.planning.experiment.scenario import scenarios_of
from taktwin.planning.meter import Meter
from taktwin.runs.options import default_days
from taktwin.runs.snapshot import Snapshot
from taktwin.runs.start.begin import read_start


@dataclass(frozen=True, kw_only=True)
class ExperimentOptions:
    """Everything about an experiment but the plant.

    Attributes:
        vary: path -> values; every combination is a scenario.
        ranges: path -> (low, high), with ``points`` of a Latin hypercube, or with ``sensitivity``.
        scenarios: name -> {path: value}, or a CSV file, or a workbook (`FILE.xlsx#SHEET`; without it the first).
        design: `full` or `lhs`; None for what fits ``ranges``.
        points: see ``ranges``; of a sensitivity study the trajectories or base samples.
        sensitivity: `morris` or `sobol`.
        replications: of each scenario; with ``until`` or ``select`` the first ones. None for 10, for a sensitivity
            study 1.
        days: measured, after the warm-up; by default as for a run.
        warmup: days; None or `auto` for what the slowest scenario needs by MSER-5 (`taktwin.planning.warmup`). With
            `auto` it is an error if one never settles.
        start: state from which every replication of every scenario begins, or a file with one; without a warm-up
            unless one is given. None for the empty plant.
        seed: the same seed gives the same figures.
        base: name or number (from 1) of the scenario that the others are compared with; None for the first.
        kpis: that are decided on, `ELEMENT.FIGURE` among them (`taktwin.analysis.elements.figures`); None for the
            usual four.
        confidence: of the intervals and of the selection, such as 0.95 or `95%`.
        until: KPI -> half-width, in its unit (`0.5`) or of the mean (`"1%"`), or texts `KPI=1%`: replicate until it is
            reached.
        select: `max:KPI` or `min:KPI`: replicate what can still be the best until one is left.
        indifference: smallest difference that matters to ``select``, in the unit of the KPI; None for 1 % of the best.
        most: replications at most with ``until`` and ``select``.
        on: where to run, see `taktwin.planning.experiment.executors`.
        workers: replications at a time; None for one for each core.
        out: folder that keeps what is finished; None keeps it in memory.
        tables: formats of the tables in it beside Parquet: `csv`, `xlsx`.
        overrides: changes that the model has already, for the manifest.
        rules: rules of one's own that decide in every scenario; None for those of the plant.

    Raises:
        ExperimentError: a value is out of range, or two exclude each other.
        OptionError: there is no such file.
    """

    vary: Mapping[str, Sequence[Any]] | Sequence[Factor] | None = None
    ranges: Mapping[str, tuple[Any, Any]] | Sequence[Range] | None = None
    scenarios: Mapping[str, Mapping[str, Any]] | str | Path | None = None
    design: str | None = None
    points: int | None = None
    sensitivity: str | None = None
    replications: int | None = None
    days: float | None = None
    warmup: float | str | None = None
    start: StartState | Mapping[str, Any] | str | Path | None = None
    seed: int = 1
    base: str | int | None = None
    kpis: Sequence[str] | None = None
    confidence: float | str = 0.95
    until: Mapping[str, float | str] | Sequence[str] | None = None
    select: str | None = None
    indifference: float | None = None
    most: int = MOST
    on: str = "local"
    workers: int | None = None
    out: str | Path | None = None
    tables: Sequence[str] = ()
    overrides: Sequence[str] = ()
    rules: Given | None = None

    def __post_init__(self) -> None:
        self.wish.check()
        if table_formats(self.tables) != ("parquet",) and self.out is None:
            raise OptionError(
                Phrase("tables are written into the folder of an experiment"), Phrase("give `out`"), "tables"
            )
        if isinstance(self.scenarios, str | Path):
            given_file(self.scenarios, "scenarios")
        if isinstance(self.start, str | Path):
            given_file(self.start, "start")
        if isinstance(self.rules, str | Path):
            given_file(self.rules, "rules")
        self.laid_out  # noqa: B018 - laid out once, to be checked

    @cached_property
    def wish(self) -> Wish:
        """How much is simulated and how it is judged."""
        until = self.until or ()
        goals = [_goal(*pair) for pair in until.items()] if isinstance(until, Mapping) else map(parse_goal, until)
        confidence = self.confidence
        return Wish(
            days=30.0 if self.days is None else self.days,
            warmup=self.warmup,
            start=_state(self.start),
            seed=self.seed,
            replications=self.replications,
            most=self.most,
            kpis=self.kpis,
            base=self.base,
            confidence=parse_confidence(confidence) if isinstance(confidence, str) else confidence,
            goals=list(goals),
            aim=parse_aim(self.select) if self.select else None,
            indifference=self.indifference,
        )

    @cached_property
    def laid_out(self) -> Design:
        """The scenarios, and the sensitivity study that they belong to."""
        vary, ranges, given = self.vary or (), self.ranges or (), self.scenarios
        in_file = isinstance(given, str | Path)
        sampled = bool(ranges) and self.sensitivity is None
        return design(
            factors=[factor_of(*pair) for pair in vary.items()] if isinstance(vary, Mapping) else vary,
            ranges=[range_of(path, *ends) for path, ends in ranges.items()] if isinstance(ranges, Mapping) else ranges,
            file=given if in_file else None,
            given=[] if in_file or given is None else scenarios_of(given),
            kind=self.design or (LHS if sampled else FULL),
            points=self.points,
            sensitivity=self.sensitivity,
            seed=self.seed,
        )


def study_experiment(model: PlantModel, options: ExperimentOptions, meter: Meter | None = None) -> Experiment:
    """Vary a plant in one way, simulate the variants with the same random numbers, and compare them.

    Raises:
        ExperimentError, ModelError: something is wrong; nothing has been run then.
        RuleError: a rule cannot be used.
        ReplicationError, ExecutorError: the run could not go on; what was finished is kept.
        OSError: the folder cannot be written.
    """
    wish = options.wish if options.days is not None else replace(options.wish, days=default_days(model))
    return run_experiment(
        with_rules(model, options.rules),
        options.laid_out.scenarios,
        wish,
        study=options.laid_out.study,
        on=options.on,
        workers=options.workers,
        out=options.out,
        tables=options.tables,
        overrides=options.overrides,
        meter=meter,
    )


def _state(start: StartState | Mapping[str, Any] | str | Path | None) -> StartState | None:
    if start is None:
        return None
    if isinstance(read_start(start), Snapshot):
        remedy = Phrase("turn it into a state with `taktwin state`: that fits changed models too")
        raise ExperimentError(Phrase("a snapshot belongs to one model, and the scenarios are others"), remedy, "start")
    return load_state(start)


def _goal(kpi: str, width: float | str) -> Goal:
    return parse_goal(f"{kpi}={width}") if isinstance(width, str) else Goal(kpi, float(width), relative=False)
