"""A shipped model as it moves, before anybody has run it: a few hours of it, run once and kept in the folder's notes.

The first run of all compiles the engine, which takes about half a minute. So the run is begun as soon as somebody is
going to look at the model, in a process of its own, and the page tells meanwhile what is being done.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import taktwin
from taktwin.library import UnknownModelError, model_path
from taktwin.model.files.write import open_output
from taktwin.model.phrase import Phrase
from taktwin.web.refusal import RefusedError
from taktwin.web.work.models import fingerprint
from taktwin.web.work.process import send, started
from taktwin.web.workspace import NOTES, Workspace

_FOLDER = "moving"
#: A day until the plant is filled, and then three hours to look at.
_OPTIONS = ("--warmup=1", "--days=0.125", "--trace", "--no-bottleneck")
#: Runs that are kept: each takes some 10 MB on the disk.
_KEPT = 4
NONE, RUNNING, READY, FAILED = "none", "running", "ready", "failed"


class Previews:
    """Short runs of shipped models, one at a time.

    Args:
        workspace: in whose notes they are kept.
        program: how a command is started, before its arguments.
    """

    def __init__(self, workspace: Workspace, program: Sequence[str]) -> None:
        self.workspace, self.program = workspace, list(program)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._name: str | None = None  # that runs
        self._began = 0.0
        self._failed: dict[str, str] = {}
        self._closing = False

    def run(self, name: str) -> Path:
        """The run folder of a model.

        Raises:
            RefusedError: 404, there is none.
        """
        folder = self._of(name)
        if not (folder / "manifest.json").is_file():
            raise RefusedError(404, Phrase("this model has not been run to be looked at"), Phrase("open it once more"))
        return folder

    def begin(self, name: str) -> None:
        """Run a model, unless that has been done; one that is run for somebody else is waited for first.

        Raises:
            RefusedError: 404, no model is shipped under this name.
            OSError: nothing can be written.
        """
        folder = self._of(name)
        with self._lock:
            if (folder / "manifest.json").is_file() or self._process is not None or self._closing:
                return
            self._failed.pop(name, None)
            folder.parent.mkdir(parents=True, exist_ok=True)
            self._tidy(folder)
            command = [*self.program, "run", name, *_OPTIONS, f"--out={self._beside(folder, '.part')}"]
            with open_output(self._beside(folder, ".out")) as out, open_output(self._beside(folder, ".err")) as errors:
                progress = self._beside(folder, ".jsonl")
                self._process = started(command, self.workspace.folder, "en", progress, out, errors)
            self._name, self._began = name, time.monotonic()
            threading.Thread(target=self._wait, args=(name, folder, self._process), daemon=True).start()

    def told(self, name: str) -> dict[str, Any]:
        """How far it is: ``state``; of one that runs ``compiling``, ``done`` and ``since_s``; ``why`` it failed.

        Raises:
            RefusedError: 404, no model is shipped under this name.
        """
        folder = self._of(name)
        if (folder / "manifest.json").is_file():
            return {"state": READY}
        with self._lock:
            if self._process is not None and self._name == name:
                done = _share(self._beside(folder, ".jsonl"))
                said = self._beside(folder, ".err")
                compiling = done == 0.0 and said.is_file() and said.stat().st_size > 0
                since = time.monotonic() - self._began
                return {"state": RUNNING, "compiling": compiling, "done": done, "since_s": round(since, 1)}
            if name in self._failed:
                return {"state": FAILED, "why": self._failed[name]}
        return {"state": NONE}

    def close(self) -> None:
        """End what runs at once: nothing of it is of use to anybody."""
        with self._lock:
            self._closing, process = True, self._process
        if process is not None:
            send(process, getattr(signal, "SIGKILL", signal.SIGTERM))

    def _wait(self, name: str, folder: Path, process: subprocess.Popen[bytes]) -> None:
        code = process.wait()
        with self._lock:
            if process.stdin is not None:
                process.stdin.close()
            try:
                if code != 0:
                    raise OSError(self._beside(folder, ".err").read_text(encoding="utf-8", errors="replace")[-2000:])
                self._beside(folder, ".part").rename(folder)
            except OSError as error:
                self._failed[name] = str(error).strip()
            self._process = self._name = None

    def _of(self, name: str) -> Path:
        try:
            text = model_path(name).read_text(encoding="utf-8")
        except UnknownModelError as error:
            raise RefusedError(404, str(error), Phrase("choose one that the page lists")) from None
        mark = fingerprint(f"{taktwin.__version__} {_OPTIONS} {text}")[:12]
        return self.workspace.folder / NOTES / _FOLDER / f"{name}-{mark}"

    @staticmethod
    def _beside(folder: Path, ending: str) -> Path:
        return folder.with_name(folder.name + ending)

    def _tidy(self, folder: Path) -> None:
        """Remove what another run has left half, and all but the newest few."""
        found = [path for path in folder.parent.iterdir() if path.is_dir() and not path.is_symlink()]
        half = [path for path in found if path.suffix == ".part"]
        whole = sorted((path for path in found if path not in half), key=lambda path: -path.stat().st_mtime)
        for path in [*half, *whole[_KEPT - 1 :]]:
            shutil.rmtree(path, ignore_errors=True)
        self._beside(folder, ".jsonl").unlink(missing_ok=True)


def _share(path: Path) -> float:
    """The share done that a command has written last; 0 where it has written none."""
    with suppress(OSError, ValueError, KeyError, TypeError, IndexError):
        return float(json.loads(path.read_text(encoding="utf-8").splitlines()[-1])["done"])
    return 0.0
