"""How long snapshots and start states take: `python -m benchmarks.snapshot [--quick]`.

Three plants: the shipped `phoenix`, and a line of 500 stations with buffers, with and without failures, each after a
day. Prints sizes, and medians of the processor time in milliseconds: of taking a snapshot in memory, of saving and
loading it, of beginning a replication from it; and of what a forecast from a state needs: writing the state, reading,
checking and placing it, and beginning a replication. It ends with exit code 1 where saving or loading a snapshot takes
50 ms or more.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import taktwin
from taktwin.kernel.lowering.program import lower
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.start.file import load_state, save_state
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot
from taktwin.runs.start import Starter, state_of

LIMIT_MS = 50.0
_COLUMNS = ("take", "save", "load", "fork", "state", "write", "read", "prepare", "begin")
_DAY_S = 86400.0


def line(stations: int, failures: bool) -> PlantModel:
    """A line of equal stations with a buffer between any two."""
    station: dict[str, Any] = {"cycle": "tri(50 s, 60 s, 75 s)"}
    if failures:
        station["failures"] = [{"clock": "operation", "up": "exp(8 h)", "repair": "exp(10 min)"}]
    flow: list[dict[str, Any]] = []
    for i in range(1, stations + 1):
        flow += [{"station": f"s{i}", **station}, {"buffer": f"b{i}", "capacity": 4}]
    lines = {"main": {"orders": "jobs", "flow": flow[:-1]}}
    return load_model(
        PlantModel.model_validate({"name": "line", "orders": {"jobs": {}}, "shops": {"s": {"lines": lines}}})
    )


def milliseconds(work: Callable[[], Any], rounds: int) -> float:
    """Median processor time of some work, ms; the first round, which fills caches, is left out."""
    times = []
    for _ in range(rounds + 1):
        begin = time.process_time()
        work()
        times.append(1000.0 * (time.process_time() - begin))
    return statistics.median(times[1:])


def measure(model: PlantModel, days: float, rounds: int, folder: Path) -> tuple[str, dict[str, float], list[int]]:
    """What is in the plant, the medians by column, and the sizes of snapshot, YAML and JSON (bytes)."""
    program = lower(model)
    starter = Starter(program)
    simulation = Simulation(program)
    simulation.advance_to(days * _DAY_S)
    snapshot, state = Snapshot.of(simulation), state_of(simulation, starter.index)
    npz, text, data = folder / "s.npz", folder / "s.yaml", folder / "s.json"
    save_state(state, text)
    prepared = starter.prepare(state)
    snapshot.save(npz)
    save_state(state, data)
    work: dict[str, Callable[[], Any]] = {
        "take": lambda: Snapshot.of(simulation),
        "save": lambda: Snapshot.of(simulation).save(npz),
        "load": lambda: Snapshot.load(npz).resume(program),
        "fork": lambda: snapshot.fork(program, 2, 1),
        "state": lambda: state_of(simulation, starter.index),
        "write": lambda: save_state(state, data),
        "read": lambda: load_state(data),
        "prepare": lambda: starter.prepare(state),
        "begin": lambda: prepared.simulation(2, 1),
    }
    found = {name: milliseconds(one, rounds) for name, one in work.items()}
    stations = sum(where.kind == "station" for where in program.flow.resource_where.values())
    what = f"{stations} stations, {len(program.resource_names)} resources, {prepared.jobs.size} jobs inside"
    return what, found, [path.stat().st_size for path in (npz, text, data)]


def main(arguments: list[str] | None = None) -> int:
    """Print the table; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, and an hour instead of a day")
    quick = parser.parse_args(arguments).quick
    plants = {
        "phoenix": taktwin.load("phoenix").model,
        "line": line(500, failures=False),
        "failing": line(500, failures=True),
    }
    print(f"{'':8}" + "".join(f"{name:>9}" for name in _COLUMNS) + "   (ms)")
    slow = []
    for name, model in plants.items():
        with tempfile.TemporaryDirectory() as folder:
            what, found, sizes = measure(model, 1 / 24 if quick else 1.0, 3 if quick else 21, Path(folder))
        print(f"{name:8}" + "".join(f"{found[column]:9.1f}" for column in _COLUMNS) + f"   {what}")
        snapshot, text, data = sizes
        print(
            f"{'':8}  snapshot {snapshot / 1e6:.2f} MB, state {text / 1e3:.0f} kB as YAML, {data / 1e3:.0f} kB as JSON"
        )
        slow += [
            f"{name}: {column} takes {found[column]:.1f} ms" for column in ("save", "load") if found[column] >= LIMIT_MS
        ]
    for one in slow:
        print(f"over {LIMIT_MS:g} ms: {one}", file=sys.stderr)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
