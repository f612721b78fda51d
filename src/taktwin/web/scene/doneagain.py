"""A run in a folder that was made without a trace, done again so that it can be looked at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import polars as pl

from taktwin.analysis.comparison.saved import SavedRunError
from taktwin.analysis.exports.savedrun import read_untraced
from taktwin.model.errors import TaktwinError
from taktwin.model.phrase import Phrase
from taktwin.runs.again import Again
from taktwin.runs.fingerprint import model_hash
from taktwin.web.scene.levels import Changes, levels_from
from taktwin.web.scene.scene import Scene, make_scene

#: What a manifest says of a run that depends on more than the model and the seed in its folder.
_MORE = {"sequence": "it was run in a sequence of its own", "rules": "it was run with rules of one's own"}
_REMEDY = "run the model again with the trace kept"
#: So far may the times of the same job differ, s: a run without a trace may have been made in another way.
_SAME_S = 1e-3
#: Runs done again that are kept on the disk.
_KEPT = 8


class DoneAgain:
    """What happened in a run, by doing it again; as `KeptTrace` in all else.

    Args:
        folder: of the run.
        replication: which one, from 0.
        progress: called with the share that is done.
        kept: folder in which what was done is kept: read where it is there, else written; None: nowhere.

    Raises:
        SavedRunError: there is no whole run in it, or what is done again is not that run: it began from a state, or was
            made by another version.
    """

    def __init__(
        self,
        folder: str | Path,
        replication: int = 0,
        progress: Callable[[float], None] | None = None,
        kept: Path | None = None,
    ) -> None:
        self.folder = Path(folder)
        self.result, self.model, manifest = read_untraced(folder, replication)
        why = next((text for key, text in _MORE.items() if key in manifest), None)
        if why is None and self.result.started_days:
            why = "it began from a snapshot"
        if why is None and model_hash(self.model) != manifest.get("model_hash"):
            why = "files that its model names are not there, or were changed"
        if why is not None:
            raise self._another(why)
        self.scene: Scene = make_scene(self.model)
        found = self._found(replication, kept)
        self.again = self._done(replication, progress) if found is None else found
        self.jobs, self.early = self.again.jobs, True
        if not self._same():
            raise self._another("its jobs come at other times: it began from a state, or another version made it")
        self.result.shipments = self.again.shipments
        at = {name: index for (kind, name), index in self.scene.places.at.items() if kind == "stock"}
        self.most: list[float | None] = [None] * len(self.scene.places.found)
        for name, place in at.items():
            self.most[place] = max(self.again.most[name], 0.0)
        self.still = [list(one) for one in self.again.still]
        if kept is not None and found is None:
            self._keep(kept)

    def tables(self, since: float, end: float) -> tuple[dict[str, pl.DataFrame], Changes]:
        """As `KeptTrace.tables`."""
        found = self.again.window(since, end)
        near = found.movements.filter(pl.col("time") >= since)
        return {"trace": found.trace, "movements": found.movements}, levels_from(self.scene, found.levels, since, near)

    def _found(self, replication: int, kept: Path | None) -> Again | None:
        """What was done before; what is no such folder, or of another version of the engine, goes."""
        if kept is None or not kept.is_dir():
            return None
        told = self.result
        try:
            found = Again.load(
                kept, self.model, days=told.days, warmup_days=told.warmup_days, seed=told.seed, replication=replication
            )
            self.jobs, self.again = found.jobs, found
            same = self._same()
        except (TaktwinError, pl.exceptions.PolarsError):
            same = False
        if same:
            with suppress(OSError):
                os.utime(kept)  # those that are looked at are kept longest
            return found
        shutil.rmtree(kept, ignore_errors=True)
        return None

    def _keep(self, kept: Path) -> None:
        """Write it, and let go of the oldest; a full disk is no reason not to show the run."""
        with suppress(OSError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            others = sorted(
                (one for one in kept.parent.iterdir() if one.is_dir()), key=lambda one: -one.stat().st_mtime
            )
            for one in [one for one in others if one.suffix == ".part"] + others[_KEPT - 1 :]:
                shutil.rmtree(one, ignore_errors=True)
            self.again.save(kept)

    def _done(self, replication: int, progress: Callable[[float], None] | None) -> Again:
        told = self.result
        try:
            return Again(
                self.model, days=told.days, warmup_days=told.warmup_days, seed=told.seed, replication=replication,
                progress=progress,
            )  # fmt: skip
        except TaktwinError as error:
            raise self._another(error.message) from None

    def _same(self) -> bool:
        """Whether the jobs of the run are those that were found now, with the times at which they came and left."""
        late = self.jobs.filter(pl.col("ended").is_null() | (pl.col("ended") >= 0.0))
        if late.height != self.result.jobs.height:
            return False
        columns = ("stream", "order_number", "born", "ended")
        own, other = (table.select(columns).sort(columns[:2]) for table in (late, self.result.jobs))
        if not own.select(columns[:2]).equals(other.select(columns[:2])):
            return False
        times = (table.select(columns[2:]).to_numpy() for table in (own, other))
        return bool(np.allclose(*times, rtol=0.0, atol=_SAME_S, equal_nan=True))

    def _another(self, why: str) -> SavedRunError:
        message = Phrase(
            "{name}: the run has no trace, and it cannot be done again ({why})", name=self.folder.name, why=why
        )
        return SavedRunError(message, _REMEDY)
