"""Whether the vehicles on guide paths of a snapshot can stand, drive and wait as it says."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.runs.saved.impossible import chain, need
from taktwin.runs.saved.kinds import FEEDS, LINKS, among
from taktwin.runs.saved.places import Arrays


def check_paths(arrays: Arrays) -> None:
    """Stops, zones and clusters hold the vehicles that stand there; each vehicle is on a way that leads to its goal."""
    g, ints, cluster_of = arrays["guided"], arrays["ints"], arrays["zones"]["cluster"]
    zones, clusters, stops = (arrays[name] for name in ("zone_states", "cluster_states", "stop_states"))
    for one in arrays["networks"]:
        _check_network(arrays, one)
    at = Counter(int(stop) for field in ("at", "goal", "then") for stop in g[field] if stop >= 0)
    for n, stop in enumerate(stops):
        need(stop["count"] == at[n] <= arrays["stops"]["cap"][n], "the places of a stop")
    _lists(stops, g["next_place"], [np.flatnonzero(g["wish"] == n) for n in range(stops.size)], "who waits at a stop")
    _lists(zones, g["behind"], [np.flatnonzero(g["zone"] == n) for n in range(zones.size)], "the vehicles of a zone")
    for n, zone in enumerate(zones):
        need(zone["count"] == (g["zone"] == n).sum() <= arrays["zones"]["cap"][n], "the vehicles of a zone")
    ask = g["asked"] >= 0.0
    need((g["hop"] < g["hops"])[ask].all(), "who waits for a zone")
    nearest = np.full(g.size, -1)
    nearest[ask] = cluster_of[ints[g["route"][ask] + 2 * g["hop"][ask]]]
    _lists(clusters, g["next"], [np.flatnonzero(nearest == n) for n in range(clusters.size)], "who waits for a zone")
    for n, cluster in enumerate(clusters):
        need(cluster["count"] == zones["count"][cluster_of == n].sum(), "the vehicles of a cluster")


def _lists(owners: np.ndarray, after: np.ndarray, members: list[np.ndarray], what: str) -> None:
    """Each owner's linked list holds its members, each once."""
    links = after.tolist()
    for owner, wanted in zip(owners, members, strict=True):
        found = chain(int(owner["head"]), links, what)
        need(not found or owner["tail"] == found[-1], what)
        need(sorted(found) == wanted.tolist(), what)


class _Ways:
    """The ways of a network: from where to where each leads."""

    def __init__(self, arrays: Arrays, network: np.void) -> None:
        ints, points = arrays["ints"], int(network["points"])
        self.of: dict[int, set[tuple[int, int]]] = {}
        table = ints[network["pair0"] : network["pair0"] + points * points]
        for pair in np.flatnonzero(table >= 0):
            found = int(table[pair])
            for way in ints[found + 1 : found + 1 + ints[found]]:
                self.of.setdefault(int(way) + 1, set()).add((int(pair) // points, int(pair) % points))
        self.table = table.reshape(points, points) >= 0


def _check_network(arrays: Arrays, network: np.void) -> None:
    ways, stops = _Ways(arrays, network), arrays["stops"]
    first, end = int(network["stop0"]), int(network["stop0"] + network["stops"])
    for i in range(network["guided0"], network["guided0"] + network["vehicles"]):
        one = arrays["guided"][i]
        r, fleet = arrays["resource_states"][one["resource"]], int(arrays["resources"]["node"][one["resource"]])
        places = [int(one[field]) for field in ("at", "goal", "wish", "then", "later")]
        need(all(stop < 0 or first <= stop < end for stop in places), "a stop of another guide path")
        held = {int(one[field]) for field in ("at", "goal", "then") if one[field] >= 0}
        parked = sum(stops["kind"][stop] == k.PARKING for stop in held)
        need(parked <= 1 and len([s for s in (places[0], places[1], places[3]) if s >= 0]) == len(held), "its places")
        need(one["wish"] < 0 or stops["kind"][one["wish"]] in (k.STATION, k.CHARGER), "who waits for a parking place")
        _check_motion(arrays, ways, one, r)
        _check_errand(arrays, ways, one, r, fleet)


def _check_motion(arrays: Arrays, ways: _Ways, one: Any, r: Any) -> None:
    """The way of a vehicle leads to its goal, and it stands in the zone that it entered last."""
    ints, stops = arrays["ints"], arrays["stops"]
    at, goal, route, hop = int(one["at"]), int(one["goal"]), int(one["route"]), int(one["hop"])
    need(at >= 0 or goal >= 0, "a vehicle that is nowhere")
    if route or one["hops"]:
        need(route in ways.of and one["hops"] == ints[route - 1] and hop <= one["hops"], "the way of a vehicle")
    need((one["zone"] >= 0) <= (at < 0), "a vehicle at a stop and on the way")
    if one["zone"] >= 0:
        need(hop > 0 and ints[route + 2 * (hop - 1)] == one["zone"], "the zone of a vehicle")
    driving = at < 0 or one["asked"] >= 0.0
    if driving:
        need(goal >= 0 and bool(route), "a vehicle on the way without a goal")
        need(any(b == stops["point"][goal] for _, b in ways.of[route]), "the way of a vehicle")
    if at >= 0 and one["asked"] >= 0.0:
        pair = (int(stops["point"][at]), int(stops["point"][goal]))
        need(hop == 0 and pair in ways.of[route], "the way of a vehicle")
    elif at >= 0 and goal >= 0:
        need(bool(ways.table[stops["point"][at], stops["point"][goal]]), "the way of a vehicle")
        need(r["phase"] == k.DRIVING, "a vehicle that does not set out")
    need(r["phase"] != k.DRIVING or goal >= 0, "a vehicle that drives without a goal")
    need(r["phase"] in (k.NO_WORK, k.DRIVING) or (at >= 0 and goal < 0 and one["wish"] < 0), "what a vehicle does")
    need(one["asked"] < 0.0 or r["phase"] == k.NO_WORK, "a vehicle that waits and drives")
    if at < 0 and r["phase"] == k.NO_WORK:
        need(one["asked"] >= 0.0 or one["stuck"] == 1, "a vehicle that stands on the way")
    heads = arrays["zone_states"]["head"]
    first = one["zone"] >= 0 and arrays["guided"]["resource"][heads[one["zone"]]] == one["resource"]
    need(one["stuck"] == 0 or (one["zone"] >= 0 and not first and r["phase"] == k.NO_WORK), "a vehicle that is stuck")
    need(one["asked"] < 0.0 or one["zone"] < 0 or first, "a vehicle that is stuck")


def _check_errand(arrays: Arrays, ways: _Ways, one: Any, r: Any, fleet: int) -> None:
    """A vehicle is where its errand, and what may come after it, can lead it on by ways that there are."""
    stops, errand, task = arrays["stops"], int(one["errand"]), int(r["task"])
    target = next(int(one[f]) for f in ("then", "later", "wish", "goal", "at") if one[f] >= 0)
    kind = int(stops["kind"][target])
    idle = one["goal"] < 0 and one["wish"] < 0 and one["later"] < 0 and one["then"] < 0
    fetch = one["loaded"] == 0
    need(task >= 0 or fetch, "a loaded vehicle without a task")
    need(not idle or r["phase"] != k.NO_WORK or task < 0, "a vehicle that has forgotten its task")
    if task >= 0:
        node = arrays["nodes"][task]
        need(among(node["kind"], LINKS, FEEDS), "the task of a vehicle")
        wanted = (k.TO_LOAD, node["load"]) if fetch else (k.TO_UNLOAD, node["unload"])
        need((errand, target) == wanted, "where a vehicle with a task goes")
    elif not idle:
        need(errand in (k.TO_CHARGE, k.TO_TOP_UP, k.TO_PARK), "where a vehicle goes")
        need(kind == (k.PARKING if errand == k.TO_PARK else k.CHARGER), "where a vehicle goes")
    need((r["phase"] == k.LOADING) <= (task >= 0 and fetch), "a vehicle that loads")
    need((r["phase"] == k.UNLOADING) <= (task >= 0 and not fetch), "a vehicle that unloads")
    need((r["phase"] == k.IN_SETUP) <= (kind == k.CHARGER and task < 0), "a vehicle that charges")
    here = [int(stops["point"][one[f]]) for f in ("at", "goal") if one[f] >= 0]
    ahead = [int(stops["point"][one[f]]) for f in ("later", "wish", "then") if one[f] >= 0]
    need(all(ways.table[here[-1], b] or here[-1] == b for b in ahead), "the way of a vehicle")
    if task < 0:
        network = arrays["networks"][one["network"]]
        onward = stops[network["stop0"] : network["stop0"] + network["stops"]]
        onward = set(onward["point"][np.isin(onward["kind"], (k.CHARGER, k.PARKING))].tolist())
        onward |= {int(stops["point"][n["load"]]) for n in arrays["nodes"][arrays["nodes"]["fleet"] == fleet]}
        need(all(ways.table[here[-1], b] or here[-1] == b for b in onward), "where a vehicle without a task stands")
