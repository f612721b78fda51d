"""How kernel functions are compiled.

Without checks for division by zero (no kernel divides by what can be zero) and without reference counting: the kernel
allocates nothing, and counting the references of every array at every call made it about fifty times slower (measured)
and its code several times larger.
"""

from __future__ import annotations

from typing import Any

from numba import njit

_OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}

#: For small functions in the hottest path: inlined by LLVM (not by Numba, which takes longer to compile for no gain).
small_kernel = njit(**_OPTIONS, forceinline=True)
kernel = njit(**_OPTIONS)
