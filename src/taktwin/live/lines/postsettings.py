"""Where lines are taken over HTTP, and from whom. Loopback unless something else is said; beyond it, by a token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from taktwin.live.address import parts_of, shown
from taktwin.live.secret import check_mode, read_secret
from taktwin.live.sparkplug.server import LOOPBACK
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

#: Names of the environment for each setting.
VARIABLES = {
    "TAKTWIN_POST_TOKEN": "token",
    "TAKTWIN_POST_CERTIFICATE": "certificate",
    "TAKTWIN_POST_KEY": "key",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSettings:
    """Where to take lines over HTTP.

    Attributes:
        address: of this computer; loopback unless another one is named.
        port: 0 for a free one.
        path: of the address.
        token: who sends has to know it (`Authorization: Bearer TOKEN`); it must be there beyond loopback.
        most_bytes: of a batch; a larger one is refused unread.
        certificate: file of a certificate for TLS; `key` is that of its key. Without it, everybody on the way can read
            the token.
        key: see there.

    Raises:
        OptionError: settings that do not go together.
    """

    address: str = "127.0.0.1"
    port: int = 8780
    path: str = "/events"
    token: str = field(default="", repr=False)
    most_bytes: int = 4 << 20
    certificate: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        if self.address not in LOOPBACK and len(self.token) < 16:
            message = Phrase(
                "{address} can be reached from outside, and there is no token of 16 signs or more", address=self.address
            )
            raise OptionError(message, Phrase("set a token, or listen on 127.0.0.1"), "token")
        if not 0 <= self.port < 65536:
            raise OptionError(
                Phrase("there is no port {port}", port=self.port),
                Phrase("name one from 1 to 65535, or 0 for a free one"),
                "port",
            )
        if not self.path.startswith("/"):
            raise OptionError(Phrase('the path is "{path}"', path=self.path), Phrase('begin it with "/"'), "path")
        if self.most_bytes < 1:
            raise OptionError(
                Phrase("most_bytes is {most_bytes}", most_bytes=self.most_bytes),
                Phrase("it must be 1 or more"),
                "most_bytes",
            )
        if bool(self.certificate) != bool(self.key):
            raise OptionError(
                Phrase("a certificate and its key come together"), Phrase("name both files, or none"), "certificate"
            )


def post_at(address: str, environment: Mapping[str, str]) -> PostSettings:
    """The settings that an address names, `PORT`, `NAME:PORT` or `http://NAME:PORT/PATH`; the rest by variables.

    The token stands in `TAKTWIN_POST_TOKEN`, or in a file of one line that `TAKTWIN_POST_TOKEN_FILE` names.

    Raises:
        OptionError: it is no such address, or settings do not go together.
        TaktwinError: the file of the token cannot be read, or others may read it too.

    Example:
        >>> post_at("8780", {}).address, post_at("http://[::1]:99/mes", {}).path
        ('127.0.0.1', '/mes')
    """
    whole = f"127.0.0.1:{address}" if address.isdecimal() else address
    form = Phrase("write a port, or http://127.0.0.1:8780/events")
    parts = parts_of(whole, "post", Phrase("is no address"), form, "TAKTWIN_POST_TOKEN_FILE", "http", listens=True)
    host, port, scheme = parts.hostname or "", parts.port, parts.scheme
    if parts.username is not None or scheme not in ("http", "https") or parts.query or parts.fragment:
        raise OptionError(Phrase('"{address}" is no address', address=shown(address)), form, "post")
    found: dict[str, Any] = {
        VARIABLES[name]: value for name, value in environment.items() if name in VARIABLES and value
    }
    if file := environment.get("TAKTWIN_POST_TOKEN_FILE"):
        found["token"] = read_secret(Path(file))
    if scheme == "https" and "certificate" not in found:
        remedy = Phrase("name files by TAKTWIN_POST_CERTIFICATE and TAKTWIN_POST_KEY, or write http://")
        raise OptionError(Phrase("https needs a certificate and its key"), remedy, "post")
    if "key" in found:
        check_mode(Path(found["key"]))
    path = parts.path if parts.path not in ("", "/") else "/events"
    return PostSettings(address=host, port=8780 if port is None else port, path=path, **found)
