"""Which OPC UA server to listen to, what of it, and how to be let in. Encrypted unless it is on loopback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from taktwin.live.address import parts_of, shown
from taktwin.live.secret import read_secret
from taktwin.live.sparkplug.server import LOOPBACK
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

NONE, SIGN, ENCRYPT = "none", "sign", "sign-and-encrypt"
SECURITY = (NONE, SIGN, ENCRYPT)
MOST_ITEMS = 2_000  # of one connection; with more, asyncua reads slower than a plant writes
#: Names of the environment for each setting.
VARIABLES = {
    "TAKTWIN_OPCUA_URL": "url",
    "TAKTWIN_OPCUA_SECURITY": "security",
    "TAKTWIN_OPCUA_USER": "user",
    "TAKTWIN_OPCUA_PASSWORD": "password",
    "TAKTWIN_OPCUA_PASSWORD_FILE": "password",
    "TAKTWIN_OPCUA_CERTIFICATE": "certificate",
    "TAKTWIN_OPCUA_KEY": "key",
    "TAKTWIN_OPCUA_TRUSTED": "trusted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpcUaServer:
    """An OPC UA server, and what of it is listened to. Times in ms.

    Attributes:
        url: such as `opc.tcp://plc-7.plant:4840`.
        name: with which its tags and its entries in a journal begin; without slashes.
        roots: nodes whose variables are listened to, those below them too; as `ns=2;s=Line`. Objects by default.
        security: `sign-and-encrypt`, `sign` or `none`, always with Basic256Sha256; empty for none on loopback and
            sign-and-encrypt elsewhere. None beyond loopback has to be written: everybody on the way can then read and
            change what is sent.
        user: empty for nobody.
        password: never shown.
        certificate: file of our certificate, in DER or PEM (`.pem`), which the server has to trust.
        key: file of its key, which nobody else may read (mode 600).
        trusted: file of the server's certificate, or its SHA-256 in hex digits; needed beyond loopback.
        publishing: how often the server sends what has changed.
        sampling: how often it looks at each variable.
        queue: values of a variable that it keeps in between; more are lost, which it tells.
        most_items: variables of one connection.
        frozen: a server whose own clock stands for so long is frozen, and its values stale; 0 to look at no clock.

    Raises:
        OptionError: settings that do not go together.
    """

    url: str = "opc.tcp://127.0.0.1:4840"
    name: str = "opcua"
    roots: tuple[str, ...] = ("i=85",)
    security: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    certificate: str = ""
    key: str = ""
    trusted: str = ""
    publishing: int = 100
    sampling: int = 50
    queue: int = 20
    most_items: int = MOST_ITEMS
    frozen: int = 10_000

    def __post_init__(self) -> None:
        form = Phrase("write it as opc.tcp://HOST:4840")
        parts = parts_of(self.url, "url", Phrase("is no address"), form, "TAKTWIN_OPCUA_PASSWORD_FILE")
        if parts.scheme != "opc.tcp" or parts.query or parts.fragment:
            raise OptionError(Phrase('"{url}" is no address', url=shown(self.url)), form, "url")
        if parts.username:
            raise OptionError(Phrase("the address holds a user"), Phrase("name it by TAKTWIN_OPCUA_USER"), "url")
        if not self.name or "/" in self.name:
            raise OptionError(
                Phrase('"{name}" is no name', name=self.name), Phrase("write one without slashes"), "name"
            )
        if self.security and self.security not in SECURITY:
            raise OptionError(
                Phrase('there is no security "{security}"', security=self.security),
                f"write {', '.join(SECURITY)}",
                "security",
            )
        if bool(self.certificate) != bool(self.key):
            raise OptionError(
                Phrase("a certificate and its key come together"), Phrase("name both files, or none"), "certificate"
            )
        if self.secured and not self.certificate:
            remedy = Phrase("name `certificate` and `key` (the files are made where there are none), or write `none`")
            raise OptionError(
                Phrase("security {security_used} needs a certificate of ours", security_used=self.security_used),
                remedy,
                "certificate",
            )
        if not self.secured and self.password and not self.loopback:
            message = Phrase("the password would go to another computer unencrypted")
            raise OptionError(message, Phrase("set `security` to {encrypt}", encrypt=ENCRYPT), "security")
        for name, least, most in (
            ("publishing", 10, 60_000),
            ("sampling", 0, 60_000),
            ("queue", 2, 100_000),
            ("most_items", 1, MOST_ITEMS),
            ("frozen", 0, 3_600_000),
        ):
            if not least <= getattr(self, name) <= most:
                remedy = Phrase("it must be {least:,} to {most:,}", least=least, most=most)
                raise OptionError(f"{name} is {getattr(self, name):,}", remedy, name)

    @property
    def loopback(self) -> bool:
        """Whether the server is on this computer."""
        return urlsplit(self.url).hostname in LOOPBACK

    @property
    def security_used(self) -> str:
        """The security of the connection."""
        return self.security or (NONE if self.loopback and not self.certificate else ENCRYPT)

    @property
    def secured(self) -> bool:
        """Whether messages are signed, at least."""
        return self.security_used != NONE


def server_of(environment: Mapping[str, str], **more: Any) -> OpcUaServer:
    """The server that variables name (`VARIABLES`), such as `os.environ`; what is not named has its default.

    The password stands in a variable, or in a file of one line that another variable names.

    Args:
        environment: names and values.
        more: settings that count before the variables.

    Raises:
        OptionError: settings that do not go together.
        TaktwinError: the file of the password cannot be read, or others may read it too.

    Example:
        >>> server_of({"TAKTWIN_OPCUA_USER": "twin", "TAKTWIN_OPCUA_PASSWORD": "secret"}).user
        'twin'
    """
    found: dict[str, Any] = {
        VARIABLES[name]: value for name, value in environment.items() if name in VARIABLES and value
    }
    file = environment.get("TAKTWIN_OPCUA_PASSWORD_FILE")
    if file:
        found["password"] = read_secret(Path(file))
    return OpcUaServer(**{**found, **more})
