"""The orders that wait, from a CSV file or a sheet of a workbook: one row an order, or several equal ones.

The columns are those of the orders of a plant (`taktwin.model.text.orderfile`), with the day of the order and what kind
of order it is beside them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest
from taktwin.model.values.sheet import read_sheet
from taktwin.planning.orders.book import MOST_ORDERS, Customer, Waiting

COLUMNS = ("product", "variant", "ordered", "due", "ident", "customer", "quantity", "kind")
_GERMAN = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_MOST_PROBLEMS = 20


def read_waiting(
    path: Path, start: dt.date, kinds: Sequence[tuple[str, str]], customers: Sequence[Customer], small: bool
) -> Waiting:
    """The orders of a table, in the order of the days on which they came; of one day as they stand.

    Args:
        path: CSV, or `orders.xlsx#Sheet`.
        start: of the order book: orders came before it.
        kinds: model and variant of each index.
        customers: kinds of customers; the first is that of a row which names none.
        small: whether the book says what becomes of small orders.

    Raises:
        ModelError: with file, row, column and remedy of each problem.
    """
    sheet = read_sheet(path)
    reader = _Rows(sheet.file, start, kinds, [one.name for one in customers], small)
    if not sheet.rows:
        reader.wrong(1, "", Phrase("the file is empty"), Phrase("give a heading, and a row for each order"))
        raise ModelError(reader.problems)
    line, heading = sheet.rows[0]
    reader.heading(line, heading)
    for row, cells in sheet.rows[1:]:
        if len(cells) != len(heading):
            reader.wrong(
                row,
                "",
                Phrase("expected {n} values, got {n2}", n=len(heading), n2=len(cells)),
                Phrase("give each column a value"),
            )
        else:
            reader.row(row, dict(zip(heading, cells, strict=True)))
        if len(reader.problems) >= _MOST_PROBLEMS or reader.count > MOST_ORDERS:
            break
    if len(sheet.rows) < 2:
        reader.wrong(line, "", Phrase("the table has no row below its heading"), Phrase("give a row for each order"))
    if reader.count > MOST_ORDERS:
        reader.wrong(
            line,
            "quantity",
            Phrase("more than {most_orders:,} orders", most_orders=MOST_ORDERS),
            Phrase("check the quantities"),
        )
    if reader.problems:
        raise ModelError(reader.problems)
    return reader.waiting()


class _Rows:
    def __init__(
        self, file: str, start: dt.date, kinds: Sequence[tuple[str, str]], customers: list[str], small: bool
    ) -> None:
        self.file, self.start, self.kinds, self.customers, self.small = file, start, kinds, customers, small
        self.models = list(dict.fromkeys(model for model, _ in kinds))
        self.problems: list[Problem] = []
        self.found: list[tuple[float, int, int, int, float, bool]] = []
        self.idents: list[str] = []
        self.seen: dict[str, int] = {}
        self.count = 0

    def wrong(self, row: int, column: str, message: str, remedy: str) -> None:
        self.problems.append(
            Problem(self.file, row, column, Phrase("row {row}: {message}", row=row, message=message), remedy)
        )

    def heading(self, row: int, heading: Sequence[str]) -> None:
        """Check the heading. Raises ModelError: nothing below it could be read."""
        for column in heading:
            if column not in COLUMNS:
                self.wrong(
                    row, column, Phrase('there is no column "{column}"', column=column), suggest(column, COLUMNS)
                )
            elif heading.count(column) > 1:
                self.wrong(
                    row, column, Phrase('the column "{column}" stands twice', column=column), Phrase("keep one of them")
                )
        if "product" not in heading and len(self.models) > 1:
            self.wrong(
                row, "product", Phrase("the column `product` is missing"), Phrase("add it: the model that is ordered")
            )
        if self.problems:
            raise ModelError(self.problems)

    def row(self, row: int, cells: dict[str, str]) -> None:
        """Read a row."""
        before = len(self.problems)
        model, variant = self._kind(row, cells.get("product", ""), cells.get("variant", ""))
        ordered = self._day(row, "ordered", cells.get("ordered", ""))
        due = self._day(row, "due", cells.get("due", ""))
        age = 0.0 if ordered is None else float((self.start - ordered).days)
        if age < 0:
            self.wrong(
                row,
                "ordered",
                Phrase("{ordered} lies behind the start of the book, {start}", ordered=ordered, start=self.start),
                Phrase("correct the day"),
            )
        if ordered is not None and due is not None and due < ordered:
            self.wrong(
                row,
                "due",
                Phrase("{due} lies before the order, {ordered}", due=due, ordered=ordered),
                Phrase("correct one of the two"),
            )
        customer = self._customer(row, cells.get("customer", ""))
        small = self._small(row, cells.get("kind", ""))
        number = self._quantity(row, cells.get("quantity", ""))
        ident = cells.get("ident", "")
        if "ident" in cells:
            self._ident(row, ident)
        if len(self.problems) > before:
            return
        self.count += number
        day = float("nan") if due is None else float((due - self.start).days + 1)  # by the end of that day
        if self.count <= MOST_ORDERS:
            self.found += [(age, variant, model, customer, day, small)] * number
            self.idents += [ident] if number == 1 else [f"{ident}-{k}" if ident else "" for k in range(1, number + 1)]

    def waiting(self) -> Waiting:
        """All of them, the oldest first."""
        columns = [np.array(column) for column in zip(*self.found, strict=True)]
        order = np.argsort(-columns[0], kind="stable")
        age, variant, model, customer, due, small = (column[order] for column in columns)
        ident = tuple(self.idents[k] for k in order) if any(self.idents) else ()
        return Waiting(age, variant, model, customer, due, small.astype(bool), ident)

    def _kind(self, row: int, product: str, variant: str) -> tuple[int, int]:
        """Index of the model, and of the variant; -1 where the row does not say it and there are several."""
        if not product and len(self.models) == 1:
            product = self.models[0]
        if product not in self.models:
            what = Phrase('unknown product "{product}"', product=product) if product else Phrase("no product is named")
            self.wrong(row, "product", what, suggest(product, self.models))
            return 0, 0
        mine = {name: k for k, (model, name) in enumerate(self.kinds) if model == product}
        if not variant:
            return self.models.index(product), next(iter(mine.values())) if len(mine) == 1 else -1
        if variant not in mine:
            self.wrong(
                row,
                "variant",
                Phrase('{product} has no variant "{variant}"', product=product, variant=variant),
                suggest(variant, mine),
            )
        return self.models.index(product), mine.get(variant, 0)

    def _day(self, row: int, column: str, text: str) -> dt.date | None:
        if not text:
            return None
        if (german := _GERMAN.match(text)) is not None:
            text = f"{german[3]}-{int(german[2]):02d}-{int(german[1]):02d}"
        try:
            return dt.datetime.fromisoformat(text).date()
        except ValueError:
            self.wrong(
                row,
                column,
                Phrase('expected a date, got "{text}"', text=text[:40]),
                Phrase("write it as in 2023-09-30"),
            )
            return None

    def _customer(self, row: int, text: str) -> int:
        if not text:
            return 0
        if text not in self.customers:
            self.wrong(row, "customer", Phrase('unknown customer "{text}"', text=text), suggest(text, self.customers))
            return 0
        return self.customers.index(text)

    def _small(self, row: int, text: str) -> bool:
        if text not in ("", "firm", "small"):
            self.wrong(
                row,
                "kind",
                Phrase('expected firm or small, got "{text}"', text=text[:40]),
                Phrase("write one of the two"),
            )
        elif text == "small" and not self.small:
            self.wrong(
                row,
                "kind",
                Phrase("it is not said what becomes of small orders"),
                Phrase("add `small` to `orders` of the book"),
            )
        return text == "small"

    def _quantity(self, row: int, text: str) -> int:
        if not text:
            return 1
        if not text.isascii() or not text.isdigit() or not 1 <= int(text[:12]) <= MOST_ORDERS:
            self.wrong(
                row,
                "quantity",
                Phrase('expected a number from 1 on, got "{text}"', text=text[:40]),
                Phrase("leave it empty for one"),
            )
            return 1
        return int(text)

    def _ident(self, row: int, ident: str) -> None:
        if not ident:
            self.wrong(
                row, "ident", Phrase("the order has no ident"), Phrase("give every order its own, or drop the column")
            )
        elif ident in self.seen:
            self.wrong(
                row,
                "ident",
                Phrase('"{ident}" stands in row {seen} already', ident=ident, seen=self.seen[ident]),
                Phrase("give every order its own"),
            )
        self.seen.setdefault(ident, row)
