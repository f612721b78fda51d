"""How good and how fast the car sequencer is: `python -m benchmarks.sequence --set roadef|csplib --data DIR`.

Solves the instances of the ROADEF challenge 2005 (sets A and B) or of CSPLib problem 1 one after the other and notes
each result in a file, so that it can be stopped at any time and goes on where it was. `--page` prints what the file
holds as Markdown. `--speed` measures instead how many moves a second one core tries, and how long scoring takes;
`--resequence CARS` what it takes to mend a sequence when so many cars are lost, in seconds of processor time.

The data are not shipped: DIR holds `roadef2005` or `csplib001`, with the instances and the tables of reference results
(default: `data` in $TAKTWIN_SHARED). `ref` in the table is a local search of 4 to 5 s in C, `Renault` the order that
the plant had.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from taktwin.planning.sequence.bound import Bound, lower_bound
from taktwin.planning.sequence.construct import construct
from taktwin.planning.sequence.files.roadef import read_instance
from taktwin.planning.sequence.kernel import choose
from taktwin.planning.sequence.problem import SequenceProblem
from taktwin.planning.sequence.ready import make_ready
from taktwin.planning.sequence.resequence import resequence
from taktwin.planning.sequence.score import score
from taktwin.planning.sequence.search import CHUNK, Search
from taktwin.planning.sequence.solve import solve

Row = dict[str, object]


@dataclass(frozen=True)
class Case:
    """An instance and what is known about it."""

    name: str
    path: Path
    known: dict[str, str]


def roadef_cases(data: Path) -> Iterator[Case]:
    """Sets A and B in the order of their tables."""
    for letter in "AB":
        with (data / "roadef2005" / f"results_set_{letter}.csv").open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                yield Case(row["instance"], data / "roadef2005" / f"instances_set_{letter}" / row["instance"], row)


def csplib_cases(data: Path) -> Iterator[Case]:
    """The instances with known results."""
    with (data / "csplib001" / "best_known.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            yield Case(row["instance"], data / "csplib001" / "instances" / f"{row['instance']}.txt", row)


def solved(case: Case, seconds: float, workers: int, seed: int) -> Row:
    """Solve one and note what came out."""
    problem = read_instance(case.path)
    found = solve(problem, seconds=seconds, workers=workers, seed=seed)
    return {
        "instance": case.name,
        "score": found.score.total,
        **{name: found.score.values[name] for name in problem.objectives},
        "objectives": problem.objectives,
        "bounds": found.bound.values,
        "lower_bound": found.lower_bound,
        "moves": found.moves,
        "seconds": round(found.seconds, 1),
        "limit": seconds,
        "workers": workers,
        "seed": seed,
    }


def run(cases: list[Case], results: Path, seconds: float, workers: int, seed: int) -> None:
    """Solve what the file of results does not hold yet, found in the same way."""
    way = (seconds, workers, seed)
    done = {row["instance"] for row in read(results) if (row["limit"], row["workers"], row["seed"]) == way}
    for number, case in enumerate(cases, 1):
        if case.name in done:
            continue
        row = solved(case, seconds, workers, seed)
        with results.open("a+", encoding="utf-8") as file:
            file.seek(0)
            begun = "\n" if file.read()[-1:] not in ("", "\n") else ""  # a line that was cut off is ended first
            file.write(begun + json.dumps(row) + "\n")
        print(f"{number}/{len(cases)} {case.name}: {row['score']:,} in {row['seconds']} s", file=sys.stderr, flush=True)


def read(results: Path) -> list[Row]:
    """What the file of results holds; a line that was cut off is left out."""
    rows = []
    for line in results.read_text(encoding="utf-8").splitlines() if results.is_file() else []:
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    return rows


def _by_name(results: Path) -> dict[str, dict]:
    return {str(row["instance"]): dict(row) for row in read(results)}


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ")


def roadef_page(cases: list[Case], results: Path) -> str:
    """The table of ROADEF results as Markdown, and what it amounts to."""
    rows = _by_name(results)
    lines = [
        "| instance | cars | Renault | ref | found | colours / high / low | first objective | its bound | moves |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: |",
    ]
    below = at = proved = named = attained = 0
    for case in cases:
        row = rows.get(case.name)
        if row is None:
            continue
        ref, found, first = int(case.known["ref_ls_score"]), float(row["score"]), row["objectives"][0]
        below += found < ref
        at += found == ref
        proved += row[first] <= row["bounds"][first]
        gurobi = case.known["lb_hprc_alone_gurobi"]
        if first == "high_violations" and gurobi and int(case.known["ref_ls_hprc"]) <= int(gurobi):
            named += 1
            attained += row[first] <= int(gurobi)
        parts = (row["paint_color_changes"], row["high_violations"], row.get("low_violations"))
        three = " / ".join("-" if part is None else f"{part:.0f}" for part in parts)
        lines.append(
            f"| `{case.name}` | {case.known['cars_day_d']} | {_number(float(case.known['initial_score']))} | "
            f"{_number(ref)} | {_number(found)} | {three} | {first} {row[first]:.0f} | {row['bounds'][first]:.0f} | "
            f"{row['moves'] / 1e6:.0f} M |"
        )
    count = len(lines) - 2
    summary = (
        f"{count} instances: below `ref` on {below}, equal on {at}, above on {count - below - at}. The first objective "
        f"is at its bound, and so proved optimal, on {proved}. Where the reference tables name a proved bound of it "
        f"that anybody attained ({named} instances), it is attained on {attained}."
    )
    return "\n".join([*_made(list(rows.values())), "", *lines, "", summary])


def csplib_page(cases: list[Case], results: Path) -> str:
    """The table of CSPLib results as Markdown, and what it amounts to."""
    rows = _by_name(results)
    lines = ["| instance | cars | best known | found | bound | seconds |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    reached = satisfiable = satisfied = 0
    for case in cases:
        row = rows.get(case.name)
        if row is None:
            continue
        best, found = int(case.known["best_known_violations"]), float(row["score"])
        reached += found <= best
        satisfiable += case.known["feasible_status"] == "SAT"
        satisfied += case.known["feasible_status"] == "SAT" and found == 0
        lines.append(
            f"| `{case.name}` | {case.known['cars']} | {best} | {found:.0f} | {row['lower_bound']:.0f} | "
            f"{row['seconds']} |"
        )
    summary = (
        f"{len(lines) - 2} instances: best known reached on {reached}; of {satisfiable} with a sequence without "
        f"violations {satisfied} are solved."
    )
    return "\n".join([*_made(list(rows.values())), "", *lines, "", summary])


def _made(rows: list[dict]) -> list[str]:
    ways = sorted({(row["limit"], row["workers"], row["seed"]) for row in rows})
    return [f"{limit:g} s each, {workers} searches at a time, seed {seed}." for limit, workers, seed in ways]


def speed(problem: SequenceProblem, chunks: int = 16) -> tuple[float, float]:
    """Moves a second on one core where a search spends its time: swaps of any two cars alone, and the whole mix."""
    search = Search(problem, 1, Bound({}, 0.0))
    first = construct(problem)
    search.start(first if problem.given is None else min(first, problem.given, key=lambda o: score(problem, o).total))
    search.goal = -1
    search.run("steep", 2 * chunks * CHUNK, lambda: True)
    found = []
    for shares in ({choose.SWAP_ANY: 1.0}, None):
        if shares is not None:
            mix = search.mix.copy()
            search.shares(shares)
        else:
            search.mix[:] = mix
        search.start(search.best)
        cold = 0.15 * float(min(search.weights[search.weights > 0]))
        began = time.process_time()
        search.anneal(search.weights, cold, cold, chunks * CHUNK, lambda: True)
        found.append(chunks * CHUNK / (time.process_time() - began))
    return found[0], found[1]


def print_speed(cases: list[Case], chunks: int) -> None:
    """Print moves a second of each instance and the medians."""
    print(f"{'instance':30}{'cars':>6}{'swaps/s':>14}{'moves/s':>14}{'scoring':>12}{'bounds':>12}")
    swaps, mixed = [], []
    for case in cases:
        problem = read_instance(case.path)
        one, other = speed(problem, chunks)
        order = construct(problem)
        score_ms = min(_milliseconds(lambda: score(problem, order)) for _ in range(5))  # noqa: B023
        bound_ms = min(_milliseconds(lambda: lower_bound(problem)) for _ in range(3))  # noqa: B023
        print(
            f"{case.name:30}{problem.cars:6}{one:14,.0f}{other:14,.0f}{score_ms:9.2f} ms{bound_ms:9.2f} ms", flush=True
        )
        swaps.append(one)
        mixed.append(other)
    print(f"{'median':30}{'':6}{statistics.median(swaps):14,.0f}{statistics.median(mixed):14,.0f}")


def print_resequencing(cases: list[Case], lost: int) -> None:
    """Print what it takes to mend a good sequence after some cars are lost at random."""
    print(f"{'':36}   high violations")
    print(f"{'instance':30}{'cars':>6}   planned   closed up    mended   wanted reached   positions changed       time")
    for case in cases:
        problem = read_instance(case.path)
        plan = solve(problem, moves=2_000_000, workers=1)
        gone = random.Random(1).sample(range(problem.cars), min(lost, problem.cars // 2))
        began = time.process_time()
        mended = resequence(problem, plan.order, gone)
        seconds = time.process_time() - began
        reference = mended.problem.reference
        assert reference is not None
        closed = score(mended.problem, reference).high_violations
        print(
            f"{case.name:30}{problem.cars:6}{plan.score.high_violations:10}{closed:12}{mended.score.high_violations:10}"
            f"{'yes' if mended.reached else 'no':>17}{mended.changed:20}{seconds:9.2f} s",
            flush=True,
        )


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1e3 * (time.perf_counter() - began)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sequence", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--set", choices=("roadef", "csplib"), default="roadef", help="which instances")
    parser.add_argument("--data", type=Path, help="folder that holds roadef2005 and csplib001")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each instance (default 60)")
    parser.add_argument("--workers", type=int, default=2, help="searches at a time (default 2)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="instances whose names contain this")
    parser.add_argument("--results", type=Path, help="file of the results (default sequence-SET-SECONDSs-SEED.jsonl)")
    parser.add_argument("--page", action="store_true", help="print the table as Markdown at the end")
    parser.add_argument("--speed", action="store_true", help="measure moves a second instead")
    parser.add_argument("--resequence", type=int, metavar="CARS", help="measure mending after so many cars are lost")
    parser.add_argument("--chunks", type=int, default=16, help="32,768 moves each, for --speed (default 16)")
    chosen = parser.parse_args(arguments)
    data = chosen.data or Path(os.environ.get("TAKTWIN_SHARED", "")) / "data"
    if not (data / "roadef2005").is_dir():
        print(f"error: no reference data at {data}; name their folder with --data", file=sys.stderr)
        return 2
    every = roadef_cases(data) if chosen.set == "roadef" else csplib_cases(data)
    cases = [case for case in every if chosen.only in case.name]
    if not cases:
        print(f'error: no instance of the set has "{chosen.only}" in its name; leave --only out', file=sys.stderr)
        return 2
    make_ready()
    if chosen.speed:
        print_speed(cases, chosen.chunks)
        return 0
    if chosen.resequence:
        print_resequencing(cases, chosen.resequence)
        return 0
    results = chosen.results or Path(f"sequence-{chosen.set}-{chosen.seconds:g}s-{chosen.seed}.jsonl")
    try:
        run(cases, results, chosen.seconds, chosen.workers, chosen.seed)
    except KeyboardInterrupt:
        print(f"interrupted; the same command goes on from {results}", file=sys.stderr)
        return 130
    if chosen.page:
        print((roadef_page if chosen.set == "roadef" else csplib_page)(cases, results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
