"""Documents of Catena-X, EPCIS and VDA 5050 in the form that is the same for all formats.

The rooms that read them are imported when a file may be of their kind: their models take half a second to load.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from taktwin.exchange.content import Content, Row, Summary
from taktwin.exchange.refused import MessageError, PlainFault

if TYPE_CHECKING:
    from taktwin.exchange.jsondocument import DocumentError

_BEGINS = (b"{", b"[", b"<")


def may_be_document(data: bytes) -> bool:
    """Whether bytes begin as JSON or XML does."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in _BEGINS


def is_epcis(data: bytes) -> bool:
    """Whether bytes are meant to be events of EPCIS."""
    if not may_be_document(data):
        return False
    from taktwin.exchange.epcis import recognise

    return recognise(data)


def is_factsheet(data: bytes) -> bool:
    """Whether bytes are meant to be a factsheet of VDA 5050."""
    if not may_be_document(data):
        return False
    from taktwin.exchange.vda5050 import recognise

    return recognise(data)


def is_aspect(data: bytes) -> bool:
    """Whether bytes are meant to be a document of Catena-X."""
    if not may_be_document(data):
        return False
    from taktwin.exchange.catenax import recognise

    return recognise(data)


def epcis_content(data: bytes, file: str) -> Content:
    """Events, each with its hash. Raises MessageError."""
    from taktwin.exchange.epcis import read

    document = _read(read, data, file)
    hashes = document.hashes()
    rows: list[Row] = [
        {
            "number": number,
            "event": event.get("type"),
            "time": event.get("eventTime"),
            "action": event.get("action"),
            "step": event.get("bizStep"),
            "hash": digest,
        }
        for number, (event, digest) in enumerate(zip(document.events, hashes, strict=True), start=1)
    ]
    times = sorted((str(row["time"]) for row in rows), key=_instant)
    summary = Summary(
        kind="EPCIS", lines=len(rows), due_from=next(iter(times), None), due_to=next(reversed(times), None)
    )
    found = {"document": document.value, "hashes": hashes}
    return Content(format="EPCIS", documents=(summary,), data=found, tables={"events": tuple(rows)})


def _instant(text: str) -> datetime:
    """A time of EPCIS; one that names no zone counts as one of UTC."""
    time = datetime.fromisoformat(text)
    return time if time.tzinfo is not None else time.replace(tzinfo=UTC)


def factsheet_content(data: bytes, file: str) -> Content:
    """What a vehicle says of itself, and the fleet that is drafted from it. Raises MessageError."""
    from dataclasses import asdict

    from taktwin.exchange.vda5050 import draft_fleet, read

    sheet = _read(read, data, file)
    draft = draft_fleet(sheet, "agvs", 1, None)
    summary = Summary(kind=f"factsheet {sheet.version}", sender=sheet.manufacturer, document=sheet.serial)
    found = {"factsheet": asdict(sheet), "fleet": draft.text, "untaken": list(draft.untaken)}
    return Content(format="VDA 5050", documents=(summary,), data=found, tables={})


def aspect_content(data: bytes, file: str) -> Content:
    """A document of Catena-X. Raises MessageError."""
    import json

    from taktwin.exchange.catenax import read

    aspect = _read(read, data, file)
    value = json.loads(aspect.write())
    positions = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)
    summary = Summary(
        kind=f"{aspect.aspect_kind} {aspect.aspect_version}",
        sender=value.get("owner") or value.get("supplier"),
        receiver=value.get("customer"),
        document=value.get("runId") or value.get("materialGlobalAssetId") or value.get("notificationId"),
        lines=len(positions) if positions is not None else None,
    )
    return Content(format="Catena-X", documents=(summary,), data={"document": value}, tables={})


#: Where an aspect model has its lines.
_LISTS = ("positions", "demandSeries", "allocatedDaysOfSupply", "capacities", "shipments")


def _read(read: Callable[[bytes, str], Any], data: bytes, file: str) -> Any:
    from taktwin.exchange.jsondocument import DocumentError

    try:
        return read(data, file)
    except DocumentError as error:
        raise MessageError(file, _faults(error)) from None


def _faults(error: DocumentError) -> list[PlainFault]:
    kind = error.kind.replace(" ", "_") or "document"
    return [PlainFault(kind, one.path, str(one.message), str(one.remedy)) for one in error.problems]
