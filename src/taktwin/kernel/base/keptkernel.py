"""Where compiled code that is not the engine's is kept: that of the planners, of the decoder of messages.

Numba does not notice that a called function in another file has changed, so the folder of the compiled code is named by
the content of all files of a package, as the engine does with its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy
from numba import njit

from taktwin.kernel.base.keptcode import KeptCode
from taktwin.model.files.cachefolder import cache_root

_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}


def content_folder(name: str, package: Path, *constants: object) -> Path:
    """The folder of the compiled code of a package as it is now (``TAKTWIN_CACHE`` moves its parent).

    Args:
        name: Begins the name of the folder.
        package: Folder of the package's files.
        constants: What its functions take from outside when they are compiled.
    """
    known = (numba.__version__, numpy.__version__, *constants)
    digest = hashlib.blake2b(repr(known).encode(), digest_size=8)
    for path in sorted(package.glob("*.py")):
        digest.update(path.read_bytes())
    return cache_root() / f"{name}-{digest.hexdigest()}"


def kept_kernel(folder: Path, function: Callable[..., Any]) -> Any:
    """A function that Python calls; it is compiled with all that it calls, once, and kept in the folder."""
    compiled: Any = njit(**_OPTIONS)(function)
    compiled._cache = KeptCode(function, folder)
    return compiled
