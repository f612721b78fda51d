"""When each resource of a snapshot is due next: it follows from the resource, except for the releases of jobs."""

from __future__ import annotations

import math

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.hashing import mix_all
from taktwin.kernel.base.random import _OTHER
from taktwin.runs.saved.impossible import need
from taktwin.runs.saved.kinds import (
    BATCHES,
    BELTS,
    CALENDARS,
    DELIVERIES,
    LANES,
    LINES,
    MACHINES,
    STREAMS,
    WAYS_BACK,
    among,
)
from taktwin.runs.saved.pausing import check_pauses
from taktwin.runs.saved.places import Arrays
from taktwin.runs.trucks import at_dock, dock_of, lanes_of, trucks_of

_CLOSE = 1e-3  # s: by so much sums of times may be wrong


def due_times(arrays: Arrays, releases: np.ndarray, now: float) -> np.ndarray:
    """Due time of each resource (s, inf: never), none of them past."""
    given, r, floats = arrays["resources"], arrays["resource_states"], arrays["floats"]
    kind = given["kind"]
    _check_calendars(arrays)
    _check_lanes(arrays)
    _check_docks(arrays, now)
    _check_streams(arrays, releases)
    due = np.where(r["running"] == 1, np.minimum(r["entry_at"], r["work_end"]), r["entry_at"])
    due = np.minimum(due, np.where(r["up"] == 1, r["fail_at"], r["repair_end"]))
    for i in np.flatnonzero(among(kind, CALENDARS)):
        due[i] = r["base"][i] + floats[given["list0"][i] + r["at"][i]]
    for i in lanes_of(arrays):
        due[i] = min([r["work_end"][i], *trucks_of(arrays, i)[0]])
    for i in np.flatnonzero(among(kind, WAYS_BACK)):
        head = arrays["node_states"]["head"][given["node"][i]]
        due[i] = arrays["carriers"]["back"][head] if head >= 0 else np.inf
    due[among(kind, STREAMS)] = releases
    need((due >= now).all(), "something was due before its time")
    check_pauses(given, r, floats, now)
    pauses = given["pauses"] == k.WITHOUT_WORK
    need((r["entry_at"] == r["pause_at"])[pauses].all(), "when a pause changes")
    need(not np.isfinite(r["entry_at"][~among(kind, BELTS, BATCHES) & ~pauses]).any(), "the entry of what is no belt")
    belts = among(kind, BELTS) & ~among(kind, LINES) & (r["running"] == 1)
    need((np.isfinite(r["work_end"]) <= ((r["job"] >= 0) & (r["done"] == 0)))[belts].all(), "the end of a belt")
    busy = (r["running"] == 1) & (r["phase"] != k.NO_WORK)
    need(np.isfinite(r["work_end"][busy]).all(), "the end of a work")
    return due


def tree(leaves: np.ndarray, size: int) -> np.ndarray:
    """The calendar over these due times, as `kernel.base.tree` keeps it; ``size`` is its number of leaves."""
    due = np.full(2 * size, np.inf)
    due[size : size + leaves.size] = leaves
    while size > 1:
        least = due[size : 2 * size].reshape(-1, 4).min(axis=1)
        size //= 4
        due[size : 2 * size] = least
    return due


def check_keys(arrays: Arrays) -> None:
    """The keys of work times follow from those of the run."""
    r = arrays["resource_states"]
    with np.errstate(over="ignore"):
        keys = mix_all(r["key"] + np.uint64(k.P_WORK) * _OTHER)  # as `random.purpose_key`
    drawn = among(arrays["resources"]["kind"], MACHINES)
    need((r["work_key"] == keys)[drawn].all(), "the random numbers of its seed")


def _check_calendars(arrays: Arrays) -> None:
    given, r, ints = arrays["resources"], arrays["resource_states"], arrays["ints"]
    around = np.zeros(arrays["rests"].size, np.int64)  # places: how many calendars around them are on shift
    for i in np.flatnonzero(among(given["kind"], CALENDARS)):
        one, at = given[i], r["at"][i]
        need(at < one["lists"], "where a calendar stands")
        followers = ints[one["sources0"] : one["sources0"] + one["sources"]]
        on = np.where(r["closing"][followers] == 1, 0, r["on"][followers])
        need((on == at % 2).all() and (r["on"][followers] >= r["closing"][followers]).all(), "who is on shift")
        around[ints[one["shifts0"] : one["shifts0"] + one["shifts"]]] += at % 2
    need(np.array_equal(around, arrays["rest_states"]["on"]), "which places come to rest")


def _check_lanes(arrays: Arrays) -> None:
    """Trucks come one after the other, at the dock they are unloaded so, and the next order is placed in time."""
    given, r = arrays["resources"], arrays["resource_states"]
    need(not r["yard"][~among(given["kind"], LANES, DELIVERIES)].any(), "the trucks at a dock")
    for i in lanes_of(arrays):
        lane, one, yard = given[i], r[i], int(r["yard"][i])
        need(one["head"] < lane["capacity"] and yard <= one["count"] <= lane["capacity"], "the trucks of a lane")
        need(yard == 0 or dock_of(arrays, i) >= 0, "the trucks at a dock")
        times, begins, amounts = trucks_of(arrays, i)
        need((np.diff(times[:yard]) >= 0.0).all() and (np.diff(times[yard:]) >= 0.0).all(), "the trucks of a lane")
        need((begins[:yard] <= times[:yard]).all() and not begins[yard:].any(), "the trucks of a lane")
        need((amounts >= 0.0).all(), "the trucks of a lane")
        need(times.size == yard or times[-1] <= one["last_arrival"], "the last truck of a lane")
        if math.isinf(lane["period"]):  # it orders as soon as parts are drawn
            need(math.isinf(one["work_end"]), "the next order of a lane")
            continue
        due, later = float(one["work_end"]), float(one["base"] + (one["at"] + 1) * lane["period"])
        need(math.isfinite(due) and due < later <= due + 1.001 * lane["period"], "the next order of a lane")


def _check_docks(arrays: Arrays, now: float) -> None:
    """Who is at a dock is unloaded in the order of coming, at once or when a door is free; its doors know when."""
    floats, states = arrays["floats"], arrays["dock_states"]
    _check_deliveries(arrays, now)
    for at, dock in enumerate(arrays["docks"]):
        doors = floats[dock["door0"] : dock["door0"] + dock["doors"]]
        trucks = list(at_dock(arrays, at))
        ends = sorted(end for begin, end in trucks if begin <= now)
        need(len(ends) <= dock["doors"], "the trucks at a dock")
        waits = [(begin, end) for begin, end in trucks if begin > now]
        free = [0.0] * (int(dock["doors"]) - len(ends)) + ends
        for begin, end in waits:
            free.sort()
            need(free[0] == begin, "the trucks in a yard")
            free[0] = end
        need(sorted(one for one in free if one > now) == sorted(doors[doors > now].tolist()), "the doors of a dock")
        head, count = int(states["head"][at]), int(states["count"][at])
        need(head < dock["capacity"] and count <= dock["capacity"], "the trucks in a yard")
        ring = floats[dock["room0"] + (head + np.arange(count)) % dock["capacity"]]
        need((np.diff(ring) >= 0.0).all(), "the trucks in a yard")
        need(ring[ring > now].tolist() == [begin for begin, _ in waits], "the trucks in a yard")
        need(states["unloading"][at] + _CLOSE >= np.maximum(doors - now, 0.0).sum(), "the sums of a dock")


def _check_deliveries(arrays: Arrays, now: float) -> None:
    """A truck of a delivery that is at a dock has jobs that have been driven there, and knows what comes next."""
    given, r = arrays["resources"], arrays["resource_states"]
    for i in np.flatnonzero(among(given["kind"], DELIVERIES)):
        one, node = r[i], arrays["nodes"][given["node"][i]]
        at_dock = one["yard"] > 0
        need(one["yard"] <= k.BEING_UNLOADED and (node["dock"] >= 0 or not at_dock), "the trucks at a dock")
        if not at_dock:
            need(one["base"] == 0.0 and one["last_arrival"] == 0.0, "the trucks at a dock")
            continue
        need(one["done"] == 1 and one["job"] >= 0 and one["base"] <= one["last_arrival"], "the trucks at a dock")
        due = one["base"] if one["yard"] == k.IN_YARD else one["last_arrival"]
        first = i == node["res0"]  # it may wait for more jobs, too
        need(one["entry_at"] == due or (first and now <= one["entry_at"] < due), "the trucks at a dock")


def _check_streams(arrays: Arrays, releases: np.ndarray) -> None:
    streams = among(arrays["resources"]["kind"], STREAMS)
    given, r = arrays["resources"][streams], arrays["resource_states"][streams]
    need((r["jobs"] <= r["count"]).all(), "how many orders were released")
    need(not np.isnan(releases).any(), "the next release of an order stream")
    released = (given["sources"] > 0) & ((given["dist"] >= 0) | (given["releases0"] >= 0))
    need((released & (r["jobs"] < r["count"]))[np.isfinite(releases)].all(), "the next release of an order stream")
