"""How the kernel calls a rule of one's own: by the address of its machine code, so that the kernel is compiled once.

A rule is compiled by itself (see `kernel.own`) and called with the address of the world, which the kernel turns back
into the world record there. So a change of a rule compiles that rule, in a tenth of a second, and nothing else.
"""

from __future__ import annotations

from typing import Any

import numba
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from taktwin.kernel.base import state as k

_INT64, _FLOAT64 = ir.IntType(64), ir.DoubleType()
_WORLD = numba.from_dtype(k.WORLD)

#: What a rule is called with: world, place, job, what is rated, its base in `ints`, and two numbers of chance.
ARGUMENTS = "at, n, j, x, base, u, below"
SIGNATURE = types.float64(*[types.int64] * 5, *[types.float64] * 2)


def _call_rule(context: Any, code: Any, s: Any, n: Any, j: Any, x: Any, base: Any, u: Any, below: Any) -> Any:
    """The number of the rule whose machine code begins at address ``code``."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        function = ir.FunctionType(_FLOAT64, [_INT64] * 5 + [_FLOAT64] * 2)
        pointer = builder.inttoptr(args[0], function.as_pointer())
        return builder.call(pointer, [builder.ptrtoint(args[1], _INT64), *args[2:]])

    return types.float64(types.int64, s, *[types.int64] * 4, *[types.float64] * 2), generate


call_rule: Any = intrinsic(_call_rule)


@intrinsic
def world_at(context: Any, address: Any) -> Any:
    """The world record at an address."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.inttoptr(args[0], context.get_value_type(_WORLD))

    return _WORLD(types.int64), generate
