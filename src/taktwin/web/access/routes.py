"""The door as routes: who am I, come in with a token, go out; and what handlers ask of access."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import Route

from taktwin.model.phrase import Phrase
from taktwin.web.access.door import Door
from taktwin.web.access.roles import Role, Who
from taktwin.web.access.sessions import LASTS
from taktwin.web.refusal import RefusedError
from taktwin.web.replies import Reply, asked, word


def who(request: HTTPConnection) -> Who:
    """Who asks; the guard has let them in.

    Raises:
        RefusedError: 401, a stranger.
    """
    found = request.scope.get("state", {}).get("who")
    if found is None:
        raise RefusedError(401, Phrase("who are you?"), Phrase("show a token of the token file"))
    return found


def note(request: Request, action: str, **about: object) -> None:
    """Write an action into the audit."""
    one = who(request)
    address = request.scope["state"].get("address", "")
    request.app.state.audit.write(action, name=one.name, role=one.role.name.lower(), address=address, **about)


def now() -> str:
    """The time of the server; clocks of browsers in plants are often wrong."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def routes(door: Door) -> list[Route]:
    """The routes of the session."""

    async def tell(request: Request) -> Response:
        import taktwin

        found: Who | None = request.scope["state"].get("who")
        if found is None:
            return Reply({"name": None, "role": None, "time": now()})
        workspace = request.app.state.workspace
        return Reply(
            {
                "name": found.name,
                "role": found.role.name.lower(),
                "may": found.role >= Role.ADMIN and not workspace.read_only,
                "read_only": workspace.read_only,
                "tokens": door.people is not None,
                "folder": workspace.folder.name,
                "version": taktwin.__version__,
                "time": now(),
            }
        )

    async def come_in(request: Request) -> Response:
        address = request.scope["state"].get("address", "")
        if door.people is None:
            raise RefusedError(422, Phrase("this server has no tokens"), Phrase("use the page as it is"))
        if not door.sessions.may_try(address):
            raise RefusedError(429, Phrase("too many wrong tokens"), Phrase("wait a minute"))
        found = door.people.by_token(word(await asked(request), "token", most=1000))
        if found is None:
            door.sessions.wrong(address)
            request.app.state.audit.write("wrong token", address=address)
            raise RefusedError(401, Phrase("nobody has this token"), Phrase("copy it whole, without blanks"))
        request.app.state.audit.write("came in", name=found.name, role=found.role.name.lower(), address=address)
        reply = Reply({"name": found.name, "role": found.role.name.lower()})
        secret = door.sessions.begin(found)
        reply.set_cookie(
            door.cookie, secret, max_age=int(LASTS), path="/", secure=door.secure, httponly=True, samesite="strict"
        )
        return reply

    async def go_out(request: Request) -> Response:
        secret = door.secret(request.headers)
        if secret is not None:
            door.sessions.end(secret)
        reply = Reply({"name": None, "role": None})
        reply.delete_cookie(door.cookie, path="/", secure=door.secure, httponly=True, samesite="strict")
        return reply

    return [
        Route("/api/session", tell, methods=["GET"]),
        Route("/api/session", come_in, methods=["POST"]),
        Route("/api/session", go_out, methods=["DELETE"]),
    ]
