"""The running plant of a server: begun, told, acted on, gone on with after a restart, and told to slow pages."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from taktwin.kernel.base.state import STATES
from taktwin.web.access.door import Door
from taktwin.web.scene.frames import unpacked
from taktwin.web.watch.hub import Hub, Page
from taktwin.web.watch.watch import ENDED, FAILED, Watch
from tests.web.scene.test_live import Page as Drawn
from tests.web.server import TOKENS, client, people, plant

#: Machines that fail often and long, so that there are alarms within minutes of the plant.
FAILS = """taktwin: 1
name: fails
start: 2026-01-05 00:00
orders: {always: {}}
failures: {often: {up: exp(20 min), repair: 5 min}, seldom: {up: exp(30 min), repair: 8 min}}
shops:
  s:
    lines:
      l:
        orders: always
        flow:
          - {station: a, cycle: 60 s, failures: [often]}
          - {buffer: b, capacity: 3}
          - {station: c, cycle: 50 s, failures: [seldom]}
"""
BEGINS = 1.25 * 86400.0  # a demo begins with a plant that has run so long
DEMO = {"model": "fails.yaml", "speed": 3600, "days": 0.12, "seed": 3, "target": 300}


def wait_for(page: TestClient, wanted: Any) -> dict[str, Any]:
    """What is told as soon as it is so."""
    for _ in range(400):
        found = page.get("/api/watch").json()
        if wanted(found):
            return found
        assert found["state"] != FAILED, found["trouble"]
        time.sleep(0.05)
    raise AssertionError(found)


def test_a_demo_is_watched_acted_on_and_gone_on_with(tmp_path: Path) -> None:
    """States, shifts and history agree; who acknowledges is in the audit; a restart knows all of it."""
    plant(tmp_path, "fails.yaml", FAILS)
    with client(tmp_path) as page:
        assert page.get("/api/watch").json()["state"] == "none"
        assert page.get("/api/watch/shifts").status_code == 404
        assert page.post("/api/watch/demo", json={**DEMO, "model": "../fails.yaml"}).status_code == 404
        assert page.post("/api/watch/demo", json={**DEMO, "speed": 0}).status_code == 422
        assert page.post("/api/watch/demo", json=DEMO).status_code == 201
        found = wait_for(page, lambda one: one["state"] == ENDED)
        now, about = found["now"], found["about"]
        assert found["silent_s"] >= 0
        assert about["plan"]["model"] == "fails.yaml"
        assert [one["name"] for one in about["machines"]] == ["a", "c"]
        assert len(now["state_of"]) == 2
        assert now["alarms"]
        times = page.get("/api/watch/timeline?hours=4").json()
        assert {len(row) for row in times["rows"].values()} == {240}
        shifts = page.get("/api/watch/shifts").json()
        assert shifts["shifts"][0]["made"] == now["shift"]["made"]
        assert "working" in shifts["map"]["parts"]["APT"]
        machines = page.get(f"/api/watch/machines?begin={shifts['shifts'][0]['begin_s']}").json()["machines"]
        known = {name: seconds for name, seconds in machines[0]["states"].items() if name != "unknown"}
        begun = max(BEGINS, shifts["shifts"][0]["begin_s"])
        assert sum(known.values()) == pytest.approx(now["time_s"] - begun, abs=1)
        assert page.get("/api/watch/machines?begin=5").status_code == 404
        history = page.get("/api/watch/history?q=down a").json()
        assert history["lines"] == len(history["history"]) > 0
        assert history["history"][0]["alarm"] == "down a"
        table = page.get("/api/watch/history.csv?q=down a")
        assert len(table.text.splitlines()) == history["lines"] + 1
        assert page.get("/api/watch/timeline?hours=25").status_code == 422
        # an ended demo is only shown: nothing more can be written into its books
        assert page.post("/api/alarms/acknowledge", json={"alarm": "down a"}).status_code == 409
        scene = page.get("/api/watch/scene/about").json()["scene"]
        number = next(one["id"] for one in scene["resources"] if one["name"] == "a")
        seen = page.get(f"/api/watch/scene/states?resource={number}&begin={BEGINS + 3600}&end={BEGINS + 7200}").json()
        assert {STATES[int(state)] for _, state in seen} >= {"working", "down"}
    with client(tmp_path) as page:  # a server that has been restarted
        again = wait_for(page, lambda one: one["now"] is not None and one["state"] == ENDED)
        assert (again["now"]["finished"], again["now"]["alarms"]) == (now["finished"], now["alarms"])
        assert page.get("/api/watch/timeline?hours=4").json()["rows"] == times["rows"]
        assert page.get("/api/watch/history").json()["lines"] > 0
        assert page.delete("/api/watch").json()["state"] == "none"
    with client(tmp_path) as page:
        time.sleep(0.2)
        assert page.get("/api/watch").json()["state"] == "none"


def test_alarms_take_the_role_and_are_written_down(tmp_path: Path) -> None:
    """View may look, acknowledge may acknowledge and shelve with an end and a reason; admin alone begins and ends."""
    plant(tmp_path, "fails.yaml", FAILS)
    headers = {role: {"authorization": f"Bearer {token}"} for role, token in TOKENS.items()}
    with client(tmp_path, Door(people(tmp_path))) as page:
        for role in ("view", "acknowledge"):
            assert page.post("/api/watch/demo", json=DEMO, headers=headers[role]).status_code == 403
            assert page.delete("/api/watch", headers=headers[role]).status_code == 403
        page.headers.update(headers["admin"])
        assert page.post("/api/watch/demo", json={**DEMO, "speed": 600, "days": 2}).status_code == 201
        found = wait_for(
            page, lambda one: one["now"] and any(a["state"] != "acknowledged" for a in one["now"]["alarms"])
        )
        alarm = next(one["alarm"] for one in found["now"]["alarms"] if one["state"] != "acknowledged")
        page.headers.update(headers["view"])
        assert page.post("/api/alarms/acknowledge", json={"alarm": alarm}).status_code == 403
        assert page.get("/api/watch/history").status_code == 200
        page.headers.update(headers["acknowledge"])
        assert page.post("/api/alarms/acknowledge", json={"alarm": alarm}).status_code == 200
        shelf = {"alarm": alarm, "why": "known: part ordered", "minutes": 240}
        for lack in ({"why": " "}, {"minutes": None}, {"minutes": -1}, {"minutes": 1e9}, {"minutes": "4"}):
            assert page.post("/api/alarms/shelve", json={**shelf, **lack}).status_code == 422, lack
        assert page.post("/api/alarms/retire", json=shelf).status_code == 422
        assert page.post("/api/alarms/shelve", json={**shelf, "alarm": "down x"}).status_code == 409
        assert page.post("/api/alarms/shelve", json=shelf).json()["state"] == "shelved"
        shelved = page.get("/api/watch").json()["now"]["shelved"]
        assert [(one["alarm"], one["who"], one["why"]) for one in shelved] == [
            (alarm, "acknowledge-person", "known: part ordered")
        ]
        assert shelved[0]["until"] > found["now"]["time"]
        assert page.post("/api/alarms/unshelve", json={"alarm": alarm}).status_code == 200
    audit = [json.loads(line) for line in (tmp_path / ".taktwin" / "audit.jsonl").read_text().splitlines()]
    done = [(one["action"], one["name"], one["alarm"]) for one in audit if one.get("alarm") == alarm]
    assert ("acknowledge", "acknowledge-person", alarm) in done
    assert ("shelve", "acknowledge-person", alarm) in done


def test_two_pages_see_the_same_plant(tmp_path: Path) -> None:
    """Over one WebSocket each: words at once, frames where they are asked for, one page opened later than the other."""
    plant(tmp_path, "fails.yaml", FAILS)

    def shown(socket: Any, drawn: Drawn, until: float) -> set[str]:
        kinds = set()
        for _ in range(2000):
            message = socket.receive()
            if message.get("bytes"):
                drawn.take(message["bytes"])
                kinds.add("frame")
                if unpacked(message["bytes"])[0]["end"] >= until:
                    return kinds
            else:
                said = json.loads(message["text"])
                kinds.add(said["kind"])
        raise AssertionError(kinds)

    with client(tmp_path) as page:
        headers = {"origin": "http://localhost:8765", "host": "localhost:8765"}
        page.post("/api/watch/demo", json={**DEMO, "days": 0.1})
        mine, his = Drawn(), Drawn()
        with page.websocket_connect("/ws/watch", headers=headers) as one:
            one.send_text("{}")
            one.send_text("[" * 100)
            one.send_text('{"scene": true}')
            kinds = shown(one, mine, BEGINS + 1800.0)
            with page.websocket_connect("/ws/watch", headers=headers) as other:
                other.send_text('{"scene": true}')
                last = BEGINS + 0.1 * 86400.0 - 300.0
                kinds |= shown(one, mine, last)
                kinds |= shown(other, his, last)
        assert kinds >= {"frame", "now"}
        assert {place[0] for place in his.where.values()} == {place[0] for place in mine.where.values()}
        assert his.states.keys() == mine.states.keys()


def test_a_slow_page_gets_the_newest_and_never_a_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a hundred texts and frames that come while it takes nothing it gets one text and all of the scene once."""
    made: list[int] = []
    monkeypatch.setattr("taktwin.web.watch.hub.told", lambda _: made.append(-1) or {})

    class Live:
        number = 0

        def told(self) -> bytes:
            made.append(self.number)
            return b"whole %d" % self.number

        class lock:  # noqa: N801 - stands for one
            def __enter__(self) -> None: ...
            def __exit__(self, *_: object) -> None: ...

        lock = lock()  # type: ignore[assignment,misc]

    class Running:
        live, number = Live(), 0

    class Socket:
        sent: list[Any] = []  # noqa: RUF012 - of one test

        async def send_text(self, text: str) -> None:
            self.sent.append(text)

        async def send_bytes(self, frame: bytes) -> None:
            self.sent.append(frame)

    async def work() -> None:
        watch: Any = Watch()
        watch.running, watch.generation = Running(), 0
        hub, socket, page = Hub(watch), Socket(), Page(scene=True, generation=0, last=0)
        for number in range(1, 101):
            Live.number = number
            page.give(number, b"frame %d" % number)
            page.text = f"text {number}"
        await hub._send(socket, page)  # type: ignore[arg-type]
        assert socket.sent == ["text 100", b"whole 100"]
        page.give(101, b"frame 101")  # from then on what changes
        await hub._send(socket, page)  # type: ignore[arg-type]
        page.give(101, b"frame 101")  # which it has
        await hub._send(socket, page)  # type: ignore[arg-type]
        assert socket.sent[2:] == [b"frame 101"]
        made.clear()  # fifty pages that have missed something, or come together, are told what is made once
        socket.sent = []
        others = [Page(scene=True, generation=0) for _ in range(50)]
        await asyncio.gather(*(hub._send(socket, one) for one in others))  # type: ignore[arg-type]
        texts = await asyncio.gather(*(hub._text() for _ in range(50)))
        assert made == [-1]  # the text
        assert socket.sent == [b"whole 100"] * 50
        assert len({id(one) for one in (*socket.sent, *texts)}) == 2
        Live.number = 102
        await hub._send(socket, Page(scene=True, generation=0))  # type: ignore[arg-type]
        assert made == [-1, 102]

    asyncio.run(work())


def test_what_fails_is_said_and_a_connection_is_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from taktwin.model.errors import OptionError
    from taktwin.web.watch import watch as module
    from taktwin.web.watch.plan import Plan

    monkeypatch.setattr(module, "_FIRST_WAIT_S", 0.01)
    calls: list[float] = []

    def follow(begun: Any, stop: Any) -> None:
        calls.append(time.monotonic())
        if len(calls) < 3:
            raise OptionError("nobody answers", "see whether it runs")
        stop.wait(20)

    watch = Watch()
    watch.begin(Plan("live", "m", None, follow, again=True))  # type: ignore[arg-type]
    for _ in range(200):
        if len(calls) == 3:
            break
        time.sleep(0.01)
    what, remedy = "nobody answers", "see whether it runs"
    assert watch.trouble == {"message": {"en": what, "zh": what}, "remedy": {"en": remedy, "zh": remedy}}
    watch.end()
    assert (watch.state, watch.plan, len(calls)) == ("none", None, 3)
    calls.clear()
    watch.begin(Plan("demo", "m", None, follow))  # type: ignore[arg-type]
    assert watch._thread is not None
    watch._thread.join(5)
    assert (watch.state, len(calls)) == (FAILED, 1)
    watch.end()


def test_meters_are_shown_in_kilowatts_and_nothing_that_is_calculated(tmp_path: Path) -> None:
    """Of the sensors of a mapping those with a unit of power or energy; a plant without them has none, model or not."""
    import taktwin
    from taktwin.live.bridge import Bridge
    from taktwin.live.record import Record
    from taktwin.live.twin import Twin
    from taktwin.web.watch.told import _meters

    twin = Twin(taktwin.load("line20").starter)
    bridge = Bridge(twin.shadow.network, twin.clock)
    at = twin.clock.ms(60.0)
    bridge.events(
        Record(at, at, "station-1", "sensor", value, unit=unit, tag=tag)
        for tag, value, unit in (("p", 1500.0, "W"), ("e", 2.5, "MWh"), ("t", 21.0, "°C"), ("q", None, "kW"))
    )
    source: Any = type("Source", (), {"bridge": bridge, "source": "mqtt"})()
    assert _meters(twin) == []
    twin.sources, twin.at = (source,), 90.0
    assert [(one["name"], one["value"], one["unit"], one["age_s"]) for one in _meters(twin)] == [
        ("e", 2500.0, "kWh", 30.0), ("p", 1.5, "kW", 30.0)
    ]  # fmt: skip
    plant(tmp_path, "fails.yaml", FAILS)
    with client(tmp_path) as page:
        page.post("/api/watch/demo", json={**DEMO, "days": 0.02})
        text = json.dumps(wait_for(page, lambda one: one["state"] == ENDED))
    assert "kwh" not in text.lower()
