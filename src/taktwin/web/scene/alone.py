"""The moving plant on a page of its own: for a screen in the hall, for tests and for pictures of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from taktwin.model.phrase import Phrase
from taktwin.web.scene.feed import live_routes
from taktwin.web.scene.routes import routes

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

    from taktwin.web.scene.live import Live

STATIC = Path(__file__).resolve().parent.parent / "static" / "scene"
#: What the page may do: nothing but what lies here.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_PAGE = """<!doctype html>
<html lang="{lang}"{theme}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Taktwin</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/scene/scene.css"><link rel="stylesheet" href="/static/scene/alone.css">
<script type="module" src="/static/scene/alone.js"></script></head>
<body><main id="scene" data-run="{run}"{live}></main></body></html>
"""


class Folders:
    """Run folders by the names under which they are shown."""

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self.folders = dict(folders)

    def run(self, name: str) -> Path:
        """The folder of a run. Raises ValueError where none has this name."""
        if name not in self.folders:
            raise ValueError(Phrase("there is no run {name}", name=name))
        return self.folders[name]


def alone(folders: Mapping[str, Path], live: Live | None = None) -> Starlette:
    """An application that shows runs at `/?run=NAME&lang=zh&theme=dark`, and a live plant at `/?live=1`.

    Args:
        folders: run folders by the names under which they are shown; the first is shown where none is asked for.
        live: a shadow that is shown as it moves.
    """
    from html import escape

    from starlette.applications import Starlette
    from starlette.responses import HTMLResponse
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    first = next(iter(folders), "")

    async def page(request: Request) -> Response:
        asked = request.query_params
        language = "zh" if asked.get("lang") == "zh" else "en"
        theme = f' data-theme="{asked["theme"]}"' if asked.get("theme") in ("light", "dark") else ""
        run = escape(asked.get("run", first), quote=True)
        moves = " data-live" if live is not None and asked.get("live") else ""
        said = _PAGE.format(lang="zh-CN" if language == "zh" else language, theme=theme, run=run, live=moves)
        return HTMLResponse(said, headers={"content-security-policy": POLICY, "x-content-type-options": "nosniff"})

    static = Mount("/static/scene", StaticFiles(directory=STATIC))
    moving = live_routes(live) if live is not None else []
    return Starlette(routes=[Route("/", page), static, *routes(Folders(folders)), *moving])
