"""Make the short animation of a moving plant that the first page shows: `docs/images/moving.webp`, below 2 MB.

    python docs/make/animation.py [MODEL]

It runs the model traced, plays it in Debian's Chromium, and puts the pictures together with Pillow, which is not among
the requirements: `pip install pillow`.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import Any

import taktwin

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.web.browser import browser
from tests.web.scene.runs import opened, served

FILE = Path(__file__).resolve().parents[1] / "images" / "moving.webp"
MOST_BYTES = 2_000_000
SIZE = {"width": 1180, "height": 800}
FRAMES, PER_FRAME_S, FRAME_MS = 60, 14.0, 100
#: From the frame with this number on a part of a shop is looked at, so much of its width; before, all of the plant.
NEARER, GLIDE, PART = 18, 10, 0.4
SHOP = "assembly"
#: Go to a time, let the view draw it, and look from the whole plant (share 0) to the begin of a shop (share 1).
STEP = """async ([time, share, shop, part]) => {
  const found = scene.scene.frames.find((one) => one.key.endsWith(`/${shop}`)) ?? scene.scene.frames[0];
  const frame = { ...found, w: found.w * part };
  const whole = { x: 0, y: 0, w: scene.scene.width, h: scene.scene.height };
  const between = (name) => whole[name] + (frame[name] - whole[name]) * share;
  scene.eye.fit({ x: between("x"), y: between("y"), w: between("w"), h: between("h") });
  scene.clock.set(time);
  for (let k = 0; k < 100 && (scene.source.get(time) === null || k < 3); k++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}"""


def main(model: str = "phoenix") -> int:
    """Run, play, and write the file; 1 where it is too large."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / model
        taktwin.load(model).simulate(days=0.2, warmup=1.0, trace=True).save(run)
        with served({model: run}) as address, browser() as found:
            shots = pictures(found.new_page(viewport=SIZE), f"{address}/?run={model}&theme=light")
    images = [Image.open(io.BytesIO(shot)).convert("RGB") for shot in shots]
    images[0].save(
        FILE,
        save_all=True,
        append_images=images[1:],
        duration=FRAME_MS,
        loop=0,
        quality=62,
        method=6,
        minimize_size=True,
    )
    print(f"{FILE.name}: {len(images)} pictures, {FILE.stat().st_size / 1e6:.2f} MB")
    return 1 if FILE.stat().st_size > MOST_BYTES else 0


def pictures(page: Any, address: str) -> list[bytes]:
    """The stage at each step."""
    opened(page, address, 180.0)
    stage, found = page.locator(".scene-stage"), []
    for number in range(FRAMES):
        share = min(1.0, max(0.0, (number - NEARER) / GLIDE))
        smooth = share * share * (3 - 2 * share)
        page.evaluate(STEP, [7200.0 + number * PER_FRAME_S, smooth, SHOP, PART])
        found.append(stage.screenshot())
    return found


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
