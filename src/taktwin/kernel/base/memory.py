"""How the kernel reaches the arrays of a run.

Kernel functions take one argument ``s``, the world record, which holds the address and size of every array. Passing the
arrays themselves cost microseconds a call (a dozen array structures copied each time) and minutes of compilation. The
accessors below turn ``(s, index)`` into the record or number at that place; they compile to one load and one addition.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from taktwin.kernel.base import moving
from taktwin.kernel.base import state as k
from taktwin.kernel.base.record import offset_of

_INT64 = ir.IntType(64)


def _address(builder: ir.IRBuilder, world: Any, field: str, offset: Any) -> Any:
    """LLVM value of the address of byte ``offset`` in the array whose address the world holds in ``field``.

    The compiler is told that arrays stay where they are (they move between two calls of the kernel only): it would else
    read their addresses again after every write to any of them.
    """
    at = builder.ptrtoint(world, _INT64)
    at = builder.add(at, ir.Constant(_INT64, offset_of(k.WORLD, field)))
    base: Any = builder.load(builder.inttoptr(at, ir.PointerType(_INT64)))
    base.set_metadata("invariant.load", builder.module.add_metadata([]))
    return builder.add(base, offset)


def _records(field: str, dtype: np.dtype) -> Callable[..., Any]:
    """Accessor of the records of one table."""
    record = numba.from_dtype(dtype)

    @intrinsic
    def at(context: Any, s: Any, index: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            offset = builder.mul(args[1], ir.Constant(_INT64, dtype.itemsize))
            return builder.inttoptr(_address(builder, args[0], field, offset), context.get_value_type(record))

        return record(s, types.int64), code

    return at


def _prefetcher(field: str, size: int) -> Callable[..., Any]:
    """Has the processor fetch the cache line at byte ``offset`` of record ``index`` of an array (``size`` bytes each).

    It is a hint: nothing happens where there is no such record.
    """

    @intrinsic
    def fetch(context: Any, s: Any, index: Any, offset: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            bytes_before = builder.add(builder.mul(args[1], ir.Constant(_INT64, size)), args[2])
            pointer = ir.PointerType(ir.IntType(8))
            kind = ir.FunctionType(ir.VoidType(), [pointer, *[ir.IntType(32)] * 3])
            call = builder.module.declare_intrinsic("llvm.prefetch", [pointer], kind)
            at = builder.inttoptr(_address(builder, args[0], field, bytes_before), pointer)
            for_reading, keep, data = (ir.Constant(ir.IntType(32), n) for n in (0, 3, 1))
            builder.call(call, [at, for_reading, keep, data])
            return context.get_dummy_value()

        return types.void(s, types.int64, types.int64), code

    return fetch


def _getter(field: str, kind: Any) -> Callable[..., Any]:
    """Accessor that reads a number of one array (8 bytes each)."""

    @intrinsic
    def get(context: Any, s: Any, index: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            offset = builder.shl(args[1], ir.Constant(_INT64, 3))
            llvm = context.get_value_type(kind)
            return builder.load(builder.inttoptr(_address(builder, args[0], field, offset), ir.PointerType(llvm)))

        return kind(s, types.int64), code

    return get


def _setter(field: str, kind: Any) -> Callable[..., Any]:
    """Accessor that writes a number of one array (8 bytes each)."""

    @intrinsic
    def put(context: Any, s: Any, index: Any, value: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            offset = builder.shl(args[1], ir.Constant(_INT64, 3))
            llvm = context.get_value_type(kind)
            builder.store(args[2], builder.inttoptr(_address(builder, args[0], field, offset), ir.PointerType(llvm)))
            return context.get_dummy_value()

        return types.void(s, types.int64, kind), code

    return put


def _table_behind() -> Callable[..., Any]:
    """Accessor of the numbers that lie behind a row of distributions (see `state.DIST`)."""

    @intrinsic
    def get(context: Any, dist: Any, index: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            at = builder.add(builder.ptrtoint(args[0], _INT64), ir.Constant(_INT64, k.DIST.itemsize))
            at = builder.add(at, builder.shl(args[1], ir.Constant(_INT64, 3)))
            return builder.load(builder.inttoptr(at, ir.PointerType(context.get_value_type(types.float64))))

        return types.float64(dist, types.int64), code

    return get


resource = _records("at_resources", k.RESOURCE)
resource_state = _records("at_resource_states", k.RESOURCE_STATE)
place = _records("at_nodes", k.NODE)
place_state = _records("at_node_states", k.NODE_STATE)
entry = _records("at_entries", k.ENTRY)
job_at = _records("at_jobs", k.JOB)
carrier_at = _records("at_carriers", k.CARRIER)
mode_at = _records("at_modes", k.MODE)
mode_state = _records("at_mode_states", k.MODE_STATE)
stock_at = _records("at_stocks", k.STOCK)
stock_state = _records("at_stock_states", k.STOCK_STATE)
lane_at = _records("at_lanes", k.LANE)
lane_load = _records("at_lane_loads", k.LANE_LOAD)
dock_at = _records("at_docks", k.DOCK)
dock_state = _records("at_dock_states", k.DOCK_STATE)
dist_at = _records("at_dists", k.DIST)
step_at = _records("at_steps", k.STEP)
network_at = _records("at_networks", moving.NETWORK)
network_state = _records("at_network_states", moving.NETWORK_STATE)
guided_at = _records("at_guided", moving.GUIDED)
zone_at = _records("at_zones", moving.ZONE)
zone_state = _records("at_zone_states", moving.ZONE_STATE)
cluster_at = _records("at_clusters", moving.CLUSTER)
cluster_state = _records("at_cluster_states", moving.CLUSTER_STATE)
stop_at = _records("at_stops", moving.STOP)
stop_state = _records("at_stop_states", moving.STOP_STATE)
log_at = _records("at_log", k.LOG)
line_at = _records("at_lines", moving.LINE)
line_state = _records("at_line_states", moving.LINE_STATE)
line_zone = _records("at_line_zones", moving.LINE_ZONE)
line_zone_state = _records("at_line_zone_states", moving.LINE_ZONE_STATE)
own_at = _records("at_owns", k.OWN)
rest_at = _records("at_rests", k.REST)
rest_state = _records("at_rest_states", k.REST_STATE)


number_behind = _table_behind()

int_at = _getter("at_ints", types.int64)
float_at = _getter("at_floats", types.float64)
put_float = _setter("at_floats", types.float64)
value_of = _getter("at_values", types.int64)  # index: job * job_values + option or counter
put_value = _setter("at_values", types.int64)
seconds_in = _getter("at_seconds", types.float64)  # index: resource * STATE_COUNT + state
put_seconds = _setter("at_seconds", types.float64)
due_at = _getter("at_due", types.float64)
due_bits = _getter("at_due", types.int64)  # the same, as an integer: quicker to compare for equality
put_due = _setter("at_due", types.float64)
word = _getter("at_marks", types.uint64)
put_word = _setter("at_marks", types.uint64)
put_series = _setter("at_series", types.float64)  # index: row * columns + column
series_at = _getter("at_series", types.float64)
ring_at = _getter("at_rings", types.float64)
put_ring = _setter("at_rings", types.float64)

fetch_resource = _prefetcher("at_resources", k.RESOURCE.itemsize)
fetch_resource_state = _prefetcher("at_resource_states", k.RESOURCE_STATE.itemsize)
fetch_place = _prefetcher("at_nodes", k.NODE.itemsize)
fetch_place_state = _prefetcher("at_node_states", k.NODE_STATE.itemsize)
fetch_job = _prefetcher("at_jobs", k.JOB.itemsize)
fetch_seconds = _prefetcher("at_seconds", 8 * k.STATE_COUNT)
