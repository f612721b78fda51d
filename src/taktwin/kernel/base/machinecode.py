"""Machine code of one LLVM module, in this process or in one beside it.

LLVM works in one thread of a process at a time, so half of a program is given to a process of its own. That runs this
file as a script, and imports nothing of the project or of Numba: it has begun within a tenth of a second.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from typing import Any

import llvmlite.binding as llvm


def machine_code(bitcode: bytes, machine: Mapping[str, Any], vectorize: bool) -> bytes:
    """The module optimised as far as LLVM can (``-O3``), as an object file.

    Args:
        bitcode: The module.
        machine: What is asked of the processor, as `llvmlite.binding.Target.create_target_machine` takes it.
        vectorize: Whether loops are vectorised.
    """
    module = llvm.parse_bitcode(bitcode)
    target = llvm.Target.from_triple(llvm.get_process_triple()).create_target_machine(**machine)
    tuning = llvm.create_pipeline_tuning_options(3)
    tuning.loop_vectorization, tuning.slp_vectorization = vectorize, False
    builder = llvm.create_pass_builder(target, tuning)
    builder.getModulePassManager().run(module, builder)
    return target.emit_object(module)


def begin_machine_code(bitcode: bytes, machine: Mapping[str, Any], vectorize: bool) -> Callable[[], bytes]:
    """Begin to make it beside this process; the function that is given back waits for it.

    Where no process can be started, or there is no second processor for it, it is made here, when it is waited for.
    """
    command = [sys.executable, "-P", __file__, json.dumps([dict(machine), vectorize])]
    made = beside = None
    with contextlib.suppress(OSError):
        if _processors() > 1 and sys.executable:
            made = tempfile.TemporaryFile()  # noqa: SIM115  (closed by who waits)
            with tempfile.TemporaryFile() as asked:
                asked.write(bitcode)
                asked.seek(0)
                beside = subprocess.Popen(command, stdin=asked, stdout=made, stderr=subprocess.DEVNULL)

    def wait() -> bytes:
        if made is not None:
            with made:
                if beside is not None and beside.wait() == 0:
                    made.seek(0)
                    return made.read()
        return machine_code(bitcode, machine, vectorize)

    return wait


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    sys.stdout.buffer.write(machine_code(sys.stdin.buffer.read(), *json.loads(sys.argv[1])))
