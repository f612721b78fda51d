"""What is told of the way of a job: a step for each place, in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Step:
    """A stay of a job in one place; times in s from the end of the warm-up, as in all tables.

    Attributes:
        place: name of the place in the spelt-out plant.
        kind: of the place, such as `station` or `buffer`; `source` for the wait before the first element.
        plant, shop, line: where it is.
        state: what the stay means (see `taktwin.analysis.trace.words`).
        enter_s: when the job came.
        leave_s: when it came to the next place, or ended; None: it has not, or the trace does not tell.
        worked_s: how much of the stay somebody worked on the job or set up for it; None: not told.
        rejected: whether the job went back from here to a place where it had been.
    """

    place: str
    kind: str
    plant: str
    shop: str | None
    line: str | None
    state: str
    enter_s: float
    leave_s: float | None
    worked_s: float | None = None
    rejected: bool = False

    @property
    def stay_s(self) -> float | None:
        """How long it was there, s; None as `leave_s`."""
        return None if self.leave_s is None else self.leave_s - self.enter_s

    @property
    def waited_s(self) -> float | None:
        """How much of the stay was no work, s; None where that is not told."""
        return None if self.stay_s is None or self.worked_s is None else self.stay_s - self.worked_s

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        names = ("place", "kind", "plant", "shop", "line", "state", "rejected", "enter_s", "leave_s", "stay_s")
        return {name: getattr(self, name) for name in (*names, "worked_s", "waited_s")}


@dataclass(frozen=True, kw_only=True)
class Way:
    """The way of one job from its begin to its end: each step begins when the one before it ends.

    Attributes:
        line: line where it began, as `SHOP.LINE`.
        main: whether it is the job of the order; else one that was called for it, or came out of it.
        called_by: element whose entry called it, or the split station it came out of; None for the job of the order.
        number, several: of `several` jobs of the line for this order this is the `number`-th, from 1.
        begin_s: birth of the job of the order; of others when they were called, or came out.
        end_s: when it was finished, scrapped or fitted; None: it has not been, or the trace does not tell.
        outcome: `finished`, `scrapped`, `fitted`, `in_process`, or `not_told`.
        fitted_at: the place where it was fitted.
        steps: its places in order.
    """

    line: str
    main: bool
    begin_s: float
    end_s: float | None
    outcome: str
    called_by: str | None = None
    number: int = 1
    several: int = 1
    fitted_at: str | None = None
    steps: list[Step] = field(default_factory=list)

    @property
    def lead_time_s(self) -> float | None:
        """From begin to end, s: the sum of its stays; None while it has not ended."""
        return None if self.end_s is None else self.end_s - self.begin_s

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        names = ("line", "main", "called_by", "number", "several", "begin_s", "end_s", "lead_time_s")
        told = {name: getattr(self, name) for name in (*names, "outcome", "fitted_at")}
        return {**told, "steps": [step.as_dict() for step in self.steps]}


@dataclass(frozen=True, kw_only=True)
class Untold:
    """Jobs of a line whose ways cannot be told apart, since they have the same order number: how many, and why."""

    line: str
    jobs: int
    why: str

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"line": self.line, "jobs": self.jobs, "why": self.why}


@dataclass(frozen=True, kw_only=True)
class JobTrace:
    """One order: its job, and all that was called for it.

    Attributes:
        job: number of the order in its stream.
        stream: the order stream.
        plant: its plant.
        options: product and options, as the table of jobs has them.
        released_s: when the order was released; None: its stream has no times.
        main: the way of its job.
        parts: the ways of what was called for it or came out of it, in the order of their begin.
        untold: lines whose jobs for this order are not told apart.
    """

    job: int
    stream: str
    plant: str
    options: dict[str, str]
    released_s: float | None
    main: Way
    parts: list[Way]
    untold: list[Untold]

    def as_dict(self) -> dict[str, Any]:
        """For JSON; times in s from the end of the warm-up."""
        head = {name: getattr(self, name) for name in ("job", "stream", "plant", "options", "released_s")}
        parts = [way.as_dict() for way in self.parts]
        return {**head, "main": self.main.as_dict(), "parts": parts, "untold": [one.as_dict() for one in self.untold]}
