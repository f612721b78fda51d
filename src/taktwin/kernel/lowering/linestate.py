"""Moving and indexed lines in the words of a start state: read into the arrays, and told from them.

A zone is a place with one job at most; the line itself says how far it is from the next pitch. All times of the clock
of a line are told from now on, so a state begins with that clock at 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.model.phrase import Phrase

_ROUNDING = 1e-9
_SAY_AHEAD = "several zones with operators can have work on a job: give `ahead` for each of them, instead"


def line_of(arrays: Mapping[str, np.ndarray], node: int) -> tuple[int, int]:
    """The line to which a zone's place belongs, and the row of the zone. Raises `KeyError`."""
    zone = int(np.flatnonzero(arrays["line_zones"]["node"] == node)[0])
    for at, line in enumerate(arrays["lines"]):
        if line["zone0"] <= zone < line["zone0"] + line["zones"]:
            return at, zone
    raise KeyError(node)


def clock_of(arrays: Mapping[str, np.ndarray], at: int, now: float) -> float:
    """What the clock of line ``at`` shows: seconds of work since its last pitch."""
    line = arrays["line_states"][at]
    r = arrays["resource_states"][arrays["nodes"]["res0"][arrays["lines"]["node"][at]]]
    if r["phase"] == k.IN_WORK:
        return float(line["goal"]) - (float(r["work_end"]) - now if r["running"] else float(r["left"]))
    return float(line["clock"]) + (now - float(line["since"]) if line["since"] < np.inf else 0.0)


def left_of(arrays: Mapping[str, np.ndarray], z: int, clock: float, now: float) -> float:
    """Work that the worker of a zone, or its operators, have still to do (s)."""
    ends, team = float(arrays["line_zone_states"]["ends"][z]), int(arrays["line_zones"]["team"][z])
    if team < 0 or np.isfinite(ends):
        return max(0.0, ends - clock)
    r = arrays["resource_states"][team]
    return float(r["work_end"]) - now if r["running"] else float(r["left"])


def _column(given: np.void, at: int) -> slice:
    """Where it stands until when each zone is busy with the job in zone ``at``."""
    first = int(given["ends0"]) + at - int(given["zone0"])
    return slice(first, first + int(given["zones"]) ** 2, int(given["zones"]))


def _work_ahead(words: Any, given: np.void, z: int, clock: float) -> dict[str, Any]:
    """Zone further on -> how long zone ``z`` has work up to the end of its own on the job there."""
    arrays, found = words.arrays, {}
    passed = clock if np.isfinite(arrays["line_zone_states"]["ends"][z]) else 0.0
    for at in range(z + 1, int(given["zone0"] + given["zones"])):
        left = float(arrays["floats"][_column(given, at)][z - given["zone0"]]) - passed
        if left > 0.0:
            found[words.index.place_names[int(arrays["line_zones"]["node"][at])]] = words.seconds(left)
    return found


# --- told


def tell_zone(words: Any, node: int) -> dict[str, Any]:
    """The job in a zone, and how long its worker is still busy with the one before."""
    arrays = words.arrays
    at, z = line_of(arrays, node)
    line, given, zone = arrays["line_states"][at], arrays["lines"][at], arrays["line_zone_states"][z]
    clock = clock_of(arrays, at, words.now)
    begun = zone["job"] >= 0 and zone["lacks"] == -1
    busy = left_of(arrays, z, clock, words.now)
    late = max(0.0, busy - float(zone["work"])) if begun else busy
    found: dict[str, Any] = {"late": words.seconds(late)} if late > 0.0 else {}
    if given["ends0"] >= 0:
        ahead = _work_ahead(words, given, z, clock)
        found = {"ahead": ahead} if ahead else {}
    if zone["job"] < 0:
        return found
    j, fields = int(zone["job"]), {}
    done = words.resource_states["done"][words.nodes["res0"][given["node"]]]
    if done and z == given["zone0"] + given["zones"] - 1 and line["stage"] == k.PASSED:
        fields |= {"finished": True, "waited": words.since_ready(j)}
    elif begun:
        fields["left"] = words.seconds(min(float(zone["work"]), busy - late))
    behind = float(zone["rest"]) - clock
    if given["rule"] == k.FINISH and not given["indexed"] and given["ends0"] < 0 and behind > max(0.0, busy):
        fields["behind"] = words.seconds(behind)
    return {**found, "jobs": [words.job(j, node, **fields)]}


def tell_line(words: Any, node: int) -> dict[str, Any]:
    """How far a line is from its next pitch, and how long utility workers are still busy."""
    arrays = words.arrays
    at = int(words.nodes["row"][node])
    line, given = arrays["line_states"][at], arrays["lines"][at]
    i = int(words.nodes["res0"][node])
    found: dict[str, Any] = {}
    stage = int(line["stage"])
    remaining = words.left(i).value if words.resource_states["phase"][i] == k.IN_WORK else 0.0
    if given["indexed"]:
        if stage in (k.MOVES, k.ARRIVED):
            found["next_pitch"] = words.seconds(remaining)
    elif words.resource_states["job"][i] >= 0 and not words.resource_states["done"][i]:
        moved = float(line["to"]) - remaining if stage == k.MOVES else float(line["at"])
        found["next_pitch"] = words.seconds(float(given["takt"]) - moved)
    clock = clock_of(arrays, at, words.now)
    first, count = int(given["utility0"]), max(0, int(given["utilities"]))
    ends = arrays["line_zone_states"]["ends"][first : first + count] - clock
    if (ends > 0.0).any():
        found["helping"] = [words.seconds(float(end)) for end in ends if end > 0.0]
    return found


# --- put


def put_line(draft: Any, path: Any, node: int, jobs: list[Any]) -> None:
    """Where the line is between two pitches; its jobs are those of its zones."""
    place, given = draft.state.places[str(path[1])], draft.lines[int(draft.nodes["row"][node])]
    if jobs:
        first, last = (draft.index.place_names[int(draft.line_zones["node"][z])] for z in _ends(given))
        draft.found.error(
            path,
            Phrase("in which zone is each of these jobs?"),
            Phrase("name the zones: `{first}` to `{last}`", first=first, last=last),
        )
    if place.next_pitch is not None:
        _put_movement(draft, (*path, "next_pitch"), node, given, place.next_pitch)
    count = int(given["utilities"])
    if place.helping and len(place.helping) > max(0, count):
        message = Phrase(
            "the line has {count} utility workers with a number, got {n} at work",
            count=max(0, count),
            n=len(place.helping),
        )
        draft.found.error((*path, "helping"), message, Phrase("remove some"))
        return
    for u, time in enumerate(place.helping, start=int(given["utility0"])):
        draft.arrays["line_zone_states"]["ends"][u] = time.value


def _put_movement(draft: Any, path: Any, node: int, given: np.void, left: Any) -> None:
    takt = float(given["takt"])
    if left.value > takt * (1.0 + _ROUNDING) + _ROUNDING:
        what = Phrase("a transfer" if given["indexed"] else "a pitch")
        draft.found.error(
            path,
            Phrase("{what} takes {takt:g} s, got {text}", what=what, takt=takt, text=left.text),
            Phrase("correct the time"),
        )
        return
    if given["indexed"]:
        i = int(draft.nodes["res0"][node])
        draft.resource_states["phase"][i] = k.IN_WORK
        draft.resource_states["left"][i] = left.value
        return
    moved = max(0.0, takt - left.value)
    stops = [0.0, takt, *draft.line_zones["drift"][given["zone0"] : given["zone0"] + given["zones"]].tolist()]
    nearest = min(stops, key=lambda stop: abs(stop - moved))
    draft.arrays["line_states"]["at"][int(draft.nodes["row"][node])] = (
        nearest if abs(nearest - moved) < _ROUNDING else moved
    )


def put_in_zone(draft: Any, path: Any, node: int, jobs: list[Any]) -> None:
    """The job of a zone, and what its worker has still to do on the one before."""
    at, z = line_of({"line_zones": draft.line_zones, "lines": draft.lines}, node)
    place, given = draft.state.places[str(path[1])], draft.lines[at]
    zone = draft.arrays["line_zone_states"][z]
    if len(jobs) > 1:
        draft.found.error(
            path, Phrase("a zone holds one job, got {n}", n=len(jobs)), Phrase("spread them over the zones of the line")
        )
        return
    late = place.late.value if place.late is not None else 0.0
    if place.ahead:
        late = _put_ahead(draft, path, given, z, place)
    elif late > 0.0 and given["ends0"] >= 0:
        draft.found.error((*path, "late"), Phrase("this does not say on which jobs"), _SAY_AHEAD)
    zone["ends"] = zone["late"] = late
    for job in jobs:
        _put_job(draft, given, z, zone, job, late)


def _put_ahead(draft: Any, path: Any, given: np.void, z: int, place: Any) -> float:
    """What a zone has to do on jobs that stand further on. Returns how long that takes, s."""
    if given["ends0"] < 0 or place.late is not None:
        message = Phrase("`ahead` is for lines with `overload: finish` of which zones need operators")
        remedy = Phrase("give `late`, and `behind` for the jobs further on")
        if given["ends0"] >= 0:
            message, remedy = Phrase("one of `late` and `ahead` is enough"), Phrase("drop `late`")
        draft.found.error((*path, "ahead"), message, remedy)
        return 0.0
    nodes = {job.node for job in draft.jobs}
    for name, left in place.ahead.items():
        further = range(z + 1, _ends(given)[1] + 1)
        at = next((x for x in further if draft.index.place_names[int(draft.line_zones["node"][x])] == name), -1)
        if at < 0 or int(draft.line_zones["node"][at]) not in nodes:
            message = Phrase('"{name}" is no zone further on this line with a job in it', name=name)
            draft.found.error((*path, "ahead", name), message, Phrase("remove it, or place the job"))
        else:
            _put_end(draft, given, z, at, left.value)
    return max(left.value for left in place.ahead.values())


def _put_end(draft: Any, given: np.void, z: int, at: int, left: float) -> None:
    """So long zone ``z`` has work up to the end of its own on the job in zone ``at``."""
    ends = draft.arrays["floats"][_column(given, at)]
    ends[z - given["zone0"]] = left
    zone = draft.arrays["line_zone_states"][at]
    zone["rest"], zone["holder"] = ends.max(), given["zone0"] + ends.argmax()


def _put_job(draft: Any, given: np.void, z: int, zone: np.void, job: Any, late: float) -> None:
    line, state = int(given["node"]), job.state
    i = int(draft.nodes["res0"][line])
    zone["job"] = job.number
    job.dest, job.ready = int(draft.nodes["dest"][line]), draft.now
    draft.node_states["count"][line] += 1
    queue = draft.queues.setdefault(line, [])
    queue.append(job)
    row = {int(draft.line_zones["node"][x]): x for x in range(_ends(given)[0], _ends(given)[1] + 1)}
    queue.sort(key=lambda one: -row[one.node])
    draft.resource_states["job"][i] = queue[0].number
    for word in ("left", "waited"):
        if word in state.model_fields_set and (word == "left") == state.finished:
            what = Phrase("a finished job has no `left`" if state.finished else "only a finished job has `waited`")
            draft.found.error((*job.path, word), what, Phrase("drop one of them"))
    if state.finished and z != _ends(given)[1]:
        message = Phrase("only the job in the last zone can be finished: the others go on with the line")
        draft.found.error(
            (*job.path, "finished"), message, Phrase("give `left: 0 s` where its work in this zone is done")
        )
    elif state.finished:
        draft.resource_states["done"][i] = 1
        job.ready = draft.earlier(state.waited)
    elif state.left is None:
        zone["lacks"] = k.NOT_ASKED
        draft.arrays["line_states"]["lacking"][int(draft.nodes["row"][line])] += 1
    else:
        _check_left(draft, int(draft.line_zones["node"][z]), job)
        zone["work"] = state.left.value
        zone["ends"] = late + state.left.value
        zone["assigned"] = zone["ends"]
        if given["ends0"] >= 0:
            _put_end(draft, given, z, z, float(zone["ends"]))
        else:
            zone["rest"], zone["holder"] = zone["ends"], z
    if state.behind is not None and given["ends0"] >= 0:
        draft.found.error((*job.path, "behind"), Phrase("this does not say whose work it is"), _SAY_AHEAD)
    elif state.behind is not None and given["rule"] != k.FINISH:
        message = Phrase("`behind` is for lines on which workers go on in the next zones (`overload: finish`)")
        draft.found.error((*job.path, "behind"), message, Phrase("give `late` for the zone of the worker instead"))
    elif state.behind is not None and state.behind.value > zone["rest"]:
        zone["rest"], zone["holder"] = state.behind.value, z


def _check_left(draft: Any, node: int, job: Any) -> None:
    most = draft.longest_work(node, job)
    if job.state.left.value > most * (1.0 + _ROUNDING) + _ROUNDING:
        message = Phrase("the work takes {most:g} s at most, got {text}", most=most, text=job.state.left.text)
        draft.found.error((*job.path, "left"), message, Phrase("correct the time"))


def _ends(given: np.void) -> tuple[int, int]:
    """Rows of the first and the last zone."""
    return int(given["zone0"]), int(given["zone0"] + given["zones"]) - 1
