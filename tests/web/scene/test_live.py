"""The live plant: frames of what changes come to what the shadow believes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import taktwin
from taktwin.kernel.base.state import STATES
from taktwin.live.emulator import Emulator
from taktwin.live.events import PlantEvent
from taktwin.live.shadow import Shadow
from taktwin.web.scene.feed import live_routes
from taktwin.web.scene.frames import unpacked
from taktwin.web.scene.live import Live
from taktwin.web.scene.thingtable import KINDS
from tests.web.scene.runs import FED


class Page:
    """What a page makes of frames, as `static/scene/live.js` does."""

    def __init__(self) -> None:
        self.where: dict[int, tuple[int, int, str]] = {}
        self.movers: dict[int, tuple[int, str, int, int, float, float, int]] = {}
        self.states: dict[int, int] = {}
        self.levels: dict[int, float] = {}

    def take(self, frame: bytes) -> None:
        header, arrays = unpacked(frame)
        if header["whole"]:
            self.__init__()
        told = {
            number: (header["things"]["order"][k], header["things"]["stream"][k])
            for k, number in enumerate(header["things"]["id"])
        }
        kinds = dict(zip(header["things"]["id"], header["things"]["kind"], strict=True))
        names = dict(zip(header["things"]["id"], header["things"]["name"], strict=True))
        columns = (arrays[name].tolist() for name in ("thing", "place", "way", "t0", "move", "sure"))
        for thing, place, *how in zip(*columns, strict=True):
            if kinds[thing] <= 1:
                self.where[thing] = (place, *told[thing])
            else:
                self.movers[thing] = (kinds[thing], names[thing], place, *how)
        for thing in header["gone"]:
            del (self.where if thing in self.where else self.movers)[thing]
        self.states |= dict(zip(arrays["state_of"].tolist(), arrays["state"].tolist(), strict=True))
        self.levels |= dict(zip(arrays["level_of"].tolist(), arrays["level"].tolist(), strict=True))
        assert np.all(np.isinf(arrays["t1"]))


def test_frames_come_to_what_the_shadow_believes() -> None:
    """After each piece of news: the same jobs in the same places, states and levels; also for a page opened late."""
    plant = taktwin.load(FED)
    live = Live(plant.model, Shadow(plant.starter))
    page, events = Page(), list(Emulator(plant.starter, days=0.15).events())
    page.take(live.whole())
    places = live.scene.places.found
    for begin in range(0, len(events), 37):
        live.apply(events[begin : begin + 37])
        frame = live.changes()
        if frame is not None:
            page.take(frame)
        told = sorted((places[place].name, order) for place, order, _ in page.where.values())
        believed = live.shadow.where()
        drawn = {one.name for one in places}
        assert told == sorted((name, order) for name, jobs in believed.items() if name in drawn for _, order in jobs)
    assert live.changes() is None
    late = Page()
    late.take(live.whole())
    assert (late.where, late.states, late.levels) == (page.where, page.states, page.levels)
    assert late.movers == page.movers
    assert {STATES[state] for state in page.states.values()} >= {"working", "starved"}
    assert len(page.where) > 20


def test_every_page_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pages, one opened later, get the same end; the scene is that of a replay, marked as live."""
    monkeypatch.setattr("taktwin.web.scene.feed.EVERY_S", 0.01)
    plant = taktwin.load(FED)
    live = Live(plant.model, Shadow(plant.starter))
    events = list(Emulator(plant.starter, days=0.05).events())
    with TestClient(Starlette(routes=live_routes(live))) as client:
        about = client.get("/api/live/scene/about").json()
        assert about["live"]
        assert len(about["scene"]["places"]) == len(live.scene.places.found)
        with client.websocket_connect("/ws/live/scene") as one:
            pages = [Page(), Page()]
            pages[0].take(one.receive_bytes())
            live.apply(events)
            pages[0].take(one.receive_bytes())
            with client.websocket_connect("/ws/live/scene") as other:
                pages[1].take(other.receive_bytes())
    assert pages[0].where == pages[1].where != {}


def moving(page: Page, kind: str) -> dict[str, Any]:
    """Name -> place, way, begin, time of the way, and whether that is sure, of all things of a kind."""
    number = KINDS.index(kind)
    return {name: tuple(how) for own, name, *how in page.movers.values() if own == number}


def paths_of(live: Live) -> dict[tuple[str, str], int]:
    """(point, point) of the guide path -> the way between them."""
    return {(start, end): way for (_, _, start, end), way in live.scene.on_paths.items()}


def test_vehicles_and_trucks_are_where_somebody_told() -> None:
    """A vehicle at its stock point, or under way with what it took up; a truck from when it was sent until it came."""
    plant = taktwin.load(FED)
    live = Live(plant.model, Shadow(plant.starter))
    page, carts, trucks = Page(), {}, []
    page.take(live.whole())
    way = paths_of(live)
    names = {name for name in plant.starter.program.resource_names if name.startswith("carts")}
    seen, truck = set(), None
    for event in Emulator(plant.starter, days=0.3).events():
        live.apply([event])
        if event.kind == "stock" and event.source in names:
            carts[event.source] = (event.state, event.time)
        elif event.kind == "stock" and event.state == "sent":
            trucks.append(event.time)
        elif event.kind == "stock" and event.element == "dock-side" and event.state == "received":
            trucks.pop(0)
        if event.kind not in ("stock", "state") or (frame := live.changes()) is None:
            continue
        page.take(frame)
        drawn = moving(page, "vehicle")
        assert drawn.keys() == carts.keys()
        for name, (word, time) in carts.items():
            place, along, begin, takes, sure = drawn[name]
            assert (place, begin) == (-1, time)
            assert along == way[("dock", "line") if word == "drawn" else ("line", "line")]
            assert (takes > 0) == (word == "drawn")
            seen.add((word, sure))
        assert sorted(begin for *_, begin, _, _ in moving(page, "truck").values()) == trucks
        truck = moving(page, "truck").get("screws", truck)
    assert seen == {("drawn", 0), ("received", 1), ("received", 0)}  # it has set out again, nobody knows where to
    assert truck is not None
    place, along, begin, takes, sure = truck
    assert (place, takes, sure) == (live.scene.places.at["stock", "dock-side"], 1800.0, 0)
    assert along >= 0
    assert begin % 7200.0 == 0.0


def test_a_vehicle_is_where_it_says() -> None:
    """At a point of its guide path; on its way from one to the next; hollow when it has fallen silent."""
    plant = taktwin.load(FED)
    live = Live(plant.model, Shadow(plant.starter))
    page = Page()

    def told(time: float, **options: str) -> Any:
        state = PlantEvent(time, "vehicle", "carts", 2, state="working", value=0.5, options=options)
        live.apply([state])
        page.take(live.changes() or live.whole())
        (name,) = moving(page, "vehicle")
        return moving(page, "vehicle")[name]

    paths = paths_of(live)
    assert told(10.0, place="back") == (-1, paths["back", "back"], 10.0, 0.0, 1)
    assert told(20.0, place="dock", load="screws") == (-1, paths["back", "dock"], 20.0, live.move_s, 1)
    assert told(30.0, place="dock", silent="yes") == (-1, paths["back", "dock"], 20.0, live.move_s, 0)
    assert told(40.0, place="fit")[0] == live.scene.places.of_node("fit")
    live.apply([PlantEvent(50.0, "vehicle", "carts", 2, state="working", options={"place": "nowhere"})])
    page.take(live.changes() or b"")
    assert moving(page, "vehicle") == {}


def test_carriers_go_back() -> None:
    """From where a job has left its carrier, for the mean time of the way; then they are drawn no more."""
    text = FED + "carriers: {skids: {count: 80, from: paint-exit, to: fit, return: 4 min}}\n"
    plant = taktwin.load(text)
    live = Live(plant.model, Shadow(plant.starter))
    page, most = Page(), 0
    page.take(live.whole())
    for event in Emulator(plant.starter, days=0.1).events():
        live.apply([event])
        page.take(live.changes() or live.whole())
        back = moving(page, "carrier")
        most = max(most, len([one for one in page.movers.values() if one[1] == "skids"]))
        for place, _, begin, takes, _ in back.values():
            assert place == live.scene.places.of_node("paint-exit")
            assert takes == 240.0
            assert begin <= event.time < begin + takes
    assert 1 <= most <= 3  # one every 112 s
