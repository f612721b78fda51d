"""Whether the operators of a snapshot are each in one place, and serve whom they say."""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.model.phrase import Phrase
from taktwin.runs.saved.impossible import ImpossibleError, chain, need
from taktwin.runs.saved.kinds import CELLS, DESKS, LANES, OPERATORS, POOLS, SERVERS, TEAMS, among
from taktwin.runs.saved.places import Arrays

_PURPOSES = {
    k.IN_SETUP: k.FOR_SETUP,
    k.LOADING: k.FOR_LOAD,
    k.IN_WORK: k.FOR_WORK,
    k.INSPECTING: k.FOR_INSPECT,
    k.UNLOADING: k.FOR_UNLOAD,
}


def check_operators(arrays: Arrays) -> None:
    """Each operator is free, at one server, or off shift; each server asks for what it needs, or has it."""
    given, r, nodes = arrays["resources"], arrays["resource_states"], arrays["nodes"]
    works = among(given["kind"], SERVERS, CELLS, TEAMS)
    asking = works & (nodes["hands"][given["node"]] > 0) if nodes.size else works
    for field in ("hands", "wants"):
        need(not r[field][~asking].any(), "operators where none are needed")
    need(not r["repair_left"][~asking].any(), "a repair that operators have left, where none repair")
    need((r["head"][~asking] >= 0).all() and not r["head"][~asking & ~among(given["kind"], LANES)].any(), "a list")
    served: list[int] = []
    for i in np.flatnonzero(asking).tolist():
        served += _check_server(arrays, i)
    operator = among(given["kind"], OPERATORS)
    need((r["giver"] < r.size).all(), "whom an operator serves")
    at_work = np.flatnonzero(operator & (r["giver"] >= 0))
    need(sorted(served) == at_work.tolist(), "an operator serves several, or nobody")
    need(not (operator & (r["giver"] >= 0) & (r["on"] == 0)).any(), "an operator at work off shift")
    need(not (operator & (r["running"] == 1) & (r["giver"] < 0)).any(), "an operator walks to nobody")
    need((r["last_value"][operator & (r["giver"] < 0)] == -1).all(), "what an operator without work is needed for")
    _check_pools(arrays)
    _check_desks(arrays, np.flatnonzero(asking & (r["hands"] == k.ASKED)))


def _check_server(arrays: Arrays, i: int) -> list[int]:
    """The operators of a server, who fill all its needs or none."""
    given, r, entries = arrays["resources"], arrays["resource_states"], arrays["entries"]
    one, node = r[i], arrays["nodes"][given["node"][i]]
    if not -1 <= one["head"] < r.size:
        raise ImpossibleError(Phrase("the operators of machine {i}", i=i))
    team = chain(int(one["head"]), r["next_waiting"].tolist(), f"the operators of machine {i}")
    need(among(given["kind"][team], OPERATORS).all() and (r["giver"][team] == i).all(), f"the operators of machine {i}")
    rows = range(node["hand0"], node["hand0"] + node["hands"])
    what = _purpose(arrays, one)
    wanted = [row for row in rows if entries["lot"][row] & what]
    need(one["wants"] == (what if wanted else 0), f"what machine {i} needs operators for")
    filled = r["last_value"][team].tolist()
    asked = one["hands"] == k.ASKED
    need(not asked or (wanted and not team), f"what machine {i} asks for")
    need(all(filled.count(row) == (0 if asked else entries["amount"][row]) for row in wanted), "the needs of a machine")
    need(set(filled) <= set(wanted), "the needs of a machine")
    for o in team:
        row = entries[r["last_value"][o]]
        pools = arrays["ints"][row["need0"] : row["need0"] + row["needs"]]
        need(given["node"][o] in pools, "an operator who cannot do what he is needed for")
        need(r["at"][o] == node["spot"], "where an operator is")
    walking = bool((r["running"][team] == 1).any())
    need(walking == (one["hands"] == k.COMING), f"whether the operators of machine {i} are there")
    if one["up"] == 0 and what == k.FOR_REPAIR:
        begun = bool(np.isfinite(one["repair_end"]))
        need(begun == (one["hands"] == k.THERE), f"the repair of machine {i}")
        need(not (begun and one["repair_left"] > 0.0), f"the repair of machine {i}")
    else:
        need(one["repair_left"] == 0.0, f"the repair of machine {i}")
    return team


def _purpose(arrays: Arrays, one: np.void) -> int:
    """What a server would use operators for."""
    if one["up"] == 0:
        return k.FOR_REPAIR if arrays["modes"]["crew"][one["down_mode"]] < 0 else 0
    return _PURPOSES.get(int(one["phase"]), 0) if one["on"] == 1 else 0


def _check_pools(arrays: Arrays) -> None:
    """The free operators of a pool are those on shift whom nobody needs."""
    given, r, nodes = arrays["resources"], arrays["resource_states"], arrays["nodes"]
    free = among(given["kind"], OPERATORS) & (r["on"] == 1) & (r["giver"] < 0)
    sums: dict[int, int] = {}
    for n in np.flatnonzero(among(nodes["kind"], POOLS)).tolist():
        here = arrays["node_states"][n]
        if not -1 <= here["head"] < r.size:
            raise ImpossibleError(Phrase("the free operators of pool {n}", n=n))
        queue = chain(int(here["head"]), r["next_waiting"].tolist(), f"the free operators of pool {n}")
        need(not queue or here["tail"] == queue[-1], f"the last free operator of pool {n}")
        need(sorted(queue) == np.flatnonzero(free & (given["node"] == n)).tolist(), f"who is free in pool {n}")
        need(here["count"] == len(queue) and here["claimed"] == 0, f"how many are free in pool {n}")
        sums[int(nodes["desk"][n])] = sums.get(int(nodes["desk"][n]), 0) + len(queue)
        spots = nodes["rows"][n] if nodes["row"][n] >= 0 else int((nodes["desk"] == nodes["desk"][n]).sum())
        need((r["at"][given["node"] == n] < max(spots, 1)).all(), f"where the operators of pool {n} are")
    for desk, count in sums.items():
        need(arrays["node_states"]["waiting"][desk] == count, f"how many operators are free at desk {desk}")


def _check_desks(arrays: Arrays, asking: np.ndarray) -> None:
    """Who asks stands in the queue of the desk, in the order in which operators are given out."""
    given, r, nodes = arrays["resources"], arrays["resource_states"], arrays["nodes"]
    for n in np.flatnonzero(among(nodes["kind"], DESKS)).tolist():
        here = arrays["node_states"][n]
        mine = [i for i in asking.tolist() if nodes["desk"][given["node"][i]] == n]
        ordered = sorted(mine, key=lambda i: (-nodes["priority"][given["node"][i]], r["asked"][i], i))
        if not -1 <= here["head"] < r.size:
            raise ImpossibleError(Phrase("the queue of desk {n}", n=n))
        need(chain(int(here["head"]), r["next_waiting"].tolist(), f"the queue of desk {n}") == ordered, "who asks")
        need(here["count"] == len(ordered), f"how many ask at desk {n}")
