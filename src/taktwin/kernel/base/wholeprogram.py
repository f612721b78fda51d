"""Compile the kernel as one program.

Left alone, Numba optimises each function together with everything that it calls, so the innermost functions again at
every level above them, and makes machine code of each: 35 s of LLVM for 140 functions. Here a function that only other
kernel functions call stays as it was written; the one that Python calls is linked with all of them and optimised once
(15 s), as a closed program, which makes it faster by a sixth. This leans on the inside of Numba, in this file and in
``frontend`` alone: without it everything still works, and compiles in three times the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from llvmlite.binding import Linkage, parse_assembly
from numba.core.caching import FunctionCache
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler_lock import global_compiler_lock
from numba.core.funcdesc import default_mangler
from numba.core.registry import cpu_target

from taktwin.kernel.base.cache import cache_folder
from taktwin.kernel.base.chain import CHAINS
from taktwin.kernel.base.frontend import worked_out_once
from taktwin.kernel.base.keptcode import KeptCode

_BUNDLE = 25  # parts that are linked with each other first


class _WithoutEnvironment:
    """The code generator, except that a part is given no Python environment: it has no address to put one at."""

    def __init__(self, codegen: Any) -> None:
        self._codegen = codegen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._codegen, name)

    def set_env(self, env_name: str, env: Any) -> None:
        """Nothing to set."""


class _Part(JITCodeLibrary):
    """A function that only other kernel functions call: no machine code of its own.

    ``called`` is how the names of those begin that are called, and not inlined.
    """

    called: tuple[str, ...] = ()

    def add_ir_module(self, ir_module: Any) -> None:
        """Add the function as it was written; what a kind does (see `chain`) is called, not inlined.

        LLVM would inline each into the one loop that calls it, and optimise a function of 28,000 instructions, which
        takes longer than its pieces by a quarter.
        """
        for one in ir_module.functions:
            if one.name.startswith(self.called) and "alwaysinline" not in one.attributes:
                one.attributes.add("noinline")
        super().add_ir_module(ir_module)

    def finalize(self) -> None:
        self._raise_if_finalized()
        self._finalized = True

    def _optimize_functions(self, ll_module: Any) -> None:
        """Nothing: it is optimised in the program. Doing it here as well took a tenth of the compile, for no gain."""

    def get_pointer_to_function(self, name: str) -> int:  # noqa: ARG002
        self._ensure_finalized()
        return 0

    @property
    def codegen(self) -> Any:
        return _WithoutEnvironment(self._codegen)

    def alone(self) -> Any:
        """The LLVM module of this function, without those that it calls."""
        return super()._get_module_for_linking()

    def _get_module_for_linking(self) -> Any:
        """For a caller outside the program: the function and all that it calls."""
        module = self.alone().clone()
        _link(module, self)
        return module


class _Whole(JITCodeLibrary):
    """A function that Python calls, with everything below it."""

    def finalize(self) -> None:
        self._raise_if_finalized()
        own = {one.name for one in self._final_module.functions if not one.is_declaration}
        _link(self._final_module, self)
        for one in self._final_module.functions:
            if not one.is_declaration and one.name not in own:
                # nobody else calls it: LLVM may change how it is called, or leave nothing of it; so it must not be
                # found under its name, which the linker at run time would do all the same
                one.linkage = "internal"
                one.name = f"{self.name}.{one.name}"
        # once: Numba's first, cheaper optimisation serves to find counts of references, of which there are none here
        passes, builder = self._codegen._module_pass_manager()
        passes.run(self._final_module, builder)
        self._final_module.verify()
        self._finalize_final_module()

    def _get_module_for_linking(self) -> Any:
        """For the cache: the names alone. Nothing is linked with a whole program, and reading it all took 0.1 s."""
        functions = [one.name for one in self._final_module.functions if not one.is_declaration]
        numbers = [one.name for one in self._final_module.global_variables if not one.is_declaration]
        text = [f'define void @"{name}"() {{ ret void }}' for name in functions]
        return parse_assembly("\n".join(text + [f'@"{name}" = global i8 0' for name in numbers]))


def _what_kinds_do() -> tuple[str, ...]:
    """How the names of all functions begin that a chain goes on in."""
    functions = {function.py_func for chain in CHAINS for function in chain.functions}
    names = (default_mangler(f"{one.__module__}.{one.__qualname__}", ()) for one in functions)
    return tuple(sorted(name.removesuffix("E") + "B" for name in names))  # a B begins what tells copies apart


def _link(module: Any, library: Any) -> None:
    """Link into ``module`` all libraries that ``library`` calls, directly or through others, each once.

    In bundles: each linking looks through all that is in the module already.
    """
    parts = _callers_first(library)
    for begin in range(0, len(parts), _BUNDLE):
        bundle, *others = [_copy(one) for one in parts[begin : begin + _BUNDLE]]
        for one in parts[begin : begin + _BUNDLE]:
            library._reload_init.update(one._reload_init)
        for one in others:
            bundle.link_in(one)
        module.link_in(bundle)
    for one in module.functions:
        if one.linkage == Linkage.weak_odr:
            one.linkage = "linkonce_odr"


def _copy(part: Any) -> Any:
    """A copy of the LLVM module of a part, of which all is linked, also where nothing asks for it yet."""
    module = (part.alone() if isinstance(part, _Part) else part._get_module_for_linking()).clone()
    for one in module.functions:
        if one.linkage == Linkage.linkonce_odr:
            one.linkage = "weak_odr"
    return module


def _callers_first(library: Any) -> list[Any]:
    """All libraries below ``library``, each after those that call it (the reverse of the order in which calls end)."""
    ended: list[Any] = []
    seen = {library}
    stack = [(library, iter(list(library._linking_libraries)))]
    while stack:
        one, calls = stack[-1]
        other = next((called for called in calls if called not in seen), None)
        if other is None:
            stack.pop()
            ended.append(one)
            continue
        seen.add(other)
        below = list(other._linking_libraries) if isinstance(other, _Part) else []
        stack.append((other, iter(below)))
    return ended[-2::-1]


def _call_all_old() -> None:
    """Have a full collection of garbage look at what compiling has left, not the next small one: it takes a second."""
    if not gc.get_freeze_count():  # else what somebody has set aside would come back as well
        gc.freeze()
        gc.unfreeze()


@contextmanager
def one_program(*entries: Any) -> Iterator[None]:
    """Within: ``entries`` (compiled functions) are compiled as whole programs, all other functions as parts of them."""
    for entry in entries:
        if type(entry._cache) is FunctionCache:  # Numba's own, which trusts its files
            entry._cache = KeptCode(entry.py_func, cache_folder())
    names = {entry.py_func.__qualname__ for entry in entries}
    context: Any = cpu_target.target_context
    codegen = context.codegen()
    called = _what_kinds_do()

    def create_library(name: str, **options: Any) -> Any:
        if name in names:
            return _Whole(codegen, name, **options)
        part = _Part(codegen, name, **options)
        part.called = called
        return part

    with global_compiler_lock:  # nothing else may be compiled meanwhile: it would become a part
        collects = gc.isenabled()
        gc.disable()  # all that compiling makes is needed up to its end; looking through it takes a tenth of the time
        codegen.create_library = create_library
        try:
            with worked_out_once(context):
                yield
        finally:
            del codegen.create_library
            if collects:
                _call_all_old()
                gc.enable()
