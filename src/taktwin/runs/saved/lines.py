"""Whether what a snapshot says of moving and indexed lines and of their zones fits together."""

from __future__ import annotations

from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.runs.saved.impossible import chain, need
from taktwin.runs.saved.places import Arrays

_AT_WORK = (k.MOVES, k.STANDS)


def check_lines(arrays: Arrays) -> None:
    """Jobs, needs and stage of every line."""
    for at in range(arrays["lines"].size):
        _check_line(arrays, at)


def causes_of(arrays: Arrays, node: int) -> list[int]:
    """Rows of the lists of a line's zones: what it may wait for."""
    given = arrays["lines"][arrays["nodes"]["row"][node]]
    found: list[int] = []
    for zone in arrays["line_zones"]["node"][given["zone0"] : given["zone0"] + given["zones"]].tolist():
        found += _rows(arrays["nodes"][zone])
    return found


def _rows(node: Any) -> list[int]:
    return [
        *range(node["join0"], node["join0"] + node["joins"]),
        *range(node["need0"], node["need0"] + node["needs"]),
    ]


def _check_teams(arrays: Arrays, at: int) -> None:
    """The operators of a zone work or are awaited where there is work, while the line is up and on shift."""
    given, r = arrays["lines"][at], arrays["resource_states"]
    of_line = r[arrays["nodes"]["res0"][given["node"]]]
    able = bool(of_line["up"] == 1 and of_line["on"] == 1)
    zones = range(int(given["zone0"]), int(given["zone0"] + given["zones"]))
    waiting = 0
    for z in zones:
        ends, team = arrays["line_zone_states"]["ends"][z], int(arrays["line_zones"]["team"][z])
        need(team >= 0 or np.isfinite(ends), "operators are awaited where none are needed")
        if team < 0:
            continue
        need(r["on"][team] == of_line["on"], "who is on shift")
        works, runs = bool(r["phase"][team] == k.IN_WORK), bool(r["running"][team] == 1)
        need(works == (able and r["left"][team] > 0.0), "whether there is work in a zone")
        need(bool(np.isinf(ends)) == (r["left"][team] > 0.0 and not runs), "whether operators are awaited in a zone")
        waiting += bool(np.isinf(ends))
    line = arrays["line_states"][at]
    need(line["goal"] < np.inf or (line["stage"] == k.HELD and waiting > 0), f"what line {at} is held up for")
    need(line["teams_changed"] == 0 or not able, f"whether operators of line {at} have come")


def _check_line(arrays: Arrays, at: int) -> None:
    given, line = arrays["lines"][at], arrays["line_states"][at]
    node = int(given["node"])
    r = arrays["resource_states"][arrays["nodes"]["res0"][node]]
    zones = slice(int(given["zone0"]), int(given["zone0"] + given["zones"]))
    states, places = arrays["line_zone_states"][zones], arrays["line_zones"]["node"][zones]
    queue = chain(int(arrays["node_states"]["head"][node]), arrays["jobs"]["next"].tolist(), f"the jobs on line {at}")
    jobs = [int(job) for job in states["job"][::-1] if job >= 0]
    need(jobs == queue, f"where the jobs on line {at} are")
    need(int(line["lacking"]) == int((states["lacks"] != -1).sum()), f"how many zones of line {at} lack something")
    for state, place in zip(states, places, strict=True):
        need(state["lacks"] == -1 or state["job"] >= 0, "a zone without a job lacks something")
        rows = _rows(arrays["nodes"][place])
        need(state["lacks"] < 0 or state["lacks"] in rows, "what a zone lacks")
        need(state["holder"] == -1 or zones.start <= state["holder"] < zones.stop, "whose work holds a job")
    holder, stage = int(line["holder"]), int(line["stage"])
    need(holder == -1 or zones.start <= holder < zones.stop, f"for which zone line {at} stands")
    need(holder >= 0 or stage != k.STANDS, f"for which zone line {at} stands")
    need((stage in _AT_WORK) == (r["phase"] == k.IN_WORK), f"what line {at} does")
    empties = given["indexed"] == 1 and stage == k.MOVES  # its last job has left, and the gaps move on
    need(bool(jobs) or stage not in _AT_WORK or empties, f"what line {at} does without a job")
    need(stage == k.PASSED or r["done"] == 0, f"what line {at} does")
    need(stage != k.PASSED or (r["done"] == 1) == (states["job"][-1] >= 0), f"which job leaves line {at}")
    need(stage != k.STANDS or line["goal"] >= line["clock"], f"until when line {at} stands")
    need(line["at"] <= given["takt"] and line["to"] <= given["takt"], f"where line {at} is")
    idle = bool(line["since"] < np.inf)
    need(not idle or stage in (k.HELD, k.PASSED), f"whether the clock of line {at} runs")
    _check_teams(arrays, at)
