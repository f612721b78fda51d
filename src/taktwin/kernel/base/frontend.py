"""What Numba does with a kernel function before LLVM has it, without what the kernel does not need.

Of the time that it takes for a short function, a third goes into looking for things that are not there, and
into working out anew what is known from the function before. Both are left out here; the code is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from numba import types
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import PassManager
from numba.core.typed_passes import NopythonTypeInference, PreLowerStripPhis
from numba.core.untyped_passes import FixupArgs, IRProcessing, ReconstructSSA, TranslateByteCode


class KernelCompiler(CompilerBase):
    """Numba's passes, save those for what no kernel function has: closures, ``with``, exceptions, overloads inlined."""

    def define_pipelines(self) -> list[PassManager]:
        """The one pipeline."""
        passes = PassManager("kernel")
        passes.add_pass(TranslateByteCode, "from bytecode")
        passes.add_pass(FixupArgs, "arguments")
        passes.add_pass(IRProcessing, "lifetimes")
        passes.add_pass(ReconstructSSA, "one assignment for each variable")
        passes.add_pass(NopythonTypeInference, "types")
        passes.add_pass(PreLowerStripPhis, "back to plain assignments")
        passes.passes.extend(DefaultPassBuilder.define_nopython_lowering_pipeline(self.state).passes)
        passes.finalize()
        return [passes]


@contextmanager
def worked_out_once(context: Any) -> Iterator[None]:
    """Within: what depends on types alone is worked out once, not again for each use in each function.

    Which code adds an int64 to a float64, or is the accessor of a record of jobs (a quarter of the time); how large a
    type is; the names of all fields of a record, which its key holds; that all of Numba has been imported.
    ``context`` is Numba's of the processor.
    """
    written = types.Record.__repr__
    types.Record.__repr__ = cache(written)
    types.Function.get_call_type = _once(types.Function.get_call_type)
    context.get_abi_sizeof = cache(context.get_abi_sizeof)
    context.load_additional_registries = _loaded_once(context)
    try:
        yield
    finally:
        types.Record.__repr__ = written
        del types.Function.get_call_type  # what it inherits is found again; so with the next two
        del context.get_abi_sizeof, context.load_additional_registries


def _once(get_call_type: Callable[..., Any]) -> Callable[..., Any]:
    """The signature of a built-in function for types of arguments, remembered."""
    known: dict[Any, Any] = {}

    def remembered(function: Any, context: Any, args: Any, kws: Any) -> Any:
        key = function, tuple(args), tuple(kws.items())
        if key not in known:
            known[key] = get_call_type(function, context, args, kws)
        return known[key]

    return remembered


def _loaded_once(context: Any) -> Callable[[], None]:
    """At the first call all of Numba's own code, then only what it has been told since, by the kernel's accessors."""
    load, loaded = context.load_additional_registries, []

    def what_is_new() -> None:
        if not loaded:
            loaded.append(True)
            load()
        for registry in list(context._registries):
            context.install_registry(registry)

    return what_is_new
