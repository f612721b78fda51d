"""Documents of Catena-X, EPCIS and VDA 5050 in the form that is the same for all formats.

The rooms that read them are imported when a file may be of their kind: their models take half a second to load.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from taktwin.exchange.content import Content, Summary
from taktwin.exchange.refused import MessageError, PlainFault
from taktwin.model.phrase import Phrase

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
    """Events, each with its hash, and the things that each is about. Raises MessageError."""
    from taktwin.exchange.epcis import read
    from taktwin.exchange.epcis.contents import event_rows, thing_rows

    document = _read(read, data, file)
    hashes = document.hashes()
    rows = event_rows(document.events, hashes)
    times = sorted((str(row["time"]) for row in rows), key=_instant)
    summary = Summary(
        kind="EPCIS", lines=len(rows), due_from=next(iter(times), None), due_to=next(reversed(times), None)
    )
    wrong = [str(row["number"]) for row in rows if row["named_by_hash"] == "no"]
    note: str = ""
    if wrong:
        note = Phrase(
            "{n} events have the hash of another event as their eventID, such as event {first}: they were changed "
            "after they were named",
            n=len(wrong),
            first=wrong[0],
        )
    found = {"document": document.value, "hashes": hashes, "named_by_hash": [row["named_by_hash"] for row in rows]}
    tables = {"events": tuple(rows), "event_things": tuple(thing_rows(document.events))}
    return Content(format="EPCIS", documents=(summary,), data=found, tables=tables, note=note)


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
    from taktwin.exchange.flat import flat_tables

    aspect = _read(read, data, file)
    value = json.loads(aspect.write())
    inner = next(iter(value.values())) if len(value) == 1 and isinstance(next(iter(value.values())), dict) else value
    lines = next((inner[key] for key in _LISTS if isinstance(inner.get(key), list)), None)
    owner = inner.get("owner") or inner.get("supplier")
    summary = Summary(
        kind=f"{aspect.aspect_kind} {aspect.aspect_version}",
        sender=owner.get("bpnsProperty") if isinstance(owner, dict) else owner,
        receiver=inner.get("customer"),
        document=inner.get("runId") or inner.get("materialGlobalAssetId") or inner.get("notificationId"),
        lines=len(lines) if lines is not None else None,
    )
    tables = flat_tables(inner, aspect.aspect_kind.replace(" ", "_").replace("-", "_"))
    return Content(format="Catena-X", documents=(summary,), data={"document": value}, tables=tables)


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
