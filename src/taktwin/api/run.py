"""The results of a run from Python: key figures, tables, the report, the run folder."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktwin.model.files.write import whole_folder, write_text
from taktwin.model.nouns.plant import PlantModel

if TYPE_CHECKING:
    import polars as pl

    from taktwin.analysis.kpi import Kpi
    from taktwin.analysis.overtime.growth import Growth
    from taktwin.analysis.overtime.quiet import Quiet
    from taktwin.analysis.supply.park import ParkSupply
    from taktwin.analysis.trace.steps import JobTrace
    from taktwin.analysis.weather.year import WeatherYear
    from taktwin.model.checks.check import Check
    from taktwin.model.errors import Problem
    from taktwin.planning.bottleneck.study import BottleneckStudy
    from taktwin.planning.energy.study import EnergyStudy
    from taktwin.runs.again import Again
    from taktwin.runs.options import RunOptions
    from taktwin.runs.standstill import Standstill
    from taktwin.runs.tables import Result


class Run:
    """Results of one or more replications."""

    def __init__(
        self,
        model: PlantModel,
        results: Sequence[Result],
        overrides: Sequence[str] = (),
        options: RunOptions | None = None,
        warmup_why: str | None = None,
        check: Check | None = None,
    ) -> None:
        self.model = model
        self.overrides = list(overrides)
        self.results = list(results)
        self.options = options
        self.warmup_why = warmup_why  #: why the warm-up that was chosen is so long; None where it was given
        self.bottleneck: BottleneckStudy | None = None
        self._check = check  # of the model, where it was kept

    @property
    def result(self) -> Result:
        """Tables of the first replication."""
        return self.results[0]

    @cached_property
    def kpis(self) -> dict[str, Kpi]:
        """Key figures by name, with 95 % intervals where there are replications."""
        from taktwin.analysis.kpi import kpis

        return kpis(self.results, self.model)

    @cached_property
    def supply(self) -> ParkSupply:
        """The supplier park in this run: stock, cover and stops of each part family, and the zero-inventory ratio.

        Raises:
            OptionError: the plant has no supplier park.
        """
        from taktwin.analysis.supply.park import park_supply

        return park_supply(self.model, self.results)

    def energy(
        self, weather: Sequence[str | Path | WeatherYear] = (), whole_year: bool = False, battery: bool = False
    ) -> EnergyStudy:
        """The energy ledger of the run and its site, by step, shop and use (see docs/energy.md).

        Args:
            weather: EPW files, names of synthetic years, or years at hand; none: the synthetic years of the place.
            whole_year: spread the run over the weather and the working days of a whole year.
            battery: plan the battery of the site, too.

        Raises:
            ModelError: the model has several plants: take `of(NAME)`.
            OptionError: the model has no site, or there is no weather of it.
            WeatherError, LedgerError, FactorError: a file, the run or a factor does not do; the message says why.
            OSError: a file cannot be read.
        """
        from taktwin.model.spelt.views import one_plant
        from taktwin.planning.energy.study import study_energy

        return study_energy(one_plant(self.model), self.results, weather, whole_year, battery)

    def measure_bottleneck(self, progress: Callable[[float], None] | None = None) -> BottleneckStudy:
        """Find what holds the plant back, by what each suspect gains when it limits a little less; some seconds.

        It is kept as ``bottleneck``, and then stands in the report and the manifest.

        Raises:
            ValueError: these are results without the options that they were run with.
        """
        from taktwin.planning.bottleneck.study import measure_bottleneck

        if self.options is None:
            raise ValueError("measure the bottleneck of the whole run, then take that of the plant: run.of(plant)")
        self.bottleneck = measure_bottleneck(self.model, self.options, self.results, progress)
        return self.bottleneck

    @cached_property
    def warnings(self) -> list[Problem]:
        """The warnings of the model, as `Plant.warnings`."""
        from taktwin.model.checks.check import warnings_of

        return warnings_of(self.model) if self._check is None else self._check.warnings

    @property
    def standstills(self) -> dict[int, list[Standstill]]:
        """Replication -> the parts of the plant that stand for good at its end; only replications that have any."""
        return {result.replication: result.standstills for result in self.results if result.standstills}

    @cached_property
    def growth(self) -> list[Growth]:
        """What grows without end, the fastest first: places, and the number of jobs in the plant."""
        from taktwin.analysis.overtime.growth import growth

        return growth(self.results)

    @cached_property
    def quiet(self) -> list[Quiet]:
        """The replications at whose end nothing has left the plant for long; of several plants see `of`."""
        from taktwin.analysis.overtime.quiet import quiet

        return [] if self.model.plants else quiet(self.results, self.model)

    def standstill_rows(self) -> list[dict[str, Any]]:
        """The same as plain data, one row each: for manifest and JSON."""
        found = ((number, one) for number, several in self.standstills.items() for one in several)
        return [{"replication": number, **one.as_dict()} for number, one in found]

    @property
    def stations(self) -> pl.DataFrame:
        """Resources of the first replication with works, failures and seconds in each state."""
        return self.result.resources

    @property
    def six_losses(self) -> pl.DataFrame:
        """Hours of the six big losses of each station and make cell (see `taktwin.analysis.losses.six_losses`)."""
        from taktwin.analysis.losses import six_losses

        return six_losses(self.results)

    @property
    def operators(self) -> pl.DataFrame:
        """What the time of operators went into, by pool, over all replications (see `taktwin.analysis.operators`)."""
        from taktwin.analysis.operators import operators

        return operators(self.results)

    @property
    def fleets(self) -> pl.DataFrame:
        """What the vehicles of each fleet did, over all replications (see `taktwin.analysis.elements.fleets`)."""
        from taktwin.analysis.elements.fleets import fleets

        return fleets(self.results)

    def events(self, start_hours: float = 0.0, hours: float = 2.0) -> pl.DataFrame:
        """Every event of a window of the first replication, as the table `trace`; the run need not have been traced.

        Before it come the last changes of state, so that it is known how each resource was. A run without a trace is
        done again with its seed, of which the events of the window alone are kept.

        Args:
            start_hours: begin of the window, in hours from the end of the warm-up.
            hours: its length.

        Raises:
            OptionError: the window is empty; or the run has no trace, and cannot be done again: it began from a state
                or a snapshot, or was in a sequence.
        """
        import polars as pl

        from taktwin.model.errors import OptionError

        begin, end = start_hours * 3600.0, (start_hours + hours) * 3600.0
        if not max(begin, -self.result.warmup_days * 86400.0) < min(end, self.result.elapsed_s):
            message = f"the window from {start_hours:g} h, {hours:g} h long, is empty, or not of the run"
            raise OptionError(message, "give a time of the run")
        trace = self.result.trace
        if trace is None:
            return self._again.window(begin, end).trace
        time = pl.col("time")
        states = trace.filter((time < begin) & (pl.col("event") == "state"))
        before = states.group_by("kind", "name", maintain_order=True).last().select(trace.columns)
        before = before.sort("time", maintain_order=True)
        return pl.concat([before, trace.filter((time >= begin) & (time < end))])

    @cached_property
    def _again(self) -> Again:
        """The run, done again."""
        from taktwin.model.errors import OptionError
        from taktwin.runs.again import Again

        options = self.options
        if options is None or options.start is not None or self._sequences():
            message = "the run has no trace, and it cannot be done again from the model and its seed"
            raise OptionError(message, "simulate with `trace=True`, or --trace")
        told = self.result
        return Again(
            self.model, days=told.days, warmup_days=told.warmup_days, seed=told.seed, replication=told.replication
        )

    def gantt(
        self, resources: Sequence[str], start_hours: float = 0.0, hours: float = 2.0, language: str = "en"
    ) -> str:
        """What some resources did in a window of the first replication: the text of an SVG image. See `events`.

        Args:
            resources: their names (see the table `resources`), from the top.
            start_hours: begin of the window, in hours from the end of the warm-up.
            hours: its length.
            language: `en` or `zh`.

        Raises:
            OptionError: as of `events`, or there is no such resource.
            ValueError: unknown language.
        """
        from taktwin.analysis.gantt import spans
        from taktwin.report.picture.draw import words_of
        from taktwin.report.picture.gantt import gantt

        begin, end = start_hours * 3600.0, (start_hours + hours) * 3600.0
        table = spans(self.result, resources, begin, end, self.events(start_hours, hours))
        zero = self.model.start + dt.timedelta(days=self.result.started_days + self.result.warmup_days)
        return gantt(table, resources, begin, end, zero, words_of(self.model, language))

    def trace_job(self, job: int, stream: str | None = None) -> JobTrace:
        """The way of one order through the first replication, and of the jobs that were called for it.

        Args:
            job: number of the order in its stream, from 0 (the column `order_number` of the table `jobs`).
            stream: which order stream; None where only one has such a job.

        Raises:
            OptionError: the run was not traced (``simulate(trace=True)``), there is no such job, or the jobs of its
                number cannot be told apart.
        """
        from taktwin.analysis.trace.follow import follow

        return follow(self.result, self.model, job, stream)

    def export(self, path: str | Path, **options: Any) -> Path:
        """Write what happened in the first replication as documents for partners (see `taktwin export`).

        ``run.export("events.jsonld", to="epcis", domain="plant.example.org", zone="+08:00")``

        Args:
            path: file to write; of ``to="catenax"`` a new folder.
            options: of :class:`taktwin.analysis.exports.study.ExportOptions`; ``to`` is needed.

        Raises:
            OptionError: the run was not traced (``simulate(trace=True)``), or an option cannot be meant.
            ModelError: the file of partners is wrong.
            OSError: it cannot be written.
        """
        from taktwin.analysis.exports.study import ExportOptions, export

        return export(self.result, self.model, ExportOptions(**options)).save(path)

    def of(self, plant: str) -> Run:
        """The results of one plant of a model with several, in the plant's own names: key figures, tables, report.

        Raises:
            ModelError: there is no such plant.
        """
        from taktwin.analysis.plants import of_plant
        from taktwin.model.spelt.views import plant_of

        view = plant_of(self.model, plant)
        if not self.model.plants:
            return self
        found = Run(view, of_plant(self.results, plant), self.overrides)
        found.bottleneck = None if self.bottleneck is None else self.bottleneck.of(plant)
        return found

    def _repr_html_(self) -> str:
        """What a notebook shows: the run in short, and its key figures."""
        from taktwin.report.notebook import run_html

        return run_html(self.results, self.model, self.kpis, self.bottleneck)

    def report(self, path: str | Path, language: str = "en") -> Path:
        """Write the report, one HTML file with English and Chinese; ``language`` is shown first."""
        from taktwin.report import write_report
        from taktwin.runs.fingerprint import model_hash

        about = model_hash(self.model), self.bottleneck, self.warnings
        return write_report(self.results, self.model, path, language, *about)

    def save(self, folder: str | Path, language: str = "en", tables: Sequence[str] = ()) -> Path:
        """Write manifest, model, tables and report into a new folder, whole or not at all.

        Args:
            folder: where.
            language: of the report, what is shown first.
            tables: `csv`, `xlsx` or both, beside Parquet, which other commands read.

        Raises:
            FileExistsError: the folder exists and is not empty.
            OptionError: tables are not written as one of `tables`.
            OSError: it cannot be written.
        """
        from taktwin.model.files.tablefiles import table_formats

        formats = table_formats(tables)
        with whole_folder(folder) as draft:
            self._write(draft, language, formats)
        return Path(folder)

    def _write(self, folder: Path, language: str, formats: Sequence[str]) -> None:
        from taktwin.model.files.tablefiles import write_tables
        from taktwin.runs.tables import joined
        from taktwin.runs.tables.columns import TABLES
        from taktwin.runs.tables.contract import units_of

        tables = joined(self.results)
        for name in formats:  # the figures stand in the manifest, too, which no spreadsheet program reads
            given = tables if name == "parquet" else {"kpis": self.kpi_table(), **tables}
            write_tables(folder, given, [name], units_of(TABLES))
        write_text(folder / "manifest.json", json.dumps(self.manifest(), indent=2, ensure_ascii=False) + "\n")
        model = self.model.model_dump(mode="json", by_alias=True, exclude_unset=True)
        write_text(folder / "model.json", json.dumps(model, indent=1, ensure_ascii=False) + "\n")
        self.report(folder / "report.html", language)

    def kpi_table(self) -> pl.DataFrame:
        """The key figures as a table: name, value, unit and 95 % interval; null where there is none."""
        import polars as pl

        schema = {"kpi": pl.String, "value": pl.Float64, "unit": pl.String, "low": pl.Float64, "high": pl.Float64}
        rows = [{"kpi": name, **kpi.as_dict()} for name, kpi in self.kpis.items()]
        return pl.DataFrame([{key: row[key] for key in schema} for row in rows], schema=schema)

    def manifest(self) -> dict[str, Any]:
        """What was run: model, its hash, seed, days, versions, what stands for good, and the key figures."""
        import numba
        import numpy

        import taktwin
        from taktwin.runs.fingerprint import model_hash

        return {
            "taktwin": taktwin.__version__,
            "numpy": numpy.__version__,
            "numba": numba.__version__,
            "model": self.model.name,
            "model_hash": model_hash(self.model),
            "overrides": self.overrides,
            **self._sequences(),
            **({} if self.model._rules is None else {"rules": self.model._rules.about()}),
            "seed": self.result.seed,
            "replications": len(self.results),
            "days": self.result.days,
            "started_days": self.result.started_days,
            "warmup_days": self.result.warmup_days,
            "warmup_why": self.warmup_why,
            "warnings": [one.as_dict() for one in self.warnings],
            "standstills": self.standstill_rows(),
            "growth": [one.as_dict() for one in self.growth],
            "quiet": [one.as_dict() for one in self.quiet],
            "bottleneck": None if self.bottleneck is None else self.bottleneck.as_dict(),
            "fleets": self.fleets.to_dicts(),
            "kpis": {name: kpi.as_dict() for name, kpi in self.kpis.items()},
            "replication_kpis": self._replication_kpis(),
        }

    def _replication_kpis(self) -> dict[str, list[float | None]]:
        """The KPIs of each replication; None for what has no basis."""
        from taktwin.analysis.kpi import kpi_rows

        rows = kpi_rows(self.results, self.model)
        return {name: [None if math.isnan(row[name]) else row[name] for row in rows] for name in self.kpis}

    def _sequences(self) -> dict[str, Any]:
        """Digest of the sequence of each order stream that was put in one."""
        found = {name: stream.file for name, stream in self.model.orders.items() if stream._given is not None}
        return {"sequence": found} if found else {}
