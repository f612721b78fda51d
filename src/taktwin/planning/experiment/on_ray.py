"""Replications on Ray: a cluster of machines, or a local one of this machine's cores."""

from __future__ import annotations

import itertools
import logging
import os
from collections.abc import Callable, Generator, Iterable
from typing import Any

from taktwin.model.phrase import Phrase
from taktwin.planning.experiment.errors import ExecutorError
from taktwin.planning.experiment.executors import AHEAD, Outcomes, Workers, attempt, check_version
from taktwin.planning.experiment.prepare import Prepared
from taktwin.planning.experiment.replicate import Row, Work, code_version
from taktwin.runs.options import RunOptions

LOCAL_STORE = 128 << 20  # bytes of shared memory for a local Ray: models are small
REACH = Phrase(
    "check the address, that both sides have the same Ray, and its token (RAY_AUTH_TOKEN) if it asks for one"
)
MODELS = 64  # kept in the store at a time


def _attempt_on_ray(
    prepared: Prepared, scenario: int, replication: int, options: RunOptions
) -> tuple[str, str, Row | str]:
    """In a Ray worker: its code, its host, and the figures."""
    import platform

    return code_version(), platform.node(), attempt(Work(scenario, replication, prepared, options))


def _any_on_ray(call: Callable[[Any], Any], work: Any) -> tuple[str, str, Any]:
    """In a Ray worker: its code, its host, and what a function makes of a work."""
    import platform

    return code_version(), platform.node(), call(work)


class Ray:
    """Workers of a Ray cluster (`ray://host:port`), or of a local Ray that is started and ended here (None).

    The hosts of a cluster need Taktwin in the same version; the first replication that comes back is checked for it.
    """

    def __init__(self, address: str | None, count: int | None = None) -> None:
        self.address = address
        self.count = count or 0
        self._models: dict[str, Any] = {}

    def __enter__(self) -> Workers:
        """Connect, or start.

        Raises:
            ExecutorError: Ray is not installed, or cannot be started or reached.
        """
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        try:
            import ray
        except ImportError:
            raise ExecutorError(Phrase("Ray is not installed"), Phrase("pip install 'taktwin[ray]'")) from None
        self._ray: Any = ray
        self._ours = not ray.is_initialized()
        try:
            if self._ours and self.address:
                ray.init(address=self.address, log_to_driver=False, logging_level=logging.ERROR)
            elif self._ours:
                ray.init(
                    num_cpus=self.count or os.cpu_count() or 1,
                    include_dashboard=False,
                    object_store_memory=LOCAL_STORE,
                    log_to_driver=False,
                    logging_level=logging.ERROR,
                    _node_ip_address="127.0.0.1",
                )
        except Exception as error:  # whatever it is, the user can do the same about it
            what = f"Ray at {self.address} cannot be reached" if self.address else "a local Ray cannot be started"
            remedy = REACH if self.address else Phrase("run on threads")
            raise ExecutorError(f"{what}: {_first_line(error)}", remedy) from None
        self._call = ray.remote(num_cpus=1, max_retries=2)(_attempt_on_ray)
        self.count = self.count or int(ray.cluster_resources().get("CPU", 1))
        return self

    def __exit__(self, *error: object) -> None:
        """Disconnect; a local Ray is ended."""
        if self._ours:
            self._ray.shutdown()

    def _sent(self, prepared: Prepared) -> Any:
        """The model in the cluster's store; sent when it is not there, the one unused for longest is dropped."""
        sent = self._models.pop(prepared.digest, None) or self._ray.put(prepared)
        self._models[prepared.digest] = sent
        if len(self._models) > MODELS:
            del self._models[next(iter(self._models))]
        return sent

    def run(self, works: Iterable[Work]) -> Outcomes:
        """See `Workers`.

        Raises:
            ExecutorError: a worker died or has another version.
        """
        return self._called(
            lambda work: self._call.remote(self._sent(work.prepared), work.scenario, work.replication, work.options),
            works,
        )

    def each(self, call: Callable[[Any], Any], works: Iterable[Any]) -> Generator[tuple[Any, Any], None, None]:
        """See `Workers`. Raises ExecutorError as `run` does."""
        remote = self._ray.remote(num_cpus=1, max_retries=2)(_any_on_ray)
        return self._called(lambda work: remote.remote(call, work), works)

    def _called(self, begin: Callable[[Any], Any], works: Iterable[Any]) -> Generator[tuple[Any, Any], None, None]:
        """What the calls give that ``begin`` starts, as they are finished."""
        ray = self._ray
        waiting: dict[Any, Any] = {}
        queue = iter(works)
        try:
            while True:
                for work in itertools.islice(queue, AHEAD * self.count - len(waiting)):
                    waiting[begin(work)] = work
                if not waiting:
                    return
                for call in ray.wait(list(waiting), num_returns=1, timeout=0.5)[0]:
                    version, host, outcome = ray.get(call)
                    check_version(version, host)
                    yield waiting.pop(call), outcome
        except ray.exceptions.RayError as error:
            remedy = Phrase("Taktwin has to be installed in the same version on every host of the cluster")
            raise ExecutorError(f"Ray: {_first_line(error)}", remedy) from None
        finally:
            for call in waiting:
                ray.cancel(call)


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
