"""Plants and parts out of the nouns of a file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from taktwin.model.files.nounfile import Faults
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest
from taktwin.planning.orders.book import Part, Plant
from taktwin.planning.orders.capacity import Capacity, Growth, Shortage
from taktwin.planning.orders.errors import OrderBookError
from taktwin.planning.orders.file.nouns import CapacityNoun, GrowthNoun, PartNoun, PlantNoun, RampNoun, StageNoun
from taktwin.planning.orders.launch import DAYS
from taktwin.planning.orders.ramp import ConstantRamp, ExponentialRamp, LearningRamp, LogisticRamp, PlannedRamp, Ramp
from taktwin.planning.orders.stage import Stage

_WEEK_S, _DAY_S = 7 * 86400.0, 86400.0
_LN_81 = 4.394449154672439  # from 10 % to 90 % of a logistic curve


class Supply:
    """Makes plants and parts; what is wrong goes to `faults`.

    Args:
        faults: of the file.
        start: of the order book.
        kinds: model and variant of each index.
    """

    def __init__(self, faults: Faults, start: dt.date, kinds: list[tuple[str, str]]) -> None:
        self.faults, self.start, self.kinds = faults, start, kinds

    def plant(self, name: str, noun: PlantNoun) -> Plant | None:
        """A plant; None, and a note, where something is wrong."""
        path: Path_ = ("plants", name)
        makes = sorted({k for one in noun.makes for k in self._kinds((*path, "makes"), one)})
        capacity = self._capacity(path, noun)
        through, transport = (
            self._stage((*path, key), one) for key, one in (("through", noun.through), ("transport", noun.transport))
        )
        if capacity is None or through is None or transport is None:
            return None
        return Plant(name, tuple(makes if noun.makes else range(len(self.kinds))), capacity, through, transport)

    def part(self, name: str, noun: PartNoun) -> Part | None:
        """A part; None, and a note, where something is wrong."""
        path: Path_ = ("parts", name)
        uses = [0.0] * len(self.kinds)
        # what is said of a variant goes before what is said of its model
        for key in sorted(noun.uses, key=lambda one: one not in [model for model, _ in self.kinds]):
            for k in self._kinds((*path, "uses"), key):
                uses[k] = noun.uses[key].value
        if not any(uses) and noun.uses:
            self.faults.add((*path, "uses"), "no car needs this part", "give a number above 0, or drop the part")
        capacity = self._capacity(path, noun)
        if capacity is None:
            return None
        now = float(replace(capacity, growths=(), shortages=()).planned(1)[0]) * DAYS
        weeks = [one.value / _WEEK_S for one in (noun.stock, noun.room)]
        if weeks[0] > weeks[1]:
            message = Phrase(
                "there is more in stock, {text}, than there is room for, {text2}",
                text=noun.stock.text,
                text2=noun.room.text,
            )
            self.faults.add((*path, "stock"), message, "give less, or more `room`")
        return Part(name, noun.supplier, tuple(uses), capacity, now * weeks[0], now * weeks[1])

    def week(self, day: dt.date) -> float:
        """A date in weeks from the start."""
        return (day - self.start).days / DAYS

    def _kinds(self, path: Path_, name: str) -> list[int]:
        """The variants of a model, or one of them."""
        found = [k for k, (model, variant) in enumerate(self.kinds) if name in (model, f"{model} {variant}")]
        if not found:
            known = [*dict.fromkeys(model for model, _ in self.kinds), *(f"{m} {v}" for m, v in self.kinds)]
            self.faults.add(path, f'there is no model "{name}"', suggest(name, known))
        return found

    def _stage(self, path: Path_, noun: StageNoun | None) -> Stage | None:
        if noun is None:
            return Stage()
        with self.faults.noted(path):
            return Stage(noun.mean.value / _DAY_S, noun.cv.value)
        return None

    def _capacity(self, path: Path_, noun: CapacityNoun) -> Capacity | None:
        before = len(self.faults.problems)
        now: float | PlannedRamp = 0.0 if noun.capacity is None else noun.capacity.value
        if noun.plan and noun.capacity is not None:
            self.faults.add((*path, "capacity"), "there is a plan as well", "drop `capacity`, or `plan`")
        elif not noun.plan and noun.capacity is None:
            self.faults.add(path, "it is not said what it can make", "add `capacity`, or `plan`")
        if noun.plan:
            with self.faults.noted((*path, "plan")):
                days = [self._day(key) for key in noun.plan]
                now = PlannedRamp([self.week(one) for one in days], [one.value for one in noun.plan.values()])
        level = float(now.rates[-1]) if isinstance(now, PlannedRamp) else now
        growths: list[Growth] = []
        told = None
        for k, one in enumerate(noun.growths):
            with self.faults.noted((*path, "growths", k)):
                if told is not None and one.told < told:
                    raise OrderBookError(
                        Phrase("{told} lies before the growth above it", told=one.told), Phrase("sort them by `told`")
                    )
                told = one.told
                growths.append(self._growth(one, level))
                level = one.reaches.value
        shortages: list[Shortage] = []
        for k, one in enumerate(noun.shortages):
            with self.faults.noted((*path, "shortages", k)):
                shortages.append(Shortage(self.week(one.begin), self.week(one.end), one.left.value, one.chance.value))
        if len(self.faults.problems) > before:
            return None
        return Capacity(now, tuple(growths), tuple(shortages), noun.uncertainty.value, noun.scatter.value)

    @staticmethod
    def _day(key: str) -> dt.date:
        try:
            return dt.date.fromisoformat(key)
        except ValueError:
            raise OrderBookError(
                Phrase('expected a date, got "{key}"', key=key), Phrase("write it as in 2023-11-01: 4000")
            ) from None

    def _growth(self, noun: GrowthNoun, level: float) -> Growth:
        if noun.reaches.value < level:
            message = Phrase("it falls from {level:g} to {text} a week", level=level, text=noun.reaches.text)
            raise OrderBookError(message, Phrase("give more than there is, or write a shortage"))
        return Growth(
            self.week(noun.told),
            noun.reaches.value - level,
            _ramp(noun.ramp, noun.reaches.value - level),
            noun.lead.value / _WEEK_S,
            noun.lead_uncertainty.value,
            noun.pace_uncertainty.value,
        )


def _ramp(noun: RampNoun, more: float) -> Ramp:
    """A ramp to a full rate of 1; times in weeks.

    Raises:
        OrderBookError: what its shape needs is missing, or what it does not know is there.
    """
    needed = {"exponential": ("time",), "logistic": ("time",), "learning": ("first", "made"), "at once": ()}[noun.shape]
    known = {*needed, *(("retained",) if noun.shape == "learning" else ())}
    for word in ("time", "first", "retained", "made"):
        value = getattr(noun, word)
        if value is None and word in needed:
            raise OrderBookError(
                Phrase("a ramp that is {shape} needs `{word}`", shape=noun.shape, word=word),
                Phrase("add `{word}` to `ramp`", word=word),
            )
        if value is not None and word not in known:
            raise OrderBookError(
                Phrase("a ramp that is {shape} has no `{word}`", shape=noun.shape, word=word),
                Phrase("drop it, or change `shape`"),
            )
    time = 0.0 if noun.time is None else noun.time.value / _WEEK_S
    if noun.shape == "at once":
        return ConstantRamp(1.0)
    if noun.shape == "exponential":
        return ExponentialRamp(1.0, time)
    if noun.shape == "logistic":
        if time == 0:
            raise OrderBookError(
                Phrase("the time of the ramp is 0"), Phrase("give one above 0, or write `shape: at once`")
            )
        return LogisticRamp(1.0, time, _LN_81 / time)
    first = 0.0 if noun.first is None else noun.first.value
    retained = 0.8 if noun.retained is None else noun.retained.value
    made = (
        0.0 if noun.made is None or not more else noun.made.value / more
    )  # a unit is here what is made in a full week
    return LearningRamp(1.0, first, retained, made)
