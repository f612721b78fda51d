"""What stands before every route: host, origin, who asks, role, size of the body; and the headers behind it."""

from __future__ import annotations

import asyncio
import json
import sys
import traceback
from collections.abc import Collection
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from taktwin.model.phrase import Phrase
from taktwin.web.access.audit import Audit
from taktwin.web.access.door import Door
from taktwin.web.access.headers import headers as headers_of
from taktwin.web.access.origin import host_name, same_origin
from taktwin.web.access.roles import Who, changes, needed

BODY_S = 30.0  # so long the body of a request may take

MOST_BYTES = 4 * 2**20  # of a body
#: A header that no form and no foreign page can send without being asked first.
OURS = "x-taktwin"
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")


class _TooLarge(Exception):  # noqa: N818 - it never leaves this file
    pass


class _TooSlow(Exception):  # noqa: N818 - it never leaves this file
    pass


class Guard:
    """The application behind the checks of access.

    Args:
        app: what is guarded.
        door: tells who asks.
        hosts: names under which the server may be asked.
        read_only: nothing may be changed, by nobody.
        audit: where changes are written down.
    """

    def __init__(self, app: ASGIApp, door: Door, hosts: Collection[str], read_only: bool, audit: Audit) -> None:
        self.app, self.door, self.read_only, self.audit = app, door, read_only, audit
        self.hosts = frozenset(name.lower() for name in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope, headers)
        if refused is not None:
            await _refuse(scope, receive, send, *refused)
            return
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
            return
        started = False

        async def sent(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message).update(headers_of(scope["path"]))
            await send(message)

        try:
            await self.app(scope, _bounded(receive), sent)
        except _TooLarge:
            if not started:
                await _refuse(scope, receive, send, 413, *_TOO_LARGE)
        except _TooSlow:
            if not started:
                await _refuse(scope, receive, send, 408, "the request did not come to its end", "send it again")
        except Exception:
            traceback.print_exc(file=sys.stderr)
            if not started:
                await _refuse(scope, receive, send, 500, *_BUG)

    def _refused(self, scope: Scope, headers: Headers) -> tuple[int, str, str] | None:
        """Status, message and remedy where a request is not let in."""
        hosts = headers.getlist("host")
        host = hosts[0] if len(hosts) == 1 else ""
        if host_name(host) not in self.hosts:
            return 421, "this server is not called so", "ask it by its own name, or start it with --name"
        socket = scope["type"] == "websocket"
        method = "GET" if socket else scope["method"]
        if method not in _METHODS:
            return 405, "there is no such method", "use GET, POST, PUT or DELETE"
        path = scope["path"]
        if foreign := _foreign(headers, host, method, path, socket):
            return foreign
        address = scope["client"][0] if scope.get("client") else ""
        who = self.door.who(headers, address)
        scope.setdefault("state", {})["who"] = who
        scope["state"]["address"] = address
        role = needed(method, path)
        if role is not None:
            if who is None:
                return 401, "who are you?", "show a token of the token file"
            if who.role < role:
                return 403, f"this takes the role {role.name.lower()}", "ask whoever keeps the token file"
        if self.read_only and changes(method, path):
            return 403, "this server only shows", "start it without --read-only to change or run anything"
        if _declared(headers) > MOST_BYTES:
            return 413, *_TOO_LARGE
        if role is not None and changes(method, path):
            return self._written_down(who, method, path, address)
        return None

    def _written_down(self, who: Who | None, method: str, path: str, address: str) -> tuple[int, str, str] | None:
        name, role = (who.name, who.role.name.lower()) if who else (None, None)
        try:
            self.audit.write("asked", method=method, path=path[:500], name=name, role=role, address=address)
        except OSError:
            return 500, "the audit cannot be written, so nothing is done", "see to its file and its disk"
        return None


_BUG = "a bug in Taktwin", "its trace stands where the server was started"
_TOO_LARGE = "the request is too large", f"send at most {MOST_BYTES // 2**20} MiB"


def _foreign(headers: Headers, host: str, method: str, path: str, socket: bool) -> tuple[int, str, str] | None:
    """Whether another page asks: only our own may open a WebSocket, change anything or read data."""
    origins = headers.getlist("origin")
    remedy = Phrase("use the page of this server")
    if socket and len(origins) != 1:
        return 403, "a WebSocket has to say where its page comes from", remedy
    if any(not same_origin(one, host) for one in origins):
        return 403, "another page asks", remedy
    # `same-site` is not ours: another port of this computer is another program
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none") and needed(method, path) is not None:
        return 403, "another page asks", remedy
    if not socket and method not in ("GET", "HEAD") and headers.get(OURS) != "1":
        return 403, "the request does not say that it is meant", f"send the header {OURS}: 1"
    return None


def _declared(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 16 else MOST_BYTES + 1


def _bounded(receive: Receive) -> Receive:
    """What comes in, up to the limit, whatever length it said, and in the time that there is for it."""
    total, until, whole = 0, None, False

    async def received() -> Message:
        nonlocal total, until, whole
        if whole:  # what is waited for now is that the client goes
            return await receive()
        now = asyncio.get_running_loop().time()
        until = now + BODY_S if until is None else until
        try:
            message = await asyncio.wait_for(receive(), max(0.0, until - now))
        except TimeoutError:
            raise _TooSlow from None
        if message["type"] == "http.request":
            whole = not message.get("more_body", False)
            total += len(message.get("body", b""))
            if total > MOST_BYTES:
                raise _TooLarge
        return message

    return received


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, message: str, remedy: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 4000 + status, "reason": message[:100]})
        return
    body = json.dumps({"message": message, "remedy": remedy}).encode()
    fields: dict[str, Any] = {"content-type": "application/json", "content-length": str(len(body))}
    found = {**fields, **headers_of(scope["path"])}
    raw = [(name.encode(), value.encode()) for name, value in found.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
