"""From what a snapshot holds to the arrays of a run; nothing reaches the kernel that has not been checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.random import run_keys
from taktwin.kernel.base.tree import leaves_for
from taktwin.kernel.lowering.program import Program
from taktwin.runs.saved.carriers import check_carriers
from taktwin.runs.saved.fields import CHANGES, changing_floats, kept_type
from taktwin.runs.saved.fleets import check_fleets
from taktwin.runs.saved.impossible import need
from taktwin.runs.saved.kinds import CALENDARS, DELIVERIES, LANES, LIFTS, STREAMS, among
from taktwin.runs.saved.lines import check_lines
from taktwin.runs.saved.machines import check_machines, check_states
from taktwin.runs.saved.operators import check_operators
from taktwin.runs.saved.paths import check_paths
from taktwin.runs.saved.places import check_crews, check_destinations, check_jobs, check_sequences, check_turns
from taktwin.runs.saved.times import check_keys, due_times, tree
from taktwin.runs.saved.values import RECORDS, check_shapes, check_values


def kept(arrays: Mapping[str, np.ndarray], given: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What changes in the arrays of a run between two instants, as copies; ``given`` are the program's."""
    found: dict[str, np.ndarray] = {}
    for table, record in RECORDS.items():
        found[table] = np.empty(arrays[table].shape, kept_type(table, record))
        for field in CHANGES[table]:
            found[table][field] = arrays[table][field]
    streams = np.flatnonzero(among(arrays["resources"]["kind"], STREAMS))
    return {
        **found,
        "values": arrays["values"].copy(),
        "seconds": arrays["seconds"].copy(),
        "floats": arrays["floats"][changing_floats(given)],
        "releases": arrays["due"][arrays["due"].size // 2 + streams],
    }


def restored(program: Program, about: Mapping[str, Any], saved: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The program's arrays with what is saved in them, proved to be a state in which a run of the program can stand.

    Raises:
        ImpossibleError: it is none.
    """
    check_shapes(program, saved)
    bounds = check_values(program, saved)
    arrays = {name: array if name in k.GIVEN else array.copy() for name, array in program.arrays.items()}
    arrays["jobs"] = np.zeros(saved["jobs"].size, k.JOB)
    arrays["values"] = saved["values"]
    arrays["seconds"] = saved["seconds"]
    arrays["floats"][changing_floats(program.arrays)] = saved["floats"]
    for table, fields in CHANGES.items():
        for field in fields:
            arrays[table][field] = saved[table][field]
    begin = program.arrays["resource_states"]
    _check_given(arrays, begin)
    arrays["resource_states"]["key"] = run_keys(begin["key"], about["seed"], about["replication"])
    check_keys(arrays)
    main = check_jobs(arrays)
    check_destinations(arrays)
    check_crews(arrays)
    check_turns(arrays)
    check_sequences(arrays)
    check_carriers(arrays)
    check_lines(arrays)
    check_machines(arrays, begin)
    check_operators(arrays)
    check_fleets(arrays)
    check_paths(arrays)
    check_states(arrays)
    arrays["due"] = tree(due_times(arrays, saved["releases"], bounds.now), leaves_for(arrays["resources"].size))
    need(arrays["world"]["hint"][0] <= arrays["marks"].size, "what is to be looked at")
    _set_world(arrays["world"], main, saved, bounds.now)
    need(about["begun"] <= about["origin"] <= bounds.now, "when its run began")
    return arrays


def _check_given(arrays: Mapping[str, np.ndarray], begin: np.ndarray) -> None:
    """Two fields change in some kinds of resource only: trucks of a lane, and from when what has no work counts."""
    for field, kinds in (("count", LANES), ("base", [*LANES, *CALENDARS, *LIFTS, *DELIVERIES])):
        same = (arrays["resource_states"][field] == begin[field]) | among(arrays["resources"]["kind"], kinds)
        need(same.all(), f"field {field} of resources is not that of the model")


def _set_world(world: np.ndarray, main: int, saved: Mapping[str, np.ndarray], now: float) -> None:
    one = world[0]
    one["wip"] = main
    need(len(saved["rows"]) == one["bucket_count"], "the length of its series")
    one["bucket_due"] = one["bucket_base"] + (one["bucket_count"] + 1) * one["bucket_len"]
    need(one["bucket_due"] >= now, "the length of its series")
