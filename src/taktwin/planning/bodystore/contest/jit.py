"""How the store is compiled and where it is kept.

Numba does not notice that a called function in another file has changed, so the folder of the compiled code is named by
the content of all files of this package, as the engine and the sequencer do with theirs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy
from numba import njit
from numba.core import config as numba_config

from taktwin.engine.jit import kernel
from taktwin.model.cachefolder import cache_root

__all__ = ["cache_folder", "entry_kernel", "kernel"]

_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False, "cache": True}


def cache_folder() -> Path:
    """The folder of this version's compiled code (``TAKTWIN_CACHE`` moves its parent)."""
    digest = hashlib.blake2b(f"{numba.__version__} {numpy.__version__}".encode(), digest_size=8)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return cache_root() / f"contest-{digest.hexdigest()}"


def entry_kernel(function: Callable[..., Any]) -> Any:
    """A function that Python calls; it is compiled with all that it calls, once, and kept on disk."""
    settings: Any = numba_config
    before = settings.CACHE_DIR
    settings.CACHE_DIR = str(cache_folder())
    try:
        return njit(**_OPTIONS)(function)
    finally:
        settings.CACHE_DIR = before
