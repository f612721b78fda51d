"""What the commands do can be done from Python with the same options, and is the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import taktwin
from taktwin.model.errors import OptionError
from taktwin.planning.bodystore.retrieval import StoreError
from taktwin.planning.presslots.panel import LotError
from taktwin.runs.options import RunOptionError
from tests.cli.conftest import Taktwin, here
from tests.cli.conftest import taktwin as run_fixture
from tests.planning.bodystore.test_replay import PLANT as STORE
from tests.planning.sequence.plants import PLANT

__all__ = ["here"]
run = run_fixture


def told(result: object) -> dict:
    """The object as JSON brings it back."""
    return json.loads(json.dumps(result))


def test_lots(run: Taktwin, tmp_path: Path) -> None:
    found = taktwin.load("press-lots").lots(load=0.7, days=5)
    # 99.9% is read as 99.9 / 100, which is not quite 0.999.
    arguments = ("--days", 5, "--load", "70%", "--surety", "0.999", "--json")
    assert told(found.as_dict()) == json.loads(run("lots", "press-lots", *arguments).stdout)
    assert set(found.table["cell"]) == {"press-1", "press-2"}
    assert found.planned().shops["press"].cells["press-1"].makes["hood"].lot.value == found.table["hits"][0]
    page = taktwin.write_report(found, tmp_path / "lots.html", "zh").read_text(encoding="utf-8")
    assert "冲压批量计划" in page


def test_bodystore(run: Taktwin, here: Path) -> None:
    (here / "small.yaml").write_text(STORE, encoding="utf-8")
    found = taktwin.load("small.yaml").bodystore(places=[40, 0], days=2, replications=2)
    arguments = ("--places", "0 40", "--days", 2, "--replications", 2, "--json")
    assert told(found.as_dict("small")) == json.loads(run("bodystore", "small.yaml", *arguments).stdout)
    assert found.table["places"].unique().to_list() == [0, 40]
    assert taktwin.write_report(found, "store.html").is_file()


def test_sequence_and_after_a_disturbance(run: Taktwin, here: Path) -> None:
    (here / "small.yaml").write_text(PLANT, encoding="utf-8")
    plant = taktwin.load("small.yaml")
    found = plant.sequence(moves=2000, workers=1, objective="paint_color_changes,smoothing")
    arguments = ("--moves", 2000, "--workers", 1, "--objective", "paint_color_changes,smoothing", "--json")
    there = json.loads(run("sequence", "small.yaml", *arguments).stdout)
    assert told(found.as_dict()) | {"seconds": 0} == there | {"seconds": 0}
    assert sorted(found.idents) == sorted(found.problem.idents)
    assert found.table["objective"].to_list() == ["paint_color_changes", "smoothing"]
    again = plant.sequence(moves=2000, workers=1, given=found.idents)
    assert again.before.tolist() == found.found.order.tolist()
    mended = plant.resequence(found.idents, lost=found.idents[3:5])
    assert len(mended.idents) == len(found.idents) - 2
    assert mended.table["objective"].to_list()[:1] == ["high_violations"]


@pytest.mark.parametrize(
    ("call", "kind", "parameter"),
    [
        (lambda plant: plant.simulate(days=0), RunOptionError, "days"),
        (lambda plant: plant.simulate(seed=-1), RunOptionError, "seed"),
        (lambda plant: plant.simulate(keep_statistics=True), RunOptionError, "keep_statistics"),
        (lambda plant: plant.lots(method="magic"), LotError, "method"),
        (lambda plant: plant.lots(interest=0.1), LotError, "interest"),
        (lambda plant: plant.bodystore(rule="best"), StoreError, "rule"),
        (lambda plant: plant.bodystore(patience=3.0), StoreError, "patience"),
        (lambda plant: plant.experiment(vary={"bucket": ["1 h"]}, select="wip"), OptionError, "select"),
        (lambda plant: plant.experiment(), OptionError, "vary"),
    ],
)
def test_options_are_checked_before_any_work(call, kind: type[OptionError], parameter: str) -> None:
    """The error is one of the family, and a `ValueError`, and names the parameter as it is called here."""
    with pytest.raises(kind) as caught:
        call(taktwin.load("mm1"))
    assert isinstance(caught.value, taktwin.TaktwinError)
    assert isinstance(caught.value, ValueError)
    assert caught.value.parameter == parameter


def test_a_state_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many replications begin from it."""
    from taktwin.model.values import textfile as tree

    (tmp_path / "state.yaml").write_text("places:\n  queue: 3\n", encoding="utf-8")
    reads: list[Path] = []
    text = tree.read_text

    def counted(path: Path) -> str:
        reads.append(path)
        return text(path)

    monkeypatch.setattr("taktwin.model.start.file.read_text", counted)
    taktwin.load("mm1").simulate(days=0.1, replications=3, start=tmp_path / "state.yaml")
    assert reads == [tmp_path / "state.yaml"]
