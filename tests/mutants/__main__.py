"""Build faults into the kernel, one at a time, and see whether the tests notice.

    python -m tests.mutants                 run what has not been run, print the table
    python -m tests.mutants --only station  those of one file, or whose description holds a word
    python -m tests.mutants --survivors     those that survived once more, after new tests
    python -m tests.mutants --page          write docs/proof/mutants.md from the results

Results are kept in the work folder (`--work`): an interrupted run goes on where it stopped. They are those of one state
of the engine; a change of the engine begins anew.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from taktwin.kernel.base.cache import cache_folder
from tests.mutants.embed import alone, embed_all
from tests.mutants.fault import ROOT, Fault, all_faults
from tests.mutants.results import Outcome, Results, page, table
from tests.mutants.runner import DESCRIPTOR, NUMBERS

#: What is run for each fault, until the first failure: first what is fast.
TESTS = [
    *(
        f"tests/kernel/rules/test_{name}.py"
        for name in ("states", "stations", "failures", "moves", "order", "calendars")
    ),
    *(f"tests/kernel/rules/test_{name}.py" for name in ("places", "fleets", "parts", "draws", "instants")),
    *(f"tests/kernel/rules/test_{name}.py" for name in ("carriers", "closed", "maintenance", "merges", "operators")),
    *(f"tests/kernel/rules/test_{name}.py" for name in ("quantities", "servers", "visits")),
    "tests/kernel/rules/own",
    "tests/kernel/rules/ways",
    "tests/kernel/levels/test_rest.py",
    "tests/kernel/test_flow.py",
    "tests/kernel/test_station.py",
    "tests/kernel/test_machine.py",
    "tests/kernel/test_conveyor.py",
    "tests/kernel/kinds/test_moving_line.py",
    "tests/kernel/kinds/test_zone_operators.py",
    "tests/kernel/kinds/test_batch_station.py",
    "tests/kernel/kinds/test_split_station.py",
    "tests/kernel/kinds/test_batch_releases.py",
    "tests/kernel/kinds/test_all_sorts_of_stations.py",
    "tests/kernel/kinds/test_lift.py",
    "tests/kernel/kinds/test_die_changes.py",
    "tests/kernel/guidepath",
    "tests/kernel/test_makecell.py",
    "tests/kernel/test_supply.py",
    "tests/kernel/test_transport.py",
    "tests/kernel/test_calendar.py",
    "tests/runs/test_tables.py",
    "tests/kernel/test_start.py",
    "tests/runs/test_snapshot.py",
    *(f"tests/runs/start/test_{name}.py" for name in ("by_hand", "order_by_hand", "carriers", "state", "remaining")),
    "tests/kernel/rules/test_resume.py",
    "tests/kernel/test_random.py",
    "tests/kernel/test_serial.py",
    "tests/kernel/test_invariants.py",
    "tests/oracle/test_oracle.py::test_what_once_differed_no_longer_does",
    "tests/oracle/test_oracle.py::test_factories_drawn_by_hypothesis_run_the_same_in_both",
]
#: Needs more memory than a faulty engine is given.
_LARGE = "tests/kernel/kinds/test_lift.py::test_one_inlet_and_one_outlet_is_a_queue_of_constant_service"
_WORK = Path(tempfile.gettempdir()) / "taktwin-mutants"


def run_tests(package: Path, numbers: list[int], work: Path) -> Iterator[tuple[int, Outcome]]:
    """Run the tests against a copy of the package with each of these faults switched on (0: none)."""
    read, write = os.pipe()
    environment = os.environ | {
        "PYTHONPATH": f"{package}{os.pathsep}{ROOT}",
        "TAKTWIN_CACHE": str(package.parent / "cache"),
        "TAKTWIN_MOST_EXAMPLES": "60",
        "HYPOTHESIS_STORAGE_DIRECTORY": str(work / "hypothesis"),
        "NUMBA_OPT": "1",
        NUMBERS: ",".join(map(str, numbers)),
        DESCRIPTOR: str(write),
    }
    arguments = [
        "-q",
        "--tb=line",
        "--deselect",
        _LARGE,
        "--hypothesis-seed=1",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
    ]
    command = [sys.executable, "-m", "pytest", *arguments, "-p", "tests.mutants.runner", *TESTS]
    with (work / "pytest.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[write], stdout=log, stderr=log)
        os.close(write)
        with os.fdopen(read, encoding="utf-8") as lines:
            for line in lines:
                fields = json.loads(line)
                yield fields.pop("number"), Outcome(**fields)
    if process.wait() not in (0, 5):
        raise SystemExit(f"pytest ended with {process.returncode}: see {work / 'pytest.log'}")


def run_all(faults: list[Fault], results: Results, work: Path) -> None:
    """Run all faults that have no result yet."""
    waiting = [fault for fault in faults if fault.key not in results.outcomes]
    if not waiting:
        return
    package, embedded = embed_all(work / "embedded", all_faults())
    waiting.sort(key=lambda fault: fault.key.rpartition(" ")[2])  # mixed: what is done of it is a fair sample
    by_number = {fault.number: fault for fault in waiting}
    numbers = [fault.number for fault in waiting if fault in embedded]
    if not results.sound:
        numbers.insert(0, 0)
    for number, outcome in run_tests(package, numbers, work) if numbers else ():
        if number > 0:
            results.add(by_number[number], outcome)
        elif outcome.killed_by is None:
            results.note_sound()
        else:
            raise SystemExit(f"without any fault this test fails: {outcome.killed_by}: {outcome.why}")
    for fault in waiting:
        if fault not in embedded:
            for _, outcome in run_tests(alone(work / "alone", fault), [0], work):
                results.add(fault, outcome)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", default="", metavar="WORD", help="a file, or a word of the description")
    parser.add_argument("--survivors", action="store_true", help="run again what survived")
    parser.add_argument("--page", action="store_true", help="write docs/proof/mutants.md from the results")
    parser.add_argument("--work", type=Path, default=_WORK, help="folder of results and copies (default: %(default)s)")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    faults = [fault for fault in all_faults() if options.only in fault.file or options.only in fault.breaks]
    results = Results(options.work / "results.json", cache_folder().name)
    if options.survivors:
        results.forget_survivors()
    run_all(faults, results, options.work)
    print(table(faults, results))
    if options.page:
        (ROOT / "docs" / "proof" / "mutants.md").write_text(page(faults, results), encoding="utf-8")


if __name__ == "__main__":
    main()
