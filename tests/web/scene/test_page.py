"""The moving plant in a browser: positions as Python says, nothing from elsewhere, and all of it without a mouse."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import taktwin
from taktwin.live.emulator import Emulator
from taktwin.live.shadow import Shadow
from taktwin.web.scene.live import Live
from taktwin.web.scene.position import position
from taktwin.web.scene.replay import CHUNK_S, Replay
from tests.web.browser import axe, browser
from tests.web.scene.runs import FED, fed, fed_replay, opened, served

#: Samples of what is drawn while it plays: the time, and for some segments the thing and where it is.
PLAYING = """async ([wanted]) => {
  const found = [];
  scene.play(true);
  while (found.length < wanted) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const chunk = scene.chunk, time = scene.clock.time;
    if (chunk === null || time < chunk.frame.begin || time >= chunk.frame.end) continue;
    const { t0, t1, thing } = chunk.a;
    for (let i = 0, n = 0; i < t0.length && n < 25; i++) {
      if (t0[i] > time || t1[i] <= time || (i * 7919 + found.length) % 3) continue;
      const [x, y] = scene.plane.position(chunk.a, i, time);
      found.push([time, thing[i], t0[i], x, y]);
      n++;
    }
  }
  scene.play(false);
  return found;
}"""
#: The same for given times and segments of chunks, with the modules alone.
GIVEN = """async ([base, about, wanted]) => {
  const { Plane } = await import("/static/scene/motion.js"), { unpacked } = await import("/static/scene/frames.js");
  const plane = new Plane((await (await fetch(`${base}/about`)).json()).scene), found = [];
  for (const [number, asked] of wanted) {
    const { arrays } = unpacked(await (await fetch(`${base}/chunk/${number}`)).arrayBuffer());
    for (const [i, time] of asked) found.push([arrays.thing[i], ...plane.position(arrays, i, time)]);
  }
  return found;
}"""


#: Jobs in each place, and what the page says of news.
LIVE = """() => {
  const found = {}, { a } = scene.chunk, time = scene.clock.time;
  for (let i = 0; i < (scene.chunk.length ?? a.t0.length); i++) {
    if (a.t0[i] > time || a.t1[i] <= time || a.place[i] < 0 || scene.chunk.thing(a.thing[i]).kind > 1) continue;
    const name = scene.scene.places[a.place[i]].name;
    (found[name] ??= []).push(scene.chunk.thing(a.thing[i]).order);
  }
  return [found, document.querySelector(".scene-bar").innerText, scene.dots.drawn, Array.from(scene.chunk.level)];
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for all."""
    with browser() as found:
        yield found


CELLS = "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, chromium: Any) -> Iterator[Any]:
    """A page that fails the test when it says an error or asks for anything that is not here."""
    folder = tmp_path_factory.mktemp("page")
    fed().save(folder / "run")
    for name in ("plain", "other"):
        fed().save(folder / name)
        (folder / name / "trace.parquet").unlink()
    manifest = folder / "other" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"days": 0.5', '"days": 0.25'))
    faults: list[str] = []
    with served({name: folder / name for name in ("run", "plain", "other")}) as address:
        page = chromium.new_page(viewport={"width": 1000, "height": 700}, locale="en-GB")
        page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda one: faults.append(one.url) if not one.url.startswith((address, "data:")) else None)
        page.address, page.faults = address, faults
        yield page
    assert faults == []


def rows_of(replay: Replay) -> dict[tuple[int, float], int]:
    """(thing, begin) -> row of its segment."""
    a = replay.segments
    return {key: row for row, key in enumerate(zip(a["thing"].tolist(), a["t0"].tolist(), strict=True))}


def truth(replay: Replay, row: int, time: float) -> tuple[float, float]:
    """Where Python draws the thing of a segment."""
    a = replay.segments
    names = ("t0", "t1", "move", "place", "slot", "from", "from_slot", "way")
    t0, t1, move, place, slot, origin, origin_slot, way = (a[name][row].item() for name in names)
    segment = (t0, t1, move, place, slot, origin, origin_slot, way)
    return position(replay.scene.places.found, replay.scene.ways, segment, time)


def compared(replay: Replay, page: Any, base: str, number: int, begin: float | None = None) -> None:
    """The positions of JavaScript at sampled instants are those of Python."""
    draw, a = random.Random(2), replay.segments
    begin = replay.begin if begin is None else begin
    wanted: dict[int, list[tuple[int, float, int]]] = {}
    while number:
        chunk = int((draw.uniform(begin, replay.end) - replay.begin) // CHUNK_S)
        rows = replay._rows[replay._first[chunk] : replay._first[chunk + 1]]
        for i in draw.sample(range(len(rows)), min(25, len(rows), number)):
            low, high = max(float(a["t0"][rows[i]]), replay.begin), min(float(a["t1"][rows[i]]), replay.end)
            # half of them where things are on their way
            span = float(a["move"][rows[i]]) if draw.random() < 0.5 else high - low
            time = draw.uniform(low, min(high, low + span))
            wanted.setdefault(chunk, []).append((i, time, int(rows[i])))
            number -= 1
    asked = [[chunk, [[i, time] for i, time, _ in several]] for chunk, several in wanted.items()]
    found = iter(page.evaluate(GIVEN, [base, None, asked]))
    for several in wanted.values():
        for _, time, row in several:
            thing, x, y = next(found)
            assert thing == a["thing"][row]
            assert (x, y) == pytest.approx(truth(replay, row, time), abs=0.06), (row, time)  # ways are sent to 0.1 px


def test_positions_are_those_of_python_at_1000_instants(page: Any) -> None:
    opened(page, f"{page.address}/?run=run")
    compared(fed_replay(), page, "/api/replay/run", 1000)


def test_what_is_drawn_at_60_times_is_where_the_trace_says(page: Any) -> None:
    """While it plays: each thing in the place of its stay, drawn where Python draws it."""
    opened(page, f"{page.address}/?run=run")
    page.evaluate("() => { scene.clock.set(20000); scene.clock.speed = 60; }")
    replay = fed_replay()
    rows = rows_of(replay)
    found = page.evaluate(PLAYING, [1000])
    assert len({time for time, *_ in found}) > 20
    for time, thing, begin, x, y in found:
        row = rows[thing, begin]
        assert (x, y) == pytest.approx(truth(replay, row, time), abs=0.06)
        if thing < len(replay.things):
            place = next(place for place, t0, t1 in replay.things[thing].stays if t0 <= time < t1)
            assert replay.segments["place"][row] == place


def movers_by_keyboard(page: Any, replay: Replay, language: str) -> None:
    """The table of what moves besides the jobs: one under way, by the names of both ends; a name opens it."""
    a, first = replay.segments, len(replay.things)
    way = next(way for (*_, start, end), way in replay.scene.on_paths.items() if (start, end) == ("dock", "line"))
    carried = (a["place"] < 0) & (a["way"] == way) & (a["t0"] > 2000)
    time = float(a["t0"][carried][0]) + 1.0
    page.evaluate("time => scene.clock.set(time)", time)
    page.wait_for_timeout(200)
    page.locator(".scene-movers summary").focus()
    page.keyboard.press("Enter")
    page.locator(".scene-movers tbody tr").first.wait_for()
    rows = page.locator(".scene-movers tbody tr").evaluate_all(CELLS)
    now = (a["thing"] >= first) & (a["t0"] <= time) & (a["t1"] > time)
    assert sorted(row[1] for row in rows) == sorted(
        replay.table.movers[thing - first].name for thing in a["thing"][now].tolist()
    )
    under_way = {"en": "from dock to line", "zh": "从 dock 到 line 途中"}[language]
    assert [row for row in rows if row[0] == {"en": "vehicle", "zh": "搬运车"}[language] and row[3] == under_way], rows
    page.locator(".scene-movers input").fill("carts-2")
    assert {row[1] for row in page.locator(".scene-movers tbody tr").evaluate_all(CELLS)} <= {"carts-2"}
    page.locator(".scene-movers input").fill("")
    page.locator(".scene-movers tbody button").first.press("Enter")
    assert page.locator(".scene-detail h2").inner_text() == rows[0][1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_of_it_by_keyboard(page: Any, language: str) -> None:
    """Play, step, zoom, follow an order, and read in the table what stands where."""
    opened(page, f"{page.address}/?run=run&lang={language}")
    replay = fed_replay()
    page.locator(".scene-over").focus()
    before = page.evaluate("() => [scene.clock.time, scene.eye.scale, scene.eye.x]")
    for key in (".", ".", "+", "ArrowRight", ">"):
        page.keyboard.press(key)
    after = page.evaluate("() => [scene.clock.time, scene.eye.scale, scene.eye.x, scene.clock.speed]")
    assert after[0] == before[0] + 20
    assert after[1] > before[1]
    assert after[2] > before[2]
    assert after[3] == 120
    page.keyboard.press("Space")
    assert page.evaluate("() => scene.clock.playing")
    page.keyboard.press("Space")
    page.locator(".scene-find").fill("50")
    page.keyboard.press("Enter")
    page.locator(".scene-detail h2").wait_for()
    page.wait_for_timeout(300)
    assert "cars/50" in page.locator(".scene-detail").inner_text()
    assert page.evaluate("() => scene.followed.order") == 50
    page.evaluate("() => scene.clock.set(20000.5)")
    page.locator(".scene-places summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(1300)
    cells = page.locator(".scene-places tbody tr").evaluate_all(
        "rows => rows.map(row => [row.cells[0].innerText, row.cells[5].innerText])"
    )
    told = dict(cells)
    for place in replay.scene.places.found:
        standing = sum(b <= 20000.5 < e for one in replay.things for p, b, e in one.stays if p == place.index)
        assert told[place.name] == ("" if place.kind == "stock" else str(standing))
    assert ("作业" if language == "zh" else "working") in page.locator(".scene-places tbody").inner_text()
    page.locator(".scene-places tbody button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".scene-detail h2").inner_text() == replay.scene.places.found[0].name
    movers_by_keyboard(page, replay, language)


def test_a_click_opens_the_place_and_a_double_click_comes_nearer(page: Any) -> None:
    opened(page, f"{page.address}/?run=run")
    page.evaluate("() => scene.clock.set(20000)")
    place = fed_replay().scene.places.found[fed_replay().scene.places.of_node("fit") or 0]
    where = "() => [scene.eye.scale, scene.eye.x, scene.eye.y]"
    scale, x, y = page.evaluate(where)
    at = {"x": (place.cell.x + 4 - x) * scale, "y": (place.cell.y + 4 - y) * scale}
    page.locator(".scene-over").click(position=at)
    assert page.locator(".scene-detail h2").inner_text() == "fit"
    page.wait_for_timeout(400)
    assert "%" in page.locator(".scene-detail").inner_text()
    scale, x, y = page.evaluate(where)
    at = {"x": (place.cell.x + 4 - x) * scale, "y": (place.cell.y + 4 - y) * scale}
    page.locator(".scene-over").dblclick(position=at)
    assert page.evaluate(where)[0] > scale


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(page: Any, theme: str) -> None:
    """0 violations with legend, table and details open."""
    checker = axe()
    opened(page, f"{page.address}/?run=run&theme={theme}")
    page.evaluate(
        "() => { scene.clock.set(20000); for (const one of document.querySelectorAll('details')) one.open = true; }"
    )
    page.evaluate("() => scene.choosePlace(scene.scene.places.findIndex((one) => one.name === 'fit'))")
    page.wait_for_timeout(1500)
    page.evaluate(checker)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = page.evaluate("(rules) => axe.run(document, rules)", rules)["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found] == []


def test_a_run_without_trace_is_done_again(page: Any) -> None:
    """It simply works; where it comes out otherwise, the page says so."""
    opened(page, f"{page.address}/?run=plain")
    page.evaluate("() => scene.clock.set(20000)")
    for _ in range(200):
        if page.evaluate("() => scene.chunk !== null && scene.dots.drawn > 20"):
            break
        page.wait_for_timeout(50)
    told = page.evaluate(LIVE)[0]
    wanted: dict[str, list[int]] = {}
    for one in fed_replay().things:
        for place, begin, end in one.stays:
            if begin <= 20000 < end:
                wanted.setdefault(fed_replay().scene.places.found[place].name, []).append(one.order)
    assert {name: sorted(orders) for name, orders in told.items()} == {
        name: sorted(orders) for name, orders in wanted.items()
    }
    page.faults.clear()
    opened(page, f"{page.address}/?run=other")
    said = page.locator("[role=alert]").inner_text()
    assert "no trace" in said
    page.faults.clear()  # the browser itself notes that the server refused


def test_a_live_plant_in_the_same_page(chromium: Any) -> None:
    """What the shadow believes, after some news and after the connection was lost; and it is drawn."""
    plant = taktwin.load(FED)
    live = Live(plant.model, Shadow(plant.starter))
    events = list(Emulator(plant.starter, days=0.15).events())
    live.apply(events[:300])
    with served({}, live) as address:
        page = chromium.new_page(viewport={"width": 1000, "height": 700})
        opened(page, f"{address}/?live=1")
        for begin in range(300, len(events), 400):
            live.apply(events[begin : begin + 400])
            if begin == 700:
                page.evaluate("() => scene.source.socket.close()")
            believed = live.shadow.where()
            drawn = {one.name for one in live.scene.places.found}
            wanted = {
                name: sorted(order for _, order in jobs) for name, jobs in believed.items() if name in drawn and jobs
            }
            for _ in range(100):
                told, said, _, levels = page.evaluate(LIVE)
                if {name: sorted(orders) for name, orders in told.items()} == wanted:
                    break
                page.wait_for_timeout(50)
            assert {name: sorted(orders) for name, orders in told.items()} == wanted
        page.wait_for_timeout(200)
        assert "Live" in said
        assert page.evaluate(LIVE)[2] > 20
        page.locator(".scene-movers summary").click()
        page.locator(".scene-movers tbody tr").first.wait_for()
        movers = page.locator(".scene-movers tbody tr").evaluate_all(CELLS)
        told = {seen.name: seen.sure for _, seen in live._moving.values()}
        assert {row[1]: row[5] == "seen" for row in movers} == told
        stock = live.scene.places.at["stock", "line-side"]
        assert levels[stock] == live.shadow.settled().stocks[plant.starter.program.stocks["line-side"]]


@pytest.mark.long
def test_phoenix_at_60_times(tmp_path: Path, chromium: Any) -> None:
    """The reference plant, over a shift: 1,000 positions of JavaScript are those of Python."""
    run = taktwin.load("phoenix").simulate(days=0.3, warmup=0.3, trace=True)
    run.save(tmp_path / "phoenix")
    replay = Replay(run.result, run.model)
    with served({"phoenix": tmp_path / "phoenix"}) as address:
        page = chromium.new_page(viewport={"width": 1400, "height": 900})
        opened(page, f"{address}/?run=phoenix", 120.0)
        compared(replay, page, "/api/replay/phoenix", 1000, 0.0)
        page.evaluate("() => { scene.clock.set(9000); scene.clock.speed = 60; }")
        rows = rows_of(replay)
        for time, thing, begin, x, y in page.evaluate(PLAYING, [1000]):
            assert (x, y) == pytest.approx(truth(replay, rows[thing, begin], time), abs=0.06)
