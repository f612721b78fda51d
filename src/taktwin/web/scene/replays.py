"""Replays by run folder: read once, and kept while they are looked at.

A run without a trace is done again in a thread of its own, which takes a while; who asks meanwhile is told how far
that is.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from polars.exceptions import PolarsError

from taktwin.analysis.comparison.saved import SavedRunError, read_run
from taktwin.model.phrase import Phrase
from taktwin.web.scene.doneagain import DoneAgain
from taktwin.web.scene.kepttrace import KeptTrace
from taktwin.web.scene.longreplay import WHOLE_DAYS, LongReplay
from taktwin.web.scene.replay import Replay

Found = Replay | LongReplay

#: Replays that are kept in memory, each of some 10 MB for a day of a plant; of a run done again some 50 MB.
KEPT = 3


@dataclass(frozen=True)
class NotYet:
    """A run is being done again: ``share`` of it is done."""

    share: float


class _Making:
    """A run that is done again in a thread, one after the other."""

    turn = threading.Lock()

    def __init__(self, folder: Path, kept: Path | None) -> None:
        self.folder, self.kept, self.share = folder, kept, 0.0
        self.found: LongReplay | None = None
        self.failed: Exception | None = None
        self.thread = threading.Thread(target=self._work, name="run again", daemon=True)
        self.thread.start()

    def _work(self) -> None:
        with self.turn:
            try:
                with _tables_of_a_run(self.folder):
                    self.found = LongReplay(DoneAgain(self.folder, progress=self._tell, kept=self.kept))
            except Exception as error:  # whatever it is, who asks is told
                self.failed = error

    def _tell(self, share: float) -> None:
        self.share = share

    def get(self, wait: bool) -> LongReplay | NotYet:
        """The replay; not yet where it is not ready and nobody waits. Raises what has made it fail."""
        if wait:
            self.thread.join()
        if self.failed is not None:
            raise self.failed
        return NotYet(self.share) if self.found is None else self.found


class Replays:
    """Replays by run folder; one that has changed on disk is read again.

    One thread makes one; who asks for the same waits, and who asks for another does not.

    Args:
        kept: folder in which runs that were done again are kept, over the end of the program; None: nowhere.
    """

    def __init__(self, kept: Path | None = None) -> None:
        self._place = kept
        self._kept: OrderedDict[Path, tuple[float, Found | _Making]] = OrderedDict()
        self._making: dict[Path, threading.Lock] = {}
        self._lock = threading.Lock()

    def of(self, folder: Path, wait: bool = True) -> Found | NotYet:
        """The replay of a folder; not yet while a run is done again and nobody is to ``wait`` for it.

        Args:
            folder: of the run.
            wait: for a run that is done again, too.

        Raises:
            SavedRunError: there is no whole run in it, or it has no trace and cannot be done again.
        """
        with self._lock:
            making = self._making.setdefault(folder, threading.Lock())
        with making:
            written = (folder / "manifest.json").stat().st_mtime if (folder / "manifest.json").is_file() else 0.0
            with self._lock:
                known = self._kept.pop(folder, None)
            if known is None or known[0] != written:
                known = (written, replay_of(folder) if _traced(folder) else _Making(folder, self._kept_in(folder)))
            with self._lock:
                self._kept[folder] = known
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
                for other in set(self._making) - set(self._kept) - {folder}:
                    if not self._making[other].locked():
                        del self._making[other]
        if not isinstance(known[1], _Making):
            return known[1]
        try:
            return known[1].get(wait)
        except Exception:  # who asks again has it tried again
            with self._lock:
                self._kept.pop(folder, None)
            raise

    def _kept_in(self, folder: Path) -> Path | None:
        """The folder for a run that is done again: another one for another run of the same name."""
        if self._place is None:
            return None
        mark = hashlib.blake2b((folder / "manifest.json").read_bytes(), digest_size=6).hexdigest()
        return self._place / f"{folder.name[:40]}-{mark}"


def replay_of(folder: Path) -> Replay | LongReplay:
    """The replay of the folder of a traced run; of a long one it reads a part when that is looked at.

    Raises:
        SavedRunError: there is no whole run in it, or it was not traced.
    """
    about = read_run(folder).manifest
    long = about["days"] + about["warmup_days"] > WHOLE_DAYS
    with _tables_of_a_run(folder):
        return LongReplay(KeptTrace(folder)) if long else Replay.of_folder(folder)


@contextmanager
def _tables_of_a_run(folder: Path) -> Iterator[None]:
    """What tables lack, as those of another folder or another version, is told as any other damage of a run."""
    try:
        yield
    except PolarsError as error:
        why = str(error).partition("\n")[0][:200]
        message = Phrase("{folder}: its tables are not those of a run ({why})", folder=folder, why=why)
        raise SavedRunError(message, Phrase("run it again with --trace")) from None


def _traced(folder: Path) -> bool:
    """Whether the run in a folder has a trace; of no run at all, too, so that reading it says what is wrong."""
    return (folder / "trace.parquet").is_file() or not (folder / "manifest.json").is_file()
