"""The condition of machines and make cells that the shadow believes in, in the words of a start state."""

from __future__ import annotations

import math
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.live.shadow.floor import Floor
from taktwin.live.shadow.network import Network
from taktwin.model.start.state import seconds
from taktwin.runs.start.jobwords import amount
from taktwin.runs.start.remaining import longest

_DOWN = (k.DOWN, k.MINOR_STOP, k.MAINTENANCE, k.WAITING_CREW)


def machines_in_words(network: Network, floor: Floor, at: float) -> dict[str, Any]:
    """Who is down since when, and for what it is set up. Who waits for a crew comes last, the longest first."""
    found: dict[str, Any] = {}
    waiting: list[tuple[float, str]] = []
    for name, i in network.index.machines.items():
        machine = floor.machines.get(i)
        if machine is None:
            continue
        said: dict[str, Any] = {}
        if machine.state in _DOWN:
            mode = mode_of(network, i, machine.state, at - machine.since)
            if mode is not None:
                waits = machine.state == k.WAITING_CREW
                since = {"waiting": True} if waits else {"since": seconds(_since(network, i, mode, at - machine.since))}
                said["down"] = {"mode": network.index.modes[i][mode], **since}
                if waits:
                    waiting.append((machine.since, name))
        if machine.last >= 0 and network.setup_option[network.node_of_resource[i]] >= 0:
            node = network.node_of_resource[i]
            said["set_up_for"] = network.index.options(node).values[network.setup_option[node]][machine.last]
        elif name in network.index.cells:
            said |= _die(network, floor, name)
        if said:
            found[name] = said
    return {name: found.pop(name) for name in [*(n for n in found if n not in _names(waiting)), *_names(waiting)]}


def _die(network: Network, floor: Floor, cell: str) -> dict[str, str]:
    """For which recipe a make cell is set up; while its die is changed, for the one before."""
    lot = floor.lots.get(cell)
    wanted = -1 if lot is None else lot.stock if lot.stock >= 0 else lot.before
    entries = network.program.arrays["entries"]
    fitting = [name for name, row in network.index.recipes[cell].items() if int(entries["target"][row]) == wanted]
    return {"set_up_for": fitting[0]} if fitting else {}


def _names(waiting: list[tuple[float, str]]) -> list[str]:
    return [name for _, name in sorted(waiting)]


def mode_of(network: Network, i: int, state: int, passed: float = 0.0) -> int | None:
    """The failure mode of a resource that is in a state, by its number; the likeliest where several can be meant.

    A state does not name the mode: where several have the same word, it is that which comes most often and lasts so
    long (``passed``, s): by rate x probability that its repair takes longer (Bayes).
    """
    arrays = network.program.arrays
    first = int(arrays["resources"]["mode0"][i])
    best, most = None, -1.0
    for number in range(len(network.index.modes[i])):
        mode = arrays["modes"][first + number]
        if state != k.WAITING_CREW and int(mode["state"]) != state:
            continue
        if state == k.WAITING_CREW and int(mode["crew"]) < 0:
            continue
        every = float(arrays["dists"]["mean"][int(mode["up"])]) if int(mode["up"]) >= 0 else 0.0
        so_long = 1.0 if state == k.WAITING_CREW else _longer(arrays["dists"][int(mode["repair"])], passed)
        weight = so_long / max(every, 1e-9)
        if weight > most:
            best, most = number, weight
    return best


def _longer(dist: Any, passed: float) -> float:
    """Probability that a time is longer than what has passed, s; 1 or 0 where only its bounds are looked at."""
    kind, a, b = int(dist["kind"]), float(dist["a"]), float(dist["b"])
    if kind == k.EXPONENTIAL:
        return math.exp(-passed / a)
    if kind == k.LOGNORMAL and passed > 0.0:  # a, b: mean and standard deviation of the logarithm
        return 0.5 * math.erfc((math.log(passed) - a) / (b * math.sqrt(2.0)))
    return float(passed < longest(dist))


def _since(network: Network, i: int, mode: int, passed: float) -> float:
    """How long it has been repaired, s; not longer than a repair can take."""
    arrays = network.program.arrays
    row = arrays["modes"][int(arrays["resources"]["mode0"][i]) + mode]
    return min(passed, longest(arrays["dists"][int(row["repair"])]))


def cells_in_words(network: Network, floor: Floor, at: float) -> dict[str, Any]:
    """The lots of the make cells that have made something since their die was changed.

    What is being changed over to is not seen before the first hit: it is left to the model's own rule.
    """
    found: dict[str, Any] = {}
    arrays = network.program.arrays
    for name, i in network.index.cells.items():
        lot, machine = floor.lots.get(name), floor.machines.get(i)
        if lot is None or lot.stock < 0 or machine is None:
            continue
        state = machine.before
        if state in (k.SETUP, k.STARVED):
            continue
        for recipe, row in network.index.recipes[name].items():
            entry = arrays["entries"][row]
            if int(entry["target"]) != lot.stock:
                continue
            size = int(entry["lot"])
            left = size - (lot.begun - 1) % size if lot.begun else size
            found[name] = {"making": recipe, "hits": amount(left)}
            if state == k.WORKING:
                most = longest(arrays["dists"][int(entry["dist"])])
                found[name]["spent"] = seconds(min(max(0.0, machine.clock(at) - lot.clock), most))
            break
    return found
