"""What a program costs before its speed counts: import, and a whole process that gives a first small answer.

Each figure is of a fresh process, in processor time and peak memory as the operating system accounts for them, so that
other work on the machine counts as little as possible. `python -m benchmarks.first_minute` prints the table;
`python -m benchmarks.first_minute PACKAGE PARTS` is one of its processes, LINE20 with so many parts;
`python -m benchmarks.first_minute run MODEL...` times `taktwin run` of them, with nothing compiled before and again.
"""

from __future__ import annotations

import importlib
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.lines import LINES

if TYPE_CHECKING:
    from benchmarks.peers import Program

#: What a script of the package imports.
_IMPORTS = {
    "taktwin": "taktwin.api.plant, taktwin.runs.replications, taktwin.analysis.kpi",
    "simprocesd": "simprocesd.model",
    "factorysimpy": "factorysimpy.nodes.machine, factorysimpy.edges.buffer",
}
_FEW, _MANY = 100, 20_000


@dataclass(frozen=True)
class Process:
    """Processor time (s, of all its threads and of processes that it waited for), output and time of a process."""

    seconds: float
    output: str
    clock: float


def run(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Process:
    """Run Python with these arguments, and wait for its end."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            [sys.executable, *arguments], env={**os.environ, **(environment or {})}, stdout=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"python {' '.join(arguments)} ended with {process.returncode}")
        output.seek(0)
        return Process(usage.ru_utime + usage.ru_stime, output.read(), time.perf_counter() - begun)


def peak_memory() -> float:
    """Most memory that this process has held, MiB.

    On Linux not from `getrusage`, which there counts what the parent held when it forked.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return float(line.split()[1]) / 1024.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0**2


def table(programs: Sequence[Program], rounds: int) -> list[str]:
    """The Markdown table: import, first process ever, every later process, and its peak memory."""
    head = f"import | first process ever, {_FEW} parts | every later one | peak memory, {_MANY:,} parts"
    out = [f"| LINE20 | {head} |", "| --- | ---: | ---: | ---: | ---: |"]
    bare = statistics.median(run(["-c", "import numpy"]).seconds for _ in range(rounds))
    for program in programs:
        names = _IMPORTS.get(program.package, program.package)
        whole = ["-m", "benchmarks.first_minute", program.package, str(_FEW)]
        with tempfile.TemporaryDirectory() as cache:
            first = run(whole, {"TAKTWIN_CACHE": cache}).seconds
            later = [run(whole, {"TAKTWIN_CACHE": cache}).seconds for _ in range(rounds)]
            peak = run([*whole[:-1], str(_MANY)], {"TAKTWIN_CACHE": cache}).output
        imports = [run(["-c", f"import {names}"]).seconds for _ in range(rounds)]
        seconds = [f"{value:.2f} s" for value in (statistics.median(imports), first, statistics.median(later))]
        out.append(f"| {program.name} {program.version} | {' | '.join(seconds)} | {float(peak):.0f} MiB |")
    return [*out, "", f"Python and NumPy alone: {bare:.2f} s."]


def first_runs(models: Sequence[str]) -> list[str]:
    """The Markdown table of `taktwin run MODEL` as whole processes: with nothing compiled before, and after that."""
    head = "first run ever | its processor time | the next one | its processor time"
    out = [f"| `taktwin run` | {head} |", "| --- | ---: | ---: | ---: | ---: |"]
    for model in models:
        with tempfile.TemporaryDirectory() as folder:
            whole = ["-c", "from taktwin.cli import main; main()", "run", model, "--out"]
            first, later = (run([*whole, f"{folder}/{name}"], {"TAKTWIN_CACHE": folder}) for name in ("a", "b"))
        cells = (f"{value:.1f} s" for value in (first.clock, first.seconds, later.clock, later.seconds))
        out.append(f"| {model} | {' | '.join(cells)} |")
    return out


def main(package: str, parts: int) -> None:
    """A process that simulates LINE20 once, and prints how much memory it took."""
    line = next(line for line in LINES if line.name == "LINE20")
    program: Any = importlib.import_module(f"benchmarks.by_{package}")
    if package == "taktwin":
        program.simulate(line, program.program_of(line, parts), parts, 1)
    else:
        program.simulate(line, parts, 1)
    print(peak_memory())


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        print("\n".join(first_runs(sys.argv[2:])))
    elif len(sys.argv) == 3:
        main(sys.argv[1], int(sys.argv[2]))
    else:
        from benchmarks.peers import PROGRAMS

        print("\n".join(table([one for one in PROGRAMS if one.version and not one.options], 3)))
