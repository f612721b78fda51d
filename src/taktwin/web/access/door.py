"""Who asks: a token, a cookie, the header of a proxy, or whoever sits at this computer."""

from __future__ import annotations

from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers

from taktwin.web.access.people import People
from taktwin.web.access.roles import Role, Who
from taktwin.web.access.sessions import Sessions

_BEARER = "bearer "


@dataclass
class Door:
    """How people come in.

    Attributes:
        people: of the token file; None: whoever reaches the server is its owner, which only loopback is given.
        proxy: address of the proxy whose header is believed; None: of no one.
        header: its header with the name of who asks.
        cookie: name of our cookie.
        secure: it is sent over TLS only.
    """

    people: People | None = None
    proxy: str | None = None
    header: str = "x-forwarded-user"
    cookie: str = "taktwin"
    secure: bool = False
    sessions: Sessions = field(default_factory=Sessions)

    def who(self, headers: Headers, address: str) -> Who | None:
        """Who asks; None: a stranger.

        Args:
            headers: of the request.
            address: where it comes from, as the socket says.
        """
        if self.people is None:
            return Who("local", Role.ADMIN)
        given = headers.getlist("authorization")
        if given:
            if len(given) != 1 or not given[0].lower().startswith(_BEARER) or not self.sessions.may_try(address):
                return None
            found = self.people.by_token(given[0][len(_BEARER) :].strip())
            if found is None:
                self.sessions.wrong(address)
            return found
        names = headers.getlist(self.header)
        if self.proxy is not None and address == self.proxy and len(names) == 1:
            return self.people.by_name(names[0])
        secret = self.secret(headers)
        return None if secret is None else self.sessions.of(secret)

    def secret(self, headers: Headers) -> str | None:
        """What our cookie holds."""
        try:
            jar = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return None
        return jar[self.cookie].value if self.cookie in jar else None
