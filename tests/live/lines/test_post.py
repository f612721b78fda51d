"""Lines over HTTP: who may send, what is taken, and what 200 promises."""

from __future__ import annotations

import asyncio
import json
import random
from pathlib import Path
from typing import Any

import pytest

from taktwin.live.connector import keeper
from taktwin.live.journal.errors import JournalBrokenError, JournalFullError
from taktwin.live.journal.journal import Journal
from taktwin.live.lines.columns import columns_of
from taktwin.live.lines.post import PostSettings, post_app, serve_posts
from taktwin.live.lines.session import LineSession
from taktwin.live.message import Message
from taktwin.model.errors import OptionError, TaktwinError
from tests.fuzz.mutate import mutated
from tests.live.lines.collect import Collected
from tests.live.lines.test_lines import event, lines

pytest.importorskip("starlette", reason="starlette is not installed (`pip install taktwin[live]`)")
pytest.importorskip("uvicorn", reason="uvicorn is not installed (`pip install taktwin[live]`)")
JSON = "application/x-ndjson"
TOKEN = "a token of sixteen signs"


async def post(app: Any, body: bytes, kind: str = JSON, **headers: str) -> tuple[int, dict[str, Any]]:
    """Status and answer of the application to a request in two pieces."""
    named = {"host": "127.0.0.1:8780", "content-type": kind, **headers}
    scope = {
        "type": "http", "method": "POST", "path": "/events", "raw_path": b"/events", "query_string": b"",
        "root_path": "", "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", 8780),
        "client": ("127.0.0.1", 1), "headers": [(k.encode(), v.encode("latin-1")) for k, v in named.items()],
    }  # fmt: skip
    pieces = [
        {"type": "http.request", "body": body[:50], "more_body": True},
        {"type": "http.request", "body": body[50:], "more_body": False},
    ]
    sent: list[Any] = []

    async def receive() -> Any:
        return pieces.pop(0)

    async def send(one: Any) -> None:
        sent.append(one)

    await app(scope, receive, send)
    answer = b"".join(one.get("body", b"") for one in sent)
    return sent[0]["status"], json.loads(answer) if answer.startswith(b"{") else {}


def test_ok_means_on_the_disk(tmp_path: Path) -> None:
    """Once over the wire: what was confirmed is in the journal already, and sent again it does not count again."""
    import httpx2

    async def run() -> None:
        session = LineSession("mes")
        one = Collected(tmp_path, session)
        settings = PostSettings(port=0)
        port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        app = post_app(settings, session, one.keep, one.tell)
        task = asyncio.create_task(serve_posts(settings, app, one.stop, port.set_result))
        url = f"http://127.0.0.1:{await port}/events"
        async with httpx2.AsyncClient() as client:
            for times in (1, 2):
                answer = await client.post(url, content=lines(0, 5), headers={"content-type": JSON})
                assert (answer.status_code, answer.json()) == (200, {"events": 5})
                with Journal(one.journal.path, to_write=False) as journal:
                    assert [kept.entry.payload for kept in journal.entries()] == [lines(0, 5)]
                assert one.heard.events == [event(n) for n in range(5)]
                assert one.what() == ["resent"] * (times - 1)
            assert (await client.get(url)).status_code == 405
        with pytest.raises(TaktwinError, match="cannot be listened on"):
            await serve_posts(PostSettings(port=await port), app, asyncio.Event())
        one.stop.set()
        await asyncio.wait_for(task, 10)
        again = LineSession("mes")
        again.resume(one.journal)  # a program that starts anew remembers what was confirmed
        app = post_app(settings, again, keeper(one.journal, again), one.tell)
        assert (await post(app, lines(0, 5)))[0] == 200
        assert len(one.heard.events) == 5
        assert len(one.journal) == 1

    asyncio.run(run())


@pytest.mark.parametrize(
    ("more", "headers", "status"),
    [
        ({}, {"host": "evil.example"}, 403),
        ({}, {"kind": "text/plain"}, 415),
        ({}, {"content-length": "9999999"}, 413),
        ({"most_bytes": 60}, {}, 413),
        ({"token": TOKEN}, {}, 401),
        ({"token": TOKEN}, {"authorization": f"Bearer {TOKEN}x"}, 401),
        ({"token": TOKEN}, {"authorization": f"Bearer {TOKEN}", "host": "twin.plant"}, 200),
        ({}, {}, 200),
    ],
)
def test_who_may_send_what(more: dict[str, Any], headers: dict[str, str], status: int) -> None:
    kept: list[Message] = []
    app = post_app(PostSettings(**more), LineSession("mes"), kept.extend, lambda _: None)
    assert asyncio.run(post(app, lines(0, 3), **headers))[0] == status
    assert len(kept) == (status == 200)


def test_a_batch_with_a_wrong_line_is_refused_whole() -> None:
    kept: list[Message] = []
    app = post_app(PostSettings(), LineSession("mes"), kept.extend, lambda _: None)
    status, answer = asyncio.run(post(app, lines(0, 2) + b'{"time": 1, "kind": "entr"}\n' + lines(2, 3)))
    assert (status, answer["wrong"], kept) == (422, 1, [])
    assert answer["problems"][0].startswith('mes:3: kind: there is no kind of event "entr"')
    app = post_app(PostSettings(), LineSession("m", columns=columns_of(CSV)), kept.extend, lambda _: None)
    assert asyncio.run(post(app, b"t,e\n60,weld\n", "text/csv; charset=utf-8")) == (200, {"events": 1})
    assert asyncio.run(post(app, b"t,f\n60,weld\n", "text/csv"))[1]["problems"] == [
        "m:1: there is no column e; correct the file of columns"
    ]


CSV = "columns: 1\nfields: {time: t, element: e}\nconstants: {kind: enter}\n"


@pytest.mark.parametrize(("error", "ended"), [(JournalFullError("no room"), False), (JournalBrokenError("?"), True)])
def test_what_is_not_on_the_disk_is_not_confirmed(error: TaktwinError, ended: bool) -> None:
    told: list[Any] = []

    def keep(_: Any) -> None:
        raise error

    async def run() -> int:
        app = post_app(PostSettings(port=0), LineSession("mes"), keep, told.append)
        status, _ = await post(app, lines(0, 2))
        if ended:
            with pytest.raises(JournalBrokenError):
                await asyncio.wait_for(serve_posts(PostSettings(port=0), app, asyncio.Event()), 10)
        return status

    assert asyncio.run(run()) == 503
    assert told == []


@pytest.mark.parametrize(
    "more",
    [
        {"address": "0.0.0.0"},
        {"address": "0.0.0.0", "token": "short"},
        {"port": 70000},
        {"path": "events"},
        {"most_bytes": 0},
        {"key": "a"},
    ],
)
def test_settings_that_do_not_go_together(more: dict[str, Any]) -> None:
    with pytest.raises(OptionError):
        PostSettings(**more)
    assert TOKEN not in repr(PostSettings(token=TOKEN))


def mutate(cases: int, seed: int) -> None:
    """Mutated batches of JSON and CSV: each is taken whole or refused whole, and what is taken can be read again."""
    draw = random.Random(seed)
    columns = columns_of(CSV)

    async def run() -> dict[int, int]:
        counts: dict[int, int] = {}
        for form, sample, kind in ((None, lines(0, 4), JSON), (columns, b"t,e\n60,weld\n61,paint\n", "text/csv")):
            kept: list[Message] = []
            told: list[Any] = []
            app = post_app(PostSettings(), LineSession("mes", columns=form), kept.extend, told.append)
            for _ in range(cases // 2):
                kept.clear()
                told.clear()
                status, answer = await post(app, mutated(sample, draw), kind)
                counts[status] = counts.get(status, 0) + 1
                assert status in (200, 413, 422)
                assert len(kept) == len(told) == (status == 200)
                if status == 200 and told[0].events:
                    assert len(told[0].events) == answer["events"]
                    json.dumps([tuple(one) for one in told[0].events])
        return counts

    counts = asyncio.run(run())
    assert min(counts[200], counts[422]) > cases / 20


def test_mutated_batches() -> None:
    mutate(1_500, seed=1)


@pytest.mark.long
def test_a_hundred_thousand_mutated_batches() -> None:
    mutate(100_000, seed=2)
