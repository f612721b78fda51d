"""What all messages of an interchange have, and how they become plain data for JSON and tables."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, ClassVar

#: A value that only says how the message is written: a code, a reference of the partner's system.
WRITTEN: dict[str, bool] = {"written": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message of an interchange.

    Attributes:
        message_reference: of UNH, unique in the interchange.
        version: directory, such as D.04A.
        association: code that partners have agreed on for their guide, such as VDA486; empty for none.
        document: number of the document (BGM).
        function: 9 original, 5 replaces, 1 cancels (BGM).
        issued: when the document was made.
    """

    message_type: ClassVar[str]
    kind: ClassVar[str]

    message_reference: str = "0001"
    version: str = "D.04A"
    association: str = field(default="", metadata=WRITTEN)
    document: str
    function: str | None = field(default="9", metadata=WRITTEN)
    issued: date | datetime

    def as_dict(self, written: bool = False) -> dict[str, Any]:
        """For JSON; with ``written`` also the codes that only say how the message is written."""
        rest = plain(self, written)
        head = {"message_reference": rest.pop("message_reference"), "message_type": self.message_type}
        return {**head, "version": rest.pop("version"), "kind": self.kind, **rest}


def plain(record: Any, written: bool = False) -> dict[str, Any]:
    """A record as plain data: times as ISO 8601, what there is not left out."""
    found = {}
    for one in fields(record):
        value = getattr(record, one.name)
        if value is not None and (written or not one.metadata.get("written")):
            found[one.name] = _plain(value, written)
    return found


def _plain(value: Any, written: bool) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(one, written) for one in value]
    return value
