"""How kernel functions are compiled.

Without checks for division by zero (no kernel divides by what can be zero) and without reference counting: the kernel
allocates nothing, and counting the references of every array at every call made it about fifty times slower (measured)
and its code several times larger. Without Numba's rewriting of array expressions and of branches that can be told
beforehand: there are none of the first here, and LLVM finds the second.

Kernel functions are called by kernel functions only; what Python calls is an ``entry_kernel``. Only these are kept on
disk, each with all that it calls (see ``wholeprogram``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit, types
from numba.core.registry import CPUDispatcher

from taktwin.kernel.base.frontend import KernelCompiler
from taktwin.kernel.base.tier import is_plain

_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False, "no_rewrites": True}
_PART: dict[str, Any] = {
    **_OPTIONS,
    "pipeline_class": KernelCompiler,
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
}


class KernelFunction(CPUDispatcher):
    """A compiled function that has no entry from Python.

    ``plain`` is the function that stands for it in the plain tier (None: it itself).
    """

    plain: Any = None

    def __call__(self, *_: Any) -> Any:
        """Refuses: the call would end the process."""
        raise TypeError(f"{self.py_func.__name__} is part of the kernel: only compiled functions can call it")

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """Have all whole numbers come as int64: fields of records are narrower, and each mixture would be compiled."""
        one = self._in_tier_of(args)
        return CPUDispatcher.get_call_template(one, [_wide(a) for a in args], {name: _wide(kws[name]) for name in kws})

    def get_overload(self, sig: Any) -> Any:
        """The machine code for types of arguments."""
        return CPUDispatcher.get_overload(self._in_tier_of(sig), sig)

    def _in_tier_of(self, args: Any) -> Any:
        return self.plain if self.plain is not None and args and is_plain(args[0]) else self


def _wide(one: Any) -> Any:
    return types.int64 if isinstance(one, types.Integer) and one.signed else one  # pyright: ignore[reportAttributeAccessIssue]


def _part(function: Callable[..., Any], **options: Any) -> Any:
    compiled = njit(**_PART, **options)(function)
    compiled.__class__ = KernelFunction
    return compiled


def kernel(function: Callable[..., Any]) -> Any:
    """A function of the kernel, called by other kernel functions only."""
    return _part(function, forceinline=False)  # said, else Numba has it inherit this from its first caller


def small_kernel(function: Callable[..., Any]) -> Any:
    """A small one in the hottest path: inlined by LLVM (not by Numba, which takes longer to compile for no gain)."""
    return _part(function, forceinline=True)


#: For the few functions that Python calls.
entry_kernel = njit(**_OPTIONS, pipeline_class=KernelCompiler, cache=True)
