"""The page in a browser, in both languages: open, mend, run, read, compare, over a restart of the server."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.browser import Server, axe, browser, page
from tests.web.server import MODEL

WORDS = {
    "en": {
        "save": "Save",
        "changed": "What has changed",
        "start": "Start",
        "set": "Set",
        "error": "error",
        "saved": "saved",
        "conflict": "Below is what your text would change",
    },
    "zh": {
        "save": "保存",
        "changed": "查看改动",
        "start": "开始",
        "set": "设置",
        "error": "错误",
        "saved": "已保存",
        "conflict": "下面是您的文本",
        "theirs": "采用现有文件",
    },
}
DRAWN = "one => one.decode().then(() => one.naturalWidth)"
AXE_RUN = "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for all tests here."""
    with browser() as found:
        yield found


def run(view: Any, address: str, words: dict[str, str], **query: object) -> None:
    """Fill in the form of a run, and wait for what it found."""
    asked = "&".join(
        f"{key}={value}" for key, value in {"model": "small.yaml", "days": 0.2, "warmup": 0.05, **query}.items()
    )
    view.goto(f"{address}#/form/run?{asked}")
    view.get_by_role("button", name=words["start"], exact=True).click()
    view.wait_for_selector(".verdict", timeout=90_000)


def wrong_and_mended(view: Any, words: dict[str, str], capacity: int) -> None:
    """A slip is told at its line and led to; mended, the difference is shown."""
    area = view.locator(".editor textarea")
    area.fill(MODEL.replace("capacity: 3", "capacty: 3"))
    problem = view.locator(".problems li").first
    problem.wait_for()
    assert words["error"] in problem.inner_text()
    assert "11" in view.locator(".gutter .bad").first.inner_text()
    problem.get_by_role("button").click()
    assert view.evaluate("document.activeElement.selectionStart") == MODEL.index("          - {buffer")
    area.fill(MODEL.replace("capacity: 3", f"capacity: {capacity}"))
    view.wait_for_selector(".note.good")
    view.get_by_role("button", name=words["changed"]).click()
    assert f"capacity: {capacity}" in view.locator(".diff .plus").first.inner_text()
    view.keyboard.press("Control+s")


def test_a_walk_of_two_over_the_page(tmp_path: Path, chromium: Any) -> None:
    """Two browsers at once, one in English and one in Chinese: one cannot write over the other, and both come back."""
    english, chinese = WORDS["en"], WORDS["zh"]
    (tmp_path / "small.yaml").write_text(MODEL, encoding="utf-8")
    server = Server(tmp_path)
    try:
        with page(chromium, "en") as view, page(chromium, "zh", 1000) as other:
            for one in (view, other):
                one.goto(server.address)
                one.get_by_role("link", name="small.yaml").first.click()
                one.locator(".editor textarea").wait_for()
            wrong_and_mended(view, english, 4)
            view.get_by_text(english["saved"], exact=True).wait_for()
            assert "capacity: 4" in (tmp_path / "small.yaml").read_text()
            wrong_and_mended(other, chinese, 9)
            other.get_by_text(chinese["conflict"]).wait_for()
            assert "capacity: 4" in (tmp_path / "small.yaml").read_text()
            other.get_by_role("button", name=chinese["theirs"]).click()
            other.locator("#tab-values").click()
            value = other.get_by_role("textbox", name="shops.s.lines.l.flow.a.cycle")
            value.fill("70 s")
            value.press("Enter")
            other.locator(".values .diff .plus").wait_for()
            other.get_by_role("button", name=chinese["save"], exact=True).click()
            other.get_by_text(chinese["saved"], exact=True).wait_for()
            assert "{station: a, cycle: 70 s}   # the first" in (tmp_path / "small.yaml").read_text()
            view.locator("#tab-picture").click()
            assert view.locator(".picture img").evaluate(DRAWN) > 100
            run(other, server.address, chinese)
            here = other.url
            report = other.frame_locator("iframe.report")
            report.locator("h1:visible").wait_for()
            assert report.locator("html").get_attribute("lang") == "zh-CN"

            server.end(signal.SIGINT)
            server = Server(tmp_path, port=server.port)  # the pages come back by themselves, and find what was done
            for one in (view, other):
                one.goto(server.address)
                one.goto(here)
                one.wait_for_selector(".verdict")
            shutil.copytree(tmp_path / "runs" / "small-1", tmp_path / "runs" / "small-2")
            (tmp_path / "runs" / "small-2" / "manifest.json").touch()  # so it is the newer one
            view.goto(f"{server.address}#/compare?runs=runs/small-1,runs/small-2")
            view.get_by_role("button", name=english["start"], exact=True).click()
            heads = view.frame_locator("iframe.report").locator("th:visible").all_inner_texts
            view.frame_locator("iframe.report").locator("h1:visible").wait_for(timeout=60_000)
            shown = [one for one in heads() if one.startswith("runs/")]
            assert shown[:2] == ["runs/small-1", "runs/small-2"]  # the older is what the newer is compared with
            other.goto(f"{server.address}#/jobs")
            other.locator("tbody tr").nth(1).wait_for()
    finally:
        server.end()
    assert not [line for line in server.errors if "Traceback" in line]


def test_script_in_names_does_not_run_and_a_report_reaches_nothing(tmp_path: Path, chromium: Any) -> None:
    """Neither in the page nor in a report; and what a report is made to hold cannot ask our server."""
    bad = "<img src=x onerror=document.title=1>"
    titles = MODEL.replace("name: small", f"name: small\ntitle: '{bad}'").replace(
        "  s:\n", f"  s:\n    title: '{bad}'\n"
    )
    (tmp_path / "titles.yaml").write_text(titles, encoding="utf-8")
    (tmp_path / "names.yaml").write_text(titles.replace("station: a", f"station: '{bad}'"), encoding="utf-8")
    (tmp_path / f"{bad}.yaml").write_text(titles, encoding="utf-8")
    for name in ("r", bad):  # the second is listed, and no address leads to it
        (tmp_path / "runs" / name).mkdir(parents=True)
    gain = {"name": bad, "kind": bad, "change": bad, "by": 1, "gain": 1.0, "low": 0.0, "high": 2.0, "sure": True}
    manifest = {"model": bad, "days": 1, "seed": bad, "kpis": {bad: {"value": 1.0, "unit": bad}}}
    manifest |= {"bottleneck": {"best": [bad], "gains": [gain], "reason": bad}, "overrides": {bad: bad}}
    for name in ("r", bad):
        (tmp_path / "runs" / name / "manifest.json").write_text(json.dumps(manifest))
    job = {"form": "run", "values": {"model": bad}, "language": "en", "by": bad, "state": "failed", "asked": bad}
    (tmp_path / "results" / "run-1").mkdir(parents=True)
    (tmp_path / "results" / "run-1" / "job.json").write_text(json.dumps(job))
    (tmp_path / "results" / "run-1" / "errors.txt").write_text(f"error: {bad}")
    (tmp_path / "evil.html").write_text(
        "<!DOCTYPE html><body><script>"
        "fetch('/api/models').then(() => document.body.append('IN'), () => document.body.append('OUT'));"
        "try { document.cookie } catch { document.body.append(' NONE') }</script>",
        encoding="utf-8",
    )
    server = Server(tmp_path)
    try:
        with page(chromium, "en") as view:
            view.goto(server.address)
            view.get_by_text(bad).first.wait_for()
            view.goto(f"{server.address}#/model/names.yaml?tab=values")
            view.locator(".values table").wait_for()
            view.locator(".problems li").first.wait_for()
            view.goto(f"{server.address}#/model/titles.yaml?tab=picture")
            assert view.locator(".picture img").evaluate(DRAWN) > 100
            for place in ("", "#/jobs", "#/job/run-1", "#/run/runs/r", "#/compare", "#/form/run"):
                view.goto(f"{server.address}{place}")
                view.reload()
                view.wait_for_selector("main h1")
                if place != "#/form/run":  # lists come after the heading
                    view.get_by_text(bad, exact=False).first.wait_for(state="attached")
                assert view.locator("img[src='x']").count() == 0
                assert "Taktwin" in view.title()
        alone = chromium.new_page()  # its own errors are the point here, so it is opened apart
        alone.goto(f"{server.address}files/evil.html")
        alone.get_by_text("OUT").wait_for()
        assert "NONE" in alone.inner_text("body")
    finally:
        server.end()


def test_axe_finds_nothing(tmp_path: Path, chromium: Any) -> None:
    """0 violations on every view; the busiest in Chinese and in the dark as well."""
    checker = axe()
    (tmp_path / "small.yaml").write_text(MODEL.replace("capacity", "capacty"), encoding="utf-8")
    (tmp_path / "runs" / "r").mkdir(parents=True)
    gain = {
        "name": "a",
        "kind": "station",
        "change": "time",
        "by": 10,
        "gain": 1.0,
        "low": 0.5,
        "high": 1.5,
        "sure": True,
    }
    kpi = {"value": 3.0, "unit": "1/h", "low": 2.0, "high": 4.0}
    manifest = {"model": "small", "days": 1, "seed": 1, "kpis": {"throughput_per_hour": kpi, "wip": kpi}}
    manifest |= {"bottleneck": {"best": ["a"], "gains": [gain], "reason": ""}}
    (tmp_path / "runs" / "r" / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "results" / "stress-1").mkdir(parents=True)
    job = {
        "form": "stress",
        "values": {"model": "mm1"},
        "language": "en",
        "by": "x",
        "state": "failed",
        "asked": "2026-01-01T00:00",
    }
    (tmp_path / "results" / "stress-1" / "job.json").write_text(json.dumps(job))
    (tmp_path / "results" / "stress-1" / "output.txt").write_text("a line\n" * 50)
    server = Server(tmp_path)
    every = ["", "#/model/small.yaml", "#/model/small.yaml?tab=values", "#/shipped/mm1", "#/form", "#/form/run"]
    every += ["#/jobs", "#/job/stress-1", "#/run/runs/r", "#/compare", "#/nothing"]
    try:
        with page(chromium, "en") as view:
            for scheme, language, places in (("light", "English", every), ("dark", "中文", every[:2] + every[8:9])):
                view.emulate_media(color_scheme=scheme)
                view.goto(server.address)
                view.get_by_role("button", name=language).click()
                for place in places:
                    view.goto(server.address + place)
                    view.reload()
                    view.wait_for_selector("main h1")
                    if "model" in place:
                        view.wait_for_selector(".problems li")
                    for summary in view.locator("details:not([open]) summary").all():
                        summary.click()
                    view.evaluate(checker)
                    found = view.evaluate(AXE_RUN)["violations"]
                    told = [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
                    assert not told, (place, scheme, told)
    finally:
        server.end()
