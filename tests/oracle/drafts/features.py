"""What random factories must cover: each feature in at least so many of a thousand factories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from taktwin.kernel.base.state import DISPATCH

#: What operators are needed for -> the least number of factories in which they are, of a thousand.
OPERATORS = {"setup": 5, "load": 10, "work": 80, "inspect": 5, "unload": 10, "repair": 20}
#: Feature -> least number of factories, of a thousand, in which it must have occurred.
LEAST: dict[str, int] = {
    "several due at one instant": 500,
    "a retrieval of one's own": 40,
    "a choice of one's own": 10,
    "a route of one's own": 10,
    "merge: several ready": 20,
    "merge: equally long ready": 5,
    "merge: first by priority": 20,
    "merge: first by a ratio": 10,
    "merge: first by its due date": 0,  # `test_rules.py` has a plant for it
    "buffer: overtaken by the rule due": 1,
    "merge: a turn is lost": 20,
    "buffer: overtaken by the rule lifo": 20,
    "buffer: overtaken by the rule fifo": 1,  # by what a server takes, or what has a carrier
    "buffer: overtaken by the rule priority": 20,
    "buffer: overtaken by the rule shortest": 5,
    "serial lines without event list": 25,
    "moving line: stop": 20,
    "moving line: finish": 10,
    "moving line: utility": 10,
    "indexed line": 20,
    "overload: stop": 20,
    "overload: finish": 10,
    "overload: utility": 10,
    "utility workers are all busy": 2,
    "a worker begins late": 20,
    "line stops behind a zone, or a worker is helped there": 5,
    "a gap travels": 20,
    "zone waits for parts": 5,
    "zone waits for jobs": 5,
    "job comes in while an indexed line stands": 5,
    "failure of a line": 10,
    "work of a split station": 50,
    "split: the next one can leave": 50,
    "split with a condition": 5,
    "failure of a split station": 10,
    "work of a batch": 50,
    "batch: full": 50,
    "batch: not full": 30,
    "batch: the wait is over": 20,
    "batch: jobs that are alike": 20,
    "batch: several could begin": 3,
    "batch: one of several servers": 20,
    "failure of a batch station": 20,
    "transport from a batchstation": 1,
    "hand-over at the end of work": 100,
    "release by intervals": 200,
    "release of a batch": 20,
    "release of batches that differ": 10,
    "release by a file": 10,
    "release on demand": 200,
    "order from a file": 20,
    "orders run out": 20,
    "later period of a mix": 20,
    "lines of a stream take turns": 20,
    "endless line": 100,
    "call": 100,
    "call of several jobs": 20,
    "call with a condition": 10,
    "work at a station": 900,
    "work at one of several servers of a station": 300,
    "work of no duration": 20,
    "server of its own": 100,
    "server chosen: fastest": 20,
    "server chosen: idle": 20,
    "server chosen: cyclic": 20,
    "carrier taken": 100,
    "carrier taken, with a condition": 5,
    "wait for a carrier": 30,
    "carrier back at once": 40,
    "carrier overtakes": 10,
    "carrier cleaned": 30,
    "carrier given back at the end": 20,
    "a job that may come in overtakes one that may not": 3,
    "contents at the start": 15,
    "carrier with a job at the start": 0,
    "setup": 50,
    "setup by a matrix": 20,
    "purge": 20,
    "scrap": 50,
    "route": 50,
    "route with a condition": 20,
    "route by visit": 20,
    "in sequence: a job that has overtaken waits": 20,
    "full way: go_on": 3,
    "full way: scrap": 3,
    "full way: elsewhere": 2,
    "shortest queue": 50,
    "shortest queue: no way is open": 5,
    "shortest queue: the shortest is full": 1,
    "time by visit": 50,
    "use by visit": 10,
    "join by visit": 5,
    "call by visit": 5,
    "join": 100,
    "join of several jobs": 50,
    "join with a condition": 20,
    "join of one line twice": 5,
    "use of parts": 100,
    "use with a condition": 50,
    "use of one part twice": 5,
    "wait for jobs": 100,
    "wait for parts": 100,
    "cause of a wait changes": 20,
    "buffer full": 300,
    "buffer: overtaken by the rule sequence": 5,
    "buffer: overtaken by the rule same": 20,
    "work at a store": 100,
    "work at one of several servers of a store": 20,
    "conveyor, accumulating": 100,
    "conveyor, not accumulating": 100,
    "conveyor stands for its first job": 50,
    "conveyor: jobs have closed up": 20,
    "conveyor: job waits for a clear entry": 50,
    "failure by time": 300,
    "failure by operation": 300,
    "failure by jobs": 50,
    "failure has work restart": 20,
    "failure has work scrap": 20,
    "failure by plan": 100,
    "minor stop of a station or crane": 50,
    "minor stop of a conveyor": 20,
    "minor stop of a make cell": 3,
    "maintenance of a station or crane": 100,
    "maintenance of a conveyor": 20,
    "maintenance of a make cell": 5,
    "maintenance of a batch station": 1,
    "maintenance of a split station": 1,
    "minor stop of a batch station": 0,
    "minor stop of a split station": 0,
    "maintenance of a vehicle": 5,
    "maintenance of a line": 5,
    "minor stop of a vehicle": 5,
    "minor stop of a line": 3,
    "failure of a station or crane": 300,
    "failure of a conveyor": 100,
    "failure of a make cell": 50,
    "failure of a vehicle": 50,
    "failure fell due during a repair": 20,
    "failure off shift": 20,
    "wait for a crew": 50,
    "work paused by a failure": 200,
    "work paused by the calendar": 100,
    "shift or break begins or ends": 200,
    "continuous resource": 20,
    "work finished after the shift": 20,
    "release in shift time": 20,
    "load of a shop": 50,
    "lane: fixed quantity": 100,
    "lane: up to a level": 100,
    "lane: nothing lacks": 50,
    "lane: truck behind a slower one": 50,
    "parts wait at the dock": 20,
    "hit of a cell": 100,
    "scrapped hit": 50,
    "die change": 20,
    "die change by a matrix": 10,
    "cell chooses among several lots": 20,
    "cell waits for room": 5,
    "cell waits for material": 10,
    "feed": 50,
    "wait for a vehicle": 100,
    "transport asks again": 20,
    "operator walks": 60,
    "the nearest operator comes": 10,
    "several operators at once": 20,
    "operators wait for one of them": 5,
    "operators stay for what comes next": 20,
    "operator leaves at the end of his shift": 5,
    "operators by shift": 5,
    "loading by hand": 30,
    "unloading by hand": 30,
    "inspection": 30,
    **{f"operators for {purpose}": least for purpose, least in OPERATORS.items()},
    **{f"wait for an operator: {purpose}": least // 2 for purpose, least in OPERATORS.items()},
    **{f"work stops as an operator leaves: {purpose}": 0 for purpose in OPERATORS},
    "guide path: point taken": 100,
    "guide path: zone full": 50,
    "guide path: vehicle moves up": 5,
    "guide path: into a ring": 30,
    "guide path: ring full": 5,
    "guide path: a way out for all": 50,
    "guide path: the rest of the way is not empty": 30,
    "guide path: no way out for all": 20,
    "guide path: cluster closed for one who waits long": 0,  # one in 1,700; `test_traffic.py` has a hall for it
    "guide path: vehicle fails while it waits": 5,
    "guide path: another way than the quickest": 10,
    "guide path: another stop at the same point": 30,
    "guide path: waits for a place": 50,
    "guide path: loaded vehicle waits for a place": 30,
    "guide path: loaded vehicle asks before its dock": 5,
    "guide path: empty vehicle waits at a parking place": 50,
    "guide path: place got on the way to another": 10,
    "guide path: vehicle makes room": 50,
    "guide path: a loaded vehicle makes room": 10,
    "two fleets on one guide path": 20,
    **{f"dispatch by {rule}: a {chosen}": 10 for rule in DISPATCH for chosen in ("vehicle", "request")},
    "vehicle charged": 30,
    "vehicle waits for a charger": 20,
    "vehicle called away from a charger": 2,
    "transport from a station": 50,
    "transport from a buffer": 25,
    "transport from a conveyor": 25,
    "transport from a zonedline": 1,
    "transport from a splitstation": 1,
    "written: stations in series": 20,
    "written: copies of shops": 5,
    "written: copies of lines": 10,
    "written: named failure mode": 20,
    "written: several order streams": 20,
    "written: two fleets": 50,
    "written: guide path": 200,
    "written: time by option": 50,
    **{f"written: {kind} times": 5 for kind in ("discrete", "empirical", "interpolated")},
    **{
        f"written: {kind} times": 50
        for kind in ("exp", "uniform", "tri", "lognormal", "gamma", "weibull", "erlang", "normal")
    },
}

_KINDS = re.compile(r"'(\w+)\(")


def written(data: dict[str, Any]) -> set[str]:
    """Features that are seen in the model rather than in its run."""
    text = str(data)
    found = {f"{kind} times" for kind in _KINDS.findall(text)}
    if "streams" in data:
        found.add("copies of shops")
    if any("copies" in line for shop in data["shops"].values() for line in shop["lines"].values()):
        found.add("copies of lines")
    if len(data.get("orders", {})) > 1:
        found.add("several order streams")
    if len(data.get("fleets", {})) > 1:
        found.add("two fleets")
    if "paths" in data:
        found.add("guide path")
    for element in _elements(data):
        if "count" in element:
            found.add("stations in series")
        if isinstance(element.get("cycle"), dict):
            found.add("time by option")
        if any(isinstance(mode, str) for mode in element.get("failures", [])):
            found.add("named failure mode")
    return {f"written: {one}" for one in found}


def _elements(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for shop in data["shops"].values():
        for line in shop["lines"].values():
            yield from line["flow"]
