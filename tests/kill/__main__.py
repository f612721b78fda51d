"""The program: see the package."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from taktwin.cli.app import main as taktwin_main  # here: interrupted while it is imported, Python speaks for itself
from taktwin.runs.simulation import Simulation
from tests.kernel.plants import line, program_of
from tests.kill.commands import Command, ExperimentCommand, RunCommand, SequenceCommand
from tests.planning.sequence.instances import write_instance

INTERRUPTED = 130
_ENDLESS_S = 300.0


class Process:
    """A command in a forked copy of this process; what it says goes into a file."""

    def __init__(self, do: Callable[[], None], said: Path) -> None:
        self.said = said
        self.number = os.fork()
        if self.number == 0:
            code = 1
            try:
                to = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                os.dup2(to, 1)
                os.dup2(to, 2)
                do()
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
            except BaseException:
                traceback.print_exc()
            finally:
                with contextlib.suppress(Exception):
                    sys.stdout.flush()
                    sys.stderr.flush()
                os._exit(code)

    def wait(self) -> int:
        """Its exit code, below 0 for a signal. One that has no end is killed."""
        begin = time.monotonic()
        while time.monotonic() - begin < _ENDLESS_S:
            done, status = os.waitpid(self.number, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.005)
        os.kill(self.number, signal.SIGKILL)
        os.waitpid(self.number, 0)
        raise AssertionError("it has no end")


def command_line(arguments: list[str]) -> None:
    """`taktwin ARGUMENTS`."""
    sys.argv = ["taktwin", *arguments]
    taktwin_main()


def in_a_copy(check: Callable[[], None], said: Path) -> None:
    """Check in a copy as well: this process must not start the threads of polars. Raises AssertionError."""
    code = Process(check, said).wait()
    assert code == 0, said.read_text()[-2000:]


class Kills:
    """Each command once undisturbed, then case after case."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.random = Random(seed)
        self.folder = folder
        compile_all()
        self.commands: list[Command] = [
            RunCommand(),
            ExperimentCommand(),
            SequenceCommand(write_instance(folder / "day")),
        ]
        self.seconds: dict[str, float] = {}
        for one in self.commands:
            place = folder / one.name
            place.mkdir()
            for _ in range(2):  # the first one compiles what this process has not
                shutil.rmtree(place)
                place.mkdir()
                begin = time.monotonic()
                code = Process(lambda one=one, place=place: command_line(one.arguments(place)), folder / "said").wait()
                assert code == 0, (folder / "said").read_text()
                self.seconds[one.name] = time.monotonic() - begin

    def next(self) -> str:
        """One case; what was done and how it ended. Raises AssertionError."""
        one = self.random.choice(self.commands)
        how = self.random.choice([signal.SIGKILL, signal.SIGINT])
        place, said = self.folder / "case", self.folder / "said"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        times = self.random.choice([1, 1, 2])
        ends = []
        for _ in range(times):
            if not one.goes_on(place):
                break
            process = Process(lambda: command_line(one.arguments(place)), said)
            time.sleep(self.random.uniform(0.0, 1.1 * self.seconds[one.name]))
            os.kill(process.number, how)
            code = process.wait()
            text = said.read_text(errors="replace")
            assert code in (0, INTERRUPTED, -how), f"exit code {code}: {text[-2000:]}"
            assert code == 0 or how == signal.SIGKILL or "Traceback" not in text, text[-2000:]
            in_a_copy(lambda code=code: one.check(place, self.folder / one.name, code == 0), said)
            ends.append(str(code))
        if one.goes_on(place):
            code = Process(lambda: command_line(one.arguments(place)), said).wait()
            assert code == 0, f"the next call: exit code {code}: {said.read_text()[-2000:]}"
        in_a_copy(lambda: one.check(place, self.folder / one.name, True), said)
        return f"{one.name} {how.name} {' '.join(ends)}"


def compile_all() -> None:
    """The kernel, before there are copies of this process."""
    program = program_of(line([{"station": "m", "cycle": "1 s"}]))
    for trace in (False, True):
        Simulation(program, trace=trace).advance_to(1.0)


def main(arguments: list[str] | None = None) -> int:
    """Run the cases; the exit code is 1 where one of them left something that none may leave."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=200)
    options = parser.parse_args(arguments)
    ends: Counter[str] = Counter()
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        kills = Kills(options.seed, Path(folder))
        begin = time.monotonic()
        for number in range(options.cases):
            try:
                ends[kills.next()] += 1
            except AssertionError as error:
                faults += 1
                print(f"case {number}: {error}", flush=True)
            if (number + 1) % 10 == 0 or number + 1 == options.cases:
                print(f"{number + 1} cases in {time.monotonic() - begin:.0f} s, {faults} faults", flush=True)
    for end, count in sorted(ends.items()):
        print(f"  {end}: {count}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
