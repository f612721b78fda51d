"""The routes of the moving plant: of a replay its scene, its chunks, and what is asked of a job or a machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from taktwin.analysis.comparison.saved import SavedRunError
from taktwin.model.errors import TaktwinError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from taktwin.web.scene.replays import Found


class Runs(Protocol):
    """What is needed of a workspace: the folder of a run by its name, or an error."""

    def run(self, name: str) -> Path:
        """The folder of a run."""
        ...


def routes(workspace: Runs, base: str = "/api/replay", kept: Path | None = None) -> list[BaseRoute]:
    """The routes below `/api/replay/NAME-OF-RUN-FOLDER`, or below another base; see docs/replay.md.

    Args:
        workspace: has the runs.
        base: of the addresses.
        kept: folder for runs that were done again, see `Replays`.
    """
    from starlette.routing import Route

    from taktwin.web.scene.replays import NotYet, Replays

    replays = Replays(kept)

    def answer(make: Callable[[Found, Request], Response], wait: bool = True) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            from starlette.concurrency import run_in_threadpool

            def made() -> Response:
                folder = workspace.run(request.path_params["name"])
                request.state.folder = folder
                replay = replays.of(folder, wait)
                if isinstance(replay, NotYet):
                    return _json({"share": replay.share}, 202)
                return make(replay, request)

            try:
                return await run_in_threadpool(made)
            except SavedRunError as error:
                return _refused(error, untraced="trace" in error.message)
            except (ValueError, IndexError, OverflowError) as error:
                return _refused(error)

        return endpoint

    start = f"{base}/{{name:path}}"
    return [
        Route(f"{start}/about", answer(_about, wait=False)),
        Route(f"{start}/chunk/{{number:int}}", answer(_chunk)),
        Route(f"{start}/find", answer(_find)),
        Route(f"{start}/thing/{{thing:int}}", answer(_thing)),
        Route(f"{start}/states", answer(_states)),
        Route(f"{start}/place/{{place:int}}", answer(_place)),
    ]


def _about(replay: Found, _: Request) -> Response:
    return _json(replay.about())


def _chunk(replay: Found, request: Request) -> Response:
    from starlette.responses import Response

    try:
        frame = replay.chunk(request.path_params["number"])
    except IndexError:
        return _json({"message": f"this run has {replay.chunks} chunks, from 0", "remedy": "ask for one of them"}, 404)
    return Response(frame, media_type="application/octet-stream", headers={"cache-control": "no-store"})


def _find(replay: Found, request: Request) -> Response:
    return _json(replay.find(request.query_params.get("q", "")[:100]))


def _thing(replay: Found, request: Request) -> Response:
    return _json(replay.history(request.path_params["thing"]))


def _place(replay: Found, request: Request) -> Response:
    from taktwin.web.scene.figures import figures_of

    return _json(figures_of(replay.scene, request.state.folder, request.path_params["place"]))


def _states(replay: Found, request: Request) -> Response:
    asked = request.query_params
    try:
        resource, begin, end = int(asked["resource"]), float(asked["begin"]), float(asked["end"])
    except (KeyError, ValueError):
        said = {
            "message": "`resource`, `begin` and `end` are numbers",
            "remedy": "ask as in ?resource=3&begin=0&end=60",
        }
        return _json(said, 422)
    if not replay.begin - replay.end <= begin < end <= 2 * replay.end + 1:
        return _json({"message": "the time is empty, or not of this run", "remedy": "give a time of the run"}, 422)
    return _json(replay.states(resource, max(begin, replay.begin), end))


def _refused(error: Exception, untraced: bool = False) -> Response:
    remedy = error.remedy if isinstance(error, TaktwinError) else ""
    message = error.message if isinstance(error, TaktwinError) else str(error)
    return _json({"message": message, "remedy": remedy, "untraced": untraced}, 422)


def _json(said: Any, status: int = 200) -> Response:
    from taktwin.web.replies import Reply

    return Reply(said, status, headers={"cache-control": "no-store"})
