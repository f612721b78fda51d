"""The routes of the running plant."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from taktwin.model.phrase import Phrase
from taktwin.web.access.routes import note, who
from taktwin.web.refusal import RefusedError
from taktwin.web.replies import Reply, asked, in_thread, word
from taktwin.web.watch import past
from taktwin.web.watch.hub import Hub
from taktwin.web.watch.resumed import begin_demo, forget
from taktwin.web.watch.told import about, told
from taktwin.web.watch.watch import Watch
from taktwin.web.workspace import Workspace


def routes(workspace: Workspace, watch: Watch, hub: Hub) -> Sequence[BaseRoute]:
    """Everything below `/api/watch` and `/api/alarms`, and the WebSocket `/ws/watch`."""
    return [*_plant(workspace, watch), *_past(watch), *_scene(watch), *_alarms(watch), _socket(hub)]


def _plant(workspace: Workspace, watch: Watch) -> list[BaseRoute]:
    async def tell(_: Request) -> Response:
        return Reply({"about": await in_thread(about, watch), **await in_thread(told, watch)})

    async def begin(request: Request) -> Response:
        given = await asked(request)
        note(request, "begin demo", model=str(given.get("model"))[:200])
        await in_thread(lambda: watch.begin(begin_demo_of(given)))
        return Reply({"state": watch.state}, 201)

    def begin_demo_of(given: dict[str, Any]) -> Any:
        # what ran is ended first: it writes into the journal that the new one takes the place of
        if watch.plan is not None and watch.plan.kind != "demo":
            raise RefusedError(409, Phrase("this server follows a plant already"), Phrase("end it first"))
        watch.end()
        return begin_demo(workspace, given)

    async def end(request: Request) -> Response:
        note(request, "end watching")
        await in_thread(watch.end)
        await in_thread(forget, workspace)
        return Reply({"state": watch.state})

    return [
        Route("/api/watch", tell, methods=["GET"]),
        Route("/api/watch/demo", begin, methods=["POST"]),
        Route("/api/watch", end, methods=["DELETE"]),
    ]


def _past(watch: Watch) -> list[BaseRoute]:
    async def timeline(request: Request) -> Response:
        hours = _number(request, "hours", 8.0)
        return Reply(await in_thread(past.timeline, watch.asked(), hours))

    async def shifts(_: Request) -> Response:
        return Reply(await in_thread(past.shifts, watch.asked()))

    async def machines(request: Request) -> Response:
        begin = _number(request, "begin", 0.0)
        return Reply({"machines": await in_thread(past.machines, watch.asked(), begin)})

    async def history(request: Request) -> Response:
        words = request.query_params.get("q", "")[:200]
        return Reply(await in_thread(past.history, watch.asked(), words))

    async def history_csv(request: Request) -> Response:
        words = request.query_params.get("q", "")[:200]
        text = await in_thread(past.history_csv, watch.asked(), words)
        name = f"alarms-{past.stamp()}.csv"
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)

    return [
        Route("/api/watch/timeline", timeline, methods=["GET"]),
        Route("/api/watch/shifts", shifts, methods=["GET"]),
        Route("/api/watch/machines", machines, methods=["GET"]),
        Route("/api/watch/history", history, methods=["GET"]),
        Route("/api/watch/history.csv", history_csv, methods=["GET"]),
    ]


def _scene(watch: Watch) -> list[BaseRoute]:
    """What the moving plant asks for beside its frames; of a thing nobody keeps where it was."""

    async def scene(_: Request) -> Response:
        running = watch.asked()
        return Reply(await in_thread(running.live.about))

    async def states(request: Request) -> Response:
        begin, end = _number(request, "begin", 0.0), _number(request, "end", 0.0)
        number = int(_number(request, "resource", -1.0))
        return Reply(await in_thread(past.states, watch.asked(), number, begin, end))

    async def thing(_: Request) -> Response:
        return Reply([])

    return [
        Route("/api/watch/scene/about", scene, methods=["GET"]),
        Route("/api/watch/scene/states", states, methods=["GET"]),
        Route("/api/watch/scene/thing/{thing:int}", thing, methods=["GET"]),
    ]


def _alarms(watch: Watch) -> list[BaseRoute]:
    async def act(request: Request) -> Response:
        given = await asked(request)
        action, alarm = request.path_params["action"], word(given, "alarm", most=500)
        why, minutes = word(given, "why", "", most=500), given.get("minutes")
        if minutes is not None and (isinstance(minutes, bool) or not isinstance(minutes, int | float)):
            raise RefusedError(422, Phrase("no end is given"), Phrase("say for how long it is shelved, a week at most"))
        note(request, action[:40], alarm=alarm, why=why, minutes=minutes)
        by = who(request).name
        return Reply(await asyncio.to_thread(watch.hand, action, alarm, by, why, minutes))

    return [Route("/api/alarms/{action}", act, methods=["POST"])]


def _socket(hub: Hub) -> BaseRoute:
    async def look(socket: WebSocket) -> None:
        await hub.look(socket)

    return WebSocketRoute("/ws/watch", look)


def _number(request: Request, name: str, default: float) -> float:
    text = request.query_params.get(name)
    if text is None:
        return default
    try:
        found = float(text)
    except ValueError:
        found = float("nan")
    if not abs(found) < 1e12:
        raise RefusedError(422, Phrase('"{name}" has to be a number', name=name), Phrase("write one with digits"))
    return found
