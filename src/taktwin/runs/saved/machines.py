"""Whether what each machine of a snapshot does fits together: flags, phase, times and state."""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.runs.saved.impossible import need
from taktwin.runs.saved.places import Arrays

_PHASES = {
    k.SERVER: (k.NO_WORK, k.IN_SETUP, k.IN_WORK),
    k.CELL: (k.NO_WORK, k.IN_SETUP, k.IN_WORK),
    k.VEHICLE: (k.NO_WORK, k.EMPTY_RUN, k.LOADED_RUN),
}
_GUIDED_PHASES = (k.NO_WORK, k.IN_SETUP, k.DRIVING, k.LOADING, k.UNLOADING)


def check_machines(arrays: Arrays, program_resources: np.ndarray) -> None:
    """Flags, phases and states of all resources."""
    r = arrays["resources"]
    kind, up, on, running = r["kind"], r["up"] == 1, r["on"] == 1, r["running"] == 1
    works, done = r["phase"] != k.NO_WORK, r["done"] == 1
    for which, phases in _PHASES.items():
        need(np.isin(r["phase"][(kind == which) & (r["row"] < 0)], phases).all(), "the phase of a machine")
    guided = (kind == k.VEHICLE) & (r["row"] >= 0)
    need(np.isin(r["phase"][guided], _GUIDED_PHASES).all(), "the phase of a vehicle")
    need(not works[np.isin(kind, (k.SERVER, k.CELL, k.VEHICLE), invert=True)].any(), "what works without work")
    belt = kind == k.CONVEYOR
    need((running == (up & on & works))[~belt & (kind >= k.SERVER)].all(), "whether a machine runs")
    nodes = arrays["nodes"]
    may = up & on & ((nodes["accumulating"][r["node"]] == 1) | ~done)
    need((running == may)[belt].all(), "whether a belt runs")
    need(not running[kind < k.SERVER].any() and up[kind < k.SERVER].all(), "whether a machine runs")
    need(not (works & done).any(), "a machine works on a finished job")
    server = kind == k.SERVER
    need((r["job"] >= 0)[(server | (kind == k.CELL)) & (done | (works & (kind != k.CELL)))].all(), "work without a job")
    need((r["job"] >= 0)[(kind == k.CELL) & works].all(), "work without a lot")
    plain = server & (nodes["plain"][r["node"]] == 1)
    need((works | done)[plain & (r["job"] >= 0)].all(), "a job that nobody works on")
    need(not (r["claimed"] == 1)[~(done & (server | belt))].any(), "a vehicle comes for a job that is not finished")
    _check_failures(r, up)
    _check_causes(arrays)
    _check_state(arrays)
    follows = r["calendar"] >= 0
    need((on == (program_resources["on"] == 1))[~follows & (kind != k.CALENDAR)].all(), "who is on shift")


def _check_failures(r: np.ndarray, up: np.ndarray) -> None:
    first, end = r["mode0"], r["mode0"] + r["modes"]
    need(((r["due_mode"] >= first) & (r["due_mode"] < end))[up & np.isfinite(r["fail_at"])].all(), "a failure to come")
    need(((r["down_mode"] >= first) & (r["down_mode"] < end))[~up].all(), "the failure of a machine that is down")
    need(((r["due_mode"] < end) & (r["down_mode"] < end)).all(), "a failure of another machine")


def _check_causes(arrays: Arrays) -> None:
    """What a machine waits for is in its own list; a make cell makes a recipe of its own."""
    r, nodes, entries = arrays["resources"], arrays["nodes"], arrays["entries"]
    for i in np.flatnonzero((r["cause"] >= 0) & (r["kind"] == k.SERVER)):
        node, cause = nodes[r["node"][i]], r["cause"][i]
        joins = node["join0"] <= cause < node["join0"] + node["joins"]
        need(joins or node["need0"] <= cause < node["need0"] + node["needs"], "what a station waits for")
    need((r["cause"][np.isin(r["kind"], (k.SERVER, k.CELL), invert=True)] < 0).all(), "what a machine waits for")
    for cell in r[r["kind"] == k.CELL]:
        node, job = nodes[cell["node"]], cell["job"]
        need(job < 0 or node["row"] <= job < node["row"] + node["rows"], "the recipe of a make cell")
        need(job < 0 or cell["hits"] <= max(1, entries["lot"][job]), "the lot of a make cell")
        if cell["cause"] >= 0:
            need(job >= 0, "what a make cell waits for")
            first, needs = entries["need0"][job], entries["needs"][job]
            need(first <= cell["cause"] < first + needs, "what a make cell waits for")


def _check_state(arrays: Arrays) -> None:
    """The state of every machine follows from its flags, as `machine.state_of` has it."""
    r, jobs, nodes = arrays["resources"], arrays["jobs"], arrays["nodes"]
    kind, done, job, running = r["kind"], r["done"] == 1, r["job"], r["running"] == 1
    holds = done & np.isin(kind, (k.SERVER, k.CONVEYOR))
    to_link = np.zeros(r.size, bool)
    to_link[holds] = nodes["kind"][jobs["dest"][job[holds]]] == k.N_LINK
    blocked = np.where(to_link, k.WAITING_TRANSPORT, k.BLOCKED)
    belt = np.where(job < 0, k.STARVED, np.where(done, blocked, k.WORKING))
    other = np.where(job >= 0, np.where(done, blocked, k.WAITING_PARTS), k.STARVED)
    other = np.where(kind == k.VEHICLE, np.where(r["waits"] == 1, k.BLOCKED, k.STARVED), other)
    other = np.where(kind == k.LOAD, k.WORKING, other)
    other = np.where(running, np.where(r["phase"] == k.IN_SETUP, k.SETUP, k.WORKING), other)
    state = np.where(kind == k.CONVEYOR, belt, other)
    waits = np.where(np.isinf(r["repair_end"]), k.WAITING_CREW, k.DOWN)
    state = np.where(r["on"] == 0, k.OFF_SHIFT, np.where(r["up"] == 0, waits, state))
    need((state == r["state"])[kind >= k.SERVER].all(), "the state of a machine")
