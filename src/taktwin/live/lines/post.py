"""Lines over HTTP: 200 means that the whole batch is on the disk. Needs the extra `live` (starlette, uvicorn)."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from taktwin.live.connector import Clock, Keep, Tell
from taktwin.live.journal.errors import JournalFullError
from taktwin.live.lines.postsettings import PostSettings
from taktwin.live.lines.session import LineSession, Piece
from taktwin.live.message import Message, now_ms
from taktwin.live.sparkplug.server import LOOPBACK
from taktwin.model.errors import TaktwinError
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import JSONResponse

#: Types of content that are taken. A page of another site cannot send these without asking first, and is not answered.
TYPES = {"json": ("application/x-ndjson", "application/json", "application/jsonl"), "csv": ("text/csv",)}
_MOST_TOLD = 20


def post_app(settings: PostSettings, session: LineSession, keep: Keep, tell: Tell, clock: Clock = now_ms) -> Starlette:
    """The application, for a server of one's own. A batch with one wrong line is refused whole: 422 tells which.

    200: all of it is on the disk, and counts; sent again, it does not count again. 503: it is not; send it again.

    Raises:
        TaktwinError: starlette is not installed.
    """
    try:
        from starlette.applications import Starlette
        from starlette.routing import Route
    except ImportError:
        raise TaktwinError(
            Phrase("taking lines over HTTP needs starlette"), Phrase("pip install 'taktwin[live]'")
        ) from None
    taker = _Taker(settings, session, keep, tell, clock)
    app = Starlette(routes=[Route(settings.path, taker.take, methods=["POST"])])
    app.state.ended, app.state.error = taker.ended, None
    return app


async def serve_posts(
    settings: PostSettings, app: Starlette, stop: asyncio.Event, ready: Callable[[int], None] | None = None
) -> None:
    """Serve an application of `post_app` until told to stop, or until the journal cannot be written any more.

    Args:
        settings: where.
        app: what to serve.
        stop: set it to leave.
        ready: is told the port that is listened on.

    Raises:
        TaktwinError: uvicorn is not installed, the address is taken, or the journal fails.
    """
    try:
        import uvicorn
    except ImportError:
        raise TaktwinError(
            Phrase("taking lines over HTTP needs uvicorn"), Phrase("pip install 'taktwin[live]'")
        ) from None
    more: dict[str, Any] = {}
    if settings.certificate:
        more = {"ssl_certfile": settings.certificate, "ssl_keyfile": settings.key, "ssl_keyfile_password": ""}
    config = uvicorn.Config(
        app, log_level="critical", access_log=False, lifespan="off", timeout_graceful_shutdown=2, **more
    )
    server = uvicorn.Server(config)
    server.capture_signals = contextlib.nullcontext  # pyright: ignore[reportAttributeAccessIssue] # signals are for the program
    with _listening(settings) as listener:
        if ready is not None:
            ready(int(listener.getsockname()[1]))
        served = asyncio.create_task(server.serve(sockets=[listener]))
        ends = [asyncio.create_task(one.wait()) for one in (stop, app.state.ended)]
        await asyncio.wait({served, *ends}, return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        for one in ends:
            one.cancel()
        await served
    if app.state.error is not None:
        raise app.state.error


def _listening(settings: PostSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.address else socket.AF_INET
    try:
        return socket.create_server((settings.address, settings.port), family=family)
    except OSError as error:
        where = f"{settings.address}:{settings.port}"
        remedy = Phrase("name another address or port, or end what listens there")
        raise TaktwinError(
            Phrase("{where}: cannot be listened on ({strerror})", where=where, strerror=error.strerror), remedy
        ) from None


class _Taker:
    """Takes batches."""

    def __init__(self, settings: PostSettings, session: LineSession, keep: Keep, tell: Tell, clock: Clock) -> None:
        self.settings, self.session, self.keep, self.tell, self.clock = settings, session, keep, tell, clock
        self.ended = asyncio.Event()

    async def take(self, request: Request) -> JSONResponse:
        from starlette.requests import ClientDisconnect
        from starlette.responses import JSONResponse

        refused = self._refused(request)
        if refused is not None:
            return JSONResponse({"error": refused[1]}, refused[0])
        body = bytearray()
        try:
            async for piece in request.stream():
                body += piece
                if len(body) > self.settings.most_bytes:
                    return JSONResponse({"error": self._too_large()}, 413)
        except ClientDisconnect:
            return JSONResponse({"error": "the sender has left"}, 400)
        message = Message(str(Piece(self.session.form)), bytes(body), self.clock())
        events, problems = self.session.parse(message)
        if problems:
            told = {"error": "nothing was taken", "problems": problems[:_MOST_TOLD], "wrong": len(problems)}
            return JSONResponse(_printable(told), 422)
        try:
            self.keep([message])
        except JournalFullError as error:
            return JSONResponse({"error": f"nothing was taken: {error}"}, 503, {"Retry-After": "10"})
        except TaktwinError as error:  # nobody knows whether it is on the disk: to send it again is harmless
            request.app.state.error = error
            self.ended.set()
            return JSONResponse({"error": str(error)}, 503)
        self.tell(self.session.receive([message]))
        return JSONResponse({"events": len(events)})

    def _refused(self, request: Request) -> tuple[int, str] | None:
        """Status and reason, without a look at the body; None for nothing."""
        token = self.settings.token.encode()
        given = request.headers.get("authorization", "").encode("utf-8", "replace")
        if token and not hmac.compare_digest(given, b"Bearer " + token):
            return 401, "send the header Authorization: Bearer TOKEN"
        if not token and request.url.hostname not in LOOPBACK:
            return 403, "without a token only this computer is served, by the name localhost"
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in TYPES[self.session.form]:
            return 415, f"send it as {TYPES[self.session.form][0]}"
        length = request.headers.get("content-length", "")
        if length.isdecimal() and len(length) < 20 and int(length) > self.settings.most_bytes:
            return 413, self._too_large()
        return None

    def _too_large(self) -> str:
        return f"a batch has at most {self.settings.most_bytes:,} bytes; send several"


def _printable(told: dict[str, Any]) -> dict[str, Any]:
    told["problems"] = [one.encode("utf-8", "backslashreplace").decode() for one in told["problems"]]
    return told
