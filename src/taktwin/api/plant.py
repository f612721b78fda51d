"""A plant from Python: load it, simulate it, plan for it.

plant = taktwin.load("phoenix")
run = plant.simulate(days=30, seed=1)
run.kpis["throughput_per_hour"]
run.report("phoenix.html")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktwin.api.planned import Planned
from taktwin.api.run import Run
from taktwin.model.files.load import load_checked, load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.meter import PREPARING, telling

if TYPE_CHECKING:
    import polars as pl

    from taktwin.analysis.trace.steps import JobTrace
    from taktwin.analysis.weather.year import WeatherYear
    from taktwin.live.emulator import Emulator, Faults
    from taktwin.live.forecast import Forecast, ForecastOptions
    from taktwin.live.journal.journal import Journal
    from taktwin.live.shadow import Shadow
    from taktwin.live.twin import Twin, TwinSettings
    from taktwin.model.checks.check import Check
    from taktwin.model.checks.ways.loads import Load
    from taktwin.model.checks.ways.partrates import PartRate
    from taktwin.model.errors import Problem
    from taktwin.model.own.file import Given
    from taktwin.model.start.state import StartState
    from taktwin.planning.energy.study import EnergyStudy
    from taktwin.planning.experiment.result import Experiment
    from taktwin.runs.options import Keep, RunOptions
    from taktwin.runs.snapshot import Snapshot
    from taktwin.runs.start import Starter
    from taktwin.runs.start.begin import Start


class Plant(Planned):
    """A plant that can be simulated and planned for. ``model`` is its description (see the model reference)."""

    def __init__(self, model: PlantModel, overrides: Sequence[str] = (), check: Check | None = None) -> None:
        self.model = model
        self.overrides = list(overrides)
        self._loaded = check  # of the loading

    @cached_property
    def _check(self) -> Check:
        from taktwin.model.checks.check import Check

        return Check(self.model) if self._loaded is None else self._loaded

    @property
    def warnings(self) -> list[Problem]:
        """What a plant engineer would doubt in the model; `taktwin check` and `taktwin run` tell the same."""
        return self._check.warnings

    @property
    def loads(self) -> list[Load]:
        """How much of its time each resource needs for what comes to it, the highest first, before anything is run.

        Empty where it does not follow from the model alone: where orders have release times of their own, or several
        lines start jobs whenever there is room.
        """
        return self._check.loads

    @property
    def parts(self) -> list[PartRate]:
        """What the mix of jobs draws from each stock point in an hour, and for how many days it lasts.

        Empty where it does not follow from the model alone (see `loads`).
        """
        return self._check.parts

    def of(self, plant: str) -> Plant:
        """One plant of a model with several, alone: to it the others are suppliers who have whatever is ordered.

        Where they call its jobs, orders come as often; see `taktwin.model.files.alone`.

        Raises:
            ModelError: there is no such plant, or how often others call is not known before a run.
        """
        from taktwin.model.files.alone import alone

        return Plant(alone(self.model, plant))

    def with_rules(self, rules: Given) -> Plant:
        """The same plant, in which rules of one's own decide: those of a Python file, or functions.

        Raises:
            RuleError: no such file, or something in it is wrong; file, line and function are named.
        """
        from taktwin.model.own.ruled import with_rules

        return Plant(with_rules(self.model, rules), self.overrides)

    def picture(self, language: str = "en") -> str:
        """The plant as a drawing: the text of an SVG image, the same each time.

        Shops are frames; lines run from left to right. Equal stations behind each other are one box, and more is
        folded where there are many.

        Raises:
            ValueError: unknown language (`en` or `zh`).
        """
        from taktwin.report.picture.draw import picture

        return picture(self.model, language)

    def _repr_html_(self) -> str:
        """What a notebook shows: what there is in the plant, and its picture."""
        from taktwin.report.notebook import plant_html

        return plant_html(self.model)

    def simulate(
        self,
        days: float | None = None,
        seed: int | None = None,
        warmup: float | None = None,
        replications: int = 1,
        progress: Callable[[float], None] | None = None,
        trace: bool = False,
        threads: int | None = None,
        start: Start = None,
        keep_statistics: bool = False,
        keep: Keep | None = None,
        sequence: str | Path | Sequence[str] | None = None,
        ledger: str = "shop",
        rules: Given | None = None,
    ) -> Run:
        """Simulate ``days`` after a warm-up (days).

        ``days`` are by default 30, or four whole weeks where the days of the week differ. The warm-up is by default
        chosen: pilots tell when the plant has settled (`taktwin.planning.warmup.run`); with a ``sequence`` it is a
        week, or a quarter of the run where that is less.

        The same seed (default 1) gives the same numbers, whatever ``threads`` is. ``progress`` is called with the share
        done; ``trace`` keeps every change of state and every move of a job (large).

        ``start`` is a snapshot, a state, or a file or mapping with one: the run begins there, without a warm-up
        unless one is given. From a snapshot the seed is by default the snapshot's, and one replication goes on exactly
        as the saved run; with ``keep_statistics`` the results also cover what that had measured. ``keep`` names a file
        for a snapshot on the way.

        ``sequence`` is a CSV file with `position,ident`, or idents in their order: the cars of the plant's day are
        released in it, day after day until the run ends (a day with release times: once).

        ``ledger`` says by what the table `ledger_buckets` tells media apart: ``shop``, or ``resource`` (large). A
        prepared start, a snapshot and a sequence keep it by shop.

        ``rules`` are rules of one's own, see `with_rules`.

        Raises:
            RuleError: a rule cannot be used.
            ModelError: the sequence is not one of the plant's day.
            RunOptionError: a number out of range, or options that exclude each other (a `ValueError`, too).
            SimulationError: the model cannot be run on; the message says why.
            StartStateError, SnapshotError: the start does not fit the plant; the message says what and where.
        """
        from taktwin.runs.options import RunOptions, default_days

        plant = self if rules is None else self.with_rules(rules)
        days = default_days(self.model) if days is None else days
        return plant.run(
            RunOptions(
                days=days, seed=seed, warmup=warmup, replications=replications, trace=trace, threads=threads,
                start=start, keep=keep, keep_statistics=keep_statistics, ledger=ledger,
            ),
            sequence,
            progress,
        )  # fmt: skip

    def energy(
        self, weather: Sequence[str | Path | WeatherYear] = (), whole_year: bool = False, battery: bool = False,
        days: float = 7.0, **options: Any,
    ) -> EnergyStudy:  # fmt: skip
        """Simulate ``days``, and tell what a car takes of each medium, emits and costs: see `Run.energy`.

        ``options`` are those of `simulate`, such as ``replications``.

        Raises:
            ModelError, OptionError, WeatherError, LedgerError, FactorError: as of `Run.energy`.
        """
        from taktwin.model.spelt.views import one_plant
        from taktwin.planning.energy.study import site_of
        from taktwin.planning.energy.weather import weather_years

        years = weather_years(site_of(one_plant(self.model)), weather)
        return self.simulate(days, **options).energy(years, whole_year, battery)

    def run(
        self,
        options: RunOptions,
        sequence: str | Path | Sequence[str] | None = None,
        progress: Callable[[float], None] | None = None,
    ) -> Run:
        """Simulate with options that are made already; everything is as for `simulate`, which makes them."""
        from taktwin.planning.sequence.sequenced import simulate_sequence
        from taktwin.planning.warmup.run import chosen_warmup
        from taktwin.runs.options import RunOptionError
        from taktwin.runs.replications import simulate
        from taktwin.runs.start import PreparedStart

        start = options.start
        if isinstance(start, PreparedStart) and start.program.model is not self.starter.program.model:
            message = "this start was prepared for another plant"
            raise RunOptionError(message, "prepare it with the `starter` of this one", "start")
        if sequence is None:
            options, why = chosen_warmup(self.model, options)
            results = simulate(self.model, options, progress)
            return Run(self.model, results, self.overrides, options, why, self._loaded)
        model, results = simulate_sequence(self.model, sequence, options, progress)
        return Run(model, results, self.overrides, options)

    def trace_job(self, job: int, progress: Callable[[float], None] | None = None, **options: Any) -> JobTrace:
        """Simulate from the start until an order has left, and tell its way and that of what was called for it.

        ``plant.trace_job(20).parts[0].lead_time_s``

        Args:
            job: number of the order in its stream, from 0.
            progress: called with the share of each run done.
            options: ``stream``, ``days``, ``seed`` of :class:`taktwin.analysis.trace.study.TraceOptions`.

        Raises:
            OptionError: an option is out of range, there is no such order, or its jobs cannot be told apart.
            SimulationError: the plant cannot be run on.
        """
        from taktwin.analysis.trace.study import TraceOptions, trace_job

        return trace_job(self.model, TraceOptions(job=job, **options), progress)

    def events(
        self, begin_s: float, end_s: float, seed: int = 1, progress: Callable[[float], None] | None = None
    ) -> pl.DataFrame:
        """Run from the start of the plant, without a warm-up, and give every event of a time, as the table `trace`.

        Args:
            begin_s: begin of the time, s from the start of the plant.
            end_s: its end.
            seed: of the random numbers.
            progress: called with the share done.

        Raises:
            ValueError: the time is empty.
            SimulationError: the plant cannot be run on.
        """
        from taktwin.runs.again import Again

        again = Again(self.model, days=end_s / 86400.0, warmup_days=0.0, seed=seed, progress=progress)
        trace = again.window(begin_s, end_s).trace
        return trace.filter(trace["time"] >= begin_s)

    def snapshot(self, days: float, seed: int | None = None, start: Start = None) -> Snapshot:
        """Run for ``days`` from the start of the plant, or from ``start``, and keep everything that the run knows.

        Raises:
            ValueError: days below 0.
            SimulationError, StartStateError, SnapshotError: as for `simulate`.
        """
        from taktwin.runs.replications import snapshot

        return snapshot(self.model, days, seed, start)

    def state(self, snapshot: Snapshot | str | Path) -> StartState:
        """The state of the plant in a snapshot (or a file with one), in plant words.

        Raises:
            SnapshotError: it is none, or one of another model or version of the engine.
        """
        from taktwin.runs.snapshot import Snapshot
        from taktwin.runs.start import state_of

        taken = Snapshot.load(snapshot) if isinstance(snapshot, str | Path) else snapshot
        return state_of(taken.resume(self.starter.program))

    @cached_property
    def starter(self) -> Starter:
        """For programs that start from many states: `starter.prepare(state)` is checked once, and taken as ``start``.

        It keeps the model as it was when it was first asked for.
        """
        from taktwin.kernel.lowering.program import lower
        from taktwin.runs.start import Starter

        return Starter(lower(self.model))

    def emulator(self, days: float = 1.0, seed: int = 1, start: Start = None, faults: Faults | None = None) -> Emulator:
        """A run of ``days`` played as a real plant: `Emulator.events` says what it would say, with ``faults`` if given.

        Raises:
            OptionError: days or seed are out of range.
            StartStateError, SnapshotError: the start does not fit the plant.
        """
        from taktwin.live.emulator import Emulator
        from taktwin.live.emulator.faults import NO_FAULTS

        return Emulator(self.starter, days, seed, start, faults or NO_FAULTS)

    def shadow(self, start: StartState | None = None) -> Shadow:
        """What is believed of the running plant, to be told its events; ``start`` is what stood where before them.

        Raises:
            StartStateError: the start does not fit the plant.
        """
        from taktwin.live.shadow import Shadow

        return Shadow(self.starter, start)

    def twin(self, journal: Journal | None = None, settings: TwinSettings | None = None) -> Twin:
        """The running plant as one object: `Twin.apply` takes its events, `Twin.now` tells what is known.

        With a ``journal`` all is written down before it counts, and what it holds counts already.

        Raises:
            JournalError: the journal cannot be read.
        """
        from taktwin.live.twin import Twin

        return Twin(self.starter, journal, settings)

    def forecast(
        self, start: Start, options: ForecastOptions | None = None, progress: Callable[[float], None] | None = None
    ) -> Forecast:
        """What the plant will do from a state on, as that of a shadow; by default to the end of the shift.

        A snapshot forgets first what no plant knows of itself: when its machines will fail next, what work is left.

        Raises:
            OptionError: an option does not fit the plant.
            StartStateError, SnapshotError: the start does not fit it.
            SimulationError: the plant cannot be run on.
        """
        from taktwin.live.forecast import forecast

        return forecast(self.starter, start, options, progress)

    def experiment(self, progress: Callable[[float], None] | None = None, **options: Any) -> Experiment:
        """Vary the plant and compare the variants.

        ``plant.experiment(vary={"shops.body.lines.main.ff.cycle": ["100 s", "110 s"]}, replications=10)``

        Args:
            progress: called with the share of the replications done.
            options: of :class:`taktwin.planning.experiment.study.ExperimentOptions`.

        Raises:
            ExperimentError, ModelError: something is wrong; nothing has been run then.
            ReplicationError, ExecutorError: the run could not go on.
        """
        from taktwin.planning.experiment.study import ExperimentOptions, study_experiment

        made = ExperimentOptions(overrides=self.overrides, **options)
        return study_experiment(self.model, made, telling(progress, silent=PREPARING))


def load(source: str | Path, overrides: Sequence[str] = (), plant: str | None = None) -> Plant:
    """Load a plant: a shipped name (``phoenix``), a file, or a text; ``overrides`` are ``PATH=VALUE`` changes.

    ``plant`` names one of a model with several (see `Plant.of`); the paths are then those of the plant.

    Raises:
        ModelError: the model is wrong; every problem is listed with file, line, field and remedy.
    """
    if plant is not None:
        return Plant(load_model(Plant(load_model(source)).of(plant).model, list(overrides)), overrides)
    check = load_checked(source, overrides=list(overrides))
    return Plant(check.model, overrides, check)
