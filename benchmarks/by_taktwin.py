"""The lines in Taktwin, with all its accounts: states, energy, buffer levels, job log, series."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from benchmarks.lines import Line, Outcome
from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.program import Program, lower
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.simulation import Simulation


def program_of(line: Line, parts: int) -> Program:
    """The line as a plant."""
    kind, numbers = line.cycle
    cycle = f"{kind}({', '.join(f'{n} s' for n in numbers)})"
    failures = {}
    if line.failures:
        up, repair = line.failures
        failures = {"failures": [{"clock": "time", "up": f"exp({up} s)", "repair": f"exp({repair} s)"}]}
    orders: dict[str, Any] = {"quantity": parts}
    shops: dict[str, Any] = {}
    for i in range(line.count):
        shop = i // line.stations
        flow = shops.setdefault(f"shop {shop}", {"lines": {f"line {shop}": {"flow": []}}})["lines"][f"line {shop}"][
            "flow"
        ]
        if i == 0 and line.arrivals:
            orders["interval"] = f"exp({line.arrivals} s)"
            flow.append({"buffer": "queue", "capacity": "unlimited"})
        flow.append({"station": f"station {i}", "cycle": cycle, **failures})
        if i < line.count - 1:
            flow.append({"buffer": f"buffer {i}", "capacity": line.places_after(i)})
    for shop in range(line.shops):
        fields = shops[f"shop {shop}"]["lines"][f"line {shop}"]
        fields.update({"orders": "parts"} if shop == 0 else {})
        fields.update({"to": f"line {shop + 1}"} if shop < line.shops - 1 else {})
    return lower(PlantModel.model_validate({"name": line.name, "orders": {"parts": orders}, "shops": shops}))


def simulate(line: Line, program: Program, parts: int, seed: int) -> Outcome:
    """Let ``parts`` parts pass the line."""
    simulation = Simulation(program, seed)
    step = parts / line.rate / 200.0
    simulation.advance_to(0.0)  # the kernel is read from its cache here
    begin = time.process_time()
    while (left := parts - int(simulation.world["finished"][0])) > 0:
        simulation.advance_to(simulation.now + max(step, left / line.rate))
    simulation.settle()
    simulation.drain()
    seconds = time.process_time() - begin
    log = np.concatenate(simulation.logs)
    born = log[log["kind"] == k.LOG_BORN]
    ends = log[log["kind"] == k.LOG_END]
    first = parts // 10
    stayed = ends["time"] - born["time"][ends["order"]]
    throughput = (parts - first) / (ends["time"][-1] - ends["time"][first - 1])
    operations = int(simulation.world["operations"][0])
    return Outcome(len(ends), operations, seconds, throughput, float(stayed[first:].mean()))
