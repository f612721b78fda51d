"""Taktwin from Python: load a plant, simulate it, look at the figures.

plant = taktwin.load("phoenix")
run = plant.simulate(days=30, seed=1)
run.kpis["throughput_per_hour"]
run.report("phoenix.html")
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel

if TYPE_CHECKING:
    import polars as pl

    from taktwin.analysis.kpi import Kpi
    from taktwin.model.start.state import StartState
    from taktwin.planning.experiment.result import Experiment
    from taktwin.runs.replications import Keep
    from taktwin.runs.snapshot import Snapshot
    from taktwin.runs.start import Starter
    from taktwin.runs.start.begin import Start
    from taktwin.runs.tables import Result


class Plant:
    """A plant that can be simulated. ``model`` is its description (see the model reference)."""

    def __init__(self, model: PlantModel, overrides: Sequence[str] = ()) -> None:
        self.model = model
        self.overrides = list(overrides)

    def simulate(
        self,
        days: float = 30.0,
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
    ) -> Run:
        """Simulate ``days`` after a warm-up (days; default a week, or a quarter of the run where that is less).

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

        Raises:
            ModelError: the sequence is not one of the plant's day.
            ValueError: days, warmup or replications out of range, or options that exclude each other.
            SimulationError: the model cannot be run on; the message says why.
            StartStateError, SnapshotError: the start does not fit the plant; the message says what and where.
        """
        from taktwin.runs.replications import simulate
        from taktwin.runs.start import PreparedStart

        if isinstance(start, PreparedStart) and start.program.model is not self.starter.program.model:
            raise ValueError("this start was prepared for another plant: prepare it with the `starter` of this one")
        if sequence is not None:
            from taktwin.planning.sequence.sequenced import simulate_sequence

            if keep_statistics:
                raise ValueError("statistics can be kept only from a snapshot, which has its own orders: no sequence")
            model, results = simulate_sequence(
                self.model, sequence, days, seed, warmup, replications, progress, trace, threads, start, keep
            )
            return Run(model, results, self.overrides)
        results = simulate(
            self.model, days, seed, warmup, replications, progress, trace, threads, start, keep, keep_statistics, ledger
        )
        return Run(self.model, results, self.overrides)

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
        from taktwin.kernel.lowering import lower
        from taktwin.runs.start import Starter

        return Starter(lower(self.model))

    def experiment(self, **wishes: Any) -> Experiment:
        """Vary the plant and compare the variants; see :func:`taktwin.planning.experiment.python.experiment`.

        ``plant.experiment(vary={"shops.body.lines.main.ff.cycle": ["100 s", "110 s"]}, replications=10)``
        """
        from taktwin.planning.experiment.python import experiment

        return experiment(self.model, overrides=self.overrides, **wishes)


class Run:
    """Results of one or more replications."""

    def __init__(self, model: PlantModel, results: Sequence[Result], overrides: Sequence[str] = ()) -> None:
        self.model = model
        self.overrides = list(overrides)
        self.results = list(results)

    @property
    def result(self) -> Result:
        """Tables of the first replication."""
        return self.results[0]

    @cached_property
    def kpis(self) -> dict[str, Kpi]:
        """Key figures by name, with 95 % intervals where there are replications."""
        from taktwin.analysis.kpi import kpis

        return kpis(self.results, self.model)

    @property
    def stations(self) -> pl.DataFrame:
        """Resources of the first replication with works, failures and seconds in each state."""
        return self.result.resources

    def report(self, path: str | Path, language: str = "en") -> Path:
        """Write the report, one HTML file with English and Chinese; ``language`` is shown first."""
        from taktwin.report import write_report
        from taktwin.runs.fingerprint import model_hash

        return write_report(self.results, self.model, path, language, model_hash(self.model))

    def save(self, folder: str | Path, language: str = "en") -> Path:
        """Write manifest, tables (Parquet, see `docs/tables.md`) and report into a new folder, whole or not at all.

        Raises:
            FileExistsError: the folder exists and is not empty.
            OSError: it cannot be written.
        """
        target = Path(folder)
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise FileExistsError(f"{target} exists already")
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            self._write(draft, language)
            draft.chmod(0o755)
            if target.exists():
                target.rmdir()
            draft.rename(target)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        return target

    def _write(self, folder: Path, language: str) -> None:
        from taktwin.runs.tables import joined

        for name, table in joined(self.results).items():
            table.write_parquet(folder / f"{name}.parquet")
        (folder / "manifest.json").write_text(
            json.dumps(self.manifest(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        self.report(folder / "report.html", language)

    def manifest(self) -> dict[str, Any]:
        """What was run: model, its hash, seed, days, versions, and the key figures."""
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
            "seed": self.result.seed,
            "replications": len(self.results),
            "days": self.result.days,
            "started_days": self.result.started_days,
            "warmup_days": self.result.warmup_days,
            "kpis": {name: kpi.as_dict() for name, kpi in self.kpis.items()},
        }

    def _sequences(self) -> dict[str, Any]:
        """Digest of the sequence of each order stream that was put in one."""
        found = {name: stream.file for name, stream in self.model.orders.items() if stream._given is not None}
        return {"sequence": found} if found else {}


def load(source: str | Path, overrides: Sequence[str] = ()) -> Plant:
    """Load a plant: a shipped name (``phoenix``), a file, or a text; ``overrides`` are ``PATH=VALUE`` changes.

    Raises:
        ModelError: the model is wrong; every problem is listed with file, line, field and remedy.
    """
    return Plant(load_model(source, overrides=list(overrides)), overrides)
