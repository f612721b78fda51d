"""Which MQTT server to listen to, and how to be let in. Loopback unless something else is said; beyond it, by TLS."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from taktwin.live.address import parts_of, shown
from taktwin.live.secret import check_mode, read_secret
from taktwin.model.errors import OptionError, TaktwinError
from taktwin.model.phrase import Phrase

LOOPBACK = ("localhost", "127.0.0.1", "::1")
#: Names of the environment for each setting.
VARIABLES = {
    "TAKTWIN_MQTT_HOST": "address",
    "TAKTWIN_MQTT_PORT": "port",
    "TAKTWIN_MQTT_USER": "user",
    "TAKTWIN_MQTT_PASSWORD": "password",
    "TAKTWIN_MQTT_PASSWORD_FILE": "password",
    "TAKTWIN_MQTT_CA": "authority",
    "TAKTWIN_MQTT_CERTIFICATE": "certificate",
    "TAKTWIN_MQTT_KEY": "key",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """An MQTT server.

    Attributes:
        address: name or address of its computer.
        port: None for 8883 with TLS and 1883 without.
        user: empty for none.
        password: never shown.
        authority: file of certificates that its own is checked with; empty for those of the system.
        certificate: file of our certificate, where it wants one; `key` is that of its key.
        key: see there; nobody else may read it, and no password protects it.
        tls: None for TLS everywhere but on loopback. Without it beyond loopback, everybody on the way can read and
            change what is sent, the password with it: False has to be written.
        version: of MQTT, 5 or 311.
        keepalive: s without a message after which both sides think that the other is gone.

    Raises:
        OptionError: settings that do not go together.
    """

    address: str = "localhost"
    port: int | None = None
    user: str = ""
    password: str = field(default="", repr=False)
    authority: str = ""
    certificate: str = ""
    key: str = ""
    tls: bool | None = None
    version: int = 5
    keepalive: int = 30

    def __post_init__(self) -> None:
        if self.port is not None and not 0 < self.port < 65536:
            raise OptionError(
                Phrase("there is no port {port}", port=self.port), Phrase("name one from 1 to 65535"), "port"
            )
        if self.version not in (5, 311):
            raise OptionError(
                Phrase("there is no MQTT {version}", version=self.version),
                Phrase("write 5, or 311 for 3.1.1"),
                "version",
            )
        if bool(self.certificate) != bool(self.key):
            raise OptionError(
                Phrase("a certificate and its key come together"), Phrase("name both files, or none"), "certificate"
            )
        if not self.secured and (self.authority or self.certificate):
            raise OptionError(Phrase("certificates are named, and TLS is off"), Phrase("set `tls`"), "tls")

    @property
    def secured(self) -> bool:
        """Whether the connection is encrypted, and the server's certificate checked."""
        if self.tls is None:
            return self.address not in LOOPBACK or bool(self.authority or self.certificate)
        return self.tls

    @property
    def port_used(self) -> int:
        """The port to connect to."""
        return self.port if self.port is not None else 8883 if self.secured else 1883

    def context(self) -> ssl.SSLContext | None:
        """What TLS needs; None without. Raises `TaktwinError` for a file that cannot be used."""
        if not self.secured:
            return None
        try:
            context = ssl.create_default_context(cafile=self.authority or None)
            if self.certificate:
                check_mode(Path(self.key))
                context.load_cert_chain(self.certificate, self.key, password="")  # nobody is there to be asked for it
        except OSError as error:  # ssl's own errors are such, too
            files = " or ".join(filter(None, (self.authority, self.certificate, self.key)))
            remedy = Phrase("name files in PEM that may be read")
            raise TaktwinError(
                Phrase("{files}: cannot be used for TLS ({strerror})", files=files, strerror=error.strerror or error),
                remedy,
            ) from None
        return context


def server_at(url: str, environment: Mapping[str, str]) -> Server:
    """The server that an address names: `mqtt://NAME[:PORT]`, or `mqtts://` for TLS; the rest as `server_of`.

    Raises:
        OptionError: it is no such address, or a password stands in it, where everybody can read it.
        TaktwinError: as `server_of`.

    Example:
        >>> server_at("mqtt://127.0.0.1:1884", {}).port_used
        1884
    """
    form = Phrase("write mqtt://NAME:PORT, or mqtts:// for TLS")
    parts = parts_of(url, "broker", Phrase("names no MQTT server"), form, "TAKTWIN_MQTT_PASSWORD_FILE", "mqtt")
    if parts.scheme not in ("mqtt", "mqtts") or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise OptionError(Phrase('"{url}" names no MQTT server', url=shown(url)), form, "broker")
    found = server_of(environment)
    user = found.user if parts.username is None else unquote(parts.username)
    tls = True if parts.scheme == "mqtts" else found.tls
    return replace(found, address=parts.hostname or "", port=parts.port, user=user, tls=tls)


def server_of(environment: Mapping[str, str]) -> Server:
    """The server that variables name (`VARIABLES`), such as `os.environ`; what is not named has its default.

    The password stands in a variable, or in a file of one line that another variable names.

    Raises:
        OptionError: a port that is no number; settings that do not go together.
        TaktwinError: the file of the password cannot be read, or others may read it too.

    Example:
        >>> server_of({"TAKTWIN_MQTT_HOST": "mqtt.plant", "TAKTWIN_MQTT_USER": "twin"}).port_used
        8883
    """
    found: dict[str, Any] = {
        VARIABLES[name]: value for name, value in environment.items() if name in VARIABLES and value
    }
    file = environment.get("TAKTWIN_MQTT_PASSWORD_FILE")
    if file:
        found["password"] = read_secret(Path(file))
    port = found.pop("port", None)
    if port is not None and not port.isdigit():
        raise OptionError(
            Phrase('TAKTWIN_MQTT_PORT is "{port}"', port=port), Phrase("write a number such as 1883"), "port"
        )
    return Server(port=int(port) if port else None, **found)
