"""The folder of what can be made again at any time: compiled kernels, parsed model files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_DIGEST = 16  # bytes


def cache_root() -> Path:
    """``$TAKTWIN_CACHE``, else ``taktwin`` in the user's folder for caches; it need not exist."""
    chosen = os.environ.get("TAKTWIN_CACHE")
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "taktwin"


def sealed(content: bytes, name: str) -> bytes:
    """The content with its checksum before it; ``name`` is that of the file: in the place of another one it is damage.

    The folder's files are read by `pickle`, which damage leads astray.
    """
    return _digest(content, name) + content


def unsealed(data: bytes, name: str) -> bytes | None:
    """The content of what `sealed` made; None where it is damaged."""
    content = data[_DIGEST:]
    return content if data[:_DIGEST] == _digest(content, name) else None


def _digest(content: bytes, name: str) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST, key=hashlib.blake2b(name.encode()).digest()).digest()
