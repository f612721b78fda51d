"""Where the compiled code of the planners is kept: as all compiled code beside the engine's."""

from __future__ import annotations

from taktwin.kernel.base.keptkernel import content_folder, kept_kernel

__all__ = ["content_folder", "kept_kernel"]
