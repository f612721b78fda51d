"""A value of a tag that a mapping has given its meaning: plain records, of which the bridge makes events."""

from __future__ import annotations

from typing import Any, NamedTuple

GOOD, UNCERTAIN, BAD, STALE = "good", "uncertain", "bad", "stale"


class Record(NamedTuple):
    """What a tag told.

    Attributes:
        source_time: when it was so by the clock of the source, in ms since 1970 UTC.
        received: when it came, by ours.
        resource: name of the station, buffer, cell, stock ... in the model spelt out; empty where it is of none.
        kind: what is told, a word of `mapping.kinds.KINDS`.
        value: a count, a word for a state, an identity, a level ...
        quality: GOOD, UNCERTAIN, BAD or STALE.
        historical: it says nothing about now.
        resync: it is how things are, told anew after a connection; it need not have happened just now.
        source: whose clock it is by: an edge node, a server.
        width: bits of a counter; None where it never begins anew.
        counts: what a counter counts: jobs that come (`in`) or are finished (`out`).
        unit: of a sensor's value; None where it is not told.
        tag: of a sensor, its path; empty of all else.
    """

    source_time: int
    received: int
    resource: str
    kind: str
    value: Any
    quality: str = GOOD
    historical: bool = False
    resync: bool = False
    source: str = ""
    width: int | None = None
    counts: str = "out"
    unit: str | None = None
    tag: str = ""
