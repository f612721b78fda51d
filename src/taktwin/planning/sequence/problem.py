"""What is to be sequenced: the cars of a day, the ratios they must keep, and what counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest
from taktwin.planning.sequence.spans import Spans, crowded

#: What can be made small, by the names that `taktwin sequence --objective` takes (see ``score`` for the formulas).
OBJECTIVES = ("paint_color_changes", "high_violations", "low_violations", "smoothing", "tardiness", "changes")
#: Weights of a lexicographic order: how many times the next one an objective counts, and how many with five or six of
#: them, where a thousand each would leave the 64 bits in which the search counts.
STEP, STEP_OF_MANY = 1000, 50
#: The largest weight that can be given; with it, what a move changes still fits in 64 bits.
MOST_WEIGHT = 10**12

_NAMED = 5  # cars that a message names


@dataclass(frozen=True, slots=True)
class Ratio:
    """At most ``count`` cars with an option in any ``window`` consecutive cars; ``high`` is its priority."""

    name: str
    count: int
    window: int
    high: bool = True

    def __str__(self) -> str:
        return f"{self.count}/{self.window}"


@dataclass(frozen=True, eq=False)
class SequenceProblem:
    """The cars of one day and what a good sequence of them is.

    A sequence (``order``) is an array of car indices, one for each position. Cars are numbered in the order given.

    Attributes:
        name: Of the problem, for messages and tables.
        idents: Names of the cars, no two alike.
        colours: Colour of each car, an index into ``colour_names``; shape (cars,).
        colour_names: Names of the colours.
        has: Which car counts for which ratio; shape (cars, ratios).
        ratios: The ratios, in the order of the columns of ``has``.
        batch_limit: Longest run of one colour within the day, a hard limit; None for no limit.
        objectives: What counts, the most important first (names of ``OBJECTIVES``).
        weights: One whole number from 1 to ``MOST_WEIGHT`` for each objective. None: see ``weight_of``.
        before_colours: Colours of the last cars of the day before, in their order; shape (before,).
        before_has: Ratios of these cars; shape (before, ratios).
        cut_windows: Whether windows that reach beyond the end of the day count, cut at the last car (as in the ROADEF
            challenge); else full windows alone count (as in CSPLib).
        pinned: For each position the car that must stand there, -1 where any may; None where no position is pinned.
        spans: For each car the first and the last position (from 0) at which it may stand, which every sequence keeps;
            None where any car may stand anywhere.
        due: For each car the last position (from 0) at which it is in time, -1 where it has no due position.
        reference: A sequence from which ``changes`` are counted.
        given: The order in which the cars were given, where that is a sequence of its own; it is tried as a start.
    """

    name: str
    idents: tuple[str, ...]
    colours: NDArray[np.int32]
    has: NDArray[np.bool_]
    ratios: tuple[Ratio, ...]
    colour_names: tuple[str, ...] = ()
    batch_limit: int | None = None
    objectives: tuple[str, ...] = ("high_violations", "paint_color_changes", "low_violations")
    weights: tuple[int, ...] | None = None
    before_colours: NDArray[np.int32] | None = None
    before_has: NDArray[np.bool_] | None = None
    cut_windows: bool = True
    pinned: NDArray[np.int32] | None = None
    spans: Spans | None = None
    due: NDArray[np.int32] | None = None
    reference: NDArray[np.int32] | None = None
    given: NDArray[np.int32] | None = None

    def __post_init__(self) -> None:
        cars, ratios = len(self.idents), len(self.ratios)
        put = object.__setattr__
        put(self, "colours", _array(self.colours, np.int32, (cars,), "colours"))
        put(self, "has", _array(self.has, np.bool_, (cars, ratios), "has"))
        if self.before_colours is None and self.before_has is None:
            put(self, "before_colours", np.zeros(0, np.int32))
            put(self, "before_has", np.zeros((0, ratios), np.bool_))
        elif self.before_colours is None or self.before_has is None:
            _wrong(
                "before_colours",
                Phrase("the day before is known by half"),
                Phrase("give before_colours and before_has"),
            )
        before = len(self.tail_colours)
        put(self, "before_colours", _array(self.tail_colours, np.int32, (before,), "before_colours"))
        put(self, "before_has", _array(self.tail_has, np.bool_, (before, ratios), "before_has"))
        if not self.colour_names:
            most = int(max(self.colours.max(initial=-1), self.tail_colours.max(initial=-1)))
            put(self, "colour_names", tuple(str(code) for code in range(most + 1)))
        for name in ("pinned", "due", "reference", "given"):
            if getattr(self, name) is not None:
                put(self, name, _array(getattr(self, name), np.int32, (cars,), name))
        if self.spans is not None:
            put(self, "spans", tuple(_array(one, np.int32, (cars,), "spans") for one in self.spans))
        self._check()
        self._check_spans()
        if self.weights is not None:
            put(self, "weights", tuple(int(weight) for weight in self.weights))

    def _check(self) -> None:
        cars = len(self.idents)
        if cars == 0:
            _wrong("idents", Phrase("there is no car to sequence"), Phrase("give at least one car"))
        if len(set(self.idents)) < cars:
            twice = next(name for name in self.idents if self.idents.count(name) > 1)
            _wrong(
                "idents",
                Phrase('the car "{twice}" stands twice', twice=twice),
                Phrase("give each car a name of its own"),
            )
        for colours in (self.colours, self.tail_colours):
            if colours.size and (colours.min() < 0 or colours.max() >= len(self.colour_names)):
                _wrong(
                    "colours",
                    Phrase("a colour has no name"),
                    Phrase("use codes from 0 to {n}", n=len(self.colour_names) - 1),
                )
        names = [ratio.name for ratio in self.ratios]
        for ratio in self.ratios:
            if names.count(ratio.name) > 1:
                _wrong(
                    "ratios",
                    Phrase('the ratio "{name}" stands twice', name=ratio.name),
                    Phrase("give each ratio a name of its own"),
                )
            if not 1 <= ratio.count <= ratio.window:
                _wrong("ratios", f"{ratio.name} is {ratio}", Phrase("write count/window with 1 <= count <= window"))
        if self.batch_limit is not None and self.batch_limit < 1:
            _wrong(
                "batch_limit",
                Phrase("the batch limit is {batch_limit}", batch_limit=self.batch_limit),
                Phrase("give 1 or more, or None for no limit"),
            )
        self._check_objectives()
        for name in ("reference", "given"):
            order = getattr(self, name)
            if order is not None and not is_sequence(order, cars):
                _wrong(
                    name,
                    Phrase("this is no sequence of the cars"),
                    Phrase("name each car from 0 to {cars} once", cars=cars - 1),
                )
        if self.pinned is not None:
            fixed = self.pinned[self.pinned >= 0]
            if self.pinned.min() < -1 or (fixed.size and fixed.max() >= cars) or len(np.unique(fixed)) < fixed.size:
                _wrong(
                    "pinned",
                    Phrase("a pinned car does not exist, or is pinned twice"),
                    Phrase("pin each car at most once"),
                )
        if self.due is not None and self.due.min() < -1:
            remedy = Phrase("count positions from 0, and write -1 where a car has none")
            _wrong("due", Phrase("a due position is {min}", min=self.due.min()), remedy)

    def _check_spans(self) -> None:
        if self.spans is None:
            return
        first, last = self.spans
        wrong = np.flatnonzero((first < 0) | (first > last) | (last >= self.cars))
        if wrong.size:
            car = int(wrong[0])
            message = Phrase(
                'the car "{idents}" may stand at the positions {first} to {last}',
                idents=self.idents[car],
                first=first[car] + 1,
                last=last[car] + 1,
            )
            _wrong("spans", message, Phrase("keep within 1 to {cars}, the first before the last", cars=self.cars))
        many = crowded(first, last)
        if many is not None:
            low, high = int(first[many].min()), int(last[many].max())
            named = ", ".join(self.idents[car] for car in many[:_NAMED]) + (", ..." if len(many) > _NAMED else "")
            message = Phrase(
                "{n} cars must stand at the {high} positions {low} to {high2}: {named}",
                n=len(many),
                high=high - low + 1,
                low=low + 1,
                high2=high + 1,
                named=named,
            )
            _wrong("spans", message, Phrase("widen the span of one of them"))
        for position in np.flatnonzero(self.pinned >= 0) if self.pinned is not None else ():
            car = int(self.pinned[position]) if self.pinned is not None else 0
            if not first[car] <= position <= last[car]:
                message = Phrase(
                    'the car "{idents}" is pinned at position {position}, outside its span',
                    idents=self.idents[car],
                    position=position + 1,
                )
                _wrong(
                    "spans",
                    message,
                    Phrase(
                        "its span is {first} to {last}: change one of them", first=first[car] + 1, last=last[car] + 1
                    ),
                )

    def _check_objectives(self) -> None:
        if not self.objectives:
            _wrong(
                "objectives",
                Phrase("there is nothing to make small"),
                Phrase("name one of: {objectives}", objectives=", ".join(OBJECTIVES)),
            )
        for name in self.objectives:
            if name not in OBJECTIVES:
                _wrong("objectives", Phrase('there is no objective "{name}"', name=name), suggest(name, OBJECTIVES))
            if self.objectives.count(name) > 1:
                _wrong("objectives", Phrase('the objective "{name}" stands twice', name=name), Phrase("name it once"))
        if self.weights is not None:
            if len(self.weights) != len(self.objectives):
                message = Phrase("{n} objectives have {n2} weights", n=len(self.objectives), n2=len(self.weights))
                _wrong("weights", message, Phrase("give one weight for each objective"))
            for weight in self.weights:
                if not isinstance(weight, int | np.integer) or not 1 <= weight <= MOST_WEIGHT:
                    _wrong(
                        "weights",
                        Phrase("a weight is {weight}", weight=weight),
                        Phrase("give whole numbers from 1 to {most_weight:,}", most_weight=MOST_WEIGHT),
                    )
        if "tardiness" in self.objectives and self.due is None:
            _wrong(
                "due",
                Phrase("tardiness is an objective, and no car has a due position"),
                Phrase("give due positions, or leave it"),
            )
        if "changes" in self.objectives and self.reference is None:
            _wrong(
                "reference",
                Phrase("changes is an objective, and there is no sequence to compare with"),
                Phrase("give a reference"),
            )

    @property
    def cars(self) -> int:
        """How many cars there are to sequence."""
        return len(self.idents)

    @property
    def tail_colours(self) -> NDArray[np.int32]:
        """Colours of the last cars of the day before, empty where none are known."""
        return np.zeros(0, np.int32) if self.before_colours is None else self.before_colours

    @property
    def tail_has(self) -> NDArray[np.bool_]:
        """Ratios of the last cars of the day before; shape (before, ratios)."""
        return np.zeros((0, len(self.ratios)), np.bool_) if self.before_has is None else self.before_has

    @property
    def weight_of(self) -> Mapping[str, int]:
        """Weight of each objective that counts.

        Without given weights those of the ROADEF challenge 2005: 1,000,000, 1,000 and 1, whether there are one, two or
        three objectives; with more of them the last counts 1, and each ``STEP`` times the next one (of five or six
        ``STEP_OF_MANY`` times).
        """
        if self.weights is not None:
            return dict(zip(self.objectives, self.weights, strict=True))
        top = max(len(self.objectives), 3) - 1
        step = STEP if top <= 3 else STEP_OF_MANY
        return {name: step ** (top - rank) for rank, name in enumerate(self.objectives)}

    def with_objectives(self, objectives: tuple[str, ...], weights: tuple[int, ...] | None = None) -> SequenceProblem:
        """The same cars with other objectives."""
        return replace(self, objectives=objectives, weights=weights)

    def with_frozen_head(self, order: NDArray[np.int32], length: int) -> SequenceProblem:
        """The same problem with the first ``length`` positions of ``order`` pinned, beside what is pinned already.

        Raises:
            ModelError: ``length`` is below 0, or one of these cars is pinned elsewhere.
        """
        if length < 0:
            _wrong("length", Phrase("{length} positions cannot be frozen", length=length), Phrase("give 0 or more"))
        pinned = np.full(self.cars, -1, np.int32) if self.pinned is None else self.pinned.copy()
        pinned[:length] = order[:length]
        return replace(self, pinned=pinned)


def is_sequence(order: NDArray[np.integer], cars: int) -> bool:
    """Whether ``order`` names each of the cars once."""
    return order.shape == (cars,) and bool(np.array_equal(np.sort(order), np.arange(cars)))


def _array(values: object, kind: type, shape: tuple[int, ...], name: str) -> NDArray:
    array = np.array(values, dtype=kind, order="C")  # a copy: the caller's own array stays writeable, ours as it is
    if array.shape != shape:
        _wrong(
            name,
            Phrase("its shape is {shape}", shape=array.shape),
            Phrase("give an array of the shape {shape}", shape=shape),
        )
    array.flags.writeable = False
    return array


def _wrong(path: str, message: str, remedy: str) -> NoReturn:
    raise ModelError([Problem("", None, path, message, remedy)])
