"""The same plant with one thing that limits less, to see what it gains: a tenth less time, or more places.

Work is done on the arrays, not on the model: the random numbers stay as they are, and what is equal is lowered once.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.record import shared
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.program import Program
from taktwin.kernel.lowering.serial import serial_steps
from taktwin.kernel.lowering.setups import matrix_of
from taktwin.kernel.lowering.times import scaled_rows

SHARE = 0.1
"""By how much less time something takes, or by how much more often it comes."""

_LESS = 1.0 - SHARE
_COPIED = (
    "nodes", "node_states", "carriers", "resources", "entries", "modes", "dists", "ints", "lines", "line_zones",
    "world",
)  # fmt: skip


def more_places(capacity: int) -> int:
    """How many places a capacity gets more: a tenth, at least one."""
    return max(1, math.ceil(capacity * SHARE))


def eased(program: Program, *, node: int = -1, resource: int = -1, change: str = "") -> Program:
    """The program in which a place, or a resource that has none (an order stream, a lane), limits less.

    How, its kind says (`Kind.eased_by`), or ``change``, one of `LOSSES`. Raises `ValueError` where the kind says
    nothing.
    """
    draft = _Draft(program)
    table, at = ("resources", resource) if node < 0 else ("nodes", node)
    kind = KINDS.all[draft.arrays[table][at]["kind"]]
    if not kind.eased_by:
        raise ValueError(f"nothing waits for a {kind.name}")
    way = LOSSES[change] if change in LOSSES else _WAYS[kind.eased_by]
    way(draft, at)
    return draft.program()


class _Draft:
    """A program of which some arrays are copies that may be changed."""

    def __init__(self, program: Program) -> None:
        self.source = program
        self.arrays = {**program.arrays, **{name: program.arrays[name].copy() for name in _COPIED}}

    def shorter(self, dist: int) -> int:
        """Row of a distribution of a tenth less time; -1 for none."""
        if dist < 0:
            return -1
        old = self.arrays["dists"]
        self.arrays["dists"] = np.concatenate([old, scaled_rows(old, dist, _LESS)])
        return old.size

    def program(self) -> Program:
        """The changed program; a plain line keeps its fast path."""
        if self.arrays["steps"].size:
            steps, places, slice_length = serial_steps(self.arrays, KINDS)
            self.arrays |= {"steps": steps, "rings": np.zeros(places)}
            self.arrays["world"]["slice_length"] = slice_length
        for name in k.GIVEN:
            self.arrays[name] = shared(self.arrays[name])
        return replace(self.source, arrays=self.arrays)


def _less_time(draft: _Draft, n: int) -> None:
    """All works, setups, purges, loadings, inspections and unloadings of a place."""
    node = draft.arrays["nodes"][n]
    for field in ("load", "inspect", "unload"):
        node[field] = draft.shorter(int(node[field]))
    _shorter_setups(draft, n)
    _less_work(draft, node)
    if node["unequal"]:
        for i in range(int(node["res0"]), int(node["res0"] + node["res"])):
            _less_work(draft, draft.arrays["resources"][i])


def _less_work(draft: _Draft, record: Any) -> None:
    """The times of work of a place, or of a server that has its own."""
    record["dist"] = draft.shorter(int(record["dist"]))
    if record["by_option"] >= 0:
        ints = draft.arrays["ints"]
        values = int(ints[draft.arrays["world"]["sizes0"][0] + record["by_option"]])
        old = ints[record["by0"] : record["by0"] + values]
        record["by0"] = ints.size
        draft.arrays["ints"] = np.append(ints, [draft.shorter(int(dist)) for dist in old])


def _shorter_repairs(draft: _Draft, n: int) -> None:
    """All repairs of a place, those of minor stops included."""
    _shorter_modes(draft, n, (k.DOWN, k.MINOR_STOP))


def _shorter_maintenance(draft: _Draft, n: int) -> None:
    """All planned maintenance of a place."""
    _shorter_modes(draft, n, (k.MAINTENANCE,))


def _shorter_modes(draft: _Draft, n: int, states: tuple[int, ...]) -> None:
    node, modes = draft.arrays["nodes"][n], draft.arrays["modes"]
    for i in range(int(node["res0"]), int(node["res0"] + node["res"])):
        own = draft.arrays["resources"][i]
        for at in range(int(own["mode0"]), int(own["mode0"] + own["modes"])):
            if modes["state"][at] in states:
                modes["repair"][at] = draft.shorter(int(modes["repair"][at]))


def _shorter_setups(draft: _Draft, n: int) -> None:
    """All set-ups and purges of a place; of a make cell its die changes."""
    node = draft.arrays["nodes"][n]
    for field in ("setup_dist", "purge_dist"):
        node[field] = draft.shorter(int(node[field]))
    pairs = matrix_of(draft.arrays, node)
    if pairs.size:
        ints = draft.arrays["ints"]
        shorter = {int(dist): draft.shorter(int(dist)) for dist in np.unique(ints[pairs])}
        node["matrix0"] = ints.size
        draft.arrays["ints"] = np.append(ints, [shorter[int(dist)] for dist in ints[pairs].reshape(-1)])


def _less_time_of_recipes(draft: _Draft, n: int) -> None:
    """All hits and die changes of a make cell."""
    node = draft.arrays["nodes"][n]
    _shorter_setups(draft, n)
    for row in range(int(node["row"]), int(node["row"] + node["rows"])):
        draft.arrays["entries"]["dist"][row] = draft.shorter(int(draft.arrays["entries"]["dist"][row]))


def _faster(draft: _Draft, n: int) -> None:
    for field in ("transit", "spacing"):
        draft.arrays["nodes"][field][n] *= _LESS


def _shorter_rides(draft: _Draft, n: int) -> None:
    """The ways of a lift, and its loading and unloading."""
    node = draft.arrays["nodes"][n]
    node["spacing"] *= _LESS
    for field in ("load", "unload"):
        node[field] = draft.shorter(int(node[field]))


def _shorter_pitch(draft: _Draft, n: int) -> None:
    """The takt (or the transfer) of a line, and the works of all its zones."""
    line = draft.arrays["lines"][draft.arrays["nodes"]["row"][n]]
    line["takt"] *= _LESS
    for zone in draft.arrays["line_zones"][line["zone0"] : line["zone0"] + line["zones"]]:
        zone["drift"] *= _LESS
        _less_work(draft, draft.arrays["nodes"][zone["node"]])


def _more_places(draft: _Draft, n: int) -> None:
    cap = int(draft.arrays["nodes"]["cap"][n])
    if cap < k.UNLIMITED:
        draft.arrays["nodes"]["cap"][n] = cap + more_places(cap)


def _one_carrier_more(draft: _Draft, n: int) -> None:
    """One more, which has just been cleaned and stands behind the others of its pool."""
    nodes, states = draft.arrays["nodes"], draft.arrays["node_states"]
    count, old = int(nodes["cap"][n]), draft.arrays["carriers"]
    first = old.size
    draft.arrays["carriers"] = carriers = np.zeros(first + count + 1, k.CARRIER)
    carriers[:first] = old
    carriers[first:-1] = old[int(nodes["row"][n]) : int(nodes["row"][n]) + count]
    carriers["next"][first:-1] = np.arange(first + 1, first + count + 1)
    carriers["next"][-1] = -1
    nodes["row"][n], nodes["cap"][n] = first, count + 1
    for field in ("count", "most", "least"):
        states[field][n] = count + 1
    states["head"][n], states["tail"][n] = first, first + count


def _sooner_releases(draft: _Draft, i: int) -> None:
    draft.arrays["resources"]["dist"][i] = draft.shorter(int(draft.arrays["resources"]["dist"][i]))


def _more_orders(draft: _Draft, i: int) -> None:
    draft.arrays["resources"]["period"][i] *= _LESS


#: Ways of any place to lose less time.
LOSSES: dict[str, Callable[[_Draft, int], None]] = {
    "repairs": _shorter_repairs,
    "setups": _shorter_setups,
    "maintenance": _shorter_maintenance,
}
_WAYS: dict[str, Callable[[_Draft, int], None]] = {
    "time": _less_time,
    "recipes": _less_time_of_recipes,
    "belt": _faster,
    "ride": _shorter_rides,
    "line": _shorter_pitch,
    "places": _more_places,
    "carriers": _one_carrier_more,
    "releases": _sooner_releases,
    "orders": _more_orders,
}
