"""Thousands of mutated requests: none ends in an error of the server, changes a file that it may not, or leaks a
path."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest

from taktwin.web.work.forms import Field, Form
from tests.web.server import MODEL, OURS, client, plant, raw

ROUTES = [
    ("GET", "/api/session"), ("POST", "/api/session"), ("DELETE", "/api/session"), ("GET", "/api/models"),
    ("POST", "/api/models"), ("GET", "/api/models/small.yaml"), ("PUT", "/api/models/small.yaml"),
    ("GET", "/api/forms"), ("GET", "/api/jobs"), ("POST", "/api/jobs"), ("GET", "/api/jobs/run-1"),
    ("POST", "/api/jobs/run-1/cancel"), ("GET", "/api/runs"), ("GET", "/api/runs/runs/x-1"),
    ("GET", "/files/small.yaml"), ("POST", "/api/text/check"), ("POST", "/api/text/quantities"),
    ("POST", "/api/text/change"), ("POST", "/api/text/difference"), ("POST", "/api/text/complete"),
    ("GET", "/api/shipped/mm1"), ("GET", "/static/main.js"),
]  # fmt: skip
GOOD = {
    "name": "small.yaml", "text": MODEL, "mark": "0" * 64, "line": 11, "column": 4, "value": "70 s", "form": "nothing",
    "path": "shops.s.lines.l.flow.0.cycle", "values": {"model": "small.yaml"}, "language": "zh", "of": "", "token": "x",
}  # fmt: skip
ODD = [
    None, True, -1, 1e308, 10**30, "", "\0", "../../etc/passwd", "x" * 5000, [], [[]], {}, {"a": {"b": []}}, "\ud800",
    "<script>alert(1)</script>", "a: [" * 50, "&a [*a]", "'", "-" * 300, "=1+1", "😀" * 100, 0, 2**31, -(2**63), "NaN",
]  # fmt: skip


def _path(chance: random.Random, path: str) -> str:
    for _ in range(chance.randrange(3)):
        place = chance.randrange(1, len(path) + 1)
        path = (
            path[:place]
            + chance.choice(["/", "..", "%2e", "%00", "%ff", "\\", "?a=1", ";", "//", "é", "a"])
            + path[place:]
        )
    return path


def _body(chance: random.Random) -> bytes:
    import json

    found = {key: GOOD[key] for key in GOOD if chance.random() < 0.8}
    for _ in range(chance.randrange(4)):
        found[chance.choice([*GOOD, "".join(chance.choices(string.printable, k=5))])] = chance.choice(ODD)
    data = json.dumps(found, ensure_ascii=chance.random() < 0.9).encode("utf-8", "surrogatepass")
    for _ in range(chance.randrange(3) if chance.random() < 0.3 else 0):
        place = chance.randrange(len(data))
        data = data[:place] + bytes([chance.randrange(256)]) + data[place + chance.randrange(3) :]
    return data


@pytest.mark.parametrize("count", [1000, pytest.param(10_000, marks=pytest.mark.long)])
def test_mutated_requests(tmp_path: Path, count: int) -> None:
    folder = plant(tmp_path / "plant")
    form = Form("nothing", {}, (Field("model", "model", None, {}, required=True),))
    page = client(folder, forms=[form])
    page.app.state.jobs._pool.submit = lambda *_: None  # type: ignore[attr-defined]  # jobs are asked for, not run
    chance = random.Random(20261130 + count)
    statuses: dict[int, int] = {}
    for _ in range(count):
        method, path = chance.choice(ROUTES)
        headers = {"content-type": "application/json", **OURS}
        if chance.random() < 0.2:
            name = chance.choice(["host", "origin", "content-type", "x-taktwin", "cookie", "authorization", "range"])
            headers[name] = chance.choice(
                ["", "x", "localhost", "bytes=0-", "http://evil", "taktwin=%00", "Bearer", "\t"]
            )
        if chance.random() < 0.05:
            method = chance.choice(["PATCH", "OPTIONS", "HEAD", "TRACE", "PUT", "DELETE"])
        body = b"" if method in ("GET", "HEAD") else _body(chance)
        status, answer = raw(page, _path(chance, path), method, body, headers)
        statuses[status] = statuses.get(status, 0) + 1
        told = answer.decode("utf-8", "replace")
        assert status < 500, (method, path, body, told)
        assert str(tmp_path) not in told, (method, path, body, told)
        assert "Traceback" not in told
    assert statuses[200] > count / 10
    assert sum(count for status, count in statuses.items() if status >= 400) > count / 4
    names = {path.name for path in folder.iterdir() if path.suffix != ".yaml"}
    assert names <= {".taktwin", "results"}
    assert not list(tmp_path.glob("*.yaml"))
