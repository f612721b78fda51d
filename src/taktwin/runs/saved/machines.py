"""Whether what each machine of a snapshot does fits together: flags, phase, times and state.

What a kind says of itself is asked of it: its phases, when it runs, and its state.
"""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.start.proof import compile_proof, first_wrong_state
from taktwin.runs.saved.impossible import need
from taktwin.runs.saved.kinds import BELTS, CALENDARS, CELLS, LINES, MACHINES, SERVERS, TEAMS, VEHICLES, among
from taktwin.runs.saved.lines import causes_of
from taktwin.runs.saved.places import Arrays
from taktwin.runs.simulation import tell_addresses

_GUIDED_PHASES = (k.NO_WORK, k.IN_SETUP, k.DRIVING, k.LOADING, k.UNLOADING)


def check_machines(arrays: Arrays, begin: np.ndarray) -> None:
    """Flags and phases of all resources; ``begin`` are their states at the start of the plant."""
    given, r = arrays["resources"], arrays["resource_states"]
    kind, up, on, running = given["kind"], r["up"] == 1, r["on"] == 1, r["running"] == 1
    works, done = r["phase"] != k.NO_WORK, r["done"] == 1
    guided = among(kind, VEHICLES) & (given["row"] >= 0)
    need(np.isin(r["phase"][guided], _GUIDED_PHASES).all(), "the phase of a vehicle")
    nodes = arrays["nodes"]
    for code, said in enumerate(KINDS.all):
        these = kind == code
        need(np.isin(r["phase"][these & ~guided], (k.NO_WORK, *said.phases)).all(), "the phase of a machine")
        if said.runs is not None:
            runs = said.runs(r[these], nodes[given["node"][these]])
            need((running[these] == runs).all(), f"whether a {said.name} runs")
    belt, machine = among(kind, BELTS), among(kind, MACHINES)
    need(not running[~machine].any() and up[~machine].all(), "whether a machine runs")
    need(not (works & done).any(), "a machine works on a finished job")
    server, cell = among(kind, SERVERS), among(kind, CELLS)
    at_job = done | (works & ~cell & (r["phase"] != k.EMPTY_RUN))  # empty it comes for one
    carries = server | cell | (belt & ~among(kind, LINES))  # a line may move with no job on it: see `lines`
    need((r["job"] >= 0)[carries & at_job].all(), "work without a job")
    need((r["job"] >= 0)[cell & works].all(), "work without a lot")
    plain = server & (nodes["plain"][given["node"]] == 1)
    need((works | done)[plain & (r["job"] >= 0)].all(), "a job that nobody works on")
    need(not (r["claimed"] == 1)[~(done & (server | belt))].any(), "a vehicle comes for a job that is not finished")
    _check_failures(given, r, up)
    _check_causes(arrays)
    follows = given["calendar"] >= 0
    need((on == (begin["on"] == 1))[~follows & ~among(kind, CALENDARS, TEAMS)].all(), "who is on shift")


def _check_failures(given: np.ndarray, r: np.ndarray, up: np.ndarray) -> None:
    first, end = given["mode0"], given["mode0"] + given["modes"]
    need(((r["due_mode"] >= first) & (r["due_mode"] < end))[up & np.isfinite(r["fail_at"])].all(), "a failure to come")
    need(((r["down_mode"] >= first) & (r["down_mode"] < end))[~up].all(), "the failure of a machine that is down")
    need(((r["due_mode"] < end) & (r["down_mode"] < end)).all(), "a failure of another machine")


def _check_causes(arrays: Arrays) -> None:
    """What a machine waits for is in its own list; a make cell makes a recipe of its own."""
    given, r, entries = arrays["resources"], arrays["resource_states"], arrays["entries"]
    nodes = arrays["nodes"][given["node"]]
    for i in np.flatnonzero((r["cause"] >= 0) & among(given["kind"], SERVERS, TEAMS)):
        node, cause = nodes[i], r["cause"][i]
        lists = [(node[f"{one}0"], node[f"{one}s"]) for one in ("join", "need", "hand")]
        need(any(first <= cause < first + count for first, count in lists), "what a station waits for")
    need((r["cause"][~among(given["kind"], SERVERS, TEAMS, CELLS, LINES)] < 0).all(), "what a machine waits for")
    for i in np.flatnonzero((r["cause"] >= 0) & among(given["kind"], LINES)):
        need(r["cause"][i] in causes_of(arrays, int(given["node"][i])), "what a line waits for")
    for i in np.flatnonzero(among(given["kind"], CELLS)):
        cell, node, job = r[i], nodes[i], r["job"][i]
        need(job < 0 or node["row"] <= job < node["row"] + node["rows"], "the recipe of a make cell")
        need(job < 0 or cell["hits"] <= max(1, entries["lot"][job]), "the lot of a make cell")
        if cell["cause"] >= 0 and not node["hand0"] <= cell["cause"] < node["hand0"] + node["hands"]:
            need(job >= 0, "what a make cell waits for")
            first, needs = entries["need0"][job], entries["needs"][job]
            need(first <= cell["cause"] < first + needs, "what a make cell waits for")


def check_states(arrays: Arrays) -> None:
    """The state of every machine follows from what it does, by what its kind says; all else has been checked."""
    world = arrays["world"].copy()
    tell_addresses(world, arrays)
    compile_proof(world)
    need(first_wrong_state(world) < 0, "the state of a machine")
