"""Whether what each machine of a snapshot does fits together: flags, phase, times and state."""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.kinds.register import KINDS
from taktwin.runs.saved.impossible import need
from taktwin.runs.saved.kinds import BELTS, CALENDARS, CELLS, LINKS, LOADS, MACHINES, SERVERS, VEHICLES, among
from taktwin.runs.saved.places import Arrays

_GUIDED_PHASES = (k.NO_WORK, k.IN_SETUP, k.DRIVING, k.LOADING, k.UNLOADING)


def check_machines(arrays: Arrays, begin: np.ndarray) -> None:
    """Flags, phases and states of all resources; ``begin`` are their states at the start of the plant."""
    given, r = arrays["resources"], arrays["resource_states"]
    kind, up, on, running = given["kind"], r["up"] == 1, r["on"] == 1, r["running"] == 1
    works, done = r["phase"] != k.NO_WORK, r["done"] == 1
    guided = among(kind, VEHICLES) & (given["row"] >= 0)
    need(np.isin(r["phase"][guided], _GUIDED_PHASES).all(), "the phase of a vehicle")
    for code, said in enumerate(KINDS.all):
        need(np.isin(r["phase"][(kind == code) & ~guided], (k.NO_WORK, *said.phases)).all(), "the phase of a machine")
    belt, machine = among(kind, BELTS), among(kind, MACHINES)
    need((running == (up & on & works))[~belt & machine].all(), "whether a machine runs")
    nodes = arrays["nodes"]
    may = up & on & ((nodes["accumulating"][given["node"]] == 1) | ~done)
    need((running == may)[belt].all(), "whether a belt runs")
    need(not running[~machine].any() and up[~machine].all(), "whether a machine runs")
    need(not (works & done).any(), "a machine works on a finished job")
    server, cell = among(kind, SERVERS), among(kind, CELLS)
    at_job = done | (np.isin(r["phase"], (k.IN_SETUP, k.IN_WORK)) & ~cell)
    need((r["job"] >= 0)[(server | cell) & at_job].all(), "work without a job")
    need((r["job"] >= 0)[cell & works].all(), "work without a lot")
    plain = server & (nodes["plain"][given["node"]] == 1)
    need((works | done)[plain & (r["job"] >= 0)].all(), "a job that nobody works on")
    need(not (r["claimed"] == 1)[~(done & (server | belt))].any(), "a vehicle comes for a job that is not finished")
    _check_failures(given, r, up)
    _check_causes(arrays)
    _check_state(arrays)
    follows = given["calendar"] >= 0
    need((on == (begin["on"] == 1))[~follows & ~among(kind, CALENDARS)].all(), "who is on shift")


def _check_failures(given: np.ndarray, r: np.ndarray, up: np.ndarray) -> None:
    first, end = given["mode0"], given["mode0"] + given["modes"]
    need(((r["due_mode"] >= first) & (r["due_mode"] < end))[up & np.isfinite(r["fail_at"])].all(), "a failure to come")
    need(((r["down_mode"] >= first) & (r["down_mode"] < end))[~up].all(), "the failure of a machine that is down")
    need(((r["due_mode"] < end) & (r["down_mode"] < end)).all(), "a failure of another machine")


def _check_causes(arrays: Arrays) -> None:
    """What a machine waits for is in its own list; a make cell makes a recipe of its own."""
    given, r, entries = arrays["resources"], arrays["resource_states"], arrays["entries"]
    nodes = arrays["nodes"][given["node"]]
    for i in np.flatnonzero((r["cause"] >= 0) & among(given["kind"], SERVERS)):
        node, cause = nodes[i], r["cause"][i]
        joins = node["join0"] <= cause < node["join0"] + node["joins"]
        need(joins or node["need0"] <= cause < node["need0"] + node["needs"], "what a station waits for")
    need((r["cause"][~among(given["kind"], SERVERS, CELLS)] < 0).all(), "what a machine waits for")
    for i in np.flatnonzero(among(given["kind"], CELLS)):
        cell, node, job = r[i], nodes[i], r["job"][i]
        need(job < 0 or node["row"] <= job < node["row"] + node["rows"], "the recipe of a make cell")
        need(job < 0 or cell["hits"] <= max(1, entries["lot"][job]), "the lot of a make cell")
        if cell["cause"] >= 0:
            need(job >= 0, "what a make cell waits for")
            first, needs = entries["need0"][job], entries["needs"][job]
            need(first <= cell["cause"] < first + needs, "what a make cell waits for")


def _check_state(arrays: Arrays) -> None:
    """The state of every machine follows from its flags, as `machine.state_of` has it."""
    r, jobs, nodes = arrays["resource_states"], arrays["jobs"], arrays["nodes"]
    kind, done, job, running = arrays["resources"]["kind"], r["done"] == 1, r["job"], r["running"] == 1
    holds = done & among(kind, SERVERS, BELTS)
    to_link = np.zeros(r.size, bool)
    to_link[holds] = among(nodes["kind"][jobs["dest"][job[holds]]], LINKS)
    blocked = np.where(to_link, k.WAITING_TRANSPORT, k.BLOCKED)
    belt = np.where(job < 0, k.STARVED, np.where(done, blocked, k.WORKING))
    other = np.where(job >= 0, np.where(done, blocked, k.WAITING_PARTS), k.STARVED)
    other = np.where(among(kind, VEHICLES), np.where(r["waits"] == 1, k.BLOCKED, k.STARVED), other)
    other = np.where(among(kind, LOADS), k.WORKING, other)
    other = np.where(running, np.where(r["phase"] == k.IN_SETUP, k.SETUP, k.WORKING), other)
    state = np.where(among(kind, BELTS), belt, other)
    waits = np.where(np.isinf(r["repair_end"]), k.WAITING_CREW, k.DOWN)
    state = np.where(r["on"] == 0, k.OFF_SHIFT, np.where(r["up"] == 0, waits, state))
    need((state == r["state"])[among(kind, MACHINES)].all(), "the state of a machine")
