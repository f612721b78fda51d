"""The live plant: frames of what changes come to what the shadow believes."""

from __future__ import annotations

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import taktwin
from taktwin.kernel.base.state import STATES
from taktwin.live.emulator import Emulator
from taktwin.live.shadow import Shadow
from taktwin.web.scene.feed import live_routes
from taktwin.web.scene.frames import unpacked
from taktwin.web.scene.live import Live
from tests.web.scene.runs import FED


class Page:
    """What a page makes of frames, as `static/scene/live.js` does."""

    def __init__(self) -> None:
        self.where: dict[int, tuple[int, int, str]] = {}
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
        for thing, place in zip(arrays["thing"].tolist(), arrays["place"].tolist(), strict=True):
            self.where[thing] = (place, *told[thing])
        for thing in header["gone"]:
            del self.where[thing]
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
