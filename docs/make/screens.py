"""Take the pictures of the page that the first page shows, in both languages, into `docs/images`: each below 120 kB.

    python docs/make/screens.py [MODEL]

It serves a folder with the model of the tutorial, follows a demo of MODEL (phoenix, if none is named) and looks at both
in Debian's Chromium. Needs Pillow, which is not among the requirements: `pip install pillow`.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import Any

import taktwin

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.web.browser import Server, browser, page

FOLDER = Path(__file__).resolve().parents[1] / "images"
MOST_BYTES = 120_000
WIDTH, HEIGHT = 1180, 800
LABELS = {"en": "English", "zh": "中文"}
#: A line with a slip in it: the editor says where, and what to do.
LINE = """taktwin: 1
name: five
orders:
  bodies: {}
failures:
  robot: {clock: operation, up: exp(4 h), repair: "lognormal(mean=8 min, cv=1)"}
shops:
  body:
    lines:
      main:
        orders: bodies
        flow:
          - {station: floor, cycle: 92 s}
          - {station: sides, cycle: 95 s, failures: [robot]}
          - {buffer: middle, capacty: 5}
          - {station: roof, cycle: 98 s, failures: [robot]}
          - {station: doors, cycle: "tri(80 s, 94 s, 120 s)"}
          - {station: finish, cycle: 90 s}
"""


def main(model: str = "phoenix") -> int:
    """Take them all; 1 where one is too large."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "plant"  # its name stands in the head of the page
        folder.mkdir()
        (folder / "five.yaml").write_text(LINE, encoding="utf-8")
        (folder / "right.yaml").write_text(LINE.replace("capacty", "capacity"), encoding="utf-8")
        found = taktwin.load(folder / "right.yaml").simulate(days=5, seed=1, warmup=0.5)
        found.measure_bottleneck()
        found.save(folder / "runs" / "five-1")
        server = Server(folder)
        try:
            with browser() as chromium, page(chromium, "en", WIDTH) as view:
                view.set_viewport_size({"width": WIDTH, "height": HEIGHT})
                sizes = [size for language in LABELS for size in pictures(view, server.address, language, model)]
        finally:
            server.end()
    return 1 if max(sizes) > MOST_BYTES else 0


def pictures(view: Any, address: str, language: str, model: str) -> list[int]:
    """Editor, run and running plant in a language; the bytes of each."""
    view.goto(address)
    view.get_by_role("button", name=LABELS[language]).click()
    view.goto(f"{address}#/model/five.yaml")
    view.locator(".problems li").first.wait_for()
    sizes = [kept(view, "editor", language)]
    view.goto(f"{address}#/run/runs/five-1")
    view.locator(".verdict").wait_for()
    sizes.append(kept(view, "run", language))
    view.goto(f"{address}#/watch")
    if language == "en":
        view.locator("#watch-model").select_option(model)
        view.locator("form button.main").click()
    view.locator(".scene-over").wait_for(timeout=300_000)
    view.wait_for_timeout(6000)
    sizes.append(kept(view, "watch", language))
    return sizes


def kept(view: Any, name: str, language: str) -> int:
    """Take a picture of what is in sight; its bytes."""
    from PIL import Image

    path = FOLDER / f"page-{name}{'' if language == 'en' else '.' + language}.webp"
    Image.open(io.BytesIO(view.screenshot())).convert("RGB").save(path, quality=70, method=6)
    print(f"{path.name}: {path.stat().st_size / 1e3:.0f} kB")
    return path.stat().st_size


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
