"""Which car follows which: from the cars of a day to a sequence, and to what it changes in the plant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from taktwin.model.errors import ModelError, OptionError
from taktwin.model.files.given import given_file
from taktwin.model.files.sequencefile import check_idents
from taktwin.model.phrase import Phrase
from taktwin.planning.meter import Meter, telling
from taktwin.planning.sequence.cars import Cars
from taktwin.planning.sequence.effect import Effect, comparison, sequence_effect
from taktwin.planning.sequence.files.orderfile import read_order
from taktwin.planning.sequence.objectives import parse_objectives
from taktwin.planning.sequence.problem import SequenceProblem
from taktwin.planning.sequence.score import Score, score
from taktwin.planning.sequence.solve import Solution, solve
from taktwin.planning.sequence.spans import Spans, around


@dataclass(frozen=True, kw_only=True)
class SequenceOptions:
    """How a sequence is looked for, and how it is tried.

    Attributes:
        time: seconds to search; None for 60, or as long as ``moves`` takes.
        moves: to try instead: the same result every time.
        seed: of the random numbers; with the same seed, moves and workers comes the same sequence.
        workers: searches at a time; None for one a core.
        objective: what counts, the most important first, as `NAME,NAME` or with weights `NAME=W,NAME=W`; None for what
            the cars come with.
        given: the order to start from and to compare with: a CSV file with `position,ident`, or idents in their order.
        within: how many positions a car may be away from its place in the order given, at most; None for any number.
        simulate: whether the plant is simulated with the order given and with the sequence found.
        days: of these runs, measured after the warm-up; None for 20, or as many as a day with release times takes.
        replications: pairs of runs; None for 10.

    Raises:
        OptionError: a value is out of range, two do not fit each other, or there is no such objective or file.
    """

    time: float | None = None
    moves: int | None = None
    seed: int = 1
    workers: int | None = None
    objective: str | None = None
    given: str | Path | Sequence[str] | None = None
    within: int | None = None
    simulate: bool = False
    days: float | None = None
    replications: int | None = None

    def __post_init__(self) -> None:
        if self.time is not None and not 0 < self.time < math.inf:
            raise OptionError(
                Phrase("{time:g} is no time", time=self.time), Phrase("give a number of seconds above 0"), "time"
            )
        if self.days is not None and not 0 < self.days < math.inf:
            raise OptionError(
                Phrase("{days:g} is not a time to simulate", days=self.days),
                Phrase("give a number of days above 0"),
                "days",
            )
        if self.within is not None and self.within < 0:
            raise OptionError(
                Phrase("no car can be {within} positions away", within=self.within), Phrase("give 0 or more"), "within"
            )
        for name, value in (("moves", self.moves), ("workers", self.workers), ("replications", self.replications)):
            if value is not None and value < 1:
                raise OptionError(Phrase("{name} must be at least 1, got {value}", name=name, value=value), "", name)
        for name, value in (("days", self.days), ("replications", self.replications)):
            if value is not None and not self.simulate:
                raise OptionError(Phrase("it is for the comparison in the plant"), Phrase("add `simulate`"), name)
        if self.objective is not None:
            parse_objectives(self.objective)
        if isinstance(self.given, str | Path):
            given_file(self.given, "given")


@dataclass(frozen=True)
class SequenceStudy:
    """A sequence found.

    Attributes:
        cars: that were sequenced.
        options: of the search.
        problem: what was solved, with the objectives that counted.
        found: the sequence, what it is worth, and how far the best may be from it.
        before: car of each position in the order that it is compared with.
        effect: what changes in the plant, if it was simulated.
        whole: whether all that was asked for was done, and not interrupted.
    """

    cars: Cars
    options: SequenceOptions
    problem: SequenceProblem
    found: Solution
    before: NDArray[np.integer]
    effect: Effect | None = None
    whole: bool = True

    @property
    def idents(self) -> list[str]:
        """The cars in the sequence found."""
        return [self.problem.idents[car] for car in self.found.order]

    @property
    def given(self) -> Score:
        """What the order given is worth."""
        return score(self.problem, self.before)

    @property
    def table(self) -> pl.DataFrame:
        """What each objective is worth: objective, given, found, bound (lower)."""
        bounds, given = self.found.bound.values, self.given.values
        rows = [
            (name, float(given[name]), float(self.found.score.values[name]), float(b)) for name, b in bounds.items()
        ]
        return pl.DataFrame(rows, ["objective", "given", "found", "bound"], orient="row")

    def as_dict(self, notes: Sequence[str] = ()) -> dict[str, Any]:
        """What `taktwin sequence --json` prints; ``notes`` are sentences on figures of the effect that are lacking."""
        found, given = self.found, self.given
        content = {
            "instance": self.problem.name,
            "cars": len(found.order),
            "score": whole(found.score.total),
            **{name: whole(value) for name, value in found.score.values.items()},
            "given": {name: whole(value) for name, value in given.values.items()},
            "lower_bound": whole(found.lower_bound),
            "lower_bounds": {name: whole(value) for name, value in found.bound.values.items()},
            "gap": found.gap(),
            "optimal": found.optimal,
            "over_batch_limit": found.score.over_limit,
            "seconds": round(found.seconds, 3),
            "moves": found.moves,
            "seed": found.seed,
            "workers": found.workers,
            "interrupted": not self.whole,
        }
        return content | ({} if self.effect is None else effect_dict(self.effect, notes))


def effect_dict(effect: Effect, notes: Sequence[str] = ()) -> dict[str, Any]:
    """A comparison in the plant: how it was simulated (``simulated``), and what came out (``effect``).

    A row has measure, unit, before, after, difference, low, high, verdict; null for none.
    """
    rows = effect.table.rows(named=True)
    return {
        "simulated": {
            "days": effect.days,
            "warmup": effect.warmup,
            "replications": effect.replications,
            "seed": effect.seed,
            "confidence": effect.confidence,
            "notes": list(notes),
        },
        "effect": [{key: None if value != value else value for key, value in row.items()} for row in rows],
    }


def whole(value: float) -> float | int:
    """A number that is whole as one without a decimal point."""
    return int(value) if float(value).is_integer() else value


def posed(cars: Cars, options: SequenceOptions) -> SequenceProblem:
    """The problem with the objectives and the order of the options.

    Raises:
        ModelError: the order given is not one of these cars.
        OptionError: the cars lack what an objective needs, or there is no plant to simulate.
    """
    problem = cars.problem
    if options.simulate and cars.plant is None:
        raise OptionError(
            Phrase("'{name}' is no plant, so there is nothing to simulate", name=problem.name),
            Phrase("give a MODEL"),
            "simulate",
        )
    if isinstance(options.given, str | Path):
        problem = replace(problem, given=read_order(Path(options.given), problem))
    elif options.given is not None:
        problem = replace(problem, given=np.array(check_idents(list(options.given), problem.idents), np.int32))
    if options.within is not None:
        problem = replace(problem, spans=_both(problem, around(_given(problem), options.within)))
    if options.objective is None:
        return problem
    wanted, weights = parse_objectives(options.objective)
    if "changes" in wanted:
        problem = replace(problem, reference=_given(problem))
    try:
        return problem.with_objectives(wanted, weights)
    except ModelError as error:
        raise OptionError(error.problems[0].message, error.problems[0].remedy, "objective") from None


def find_sequence(
    cars: Cars, options: SequenceOptions, meter: Meter | None = None, problem: SequenceProblem | None = None
) -> SequenceStudy:
    """Find a sequence; ``problem`` is what is `posed` by the cars and the options, where that is known already.

    Ctrl-C ends the search; the best sequence until then is kept.

    Raises:
        ModelError, OptionError: as of `posed`, and as of `taktwin.planning.sequence.solve.solve`.
    """
    problem = problem or posed(cars, options)
    with (meter or telling())(problem.name) as done:
        found = solve(
            problem, seconds=options.time, moves=options.moves, seed=options.seed, workers=options.workers,
            progress=done,
        )  # fmt: skip
    return SequenceStudy(cars, options, problem, found, _given(problem), whole=not found.interrupted)


def compare_in_plant(study: SequenceStudy, meter: Meter | None = None) -> SequenceStudy:
    """Simulate the plant with the order given and with the sequence found.

    Ctrl-C ends the runs; the sequence is kept, and the study is not whole.

    Raises:
        LoweringError, SimulationError: the plant cannot be run; the message says why.
    """
    plant, options = study.cars.plant, study.options
    assert plant is not None, "only a plant can be simulated"
    runs = comparison(plant.day, options.days, options.replications, options.seed)
    what = f"{study.problem.name}: {runs.replications} runs each, before and after"
    try:
        with (meter or telling())(what) as done:
            effect = sequence_effect(plant.model, plant.day, study.problem, study.before, study.found.order, runs, done)
    except KeyboardInterrupt:
        return replace(study, whole=False)
    return replace(study, effect=effect)


def study_sequence(cars: Cars, options: SequenceOptions | None = None, meter: Meter | None = None) -> SequenceStudy:
    """Find a sequence and, where the options say so, try it in the plant.

    Raises:
        ModelError, OptionError: as of `find_sequence`.
        LoweringError, SimulationError: as of `compare_in_plant`.
    """
    options = options or SequenceOptions()
    found = find_sequence(cars, options, meter)
    return compare_in_plant(found, meter) if options.simulate and found.whole else found


def _both(problem: SequenceProblem, spans: Spans) -> Spans:
    """Spans that keep those of the cars as well."""
    if problem.spans is None:
        return spans
    return np.maximum(spans[0], problem.spans[0]), np.minimum(spans[1], problem.spans[1])


def _given(problem: SequenceProblem) -> NDArray[np.integer]:
    """The order to compare with: the one that came with the cars, else that of their numbers."""
    return np.arange(problem.cars) if problem.given is None else problem.given
