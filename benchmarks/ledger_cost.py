"""What the books of energy and media cost: `python -m benchmarks.ledger_cost [--quick]`.

Each plant three times, in turn in one process, several rounds with different seeds: with powers and amounts for each
job everywhere, the same without any (loads stay and draw nothing, chargers as they did), and without the books of media
in the series at all, which no run leaves out. LINE20 (20 stations, 19 buffers) station by station, and by events;
PLANT300 (5 shops of 60 stations with failures); the shipped `phoenix`. It prints the median of the paired ratios of
processor time, and the time that the tables of media take, as a share of the run. It ends with exit code 1 where the
runs of a plant did not do the same works, or where the books cost 10 % of the simulation time or more.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

import taktwin
from benchmarks import by_taktwin
from benchmarks.lines import LINES
from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.program import Program, lower
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.simulation import Simulation
from taktwin.runs.tables.accounts import accounts_of
from taktwin.runs.tables.energy import energy_table
from taktwin.runs.tables.ledger import kwh_by_medium, ledger_buckets_table, ledger_table

LIMIT = 0.10
_DAY_S = 86400.0
_POWER = {
    "electricity": {"working": "12 kW", "setup": "9 kW", "idle": "3 kW", "standby": "2 kW", "off": "0.2 kW"},
    "compressed_air": {"working": "30 m3/h", "idle": "4 m3/h"},
}
_EACH = {"water": "0.01 m3"}


@dataclass(frozen=True)
class Plant:
    """A plant with powers, the same without, and without books of media."""

    title: str
    days: float
    powered: Program
    bare: Program
    unbooked: Program


@dataclass(frozen=True)
class Round:
    """One run: seconds of processor time of the engine and of the tables, and what was done."""

    seconds: float
    tables: float
    works: int
    finished: int
    kwh: float


def with_powers(model: PlantModel) -> PlantModel:
    """The same with a power profile and an amount for each job at all stations."""
    data = _data(model)
    for shop in data["shops"].values():
        for line in shop["lines"].values():
            for element in line["flow"]:
                if "station" in element:
                    element |= {"power": _POWER, "energy_per_job": _EACH}
    return load_model(PlantModel.model_validate(data))


def without_powers(model: PlantModel) -> PlantModel:
    """The same where nothing draws anything."""
    data = _data(model)
    data.pop("site", None)  # no run reads it
    data.pop("power", None)
    for noun in _nouns(data):
        for key in ("energy_per_job", "energy_per_hit", "power"):
            noun.pop(key, None)
    for shop in data["shops"].values():
        for load in shop.get("loads", {}).values():
            load["power"] = {}
    return load_model(PlantModel.model_validate(data))


def _data(model: PlantModel) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _nouns(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in plain data."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nouns(inner)


def plant(title: str, days: float, powered: PlantModel, by_events: bool = False) -> Plant:
    """What is held against each other."""
    bare = without_powers(powered)
    programs = [lower(powered), lower(bare), lower(bare)]
    programs[2].arrays["world"]["media"] = 0
    for program in programs:
        if by_events:
            program.arrays["steps"] = np.zeros(0, k.STEP)  # as it is where anything else stands in the plant
    return Plant(title, days, *programs)


def plants(quick: bool) -> Iterator[Plant]:
    """What is measured, one after the other."""
    share = 0.02 if quick else 1.0
    lines = {line.name: line for line in LINES}
    line20 = with_powers(by_taktwin.program_of(lines["LINE20"], 1_000_000).model)
    yield plant("LINE20, station by station", 3 * share, line20)
    yield plant("LINE20, by events", 3 * share, line20, by_events=True)
    yield plant("PLANT300", 0.5 * share, with_powers(by_taktwin.program_of(lines["PLANT300"], 1_000_000).model))
    yield plant("phoenix", 20 * share, taktwin.load("phoenix").model)


def run(program: Program, days: float, seed: int, tables: bool) -> Round:
    """One run from empty, and the tables of media where they are wanted."""
    simulation = Simulation(program, seed)
    begin = time.process_time()
    simulation.advance_to(days * _DAY_S)
    seconds = time.process_time() - begin
    accounts = accounts_of(simulation)
    begin = time.process_time()
    if tables:
        for table in (energy_table, ledger_table, ledger_buckets_table):
            table(accounts)
    table_seconds = time.process_time() - begin
    world = accounts.world[0]
    working = np.flatnonzero(accounts.arrays["resources"]["machine"])
    kwh = sum(kwh_by_medium(accounts.arrays, working).values())
    return Round(seconds, table_seconds, int(world["operations"]), int(world["finished"]), kwh)


def measure(one: Plant, rounds: int) -> list[tuple[Round, Round, Round]]:
    """The three in turn, so that what else the machine does hits all alike; a first short round fills the caches."""
    three = (one.powered, one.bare, one.unbooked)
    for program in three:
        run(program, one.days / 50, 1, tables=True)
    found = []
    for seed in range(1, rounds + 1):
        order = (0, 1, 2) if seed % 2 else (2, 1, 0)
        done = {at: run(three[at], one.days, seed, tables=at == 0) for at in order}
        found.append((done[0], done[1], done[2]))
    return found


def problems(title: str, rounds: list[tuple[Round, Round, Round]], limit: float = LIMIT) -> list[str]:
    """What is wrong with a measurement."""
    found = []
    for three in rounds:
        if len({(one.works, one.finished) for one in three}) > 1:
            found.append(f"{title}: the works are not the same: {[(one.works, one.finished) for one in three]}")
        if three[0].kwh <= 0.0 or three[1].kwh > 0.01 * three[0].kwh:
            found.append(f"{title}: {three[0].kwh:g} kWh with powers, {three[1].kwh:g} without")
    for at, beside in ((1, "the same without powers"), (2, "no books of media")):
        ratio = median_ratio(rounds, at)
        if ratio >= 1.0 + limit:
            found.append(f"{title}: {ratio:.3f} times the time of {beside}")
    return found


def median_ratio(rounds: list[tuple[Round, Round, Round]], at: int) -> float:
    """Time with powers over that of another (1: without, 2: no books), median of the rounds."""
    return statistics.median(three[0].seconds / three[at].seconds for three in rounds)


def main(arguments: list[str] | None = None) -> int:
    """Print the table; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a fiftieth of the time, and no limit")
    parser.add_argument("--rounds", type=int, default=11)
    chosen = parser.parse_args(arguments)
    wrong = []
    print(
        "| plant | works | seconds | with powers / without | with powers / no books of media | tables of media / run |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for one in plants(chosen.quick):
        rounds = measure(one, chosen.rounds)
        first = [three[0] for three in rounds]
        tables = statistics.median(done.tables / done.seconds for done in first)
        ratios = " | ".join(f"{median_ratio(rounds, at):.3f}" for at in (1, 2))
        works, seconds = first[-1].works, statistics.median(done.seconds for done in first)
        print(f"| {one.title} | {works:,} | {seconds:.3f} | {ratios} | {tables:.3f} |", flush=True)
        wrong += problems(one.title, rounds, float("inf") if chosen.quick else LIMIT)
    for text in wrong:
        print(text, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
