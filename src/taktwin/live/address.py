"""Addresses of servers: taken apart, and never shown with anything secret that somebody may have written into them."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:/+")
_SERVER = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]+:/")  # two letters at least: C:/ is a drive


def is_address(text: str) -> bool:
    """Whether a text is an address, of whatever kind, and no name of a file."""
    return _SERVER.match(text) is not None


def shown(address: str) -> str:
    """An address as it may be shown: without user and password, questions, and whatever stands where a port should.

    Example:
        >>> shown("mqtt://twin:secret@mqtt.plant:1883/x?token=secret"), shown("twin:secret")
        ('mqtt://mqtt.plant:1883/x', 'twin:...')
    """
    found = _SCHEME.match(address)
    scheme = found[0] if found is not None else ""
    rest = re.split(r"[?#]", address[len(scheme) :].rpartition("@")[2], maxsplit=1)[0]
    host = re.match(r"\[[0-9a-fA-F:.]*\]|[^:/\[\]\s]*", rest)
    end = host.end() if host is not None else 0
    behind = rest[end:]
    return scheme + rest[:end] + (behind if re.fullmatch(r"(:\d{1,5})?(/[^:\s]*)?", behind) else ":...")


def parts_of(
    address: str, parameter: str, what: str, form: str, secret: str, scheme: str = "", listens: bool = False
) -> SplitResult:
    """The parts of the address of a server, with a host and, where it names one, a port that can be.

    Args:
        address: as somebody wrote it.
        parameter: that it was written for.
        what: what it should be, for a message: `names no MQTT server`.
        form: how it should be written.
        secret: how a secret is given instead.
        scheme: of an address without one; empty where it must have one.
        listens: it is where we listen, so that port 0 is whichever is free.

    Raises:
        OptionError: it is none, or a password stands in it; neither shows what is secret.
    """
    whole = address if "//" in address or not scheme else f"{scheme}://{address}"
    before = whole.rpartition("@")[0].lower()
    if ":" in before.partition("//")[2] or "%3a" in before:
        remedy = Phrase("give it by {secret}: addresses are seen by everybody on the computer", secret=secret)
        raise OptionError(Phrase("a password does not belong into an address"), remedy, parameter)
    try:
        parts = urlsplit(whole)
        port = parts.port is None or parts.port > 0 or listens
        possible = bool(parts.hostname) and port and not re.search(r"\s", whole)
    except ValueError:
        possible, parts = False, urlsplit("")
    if not possible:
        raise OptionError(Phrase('"{address}" {what}', address=shown(address), what=what), form, parameter)
    return parts
