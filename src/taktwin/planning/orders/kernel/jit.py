"""How the kernel is compiled and where it is kept (`taktwin.kernel.base.keptkernel`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.keptkernel import content_folder, kept_kernel

__all__ = ["entry_kernel", "kernel", "small_kernel"]


def entry_kernel(function: Callable[..., Any]) -> Any:
    """A function of the kernel that Python calls."""
    return kept_kernel(content_folder("orders", Path(__file__).parent), function)
