"""How the store is compiled and where it is kept (`taktwin.kernel.base.keptkernel`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.keptkernel import content_folder, kept_kernel

__all__ = ["cache_folder", "entry_kernel", "kernel"]


def cache_folder() -> Path:
    """The folder of this version's compiled code."""
    return content_folder("contest", Path(__file__).parent)


def entry_kernel(function: Callable[..., Any]) -> Any:
    """A function that Python calls."""
    return kept_kernel(cache_folder(), function)
