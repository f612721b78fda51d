"""The elements of a line's flow, one of which each list entry is; the type key (``station: ff``) gives the name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import Discriminator, Field, Tag

from taktwin.model.nouns.batches.batchstation import BatchStation
from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.movingline import IndexedLine, MovingLine
from taktwin.model.nouns.place import Place
from taktwin.model.nouns.station import Station
from taktwin.model.nouns.store import Store

#: All kinds of element. What each does is said in ``kernel.kinds``.
ELEMENTS: tuple[type[Place], ...] = (
    Station,
    Buffer,
    Conveyor,
    Store,
    Transport,
    MovingLine,
    IndexedLine,
    BatchStation,
    SplitStation,
    Delivery,
    Lift,
)

ELEMENT_TYPES: dict[str, type[Place]] = {element.kind: element for element in ELEMENTS}


def _type_of(value: Any) -> str | None:
    if isinstance(value, Mapping):
        return next((f"<{key}>" for key in ELEMENT_TYPES if key in value), None)
    return f"<{value.kind}>" if isinstance(value, ELEMENTS) else None


if TYPE_CHECKING:
    Element: TypeAlias = (
        Station
        | Buffer
        | Conveyor
        | Store
        | Transport
        | MovingLine
        | IndexedLine
        | BatchStation
        | SplitStation
        | Delivery
        | Lift
    )
else:
    _words = list(ELEMENT_TYPES)
    Element = Annotated[
        reduce(or_, (Annotated[element, Tag(f"<{kind}>")] for kind, element in ELEMENT_TYPES.items())),
        Discriminator(_type_of),
        Field(description=f"A {', '.join(_words[:-1])} or {_words[-1]}."),
    ]
