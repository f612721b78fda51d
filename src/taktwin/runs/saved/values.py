"""Whether the single values of a snapshot are possible: types, shapes, and each field by its role."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from taktwin.kernel.base import moving
from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import amounts_of
from taktwin.kernel.lowering.program import Program
from taktwin.model.phrase import Phrase
from taktwin.runs.releases import EARLIER
from taktwin.runs.saved.fields import CHANGES, MOST_TIME, Bounds, changing_floats, kept_type
from taktwin.runs.saved.impossible import ImpossibleError, need
from taktwin.runs.saved.kinds import STREAMS, among

RECORDS = {
    "world": k.WORLD,
    "resource_states": k.RESOURCE_STATE,
    "node_states": k.NODE_STATE,
    "entries": k.ENTRY,
    "jobs": k.JOB,
    "carriers": k.CARRIER,
    "mode_states": k.MODE_STATE,
    "stock_states": k.STOCK_STATE,
    "dock_states": k.DOCK_STATE,
    "network_states": moving.NETWORK_STATE,
    "guided": moving.GUIDED,
    "zone_states": moving.ZONE_STATE,
    "cluster_states": moving.CLUSTER_STATE,
    "stop_states": moving.STOP_STATE,
    "line_states": moving.LINE_STATE,
    "line_zone_states": moving.LINE_ZONE_STATE,
    "rest_states": k.REST_STATE,
}
_HEAD: dict[str, type | tuple[type, ...]] = {
    "model": str,
    "model_hash": str,
    "rules": str,
    "seed": int,
    "replication": int,
    "begun": float,
    "origin": float,
    "wall_seconds": float,
    "started": bool,
    "trace": bool,
}


def check_head(about: Mapping[str, Any]) -> None:
    """Every entry of the head is there and of its type."""
    for name, kind in _HEAD.items():
        value = about.get(name)
        need(isinstance(value, kind) and (kind is not int or not isinstance(value, bool)), f"`{name}` of its head")
    need(about["seed"] >= 0 and about["replication"] >= 0, "its seed or replication")
    need(all(math.isfinite(about[name]) for name in ("begun", "origin", "wall_seconds")), "the times of its head")


def shapes(program: Program, arrays: Mapping[str, np.ndarray]) -> dict[str, tuple[tuple[int, ...], np.dtype]]:
    """Shape and type that every array must have; the sizes of jobs, log and series are as they are."""
    given = program.arrays
    jobs, logs, rows, known = (len(arrays[name]) if name in arrays and arrays[name].ndim else 0 for name in _FREE)
    found = {
        name: ((jobs,) if name == "jobs" else given[name].shape, kept_type(name, record))
        for name, record in RECORDS.items()
    }
    plain = np.dtype(np.float64)
    streams = int(among(given["resources"]["kind"], STREAMS).sum())
    return {
        **found,
        "values": ((jobs, given["values"].shape[1]), np.dtype(np.int64)),
        "seconds": (given["seconds"].shape, plain),
        "floats": ((int(changing_floats(given).sum()),), plain),
        "releases": ((streams,), plain),
        "logs": ((logs,), k.LOG),
        "rows": ((rows, given["series"].shape[1]), plain),
        "stocks_at_origin": (given["stocks"].shape, plain),
        "released": ((known,), EARLIER),
    }


_FREE = ("jobs", "logs", "rows", "released")


def check_shapes(program: Program, arrays: Mapping[str, np.ndarray]) -> None:
    """Every array is there, with the type and shape that the program asks for, and no other one."""
    wanted = shapes(program, arrays)
    need(arrays.keys() == wanted.keys(), "which arrays it holds")
    for name, (shape, dtype) in wanted.items():
        need(arrays[name].shape == shape and arrays[name].dtype == dtype, f"type or shape of {name}")


def check_values(program: Program, arrays: Mapping[str, np.ndarray]) -> Bounds:
    """Each field holds what its role allows."""
    now = float(arrays["world"]["now"][0])
    need(0.0 <= now <= MOST_TIME, "its time")
    bounds = Bounds(now, {name: array.shape[0] for name, array in {**program.arrays, "jobs": arrays["jobs"]}.items()})
    for table, fields in CHANGES.items():
        for name, role in fields.items():
            good = role.holds(arrays[table][name], bounds)
            if not good.all():
                row = int(np.argmin(good))
                raise ImpossibleError(
                    Phrase(
                        "field {name} of {table}, row {row}: {value} is not {word}",
                        name=name,
                        table=table,
                        row=row,
                        value=arrays[table][name][row],
                        word=role.word,
                    )
                )
    for name in ("seconds", "rows", "stocks_at_origin", "floats"):
        need(np.isfinite(arrays[name]).all(), f"a number of {name}")
    need((arrays["seconds"] >= 0.0).all(), "a number of seconds")
    _check_options(program, arrays)
    _check_log(program, arrays["logs"], now)
    births = arrays["logs"][arrays["logs"]["kind"] == k.LOG_BORN]
    known = arrays["released"]
    need(np.array_equal(known["stream"], births["who"]), "a stream of its releases")
    need(np.array_equal(known["order"], births["order"]), "an order of its releases")
    need((known["time"] <= births["time"]).all() and np.isfinite(known["time"]).all(), "a time of its releases")
    return bounds


def _check_options(program: Program, arrays: Mapping[str, np.ndarray]) -> None:
    sizes = np.array(program.options.columns)
    need(((arrays["values"] >= 0) & (arrays["values"] < sizes)).all(), "an option, or a number of visits, of a job")


def _check_log(program: Program, logs: np.ndarray, now: float) -> None:
    kind, who, what = logs["kind"], logs["who"], logs["what"]
    need(np.isfinite(logs["time"]).all() and (logs["time"] <= now).all(), "a time of its log")
    moved = kind == k.LOG_STOCK
    entered = kind == k.LOG_ENTER  # they tell the stream of the job in this column, as -2 - stream
    told = -2 - logs["point"][entered].astype(np.int64)
    need(np.isin(told, [-1, *program.flow.streams.values()]).all(), "the stream of a job in its log")
    point = logs["point"][~moved & ~entered]
    need(((point >= -1) & (point < len(program.flow.points))).all(), "a point of its log")
    streams = np.isin(who, list(program.flow.streams.values()) or [-1])
    sizes = program.options.sizes
    combinations = max(math.prod(sizes[at] for at in word) for word in program.options.words)
    resources, nodes = len(program.resource_names), len(program.node_names)
    good = np.isin(kind, (k.LOG_BORN, k.LOG_MORE)) & (what >= 0) & (what < combinations)
    good |= kind == k.LOG_PASS
    good |= (kind == k.LOG_END) & (what >= 0) & (what <= k.JOINED)
    good &= streams & (logs["order"] >= -1) & (logs["order"] < k.UNLIMITED)
    state = (kind == k.LOG_STATE) & (what >= 0) & (what < len(k.STATES))
    good |= state & (who >= 0) & (who < resources)
    good |= (kind == k.LOG_DOCK) & (what >= 0) & (what < len(k.AT_DOCK)) & (who >= 0) & (who < resources)
    good |= entered & (((who >= 0) & (who < nodes)) | ((who < -1) & (-2 - who < nodes)))
    good[moved] = _good_movements(program, logs[moved])
    need(good.all(), "a row of its log")


def _good_movements(program: Program, rows: np.ndarray) -> np.ndarray:
    """Whether rows of stock movements are as `joblog.log_stock` writes them."""
    order, point = rows["order"], rows["point"].astype(np.int64)
    good = (rows["who"] >= 0) & (rows["who"] < len(program.stocks)) & np.isfinite(amounts_of(rows["what"]))
    resource = (-2 - order < len(program.resource_names)) & (point == -1)
    stream = np.where(point < -1, -2 - point, point)
    job = (order < k.UNLIMITED) & np.isin(stream, list(program.flow.streams.values()))
    return good & np.where(order >= 0, job, resource)
