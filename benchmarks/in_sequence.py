"""What parts in sequence cost: `python -m benchmarks.in_sequence [--quick]`.

The reference plant `phoenix`, alone and with 40 more families of parts in sequence: each part is called off when its
car comes into the trim line, made, put into racks of 12, driven to the line by two trucks and fitted into its own car
in a zone of the chassis and final lines. Both run for the same days, warm, on one core. And a line that does nothing
but call and fit the 40 families, for a year. It ends with exit code 1 where parts are missing in the cars.

Then many weeks (``--replications``, 1,000) of that line and of the plant with its supply, on two threads, from empty:
the engine alone, results that are kept with all that their tables need, and an experiment, which keeps the key figures.
Each is told in seconds on the clock, in processor seconds, and with the memory that it took more than before.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from ruamel.yaml import YAML

from taktwin.analysis.kpi import kpis
from taktwin.kernel.lowering.program import Program, lower
from taktwin.model.files.load import load_model, shipped_models
from taktwin.planning.experiment.study import ExperimentOptions, study_experiment
from taktwin.planning.meter import telling
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from taktwin.runs.simulation import Simulation

FAMILIES = 40
ZONES = 10
CALL, FITTED_IN = "trim-1", ("chassis-1", "chassis-2", "chassis-3", "final-1", "final-2", "final-3")
CARS = 150_000  # a year at a takt of 120 s
DAY_S = 86400.0
WEEK_DAYS, THREADS = 7.0, 2


def supplier(number: int, call: str) -> dict[str, Any]:
    """A line that makes the part, and its trucks."""
    flow = [
        {"buffer": f"called{number}", "capacity": "unlimited"},
        {"station": f"make{number}", "cycle": "60 s"},
        {"buffer": f"racks{number}", "capacity": "unlimited"},
        {"delivery": f"truck{number}", "trucks": 2, "rack": 12, "drive": "10 min", "load": "2 min", "unload": "2 min"},
        {"buffer": f"side{number}", "capacity": "unlimited"},
    ]
    return {"call": {"at": call}, "flow": flow}


def join(number: int) -> dict[str, Any]:
    """The car takes its own part."""
    return {"line": f"park.part{number}", "matched": True}


def phoenix(families: int) -> Program:
    """The plant with so many families more, one in a zone."""
    path = shipped_models()["phoenix"]
    yaml = YAML()
    data = yaml.load(path.read_text(encoding="utf-8"))
    flow = data["shops"]["assembly"]["lines"]["assembly-main"]["flow"]
    lines = {element["moving_line"]: element for element in flow if "moving_line" in element}
    for number in range(families):
        line = lines[FITTED_IN[number // ZONES]]
        zone = line.setdefault("except", {}).setdefault(1 + number % ZONES, {})
        zone["joins"] = [*zone.get("joins", []), join(number)]
    if families:
        data["shops"]["park"] = {"lines": {f"part{number}": supplier(number, CALL) for number in range(families)}}
    text = io.StringIO()
    yaml.dump(data, text)
    return lower(load_model(text.getvalue()))


def calls_alone() -> Program:
    """A line that calls off and fits the families, and nothing else."""
    fit = [{"station": f"fit{number}", "cycle": "100 s", "joins": [join(number)]} for number in range(FAMILIES)]
    way = {"conveyor": "way", "capacity": 60, "transit": "1 h"}
    main = {"orders": "cars", "flow": [{"station": CALL, "cycle": "60 s"}, way, *fit]}
    park = {f"part{number}": supplier(number, CALL) for number in range(FAMILIES)}
    shops = {"trim": {"lines": {"main": main}}, "park": {"lines": park}}
    yaml, text = YAML(), io.StringIO()
    yaml.dump({"taktwin": 1, "name": "calls", "orders": {"cars": {"interval": "120 s"}}, "shops": shops}, text)
    return lower(load_model(text.getvalue()))


def measure(program: Program, days: float, rounds: int) -> tuple[float, Any]:
    """Seconds of processor time for the days (the least of the rounds), and the world at their end."""
    seconds, world = [], None
    for _ in range(rounds + 1):  # the first compiles
        simulation = Simulation(program, 1)
        simulation.advance_to(2 * DAY_S)
        begin = time.process_time()
        simulation.advance_to((2.0 + days) * DAY_S)
        seconds.append(time.process_time() - begin)
        world = simulation.arrays["world"][0]
    return min(seconds[1:]), world


# --- many weeks

PLANTS: dict[str, Callable[[], Program]] = {
    "the calls alone": calls_alone,
    "phoenix with supply": lambda: phoenix(FAMILIES),
}


def engine_weeks(program: Program, replications: int) -> None:
    """Nothing but the engine: what it logs is thrown away with each run."""

    def week(replication: int) -> None:
        Simulation(program, 1, replication).advance_to(WEEK_DAYS * DAY_S)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(week, range(replications)))


def kept_weeks(program: Program, replications: int) -> None:
    """Results of all weeks, of which any table can be made, and their key figures."""
    options = RunOptions(days=WEEK_DAYS, warmup=0.0, replications=replications, threads=THREADS)
    results = simulate(program.model, options)
    assert kpis(results, program.model)["finished_jobs"].value > 0


def experiment_weeks(program: Program, replications: int) -> None:
    """An experiment of one scenario: the key figures of each week alone are kept."""
    asked = ExperimentOptions(
        scenarios={"as it is": {}}, days=WEEK_DAYS, warmup=0.0, replications=replications, workers=THREADS
    )
    study_experiment(program.model, asked, telling())


WEEKS = {"engine alone": engine_weeks, "results kept": kept_weeks, "experiment": experiment_weeks}


def many_weeks(replications: int) -> None:
    """Measure and print all of them."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{replications:,} weeks from empty, {THREADS} threads{load}")
    for name, plant in PLANTS.items():
        program = plant()
        for what, run in WEEKS.items():
            run(program, 1)  # compiles, or reads what is compiled
            before = _most_memory()
            begin, worked = time.perf_counter(), _worked()
            run(program, replications)
            seconds, worked = time.perf_counter() - begin, _worked() - worked
            more = (_most_memory() - before) / 1024.0
            print(f"{name}, {what:14} {seconds:7.1f} s, {worked:7.1f} s of processor time, {more:6,.0f} MiB more")


def _worked() -> float:
    """Processor time of this process and of those that it has started, s."""
    return sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _most_memory() -> float:
    """The most memory that this process has ever had, KiB."""
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure all three and print them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.in_sequence", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one day, one round")
    parser.add_argument("--replications", type=int, default=None, help="weeks (default 1,000; quick 4; 0: none)")
    options = parser.parse_args(arguments)
    days, rounds = (1.0, 1) if options.quick else (20.0, 3)
    alone, cars = measure(phoenix(0), days, rounds)
    supplied, served = measure(phoenix(FAMILIES), days, rounds)
    called, world = measure(calls_alone(), days, rounds)
    year = CARS / (world["finished"] * days / (2.0 + days))
    print(f"{FAMILIES} families of parts in sequence, one core, warm, {days:g} days")
    print(f"phoenix alone          {alone:6.2f} s, {cars['finished']:,} cars left")
    on_top = supplied / alone - 1.0
    print(f"phoenix with supply    {supplied:6.2f} s, {served['finished']:,} cars left: {on_top:.0%} on top")
    calls = FAMILIES * CARS / 1e6
    print(f"the calls of a year    {called * year:6.2f} s for {CARS:,} cars and {calls:.1f} million calls off")
    joined = served["joined"] - cars["joined"]
    if joined < 0.9 * FAMILIES * served["finished"]:
        print(f"{joined:,} parts were fitted into {served['finished']:,} cars")
        return 1
    weeks = options.replications if options.replications is not None else 4 if options.quick else 1000
    if weeks:
        many_weeks(weeks)
    return 0


if __name__ == "__main__":
    sys.exit(main())
