"""The running plant for all pages that look at it: one WebSocket each, and never a queue.

Every page has room for one text and one frame. What is newer takes the place of what has not been sent yet: a slow page
sees less often, and always the newest. A frame of the moving plant says what has changed, so a page that has missed one
is told all of it anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from taktwin.web.watch.told import about, told
from taktwin.web.watch.watch import Running, Watch

BEAT_S = 0.25  # between two looks at the plant
TEXT_EVERY = 4  # beats between two texts
SEND_S = 20.0  # a page that does not take a message for so long is let go


@dataclass(eq=False)
class Page:
    """A page that looks.

    Attributes:
        scene: whether it shows the moving plant.
        generation: of the plant that it has been told about; -1: of none.
        text: the newest that is to be sent.
        frame: of the moving plant, with its number.
        last: number of the last frame that it has; None: it needs all.
    """

    scene: bool = False
    generation: int = -1
    text: str | None = None
    frame: tuple[int, bytes] | None = None
    last: int | None = None
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def give(self, number: int, frame: bytes) -> None:
        """A frame has come; where one still waits, it is told all anew."""
        if self.frame is not None:
            self.last = None
        self.frame = (number, frame)
        self.ready.set()


class Hub:
    """Reads the plant once for all pages."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.pages: set[Page] = set()
        self._beats = 0
        self._turn = asyncio.Lock()
        self._said: tuple[int, float, str] | None = None  # generation, when, and the text
        self._kept: tuple[tuple[int, int], bytes] | None = None  # plant and number of a frame that tells all

    async def run(self) -> None:
        """Look at the plant for ever, and tell the pages."""
        while True:
            try:
                await self._look()
            except Exception:  # whatever it is, the next look may succeed
                import traceback

                traceback.print_exc()
            await asyncio.sleep(BEAT_S)

    async def _look(self) -> None:
        self.watch.beat()
        self._beats += 1
        if not self.pages:
            return
        if self._beats % TEXT_EVERY == 0:
            text = await self._text(fresh=True)
            for page in self.pages:
                page.text = text
                page.ready.set()
        running = self.watch.running
        if running is not None and any(page.scene for page in self.pages):
            found = await asyncio.to_thread(_changes, running)
            if found is not None:
                for page in self.pages:
                    if page.scene and page.generation == running.number:
                        page.give(*found)

    async def look(self, socket: WebSocket) -> None:
        """Tell a page what is known, at once and from then on, until it goes."""
        await socket.accept()
        page = Page(text=await self._text())
        page.ready.set()
        self.pages.add(page)
        heard = asyncio.create_task(self._hear(socket, page))
        try:
            while not heard.done():
                ready = asyncio.create_task(page.ready.wait())
                await asyncio.wait({ready, heard}, return_when=asyncio.FIRST_COMPLETED)
                ready.cancel()
                if heard.done():
                    break
                page.ready.clear()
                await asyncio.wait_for(self._send(socket, page), SEND_S)
        except (WebSocketDisconnect, RuntimeError, OSError, TimeoutError):
            pass
        finally:
            self.pages.discard(page)
            heard.cancel()
            with contextlib.suppress(Exception, asyncio.CancelledError):
                await heard
            with contextlib.suppress(Exception):
                await socket.close()

    async def _send(self, socket: WebSocket, page: Page) -> None:
        watch = self.watch
        if page.generation != watch.generation:
            said = await asyncio.to_thread(about, watch)
            page.generation, page.frame, page.last = said["generation"], None, None
            await socket.send_text(_json(said))
            page.text = page.text or await self._text()
        text, page.text = page.text, None
        if text is not None:
            await socket.send_text(text)
        running = watch.running
        if not page.scene or running is None or running.number != page.generation:
            return
        waiting, page.frame = page.frame, None
        if page.last is None or (waiting is not None and waiting[0] > page.last + 1):
            page.last, frame = await self._whole(running)
            await socket.send_bytes(frame)
        elif waiting is not None and waiting[0] == page.last + 1:
            page.last = waiting[0]
            await socket.send_bytes(waiting[1])

    async def _text(self, fresh: bool = False) -> str:
        """What is known now; pages that come together, as after a restart, are told the same."""
        async with self._turn:
            known, now = self._said, asyncio.get_running_loop().time()
            old = known is None or known[0] != self.watch.generation or now - known[1] > BEAT_S * TEXT_EVERY
            if known is None or old or fresh:
                generation = self.watch.generation
                known = self._said = generation, now, _json(await asyncio.to_thread(told, self.watch))
            return known[2]

    async def _whole(self, running: Running) -> tuple[int, bytes]:
        """A frame that tells all, with its number: made once for all pages that have missed something."""
        async with self._turn:
            if self._kept is None or self._kept[0] != (running.number, running.live.number):
                number, frame = await asyncio.to_thread(_whole, running)
                self._kept = (running.number, number), frame
            return self._kept[0][1], self._kept[1]

    async def _hear(self, socket: WebSocket, page: Page) -> None:
        """A page says whether it shows the moving plant; whatever else it says is passed over."""
        while True:
            message = await socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            said = _said(message.get("text") or "")
            if isinstance(said.get("scene"), bool):
                page.scene, page.last, page.frame = said["scene"], None, None
                page.ready.set()


def _said(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text) if len(text) < 200 else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _json(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, allow_nan=False, default=str)


def _changes(running: Running) -> tuple[int, bytes] | None:
    with running.live.lock:
        frame = running.live.changes()
        return None if frame is None else (running.live.number, frame)


def _whole(running: Running) -> tuple[int, bytes]:
    with running.live.lock:
        return running.live.number, running.live.told()
