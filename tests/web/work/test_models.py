"""Opening, saving, copying and making models; what the checker says in the editor."""

from __future__ import annotations

from pathlib import Path

import pytest

import taktwin
from taktwin.library import model_names
from tests.web.server import MODEL, client, plant

SCRIPT = '<img src=x onerror="alert(1)"><script>alert(2)</script>'


def test_a_model_is_saved_whole_and_without_loss(tmp_path: Path) -> None:
    folder = plant(tmp_path / "plant")
    page = client(folder)
    opened = page.get("/api/models/small.yaml").json()
    assert opened["text"] == MODEL
    text = MODEL.replace("capacity: 3", "capacity: 4")
    saved = page.put("/api/models/small.yaml", json={"text": text, "mark": opened["mark"]}).json()
    assert (folder / "small.yaml").read_text() == text
    assert page.get("/api/models/small.yaml").json()["mark"] == saved["mark"]


def test_a_change_elsewhere_is_a_conflict_and_nothing_is_lost(tmp_path: Path) -> None:
    folder = plant(tmp_path / "plant")
    page = client(folder)
    mark = page.get("/api/models/small.yaml").json()["mark"]
    (folder / "small.yaml").write_text(MODEL + "# by somebody else\n")
    mine = MODEL.replace("capacity: 3", "capacity: 4")
    assert page.put("/api/models/small.yaml", json={"text": mine, "mark": mark}).status_code == 409
    assert "somebody else" in (folder / "small.yaml").read_text()
    found = page.post("/api/text/difference", json={"name": "small.yaml", "text": mine}).json()
    assert "-# by somebody else" in found["diff"]
    assert page.put("/api/models/small.yaml", json={"text": mine, "mark": found["mark"]}).status_code == 200


def test_a_new_model_and_a_copy_run_as_they_are(tmp_path: Path) -> None:
    folder = plant(tmp_path / "plant")
    page = client(folder)
    assert page.post("/api/models", json={"name": "fresh"}).json() == {"name": "fresh.yaml"}
    assert taktwin.load(folder / "fresh.yaml").warnings == []
    for name in model_names():
        assert page.post("/api/models", json={"name": f"my-{name}", "of": name}).status_code == 201
        text = (folder / f"my-{name}.yaml").read_text()
        if name in ("mm1", "two-plants"):
            assert page.post("/api/text/check", json={"name": f"my-{name}.yaml", "text": text}).json()["ok"], name
    before = (folder / "small.yaml").read_text()
    for name, status in (("small", 409), ("phoenix", 409), ("../x", 422), ("a b", 422), ("", 422), ("1", 422)):
        found = page.post("/api/models", json={"name": name})
        assert found.status_code == status, name
        assert found.json()["remedy"]
    assert (folder / "small.yaml").read_text() == before
    assert page.post("/api/models", json={"name": "x", "of": "phoenicks"}).status_code == 404


def test_the_checker_says_line_and_remedy_in_both_languages(tmp_path: Path) -> None:
    page = client(plant(tmp_path / "plant"))
    text = MODEL.replace("capacity: 3", "capacty: 3")
    found = page.post("/api/text/check", json={"name": "small.yaml", "text": text}).json()
    assert not found["ok"]
    assert {one["line"] for one in found["problems"]} == {11}
    assert found["problems"][0]["file"] == "small.yaml"
    assert any("capacity" in one["remedy"]["en"] for one in found["problems"])
    assert all(one["message"]["zh"] for one in found["problems"])
    broken = page.post("/api/text/check", json={"name": "small.yaml", "text": "a: [1"}).json()
    assert broken["problems"][0]["line"]
    good = page.post("/api/text/check", json={"name": "small.yaml", "text": MODEL}).json()
    assert good["ok"]
    assert good["loads"][0]["name"] == "a"


def test_script_in_every_name_stays_text(tmp_path: Path) -> None:
    """The page sets texts as text (`dom.js`); the picture escapes them, and answers are JSON, never sniffed."""
    titled = MODEL.replace("name: small", f"name: small\ntitle: '{SCRIPT}'").replace(
        "  s:\n", f"  s:\n    title: '{SCRIPT}'\n"
    )
    page = client(plant(tmp_path / "plant", text=titled))
    listed = page.get("/api/models")
    assert listed.headers["content-type"] == "application/json"
    assert SCRIPT in listed.json()["models"][0]["title"]["en"]
    svg = page.post("/api/text/picture", json={"name": "small.yaml", "text": titled}).json()["svg"]
    assert "&lt;img" in svg
    assert "<script" not in svg
    assert "<img" not in svg
    named = titled.replace("station: a", f"station: '{SCRIPT}'")
    found = page.post("/api/text/check", json={"name": "small.yaml", "text": named})
    assert found.headers["content-type"] == "application/json"
    assert found.json()["problems"]


def test_other_yaml_files_are_no_models(tmp_path: Path) -> None:
    folder = plant(tmp_path / "plant")
    (folder / "site.yaml").write_text("tariff: 1\n")
    (folder / "broken.yaml").write_bytes(b"\xff\xfe")
    page = client(folder)
    assert [one["name"] for one in page.get("/api/models").json()["models"]] == ["broken.yaml", "small.yaml"]
    assert page.get("/api/models/broken.yaml").status_code == 422
    assert page.put("/api/models/site.txt", json={"text": "", "mark": ""}).status_code == 422


def test_shipped_models_are_shown_and_drawn(tmp_path: Path) -> None:
    page = client(plant(tmp_path / "plant"))
    assert page.get("/api/shipped/mm1").json()["text"].startswith("#")
    assert page.get("/api/shipped/mm1/picture?language=zh").json()["svg"].startswith("<svg")
    assert page.get("/api/shipped/phoenicks").status_code == 404
    assert "phoenix" in page.get("/api/shipped/phoenicks").json()["message"]


@pytest.mark.parametrize("text", ["", "- 1", "a: *b", "\t", "name: 5\n" * 3])
def test_a_text_that_is_no_model_is_told_not_raised(tmp_path: Path, text: str) -> None:
    page = client(plant(tmp_path / "plant"))
    found = page.post("/api/text/check", json={"name": "small.yaml", "text": text}).json()
    assert found["problems"]
    assert page.post("/api/text/quantities", json={"text": text}).status_code in (200, 422)
    assert page.post("/api/text/picture", json={"name": "small.yaml", "text": text}).status_code == 422
