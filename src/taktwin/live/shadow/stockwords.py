"""Stocks, trucks and order streams that the shadow believes in, in the words of a start state."""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base import state as k
from taktwin.live.shadow.floor import Floor
from taktwin.live.shadow.network import Network
from taktwin.model.start.state import seconds
from taktwin.runs.start.jobwords import amount
from taktwin.runs.start.remaining import time_left

LOST_S = 7200.0  # after so long a delivery has come, and nobody has said so


def stocks_in_words(network: Network, floor: Floor) -> dict[str, Any]:
    """Levels: what was there, came and went; what does not fit in waits at the dock."""
    caps = network.program.arrays["stocks"]["cap"].tolist()
    found: dict[str, Any] = {}
    for name, i in network.program.stocks.items():
        if i in floor.stocks:
            total = max(0.0, floor.stocks[i])
            level = min(total, caps[i])
            found[name] = {"level": amount(level), **({"dock": amount(total - level)} if total > level else {})}
    return found


def trips_in_words(network: Network, floor: Floor, at: float) -> dict[str, Any]:
    """Vehicles that have fetched parts and not brought them yet. Empty ones are left to the model."""
    entries, nodes, index = network.program.arrays["entries"], network.nodes, network.index
    feeds = [(name, n, entries[int(nodes["row"][n])]) for name, n in network.program.nodes_of("feed").items()]
    numbers = {
        network.program.resource_names[first + at_]: (name, node, at_ + 1)
        for name, node in index.fleets.items()
        for first in [int(nodes["res0"][node])]
        for at_ in range(int(nodes["res"][node]))
    }
    found: dict[str, Any] = {}
    for (vehicle, stock), (carried, since) in floor.carried.items():
        fleet, node, number = numbers[vehicle]
        for name, n, row in feeds:
            fits = int(row["source"]) == stock and int(nodes["fleet"][n]) == node and float(row["amount"]) == carried
            if fits and at - since < LOST_S:
                left = seconds(max(0.0, float(row["loaded_s"]) - (at - since)))
                trip = {"task": name, "run": "loaded", "left": left}
                found.setdefault(fleet, {"vehicles": {}})["vehicles"].setdefault(number, trip)
                break
    return found


def lanes_in_words(network: Network, floor: Floor, at: float) -> dict[str, Any]:
    """Trucks that have been sent and are not there: each arrives when it most likely does, by the lane's lead time.

    At a dock nothing is told apart that waits in the yard: it arrives next.
    """
    arrays, stocks = network.program.arrays, list(network.program.stocks)
    found: dict[str, Any] = {}
    for name, trucks in floor.trucks.items():
        i = network.index.lanes.get(name)
        if i is None or not trucks:
            continue
        given = arrays["resources"][i]
        row = arrays["lanes"][int(given["row"])]
        several = int(row["loads"]) > 1
        last, said = 0.0, []
        for sent, loads in trucks[-int(given["capacity"]) :]:
            last = max(last, time_left(arrays["dists"], int(given["dist"]), max(0.0, at - sent), 0.5))
            entry: dict[str, Any] = {"in": seconds(last)}
            if several:
                entry["amounts"] = {stocks[stock]: amount(one) for stock, one in loads.items()}
            else:
                entry["amount"] = amount(sum(loads.values()))
            said.append(entry)
        found[name] = {"trucks": said}
    return found


def orders_in_words(network: Network, floor: Floor, at: float) -> dict[str, Any]:
    """How many orders each stream has released; and when the next comes, where its interval is not exponential."""
    arrays = network.program.arrays
    found: dict[str, Any] = {}
    for name, i in network.index.orders.items():
        released, last = floor.released.get(i, (0, 0.0))
        said: dict[str, Any] = {"released": amount(released)}
        given = arrays["resources"][i]
        dist = int(given["dist"])
        timed = dist >= 0 and released and given["releases0"] < 0 and given["shifts"] == 0
        if timed and int(arrays["dists"]["kind"][dist]) != k.EXPONENTIAL:
            said["next_in"] = seconds(time_left(arrays["dists"], dist, at - last, 0.5))
        found[name] = said
    return found
