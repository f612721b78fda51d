"""Which replications are run next: a given number, until the intervals are narrow, or until the best is known.

A plan is asked after each round and sees only whole rounds, so what it decides does not depend on who runs the
replications, nor in which order they come back.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from taktwin.analysis.selection import Selection
from taktwin.analysis.stopping import enough, needed
from taktwin.model.phrase import Phrase
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.folder import Rows
from taktwin.planning.experiment.growing import growing

AHEAD = 8  # replications a round of a selection at the least, so that several cores have work
DEFAULT_INDIFFERENCE = 0.01  # of the best mean of the first replications

Call = tuple[int, int]
"""Scenario number and replication, both from 0."""


class Plan(Protocol):
    """Decides which replications are wanted; `used` counts for each scenario those that the result is made of."""

    used: list[int]

    def next(self, rows: Rows) -> list[Call]:
        """What is lacking, given what is finished; nothing when the experiment is over."""
        ...


@dataclass
class Fixed:
    """The same number of replications for each scenario."""

    scenarios: int
    replications: int
    used: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.used = [self.replications] * self.scenarios

    def next(self, rows: Rows) -> list[Call]:
        """See `Plan`."""
        return _lacking(self.used, rows)


@dataclass(frozen=True)
class Goal:
    """A half-width that is wanted: of a KPI, in its unit or as a share of the mean."""

    kpi: str
    half_width: float
    relative: bool


@dataclass
class UntilNarrow:
    """As many replications for each scenario as its intervals need, `first` at least and `most` at most.

    `short` holds the scenarios whose intervals are still wider than wanted after `most`.
    """

    names: Sequence[str]
    goals: Sequence[Goal]
    confidence: float
    first: int
    most: int
    used: list[int] = field(init=False)
    short: list[int] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.used = [min(self.first, self.most)] * len(self.names)

    def next(self, rows: Rows) -> list[Call]:
        """See `Plan`."""
        while not (lacking := _lacking(self.used, rows)):
            before = list(self.used)
            self.short = []
            for scenario, used in enumerate(before):
                wanted = max(self._wanted(scenario, goal, rows) for goal in self.goals)
                if wanted > used == self.most:
                    self.short.append(scenario)
                # Not all that seem to be needed at once: the estimate is rough as long as there are few.
                self.used[scenario] = min(wanted, 2 * used, self.most)
            if self.used == before:
                return []
        return lacking

    def _wanted(self, scenario: int, goal: Goal, rows: Rows) -> int:
        used = self.used[scenario]
        values = [rows[scenario, i][goal.kpi] for i in range(used)]
        check_values(self.names[scenario], goal.kpi, values)
        if enough(values, goal.half_width, goal.relative, self.confidence, self.first):
            return used
        try:
            return max(used + 1, needed(values, goal.half_width, goal.relative, self.confidence, self.first))
        except ValueError:  # more than anyone would wait for
            return max(used + 1, self.most)


@dataclass(frozen=True)
class Aim:
    """What the best scenario has: the largest or the smallest mean of a KPI."""

    kpi: str
    largest: bool


@dataclass
class Select:
    """Replications for the scenarios that can still be the best, until one is left (`taktwin.analysis.selection`).

    `indifference` is in the unit of the KPI; None takes 1 % of the best mean of the first replications. `sure` says
    whether one was left before `most` replications. Scenarios that grow without end in their first replications are no
    candidates.
    """

    names: Sequence[str]
    aim: Aim
    confidence: float
    indifference: float | None
    first: int
    most: int
    used: list[int] = field(init=False)
    sure: bool = field(init=False, default=False)
    _selection: Selection | None = field(init=False, default=None)
    _candidates: list[int] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.used = [self.first] * len(self.names)

    @property
    def best(self) -> int | None:
        """Number of the selected scenario, from 0; before the end the one with the best mean so far. None: all grow."""
        assert self._candidates is not None, "asked before the first replications"
        if self._selection is None:
            return next(iter(self._candidates), None)
        return self._candidates[self._selection.best]

    def next(self, rows: Rows) -> list[Call]:
        """See `Plan`."""
        if self._candidates is None:
            lacking = _lacking(self.used, rows)
            if lacking:
                return lacking
            out = growing(rows, self.used)
            self._candidates = [scenario for scenario in range(len(self.names)) if scenario not in out]
            if len(self._candidates) > 1 or not out:
                self._selection = self._begun(rows, self._candidates)
        selection, candidates = self._selection, self._candidates
        while selection is not None and (designs := selection.step()):
            for design in designs:
                replication = selection.replications(design)
                if replication >= self.most:
                    return []
                if (candidates[design], replication) not in rows:
                    return self._round(selection, candidates, rows)
                self._add(selection, design, candidates[design], replication, rows)
        self.sure = True
        return []

    def _round(self, selection: Selection, candidates: Sequence[int], rows: Rows) -> list[Call]:
        """The next replications of all that are alive: one of each, or more as long as they are few."""
        each = math.ceil(AHEAD / len(selection.alive))
        first = {design: selection.replications(design) for design in selection.alive}
        calls = [(candidates[design], i) for design, n in first.items() for i in range(n, min(n + each, self.most))]
        return [call for call in calls if call not in rows]

    def _begun(self, rows: Rows, candidates: Sequence[int]) -> Selection:
        values = [[rows[scenario, i][self.aim.kpi] for i in range(self.first)] for scenario in candidates]
        for scenario, column in zip(candidates, values, strict=True):
            check_values(self.names[scenario], self.aim.kpi, column)
        means = [math.fsum(column) / self.first for column in values]
        if self.indifference is None:
            self.indifference = DEFAULT_INDIFFERENCE * abs(max(means) if self.aim.largest else min(means))
            if self.indifference == 0:
                raise ExperimentError(
                    Phrase("{kpi} is 0", kpi=self.aim.kpi),
                    Phrase("give `indifference`, the smallest difference that matters"),
                    "indifference",
                )
        try:
            selection = Selection(
                len(candidates), self.confidence, self.indifference, self.first, larger_is_better=self.aim.largest
            )
        except ValueError as error:
            raise ExperimentError(str(error), parameter="select") from None
        for design, scenario in enumerate(candidates):
            for i in range(self.first):
                self._add(selection, design, scenario, i, rows)
        return selection

    def _add(self, selection: Selection, design: int, scenario: int, replication: int, rows: Rows) -> None:
        value = rows[scenario, replication][self.aim.kpi]
        check_values(self.names[scenario], self.aim.kpi, [value])
        selection.add(design, replication, value)
        self.used[scenario] = max(self.used[scenario], replication + 1)


def parse_goal(text: str) -> Goal:
    """Read `KPI=1%` (a share of the mean) or `KPI=0.5` (in the unit of the KPI).

    Raises:
        ExperimentError: it is neither.
    """
    kpi, _, width = (part.strip() for part in text.partition("="))
    relative = width.endswith("%")
    value = _number(width.removesuffix("%")) / (100 if relative else 1)
    if not kpi or not 0 < value < (1 if relative else math.inf):
        raise ExperimentError(
            Phrase("'{text}' is not KPI=HALF-WIDTH", text=text),
            Phrase("write for example throughput_per_hour=1%, or lead_time_hours=0.5 (h)"),
            "until",
        )
    return Goal(kpi, value, relative)


def parse_aim(text: str) -> Aim:
    """Read `max:KPI` or `min:KPI`.

    Raises:
        ExperimentError: it is neither.
    """
    which, _, kpi = (part.strip() for part in text.partition(":"))
    if which not in ("max", "min") or not kpi:
        raise ExperimentError(
            Phrase("'{text}' is not max:KPI or min:KPI", text=text),
            Phrase("write for example max:throughput_per_hour"),
            "select",
        )
    return Aim(kpi, which == "max")


def parse_confidence(text: str) -> float:
    """Read `95%` or `0.95`.

    Raises:
        ExperimentError: it is no share between 0 and 1.
    """
    value = _number(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    if not 0 < value < 1:
        raise ExperimentError(
            Phrase("'{text}' is no confidence", text=text), Phrase("write for example 95%"), "confidence"
        )
    return value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _lacking(used: Sequence[int], rows: Rows) -> list[Call]:
    calls = ((scenario, i) for scenario, count in enumerate(used) for i in range(count))
    return [call for call in calls if call not in rows]


def check_values(name: str, kpi: str, values: Sequence[float]) -> None:
    """Refuse a figure that a run gave no basis for.

    Raises:
        ExperimentError: one of the values is not a number.
    """
    if any(not math.isfinite(value) for value in values):
        raise ExperimentError(
            Phrase('scenario "{name}" has no {kpi} in a replication', name=name, kpi=kpi),
            Phrase("simulate more `days`, or choose another KPI"),
            "days",
        )
