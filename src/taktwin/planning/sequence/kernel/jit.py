"""How the kernel is compiled and where it is kept (`taktwin.kernel.base.keptkernel`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.keptkernel import content_folder, kept_kernel
from taktwin.planning.sequence.problem import OBJECTIVES
from taktwin.planning.sequence.score import SMOOTH_PARTS

__all__ = ["cache_folder", "entry_kernel", "kernel", "small_kernel"]


def cache_folder() -> Path:
    """The folder of this version's compiled code."""
    return content_folder("sequence", Path(__file__).parent, OBJECTIVES, SMOOTH_PARTS)


def entry_kernel(function: Callable[..., Any]) -> Any:
    """A function of the kernel that Python calls."""
    return kept_kernel(cache_folder(), function)
