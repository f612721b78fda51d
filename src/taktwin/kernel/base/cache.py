"""Where compiled kernels are kept.

Numba does not notice that a *called* function in another file has changed, so the cache folder is named by the content
of every file that holds kernel functions (and by the versions of Numba and NumPy): new code, new folder, no stale
kernel.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numba
import numpy
from numba.core import config as numba_config

from taktwin.kernel.base.keptcode import is_kept
from taktwin.model.files.cachefolder import cache_root

_KERNEL = Path(__file__).parent.parent
_RUNS = _KERNEL.parent / "runs"


def _fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    digest.update(f"{numba.__version__} {numpy.__version__}".encode())
    return digest.hexdigest()


def engine_version() -> str:
    """Stands for all code that gives the arrays of a run their meaning: the kernel and the lowering of models."""
    return _fingerprint([*_KERNEL.rglob("*.py"), *_RUNS.rglob("*.py")])


def cache_folder() -> Path:
    """The folder of this version's compiled kernels (``TAKTWIN_CACHE`` moves its parent)."""
    return cache_root() / (
        "kernel-" + _fingerprint(path for path in _KERNEL.rglob("*.py") if path.parent.name != "lowering")
    )


def is_compiled(entry: str) -> bool:
    """Whether the kernel behind the function ``entry`` is in the cache (then a run starts at once)."""
    return is_kept(cache_folder(), entry)


_told: list[Callable[[], None]] = []


def before_compiling(tell: Callable[[], None]) -> None:
    """Have ``tell`` called when a kernel is about to be compiled that is not in the cache; replaces an earlier one."""
    _told[:] = [tell]


def announce(entry: str) -> None:
    """Tell whoever asked for it that the kernel behind ``entry`` is compiled now, where it is not in the cache."""
    if _told and not is_compiled(entry):
        _told[0]()


def use_cache_folder() -> None:
    """Point Numba at the folder; called once, before the first kernel function is defined.

    Numba wants to be able to write there, or refuses to define the function: where nobody can, it is given a folder for
    temporary files instead, and what has been compiled is still read (see `keptcode`).
    """
    settings: Any = numba_config  # its settings are read from the environment and not declared
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        usable = os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        usable = False
    settings.CACHE_DIR = str(folder) if usable else tempfile.gettempdir()
