"""Draw the pictures of shipped models that the pages show, in both languages, into `docs/images`.

    python docs/make/pictures.py

A test fails while one of them differs from what this program would draw.
"""

from __future__ import annotations

from pathlib import Path

import taktwin

FOLDER = Path(__file__).resolve().parents[1] / "images"
SHOWN = (("paint-loop", "en"), ("paint-loop", "zh"), ("phoenix", "en"), ("phoenix", "zh"))


def pictures() -> dict[Path, str]:
    """File -> drawing."""
    return {
        FOLDER / f"{name}{'' if language == 'en' else '.' + language}.svg": taktwin.load(name).picture(language)
        for name, language in SHOWN
    }


if __name__ == "__main__":
    for path, drawing in pictures().items():
        path.write_text(drawing, encoding="utf-8", newline="\n")
