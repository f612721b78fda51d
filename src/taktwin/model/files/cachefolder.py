"""The folder of what can be made again at any time: compiled kernels, parsed model files."""

from __future__ import annotations

import os
from pathlib import Path


def cache_root() -> Path:
    """``$TAKTWIN_CACHE``, else ``taktwin`` in the user's folder for caches; it need not exist."""
    chosen = os.environ.get("TAKTWIN_CACHE")
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "taktwin"
