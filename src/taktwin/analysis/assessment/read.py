"""An assessment out of its file; every fault is told with file, line and remedy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taktwin.analysis.assessment.figures import figure_of
from taktwin.analysis.assessment.nouns import AssessmentNoun, ValueNoun, VocNoun, WasteNoun, YearlyNoun
from taktwin.analysis.assessment.register import read_register
from taktwin.analysis.assessment.score import Given
from taktwin.analysis.assessment.tables import TableNoun, ZeroNoun, paths_table, table_of
from taktwin.analysis.assessment.yearly import Measure, YearlyPath, yearly_path
from taktwin.analysis.carbon.errors import CarbonError
from taktwin.analysis.carbon.voc import VocBalance, voc_balance
from taktwin.analysis.carbon.waste import WasteCheck, check_waste_register
from taktwin.model.files.nounfile import Faults, read_noun, shown
from taktwin.model.text.tree import Path_, Tree
from taktwin.model.values.nearest import suggest
from taktwin.model.values.quantity import Quantity

FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class Paint:
    """The balance of solvents and its limit (g/m2; None where none is given)."""

    balance: VocBalance
    limit: float | None
    source: str
    place: str

    @property
    def kept(self) -> bool | None:
        """Whether the limit is kept; None without one."""
        return None if self.limit is None else self.balance.emitted_g_per_m2 <= self.limit * (1 + 1e-9)


@dataclass(frozen=True)
class AssessmentFile:
    """What a file says, in plain figures."""

    name: str
    year: int
    table: TableNoun
    zero: ZeroNoun
    values: Mapping[str, Given]
    basic: Mapping[str, Given]
    zero_given: Mapping[tuple[str, str], Given]
    paint: Paint | None
    waste: WasteCheck | None
    yearly: YearlyPath | None
    read: tuple[Path, ...]
    """The files that were read."""


def read_assessment(path: str | Path) -> AssessmentFile:
    """The assessment of a YAML file, with its table and its register of waste, which lie beside it.

    Raises:
        ModelError: with file, line, field, what was expected and a remedy of each problem.
    """
    tree, noun = read_noun(path, AssessmentNoun)
    return _Reader(tree, noun, Path(path)).read()


class _Reader:
    def __init__(self, tree: Tree, noun: AssessmentNoun, path: Path) -> None:
        self.noun, self.path = noun, path
        self.faults = Faults(tree)
        self.files: list[Path] = [path]
        self.year = 0

    def read(self) -> AssessmentFile:
        """All of it, or all that is wrong."""
        self.year = self._year(("year",), self.noun.year) or 0
        zero, table = paths_table(), None
        with self.faults.noted(("table",)):
            table, file = table_of(self.noun.table, self.path.parent)
            self.files.append(file)
        paint = self._paint(self.noun.voc)
        values: dict[str, Given] = {}
        basic: dict[str, Given] = {}
        if table is not None:
            values = self._values(table, paint)
            for key in self.noun.basic:
                if key not in table.basic:
                    remedy = suggest(key, table.basic)
                    self.faults.add(("basic", key), f'the table has no basic requirement "{key}"', remedy)
                elif (found := self._given(("basic", key), self.noun.basic[key], "")) is not None:
                    basic[key] = found
        given = self._zero(zero)
        waste = self._waste(self.noun.waste)
        yearly = self._yearly(self.noun.yearly)
        self.faults.raise_found()
        assert table is not None  # else there was a fault
        return AssessmentFile(
            self.noun.name or self.path.stem,
            self.year,
            table,
            zero,
            values,
            basic,
            given,
            paint,
            waste,
            yearly,
            tuple(self.files),
        )

    def _values(self, table: TableNoun, paint: Paint | None) -> dict[str, Given]:
        found: dict[str, Given] = {}
        for key, value in self.noun.values.items():
            path = ("values", key)
            one = table.indicators.get(key)
            if one is None:
                self.faults.add(path, f'the table has no indicator "{key}"', suggest(key, table.indicators, most=20))
            elif value.use == "voc":
                if paint is None and self.noun.voc is None:
                    self.faults.add(path, "there is no balance of solvents in this file", "add `voc: {paint: ...}`")
                elif paint is not None:
                    text = f"{paint.balance.emitted_g_per_m2:.6g} g/m2"
                    with self.faults.noted(path):
                        number = figure_of(text, one.unit)
                        found[key] = Given(number, text, "balance of solvents of this file", paint.place)
            elif (given := self._given(path, value, one.unit if one.kind != "yes_no" else "")) is not None:
                found[key] = given
        return found

    def _zero(self, zero: ZeroNoun) -> dict[tuple[str, str], Given]:
        found: dict[tuple[str, str], Given] = {}
        for key, items in self.noun.zero_carbon.items():
            path = zero.paths.get(key)
            if path is None:
                self.faults.add(("zero_carbon", key), f'there is no path "{key}"', suggest(key, zero.paths))
                continue
            for name, value in items.items():
                place = ("zero_carbon", key, name)
                if name not in path.items:
                    self.faults.add(place, f'the path "{key}" has no item "{name}"', suggest(name, path.items))
                elif (given := self._given(place, value, path.items[name].unit)) is not None:
                    found[key, name] = given
        return found

    def _given(self, path: Path_, value: ValueNoun, unit: str) -> Given | None:
        """A figure in a unit; without a unit, an answer. Both need a source."""
        if value.use is not None:
            self.faults.add((*path, "from"), "this is no figure of a balance", "give its `value` and `source`")
            return None
        if value.year is not None:
            year = self._year((*path, "year"), value.year)
            if year is not None and year != self.year:
                message = f"the figure is of {year}, the assessment of {self.year}"
                self.faults.add((*path, "year"), message, f"give the figure of {self.year}, or assess {year}")
        if not value.source.strip():
            self.faults.add(path, "nothing says where this comes from", "add `source: ...`")
        if not unit:
            if value.met is None or value.value is not None:
                self.faults.add(path, "expected an answer", "write `met: true` or `met: false`, with its source")
                return None
            return Given(value.met, "yes" if value.met else "no", value.source, self._place(path))
        if value.met is not None or value.value is None:
            self.faults.add(path, f"expected a figure in {unit}", f'write `value: "12 {unit}"`, with its source')
            return None
        with self.faults.noted((*path, "value")):
            return Given(figure_of(value.value, unit), str(value.value), value.source, self._place(path))
        return None

    def _paint(self, given: VocNoun | None) -> Paint | None:
        if given is None:
            return None
        path = ("voc",)
        limit = None
        if given.limit is not None:
            with self.faults.noted((*path, "limit")):
                limit = figure_of(given.limit, "g/m2")
                if not given.source.strip():
                    raise CarbonError("the limit has no source", "add `source: ...`, the standard that sets it")
        with self.faults.noted(path):
            balance = voc_balance(
                given.paint.value,
                given.solvent_share.value,
                cars=given.cars,
                coated_m2_per_car=given.coated_m2_per_car,
                recovered_kg=_value(given.recovered),
                to_oxidiser_kg=_value(given.to_oxidiser),
                destruction_efficiency=_value(given.destruction_efficiency),
                in_waste_kg=_value(given.in_waste),
                in_water_kg=_value(given.in_water),
            )
            return Paint(balance, limit, given.source, self._place(path))
        return None

    def _waste(self, given: WasteNoun | None) -> WasteCheck | None:
        if given is None:
            return None
        file = self.path.parent / given.register_
        if not file.is_file():
            self.faults.add(("waste", "register"), f"there is no file '{file}'", "name a table beside this file")
            return None
        days = None
        if given.longest_days is not None:
            days = self.faults.number(("waste", "longest_days"), given.longest_days, "a number of days", 1, 36500)
        self.files.append(file)
        with self.faults.noted(("waste",)):
            capacity = {store: one.value for store, one in given.stores.items()}
            on = self._day(given.on)
            return check_waste_register(read_register(file), capacity, on, None if days is None else int(days))
        return None

    def _yearly(self, given: YearlyNoun | None) -> YearlyPath | None:
        if given is None:
            return None
        path: Path_ = ("yearly",)
        first = self._year((*path, "start", "year"), given.start.year)
        until = self._year((*path, "until"), given.until)
        figures = self._of_years((*path, "actual"), given.actual, given.unit)
        with self.faults.noted((*path, "start", "value")):
            value = figure_of(given.start.value, given.unit)
            if first is not None:
                if figures and min(figures) <= first:
                    message = f"there is a figure of {min(figures)}, the path begins in {first}"
                    raise CarbonError(message, "leave out figures up to the first year")
                figures[first] = value
        volume = self._of_years((*path, "volume"), given.volume, None)
        measures = []
        for at, one in enumerate(given.measures):
            year = self._year((*path, "measures", at, "from"), one.year)
            with self.faults.noted((*path, "measures", at, "saves")):
                saves = figure_of(one.saves, given.unit)
                if year is not None:
                    measures.append(Measure(one.what, saves, year, one.source))
        if not given.rate.value or given.rate.value >= 1:
            self.faults.add((*path, "rate"), "the path cuts nothing, or all in one year", "write for example 4 %")
        if self.faults.problems or until is None:
            return None
        with self.faults.noted(path):
            return yearly_path(given.what, given.per, given.unit, given.rate.value, figures, until, volume, measures)
        return None

    def _of_years(self, path: Path_, given: Mapping[str, Any], unit: str | None) -> dict[int, float]:
        """Year -> figure in a unit, or plain number."""
        found: dict[int, float] = {}
        for key, value in given.items():
            year = self._year((*path, key), int(key) if key.isdecimal() else key)
            with self.faults.noted((*path, key)):
                number = (
                    self.faults.number((*path, key), value, "a number", most=1e12)
                    if unit is None
                    else figure_of(value, unit)
                )
                if year is not None and number is not None:
                    found[year] = number
        return found

    def _year(self, path: Path_, given: Any) -> int | None:
        right = isinstance(given, int) and not isinstance(given, bool) and FIRST_YEAR <= given <= LAST_YEAR
        if not right:
            message = f"expected a year from {FIRST_YEAR} to {LAST_YEAR}, got {shown(given)}"
            self.faults.add(path, message, "write it as in 2025")
            return None
        return given

    def _day(self, given: Any) -> dt.date:
        if isinstance(given, dt.datetime) or not isinstance(given, dt.date):
            raise CarbonError(f"expected a day, got {shown(given)}", "write it as in `on: 2025-12-31`")
        return given

    def _place(self, path: Path_) -> str:
        file, line = self.faults.tree.origin(path)
        return f"{Path(file).name}:{line}"


def _value(given: Quantity | None) -> float:
    return 0.0 if given is None else given.value
