"""Whole comparisons: run folders and runs in memory, places that changed, and what is no run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import taktwin
from taktwin.analysis.comparison.saved import SavedRunError, read_run
from taktwin.model.errors import OptionError

MODEL = """
taktwin: 1
name: two
orders: {jobs: {interval: 120 s}}
shops:
  s:
    lines:
      l:
        orders: jobs
        flow:
          - {station: a, cycle: 60 s}
          - {buffer: b, capacity: 10}
          - {station: c, cycle: 30 s}
"""


def run(*overrides: str, **options: object) -> taktwin.Run:
    return taktwin.load(MODEL, overrides=list(overrides)).simulate(**{"days": 1, "warmup": 0, **options})


def test_places_by_hand() -> None:
    """A station with a job every 120 s that takes 90 s instead of 60 works 75 % instead of 50 %."""
    found = taktwin.compare(run(), run("shops.s.lines.l.a.cycle=90 s"))
    first, second = found.places
    assert (first.place, second.place) == ("a", "c")
    assert first.before["working"] == pytest.approx(0.5, abs=2e-3)
    assert first.after["working"] == pytest.approx(0.75, abs=2e-3)
    assert first.moved == pytest.approx(0.25, abs=2e-3)
    assert second.moved == pytest.approx(0.0, abs=1e-3)
    assert [change.path for change in found.models["run 2"] or []] == ["shops.s.lines.l.flow.a.cycle"]


def test_a_folder_says_the_same_as_memory(tmp_path: Path) -> None:
    one, other = run(replications=3), run("shops.s.lines.l.a.cycle=exp(60 s)", replications=3)
    one.save(tmp_path / "one")
    other.save(tmp_path / "other")
    saved, held = taktwin.compare(tmp_path / "one", tmp_path / "other"), taktwin.compare(one, other)
    names = {str(tmp_path / "one"): "run 1", str(tmp_path / "other"): "run 2"}
    told = json.dumps(saved.as_dict())
    for name, called in names.items():
        told = told.replace(json.dumps(name), json.dumps(called))
    assert json.loads(told) == json.loads(json.dumps(held.as_dict()))


def test_a_run_and_itself_differ_in_nothing() -> None:
    found = taktwin.compare(run(replications=2), run(replications=2))
    assert found.models == {"run 2": []}
    assert all(place.moved == 0 for place in found.places)
    assert all(figure.difference in (None, 0) for figure in found.figures if figure.value == figure.value)


def test_several_plants() -> None:
    plant = taktwin.load("two-plants")
    fewer = taktwin.load("two-plants", overrides=["lanes.modules.up_to=36"])
    found = taktwin.compare(*(one.simulate(days=1, warmup=0) for one in (plant, fewer)))
    assert "cars.throughput_per_hour" in {figure.kpi for figure in found.figures}
    assert {place.plant for place in found.places} == {"cars", "chassis"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report(tmp_path: Path, language: str) -> None:
    found = taktwin.compare(run(), run("shops.s.lines.l.a.cycle=90 s"), run("shops.s.lines.l.b.capacity=5"))
    page = taktwin.write_report(found, tmp_path / "c.html", language).read_text(encoding="utf-8")
    for text in ("shops.s.lines.l.flow.a.cycle", "run 2", "run 3", "90 s", "运行对比", "Runs compared"):
        assert text in page


def test_too_few_and_twice(tmp_path: Path) -> None:
    run().save(tmp_path / "one")
    with pytest.raises(OptionError, match="two runs at least"):
        taktwin.compare(tmp_path / "one")
    with pytest.raises(OptionError, match="named twice"):
        taktwin.compare(tmp_path / "one", tmp_path / "one")


def test_what_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(SavedRunError, match="no such folder"):
        read_run(tmp_path / "nowhere")
    with pytest.raises(SavedRunError, match=r"no manifest\.json"):
        read_run(tmp_path)
    for text, message in (("{", "cannot be read"), ("[]", "that of no run"), ('{"kind": "experiment"}', "experiment")):
        (tmp_path / "manifest.json").write_text(text)
        with pytest.raises(SavedRunError, match=message):
            read_run(tmp_path)


def test_damaged_tables_and_a_run_without_its_model(tmp_path: Path) -> None:
    run().save(tmp_path / "one")
    run("shops.s.lines.l.a.cycle=90 s").save(tmp_path / "two")
    (tmp_path / "two" / "model.json").unlink()
    found = taktwin.compare(tmp_path / "one", tmp_path / "two")
    assert found.models == {str(tmp_path / "two"): None}
    (tmp_path / "two" / "resources.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(SavedRunError, match="a table cannot be read"):
        read_run(tmp_path / "two")
