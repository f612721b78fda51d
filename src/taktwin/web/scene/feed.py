"""The live plant for all pages that look at it: one reading of the shadow, sent to every one of them."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute
    from starlette.websockets import WebSocket

    from taktwin.web.scene.live import Live

#: Seconds between two looks at the shadow.
EVERY_S = 0.25
#: Frames that may wait for a page. One that does not take them is told all anew.
_MOST_WAITING = 40


class Feed:
    """Pages that look at a live plant; the shadow is read while there are any."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.pages: set[asyncio.Queue[bytes | None]] = set()
        self._task: asyncio.Task[None] | None = None

    async def look(self, socket: WebSocket) -> None:
        """Send a page all that is there, and then what changes, until it goes."""
        from starlette.websockets import WebSocketDisconnect

        await socket.accept()
        self._loop = asyncio.get_running_loop()
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(_MOST_WAITING)
        await queue.put(await asyncio.to_thread(self._join, queue))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        try:
            gone = asyncio.create_task(self._wait_for_end(socket))
            while not gone.done():
                get = asyncio.create_task(queue.get())
                await asyncio.wait({get, gone}, return_when=asyncio.FIRST_COMPLETED)
                if not get.done():
                    get.cancel()
                    break
                frame = get.result()
                await socket.send_bytes(frame if frame is not None else await asyncio.to_thread(self.live.whole))
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            self.pages.discard(queue)

    def _join(self, queue: asyncio.Queue[bytes | None]) -> bytes:
        with self.live.lock:
            frame = self.live.changes()  # those that look already need it, too
            if frame is not None:
                self._loop.call_soon_threadsafe(self._tell, frame, list(self.pages))
            self.pages.add(queue)
            return self.live.told()

    async def _wait_for_end(self, socket: WebSocket) -> None:
        """A page has nothing to say; what it says is not read further than this."""
        while (await socket.receive())["type"] != "websocket.disconnect":
            pass

    def _tell(self, frame: bytes, pages: list[asyncio.Queue[bytes | None]]) -> None:
        for queue in pages:
            try:
                queue.put_nowait(frame)
            except asyncio.QueueFull:
                while not queue.empty():
                    queue.get_nowait()
                with contextlib.suppress(asyncio.QueueFull):
                    queue.put_nowait(None)

    async def _run(self) -> None:
        while self.pages:
            frame = await asyncio.to_thread(self.live.changes)
            if frame is not None:
                self._tell(frame, list(self.pages))
            await asyncio.sleep(EVERY_S)


def live_routes(live: Live) -> list[BaseRoute]:
    """`/api/live/scene` (the scene) and `/ws/live/scene` (frames) of a shadow."""
    from starlette.routing import Route, WebSocketRoute

    feed = Feed(live)

    async def about(_: Request) -> Response:
        from starlette.responses import JSONResponse

        told = await asyncio.to_thread(live.about)
        return JSONResponse(told, headers={"cache-control": "no-store"})

    async def look(socket: WebSocket) -> None:
        await feed.look(socket)

    return [Route("/api/live/scene/about", about), WebSocketRoute("/ws/live/scene", look)]
