"""How the page and its reports look where they might be hard to read: in the dark, and on a phone."""

from __future__ import annotations

from pathlib import Path

from tests.web.browser import Server, browser, page
from tests.web.server import plant

LIGHT = """one => {  // the mean lightness of the corners of what an image shows, as its filter leaves it
  const made = document.createElement("canvas"), pen = made.getContext("2d");
  made.width = one.naturalWidth; made.height = one.naturalHeight;
  pen.filter = getComputedStyle(one).filter;
  pen.drawImage(one, 0, 0);
  const [red, green, blue] = pen.getImageData(2, 2, 1, 1).data;
  return (red + green + blue) / 3;
}"""
WIDE = "() => document.documentElement.scrollWidth - innerWidth"


def test_pictures_are_dark_in_the_dark_and_a_language_asks_before_a_text_is_lost(tmp_path: Path) -> None:
    folder = plant(tmp_path / "plant")
    server = Server(folder)
    try:
        with browser() as chromium, page(chromium, "en") as view:
            view.goto(f"{server.address}#/model/small.yaml?tab=picture")
            image = view.locator(".picture img")
            assert image.evaluate(LIGHT) > 200
            view.emulate_media(color_scheme="dark")
            assert image.evaluate(LIGHT) < 50
            view.emulate_media(color_scheme="light")

            view.locator("#tab-text").click()
            view.locator(".editor textarea").fill("# mine")
            view.once("dialog", lambda asked: asked.dismiss())
            view.get_by_role("button", name="中文").click()
            assert view.locator(".editor textarea").input_value() == "# mine"
            view.once("dialog", lambda asked: asked.accept())
            view.get_by_role("button", name="中文").click()
            view.get_by_role("button", name="保存", exact=True).wait_for()

            view.set_viewport_size({"width": 390, "height": 800})
            view.goto(f"{server.address}#/model/small.yaml?tab=values")
            place = view.locator(".values tbody input").first
            place.wait_for()
            at = place.bounding_box()
            assert at is not None
            assert at["x"] + at["width"] <= 390  # a value can be read without moving the table aside
            assert view.evaluate(WIDE) <= 0
    finally:
        server.end()
