"""What happened in a plant, in the words of the model: plain records, of which the state of the plant is made."""

from __future__ import annotations

from typing import Any, NamedTuple

GOOD, UNCERTAIN, BAD, STALE = "good", "uncertain", "bad", "stale"


class Record(NamedTuple):
    """Something that was seen, or that must have been.

    Attributes:
        source_time: when it was so by the clock of the source, in ms since 1970 UTC.
        received: when it came, by ours.
        resource: name of the station, buffer, cell, stock ... in the model spelt out; empty where it is of none.
        kind: what is told, a word of `mapping.kinds.KINDS`.
        value: a count, a word for a state, an identity, a level ...
        quality: GOOD, UNCERTAIN, BAD or STALE.
        historical: it says nothing about now.
        inferred: nobody saw it; it follows from what was seen.
        resync: it is how things are, told anew after a connection; it need not have happened just now.
    """

    source_time: int
    received: int
    resource: str
    kind: str
    value: Any
    quality: str = GOOD
    historical: bool = False
    inferred: bool = False
    resync: bool = False
