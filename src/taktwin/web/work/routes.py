"""The routes of models, forms, jobs, runs and files."""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from taktwin.library import UnknownModelError, model_path
from taktwin.model.phrase import Phrase
from taktwin.web.access.routes import note, now, who
from taktwin.web.refusal import RefusedError
from taktwin.web.replies import Reply, asked, in_thread, word
from taktwin.web.work import checking, completion, models, quantities, saved
from taktwin.web.work.job import SHOWN
from taktwin.web.work.jobs import Jobs, about
from taktwin.web.workspace import Workspace

_PULSE = 0.5  # s between two looks at the jobs


def routes(workspace: Workspace) -> Sequence[BaseRoute]:
    """The routes of the work on models."""
    return [*_models(workspace), *_texts(workspace), *_jobs(workspace), *_runs(workspace)]


def _models(workspace: Workspace) -> list[BaseRoute]:
    async def listed(_: Request) -> Response:
        found = await in_thread(models.listed, workspace)
        return Reply({"models": found, "shipped": await in_thread(models.shipped), "time": now()})

    async def shipped(request: Request) -> Response:
        name = request.path_params["name"]
        return Reply({"name": name, "text": models.shipped_text(name), "shipped": True})

    async def shipped_picture(request: Request) -> Response:
        try:
            path = model_path(request.path_params["name"])
        except UnknownModelError as error:
            raise RefusedError(404, str(error)) from None
        svg = await in_thread(checking.shipped_picture, path, _language(request.query_params.get("language")))
        return Reply({"svg": svg})

    async def opened(request: Request) -> Response:
        return Reply(await in_thread(models.opened, workspace, request.path_params["name"]))

    async def save(request: Request) -> Response:
        given = await asked(request)
        name, text = request.path_params["name"], word(given, "text")
        note(request, "save", model=name, mark=models.fingerprint(text))
        return Reply(await in_thread(models.save, workspace, name, text, word(given, "mark")))

    async def create(request: Request) -> Response:
        given = await asked(request)
        name, copied = word(given, "name", most=200), word(given, "of", "", most=200)
        note(request, "create", model=name, of=copied)
        text = models.shipped_text(copied) if copied else models.fresh(name, _language(given.get("language")))
        return Reply({"name": await in_thread(models.create, workspace, name, text)}, 201)

    return [
        Route("/api/models", listed, methods=["GET"]),
        Route("/api/models", create, methods=["POST"]),
        Route("/api/models/{name:path}", opened, methods=["GET"]),
        Route("/api/models/{name:path}", save, methods=["PUT"]),
        Route("/api/shipped/{name}", shipped, methods=["GET"]),
        Route("/api/shipped/{name}/picture", shipped_picture, methods=["GET"]),
    ]


def _texts(workspace: Workspace) -> list[BaseRoute]:
    """What is asked of a text in the editor; nothing of it writes."""

    async def check(request: Request) -> Response:
        given = await asked(request)
        return Reply(await in_thread(checking.checked, workspace, word(given, "name", most=500), word(given, "text")))

    async def picture(request: Request) -> Response:
        given = await asked(request)
        name, text = word(given, "name", most=500), word(given, "text")
        language = _language(given.get("language"))
        return Reply({"svg": await in_thread(checking.picture, workspace, name, text, language)})

    async def table(request: Request) -> Response:
        return Reply({"rows": await in_thread(quantities.quantities, word(await asked(request), "text"))})

    async def change(request: Request) -> Response:
        given = await asked(request)
        text, path, line = word(given, "text"), word(given, "path", most=2000), given.get("line")
        if not isinstance(line, int):
            raise RefusedError(400, Phrase('"line" has to be a number'), Phrase("reload the page"))
        after = await in_thread(quantities.changed, text, path, line, word(given, "value", most=2000))
        return Reply({"text": after, "diff": models.difference(text, after, "")})

    async def difference(request: Request) -> Response:
        given = await asked(request)
        text = word(given, "text")
        before = await in_thread(models.opened, workspace, word(given, "name", most=500))
        diff = await in_thread(models.difference, before["text"], text, before["name"])
        return Reply({"diff": diff, "mark": before["mark"]})

    async def complete(request: Request) -> Response:
        given = await asked(request)
        line, column = given.get("line"), given.get("column")
        if not isinstance(line, int) or not isinstance(column, int):
            raise RefusedError(400, Phrase('"line" and "column" have to be numbers'), Phrase("reload the page"))
        return Reply(await in_thread(completion.completions, word(given, "text"), line, max(0, column)))

    handlers = {
        "check": check, "picture": picture, "quantities": table, "change": change, "difference": difference,
        "complete": complete,
    }  # fmt: skip
    return [Route(f"/api/text/{name}", handler, methods=["POST"]) for name, handler in handlers.items()]


def _jobs(workspace: Workspace) -> list[BaseRoute]:
    async def forms(request: Request) -> Response:
        found: Jobs = request.app.state.jobs
        return Reply(
            {"forms": [form.as_dict() for form in found.forms.values()], **await in_thread(_choices, workspace)}
        )

    async def listed(request: Request) -> Response:
        return Reply(await in_thread(_all, request.app.state.jobs))

    async def start(request: Request) -> Response:
        given = await asked(request)
        form, values = word(given, "form", most=50), given.get("values")
        if not isinstance(values, dict):
            raise RefusedError(400, Phrase('"values" has to be an object'), Phrase("reload the page"))
        note(request, "run", form=form, values=about(values))
        one = who(request).name
        job = await in_thread(request.app.state.jobs.start, form, values, _language(given.get("language")), one)
        return Reply(job.as_dict(), 201)

    async def told(request: Request) -> Response:
        job = request.app.state.jobs.get(request.path_params["name"])
        return Reply(await in_thread(job.as_dict, True))

    async def cancel(request: Request) -> Response:
        name = request.path_params["name"]
        note(request, "cancel", job=name)
        return Reply((await in_thread(request.app.state.jobs.cancel, name)).as_dict())

    return [
        Route("/api/forms", forms, methods=["GET"]),
        Route("/api/jobs", listed, methods=["GET"]),
        Route("/api/jobs", start, methods=["POST"]),
        Route("/api/jobs/{name}", told, methods=["GET"]),
        Route("/api/jobs/{name}/cancel", cancel, methods=["POST"]),
        WebSocketRoute("/ws/jobs", _watch),
    ]


def _all(jobs: Jobs) -> dict[str, Any]:
    return {"jobs": [job.as_dict() for job in jobs.all()[:200]], "time": now()}


def _choices(workspace: Workspace) -> dict[str, list[str]]:
    """What the fields of forms choose from: models and other files, and runs."""
    files = [
        workspace.name_of(path)
        for path in workspace.files(".yaml", ".yml", ".csv", ".xlsx", ".epw", ".md", ".json", ".jsonl")
    ]
    return {"files": files, "runs": [workspace.name_of(path) for path in workspace.runs()]}


class _Pulse:
    """The jobs as they are told to all pages that watch them: looked at once for all of them."""

    def __init__(self, jobs: Jobs) -> None:
        self.jobs, self.at, self.text, self.lock = jobs, -math.inf, "", asyncio.Lock()

    async def now(self) -> str:
        """The jobs as JSON, not older than a pulse."""
        async with self.lock:
            if time.monotonic() - self.at > 0.8 * _PULSE:
                found = await in_thread(_all, self.jobs)
                self.text = json.dumps(found["jobs"], ensure_ascii=False, default=str)
                self.at = time.monotonic()
            return self.text


async def _watch(socket: WebSocket) -> None:
    """Tell the jobs whenever something of them changes, and the time every 15 s."""
    await socket.accept()
    before, quiet = "", 0.0
    state = socket.app.state
    if not hasattr(state, "pulse"):
        state.pulse = _Pulse(state.jobs)
    pulse: _Pulse = state.pulse
    gone = asyncio.ensure_future(_until_gone(socket))
    try:
        while not gone.done():
            if socket.app.state.door.who(socket.headers, socket.scope["state"].get("address", "")) is None:
                await socket.close(4401)  # signed out, or in for too long
                break
            text = await pulse.now()
            if text != before or quiet >= 15.0:
                await socket.send_text(f'{{"jobs": {text}, "time": {json.dumps(now(), default=str)}}}')
                before, quiet = text, 0.0
            await asyncio.wait([gone], timeout=_PULSE)
            quiet += _PULSE
    except (WebSocketDisconnect, RuntimeError):
        pass
    finally:
        gone.cancel()


async def _until_gone(socket: WebSocket) -> None:
    """What the page sends is thrown away; the end is what is waited for."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass


def _runs(workspace: Workspace) -> list[BaseRoute]:
    async def listed(_: Request) -> Response:
        return Reply({"runs": await in_thread(saved.listed, workspace), "time": now()})

    async def told(request: Request) -> Response:
        return Reply(await in_thread(saved.told, workspace, request.path_params["name"]))

    async def file(request: Request) -> Response:
        path = workspace.file(request.path_params["name"])
        if path.suffix.lower() not in SHOWN:
            raise RefusedError(
                404, Phrase("this kind of file is not shown"), Phrase("open it on the computer of the server")
            )
        page = path.suffix.lower() in (".html", ".svg")
        headers = {} if page else {"content-disposition": f'attachment; filename="{_ascii(path.name)}"'}
        return FileResponse(path, headers=headers)

    return [
        Route("/api/runs", listed, methods=["GET"]),
        Route("/api/runs/{name:path}", told, methods=["GET"]),
        Route("/files/{name:path}", file, methods=["GET"]),
    ]


def _ascii(name: str) -> str:
    return "".join(one if (one.isalnum() and one.isascii()) or one in "-_." else "_" for one in name)


def _language(given: Any) -> str:
    return "zh" if given == "zh" else "en"
