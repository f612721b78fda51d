"""Traced runs that the tests of the moving plant replay, and a server that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import taktwin
import taktwin.web
from taktwin.api.run import Run
from taktwin.web.scene.live import Live
from taktwin.web.scene.replay import Replay
from tests.analysis.trace.plant import MODEL
from tests.web.browser import running

STATIC = Path(taktwin.web.__file__).parent / "static" / "scene"
#: A plant of a few places: a line with its seats called in sequence, and a vehicle that feeds it.
FED = (
    MODEL
    + """
parts: {screws: {}}
suppliers: {maker-of-screws: {}}
fleets: {carts: {count: 2, speed: 1 m/s, load: 20 s, unload: 20 s, paths: hall}}
paths:
  hall:
    ways: [dock > line > back > dock]
    points: {dock: [0, 0], line: [100, 0], back: [100, 50]}
    stations: {dock: 2, line: 2}
    parking: {dock: 2}
stocks:
  dock-side: {part: screws, initial: 300, shop: trim}
  line-side: {part: screws, initial: 20, shop: trim}
lanes: {screws: {supplier: maker-of-screws, to: dock-side, quantity: 100, every: 2 h, lead: 30 min}}
feeds: {screws: {from: dock-side, to: line-side, fleet: carts, from_point: dock, to_point: line, lot: 10, reorder: 12}}
""".replace("parts:", "parts:", 1)
).replace("{station: fit, cycle: 112 s,", "{station: fit, cycle: 112 s, uses: [{part: screws, from: line-side}],")


@cache
def fed() -> Run:
    """A traced run of half a day."""
    return taktwin.load(FED).simulate(days=0.5, warmup=0, trace=True)


@cache
def fed_replay() -> Replay:
    """Its replay."""
    run = fed()
    return Replay(run.result, run.model)


@contextmanager
def served(folders: dict[str, Path], live: Live | None = None) -> Iterator[str]:
    """The address of a page that shows run folders, and a live plant."""
    from taktwin.web.scene.alone import alone

    with running(alone(folders, live)) as address:
        yield address


def opened(page: Any, address: str, seconds: float = 60.0) -> None:
    """Open a page and wait until it shows the plant, or says why not."""
    page.goto(address)
    for _ in range(int(seconds * 20)):
        if page.evaluate("() => Boolean(globalThis.scene && (scene.chunk || scene.failed))"):
            return
        page.wait_for_timeout(50)
    raise TimeoutError(f"{address} shows nothing")
