"""Who is in: browsers that showed a token hold a cookie for a working day; wrong tokens are counted."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable

from taktwin.web.access.roles import Who

LASTS = 12 * 3600.0  # s
_MOST_TRIES, _WITHIN = 10, 60.0  # wrong tokens from one address, s
_MOST = 10_000


class Sessions:
    """Cookies that were given out, kept in memory as digests: a restart of the server asks for the token again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[bytes, tuple[float, Who]] = {}
        self._wrong: dict[str, list[float]] = {}

    def begin(self, who: Who) -> str:
        """A new secret for somebody."""
        now = self._clock()
        self._known = {key: one for key, one in self._known.items() if one[0] > now}
        while len(self._known) >= _MOST:
            self._known.pop(next(iter(self._known)))
        secret = secrets.token_urlsafe(32)
        self._known[_digest(secret)] = (now + LASTS, who)
        return secret

    def of(self, secret: str) -> Who | None:
        """Whose secret this is; None when it is unknown or too old."""
        until, who = self._known.get(_digest(secret), (0.0, None))
        return who if until > self._clock() else None

    def end(self, secret: str) -> None:
        """Forget a secret."""
        self._known.pop(_digest(secret), None)

    def may_try(self, address: str) -> bool:
        """Whether an address may show another token: not after ten wrong ones in a minute."""
        now = self._clock()
        self._wrong = {
            key: left for key, times in self._wrong.items() if (left := [t for t in times if t > now - _WITHIN])
        }
        return len(self._wrong.get(address, ())) < _MOST_TRIES

    def wrong(self, address: str) -> None:
        """Count a wrong token."""
        self._wrong.setdefault(address, []).append(self._clock())


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
