"""Whether the vehicles of a snapshot, their tasks, and the jobs and lots kept for them fit together."""

from __future__ import annotations

from collections import Counter

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.runs.saved.impossible import chain, need
from taktwin.runs.saved.kinds import BELTS, BUFFERS, CELLS, FEEDS, FLEETS, LIFTS, LINKS, SERVERS, VEHICLES, among
from taktwin.runs.saved.places import Arrays
from taktwin.runs.trucks import on_trucks

_CLOSE = 1e-6  # relative: sums of amounts, added in another order


def check_fleets(arrays: Arrays) -> None:
    """Tasks, requests, claims, and what feeds have reserved and on the way."""
    nodes, node_states = arrays["nodes"], arrays["node_states"]
    given, r = arrays["resources"], arrays["resource_states"]
    places: Counter[int] = Counter()
    servers: Counter[int] = Counter()
    on_trips: Counter[int] = Counter()
    lots: Counter[int] = Counter()
    for i in np.flatnonzero(among(given["kind"], VEHICLES)).tolist():
        one = r[i]
        task, loaded = _task(arrays, i)
        if task < 0:
            need(one["job"] < 0, "a vehicle without a task holds a job")
            continue
        node = nodes[task]
        need(node["fleet"] == given["node"][i] and among(node["kind"], LINKS, FEEDS), "the task of a vehicle")
        if among(node["kind"], FEEDS):
            need(one["job"] < 0, "a vehicle with parts holds a job")
            on_trips[task] += 1
            lots[task] += not loaded
            continue
        on_trips[task] += 1
        need((one["job"] >= 0) == loaded, "the job of a vehicle")
        if not loaded:
            _claim(arrays, one, node, places, servers)
    for i in np.flatnonzero(among(given["kind"], LIFTS) & (r["giver_node"] >= 0)).tolist():
        need(r["job"][i] < 0, "a lift that fetches a job holds one")
        _claim(arrays, r[i], nodes[int(given["node"][i])], places, servers)
    kept, trips = (np.array([counter[n] for n in range(nodes.size)]) for counter in (places, on_trips))
    link = among(nodes["kind"], LINKS)
    have = np.where(link, node_states["waiting"], node_states["count"])
    giving = link | among(nodes["kind"], BUFFERS, SERVERS, BELTS)
    need((node_states["claimed"] == kept)[giving].all() and (kept <= have)[kept > 0].all(), "jobs kept for vehicles")
    there = (node_states["count"] == node_states["waiting"] + trips) & (node_states["count"] <= nodes["cap"])
    need(there[link].all(), "the jobs of a transport")
    claimed = np.flatnonzero(r["claimed"] == 1).tolist()
    need(sorted(servers.elements()) == claimed, "jobs kept for vehicles")
    _check_requests(nodes, node_states)
    _check_stocks(arrays, on_trips, lots)


def _task(arrays: Arrays, i: int) -> tuple[int, bool]:
    """Node of a vehicle's task, -1 for none; whether it has loaded."""
    one, row = arrays["resource_states"][i], int(arrays["resources"]["row"][i])
    if row >= 0:
        return int(one["task"]), bool(arrays["guided"]["loaded"][row])
    return (-1, False) if one["phase"] == k.NO_WORK else (int(one["task"]), one["phase"] == k.LOADED_RUN)


def _claim(arrays: Arrays, one: np.void, link: np.void, places: Counter[int], servers: Counter[int]) -> None:
    """The job that an empty vehicle fetches."""
    nodes, r = arrays["nodes"], arrays["resource_states"]
    giver, server = int(one["giver_node"]), int(one["giver"])
    before = arrays["ints"][link["pred0"] : link["pred0"] + link["preds"]]
    need(giver >= 0 and giver in before, "where a vehicle fetches its job")
    node = nodes[giver]
    if among(node["kind"], BUFFERS, LINKS):
        places[giver] += 1
        return
    need(among(node["kind"], SERVERS, BELTS), "where a vehicle fetches its job")
    if among(node["kind"], BELTS):
        server = int(node["res0"])
    need(node["res0"] <= server < node["res0"] + node["res"], "the machine where a vehicle fetches its job")
    need(r["done"][server] == 1 and r["job"][server] >= 0, "a vehicle comes for a job that is not finished")
    servers[server] += 1


def _check_requests(nodes: np.ndarray, states: np.ndarray) -> None:
    """Each task that is asked for stands in the queue of its fleet once."""
    after = states["next_waiting"].tolist()
    wanted = states["queued"] > 0
    need(among(nodes["kind"][wanted], LINKS, FEEDS).all(), "who asks for vehicles")
    for f in np.flatnonzero(among(nodes["kind"], FLEETS)):
        head = int(states["head"][f])
        need(-1 <= head < nodes.size, "the requests of a fleet")
        queue = chain(head, after, "the requests of a fleet")
        need(not queue or states["tail"][f] == queue[-1], "the last request of a fleet")
        need(sorted(queue) == np.flatnonzero(wanted & (nodes["fleet"] == f)).tolist(), "the requests of a fleet")


def _check_stocks(arrays: Arrays, on_trips: Counter[int], lots: Counter[int]) -> None:
    """What is on the way to a stock is on trucks, in lots of cells, or called by feeds; only feeds reserve."""
    nodes, queued = arrays["nodes"], arrays["node_states"]["queued"]
    given, r = arrays["resources"], arrays["resource_states"]
    entries, stocks = arrays["entries"], arrays["stock_states"]
    need((stocks["level"] <= arrays["stocks"]["cap"] * (1.0 + _CLOSE)).all(), "the level of a stock")
    way, reserved = np.zeros(stocks.size), np.zeros(stocks.size)
    for n in np.flatnonzero(among(nodes["kind"], FEEDS)):
        row = entries[nodes["row"][n]]
        way[row["target"]] += (queued[n] + on_trips[int(n)]) * row["amount"]
        reserved[row["source"]] += (queued[n] + lots[int(n)]) * row["amount"]
    for cell in r[among(given["kind"], CELLS) & (r["job"] >= 0)]:
        way[entries["target"][cell["job"]]] += cell["hits"] * entries["amount"][cell["job"]]
    way += on_trucks(arrays)
    scale = _CLOSE * (1.0 + stocks["received"] + way)
    need((np.abs(stocks["on_way"] - way) <= scale).all(), "what is on the way to a stock")
    scale = _CLOSE * (1.0 + stocks["drawn"] + reserved)
    need((np.abs(stocks["reserved"] - reserved) <= scale).all(), "what is reserved at a stock")
