"""Values of OPC UA as the messages of a journal: JSON, nothing left out that a value says of itself.

A session of a connection begins with its items (`ITEMS`), each with a number; values (`DATA`) name their item by it.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from taktwin.model.phrase import Phrase

ITEMS, DATA, HERE, GONE = "items", "data", "here", "gone"
KINDS = (ITEMS, DATA, HERE, GONE)
#: Item of the server's own clock, in every session.
CLOCK = 0
_EPOCH, _EPOCH_UTC = dt.datetime(1970, 1, 1), dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Place(NamedTuple):
    """Which message it is; `Message.topic` holds it.

    Attributes:
        kind: one of `KINDS`.
        connection: number of the connection to the server.
        session: when its items were asked for, in ms since 1970 UTC.
        number: of the message in the session, from 0.
    """

    kind: str
    connection: int
    session: int
    number: int

    def __str__(self) -> str:
        return f"{self.kind}/{self.connection}/{self.session}/{self.number}"


def place_of(topic: str) -> Place | None:
    """The place that a topic tells; None for another topic."""
    parts = topic.split("/")
    if len(parts) != 4 or parts[0] not in KINDS or not all(one.isdecimal() and len(one) < 19 for one in parts[1:]):
        return None
    return Place(parts[0], *(int(one) for one in parts[1:]))


class Change(NamedTuple):
    """A value of an item.

    Attributes:
        item: its number in the session.
        type: of the value, by its name in the standard; empty for none.
        value: as plain data.
        status: the StatusCode.
        source: when it was so by the clock of the source, in µs since 1970 UTC; None where it does not say.
        server: the same by the clock of the server.
    """

    item: int
    type: str
    value: Any
    status: int
    source: int | None
    server: int | None


def items_payload(items: Mapping[int, tuple[str, str]]) -> bytes:
    """The items of a session: number -> tag and node."""
    return json.dumps({str(number): one for number, one in items.items()}, ensure_ascii=False).encode()


def items_of(payload: bytes) -> dict[int, tuple[str, str]]:
    """What `items_payload` wrote. Raises ValueError for anything else."""
    said = json.loads(payload)
    if not isinstance(said, dict):
        raise ValueError(Phrase("items are an object"))
    found = {}
    for number, one in said.items():
        if not (isinstance(one, list) and len(one) == 2 and all(isinstance(part, str) for part in one)):
            raise ValueError(Phrase("an item is a tag and a node"))
        found[int(number)] = (one[0], one[1])
    return found


def data_payload(changes: Iterable[Change]) -> bytes:
    """Values of items."""
    return json.dumps([list(one) for one in changes], ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def data_of(payload: bytes) -> list[Change]:
    """What `data_payload` wrote. Raises ValueError for anything else."""
    said = json.loads(payload)
    if not isinstance(said, list):
        raise ValueError(Phrase("values are an array"))
    found = []
    for one in said:
        if not isinstance(one, list) or len(one) != 6:
            raise ValueError(Phrase("a value has six parts"))
        change = Change(*one)
        times = (change.source, change.server)
        if not (isinstance(change.item, int) and isinstance(change.type, str) and isinstance(change.status, int)):
            raise ValueError(Phrase("a value has an item, a type and a status"))
        if not all(part is None or isinstance(part, int) for part in times):
            raise ValueError(Phrase("a value has two times"))
        found.append(change)
    return found


def change_of(item: int, data: Any) -> Change:
    """A DataValue of asyncua as a change."""
    variant = data.Value
    value, kind = (None, "") if variant is None else (variant.Value, getattr(variant.VariantType, "name", ""))
    status = data.StatusCode
    if not isinstance(value, _PLAIN):
        value = plain(value)
    return Change(
        item,
        kind if value is not None else "",
        value,
        0 if status is None else int(status.value),
        _microseconds(data.SourceTimestamp),
        _microseconds(data.ServerTimestamp),
    )


_PLAIN = (bool, int, float, str, type(None))


def plain(value: Any) -> Any:
    """A value as plain data: texts without their language, bytes as hex digits, names of nodes, arrays as lists."""
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, Sequence):
        return [plain(one) for one in value]
    for name in ("Text", "Name"):  # LocalizedText, QualifiedName
        text = getattr(value, name, None)
        if isinstance(text, str):
            return text
    to_string = getattr(value, "to_string", None)
    return to_string() if callable(to_string) else str(value)


def _microseconds(when: dt.datetime | None) -> int | None:
    if when is None:
        return None
    since = when - (_EPOCH if when.tzinfo is None else _EPOCH_UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
