"""How kernel functions are compiled.

Without reference counting: the kernel allocates nothing, and counting the references of every array at every call made it
about fifty times slower (measured) and its code several times larger.
"""

from __future__ import annotations

from numba import njit

kernel = njit(cache=True, nogil=True, _nrt=False)
