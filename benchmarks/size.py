"""A line of many stations beside a short one: `python -m benchmarks.size [--stations N] [--rounds N]`.

Stations in shops of 60, each shop with a crew for its repairs, so that the event loop runs (a line without crews takes
the quicker serial path). It prints station operations a second of a line of 300 stations and of one of N (10,000), of
lines that are full, measured in turn, and the time of what surrounds the engine: reading and checking the model,
lowering, tables.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from typing import Any

from taktwin.kernel.lowering.program import lower
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.simulation import Simulation
from taktwin.runs.tables import result_of

SHOP = 60  # stations
SHORT = 300
_OPERATIONS = 1_500_000  # of one round
_FILLED = 1.3  # s a station until all are reached, beside `_BEGIN`
_BEGIN = 600.0


def model_of(stations: int) -> dict[str, Any]:
    """The line as the tree of a model file."""
    shops: dict[str, Any] = {}
    for i in range(stations):
        shop = i // SHOP
        line = shops.setdefault(f"shop {shop}", {"lines": {f"line {shop}": {"flow": []}}})["lines"][f"line {shop}"]
        failure = {"clock": "time", "up": "exp(500 s)", "repair": "exp(5 s)", "crew": f"crew {shop}"}
        line["flow"].append({"station": f"station {i}", "cycle": "tri(0.8 s, 1 s, 1.3 s)", "failures": [failure]})
        if i < stations - 1:
            places = 30 if (i + 1) % SHOP == 0 else 2
            line["flow"].append({"buffer": f"buffer {i}", "capacity": places})
    for shop in range(len(shops)):
        line = shops[f"shop {shop}"]["lines"][f"line {shop}"]
        line |= {"orders": "parts"} if shop == 0 else {}
        line |= {"to": f"line {shop + 1}"} if shop < len(shops) - 1 else {}
    return {
        "name": "size",
        "orders": {"parts": {"quantity": 10_000_000}},
        "crews": {f"crew {shop}": {"size": 1} for shop in range(len(shops))},
        "shops": shops,
    }


def around(stations: int) -> tuple[Simulation, dict[str, float]]:
    """The full line, and processor time of each step beside the engine (s)."""
    tree = model_of(stations)
    clock = [time.process_time()]

    def lap() -> float:
        clock.append(time.process_time())
        return clock[-1] - clock[-2]

    model = load_model(PlantModel.model_validate(tree))
    times = {"model": lap()}
    program = lower(model)
    times["lowering"] = lap()
    simulation = Simulation(program, 1)
    simulation.advance_to(_FILLED * stations + _BEGIN)
    lap()
    result_of(simulation)
    times["tables"] = lap()
    return simulation, times


def speed(simulation: Simulation, seconds: float) -> float:
    """Station operations a second of processor time, over ``seconds`` of simulated time."""
    before, begin = int(simulation.world["operations"][0]), time.process_time()
    simulation.advance_to(simulation.now + seconds)
    spent = time.process_time() - begin
    simulation.drain()
    return (int(simulation.world["operations"][0]) - before) / spent


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.size", description="Many stations beside few.")
    parser.add_argument("--stations", type=int, default=10_000, help="of the long line (default 10,000)")
    parser.add_argument("--rounds", type=int, default=8, help="of each, in turn; the best counts (default 8)")
    chosen = parser.parse_args(arguments)
    lines = {count: around(count) for count in (SHORT, chosen.stations)}
    best = dict.fromkeys(lines, 0.0)
    for _ in range(chosen.rounds):
        for count, (simulation, _) in lines.items():
            best[count] = max(best[count], speed(simulation, _OPERATIONS / count))
    for count, (_, times) in lines.items():
        told = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in times.items())
        print(f"{count:7,} stations: {best[count]:12,.0f} operations a second; {told}")
    print(
        f"the long line runs at {best[chosen.stations] / best[SHORT]:.0%} of the operations a second of the short one"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
