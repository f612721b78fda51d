"""Watching in a browser, in both languages: a demo, its alarms, two pages at once, over a restart of the server."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.web.browser import Server, axe, chromium, page
from tests.web.server import plant
from tests.web.test_browser import AXE_RUN
from tests.web.watch.test_watch import DEMO, FAILS

TABS = ("", "/alarms", "/states", "/shifts", "/ahead", "/trust", "/energy")
WORDS = {
    "en": {
        "start": "Start the demo",
        "acknowledge": "Acknowledge",
        "shelve": "Shelve …",
        "put": "Shelve",
        "live": "live",
        "lost": "no connection",
    },
    "zh": {
        "start": "启动演示",
        "acknowledge": "确认",
        "shelve": "搁置……",
        "put": "搁置",
        "live": "实时",
        "lost": "断开",
    },
}
BEGIN = """given => fetch('/api/watch/demo', {method: 'POST', body: JSON.stringify(given),
    headers: {'x-taktwin': '1', 'content-type': 'application/json'}})"""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_demo_is_watched_over_a_restart(language: str, tmp_path: Path) -> None:
    """It begins with the form; who acknowledges is believed by both pages, also by a server that was killed."""
    chromium()
    words = WORDS[language]
    plant(tmp_path, "fails.yaml", FAILS)
    server = Server(tmp_path)
    try:
        with page(language, 1000 if language == "zh" else 1400) as view:
            view.goto(f"{server.address}#/watch")
            view.locator("#watch-model").select_option("fails.yaml")
            view.locator("#watch-speed").select_option("300")
            view.get_by_role("button", name=words["start"]).click()
            view.locator(".scene-over").wait_for()
            other = view.context.new_page()
            other.goto(f"{server.address}#/andon")
            other.locator(".andon .alarms .alarm").first.wait_for(timeout=60_000)
            view.locator("a[href='#/watch/alarms']").click()
            view.get_by_role("button", name=words["acknowledge"], exact=True).first.click()
            history = view.locator("table", has_text="local").last
            history.wait_for()
            view.get_by_role("button", name=words["shelve"], exact=True).first.click()
            view.locator("form.note input").fill("part <b>ordered</b>")
            view.get_by_role("button", name=words["put"], exact=True).click()
            view.get_by_text("part <b>ordered</b>").first.wait_for()

            port = server.port
            server.process.kill()
            server.process.wait(20)
            view.get_by_text(words["lost"]).first.wait_for()
            other.locator(".andon.lost").wait_for()
            server = Server(tmp_path, port=port)  # both come back by themselves
            view.locator(".strip.running").wait_for(timeout=60_000)
            other.locator(".andon.running").wait_for(timeout=60_000)
            view.get_by_text("part <b>ordered</b>").first.wait_for()
            view.locator("a[href='#/watch/states']").click()
            view.locator(".bands canvas").first.wait_for()
            assert re.search(r"[1-9]\d* %", view.locator(".bands tbody tr").first.inner_text())
            assert words["live"] in view.locator(".strip").inner_text()
    finally:
        server.end()
    audit = [json.loads(line) for line in (tmp_path / ".taktwin" / "audit.jsonl").read_text().splitlines()]
    assert {"acknowledge", "shelve", "begin demo"} <= {one["action"] for one in audit}
    assert not [line for line in server.errors if "Traceback" in line]


def test_axe_finds_nothing_on_the_views_of_a_running_plant(tmp_path: Path) -> None:
    """0 violations on each, with something on it; in Chinese and in the dark as well."""
    chromium()
    checker = axe()
    plant(tmp_path, "fails.yaml", FAILS)
    server = Server(tmp_path)
    told: list[Any] = []
    try:
        with page("en") as view:
            view.goto(f"{server.address}#/watch")
            view.locator("#watch-model").wait_for()
            view.evaluate(checker)
            told += [("start", one["id"]) for one in view.evaluate(AXE_RUN)["violations"]]
            view.evaluate(BEGIN, {**DEMO, "days": 1, "speed": 3600})
            view.locator(".scene-over").wait_for()
            view.wait_for_timeout(3000)
            for scheme, language in (("light", "en"), ("dark", "zh")):
                view.emulate_media(color_scheme=scheme)
                view.evaluate("one => localStorage.setItem('taktwin-language', one)", language)
                for place in (*(f"#/watch{tab}" for tab in TABS), "#/andon"):
                    view.goto(server.address + place)
                    view.reload()
                    view.locator(".strip.running, .strip.ended, .andon.running, .andon.ended").first.wait_for()
                    view.wait_for_timeout(700)
                    view.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
                    view.evaluate(checker)
                    told += [
                        (place, scheme, one["id"], one["nodes"][0]["html"][:200])
                        for one in view.evaluate(AXE_RUN)["violations"]
                    ]
    finally:
        server.end()
    assert not told
