"""The program: see the package."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from taktwin.runs.snapshot import Snapshot
from tests.damage.child import outcome
from tests.damage.spoil import remake, spoil
from tests.damage.subjects import CodeOf, ExperimentOf, ModelOf, SnapshotOf, copied, drawn, shipped

Case = Callable[[], tuple[str, str, str, bool]]
"""One case: what was done, how it ended, what was told, whether other numbers are allowed."""


class Cases:
    """Makes what is spoilt, once, and then case after case."""

    def __init__(self, seed: int, folder: Path, plants: int, compiled: bool = True) -> None:
        self.random = Random(seed)
        self.folder = folder
        programs = [*drawn(seed, plants), *shipped()]
        self.snapshots = []
        for number, program in enumerate(programs):
            (folder / str(number)).mkdir()
            self.snapshots.append(SnapshotOf(program, folder / str(number), self.random.uniform(0.0, 9000.0)))
        begun = Snapshot.load(self.snapshots[0].file)
        begun.fork(programs[0], 5, 1)  # compiles what a fork needs, before there are copies of this process
        self.wanted = {}
        for number, one in enumerate(self.snapshots):
            for fork in (False, True):
                self.wanted[number, fork] = must(lambda one=one, fork=fork: one.read(one.file, fork))
        self._rooms(compiled)

    def _rooms(self, compiled: bool) -> None:
        """Folders: compiled code, parsed models, an experiment that is finished and one that was broken off."""
        base = self.folder / "rooms"
        base.mkdir()
        self.rooms: list[tuple[Path, Callable[[Path], Callable[[], str]], str]] = []
        makers: list[tuple[str, type[CodeOf] | type[ModelOf] | type[ExperimentOf]]] = [("done", ExperimentOf)]
        if compiled:
            makers += [("code", CodeOf), ("model", ModelOf)]
        for name, maker in makers:
            (base / name).mkdir()
            made = must(maker(base / name).make)
            self.rooms.append((base / name, lambda folder, maker=maker: maker(folder).make, made))
        (base / "broken").mkdir()
        must(lambda: str(ExperimentOf(base / "broken").break_off()))
        self.rooms.append((base / "broken", lambda folder: ExperimentOf(folder).make, self.rooms[0][2]))

    def next(self) -> tuple[str, str, str, bool]:
        """One case."""
        draw = self.random.random()
        if draw < 0.15:
            return self._room()
        number = self.random.randrange(len(self.snapshots))
        one, fork = self.snapshots[number], self.random.random() < 0.25
        file = self.folder / "case.npz"
        shutil.copy(one.file, file)
        if draw < 0.35:
            other = self.snapshots[self.random.randrange(len(self.snapshots))].file
            what = spoil(self.random, file, other.read_bytes())
        else:
            what = remake(self.random, file)
        how, told = outcome(lambda: one.read(file, fork))
        how = "same" if how == "result" and told == self.wanted[number, fork] else how
        return f"plant {number}, {what}", how, told, draw >= 0.35

    def _room(self) -> tuple[str, str, str, bool]:
        source, maker, wanted = self.random.choice(self.rooms)
        case = copied(source, self.folder / "case")
        files = sorted(path for path in case.rglob("*") if path.is_file())
        other = self.random.choice(files).read_bytes()
        what = spoil(self.random, self.random.choice(files), other)
        how, told = outcome(maker(case))
        return f"{source.name}, {what}", "same" if told == wanted else how, told, False


def must(read: Callable[[], str]) -> str:
    """What an undisturbed reader finds."""
    how, told = outcome(read)
    if how != "result":
        raise RuntimeError(f"the undisturbed reader: {how}: {told}")
    return told


def bad(how: str, may_differ: bool) -> bool:
    """Whether a case ended as none may end."""
    return how in ("crash", "hang", "foreign") or (how == "result" and not may_differ)


def main(arguments: list[str] | None = None) -> int:
    """Run the cases; the exit code is 1 where one of them ended as none may end."""
    parser = argparse.ArgumentParser(prog="python -m tests.damage", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--plants", type=int, default=12, help="random plants of each of two kinds")
    options = parser.parse_args(arguments)
    ends: Counter[str] = Counter()
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        cases = Cases(options.seed, Path(folder), options.plants)
        begin = time.monotonic()
        for number in range(options.cases):
            what, how, told, may_differ = cases.next()
            ends[how] += 1
            if (number + 1) % 100 == 0:
                print(f"{number + 1} cases in {time.monotonic() - begin:.0f} s: {dict(ends)}", flush=True)
            if bad(how, may_differ):
                faults += 1
                print(f"case {number}: {what}: {how}: {told[-1500:]}", flush=True)
    print(f"{faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
