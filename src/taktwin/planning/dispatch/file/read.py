"""A problem of dispatch out of its file; every fault is told with file, line and remedy."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from taktwin.analysis.carbon.errors import CarbonError
from taktwin.analysis.carbon.factors import grid_factor
from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.translate import translate
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import OTHERS_BEGIN, Path_, Tree, read_tree
from taktwin.model.values.quantity import Quantity
from taktwin.model.values.textfile import read_text
from taktwin.planning.dispatch.check import MOST_KW, MOST_MONEY
from taktwin.planning.dispatch.errors import DispatchError
from taktwin.planning.dispatch.file.columns import Columns
from taktwin.planning.dispatch.file.nouns import DispatchNoun, FactorNoun
from taktwin.planning.dispatch.prices import billing_months, time_of_use
from taktwin.planning.dispatch.problem import DispatchProblem
from taktwin.planning.dispatch.site import Battery, FlexibleLoad
from taktwin.planning.dispatch.tariff import MOST_FACTOR, Tariff

_J_PER_KWH, _W_PER_KW = 3.6e6, 1e3
_FIELD = re.compile(r"^(?P<where>\w[\w ]*): (?P<field>\w+)\b")
"""How the errors of figures and series begin."""


@dataclass(frozen=True, eq=False)
class DispatchFile:
    """What a file says: the problem, and what is for the reader alone."""

    problem: DispatchProblem
    name: str
    currency: str
    start: dt.datetime | None
    read: tuple[Path, ...]
    """The files that were read."""


def read_dispatch(path: str | Path) -> DispatchFile:
    """The problem of a YAML file, with the table that it names, which lies beside it.

    Raises:
        ModelError: with file, line, field, what was expected and a remedy of each problem.
    """
    path = Path(path)
    tree = read_tree(read_text(path), str(path), OTHERS_BEGIN)
    try:
        noun = DispatchNoun.model_validate(tree.data)
    except ValidationError as error:
        raise ModelError(translate(error, tree, DispatchNoun)) from None
    return _Reader(tree, noun, path).read()


class _Reader:
    def __init__(self, tree: Tree, noun: DispatchNoun, path: Path) -> None:
        self.tree, self.noun, self.path = tree, noun, path
        self.columns = None if noun.site.series is None else Columns(path.parent / noun.site.series)
        self.step = noun.site.step.value / 3600.0
        self.start = self._moment(("site", "start"), noun.site.start) if noun.site.start is not None else None
        self.steps = 0

    def read(self) -> DispatchFile:
        """All of it."""
        site = self.noun.site
        if self.columns is not None and not self.columns.path.is_file():
            name = self.columns.path
            self._wrong(
                ("site", "series"),
                Phrase('there is no file "{name}"', name=name),
                Phrase("name a table beside this file"),
            )
        if self.columns is None and isinstance(site.load, str):
            message = Phrase("the load is a column, but no table is named")
            self._wrong(("site", "load"), message, Phrase("add `series: FILE.csv`, the table with its columns"))
        self.steps = 1 if self.columns is None else len(self.columns.sheet.rows) - 1
        with self._said(("site", "step")):
            if self.step <= 0:
                raise DispatchError(Phrase("the step has no length"), Phrase("write for example `step: 15 min`"))
        battery, tariff = self._battery(), self._tariff()
        flexible = tuple(self._flexible(k) for k in range(len(self.noun.flexible)))
        load, pv = (self._series(("site", name), getattr(site, name), 0.0, MOST_KW) for name in ("load", "pv"))
        with self._said(("site",)):
            problem = DispatchProblem(
                load,
                tariff,
                pv,
                self.step,
                battery,
                flexible,
                self._kw(site.import_limit, math.inf),
                self._kw(site.export_limit, math.inf),
                site.curtailable,
                self._kw(site.peak_so_far, 0.0),
            )
        read = (self.path,) if self.columns is None else (self.path, self.columns.path)
        return DispatchFile(problem, self.noun.name or self.path.stem, self.noun.tariff.currency, self.start, read)

    def _battery(self) -> Battery:
        given = self.noun.battery
        if given is None:
            return Battery(0.0, 0.0)
        energy = {name: self._kwh(("battery", name), getattr(given, name)) for name in ("energy", "start", "end_least")}
        with self._said(("battery",)):
            return Battery(
                energy["energy"] or 0.0,
                self._kw(given.power, 0.0),
                given.charge_efficiency.value,
                given.discharge_efficiency.value,
                None if given.discharge_power is None else self._kw(given.discharge_power, 0.0),
                given.wear,
                energy["start"],
                given.end,
                energy["end_least"] or 0.0,
            )

    def _tariff(self) -> Tariff:
        given = self.noun.tariff
        buy, sell = (self._price(("tariff", name), getattr(given, name)) for name in ("buy", "sell"))
        factor = self._factor(given.carbon_factor)
        periods = None
        if given.demand_period == "month" and given.demand_charge:
            with self._said(("tariff", "demand_charge")):
                periods = billing_months(self._started(Phrase("months begin")), self.step, self.steps)
        with self._said(("tariff",)):
            tariff = Tariff(buy, sell, given.demand_charge, periods, given.carbon_price, factor)
            tariff.over(self.steps)
        return tariff

    def _price(self, path: Path_, given: Any) -> Any:
        if not isinstance(given, dict):
            return self._series(path, given, -MOST_MONEY, MOST_MONEY)
        with self._said(path):
            return time_of_use(given, self._started(Phrase("the day begins")), self.step, self.steps)

    def _factor(self, given: Any) -> Any:
        path = ("tariff", "carbon_factor")
        if not isinstance(given, dict):
            return self._series(path, given, 0.0, MOST_FACTOR)
        try:
            noun = FactorNoun.model_validate(given)
        except ValidationError as error:
            problems = translate(error, self.tree.sub(path), FactorNoun)
            raise ModelError(problems) from None
        with self._said(path):
            return grid_factor(noun.region, noun.year, noun.kind).value

    def _flexible(self, place: int) -> FlexibleLoad:
        given, path = self.noun.flexible[place], ("flexible", place)
        energy = self._kwh((*path, "energy"), given.energy)
        with self._said(path):
            start = self._started(Phrase("the window of a flexible load lies"))
        first, last = (
            self._step((*path, key), value, start) for key, value in (("from", given.begin), ("to", given.end))
        )
        with self._said(path):
            if last <= first:
                raise DispatchError(
                    Phrase("flexible load {name}: the window ends before it begins", name=given.name),
                    Phrase("mend `to`"),
                )
            one = FlexibleLoad(given.name, energy or 0.0, self._kw(given.power, 0.0), first, last - 1)
            one.check_window(self.steps, self.step)
        return one

    def _step(self, path: Path_, given: Any, start: dt.datetime) -> int:
        """The number of the step that begins at a moment."""
        moment = self._moment(path, given)
        hours = (moment - start).total_seconds() / 3600.0
        step = round(hours / self.step)
        if abs(step * self.step - hours) > 1e-6 or not 0 <= step <= self.steps:
            end = start + dt.timedelta(hours=self.step * self.steps)
            message = Phrase(
                "{moment} is no border of a step between {start} and {end}", moment=moment, start=start, end=end
            )
            self._wrong(
                path,
                message,
                Phrase("give a moment that is a multiple of {step:g} min from the start", step=self.step * 60),
            )
        return step

    def _series(self, path: Path_, given: Any, least: float, most: float) -> Any:
        """A column by its name, or a number for all steps; in a column the row of what is out of bounds is told."""
        if isinstance(given, str):
            if self.columns is None:
                self._wrong(
                    path,
                    Phrase('"{given}" is a column, but no table is named', given=given),
                    Phrase("add `series` to the site"),
                )
            return self.columns.column(given, least, most)
        if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
            self._wrong(
                path,
                Phrase("expected a number or the name of a column, got {given}", given=repr(given)),
                Phrase("write for example 0.65"),
            )
        return [float(given)] * self.steps

    def _started(self, why: str) -> dt.datetime:
        if self.start is None:
            raise DispatchError(
                Phrase("it is not known when {why}", why=why), Phrase("add `start: 2026-01-01 00:00` to the site")
            )
        return self.start

    def _moment(self, path: Path_, given: Any) -> dt.datetime:
        try:
            if isinstance(given, dt.datetime):
                found = given
            elif isinstance(given, dt.date):
                found = dt.datetime(given.year, given.month, given.day)
            else:
                found = dt.datetime.fromisoformat(given)
        except (TypeError, ValueError):
            self._wrong(
                path,
                Phrase("expected a date and time, got {given}", given=repr(given)),
                Phrase("write it as in 2026-01-01 00:00"),
            )
        if found.tzinfo is not None:
            self._wrong(
                path,
                Phrase("{found} has a time zone", found=found),
                Phrase("give the local time of the site, without one"),
            )
        return found

    def _kw(self, given: Quantity | None, default: float) -> float:
        return default if given is None else given.value / _W_PER_KW

    def _kwh(self, path: Path_, given: Quantity | None) -> float | None:
        if given is None:
            return None
        if given.dimension == "volume":
            self._wrong(
                path, Phrase('expected an energy, got "{text}"', text=given.text), Phrase("write for example 800 kWh")
            )
        return given.value / _J_PER_KWH

    @contextmanager
    def _said(self, path: Path_) -> Iterator[None]:
        """What is refused within is said with its place in the file."""
        try:
            yield
        except (DispatchError, CarbonError) as error:
            self._wrong(*self._field(path, error.message), error.remedy)

    def _field(self, path: Path_, message: str) -> tuple[Path_, str]:
        """The field that a message speaks of, and the message without the words for its place."""
        match = _FIELD.match(message)
        if match is None or not path or match["where"].split()[0] != path[0]:
            return path, message
        found: Any = self.tree.data
        for key in path:
            found = found[key]
        known = isinstance(found, dict) and match["field"] in found
        return ((*path, match["field"]) if known else path), message[match.start("field") :]

    def _wrong(self, path: Path_, message: str, remedy: str) -> NoReturn:
        file, line = self.tree.origin(path)
        raise ModelError([Problem(file, line, ".".join(map(str, path)), message, remedy)]) from None
