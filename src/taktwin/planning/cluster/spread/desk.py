"""Jobs of a study, run by threads, processes or Ray, and kept in a folder, from which an interrupted study goes on.

A job is a function of a module, what it is given, and the name of that content. Its result is plain (numbers, texts,
lists of them), so that it can be kept as JSON, in which a number comes back to the bit: where a job ran, and whether it
ran now or before, changes no figure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from taktwin.model.files.write import write_text
from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.errors import ClusterError
from taktwin.planning.experiment.errors import ExecutorError
from taktwin.planning.experiment.replicate import code_version
from taktwin.planning.experiment.workers import workers_on
from taktwin.planning.meter import Progress

ENDING = ".job.json"


@dataclass(frozen=True, eq=False)
class Job:
    """``name`` for the reader; ``digest`` of all that the result hangs on but the code (`digest_of`)."""

    name: str
    call: Callable[..., Any]
    given: tuple[Any, ...]
    digest: str


@cache
def planning_version() -> str:
    """Name of the code that makes the results of jobs, with the solver."""
    from importlib.metadata import version

    found = hashlib.blake2b(f"{code_version()} {version('highspy')}".encode(), digest_size=8)
    room = Path(str(files("taktwin"))) / "planning"
    for path in sorted((*(room / "cluster").rglob("*.py"), *(room / "stress").rglob("*.py"), room / "orders/ramp.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def _done(job: tuple[Callable[..., Any], tuple[Any, ...]]) -> tuple[str, str, Any]:
    import platform

    call, given = job
    return planning_version(), platform.node(), call(*given)


class Desk:
    """Hands out jobs.

    Args:
        place: where they run (`taktwin.planning.experiment.workers.PLACES`).
        count: workers; None for one a core.
        folder: keeps what is done; None for none.
    """

    def __init__(self, place: str = "local", count: int | None = None, folder: Path | None = None) -> None:
        workers_on(place, count)  # a place that is none is told before anything runs
        self.place, self.count, self.folder = place, count, folder
        self.found = 0  # jobs that were done before
        if folder is not None:
            _checked(folder)

    def all(self, jobs: Sequence[Job], progress: Progress | None = None) -> list[Any]:
        """What each job gives, in their order.

        Raises:
            ExecutorError: a worker ended, or has another version.
            OSError: the folder cannot be written.
        """
        results: dict[int, Any] = {}
        for at, job in enumerate(jobs):
            kept = self._kept(job)
            if kept is not None:
                results[at] = kept[0]
        self.found += len(results)
        if len(results) < len(jobs):
            self._run({at: job for at, job in enumerate(jobs) if at not in results}, results, progress)
        return [results[at] for at in range(len(jobs))]

    def _run(self, jobs: dict[int, Job], results: dict[int, Any], progress: Progress | None) -> None:
        works = {at: (job.call, job.given) for at, job in jobs.items()}
        numbers = {id(work): at for at, work in works.items()}
        with ExitStack() as stack:
            workers = stack.enter_context(workers_on(self.place, self.count))
            for done, (work, (version, host, result)) in enumerate(workers.each(_done, works.values()), 1):
                if version != planning_version():
                    raise ExecutorError(
                        Phrase("the worker on {host} has another Taktwin", host=host),
                        Phrase("install the same versions there"),
                    )
                at = numbers[id(work)]
                results[at] = result
                self._keep(jobs[at], result)
                if progress is not None:
                    progress(done / len(works))

    def _path(self, job: Job) -> Path | None:
        return None if self.folder is None else self.folder / f"{job.digest}{ENDING}"

    def _kept(self, job: Job) -> tuple[Any] | None:
        """The result that is kept; None where there is none, or one that is cut or of another version."""
        path = self._path(job)
        try:
            content = None if path is None else json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(content, dict) or "result" not in content:
            return None
        same = content.get("code") == planning_version() and content.get("digest") == job.digest
        return (content["result"],) if same else None

    def _keep(self, job: Job, result: Any) -> None:
        path = self._path(job)
        if path is not None:
            content = {"name": job.name, "digest": job.digest, "code": planning_version(), "result": result}
            write_text(path, json.dumps(content))


def _checked(folder: Path) -> None:
    """Make the folder. Raises ClusterError where something else is there."""
    if folder.is_dir():
        alien = [one for one in folder.iterdir() if not one.name.startswith(".") and not one.name.endswith(ENDING)]
        if alien:
            raise ClusterError(
                Phrase("{folder} holds something else ({name})", folder=folder, name=alien[0].name),
                Phrase("name a new folder"),
            )
        return
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise ClusterError(Phrase("{folder} is a file", folder=folder), Phrase("name a folder")) from None
    except OSError as error:
        raise ClusterError(
            Phrase("{folder} cannot be made: {strerror}", folder=folder, strerror=error.strerror),
            Phrase("name another folder"),
        ) from None
