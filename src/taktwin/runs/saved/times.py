"""When each resource of a snapshot is due next: it follows from the resource, except for the releases of jobs."""

from __future__ import annotations

import math

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.hashing import mix_all
from taktwin.kernel.base.random import _OTHER
from taktwin.runs.saved.impossible import need
from taktwin.runs.saved.kinds import BATCHES, BELTS, CALENDARS, LANES, MACHINES, STREAMS, WAYS_BACK, among
from taktwin.runs.saved.places import Arrays


def due_times(arrays: Arrays, releases: np.ndarray, now: float) -> np.ndarray:
    """Due time of each resource (s, inf: never), none of them past."""
    given, r, floats = arrays["resources"], arrays["resource_states"], arrays["floats"]
    kind = given["kind"]
    _check_calendars(arrays)
    _check_lanes(arrays)
    _check_streams(arrays, releases)
    due = np.where(r["running"] == 1, np.minimum(r["entry_at"], r["work_end"]), r["entry_at"])
    due = np.minimum(due, np.where(r["up"] == 1, r["fail_at"], r["repair_end"]))
    for i in np.flatnonzero(among(kind, CALENDARS)):
        due[i] = r["base"][i] + floats[given["list0"][i] + r["at"][i]]
    for i in np.flatnonzero(among(kind, LANES)):
        due[i] = min([r["work_end"][i], *floats[trucks(given[i], r[i])[:1]]])
    for i in np.flatnonzero(among(kind, WAYS_BACK)):
        head = arrays["node_states"]["head"][given["node"][i]]
        due[i] = arrays["carriers"]["back"][head] if head >= 0 else np.inf
    due[among(kind, STREAMS)] = releases
    need((due >= now).all(), "something was due before its time")
    need(not np.isfinite(r["entry_at"][~among(kind, BELTS, BATCHES)]).any(), "the entry of what is no belt")
    belts = among(kind, BELTS) & (r["running"] == 1)
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


def trucks(lane: np.void, state: np.void) -> np.ndarray:
    """Where the trucks of a lane that are on the way stand in the floats, the first one first."""
    return lane["list0"] + 2 * ((state["head"] + np.arange(state["count"])) % lane["capacity"])


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
    """Trucks come one after the other, and the next order is placed in time."""
    given, r, floats = arrays["resources"], arrays["resource_states"], arrays["floats"]
    for i in np.flatnonzero(among(given["kind"], LANES)):
        lane, one = given[i], r[i]
        need(one["head"] < lane["capacity"] and one["count"] <= lane["capacity"], "the trucks of a lane")
        slots = trucks(lane, one)
        need((np.diff(floats[slots]) >= 0.0).all() and (floats[slots + 1] >= 0.0).all(), "the trucks of a lane")
        need(not slots.size or floats[slots[-1]] <= one["last_arrival"], "the last truck of a lane")
        due, later = float(one["work_end"]), float(one["base"] + (one["at"] + 1) * lane["period"])
        need(math.isfinite(due) and due < later <= due + 1.001 * lane["period"], "the next order of a lane")


def _check_streams(arrays: Arrays, releases: np.ndarray) -> None:
    streams = among(arrays["resources"]["kind"], STREAMS)
    given, r = arrays["resources"][streams], arrays["resource_states"][streams]
    need((r["jobs"] <= r["count"]).all(), "how many orders were released")
    need(not np.isnan(releases).any(), "the next release of an order stream")
    released = (given["sources"] > 0) & ((given["dist"] >= 0) | (given["releases0"] >= 0))
    need((released & (r["jobs"] < r["count"]))[np.isfinite(releases)].all(), "the next release of an order stream")
