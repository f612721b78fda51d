"""asyncua as we use it: clients that let themselves in, and what its errors mean. Needs the extra `live`."""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path
from typing import Any

from taktwin.live.opcua.settings import ENCRYPT, OpcUaServer
from taktwin.live.secret import check_mode
from taktwin.model.errors import TaktwinError
from taktwin.model.phrase import Phrase

URI = "urn:taktwin:client"
CONNECT_S, RECONNECT_S = 5.0, 0.25  # time for an answer; longest wait before the next try


def library() -> Any:
    """The module, silenced: it would log requests, passwords among them, to whoever listens closely enough.

    Raises:
        TaktwinError: it is not installed.
    """
    try:
        import asyncua
    except ImportError:
        raise TaktwinError(Phrase("listening to OPC UA needs asyncua"), Phrase("pip install 'taktwin[live]'")) from None
    logging.getLogger("asyncua").setLevel(logging.CRITICAL)
    return asyncua


async def new_client(server: OpcUaServer) -> Any:
    """A client that is not yet connected, with user and security.

    Raises:
        TaktwinError: a certificate or a key cannot be used, or the server is not the one that it should be.
        OSError, TimeoutError: the server cannot be reached.
    """
    asyncua = library()
    client = asyncua.Client(
        server.url,
        timeout=CONNECT_S,
        watchdog_intervall=5.0,
        auto_reconnect=True,
        reconnect_max_delay=RECONNECT_S,
        reconnect_request_timeout=CONNECT_S,
    )
    client.name = client.description = "Taktwin"
    client.application_uri, client.product_uri = URI, "urn:taktwin"
    client.session_timeout = 120_000
    if server.user:
        client.set_user(server.user)
        client.set_password(server.password)
    if server.secured:
        await _secure(client, server)
    return client


async def _secure(client: Any, server: OpcUaServer) -> None:
    from asyncua.crypto.security_policies import SecurityPolicyBasic256Sha256
    from asyncua.crypto.uacrypto import CertProperties

    ua = library().ua
    await _our_certificate(client, server)
    sign = ua.MessageSecurityMode.Sign
    mode = ua.MessageSecurityMode.SignAndEncrypt if server.security_used == ENCRYPT else sign
    endpoints = await client.connect_and_get_server_endpoints()
    uri = SecurityPolicyBasic256Sha256.URI
    fitting = [one for one in endpoints if one.SecurityMode == mode and one.SecurityPolicyUri == uri]
    if not fitting:
        message = Phrase(
            "{url}: the server does not offer {security_used} with Basic256Sha256",
            url=server.url,
            security_used=server.security_used,
        )
        raise TaktwinError(message, Phrase("have it offered there"))
    theirs = first_of_chain(bytes(fitting[0].ServerCertificate or b""))
    check_trust(server, theirs)
    suffix = Path(server.certificate).suffix.lower().removeprefix(".") or "der"
    try:
        await client.set_security(
            SecurityPolicyBasic256Sha256,
            CertProperties(Path(server.certificate).read_bytes(), "pem" if suffix == "pem" else "der"),
            CertProperties(Path(server.key).read_bytes(), "der" if server.key.lower().endswith(".der") else "pem"),
            server_certificate=CertProperties(theirs, "der"),
            mode=mode,
        )
    except (OSError, ValueError, TypeError) as error:
        message = Phrase(
            "{certificate} or {key}: cannot be used ({error})",
            certificate=server.certificate,
            key=server.key,
            error=str(error),
        )
        raise TaktwinError(message, Phrase("name a certificate and its key in PEM (.pem) or DER (.der)")) from None


async def _our_certificate(client: Any, server: OpcUaServer) -> None:
    """Make certificate and key where neither is there; a key that others may read is refused."""
    certificate, key = Path(server.certificate), Path(server.key)
    if not certificate.exists() and not key.exists():
        if certificate.suffix.lower() != ".der" or key.suffix.lower() != ".pem":
            message = Phrase(
                "{certificate} and {key}: are not there, and are made as .der and .pem only",
                certificate=certificate,
                key=key,
            )
            raise TaktwinError(message, Phrase("name CERTIFICATE.der and KEY.pem"))
        before = os.umask(0o077)
        try:
            await client.setup_self_signed_certificate(key, certificate)
        except OSError as error:
            raise TaktwinError(
                Phrase(
                    "{certificate}: cannot be written ({strerror})", certificate=certificate, strerror=error.strerror
                ),
                Phrase("check the folder"),
            ) from None
        finally:
            os.umask(before)
    for file in (certificate, key):
        if not file.is_file():
            raise TaktwinError(
                Phrase("{file}: there is no such file", file=file), Phrase("check the name and the folder")
            )
    check_mode(key)
    uri = _uri_of(certificate.read_bytes())
    client.application_uri = uri or client.application_uri  # a server compares the two


def _uri_of(data: bytes) -> str | None:
    from cryptography import x509

    try:
        pem = b"-----BEGIN" in data
        found = x509.load_pem_x509_certificate(data) if pem else x509.load_der_x509_certificate(data)
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        return next(iter(names.get_values_for_type(x509.UniformResourceIdentifier)), None)
    except (ValueError, x509.ExtensionNotFound):
        return None


def first_of_chain(data: bytes) -> bytes:
    """The first certificate in DER of a chain: its own length stands in its bytes 2 and 3."""
    return data[: int.from_bytes(data[2:4], "big") + 4] if data[:2] == b"\x30\x82" else data


def check_trust(server: OpcUaServer, theirs: bytes) -> None:
    """See that a server has the certificate that it should have. Raises `TaktwinError`."""
    print_ = hashlib.sha256(theirs).hexdigest()
    if not server.trusted:
        if server.loopback:
            return
        message = Phrase(
            "{url}: nobody said which certificate the server should have; it shows {print}",
            url=server.url,
            print=print_,
        )
        raise TaktwinError(message, Phrase("compare it with what the server's own page says, and set it as `trusted`"))
    wanted = server.trusted.replace(":", "").strip().lower()
    if len(wanted) != 64 or set(wanted) - set("0123456789abcdef"):
        wanted = hashlib.sha256(_der_of(Path(server.trusted))).hexdigest()
    if wanted != print_:
        message = Phrase(
            "{url}: the server shows another certificate than it should ({print})", url=server.url, print=print_
        )
        raise TaktwinError(message, Phrase("find out why before you trust it; it may be another computer"))


def _der_of(file: Path) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        data = file.read_bytes()
        if b"-----BEGIN" in data:
            return x509.load_pem_x509_certificate(data).public_bytes(Encoding.DER)
    except (OSError, ValueError) as error:
        message = Phrase("{file}: is no certificate that can be read ({error})", file=file, error=str(error))
        raise TaktwinError(message, Phrase("name a file, or write its SHA-256 in 64 hex digits")) from None
    return data


#: Answers of a server that will be the same next time.
_FOR_GOOD = (
    "BadUserAccessDenied",
    "BadIdentityTokenRejected",
    "BadIdentityTokenInvalid",
    "BadSecurityChecksFailed",
    "BadCertificateUntrusted",
    "BadCertificateInvalid",
    "BadCertificateTimeInvalid",
    "BadCertificateUriInvalid",
    "BadSecurityPolicyRejected",
)


def raise_for_good(server: OpcUaServer, error: BaseException) -> None:
    """Raise `TaktwinError` where to try again does not help: the server does not want us."""
    name = type(error).__name__
    if name in _FOR_GOOD:
        message = Phrase("{url}: the server refuses us ({name})", url=server.url, name=name)
        raise TaktwinError(
            message, Phrase("check user, password and rights there, and that it trusts our certificate")
        ) from None
