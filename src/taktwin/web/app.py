"""The application: all routes behind the guard."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from taktwin.model.errors import TaktwinError
from taktwin.web.access.audit import Audit
from taktwin.web.access.door import Door
from taktwin.web.access.guard import Guard
from taktwin.web.access.origin import LOOPBACK
from taktwin.web.access.routes import routes as session_routes
from taktwin.web.ending import PLANT_S
from taktwin.web.replies import Reply, said_error
from taktwin.web.watch.hub import Hub
from taktwin.web.watch.plan import Plan
from taktwin.web.watch.resumed import resumed
from taktwin.web.watch.routes import routes as watch_routes
from taktwin.web.watch.watch import Watch
from taktwin.web.work.forms import Form
from taktwin.web.work.jobs import Jobs
from taktwin.web.work.preview import Previews
from taktwin.web.work.previewroutes import routes as preview_routes
from taktwin.web.workspace import NOTES, Workspace

for _ending, _kind in ((".js", "text/javascript"), (".json", "application/json"), (".svg", "image/svg+xml")):
    mimetypes.add_type(_kind, _ending)  # whatever the computer believes

STATIC = Path(str(files("taktwin.web").joinpath("static")))


@dataclass
class Settings:
    """What a page is made of.

    Attributes:
        workspace: the folder that it works in.
        door: how people come in.
        hosts: names under which it may be asked.
        audit: where actions are written down.
        forms: what may be run, in the order shown.
        program: how a command is started, before its arguments.
        workers: commands that run at a time; others wait.
        plan: which running plant is followed; None: the demo that ran when the server ended, if there was one.
        shown: the shipped model that is looked at first, to be seen moving soon.
    """

    workspace: Workspace
    door: Door = field(default_factory=Door)
    hosts: Sequence[str] = LOOPBACK
    audit: Audit = field(default_factory=lambda: Audit(None))
    forms: Sequence[Form] = ()
    program: Sequence[str] = ()
    workers: int = 1
    plan: Plan | None = None
    shown: str | None = None


def rooms() -> list[Callable[[Workspace], Sequence[BaseRoute]]]:
    """The rooms of routes beside the session and the static files."""
    from taktwin.web.work.routes import routes as work

    found: list[Callable[[Workspace], Sequence[BaseRoute]]] = [work]
    if find_spec("taktwin.web.scene") and find_spec("taktwin.web.scene.routes"):
        from importlib import import_module

        scene = import_module("taktwin.web.scene.routes").routes
        found.append(lambda workspace: scene(workspace, kept=_again(workspace)))
    return found


def _again(workspace: Workspace) -> Path | None:
    """Where runs that were done again are kept; nothing is written where nothing may be changed."""
    return None if workspace.read_only else workspace.folder / NOTES / "again"


def make_app(settings: Settings) -> Starlette:
    """The application for an ASGI server."""
    workspace = settings.workspace
    jobs = Jobs(workspace, settings.forms, settings.program, settings.workers)
    previews = Previews(workspace, settings.program)
    watch = Watch()
    hub = Hub(watch)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        jobs.recall()
        looking = asyncio.create_task(hub.run())
        if settings.shown is not None and not workspace.read_only:
            with suppress(TaktwinError, OSError):  # the page says it when it asks
                previews.begin(settings.shown)
        begun = asyncio.create_task(asyncio.to_thread(_begin, watch, workspace, settings.plan))
        try:
            yield
        finally:
            previews.close()
            jobs.close()
            await begun
            looking.cancel()
            await asyncio.to_thread(watch.end, PLANT_S)

    routes: list[BaseRoute] = [
        Route("/", _page),
        *session_routes(settings.door),
        *(route for room in rooms() for route in room(workspace)),
        *preview_routes(previews),
        *watch_routes(workspace, watch, hub),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    guard = Middleware(
        Guard, door=settings.door, hosts=settings.hosts, read_only=workspace.read_only, audit=settings.audit
    )
    handlers: dict[Any, Any] = {TaktwinError: said_error, OSError: said_error, HTTPException: _http}
    app = Starlette(routes=routes, middleware=[guard], exception_handlers=handlers, lifespan=lifespan)
    app.router.redirect_slashes = False  # an address is right or wrong
    app.state.door = settings.door
    app.state.workspace, app.state.audit, app.state.jobs, app.state.watch = workspace, settings.audit, jobs, watch
    return app


def _begin(watch: Watch, workspace: Workspace, plan: Plan | None) -> None:
    found = resumed(workspace) if plan is None else plan
    if found is not None:
        watch.begin(found)


async def _page(_: Request) -> Response:
    return FileResponse(STATIC / "index.html", media_type="text/html; charset=utf-8")


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = {404: "there is nothing here", 405: "there is no such method here"}.get(error.status_code, error.detail)
    return Reply({"message": message, "remedy": "begin at the first page"}, error.status_code)
