"""Host and origin of a request: what protects a page on one's own computer from other pages in the same browser.

A foreign page may make its own name point to this computer (DNS rebinding): the host of the request is then that
name, and refused. It may send forms or open WebSockets here: their origin is another, and refused.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def host_name(host: str) -> str | None:
    """The name in a header `Host`, without its port; None where it is none."""
    try:
        parts = urlsplit(f"//{host}")
        if parts.port is not None and not 0 < parts.port < 65_536:
            return None
    except ValueError:
        return None
    if not host or parts.netloc != host or "@" in host or any(one.isspace() or one in "\\/?#" for one in host):
        return None
    return parts.hostname


def is_loopback(host: str) -> bool:
    """Whether an address to listen at is reached from this computer only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def same_origin(origin: str, host: str) -> bool:
    """Whether a header `Origin` is that of the host that is asked."""
    scheme, between, rest = origin.partition("://")
    return bool(between) and scheme in ("http", "https") and rest.lower() == host.lower()
