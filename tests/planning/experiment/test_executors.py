"""Who runs the replications changes nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

from taktwin.planning.experiment import executors
from taktwin.planning.experiment.errors import ExecutorError, ExperimentError
from taktwin.planning.experiment.executors import check_version
from taktwin.planning.experiment.on_ray import Ray
from taktwin.planning.experiment.prepare import Prepared, prepare
from taktwin.planning.experiment.replicate import Row, Work, code_version, replicate
from taktwin.planning.experiment.workers import workers_on
from taktwin.runs.options import RunOptions
from taktwin.runs.simulation import SimulationError
from tests.planning.experiment.plants import cycles, mm1

Figures = dict[tuple[int, int], Row | str]


@pytest.fixture(scope="module")
def ready() -> list[Prepared]:
    return prepare(mm1(), cycles(0.7, 0.9))


@pytest.fixture(scope="module")
def works(ready: list[Prepared]) -> list[Work]:
    return [Work(s, i, one, RunOptions(days=1.0, warmup=0.25, seed=7)) for s, one in enumerate(ready) for i in range(4)]


def figures(works: list[Work], on: str, count: int) -> Figures:
    with workers_on(on, count) as pool:
        found = {(work.scenario, work.replication): outcome for work, outcome in pool.run(works)}
    assert set(found) == {(work.scenario, work.replication) for work in works}
    return found


@pytest.fixture(scope="module")
def alone(works: list[Work]) -> Figures:
    """One thread, one after the other."""
    found = figures(works, "threads", 1)
    assert len({json.dumps(row) for row in found.values()}) == len(works)  # no two replications are alike
    return found


@pytest.mark.parametrize(("on", "count"), [("local", 2), ("threads", 5), ("processes", 1), ("processes", 3)])
def test_identical_bits(works: list[Work], alone: Figures, on: str, count: int) -> None:
    assert figures(works, on, count) == alone


@pytest.fixture(scope="module")
def local_ray() -> Iterator[Ray]:
    pytest.importorskip("ray")
    pool = Ray(None, 2)
    try:
        pool.__enter__()
    except ExecutorError as error:
        pytest.skip(f"no local Ray here: {error}")
    yield pool
    pool.__exit__()


def test_identical_bits_on_ray(works: list[Work], alone: Figures, local_ray: Ray) -> None:
    """Also in a second round, and with models dropped from the store in between."""
    assert {(work.scenario, work.replication): row for work, row in local_ray.run(works)} == alone
    local_ray._models.clear()
    assert {(work.scenario, work.replication): row for work, row in local_ray.run(works[2:6])} == {
        (work.scenario, work.replication): alone[work.scenario, work.replication] for work in works[2:6]
    }


def test_ray_in_use_is_left_alone(local_ray: Ray, works: list[Work], alone: Figures) -> None:
    """A Ray that the caller has started is used, and not ended."""
    import ray

    with Ray(None) as pool:
        assert pool.count == 2
        assert [row for _, row in pool.run(works[:1])] == [alone[0, 0]]
    assert ray.is_initialized()


def test_ray_worker_of_another_version(local_ray: Ray, works: list[Work], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "code_version", lambda: "code-of-today")
    with pytest.raises(ExecutorError, match=r"code-of-today.*install the same"):
        list(local_ray.run(works))


def test_ray_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ExecutorError, match=r"pip install 'taktwin\[ray\]'"):
        Ray(None).__enter__()


def test_a_replication_that_cannot_go_on(works: list[Work], alone: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is told as a text; the others are finished."""

    def broken(work: Work, stop: object) -> Row:
        if work.replication == 2:
            raise SimulationError("time stands still")
        return replicate(work)

    monkeypatch.setattr(executors, "replicate", broken)
    assert figures(works, "threads", 2) == {
        key: "time stands still" if key[1] == 2 else row for key, row in alone.items()
    }


@pytest.mark.parametrize("on", ["threads", "processes"])
def test_leaving_early_stops_what_runs(ready: list[Prepared], on: str) -> None:
    """After Ctrl-C nothing runs on for hours."""
    long = RunOptions(days=20_000.0, warmup=0.0, seed=1)  # minutes, if it were not stopped
    works = [
        Work(0, 0, ready[0], RunOptions(days=0.1, warmup=0.0, seed=1)),
        *(Work(0, i, ready[0], long) for i in range(1, 99)),
    ]
    with workers_on(on, 2) as pool, closing(pool.run(works)) as outcomes:
        assert next(outcomes)[0].replication == 0


@pytest.mark.parametrize("place", ["cloud", "Ray", "ray:", "", "gpu"])
def test_no_such_place(place: str) -> None:
    with pytest.raises(ExperimentError, match="local, threads, processes, ray"):
        workers_on(place)


def test_no_workers() -> None:
    with pytest.raises(ExperimentError, match="at least 1"):
        workers_on("local", 0)


def test_versions_have_to_be_equal() -> None:
    check_version(code_version(), "here")
    with pytest.raises(ExecutorError, match="on there has another Taktwin"):
        check_version("code-0", "there")
