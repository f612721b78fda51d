"""Orders from a CSV file or a sheet of a workbook: one row a job, in the order of their release."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

from pydantic_core import PydanticCustomError

from taktwin.model.errors import ModelError, Problem
from taktwin.model.nouns.plant import PlantModel, within_calendar
from taktwin.model.phrase import Phrase
from taktwin.model.values.isotime import iso_time
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.nearest import suggest
from taktwin.model.values.quantity import parse_quantity
from taktwin.model.values.sheet import Sheet, read_sheet

_BARE = re.compile(r"^\d+(\.\d*)?$")
_DATE = re.compile(r"^\d{4}-\d")
_SPAN = ("earliest", "latest")
#: Columns of an order file beside those of the options. `customer` may be an option as well: then it is both.
ORDER_COLUMNS = ("product", "release", "due", "ident", "customer", "quantity", *_SPAN)
MOST_JOBS = 100_000  # that a row can order


@dataclass(frozen=True, slots=True)
class Order:
    """One job that is ordered: product (None where the plant has none), given options, release in s.

    ``release`` is None where it is released when there is room, ``due`` (s) where it is due at no time. ``ident`` is
    the car's own name and ``customer`` who ordered it, empty where the file gives none; ``earliest`` and ``latest`` are
    the positions of the day, from 1, between which it must stand in a sequence.
    """

    product: str | None
    options: dict[str, str] = field(default_factory=dict)
    release: float | None = None
    row: int = 0
    ident: str = ""
    earliest: int | None = None
    latest: int | None = None
    due: float | None = None
    customer: str = ""


def order_path(model: PlantModel, stream: str) -> Path:
    """File of an order stream; relative names are relative to the model's folder."""
    return model.folder / str(model.orders[stream].file)


def released_by_file(model: PlantModel, name: str) -> bool:
    """Whether the orders of a stream come from a file that says when."""
    stream = model.orders[name]
    if stream.file is None and stream._given is None:
        return False
    orders = read_orders(model, name)[0]
    return not orders or orders[0].release is not None


def read_orders(model: PlantModel, stream: str) -> tuple[list[Order], list[Problem]]:
    """The orders of a stream's file and the problems in it, each with its row (the heading is row 1) and column.

    A stream that was put in sequence for a run has its orders already.
    """
    given = model.orders[stream]._given
    if given is not None:
        return list(given), []
    path = order_path(model, stream)
    try:
        sheet = read_sheet(path)
    except ModelError as error:
        return [], error.problems
    reader = _Reader(model, sheet)
    reader.read()
    return reader.orders, reader.problems


class _Reader:
    def __init__(self, model: PlantModel, sheet: Sheet) -> None:
        self.model, self.sheet, self.file = model, sheet, sheet.file
        self.orders: list[Order] = []
        self.problems: list[Problem] = []
        self.idents: dict[str, int] = {}
        self.options: dict[str, set[str]] = {}
        for source in [model.options, *(product.options for product in model.products.values())]:
            for option, shares in source.items():
                self.options.setdefault(option, set()).update(shares)

    def problem(self, row: int, column: str, message: str, remedy: str) -> None:
        self.problems.append(
            Problem(self.file, row, column, Phrase("row {row}: {message}", row=row, message=message), remedy)
        )

    def read(self) -> None:
        heading: list[str] | None = None
        for line, row in self.sheet.rows:
            if heading is None:
                heading = list(row)
                if not self._heading(line, heading):
                    return
            else:
                self._row(line, heading, row)
        if not self.orders and not self.problems:
            self.problem(1, "", Phrase("the file holds no orders"), Phrase("add a heading and one row for each job"))

    def _heading(self, line: int, heading: list[str]) -> bool:
        known = [*dict.fromkeys((*ORDER_COLUMNS, *self.options))]
        before = len(self.problems)
        for column in heading:
            if column not in known:
                self.problem(
                    line, column, Phrase('there is no option "{column}"', column=column), suggest(column, known)
                )
        twice = [column for column in heading if heading.count(column) > 1]
        if twice:
            self.problem(
                line, twice[0], Phrase('the column "{twice}" stands twice', twice=twice[0]), Phrase("keep one of them")
            )
        if "product" not in heading and self.model.products:
            self.problem(
                line,
                "product",
                Phrase("the column `product` is missing"),
                Phrase("add it; the first row is the heading"),
            )
        return len(self.problems) == before

    def _row(self, line: int, heading: list[str], row: tuple[str, ...]) -> None:
        if len(row) != len(heading):
            message = Phrase(
                "expected {n} values ({names}), got {n2}", n=len(heading), names=", ".join(heading), n2=len(row)
            )
            self.problem(line, "", message, Phrase("give each column a value"))
            return
        cells = dict(zip(heading, row, strict=True))
        product = cells.pop("product", None)
        if product is not None and product not in self.model.products:
            self.problem(
                line,
                "product",
                Phrase('unknown product "{product}"', product=product),
                suggest(product, self.model.products),
            )
        release = self._release(line, cells.pop("release")) if "release" in cells else None
        due = self._instant(line, "due", text) if (text := cells.pop("due", "")) else None
        customer = cells.get("customer", "") if "customer" in self.options else cells.pop("customer", "")
        quantity = self._quantity(line, cells.pop("quantity", ""))
        ident = self._ident(line, cells.pop("ident")) if "ident" in cells else ""
        span = [self._position(line, key, cells.pop(key)) for key in _SPAN if key in cells]
        first, last = (dict(zip([key for key in _SPAN if key in heading], span, strict=True)).get(key) for key in _SPAN)
        if first is not None and last is not None and first > last:
            self.problem(
                line,
                "latest",
                Phrase("position {last} lies before the earliest, {first}", last=last, first=first),
                Phrase("swap them"),
            )
        given: dict[str, str] = {}
        for option, value in cells.items():
            if value and value not in self.options[option]:
                self.problem(
                    line,
                    option,
                    Phrase('unknown value "{value}" of {option}', value=value, option=option),
                    suggest(value, sorted(self.options[option])),
                )
            elif value and product in self.model.products and not self._has(product, option):
                message = Phrase(
                    'the product "{product}" has no option {option}, so it cannot be "{value}"',
                    product=product,
                    option=option,
                    value=value,
                )
                self.problem(line, option, message, Phrase("leave the cell empty, or give the product the option"))
            if value:
                given[option] = value
        for number in range(1, quantity + 1):
            name = f"{ident}-{number}" if ident and quantity > 1 else ident
            self.orders.append(Order(product, given, release, line, name, first, last, due, customer))

    def _has(self, product: str, option: str) -> bool:
        return option in self.model.options or option in self.model.products[product].options

    def _ident(self, line: int, ident: str) -> str:
        if not ident:
            self.problem(
                line, "ident", Phrase("the car has no ident"), Phrase("give every car its own, or drop the column")
            )
        elif ident in self.idents:
            message = Phrase('the ident "{ident}" stands in row {value} already', ident=ident, value=self.idents[ident])
            self.problem(line, "ident", message, Phrase("give every car its own"))
        self.idents.setdefault(ident, line)
        return ident

    def _position(self, line: int, column: str, text: str) -> int | None:
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or not 1 <= int(text[:12]) <= 10**9:
            self.problem(
                line,
                column,
                Phrase('expected a position from 1 on, got "{text}"', text=text[:40]),
                Phrase("write it, or leave it empty"),
            )
            return None
        return int(text)

    def _quantity(self, line: int, text: str) -> int:
        """How many jobs a row orders."""
        if not text:
            return 1
        if not text.isascii() or not text.isdigit() or not 1 <= int(text[:12]) <= MOST_JOBS:
            message = Phrase(
                'expected how many jobs are ordered, from 1 to {most_jobs:,}, got "{text}"',
                most_jobs=MOST_JOBS,
                text=text[:40],
            )
            self.problem(line, "quantity", message, Phrase("write it, or leave it empty for one"))
            return 1
        return int(text)

    def _instant(self, line: int, column: str, text: str) -> float | None:
        """Seconds from the start of the plant: a number of them, a time span, or a date and time."""
        text = self.sheet.number(text)
        try:
            text = iso_time(text)
            if not _DATE.match(text):
                return parse_quantity(f"{text} s" if _BARE.match(text) else text, "remainder").value
            instant = within_calendar(dt.datetime.fromisoformat(text).replace(tzinfo=None))
        except QuantityError as error:
            remedy = error.remedy or Phrase("write seconds, a time such as 2 h, or a date such as 2026-01-05 10:30")
            self.problem(line, column, error.message, remedy)
            return None
        except (ValueError, PydanticCustomError):
            message = Phrase('expected a date and time, got "{text}"', text=text[:40])
            self.problem(line, column, message, Phrase("write it as in 2026-01-05 10:30"))
            return None
        if instant < self.model.start:
            start = self.model.start.isoformat(sep=" ", timespec="minutes")
            message = Phrase('"{text}" lies before the start of the plant, {start}', text=text, start=start)
            self.problem(line, column, message, Phrase("give a later time, or an earlier `start` of the model"))
            return None
        return (instant - self.model.start).total_seconds()

    def _release(self, line: int, text: str) -> float | None:
        release = self._instant(line, "release", text)
        if release is None:
            return None
        before = next((one.release for one in reversed(self.orders) if one.release is not None), 0.0)
        if release < before:
            self.problem(
                line,
                "release",
                Phrase('the release "{text}" lies before the one above', text=text),
                Phrase("sort the rows by release"),
            )
        return release
