"""Nothing outside the folder is opened, whatever it is called and whatever names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model.errors import ModelError
from taktwin.web.refusal import RefusedError
from taktwin.web.work.contained import check_file, check_text
from taktwin.web.workspace import Workspace
from tests.web.server import MODEL, client, link, plant, raw

SECRET = "top secret"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with links that lead out of it, and one that does not."""
    (tmp_path / "secret.yaml").write_text(SECRET)
    (tmp_path / "elsewhere" / "deep").mkdir(parents=True)
    (tmp_path / "elsewhere" / "manifest.json").write_text("{}")
    (tmp_path / "elsewhere" / "deep" / "secret.yaml").write_text(SECRET)
    folder = plant(tmp_path / "plant")
    link(folder / "out.yaml", tmp_path / "secret.yaml")
    link(folder / "outside", tmp_path / "elsewhere")
    link(folder / "inner.yaml", folder / "small.yaml")
    for hidden in (".taktwin", ".git"):
        (folder / hidden).mkdir()
    (folder / ".taktwin" / "audit.jsonl").write_text(SECRET)
    (folder / ".git" / "config").write_text(SECRET)
    (folder / "runs").mkdir()
    link(folder / "runs" / "r", tmp_path / "elsewhere")
    return folder


NAMES = [
    "../secret.yaml", "..", ".", "", "/etc/passwd", "//etc/passwd", "a/../../secret.yaml", "out.yaml",
    "outside/manifest.json", "outside/deep/secret.yaml", "..\\secret.yaml", "C:\\x", "small.yaml/", "./small.yaml",
    "a//b", ".taktwin/audit.jsonl", ".git/config", "a\0b", "a\nb", "x" * 600, "runs/r/manifest.json", " small.yaml",
    "~/x", "%2e%2e/secret.yaml", "..%2fsecret.yaml", "small.yaml/../../secret.yaml", "....//secret.yaml", "con:x",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_that_lead_out_are_refused(folder: Path, name: str) -> None:
    workspace = Workspace(folder)
    with pytest.raises(RefusedError):
        workspace.file(name)


@pytest.mark.parametrize("name", NAMES)
def test_addresses_that_lead_out_are_refused(folder: Path, name: str) -> None:
    from urllib.parse import quote

    page = client(folder)
    for path in ("/files/", "/api/models/", "/api/runs/", "/static/", "/api/shipped/"):
        for word in {name, quote(name, safe="/"), quote(name, safe=""), quote(quote(name, safe=""), safe="")}:
            status, body = raw(page, path + word)
            assert SECRET.encode() not in body
            assert b"root:" not in body
            assert status in (400, 404, 422) or (status == 200 and path + word == "/api/runs/"), (path, word, status)


def test_lists_hold_nothing_from_outside(folder: Path) -> None:
    workspace = Workspace(folder)
    assert [path.name for path in workspace.files(".yaml")] == ["small.yaml"]
    assert workspace.runs() == []
    assert workspace.file("inner.yaml").read_text() == MODEL  # a link within the folder is followed


@pytest.mark.parametrize(
    "line",
    [
        "extends: ../secret.yaml",
        "extends: /tmp/secret.yaml",
        "extends: out",
        "extends: outside/deep/secret",
        "orders: {always: {file: ../orders.csv}}",
        "orders: {always: {file: /etc/passwd}}",
        'orders: {always: {file: "a/../../x.csv"}}',
        "orders: {always: {file: ~/x.csv}}",
        'x: "empirical(/etc/passwd)"',
        'x: "empirical(../times.csv, column=2)"',
        "x: {matrix: ..}",
        "x: 'C:\\\\secret.csv'",
        "x: file:///etc/passwd",
        "x: &a [/etc/passwd]",
    ],
)
def test_a_model_names_no_file_outside(folder: Path, line: str) -> None:
    text = f"taktwin: 1\nname: small\n{line}\n"
    workspace = Workspace(folder)
    with pytest.raises(ModelError, match="may lie outside") as error:
        check_file(workspace, folder / "small.yaml", text)
    assert error.value.problems[0].line == 3
    found = client(folder).post("/api/text/check", json={"name": "small.yaml", "text": text}).json()
    assert found["ok"] is False
    assert SECRET not in str(found)


def test_a_base_in_the_folder_is_looked_at_as_well(folder: Path) -> None:
    (folder / "base.yaml").write_text("taktwin: 1\norders: {x: {file: /etc/passwd}}\n")
    with pytest.raises(ModelError, match=r"base\.yaml:2"):
        check_file(Workspace(folder), folder / "small.yaml", "extends: base\nname: x\n")


def test_ordinary_texts_of_models_are_left_alone(folder: Path) -> None:
    """Every shipped model may be copied and checked; units and dates hold slashes."""
    from taktwin.library import model_names, model_path

    workspace = Workspace(folder)
    for name in model_names():
        check_file(workspace, folder / f"{name}.yaml", model_path(name).read_text(encoding="utf-8"))
    check_text(workspace, "shops.s.lines.l.a.cycle=60 s", "overrides")
    for text in ("orders.x.file=../a.csv", "orders.x.file=/etc/passwd", "/etc", "a..b/../../c"):
        with pytest.raises(RefusedError):
            check_text(workspace, text, "overrides")
