"""What of each record changes while a run goes on, and what it may hold.

Everything else is *given*: lowering fixes it, so it is taken from the program and never from a file. Most given fields
stand in records of their own (`kernel.base.state.GIVEN`); a field of any other record is in exactly one of the lists
below (a test compares them with the records).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.runs.saved.kinds import STREAMS, among
from taktwin.runs.trucks import lanes_of, place_width

MOST_TIME = 1e11  # s, 3,000 years: up to here the clock still tells a hundredth of a millisecond
MOST_COUNT = 1 << 53  # exact as a float
_SLACK = 1e-6  # by so much sums of amounts may be wrong


@dataclass(frozen=True)
class Bounds:
    """What values are compared with: the present time (s) and the number of records of each table."""

    now: float
    sizes: Mapping[str, int]


@dataclass(frozen=True)
class Role:
    """What a field is, in words for a message, and which of its values are possible."""

    word: str
    holds: Callable[[np.ndarray, Bounds], np.ndarray]


def index(table: str) -> Role:
    """A record of a table, or -1."""
    return Role(f"a number of {table}", lambda v, b: (v >= -1) & (v < b.sizes[table]))


def code(count: int, first: int = 0) -> Role:
    """One of a few codes."""
    return Role("a known code", lambda v, _: (v >= first) & (v < count))


FLAG = code(2)
COUNT = Role("a count", lambda v, _: (v >= 0) & (v < MOST_COUNT))
ANY = Role("a number", lambda v, _: np.isfinite(v))
PAST = Role(
    "a time that has passed", lambda v, b: (v <= b.now) & (v >= -MOST_TIME)
)  # below 0: before the start of the plant
TIME = Role("a time", lambda v, _: ~np.isnan(v) & (v >= -MOST_TIME))  # inf: never
DURATION = Role("a time span", lambda v, _: np.isfinite(v) & (v >= 0.0))
AMOUNT = Role("an amount", lambda v, _: np.isfinite(v) & (v >= -_SLACK * (1.0 + np.abs(v) * 1e-9)))

Fields = dict[str, Role]


def _all(role: Role, names: str) -> Fields:
    return dict.fromkeys(names.split(), role)


CHANGES: dict[str, Fields] = {
    "world": {
        "now": DURATION,
        "bucket_base": PAST,
        "free": index("jobs"),
        **_all(COUNT, "hint free_jobs operations events bucket_count finished scrapped joined created"),
    },
    "resource_states": {
        **_all(FLAG, "up on running done claimed gap waits closing"),
        "state": code(len(k.STATES)),
        "phase": code(k.ON_FOOT + 1),
        "hands": code(k.COMING + 1),
        "pause": code(k.WAKES + 1),
        "wants": code(2 * k.FOR_REPAIR),
        "work_key": Role("a key", lambda v, _: v >= 0),
        **_all(
            COUNT,
            "periods works jobs rerouted failures scrapped same setups draws hits at count yard",
        ),
        **_all(COUNT, "minor_stops maintenances"),
        "planned": DURATION,
        **_all(DURATION, "left clock ahead ideal whole repair_left"),
        **_all(PAST, "since began asked freed"),
        **_all(TIME, "work_end fail_at entry_at repair_end pause_at"),
        **_all(ANY, "entry_clear last_arrival base last_value"),
        "job": Role("a job or recipe", lambda v, b: (v >= -1) & (v < max(b.sizes["jobs"], b.sizes["entries"]))),
        "cause": index("entries"),
        **_all(index("modes"), "due_mode down_mode"),
        **_all(index("resources"), "next_waiting giver"),
        "head": Role("a place in a ring, or an operator", lambda v, _: (v >= -1) & (v < MOST_COUNT)),
        **_all(index("nodes"), "giver_node task"),
    },
    "node_states": {
        **_all(COUNT, "count entered most least claimed waiting queued turn taken next_server"),
        "lacks": FLAG,
        "head": ANY,  # of jobs, resources or nodes: see `places`
        "tail": ANY,
        "last_value": ANY,
        "next_waiting": index("nodes"),
        **_all(DURATION, "area full empty"),
        "since": PAST,
    },
    "entries": {"seconds": DURATION, "made": COUNT},
    "jobs": {
        "order": Role("a number of an order", lambda v, _: (v >= -1) & (v < 1 << 40)),
        "next": index("jobs"),
        "ready": ANY,
        "born": PAST,
        "dest": Role("a place", lambda v, b: (v >= k.TO_SCRAP) & (v < b.sizes["nodes"])),
        "stream": index("resources"),
        "main": FLAG,
        "kin": Role("a main job, or how many were called for one", lambda v, _: (v >= -1) & (v < MOST_COUNT)),
    },
    "carriers": {"next": index("carriers"), "trips": COUNT, "back": DURATION},
    "mode_states": {"due": TIME, "count": COUNT},
    "stock_states": {
        **_all(AMOUNT, "level reserved on_way dock received drawn area least most empty owed"),
        "since": PAST,
    },
    "dock_states": {**_all(COUNT, "head count trucks most"), **_all(DURATION, "unloading waited longest")},
    "network_states": {"last_dirty": index("clusters")},
    "guided": {
        **_all(index("stops"), "at goal wish then later"),
        "errand": code(k.TO_PARK + 1),
        "zone": index("zones"),
        **_all(COUNT, "route hops hop trips"),
        **_all(index("guided"), "behind next next_place"),
        "asked": PAST,
        **_all(FLAG, "stands stuck loaded"),
        **_all(ANY, "level draw least"),
        **_all(AMOUNT, "used charged empty_m loaded_m empty_s loaded_s handling_s waited_s"),
        **_all(PAST, "drawn_at since"),
    },
    "zone_states": {"count": COUNT, **_all(index("guided"), "head tail front"), "left": ANY},
    "cluster_states": {"count": COUNT, **_all(index("guided"), "head tail"), "next_dirty": index("clusters")},
    "line_states": {
        "stage": code(k.RESUMES + 1),
        **_all(DURATION, "at clock to planned"),
        **_all(TIME, "since goal"),
        "holder": index("line_zones"),
        "lacking": COUNT,
        "teams_changed": FLAG,
    },
    "line_zone_states": {
        "job": index("jobs"),
        "lacks": Role("a row of what it lacks", lambda v, b: (v >= k.NOT_ASKED) & (v < b.sizes["entries"])),
        "holder": index("line_zones"),
        **_all(COUNT, "works jobs overloads stops failures"),
        **_all(TIME, "ends late rest"),
        **_all(DURATION, "work assigned overload helped stopped"),
    },
    "rest_states": {"on": COUNT, "since": PAST, **_all(DURATION, "area0 full0 empty0 seconds area full empty")},
    "stop_states": {"count": COUNT, **_all(index("guided"), "head tail")},
}

#: Fields that are the same at every instant at which a snapshot is taken, or that follow from others.
DERIVED: dict[str, str] = {
    "world": "marked wip log_n error culprit chain bucket_n bucket_due slice_begin slice_end crowded asked asker "
    "answer answered_at answered candidates",
    "resource_states": "key",
    "network_states": "dirty",
    "cluster_states": "dirty",
    "steps": "free puts takes puts_counted takes_counted pending",
}

#: Of records that mix both, the fields that lowering fixes; and sizes, margins and addresses of the arrays of a run.
GIVEN: dict[str, str] = {
    "world": "trace log_margin log_rows job_margin rows guided lines rests leaves words options sizes0 media "
    "resources nodes job_values pools pool0 matched matched0 gate0 ordered ordered0 jobs entries stocks columns docks "
    "bucket_len steps "
    "slice_length " + " ".join(name for name in k.WORLD.names or () if name.startswith("at_")),
    "entries": "target cond0 conds dist need0 needs source lot amount share reorder empty_s loaded_s full",
    "steps": "kind target noted logged modes own_modes station server source stream giver after ring0 mask dest work "
    "leads end cap",
    "guided": "resource network times0 pairs0 cross move_up capacity low high charge driving handling idle policy "
    "hours",
}


def kept_type(table: str, record: np.dtype) -> np.dtype:
    """The record of a table in a snapshot: its changing fields, without gaps."""
    return np.dtype([(name, record[name]) for name in CHANGES[table]])


def changing_floats(arrays: Mapping[str, np.ndarray]) -> np.ndarray:
    """Which of the program's floats change: trucks of lanes, docks, ways, zones, who is waited for."""
    mask = np.zeros(arrays["floats"].size, bool)
    for i in lanes_of(arrays):
        first = int(arrays["resources"]["list0"][i])
        mask[first : first + place_width(arrays, i) * int(arrays["resources"]["capacity"][i])] = True
    for dock in arrays["docks"]:
        mask[dock["door0"] : dock["door0"] + dock["doors"]] = True
        mask[dock["room0"] : dock["room0"] + dock["capacity"]] = True
    for network in arrays["networks"]:
        mask[network["clear0"] : network["clear0"] + network["points"]] = True
    for line in arrays["lines"][arrays["lines"]["ends0"] >= 0]:
        mask[line["ends0"] : line["ends0"] + line["zones"] ** 2] = True
    for first, count in waited_for(arrays):
        mask[first : first + count] = True
    return mask


def waited_for(arrays: Mapping[str, np.ndarray]) -> list[tuple[int, int]]:
    """Where in the floats each place that keeps the sequence has the jobs it waits for, and how many numbers."""
    streams = np.flatnonzero(among(arrays["resources"]["kind"], STREAMS))
    count = 2 * (int(streams.max()) + 1) if streams.size else 0
    firsts = arrays["nodes"]["sequence0"]
    return [(int(first), count) for first in firsts[firsts >= 0]]
