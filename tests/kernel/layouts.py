"""Random guide paths with random tasks, for the test that traffic never locks up.

    python -m tests.kernel.layouts --count 10000

A layout is a strongly connected graph of one-way and two-way pieces, from a ring with some ears to a tree of dead
ends, crowded with vehicles; every feed has some lots to carry. A layout passes if all lots arrive, all vehicles stand
idle in the end, and no zone, stop or parking place ever holds more vehicles than it has room for.
"""

from __future__ import annotations

import argparse
import time
from itertools import pairwise
from random import Random
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.program import lower
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.simulation import Simulation

Data = dict[str, Any]
#: Within this time (s) the tasks of every layout must be done; they take some minutes.
LONGEST = 200_000.0


def ways(random: Random) -> tuple[list[Data], list[str]]:
    """Pieces of way of a random strongly connected graph, and its points."""
    points = ["p0"]
    pieces: dict[frozenset[str], Data] = {}

    def add(a: str, b: str, both: bool) -> None:
        length = f"{random.choice([1, 1, 2, 3, 5])} m"
        if a != b and frozenset((a, b)) not in pieces:
            pieces[frozenset((a, b))] = {"way": f"{a} {'<>' if both else '>'} {b}", "length": length}

    for _ in range(random.randint(1, 5)):
        both = random.random() < 0.5
        start = random.choice(points)
        new = [f"p{len(points) + i}" for i in range(random.randint(1 if both else 2, 5))]
        # an ear ends somewhere else, or where it began; a two-way one may also be a dead end
        end = None if both and random.random() < 0.5 else random.choice(points)
        chain = [start, *new, *([end] if end is not None else [])]
        for a, b in pairwise(chain):
            add(a, b, both)
        points += new
    for _ in range(random.randint(0, 3)):
        a, b = random.choice(points), random.choice(points)
        add(a, b, random.random() < 0.5)
    return list(pieces.values()), points


def layout(seed: int) -> Data:
    """Plain data of a plant with a random guide path, its fleets, and feeds between endless and empty stocks."""
    random = Random(seed)
    pieces, points = ways(random)
    stations = random.sample(points, min(len(points), random.randint(2, 5)))
    vehicles = random.randint(1, 3 * len(points))
    parking = dict.fromkeys(random.sample(points, random.randint(1, min(3, len(points)))), vehicles)
    path: Data = {
        "ways": pieces,
        "stations": {point: random.randint(1, 2) for point in stations},
        "parking": parking,
    }
    fleet: Data = {
        "count": vehicles, "speed": "1 m/s", "length": "1 m", "paths": "way",
        "dispatch": random.choice(["oldest", "nearest", "least_loaded", "priority"]),
        "load": f"{random.randint(0, 5)} s", "unload": random.choice(["0 s", "exp(4 s)"]),
    }  # fmt: skip
    if random.random() < 0.3:
        fleet["acceleration"] = "0.5 m/s2"
    if random.random() < 0.3:
        fleet["failures"] = [{"clock": "operation", "up": "exp(60 s)", "repair": "exp(10 s)"}]
    if random.random() < 0.4:
        path["chargers"] = {random.choice(points): random.randint(1, 2)}
        fleet["battery"] = {
            "capacity": "10 Wh", "driving": "500 W", "idle": "1 W", "charge": "1 kW",
            "policy": random.choice(["threshold", "interim", "opportunity"]),
        }  # fmt: skip
    parts, stocks, feeds = {}, {}, {}
    for i in range(random.randint(1, 8)):
        start, end = random.sample(stations, 2)
        parts[f"part{i}"] = {"family": "parts"}
        stocks[f"from{i}"] = {"part": f"part{i}", "initial": "unlimited"}
        stocks[f"to{i}"] = {"part": f"part{i}", "initial": 0}
        feeds[f"feed{i}"] = {
            "from": f"from{i}", "to": f"to{i}", "fleet": "tugs", "from_point": start, "to_point": end, "lot": 1,
            "reorder": random.randint(0, 6), "priority": random.randint(0, 2),
        }  # fmt: skip
    flow = [{"station": "never", "cycle": "1000 h", "uses": [{"part": "part0", "from": "to0", "quantity": 1000}]}]
    return {
        "name": f"layout-{seed}", "bucket": "1000 h", "paths": {"way": path}, "fleets": {"tugs": fleet},
        "parts": parts, "stocks": stocks, "feeds": feeds, "orders": {"jobs": {"quantity": 1}},
        "shops": {"shop": {"lines": {"main": {"orders": "jobs", "flow": flow}}}},
    }  # fmt: skip


def faults(simulation: Simulation) -> list[str]:
    """What is wrong with where the vehicles of a simulation are."""
    arrays = simulation.arrays
    zones, stops, clusters = arrays["zones"], arrays["stops"], arrays["clusters"]
    guided, in_clusters = arrays["guided"], arrays["cluster_states"]["count"]
    in_zones, reserved = arrays["zone_states"]["count"], arrays["stop_states"]["count"]
    found: list[str] = []
    on = np.bincount(guided["zone"][guided["zone"] >= 0], minlength=zones.size)
    held = np.concatenate([guided[field][guided[field] >= 0] for field in ("at", "goal", "then")])
    places = np.bincount(held, minlength=stops.size)
    found += ["a vehicle is counted in no zone or in two"] if (on != in_zones).any() else []
    found += ["a zone holds more vehicles than have room"] if (on > zones["cap"]).any() else []
    found += ["a place is reserved for nobody, or twice"] if (places != reserved).any() else []
    found += ["a stop is overbooked"] if (places > stops["cap"]).any() else []
    totals = np.bincount(zones["cluster"], weights=in_zones, minlength=clusters.size)
    found += ["a cluster has lost count of its vehicles"] if (totals != in_clusters).any() else []
    ring = clusters["rule"] == k.RING
    found += ["a ring is full"] if (in_clusters[ring] >= clusters["cap"][ring]).any() else []
    return found


def problems(seed: int, looks: int = 5) -> list[str]:
    """What goes wrong in the layout of a seed; nothing, if all is well."""
    model = load_model(PlantModel.model_validate(layout(seed)))
    simulation = Simulation(lower(model), seed)
    found: list[str] = []
    for look in range(1, looks + 1):
        simulation.advance_to(40.0 * look)
        found += faults(simulation)
    simulation.advance_to(LONGEST)
    found += faults(simulation)
    stocks = simulation.program.stocks
    for feed in model.feeds.values():
        got, wanted = simulation.arrays["stock_states"]["received"][stocks[feed.to]], feed.reorder.value + 1
        if got != wanted:
            found.append(f"{feed.to} has got {got:g} of {wanted:g} lots")
    guided = simulation.arrays["guided"]
    if (guided["at"] < 0).any() or (guided["goal"] >= 0).any() or (guided["wish"] >= 0).any():
        found.append("a vehicle is still under way")
    return found


def main() -> None:
    """Run many layouts and print how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    wanted = parser.parse_args()
    begin = time.perf_counter()
    failed = {seed: found for seed in range(wanted.first, wanted.first + wanted.count) if (found := problems(seed))}
    for seed, found in failed.items():
        print(f"layout {seed}: {'; '.join(dict.fromkeys(found))}")
    print(f"{wanted.count} layouts, {len(failed)} with a fault, {time.perf_counter() - begin:.0f} s")


if __name__ == "__main__":
    main()
