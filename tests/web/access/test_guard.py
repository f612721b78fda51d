"""What stands before every route, line by line: host, origin, role, read-only, sizes, headers, audit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from taktwin.web.access.door import Door
from taktwin.web.access.guard import MOST_BYTES
from taktwin.web.access.headers import FILE, PAGE
from tests.web.server import BASE, TOKENS, client, people, plant


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    return client(plant(tmp_path / "plant"))


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "localhost:0",
        "localhost:99999",
        "a@localhost",
    ],
)
def test_a_foreign_name_for_this_computer_is_refused(page: TestClient, host: str) -> None:
    """DNS rebinding: the browser believes that it asks a host of the attacker."""
    assert page.get("/api/models", headers={"host": host}).status_code == 421
    assert page.get("/", headers={"host": host}).status_code == 421


def test_our_names_are_let_in_with_any_port_and_case(page: TestClient) -> None:
    for host in ("localhost", "LOCALHOST:8765", "localhost:1"):
        assert page.get("/api/session", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1", "https://localhost", "x"])
def test_another_page_may_neither_read_nor_write(page: TestClient, origin: str) -> None:
    for method, path in (("GET", "/api/models"), ("POST", "/api/models"), ("PUT", "/api/models/small.yaml")):
        assert page.request(method, path, headers={"origin": origin}, json={}).status_code == 403
    with pytest.raises(WebSocketDisconnect), page.websocket_connect("/ws/jobs", headers={"origin": origin}):
        pass


def test_a_websocket_without_an_origin_is_refused_and_ours_is_let_in(page: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), page.websocket_connect("/ws/jobs"):
        pass
    with page, page.websocket_connect("/ws/jobs", headers={"origin": BASE, "host": "localhost:8765"}) as socket:
        assert json.loads(socket.receive_text())["jobs"] == []


def test_a_form_of_another_page_cannot_change_anything(page: TestClient) -> None:
    """Without our header, which a form cannot send; from another site, whatever it sends."""
    assert page.post("/api/models", json={"name": "x"}, headers={"x-taktwin": ""}).status_code == 403
    for site in ("cross-site", "same-site"):
        assert page.get("/api/models", headers={"sec-fetch-site": site}).status_code == 403
        assert page.post("/api/models", json={"name": "x"}, headers={"sec-fetch-site": site}).status_code == 403
    assert page.post("/api/models", content=b'{"name": "x"}', headers={"content-type": "text/plain"}).status_code == 415
    assert page.get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 200  # a link to the page itself


def test_each_role_may_what_it_may(tmp_path: Path) -> None:
    page = client(plant(tmp_path / "plant"), Door(people(tmp_path)))
    asked = [
        ("GET", "/api/models", {"view": 200, "acknowledge": 200, "admin": 200}),
        ("GET", "/api/models/small.yaml", {"view": 200, "acknowledge": 200, "admin": 200}),
        ("POST", "/api/models", {"view": 403, "acknowledge": 403, "admin": 201}),
        ("POST", "/api/text/check", {"view": 403, "acknowledge": 403, "admin": 400}),
        ("POST", "/api/jobs", {"view": 403, "acknowledge": 403, "admin": 400}),
        ("DELETE", "/api/models/small.yaml", {"view": 403, "acknowledge": 403, "admin": 405}),
        ("POST", "/api/alarms/7/acknowledge", {"view": 403, "acknowledge": 404, "admin": 404}),
        ("GET", "/files/small.yaml", {"view": 200, "acknowledge": 200, "admin": 200}),
    ]
    for method, path, statuses in asked:
        assert page.request(method, path, json={"name": "new"}).status_code == 401, path
        for role, status in statuses.items():
            headers = {"authorization": f"Bearer {TOKENS[role]}"}
            found = page.request(method, path, headers=headers, json={"name": "new"})
            assert found.status_code == status, (method, path, role, found.text)
    with pytest.raises(WebSocketDisconnect), page.websocket_connect("/ws/jobs", headers={"origin": BASE}):
        pass


def test_the_page_itself_is_for_anybody_and_holds_nothing(tmp_path: Path) -> None:
    page = client(plant(tmp_path / "plant"), Door(people(tmp_path)))
    for path in ("/", "/static/main.js", "/static/text/zh.json"):
        assert page.get(path).status_code == 200
    told = page.get("/api/session").json()
    assert set(told) == {"name", "role", "time"}
    assert told["name"] is None


def test_read_only_changes_nothing_for_nobody(tmp_path: Path) -> None:
    folder = plant(tmp_path / "plant")
    page = client(folder, read_only=True)
    assert page.get("/api/models").status_code == 200
    assert page.get("/api/session").json()["may"] is False
    for method, path in (("POST", "/api/models"), ("PUT", "/api/models/small.yaml"), ("POST", "/api/jobs")):
        assert page.request(method, path, json={"name": "new"}).status_code == 403
    assert sorted(path.name for path in folder.iterdir()) == ["small.yaml"]


def test_bodies_have_a_size(page: TestClient) -> None:
    assert page.post("/api/text/check", content=b" " * (MOST_BYTES + 1)).status_code == 413

    def drops():
        for _ in range(MOST_BYTES // 65_536 + 2):
            yield b" " * 65_536

    found = page.post("/api/text/check", content=drops(), headers={"content-type": "application/json"})
    assert found.status_code == 413
    assert page.post("/api/text/check", content=b"{}", headers={"content-length": "9" * 30}).status_code == 413
    assert page.request("TRACE", "/api/models").status_code == 405


def test_every_answer_says_what_a_browser_may_do(page: TestClient) -> None:
    for path in ("/", "/api/models", "/static/main.js", "/api/nothing", "/api/models/../x"):
        found = page.get(path)
        assert found.headers["content-security-policy"] == PAGE, path
        assert found.headers["x-content-type-options"] == "nosniff"
        assert found.headers["x-frame-options"] == "DENY"
    assert "'unsafe-inline'" not in PAGE
    assert page.get("/", headers={"host": "evil.example"}).headers["content-security-policy"] == PAGE
    found = page.get("/files/small.yaml")
    assert found.headers["content-security-policy"] == FILE
    assert found.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in FILE
    assert "allow-same-origin" not in FILE


def test_each_action_is_written_down(tmp_path: Path) -> None:
    folder = plant(tmp_path / "plant")
    page = client(folder, Door(people(tmp_path)))
    admin = {"authorization": f"Bearer {TOKENS['admin']}"}
    opened = page.get("/api/models/small.yaml", headers=admin).json()
    page.put("/api/models/small.yaml", headers=admin, json={"text": opened["text"], "mark": opened["mark"]})
    page.post("/api/session", json={"token": "wrong"})
    lines = [json.loads(line) for line in (folder / ".taktwin" / "audit.jsonl").read_text().splitlines()]
    assert [line["action"] for line in lines] == ["asked", "save", "wrong token"]
    assert lines[0]["name"] == lines[1]["name"] == "admin-person"
    assert lines[1]["model"] == "small.yaml"
    assert not any(TOKENS["admin"] in json.dumps(line) for line in lines)
    assert (folder / ".taktwin" / "audit.jsonl").stat().st_mode & 0o077 == 0
    assert page.get("/files/.taktwin/audit.jsonl", headers=admin).status_code == 404


def test_nothing_is_done_that_cannot_be_written_down(tmp_path: Path) -> None:
    folder = plant(tmp_path / "plant")
    (folder / ".taktwin").write_text("in the way")
    assert client(folder).post("/api/models", json={"name": "new"}).status_code == 500
    assert not (folder / "new.yaml").exists()


def test_a_bug_is_told_without_its_trace(page: TestClient, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    from taktwin.web.work import models

    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret path /home/x")

    monkeypatch.setattr(models, "listed", broken)
    found = page.get("/api/models")
    assert found.status_code == 500
    assert "secret" not in found.text
    assert found.headers["content-security-policy"] == PAGE
    assert "secret path" in capsys.readouterr().err
