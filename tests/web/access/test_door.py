"""Tokens, cookies, proxies and the file of people."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.websockets import WebSocketDisconnect

from taktwin.model.errors import OptionError
from taktwin.web.access.door import Door
from taktwin.web.access.origin import host_name, is_loopback, same_origin
from taktwin.web.access.people import read_people
from taktwin.web.access.roles import Role
from taktwin.web.access.sessions import LASTS, Sessions
from taktwin.web.serve import ServeOptions, listen
from tests.web.server import BASE, TOKENS, client, people, plant


def test_a_token_opens_a_session_that_a_cookie_carries(tmp_path: Path) -> None:
    page = client(plant(tmp_path / "plant"), Door(people(tmp_path)))
    assert page.get("/api/models").status_code == 401
    assert page.post("/api/session", json={"token": "w" * 30}).status_code == 401
    found = page.post("/api/session", json={"token": TOKENS["view"]})
    cookie = found.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert page.get("/api/models").status_code == 200
    assert page.get("/api/session").json()["role"] == "view"
    page.delete("/api/session")
    assert page.get("/api/models").status_code == 401


def test_a_websocket_ends_with_its_session(tmp_path: Path) -> None:
    with client(plant(tmp_path / "plant"), Door(people(tmp_path))) as page:
        page.post("/api/session", json={"token": TOKENS["view"]})
        cookie = f"taktwin={page.cookies['taktwin']}"  # the client keeps it from another scheme
        asked = {"origin": BASE, "host": "localhost:8765", "cookie": cookie}
        with page.websocket_connect("/ws/jobs", headers=asked) as socket:
            assert socket.receive_json()["jobs"] == []
            page.delete("/api/session")
            with pytest.raises(WebSocketDisconnect) as gone:
                socket.receive_json()
            assert gone.value.code == 4401


def test_wrong_tokens_are_counted(tmp_path: Path) -> None:
    """Ten in a minute, then the right one is not looked at either, by cookie or by header."""
    page = client(plant(tmp_path / "plant"), Door(people(tmp_path)))
    statuses = [page.post("/api/session", json={"token": f"{n}" * 20}).status_code for n in range(11)]
    assert statuses == [401] * 10 + [429]
    assert page.post("/api/session", json={"token": TOKENS["admin"]}).status_code == 429
    assert page.get("/api/models", headers={"authorization": f"Bearer {TOKENS['admin']}"}).status_code == 401


def test_sessions_end_and_tries_are_forgotten() -> None:
    now = 0.0
    sessions = Sessions(lambda: now)
    secret = sessions.begin(people_of("anna"))
    assert sessions.of(secret) is not None
    assert sessions.of("other") is None
    for _ in range(10):
        sessions.wrong("10.0.0.1")
    assert not sessions.may_try("10.0.0.1")
    assert sessions.may_try("10.0.0.2")
    now = LASTS + 1
    assert sessions.of(secret) is None
    assert sessions.may_try("10.0.0.1")


def people_of(name: str):
    from taktwin.web.access.roles import Who

    return Who(name, Role.VIEW)


def test_a_proxy_is_believed_by_its_address_alone(tmp_path: Path) -> None:
    door = Door(people(tmp_path), proxy="10.0.0.9")
    eve = Headers({"x-forwarded-user": "eve"})
    found = door.who(eve, "10.0.0.9")
    assert found is not None
    assert (found.name, found.role) == ("eve", Role.ADMIN)
    assert door.who(eve, "10.0.0.8") is None
    other = door.who(Headers({"x-forwarded-user": "mallory"}), "10.0.0.9")
    assert other is not None
    assert other.role == Role.VIEW  # the line with `*`
    twice = Headers(raw=[(b"x-forwarded-user", b"eve"), (b"x-forwarded-user", b"mallory")])
    assert door.who(twice, "10.0.0.9") is None
    assert door.who(Headers({"x-forwarded-user": "*"}), "10.0.0.9") is None
    assert Door(people(tmp_path)).who(eve, "10.0.0.9") is None  # no proxy is named
    assert door.who(Headers({"authorization": "Basic eHg6eXk="}), "10.0.0.9") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "names nobody"),
        ("# only a remark", "names nobody"),
        ("boss anna " + "t" * 30, ":1: is not ROLE NAME TOKEN"),
        ("admin anna", ""),
        ("view bob\nadmin anna short", ":2: the token has only 5 characters"),
        ("admin * " + "t" * 30, ":1: is not a name"),
        ("admin a b c", "is not ROLE NAME TOKEN"),
    ],
)
def test_the_file_of_people_names_its_faults(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "people.txt"
    path.write_text(text)
    path.chmod(0o600)
    if not words:
        assert read_people(path).by_name("anna") is not None
        return
    with pytest.raises(OptionError, match=words) as error:
        read_people(path)
    assert error.value.remedy
    assert "t" * 30 not in str(error.value)  # no token is told


def test_others_may_not_read_the_file_of_people(tmp_path: Path) -> None:
    path = tmp_path / "people.txt"
    path.write_text("admin anna " + "t" * 30)
    path.chmod(0o640)
    with pytest.raises(OptionError, match="others may read it"):
        read_people(path)
    with pytest.raises(OptionError, match="cannot be read"):
        read_people(tmp_path / "none.txt")


def test_hosts_and_origins() -> None:
    assert host_name("LocalHost:80") == "localhost"
    assert host_name("[::1]:80") == "::1"
    for odd in ("", "a b", "a/b", "a@b", "a:x", "a:0", "a?b"):
        assert host_name(odd) is None, odd
    assert is_loopback("127.3.2.1")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("plant.example.org")
    assert same_origin("http://localhost:1", "LOCALHOST:1")
    assert not same_origin("http://localhost:1", "localhost:2")
    assert not same_origin("file://localhost:1", "localhost:1")


def test_an_address_that_others_reach_takes_tokens(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="without a token"):
        ServeOptions(tmp_path, host="0.0.0.0").check()
    with pytest.raises(OptionError, match="through the proxy"):
        ServeOptions(tmp_path, proxy="10.0.0.9").check()
    with pytest.raises(OptionError, match="needs a certificate and its key"):
        ServeOptions(tmp_path, certificate=tmp_path / "cert.pem").check()
    with pytest.raises(OptionError, match="no file"):
        ServeOptions(tmp_path, certificate=tmp_path / "cert.pem", key=tmp_path / "key.pem").check()
    with pytest.raises(OptionError, match="no folder"):
        ServeOptions(tmp_path / "none").check()
    taken = listen("127.0.0.1", 0)
    with taken, pytest.raises(OptionError, match="cannot listen"):
        listen("127.0.0.1", taken.getsockname()[1])
