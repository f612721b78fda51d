"""Demand, call-offs and despatches from tables (CSV, xlsx) into messages.

The columns are those of `taktwin message --out`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn

from taktwin.exchange.edi.calloff import JisCall, JisCallOff, JisItem, JitCall, JitCallOff
from taktwin.exchange.edi.despatch import DespatchAdvice, Rack, RackItem
from taktwin.exchange.edi.interchange import Interchange
from taktwin.exchange.edi.record import Message
from taktwin.exchange.edi.schedule import Consignee, DeliverySchedule, Demand, ScheduleLine
from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.values.isotime import iso_time
from taktwin.model.values.sheet import Sheet, read_sheet

_HEAD = ("document", "issued", "buyer", "seller")
#: Kind of table -> columns that it must have; the first that a table has in full is its kind.
_NEEDED = {
    "demand": (*_HEAD, "consignee", "line", "part", "status", "quantity"),
    "call_offs": (*_HEAD, "kind", "ship_to", "number", "part", "quantity"),
    "despatches": ("document", "issued", "seller", "ship_to", "despatched", "expected", "level", "part", "quantity"),
}
#: What the tables are called, for people.
_KINDS = {"demand": "demand", "call_offs": "call-offs", "despatches": "despatches"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: its cells by column, and where it stands."""

    sheet: Sheet
    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """A cell that must not be empty."""
        found = self.maybe(column)
        return found if found is not None else self.refuse(column, "this cell is empty", "fill it")

    def maybe(self, column: str) -> str | None:
        """A cell; None where it is empty."""
        return self.cells.get(column) or None

    def number(self, column: str) -> int | float:
        """A number, 0 or more; whole ones without a point."""
        text = self.sheet.number(self.text(column))
        try:
            value = float(text)
        except ValueError:
            self.refuse(column, f'"{text}" is no number', "write digits")
        if not 0 <= value < 1e15:
            self.refuse(column, f"{text} is out of range", "write a number of 0 or more, with at most 15 digits")
        return int(value) if value.is_integer() else value

    def whole(self, column: str) -> int:
        """A whole number."""
        value = self.number(column)
        return value if isinstance(value, int) else self.refuse(column, f"{value} is no whole number", "correct it")

    def time(self, column: str) -> date | datetime:
        """A day, or a day and a minute."""
        written = self.text(column)
        text = iso_time(written)
        try:
            return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
        except ValueError:
            remedy = Phrase("write 2026-03-02 or 2026-03-02T09:42, or 02.03.2026 or 02.03.2026 09:42")
            self.refuse(column, Phrase('"{written}" is no day or time', written=written), remedy)

    def maybe_time(self, column: str) -> date | datetime | None:
        """A time; None where the cell is empty."""
        return self.time(column) if self.maybe(column) is not None else None

    def refuse(self, column: str, what: str, remedy: str) -> NoReturn:
        """Raise the error of a cell."""
        raise ModelError([Problem(self.sheet.file, self.line, column, what, remedy)])


def interchange_of(paths: Sequence[str | Path], reference: str = "1", test: bool = False) -> Interchange:
    """The messages that tables of demand (DELFOR), call-offs (DELJIT) and despatches (DESADV) say, one each document.

    The buyer sends the first two to the seller; the seller sends a despatch advice to the `buyer`,
    where the table has this column, else to the plant (`ship_to`).

    Rows of a document stand together, in the order in which they are to be written. What the tables do not tell is
    left to the writer's defaults: function, version, horizon, gross weight, number of packages.

    Args:
        paths: CSV files or sheets of workbooks (`plan.xlsx#demand`).
        reference: number of the interchange.
        test: whether it is not to be acted on.

    Raises:
        ModelError: a table has not the columns, a cell is wrong, or documents are of different partners; with file, row
            and column.
        OSError: a file cannot be read.

    Example:
        ``write_interchange(interchange_of(["demand.csv"]), "demand.edi")``
    """
    messages: list[Message] = []
    heads: list[tuple[_Row, str, str]] = []
    for path in paths:
        kind, rows = _read(Path(path))
        for _, of_document in groupby(rows, lambda row: row.text("document")):
            own = list(of_document)
            messages.append(_MAKERS[kind](own, f"{len(messages) + 1:04}"))
            heads.append((own[0], *_partners(kind, own[0])))
    first, sender, receiver = heads[0]
    for row, *partners in heads[1:]:
        for column, wanted in zip(partners, (sender, receiver), strict=True):
            if row.text(column) != first.text(wanted):
                what = f'"{row.text(column)}" is another {column} than "{first.text(wanted)}"'
                row.refuse(column, what, "an interchange goes to one partner; write a file for each")
    issued = first.time("issued")
    prepared = issued if isinstance(issued, datetime) else datetime(issued.year, issued.month, issued.day)
    return Interchange(
        sender=first.text(sender),
        receiver=first.text(receiver),
        control_reference=reference,
        prepared=prepared,
        messages=tuple(messages),
        test=test,
    )


def _read(path: Path) -> tuple[str, list[_Row]]:
    sheet = read_sheet(path)
    heading = sheet.rows[0][1] if sheet.rows else ()
    kind = next((name for name, columns in _NEEDED.items() if set(columns) <= set(heading)), None)
    if kind is None:
        raise ModelError([_no_table(sheet, heading)])
    if len(sheet.rows) < 2:
        raise ModelError(
            [Problem(sheet.file, 1, "", Phrase("there are no rows"), Phrase("write a row for each quantity of a part"))]
        )
    rows = [_Row(sheet, line, dict(zip(heading, cells, strict=False))) for line, cells in sheet.rows[1:]]
    return kind, rows


def _partners(kind: str, row: _Row) -> tuple[str, str]:
    """Columns of who sends the message and who gets it."""
    if kind != "despatches":
        return "buyer", "seller"
    return "seller", "buyer" if row.maybe("buyer") is not None else "ship_to"


def _no_table(sheet: Sheet, heading: Sequence[str]) -> Problem:
    """What a table lacks of the kind that it is most like."""
    lacks = {kind: [one for one in columns if one not in heading] for kind, columns in _NEEDED.items()}
    near = min(lacks, key=lambda kind: len(lacks[kind]) / len(_NEEDED[kind]))
    if len(lacks[near]) == len(_NEEDED[near]):
        wanted = "; or ".join(", ".join(columns) for columns in _NEEDED.values())
        what, remedy = (
            Phrase("this is no table of demand, call-offs or despatches"),
            Phrase("it has the columns {wanted}", wanted=wanted),
        )
    else:
        names = ", ".join(f'"{one}"' for one in lacks[near])
        what = Phrase("a table of {kind} lacks {names}", kind=_KINDS[near], names=names)
        remedy = Phrase(
            "add the columns, or give another table"
            if len(lacks[near]) > 1
            else "add the column, or give another table"
        )
    return Problem(sheet.file, 1, "", what, remedy)


def _groups(rows: Iterable[_Row], key: Callable[[_Row], Any]) -> list[list[_Row]]:
    """Rows with one key that stand behind each other."""
    return [list(own) for _, own in groupby(rows, key)]


def _schedule(rows: list[_Row], reference: str) -> DeliverySchedule:
    first = rows[0]
    consignees = []
    for of_plant in _groups(rows, lambda row: (row.text("consignee"), row.maybe("unloading_point"))):
        lines = tuple(_line(own) for own in _groups(of_plant, lambda row: (row.whole("line"), row.text("part"))))
        head = of_plant[0]
        consignees.append(
            Consignee(consignee=head.text("consignee"), unloading_point=head.maybe("unloading_point"), lines=lines)
        )
    return DeliverySchedule(
        message_reference=reference,
        document=first.text("document"),
        issued=first.time("issued"),
        buyer=first.text("buyer"),
        seller=first.text("seller"),
        consignees=tuple(consignees),
    )


def _line(rows: list[_Row]) -> ScheduleLine:
    first = rows[0]
    received = first.number("cumulative_received") if first.maybe("cumulative_received") is not None else None
    demands = tuple(
        Demand(
            status=row.text("status"),
            quantity=row.number("quantity"),
            unit=row.maybe("unit"),
            due=row.maybe_time("due"),
            earliest=row.maybe_time("earliest"),
            latest=row.maybe_time("latest"),
        )
        for row in rows
    )
    return ScheduleLine(
        line=first.whole("line"),
        part=first.text("part"),
        description=first.maybe("description"),
        order=first.maybe("order"),
        cumulative_received=received,
        cumulative_since=first.maybe_time("cumulative_since"),
        unit=demands[0].unit if received is not None else None,
        schedule=demands,
    )


def _call_off(rows: list[_Row], reference: str) -> JisCallOff | JitCallOff:
    first = rows[0]
    head: dict[str, Any] = {
        "message_reference": reference,
        "document": first.text("document"),
        "issued": first.time("issued"),
        "buyer": first.text("buyer"),
        "seller": first.text("seller"),
        "ship_to": first.text("ship_to"),
    }
    kind = first.text("kind")
    if kind == JisCallOff.kind:
        return JisCallOff(**head, calls=tuple(_jis(own) for own in _groups(rows, lambda row: row.whole("number"))))
    if kind == JitCallOff.kind:
        return JitCallOff(**head, calls=tuple(_jit(row) for row in rows))
    return first.refuse("kind", f'there is no kind "{kind}"', f"write {JisCallOff.kind} or {JitCallOff.kind}")


def _jis(rows: list[_Row]) -> JisCall:
    first = rows[0]
    items = tuple(
        JisItem(
            part=row.text("part"),
            variant=row.maybe("variant"),
            point_of_use=row.maybe("point_of_use"),
            quantity=row.number("quantity"),
            unit=row.maybe("unit"),
        )
        for row in rows
    )
    return JisCall(
        sequence=first.whole("number"),
        status=first.text("status"),
        due=first.time("due"),
        vin=first.text("vin"),
        call_number=first.text("call_number"),
        items=items,
    )


def _jit(row: _Row) -> JitCall:
    return JitCall(
        call=row.whole("number"),
        part=row.text("part"),
        quantity=row.number("quantity"),
        unit=row.maybe("unit"),
        unloading_point=row.maybe("unloading_point"),
        point_of_use=row.maybe("point_of_use"),
        earliest=row.time("earliest"),
        latest=row.time("latest"),
    )


def _despatch(rows: list[_Row], reference: str) -> DespatchAdvice:
    first = rows[0]
    racks = tuple(
        Rack(
            level=own[0].whole("level"),
            rack=own[0].maybe("rack"),
            type=own[0].maybe("type"),
            items=tuple(_item(row) for row in own),
        )
        for own in _groups(rows, lambda row: (row.whole("level"), row.maybe("rack"), row.maybe("type")))
    )
    return DespatchAdvice(
        message_reference=reference,
        document=first.text("document"),
        issued=first.time("issued"),
        seller=first.text("seller"),
        ship_to=first.text("ship_to"),
        unloading_point=first.maybe("unloading_point"),
        truck=first.maybe("truck"),
        despatched=first.time("despatched"),
        expected=first.time("expected"),
        racks=racks,
    )


def _item(row: _Row) -> RackItem:
    return RackItem(
        part=row.text("part"),
        quantity=row.number("quantity"),
        unit=row.maybe("unit"),
        delivery_note=row.maybe("delivery_note"),
        sequence_from=row.whole("sequence_from") if row.maybe("sequence_from") is not None else None,
        sequence_to=row.whole("sequence_to") if row.maybe("sequence_to") is not None else None,
    )


#: Kind of table -> what makes a message of the rows of a document.
_MAKERS: dict[str, Callable[[list[_Row], str], Message]] = {
    "demand": _schedule,
    "call_offs": _call_off,
    "despatches": _despatch,
}
