"""One job: its folder, its state, how far it is, and what it left."""

from __future__ import annotations

import json
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from taktwin.model.files.write import write_text

WAITING, RUNNING = "waiting", "running"
ENDED = ("done", "failed", "cancelled", "interrupted")
#: What the page shows or offers of a result folder.
SHOWN = (".html", ".csv", ".json", ".yaml", ".xlsx", ".parquet", ".svg")
_MOST_SHOWN = 200_000  # bytes of what a command said
_OWN = ("job.json",)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass
class Job:
    """A command that was asked for.

    Attributes:
        folder: where it leaves what it finds.
        form: name of the form.
        values: what was asked.
        language: of what it says.
        by: who asked.
        asked, began, ended: times in UTC; None for not yet.
        code: exit code of the command.
        run: the run folder that it writes, as the workspace calls it.
        ours: this server started it.
    """

    folder: Path
    form: str
    values: dict[str, Any]
    language: str
    by: str
    state: str = WAITING
    asked: str = field(default_factory=_now)
    began: str | None = None
    ended: str | None = None
    code: int | None = None
    run: str | None = None
    ours: bool = True
    cancelled: bool = False
    arguments: list[str] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        """Its name: that of its folder."""
        return self.folder.name

    def keep(self) -> None:
        """Write `job.json`."""
        names = ("form", "values", "language", "by", "state", "asked", "began", "ended", "code", "run", "arguments")
        found = {name: getattr(self, name) for name in names}
        write_text(self.folder / "job.json", json.dumps(found, indent=1, ensure_ascii=False) + "\n")

    def begin(self) -> None:
        """It runs now."""
        self.state, self.began = RUNNING, _now()
        self._keep_if_can()

    def end(self, state: str, code: int | None) -> None:
        """It has ended."""
        self.state, self.code, self.ended = state, code, _now()
        self._keep_if_can()

    def _keep_if_can(self) -> None:
        """On a full disk it goes on, and is told as long as this server runs; the next one finds it interrupted."""
        with suppress(OSError):
            self.keep()

    def as_dict(self, whole: bool = False) -> dict[str, Any]:
        """For JSON; ``whole`` with what it said and wrote."""
        found: dict[str, Any] = {
            "name": self.name,
            "form": self.form,
            "values": self.values,
            "language": self.language,
            "by": self.by,
            "state": self.state,
            "asked": self.asked,
            "began": self.began,
            "ended": self.ended,
            "code": self.code,
            "run": self.run,
            **self._progress(),
        }
        if whole:
            found |= {
                "output": _tail(self.folder / "output.txt"),
                "errors": _tail(self.folder / "errors.txt"),
                "command": " ".join(["taktwin", *self.arguments]),
                "files": self._files(),
            }
        return found

    def _files(self) -> list[str]:
        found = (path for path in sorted(self.folder.rglob("*")) if path.is_file() and not path.is_symlink())
        names = (path.relative_to(self.folder).as_posix() for path in found if path.suffix in SHOWN)
        return [name for name in names if name not in _OWN and not name.startswith(".")][:100]

    def _progress(self) -> dict[str, Any]:
        """Share done of what the command is at, and seconds left of it; None where it does not say."""
        if self.state != RUNNING:
            return {"task": None, "done": 1.0 if self.state == "done" else None, "left_s": None}
        lines = _tail(self.folder / "progress.jsonl").splitlines()
        for line in reversed(lines):
            try:
                last = json.loads(line)
                done, since = float(last["done"]), float(last["since_s"])
            except (ValueError, KeyError, TypeError):
                continue
            left = since * (1 - done) / done if done > 0 else None
            return {"task": str(last.get("task", "")), "done": done, "left_s": left}
        return {"task": None, "done": None, "left_s": None}


def _tail(path: Path) -> str:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _MOST_SHOWN))
            return file.read().decode("utf-8", "replace")
    except OSError:
        return ""


def read_job(folder: Path) -> Job | None:
    """The job of a folder of an earlier server; None where it cannot be read."""
    try:
        found = json.loads((folder / "job.json").read_text(encoding="utf-8"))
        form, language, by = (str(found[name]) for name in ("form", "language", "by"))
        job = Job(
            folder, form, dict(found["values"]), language, by, str(found["state"]), str(found["asked"]), ours=False
        )
        job.began, job.ended, job.run = (_text(found.get(name)) for name in ("began", "ended", "run"))
        job.code = found.get("code") if isinstance(found.get("code"), int) else None
        job.arguments = [str(one) for one in found.get("arguments", ())]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if job.state not in ENDED:
        job.state = "interrupted"
    return job


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
