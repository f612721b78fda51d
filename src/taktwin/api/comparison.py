"""Runs compared from Python: run folders, or runs in memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from taktwin.analysis.comparison.compare import Comparison
from taktwin.analysis.comparison.compare import compare as compare_saved
from taktwin.analysis.comparison.saved import read_run, run_in_memory

if TYPE_CHECKING:
    from taktwin.api.run import Run


def compare(*runs: str | Path | Run) -> Comparison:
    """Put runs beside each other; each is compared with the first.

    ``taktwin.compare("runs/phoenix-1", "runs/phoenix-2").of("throughput_per_hour")``

    Differences are paired where seed, days and warm-up are the same, replication by replication; else the runs are
    independent samples. `taktwin.write_report` writes the page.

    Args:
        runs: two or more run folders, or runs (called `run 1`, `run 2`, ... by their places).

    Raises:
        SavedRunError: a folder holds no whole run.
        OptionError: there are fewer than two runs, or one of them twice.
    """
    found = []
    for place, run in enumerate(runs, start=1):
        if isinstance(run, str | Path):
            found.append(read_run(run))
        else:
            model = run.model.model_dump(mode="json", by_alias=True, exclude_unset=True)
            found.append(run_in_memory(f"run {place}", run.manifest(), model, run.results))
    return compare_saved(found)
