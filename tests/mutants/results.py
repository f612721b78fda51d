"""What became of each fault: kept in a file, and told in a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.mutants.fault import Fault

_HEAD = """\
# Faults that the tests must notice

<!-- Written by `python -m tests.mutants --page`; do not edit. -->

`python -m tests.mutants` builds these faults into the engine, one at a time, and runs the tests of the engine until one
of them fails. {score} Why the others are there at all: see [How we know that it is right](../proof.md).
"""


@dataclass(frozen=True)
class Outcome:
    """The test that noticed (None: none did), how ("" failed, "endless", "crash"), and the first words of why."""

    killed_by: str | None
    how: str = ""
    why: str = ""

    @property
    def valid(self) -> bool:
        """Whether the faulty kernel could be compiled at all."""
        return not any(word in self.why for word in ("TypingError", "SyntaxError", "NameError"))

    def __str__(self) -> str:
        """As in the table."""
        if self.killed_by is None:
            return "survived"
        if not self.valid:
            return "does not compile"
        return f"{self.killed_by.rpartition('/')[2]}{f' ({self.how})' if self.how else ''}"


class Results:
    """The outcomes for one state of the engine, written down after each; ``sound``: the tests pass without a fault."""

    def __init__(self, path: Path, engine: str) -> None:
        self.path = path
        self.engine = engine
        self.sound = False
        self.outcomes: dict[str, Outcome] = {}
        if path.exists():
            kept = json.loads(path.read_text(encoding="utf-8"))
            if kept["engine"] == engine:
                self.sound = kept["sound"]
                self.outcomes = {key: Outcome(**fields) for key, fields in kept["outcomes"].items()}

    def note_sound(self) -> None:
        """Without any fault the tests pass."""
        self.sound = True
        self._write()

    def add(self, fault: Fault, outcome: Outcome) -> None:
        """Keep an outcome."""
        self.outcomes[fault.key] = outcome
        self._write()
        print(f"{len(self.outcomes)} {fault.file}: {fault.breaks}: {outcome} {outcome.why}", flush=True)

    def _write(self) -> None:
        outcomes = {key: asdict(one) for key, one in self.outcomes.items()}
        kept = {"engine": self.engine, "sound": self.sound, "outcomes": outcomes}
        self.path.write_text(json.dumps(kept, indent=1), encoding="utf-8")

    def forget_survivors(self) -> None:
        """So that they are run again, and the tests first without a fault."""
        self.sound = False
        self.outcomes = {key: one for key, one in self.outcomes.items() if one.killed_by is not None}


def score(faults: Sequence[Fault], results: Results) -> str:
    """How many were noticed, and how many have not been run, in words."""
    found = [results.outcomes[fault.key] for fault in faults if fault.key in results.outcomes]
    valid = [one for one in found if one.valid]
    killed = sum(one.killed_by is not None for one in valid)
    noticed = f"{killed} of {len(valid)} are noticed ({killed / max(1, len(valid)):.1%})"
    waiting = len(faults) - len(found)
    return f"{noticed}; {waiting} more have not been run." if waiting else f"{noticed}."


def told(fault: Fault, outcome: Outcome) -> str:
    """What became of a fault, in words."""
    if outcome.killed_by is None and fault.changes_nothing:
        return f"nobody can see it: {fault.changes_nothing}"
    return str(outcome)


def table(faults: list[Fault], results: Results) -> str:
    """A Markdown table of all faults."""
    found = [(fault, results.outcomes[fault.key]) for fault in faults if fault.key in results.outcomes]
    rows = [f"| {fault.file} | {fault.breaks} | {told(fault, outcome)} |" for fault, outcome in found]
    return "\n".join(["| file | fault | noticed by |", "| --- | --- | --- |", *rows, "", score(faults, results)])


def page(faults: list[Fault], results: Results) -> str:
    """The page of the documentation."""
    return _HEAD.format(score=score(faults, results)) + "\n" + table(faults, results).rpartition("\n\n")[0] + "\n"
