"""Jobs: the same to the bit wherever they run, kept when they are done, and nothing else is taken for them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from taktwin.planning.cluster.errors import ClusterError
from taktwin.planning.cluster.file.read import read_cluster
from taktwin.planning.cluster.plan.data import data_of
from taktwin.planning.cluster.plan.knowing import Knowing, knowing
from taktwin.planning.cluster.plan.solve import plan
from taktwin.planning.cluster.spread.desk import Desk, Job
from taktwin.planning.cluster.spread.digest import digest_of
from taktwin.planning.experiment.errors import ExperimentError
from tests.planning.cluster.small import SMALL


def job(value: float) -> Job:
    return Job(f"third of {value}", third, (value,), digest_of(value))


def third(value: float) -> list[float]:
    return [value / 3.0]


def knowing_on(tmp_path: Path, desk: Desk) -> Knowing:
    (tmp_path / "cluster.yaml").write_text(SMALL, encoding="utf-8")
    data = data_of(read_cluster(tmp_path / "cluster.yaml").noun)
    return knowing(data, plan(data, 1e-3), 1e-3, desk=desk)


def test_what_is_done_is_kept_to_the_bit(tmp_path: Path) -> None:
    """A second desk runs nothing that is there; a cut file, one of other code, and a changed job are run again."""
    folder = tmp_path / "kept"
    jobs = [job(value) for value in (1.0, 0.1, 1e-300)]
    first = Desk(folder=folder).all(jobs)
    again = Desk(folder=folder)
    assert again.all(jobs) == first == [[value / 3.0] for value in (1.0, 0.1, 1e-300)]
    assert again.found == 3
    files = sorted(folder.iterdir())
    files[0].write_text(files[0].read_text(encoding="utf-8")[:-9], encoding="utf-8")
    other = json.loads(files[1].read_text(encoding="utf-8"))
    files[1].write_text(json.dumps(other | {"code": "older", "result": [7.0]}), encoding="utf-8")
    mended = Desk(folder=folder)
    assert mended.all(jobs) == first
    assert mended.found == 1
    assert Desk(folder=folder).all([job(2.0)]) == [[2.0 / 3.0]]


def test_a_study_goes_on_from_what_is_kept(tmp_path: Path) -> None:
    desks = [Desk(folder=tmp_path / "kept") for _ in range(2)]
    one, other = (knowing_on(tmp_path, desk) for desk in desks)
    assert one == other == knowing_on(tmp_path, Desk())
    assert [desk.found for desk in desks] == [0, 3]


@pytest.mark.long
@pytest.mark.parametrize("place", ["processes", "ray"])
def test_no_figure_depends_on_the_place(tmp_path: Path, place: str) -> None:
    if place == "ray":
        pytest.importorskip("ray")
    assert knowing_on(tmp_path, Desk(place, 2)) == knowing_on(tmp_path, Desk("threads", 1))


def test_what_is_no_folder_of_jobs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ClusterError, match="is a file"):
        Desk(folder=tmp_path / "file")
    with pytest.raises(ClusterError, match="something else"):
        Desk(folder=tmp_path)
    with pytest.raises(ExperimentError, match="no place to run"):
        Desk("moon")


def test_names_of_content() -> None:
    """Equal content, equal names, in whatever order a mapping was filled; any difference is one."""
    values = [
        np.arange(3.0),
        np.arange(3),
        np.arange(3.0).reshape(1, 3),
        1,
        1.0,
        "1",
        None,
        (1, 2),
        (12,),
        {"a": 1},
        True,
    ]
    assert len({digest_of(one) for one in values}) == len(values)
    assert digest_of({"a": 1, "b": 2.5}) == digest_of({"b": 2.5, "a": 1})
    assert digest_of(np.float64(0.1)) == digest_of(0.1)
    with pytest.raises(TypeError):
        digest_of(sys)
