"""Secrets in files of their own, which nobody else may read."""

from __future__ import annotations

import stat
from pathlib import Path

from taktwin.model.errors import TaktwinError
from taktwin.model.phrase import Phrase


def read_secret(path: Path) -> str:
    """The one line of a file that only we may read.

    Raises:
        TaktwinError: it cannot be read, or others may read it too.
    """
    check_mode(path)
    try:
        found = path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else Phrase("it is not UTF-8")
        raise TaktwinError(
            Phrase("{path}: cannot be read ({reason})", path=path, reason=reason), Phrase("name a file of one line")
        ) from None
    if not found or "\n" in found:
        raise TaktwinError(
            Phrase("{path}: it holds no line, or several", path=path), Phrase("write the secret into it, alone")
        )
    return found


def check_mode(path: Path) -> None:
    """See that nobody else may read a file. Raises `TaktwinError`; a file that is not there is none's."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise TaktwinError(Phrase("{path}: others may read it too", path=path), Phrase("chmod 600 {path}", path=path))
