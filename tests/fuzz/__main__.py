"""Read thousands of mutated inputs.

    python -m tests.fuzz --seed 7 --cases 100000 [--reader model] [--case 123] [--seconds 600] [--out FOLDER]

Every case must end within seconds in success or in one of our own errors, which says where. What does not is kept, and
named with the options that read it again. Exit code 1 if there was any.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from taktwin.model.errors import ModelError
from tests.fuzz.readers import OURS, READERS, Reader

LONGEST_S = 5.0  # of processor time
MOST_BYTES = 2**30  # beyond what the libraries take


class TooLong(BaseException):
    """A case did not end; no handler of Exception may swallow it."""


def fault_of(read: Callable[[], object]) -> str:
    """What is wrong with the way in which a case ends; empty where nothing is."""
    signal.setitimer(signal.ITIMER_PROF, LONGEST_S)
    try:
        read()
    except OURS as error:
        return _unclear(error)
    except TooLong:
        return f"took more than {LONGEST_S:g} s\n{traceback.format_exc(limit=-6)}"
    except Exception:
        return traceback.format_exc(limit=-8)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return ""


def _unclear(error: Exception) -> str:
    """An error of ours that could not help anybody."""
    text = str(error)
    if not text.strip():
        return f"{type(error).__name__} without a message"
    if isinstance(error, ModelError) and any("\ud800" <= sign <= "\udfff" for sign in text):
        return f"a message that cannot be printed: {text!r:.200}"
    for problem in getattr(error, "problems", ()):
        if not problem.remedy:
            return f"no remedy: {problem}"
        if not problem.file and not problem.path:
            return f"no place: {problem}"
    return ""


def case(reader: Reader, seed: int, number: int, folder: Path) -> Callable[[], Any]:
    """Case ``number`` of a reader: the same for the same seed, whatever else is read."""
    return reader.make(random.Random(f"{seed} {reader.name} {number}"), folder)


def main() -> int:
    """Run the cases; returns the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--cases", type=int, default=2000, help="of all readers together")
    options.add_argument("--reader", choices=sorted(READERS), action="append", help="may be given several times")
    options.add_argument("--case", type=int, help="only this one of each reader")
    options.add_argument("--seconds", type=float, default=0, help="stop after so long; 0: when all are read")
    options.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "taktwin-fuzz")
    given = options.parse_args()
    readers = [READERS[name] for name in given.reader or READERS]
    _limit()
    print(f"seed {given.seed}", flush=True)
    begin, bad, done = time.monotonic(), 0, 0
    numbers = [given.case] if given.case is not None else range(-(-given.cases // len(readers)))
    for number in numbers:
        if given.seconds and time.monotonic() - begin > given.seconds:
            break
        for reader in readers:
            done += 1
            with tempfile.TemporaryDirectory() as folder:
                found = fault_of(case(reader, given.seed, number, Path(folder)))
                if found:
                    bad += 1
                    kept = given.out / f"{given.seed}-{reader.name}-{number}"
                    shutil.copytree(folder, kept, dirs_exist_ok=True)
                    print(
                        f"--seed {given.seed} --reader {reader.name} --case {number}: kept in {kept}\n{found}",
                        flush=True,
                    )
    print(f"{done} cases in {time.monotonic() - begin:.0f} s, {bad} ended badly")
    return 1 if bad else 0


def _limit() -> None:
    """Memory and time of this process; the interval timer counts its processor time."""

    def too_long(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGPROF, too_long)
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + 4 * MOST_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    sys.exit(main())
