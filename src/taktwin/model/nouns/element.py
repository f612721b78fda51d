"""The elements of a line's flow, one of which each list entry is; the type key (``station: ff``) gives the name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.station import Station
from taktwin.model.nouns.store import Store

ELEMENT_TYPES: dict[str, type[Station | Buffer | Conveyor | Store | Transport]] = {
    "station": Station,
    "buffer": Buffer,
    "conveyor": Conveyor,
    "store": Store,
    "transport": Transport,
}


def _type_of(value: Any) -> str | None:
    if isinstance(value, Mapping):
        return next((f"<{key}>" for key in ELEMENT_TYPES if key in value), None)
    return f"<{value.kind}>" if isinstance(value, tuple(ELEMENT_TYPES.values())) else None


Element = Annotated[
    Annotated[Station, Tag("<station>")]
    | Annotated[Buffer, Tag("<buffer>")]
    | Annotated[Conveyor, Tag("<conveyor>")]
    | Annotated[Store, Tag("<store>")]
    | Annotated[Transport, Tag("<transport>")],
    Discriminator(_type_of),
    Field(description="A station, buffer, conveyor, store or transport."),
]
