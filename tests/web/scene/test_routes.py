"""The routes of the moving plant: what they answer, and what they refuse in words."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from taktwin.web.scene.alone import POLICY, alone
from taktwin.web.scene.frames import unpacked
from tests.web.scene.runs import fed


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder = tmp_path_factory.mktemp("runs")
    fed().save(folder / "traced")
    for name in ("plain", "other"):
        fed().save(folder / name)
        (folder / name / "trace.parquet").unlink()
    manifest = folder / "other" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"days": 0.5', '"days": 0.25'))
    (folder / "odd").mkdir()
    names = {name: folder / name for name in ("traced", "plain", "other", "odd")}
    return TestClient(alone({**names, "runs/traced": folder / "traced"}))


def test_what_is_answered(client: TestClient) -> None:
    about = client.get("/api/replay/runs/traced/about").json()
    assert (about["begin"], about["end"], about["chunks"]) == (0.0, 43200.0, 72)
    header, arrays = unpacked(client.get("/api/replay/traced/chunk/71").content)
    assert header["end"] == 43200.0
    assert header["now"] > 1.7e9
    assert len(arrays["t0"]) > 10
    found = client.get("/api/replay/traced/find", params={"q": "50"}).json()
    assert client.get(f"/api/replay/traced/thing/{found[0]['thing']}").json()[0]["begin"] == 6120.0
    assert client.get("/api/replay/traced/thing/99999999").json() == []
    names = [place["name"] for place in about["scene"]["places"]]
    fit = client.get(f"/api/replay/traced/place/{names.index('fit')}").json()
    (row,) = fed().result.resources.filter(resource="fit").to_dicts()
    assert (fit["jobs"], fit["failures"]) == (row["jobs"], row["failures"])
    assert sum(share for _, share in fit["states"]) == pytest.approx(1.0)
    assert client.get("/api/replay/traced/place/999").status_code == 422
    states = client.get("/api/replay/traced/states", params={"resource": 3, "begin": 0, "end": 7200}).json()
    assert states[0][0] == 0.0
    assert [time for time, _ in states] == sorted(time for time, _ in states)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("traced/chunk/72", 404, "72 chunks"),
        ("odd/about", 422, "manifest.json"),
        ("none/about", 422, "no run none"),
        ("traced/states?resource=x&begin=0&end=1", 422, "numbers"),
        ("traced/states?resource=3&begin=5&end=1", 422, "empty"),
        ("traced/states?resource=3&begin=nan&end=1", 422, "empty"),
        ("traced/states?resource=3&begin=0&end=1e308", 422, "empty"),
    ],
)
def test_what_is_refused(client: TestClient, path: str, status: int, said: str) -> None:
    answer = client.get(f"/api/replay/{path}")
    assert answer.status_code == status
    assert said in answer.json()["message"]
    assert not answer.json().get("untraced", False)


def test_a_run_without_a_trace_is_done_again(client: TestClient) -> None:
    """Meanwhile it is told how far that is; then it answers as one with a trace, unless it comes out otherwise."""

    def asked(name: str) -> Any:
        for _ in range(600):
            answer = client.get(f"/api/replay/{name}/about")
            if answer.status_code != 202:
                return answer
            assert 0.0 <= answer.json()["share"] <= 1.0
            time.sleep(0.05)
        raise TimeoutError(name)

    assert asked("plain").json() == client.get("/api/replay/traced/about").json()
    (_, own), (_, other) = (unpacked(client.get(f"/api/replay/{one}/chunk/40").content) for one in ("plain", "traced"))
    assert sorted(own["t0"]) == sorted(other["t0"])
    refused = asked("other")
    assert refused.status_code == 422
    assert refused.json()["untraced"]
    assert "no trace" in refused.json()["message"]
    assert "other times" in refused.json()["message"]


def test_the_page_may_do_nothing_but_what_lies_here(client: TestClient) -> None:
    page = client.get("/?run=%22%3E%3Cscript%3E&lang=zh")
    assert page.headers["content-security-policy"] == POLICY
    assert "<script>" not in page.text
    assert "style=" not in page.text
    assert client.get("/static/scene/stage.js").status_code == 200
    assert client.get("/static/scene/..%2f..%2fscene%2froutes.py").status_code == 404


def test_a_run_that_changes_is_read_again(tmp_path: Path) -> None:
    import os

    from taktwin.web.scene.replays import Replays

    fed().save(tmp_path / "run")
    replays = Replays()
    first = replays.of(tmp_path / "run")
    assert replays.of(tmp_path / "run") is first
    os.utime(tmp_path / "run" / "manifest.json", (0, 0))
    assert replays.of(tmp_path / "run") is not first
