"""The routes of shipped models as they move: `/api/preview/NAME` how far, `/api/moving/NAME/...` as of a replay."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from taktwin.web.access.routes import note
from taktwin.web.replies import Reply, in_thread
from taktwin.web.scene.routes import routes as scene_routes
from taktwin.web.work.preview import Previews


def routes(previews: Previews) -> list[BaseRoute]:
    """Ask how far a model is, begin it, and look at it."""

    async def told(request: Request) -> Response:
        return Reply(await in_thread(previews.told, request.path_params["name"]))

    async def begin(request: Request) -> Response:
        name = request.path_params["name"]
        note(request, "look at", model=name[:200])
        await in_thread(previews.begin, name)
        return Reply(await in_thread(previews.told, name), 201)

    return [
        Route("/api/preview/{name}", told, methods=["GET"]),
        Route("/api/preview/{name}", begin, methods=["POST"]),
        *scene_routes(previews, "/api/moving"),
    ]
