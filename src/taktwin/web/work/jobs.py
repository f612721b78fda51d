"""Jobs: commands that run in processes of their own, some at a time, and what is left of them in the folder `results`.

A job is a folder there. `job.json` says what was asked and what came of it; beside it lie what the command said and
wrote. So a page that is loaded anew, and a server that is started anew, list all of them. A job that ran when its
server ended is *interrupted*: a command ends with the server that started it, even where that is killed.
"""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from taktwin.model.files.write import open_output, write_text
from taktwin.model.phrase import Phrase
from taktwin.web.ending import COMMANDS_S
from taktwin.web.refusal import RefusedError
from taktwin.web.work.forms import Form, result_name
from taktwin.web.work.job import ENDED, Job, read_job
from taktwin.web.work.process import see_to_end, send, started
from taktwin.web.workspace import RESULTS, RUNS, Workspace

_MOST_WAITING = 50


class Jobs:
    """The jobs of a workspace.

    Args:
        workspace: where they run, and leave what they find.
        forms: what may be run.
        program: how a command is started.
        workers: how many run at a time.
    """

    def __init__(self, workspace: Workspace, forms: Sequence[Form], program: Sequence[str], workers: int = 1) -> None:
        self.workspace, self.program = workspace, list(program)
        self.forms = {form.name: form for form in forms}
        self._jobs: dict[str, Job] = {}
        self._lock = threading.RLock()
        self._pool = ThreadPoolExecutor(max_workers=max(1, workers), thread_name_prefix="job")
        self._closing = False

    def recall(self) -> None:
        """Read the jobs of earlier servers; nothing is written."""
        with self._lock:
            for folder in self.workspace.results():
                if folder.name not in self._jobs and (job := read_job(folder)) is not None:
                    self._jobs[job.name] = job

    def all(self) -> list[Job]:
        """All jobs, the newest first; those of other servers in the same folder as well."""
        self.recall()
        with self._lock:
            found = [job for job in self._jobs.values() if job.folder.is_dir()]
        return sorted(found, key=lambda job: (job.asked, job.name), reverse=True)

    def get(self, name: str) -> Job:
        """The job of a name.

        Raises:
            RefusedError: 404.
        """
        with self._lock:
            job = self._jobs.get(name)
        if job is None or not job.folder.is_dir():
            raise RefusedError(404, Phrase("there is no such job"), Phrase("choose one of the list"))
        return job

    def start(self, form: str, values: dict[str, Any], language: str, by: str) -> Job:
        """Ask for a command; it runs when its turn comes.

        Raises:
            RefusedError, ModelError: the form or a value is wrong; nothing is left behind.
        """
        if form not in self.forms:
            raise RefusedError(404, Phrase("there is no such form"), Phrase("choose one that the page lists"))
        if sum(job.state == "waiting" for job in self.all()) >= _MOST_WAITING:
            raise RefusedError(429, Phrase("too many jobs wait"), Phrase("wait for one of them, or cancel it"))
        made = self.forms[form]
        made.arguments(values, self.workspace, result_name("x"))  # wrong values leave no folder
        with self._lock:
            folder = self._new_folder(form)
            job = Job(folder, form, values, "zh" if language == "zh" else "en", by)
            if made.run:
                job.run = self._run_folder(str(values.get("model", "")))
            job.arguments = made.arguments(values, self.workspace, result_name(folder.name))
            if job.run is not None:
                job.arguments.insert(1, f"--out={job.run}")
            try:
                job.keep()
            except OSError:
                with suppress(OSError):
                    folder.rmdir()
                raise
            self._jobs[job.name] = job
        self._pool.submit(self._work, job)
        return job

    def cancel(self, name: str) -> Job:
        """End a job; a command that searches keeps the best that it has found."""
        job = self.get(name)
        with self._lock:
            if job.state in ENDED:
                raise RefusedError(409, Phrase("the job has ended already"), Phrase("look at what it found"))
            job.cancelled = True
            process = job.process
            if process is None:
                job.end("cancelled", None)
                return job
        send(process, signal.SIGINT)
        threading.Thread(target=see_to_end, args=(process,), daemon=True).start()
        return job

    def close(self) -> None:
        """End all that runs, with a moment for each to keep what it has; what waits is not begun."""
        with self._lock:
            self._closing = True
            running = [job.process for job in self._jobs.values() if job.process is not None]
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in running:
            send(process, signal.SIGINT)
        until = time.monotonic() + COMMANDS_S
        for process in running:
            see_to_end(process, until - time.monotonic())
        self._pool.shutdown(wait=True)
        with self._lock:
            for job in self._jobs.values():
                if job.state == "waiting" and job.ours:
                    job.end("interrupted", None)

    def _work(self, job: Job) -> None:
        with self._lock:
            if self._closing or job.cancelled:
                return
            try:
                with open_output(job.folder / "output.txt") as out, open_output(job.folder / "errors.txt") as err:
                    command, progress = [*self.program, *job.arguments], job.folder / "progress.jsonl"
                    job.process = started(command, self.workspace.folder, job.language, progress, out, err)
            except (OSError, ValueError) as error:  # ValueError: a text that no command can be given
                with suppress(OSError):
                    write_text(job.folder / "errors.txt", f"the command cannot be started: {error}\n")
                job.end("failed", None)
                return
            job.begin()
        code = job.process.wait()
        with self._lock:
            if job.process.stdin is not None:
                job.process.stdin.close()
            job.process = None
            if self._closing:
                state = "interrupted"
            elif code == 0:
                state = "done"
            else:
                state = "cancelled" if job.cancelled else "failed"
            job.end(state, code)

    def _new_folder(self, form: str) -> Path:
        place = self.workspace.inside(RESULTS)
        place.mkdir(exist_ok=True)
        taken = [int(p.name.rpartition("-")[2]) for p in place.glob(f"{form}-*") if p.name.rpartition("-")[2].isdigit()]
        number = max(taken, default=0) + 1
        while True:
            folder = place / f"{form}-{number}"
            try:
                folder.mkdir()
            except FileExistsError:
                number += 1
                continue
            return folder

    def _run_folder(self, model: str) -> str:
        """A free run folder; names of jobs that wait are taken as well."""
        stem = Path(model).stem or "run"
        taken = {job.run for job in self._jobs.values()}
        number = 1
        while (name := f"{RUNS}/{stem}-{number}") in taken or os.path.lexists(self.workspace.inside(name)):
            number += 1
        return name


def about(values: dict[str, Any]) -> str:
    """The values of a form in a short text, for the audit."""
    return json.dumps(values, ensure_ascii=True)[:2000]
