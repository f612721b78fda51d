"""aiomqtt as we use it, and what its errors mean. Needs the extra `live`."""

from __future__ import annotations

import logging
import ssl
from typing import Any

from taktwin.live.sparkplug.server import Server
from taktwin.model.errors import TaktwinError
from taktwin.model.phrase import Phrase

CONNECT_S = 10.0  # time for an answer of the server


def library() -> Any:
    """The module. Raises `TaktwinError` where it is not installed."""
    try:
        import aiomqtt
    except ImportError:
        raise TaktwinError(Phrase("listening to MQTT needs aiomqtt"), Phrase("pip install 'taktwin[live]'")) from None
    return aiomqtt


class Complaints(logging.Handler):
    """Keeps what the client complains of while it connects, for its errors do not say it; nothing is printed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.last = ""
        self.logger = logging.Logger("taktwin.mqtt")
        self.logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what is said."""
        self.last = record.getMessage()


def let_in(server: Server, complaints: Complaints | None = None) -> dict[str, Any]:
    """How a client of aiomqtt gets to a server, and in. Raises `TaktwinError` for a file that cannot be used."""
    return {
        "hostname": server.address,
        "port": server.port_used,
        "username": server.user or None,
        "password": server.password or None,
        "tls_context": server.context(),
        "timeout": CONNECT_S,
        "logger": None if complaints is None else complaints.logger,
    }


def raise_for_good(aiomqtt: Any, server: Server, error: BaseException, complaint: str = "") -> None:
    """Raise where to try again does not help: the server does not want us, or is not the one that it should be.

    Wrong user or password, no right: codes 4 and 5 in MQTT 3.1.1, 134 and 135 in MQTT 5.
    """
    code = getattr(error, "rc", None)
    answered = isinstance(error, aiomqtt.exceptions.MqttConnectError)
    if answered and getattr(code, "value", code) in (4, 5, 134, 135):
        message = Phrase("{address}: the server refuses us ({error})", address=server.address, error=str(error))
        raise TaktwinError(message, Phrase("check user, password and rights there")) from None
    if "CERTIFICATE_REQUIRED" in f"{error} {complaint}":
        message = Phrase("{address}: the server wants a certificate of ours", address=server.address)
        raise TaktwinError(message, Phrase("name it and its key: TAKTWIN_MQTT_CERTIFICATE, TAKTWIN_MQTT_KEY")) from None
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            message = Phrase(
                "{address}: its certificate does not hold ({verify_message})",
                address=server.address,
                verify_message=cause.verify_message,
            )
            raise TaktwinError(
                message, Phrase("name the file of its authority, and the name that the certificate is for")
            ) from None
        if isinstance(cause, ssl.SSLError) and cause.reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST"):
            message = Phrase(
                "{address}: it does not speak TLS at port {port_used}",
                address=server.address,
                port_used=server.port_used,
            )
            raise TaktwinError(message, Phrase("name the port at which it does, mostly 8883")) from None


def why_away(server: Server, error: BaseException, complaint: str = "") -> str:
    """Why a server cannot be reached, for people."""
    closed = any(isinstance(one, ConnectionResetError | ssl.SSLError) for one in _causes(error))
    hint = f"does it speak TLS at port {server.port_used}?" if server.secured and closed else ""
    return "; ".join(filter(None, (str(error) or type(error).__name__, complaint, hint)))


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in found:
        found.append(cause)
        cause = cause.__cause__ or cause.__context__
    return found
