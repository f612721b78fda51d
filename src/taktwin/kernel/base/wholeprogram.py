"""Compile the kernel as one program.

Left alone, Numba optimises each function together with everything that it calls, so the innermost functions again at
every level above them, and makes machine code of each: 35 s of LLVM for 140 functions. Here a function that only other
kernel functions call stays as it was written; the one that Python calls is linked with all of them and optimised once
(15 s), as a closed program, which makes it faster by a sixth. Of a long program a part is optimised in a process beside
this one (7 s each, at once). This leans on the inside of Numba, in this file, ``frontend`` and ``keptcode`` alone:
without it everything still works, and compiles in three times the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from llvmlite.binding import ObjectFileRef, parse_assembly
from numba.core import config as numba_config
from numba.core.caching import FunctionCache
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler_lock import global_compiler_lock
from numba.core.registry import cpu_target

from taktwin.kernel.base.cache import cache_folder
from taktwin.kernel.base.frontend import worked_out_once
from taktwin.kernel.base.keptcode import KeptCode
from taktwin.kernel.base.machinecode import begin_machine_code

_WORTH_A_PROCESS = 50  # functions
_config: Any = numba_config  # its settings are read from the environment and not declared


class _WithoutEnvironment:
    """The code generator, except that a part is given no Python environment: it has no address to put one at."""

    def __init__(self, codegen: Any) -> None:
        self._codegen = codegen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._codegen, name)

    def set_env(self, env_name: str, env: Any) -> None:
        """Nothing to set."""


class _Part(JITCodeLibrary):
    """A function that only other kernel functions call: no machine code of its own."""

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

    @cached_property
    def function(self) -> Any:
        """The function in LLVM."""
        return next(one for one in self.alone().functions if not one.is_declaration)

    @cached_property
    def is_small(self) -> bool:
        """Whether it is inlined wherever it is called: a small function of the kernel, or one of Numba's own."""
        numba = self.function.name.startswith(_mangled("numba"))
        return numba or any(b"alwaysinline" in one for one in self.function.attributes)

    def comes_from(self, packages: tuple[str, ...]) -> bool:
        """Whether its file is one of these, or lies in one of these folders."""
        return self.function.name.startswith(tuple(_mangled(package) for package in packages))

    def _get_module_for_linking(self) -> Any:
        """For a caller outside the program: the function and all that it calls."""
        module = self.alone().clone()
        _link(module, _callers_first(self))
        return module


class _Whole(JITCodeLibrary):
    """A function that Python calls, with everything below it.

    ``apart`` says which parts are optimised by themselves, in a process beside this one; the rest calls them, and they
    call the rest, by names that only this program has.
    """

    apart: tuple[str, ...] = ()

    def finalize(self) -> None:
        self._raise_if_finalized()
        module = self._final_module
        own = {one.name for one in module.functions if not one.is_declaration}
        parts = _callers_first(self)
        for one in parts:
            self._reload_init.update(one._reload_init)
        small = [one for one in parts if not isinstance(one, _Part) or one.is_small]
        there = [one for one in parts if one not in small and one.comes_from(self.apart)]
        if len(there) < _WORTH_A_PROCESS:
            there = []
        rest = [one for one in parts if one not in there]
        _link(module, rest)
        here = {one.name for one in module.functions if not one.is_declaration}
        free = [one for one in rest if one in small or one.function.name not in here]
        beside = _linked(there, free) if there else None
        asked_there, asked_here = _asked(beside), _asked(module)
        _close(module, self.name, own, asked_there)
        made = None
        if beside is not None:
            _close(beside, self.name, set(), asked_here)
            made = begin_machine_code(beside.as_bitcode(), self._machine(), bool(_config.LOOP_VECTORIZE))
        # once: Numba's first, cheaper optimisation serves to find counts of references, of which there are none here
        passes, builder = self._codegen._module_pass_manager()
        passes.run(module, builder)
        module.verify()
        self._set_compiled_object((self._codegen._tm.emit_object(module), *([made()] if made else [])))
        self._finalize_final_module()

    def _machine(self) -> dict[str, Any]:
        """What Numba asks of the processor."""
        options: dict[str, Any] = {"opt": int(_config.OPT)}
        codegen: Any = self._codegen
        codegen._customize_tm_options(options)
        return options

    def _set_compiled_object(self, value: tuple[bytes, ...]) -> None:
        """Takes one object file, or two: the second is that of the parts that were optimised by themselves."""
        self._objects = value
        for one in value[1:]:
            self._codegen._engine._ee.add_object_file(ObjectFileRef.from_data(one))
        super()._set_compiled_object(value[0])

    def _get_compiled_object(self) -> tuple[bytes, ...]:
        return self._objects

    def _get_module_for_linking(self) -> Any:
        """For the cache: the names alone. Nothing is linked with a whole program, and reading it all took 0.1 s."""
        functions = [one.name for one in self._final_module.functions if not one.is_declaration]
        numbers = [one.name for one in self._final_module.global_variables if not one.is_declaration]
        text = [f'define void @"{name}"() {{ ret void }}' for name in functions]
        return parse_assembly("\n".join(text + [f'@"{name}" = global i8 0' for name in numbers]))


def _link(module: Any, parts: list[Any]) -> None:
    """Link these into ``module``, each once.

    A caller comes before all that it calls: LLVM leaves out what nothing in the module asks for yet.
    """
    for one in parts:
        module.link_in(one.alone() if isinstance(one, _Part) else one._get_module_for_linking(), preserve=True)


def _linked(parts: list[Any], free: list[Any]) -> Any:
    """A module of all functions of ``parts``, and of those of ``free`` that they call."""
    module: Any = None
    for one in parts:
        more = one.alone().clone()
        for function in more.functions:
            if not function.is_declaration:
                function.linkage = "external"  # else it is left out where only the rest of the program calls it
        if module is None:
            module = more
        else:
            module.link_in(more)
    _link(module, free)
    return module


def _asked(module: Any) -> set[str]:
    """The functions of the program that a module calls and has not (those of C have no such names)."""
    return set() if module is None else {one.name for one in module.functions if _lacks(one)}


def _lacks(function: Any) -> bool:
    return function.is_declaration and function.name.startswith("_ZN")


def _close(module: Any, program: str, own: set[str], asked: set[str]) -> None:
    """Make all functions internal but the program's ``own``, and those that its other module has ``asked`` for.

    Nobody else calls them: LLVM may change how they are called, or leave nothing of them. So they must not be found
    under their names, which the linker at run time would do all the same.
    """
    for one in module.functions:
        if one.name in own or (one.is_declaration and not _lacks(one)):
            continue
        if not one.is_declaration:
            one.linkage = "external" if one.name in asked else "internal"
        one.name = f"{program}.{one.name}"


def _mangled(path: str) -> str:
    """How the names of functions of a file or folder begin in LLVM."""
    return "_ZN" + "".join(f"{len(word)}{word}" for word in path.split("."))


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


@contextmanager
def one_program(*entries: Any, apart: tuple[str, ...] = ()) -> Iterator[None]:
    """Within: ``entries`` (compiled functions) are compiled as whole programs, all other functions as parts of them.

    Args:
        entries: What Python calls.
        apart: Files and folders whose functions are optimised by themselves, beside the rest: half of the program.
    """
    for entry in entries:
        if type(entry._cache) is FunctionCache:  # Numba's own, which trusts its files
            entry._cache = KeptCode(entry.py_func, cache_folder())
    names = {entry.py_func.__qualname__ for entry in entries}
    context: Any = cpu_target.target_context
    codegen = context.codegen()

    def create_library(name: str, **options: Any) -> Any:
        if name not in names:
            return _Part(codegen, name, **options)
        whole = _Whole(codegen, name, **options)
        whole.apart = apart
        return whole

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
                gc.enable()
