"""An interchange in the form that is the same for all formats: a line for each message, and tables of what it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from taktwin.exchange.content import Content, Row, Summary
from taktwin.exchange.edi.calloff import JisCallOff, JitCallOff
from taktwin.exchange.edi.codes import OURS, Codes
from taktwin.exchange.edi.despatch import DespatchAdvice
from taktwin.exchange.edi.faults import EdiError
from taktwin.exchange.edi.interchange import Interchange
from taktwin.exchange.edi.plausibility import warnings_of
from taktwin.exchange.edi.read import read_interchange
from taktwin.exchange.edi.record import Message
from taktwin.exchange.edi.schedule import DeliverySchedule
from taktwin.model.phrase import Phrase

#: Kind of message -> the table that its rows go to.
TABLES = {"DELFOR": "demand", "DELJIT-JIT": "call_offs", "DELJIT-JIS": "call_offs", "DESADV": "despatches"}


def edi_content(data: bytes, file: str, codes: Codes = OURS) -> Content:
    """Read an interchange. Raises EdiError."""
    try:
        interchange = read_interchange(data, codes)
    except EdiError as error:
        raise EdiError(file, error.faults) from None
    tables: dict[str, tuple[Row, ...]] = {}
    documents = []
    for message in interchange.messages:
        rows = list(_rows(message))
        name = TABLES[message.kind]
        tables[name] = (*tables.get(name, ()), *rows)
        documents.append(_summary(interchange, message, rows))
    return Content(
        format="EDIFACT",
        documents=tuple(documents),
        data=interchange.as_dict(written=True),
        tables=tables,
        note=Phrase("a test: not to be acted on") if interchange.test else "",
        warnings=tuple(one for message in interchange.messages for one in warnings_of(message)),
    )


def _summary(interchange: Interchange, message: Message, rows: list[dict[str, Any]]) -> Summary:
    names = ("number", "sequence_from", "sequence_to")
    numbers = [row[name] for row in rows for name in names if row.get(name) is not None]
    times = [row[name] for row in rows for name in ("due", "earliest", "latest", "expected") if row.get(name)]
    return Summary(
        kind=message.kind,
        sender=interchange.sender,
        receiver=interchange.receiver,
        document=message.document,
        parts=len({row["part"] for row in rows}),
        lines=len({row["number"] for row in rows}) if TABLES[message.kind] == "call_offs" else len(rows),
        first=min(numbers, default=None),
        last=max(numbers, default=None),
        due_from=min(times, default=None),
        due_to=max(times, default=None),
    )


def _rows(message: Message) -> Iterator[dict[str, Any]]:
    """The rows of a message: a row for each quantity of a part."""
    if isinstance(message, DeliverySchedule):
        return _demand(message)
    if isinstance(message, DespatchAdvice):
        return _despatches(message)
    assert isinstance(message, JisCallOff | JitCallOff)
    return _calls(message)


def _demand(message: DeliverySchedule) -> Iterator[dict[str, Any]]:
    for plant in message.consignees:
        for line in plant.lines:
            for one in line.schedule:
                yield {
                    "document": message.document,
                    "issued": _time(message.issued),
                    "buyer": message.buyer,
                    "seller": message.seller,
                    "consignee": plant.consignee,
                    "unloading_point": plant.unloading_point,
                    "line": line.line,
                    "part": line.part,
                    "description": line.description,
                    "order": line.order,
                    "cumulative_received": line.cumulative_received,
                    "cumulative_since": _time(line.cumulative_since),
                    "status": one.status,
                    "quantity": one.quantity,
                    "unit": one.unit,
                    "due": _time(one.due),
                    "earliest": _time(one.earliest),
                    "latest": _time(one.latest),
                }


def _calls(message: JisCallOff | JitCallOff) -> Iterator[dict[str, Any]]:
    head = {
        "document": message.document,
        "kind": message.kind,
        "issued": _time(message.issued),
        "buyer": message.buyer,
        "seller": message.seller,
        "ship_to": message.ship_to,
    }
    if isinstance(message, JisCallOff):
        for call in message.calls:
            of_car = {"status": call.status, "vin": call.vin, "call_number": call.call_number, "due": _time(call.due)}
            for item in call.items:
                yield _call(head, number=call.sequence, **of_car, part=item)
        return
    for call in message.calls:
        window = {"earliest": _time(call.earliest), "latest": _time(call.latest)}
        yield _call(head, number=call.call, unloading_point=call.unloading_point, **window, part=call)


def _call(head: dict[str, Any], *, number: int, part: Any, **rest: Any) -> dict[str, Any]:
    return {
        **head,
        "number": number,
        "status": rest.get("status"),
        "vin": rest.get("vin"),
        "call_number": rest.get("call_number"),
        "part": part.part,
        "variant": getattr(part, "variant", None),
        "quantity": part.quantity,
        "unit": part.unit,
        "unloading_point": rest.get("unloading_point"),
        "point_of_use": part.point_of_use,
        "due": rest.get("due"),
        "earliest": rest.get("earliest"),
        "latest": rest.get("latest"),
    }


def _despatches(message: DespatchAdvice) -> Iterator[dict[str, Any]]:
    for rack in message.racks:
        for item in rack.items:
            yield {
                "document": message.document,
                "issued": _time(message.issued),
                "seller": message.seller,
                "ship_to": message.ship_to,
                "unloading_point": message.unloading_point,
                "truck": message.truck,
                "despatched": _time(message.despatched),
                "expected": _time(message.expected),
                "level": rack.level,
                "rack": rack.rack,
                "type": rack.type,
                "part": item.part,
                "quantity": item.quantity,
                "unit": item.unit,
                "delivery_note": item.delivery_note,
                "sequence_from": item.sequence_from,
                "sequence_to": item.sequence_to,
            }


def _time(value: date | datetime | None) -> str | None:
    if value is None:
        return None
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
