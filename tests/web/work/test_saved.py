"""Run folders that are damaged: what is wrong is told of each, and none keeps the others from being seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.scene.runs import fed
from tests.web.server import client

NAN = float("nan")
GAIN = {"name": "a", "change": "faster", "by": {"x": 1}, "gain": 1.0, "low": NAN, "high": "x"}
REPLAY = ("about", "chunk/0", "find?q=1", "thing/0", "states?resource=0&begin=0&end=60", "place/0")


def run(folder: Path, name: str, **changes: Any) -> Path:
    """A traced run whose manifest is changed."""
    path = folder / "runs" / name
    fed().save(path)
    manifest = path / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | changes), encoding="utf-8")
    return path


def answers(page: TestClient, name: str) -> list[int]:
    """The status of all that may be asked of the replay of a run."""
    return [page.get(f"/api/replay/runs/{name}/{what}").status_code for what in REPLAY]


@pytest.mark.parametrize(
    "changes",
    [
        {"kpis": {"throughput_per_hour": {"value": NAN, "unit": "1/h", "low": float("inf"), "high": 1}}},
        {"days": NAN},
        {"bottleneck": {"best": 5, "gains": [{"gain": NAN}, GAIN]}},
        {"bottleneck": {"best": {"a": 1}, "gains": [GAIN], "reason": {"x": 1}}},
    ],
)
def test_an_odd_manifest_hides_no_other_run(tmp_path: Path, changes: dict[str, Any]) -> None:
    run(tmp_path, "good")
    run(tmp_path, "odd", **changes)
    page = client(tmp_path)
    assert {one["name"] for one in page.get("/api/runs").json()["runs"]} == {"runs/good", "runs/odd"}
    told = page.get("/api/runs/runs/odd")
    assert told.status_code == 200
    assert told.json()["kpis"]


def test_what_is_no_number_is_told_as_none(tmp_path: Path) -> None:
    run(tmp_path, "odd", kpis={"wip": {"value": NAN, "low": 1, "unit": "jobs"}}, bottleneck={"gains": [GAIN]})
    found = client(tmp_path).get("/api/runs/runs/odd").json()
    assert [found["kpis"][0][key] for key in ("value", "low", "high")] == [None, 1, None]
    assert [found["bottleneck"]["rows"][0][key] for key in ("gain", "low", "high")] == [1.0, None, None]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"days": "many"}, "days"),
        ({"days": NAN}, "days"),
        ({"warmup_days": None}, "warmup_days"),
        ({"seed": [1]}, "seed"),
        ({"replications": {}}, "replications"),
        ({"kpis": [1]}, "kpis"),
    ],
)
def test_a_replay_names_what_is_wrong_in_the_manifest(tmp_path: Path, changes: dict[str, Any], field: str) -> None:
    run(tmp_path, "odd", **changes)
    page = client(tmp_path)
    assert answers(page, "odd") == [422] * len(REPLAY)
    assert f'"{field}"' in page.get("/api/replay/runs/odd/about").json()["message"]


def test_a_manifest_that_is_nested_without_end_is_refused(tmp_path: Path) -> None:
    (run(tmp_path, "odd") / "manifest.json").write_text("[" * 100_000, encoding="utf-8")
    assert answers(client(tmp_path), "odd") == [422] * len(REPLAY)


def test_a_table_of_something_else_or_a_half_one_is_told(tmp_path: Path) -> None:
    other, half, no_model = (run(tmp_path, name) for name in ("other", "half", "no-model"))
    (other / "trace.parquet").write_bytes((other / "jobs.parquet").read_bytes())
    whole = (half / "trace.parquet").read_bytes()
    (half / "trace.parquet").write_bytes(whole[: len(whole) // 2])
    (no_model / "model.json").write_text("[]", encoding="utf-8")
    page = client(tmp_path)
    said = {"other": "tables are not those of a run", "half": "trace.parquet", "no-model": "no model"}
    for name, words in said.items():
        assert answers(page, name) == [422] * len(REPLAY)
        found = page.get(f"/api/replay/runs/{name}/about").json()
        assert words in found["message"]
        assert found["remedy"].startswith("run it again")


def test_an_odd_note_of_a_job_hides_no_other(tmp_path: Path) -> None:
    job = {"form": "run", "values": {"days": NAN}, "language": "en", "by": "x", "state": "done", "asked": "2026"}
    for name, text in (("run-1", json.dumps(job)), ("run-2", '{"form":'), ("run-3", json.dumps(job | {"values": {}}))):
        (tmp_path / "results" / name).mkdir(parents=True)
        (tmp_path / "results" / name / "job.json").write_text(text, encoding="utf-8")
    with client(tmp_path) as page:
        assert {one["name"] for one in page.get("/api/jobs").json()["jobs"]} == {"run-1", "run-3"}
        assert page.get("/api/jobs/run-1").json()["values"] == {"days": None}
