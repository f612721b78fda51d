"""Headers of every answer: what a browser may do with it."""

from __future__ import annotations

#: Of the page: its own scripts, styles and data, and nothing else; nobody frames it.
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
#: Of a file that a command wrote. A report holds its scripts within; it is an origin of its own (`sandbox`), so they
#: see neither cookies nor the server, and the network is closed to them.
FILE = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-scripts allow-downloads"
)
FILES = "/files/"


def headers(path: str) -> dict[str, str]:
    """The headers of the answer for a path."""
    of_file = path.startswith(FILES)
    return {
        "content-security-policy": FILE if of_file else PAGE,
        "x-frame-options": "SAMEORIGIN" if of_file else "DENY",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "cache-control": "no-cache" if path.startswith("/static/") else "no-store",
    }
