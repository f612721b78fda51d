"""Watching in a browser, in both languages: a demo, its alarms, two pages at once, over a restart of the server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.browser import Server, axe, browser, page
from tests.web.server import plant
from tests.web.test_browser import AXE_RUN
from tests.web.watch.test_watch import DEMO, FAILS

TABS = ("", "/alarms", "/states", "/shifts", "/ahead", "/trust", "/energy")
SMALLEST = """Math.min(...[...document.querySelectorAll('.andon span, .andon div, .andon section')]
    .filter(one => one.textContent.trim()).map(one => parseFloat(getComputedStyle(one).fontSize))) / innerWidth"""
BEGIN = """given => fetch('/api/watch/demo', {method: 'POST', body: JSON.stringify(given),
    headers: {'x-taktwin': '1', 'content-type': 'application/json'}})"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for all tests here."""
    with browser() as found:
        yield found


def test_a_demo_is_watched_over_a_restart(tmp_path: Path, chromium: Any) -> None:
    """It begins with the form; what one page does the other knows; both come back by themselves after a kill.

    The one begins in English and goes on in Chinese, the other is a wall in Chinese, in a browser of its own.
    """
    plant(tmp_path, "fails.yaml", FAILS)
    server = Server(tmp_path)
    try:
        with page(chromium, "en", 1000) as view, page(chromium, "zh") as wall:
            view.goto(f"{server.address}#/watch")
            view.locator("#watch-model").select_option("fails.yaml")
            view.locator("#watch-speed").select_option("300")
            view.get_by_role("button", name="Start the demo").click()
            view.locator(".scene-over").wait_for()
            wall.goto(f"{server.address}#/andon")
            wall.locator(".alarm").first.wait_for(timeout=60_000)
            assert wall.evaluate(SMALLEST) >= 0.0239  # of the width; of 1.2 m a capital is 20 mm
            view.locator("a[href='#/watch/alarms']").click()
            view.get_by_role("button", name="Acknowledge", exact=True).first.click()
            view.get_by_role("cell", name="local").first.wait_for()  # in the history

            port = server.port
            server.process.kill()
            server.process.wait(20)
            view.get_by_text("no connection to the server").wait_for()
            wall.locator(".andon.lost").wait_for()
            server = Server(tmp_path, port=port)
            view.locator(".strip.running").wait_for(timeout=60_000)
            wall.locator(".andon.running").wait_for(timeout=60_000)

            view.get_by_role("button", name="中文").click()
            view.get_by_role("cell", name="local").first.wait_for()  # what was acknowledged before the kill
            view.get_by_role("button", name="搁置……", exact=True).first.click()
            view.locator("form.note input").fill("part <b>ordered</b>")
            view.get_by_role("button", name="搁置", exact=True).click()
            view.get_by_role("cell", name="part <b>ordered</b>").first.wait_for()
            view.locator("a[href='#/watch/states']").click()
            view.locator(".bands canvas").first.wait_for()
            assert re.search(r"[1-9]\d* %", view.locator(".bands tbody tr").first.inner_text())
            assert "实时" in view.locator(".strip").inner_text()
    finally:
        server.end()
    audit = [json.loads(line) for line in (tmp_path / ".taktwin" / "audit.jsonl").read_text().splitlines()]
    assert {"acknowledge", "shelve", "begin demo"} <= {one["action"] for one in audit}
    assert not [line for line in server.errors if "Traceback" in line]


def test_axe_finds_nothing_on_the_views_of_a_running_plant(tmp_path: Path, chromium: Any) -> None:
    """0 violations on each, with something on it; the busiest in Chinese and in the dark as well."""
    checker = axe()
    plant(tmp_path, "fails.yaml", FAILS)
    server = Server(tmp_path)
    told: list[Any] = []

    def look(view: Any, about: str) -> None:
        view.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        view.evaluate(checker)
        found = view.evaluate(AXE_RUN)["violations"]
        told.extend((about, one["id"], one["nodes"][0]["html"][:200]) for one in found)

    try:
        with page(chromium, "en") as view:
            view.goto(f"{server.address}#/watch")
            view.locator("#watch-model").wait_for()
            look(view, "start")
            view.evaluate(BEGIN, {**DEMO, "days": 0.5, "speed": 3600})
            view.goto(f"{server.address}#/andon")
            view.locator(".alarm").first.wait_for(timeout=60_000)
            shown = [("light", "en", place) for place in (*(f"#/watch{tab}" for tab in TABS), "#/andon")]
            shown += [
                ("dark", "zh", place) for place in ("#/watch/alarms", "#/watch/states", "#/watch/ahead", "#/andon")
            ]
            for scheme, language, place in shown:
                view.emulate_media(color_scheme=scheme)
                view.evaluate("one => localStorage.setItem('taktwin-language', one)", language)
                view.goto(server.address + place)
                view.reload()
                view.locator(".strip.running, .strip.ended, .andon.running, .andon.ended").first.wait_for()
                view.wait_for_timeout(500)
                look(view, f"{place} {scheme}")
    finally:
        server.end()
    assert not told
