"""How kernel functions are compiled.

Without checks for division by zero (no kernel divides by what can be zero) and without reference counting: the kernel
allocates nothing, and counting the references of every array at every call made it about fifty times slower (measured)
and its code several times larger.

Kernel functions are called by kernel functions only; what Python calls is an ``entry_kernel``. Only these are kept on
disk, each with all that it calls (see ``wholeprogram``).
"""

from __future__ import annotations

from typing import Any

from numba import njit

_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
_PART: dict[str, Any] = {**_OPTIONS, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}

kernel = njit(**_PART)
#: For small functions in the hottest path: inlined by LLVM (not by Numba, which takes longer to compile for no gain).
small_kernel = njit(**_PART, forceinline=True)
#: For the few functions that Python calls.
entry_kernel = njit(**_OPTIONS, cache=True)
