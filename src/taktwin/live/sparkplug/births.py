"""What a birth says: the tags of a node or device, and the aliases by which data name them."""

from __future__ import annotations

import numpy as np

from taktwin.exchange.sparkplug import datatypes as t
from taktwin.exchange.sparkplug.decode import Batch, text_of
from taktwin.exchange.sparkplug.wire import layout as k
from taktwin.live.sparkplug.tags import Tags

REBIRTH = "Node Control/Rebirth"
SESSION = "bdSeq"
#: In place of a tag: two metrics claim the alias, so data under it could be of either.
CLAIMED_TWICE = -1


def session_of(batch: Batch, rows: np.ndarray) -> int | None:
    """The number of a node's session (bdSeq), whatever its type; None where it is not said.

    Some edges send it as UInt64; the standard says Int64. It counts from 0 to 255 and begins again.
    """
    for row in rows:
        whole = row["field"] in (t.FIELD_INT, t.FIELD_LONG) and not row["flags"] & k.NULL
        if whole and batch.name_of(row) == SESSION:
            return int(row["bits"]) % 2**64
    return None


def named(
    batch: Batch, rows: np.ndarray, node: str, device: str, tags: Tags, aliases: dict[int, int], told: list[str]
) -> np.ndarray:
    """Enter the metrics of a birth; the number of the tag of each. What deviates from the standard is added to `told`.

    A metric without a name has the number -1: nothing can be known of it.
    """
    found = np.full(len(rows), -1, dtype=np.int64)
    told_of = (rows[one].tolist() for one in ("flags", "datatype", "field", "alias", "name_at", "name_length"))
    for i, (flags, datatype, field, alias, at, length) in enumerate(zip(*told_of, strict=True)):
        name = text_of(batch.data[at : at + length]) if flags & k.HAS_NAME else ""
        if not name:
            told.append("a metric of a birth has no name")
            continue
        number = found[i] = tags.put(node, device, name, datatype)
        if not t.is_known(datatype):
            told.append(f"the birth of a metric says no type that is known ({t.name_of(datatype)})")
        elif not flags & k.NULL and field and not t.fits(field, datatype):
            told.append(f"{t.name_of(datatype)} in {t.FIELD_NAMES[field]}")
        if not flags & k.HAS_TIME:
            told.append("a metric of a birth has no timestamp")
        if flags & k.HAS_ALIAS:
            alias %= 2**64
            if name == REBIRTH:
                told.append(f"{REBIRTH} has an alias")
            if aliases.get(alias, number) != number:
                told.append("one alias for two metrics")
                aliases[alias] = CLAIMED_TWICE
            else:
                aliases[alias] = int(number)
    return found


def node_deviations(batch: Batch, rows: np.ndarray) -> list[str]:
    """What lacks in the birth of a node, or is there in another form than the standard has it."""
    found = []
    names = {batch.name_of(row): row for row in rows}
    rebirth, session = names.get(REBIRTH), names.get(SESSION)
    if rebirth is None:
        found.append(f"the birth of a node has no {REBIRTH}")
    elif rebirth["datatype"] != t.DataType.Boolean or rebirth["bits"]:
        found.append(f"{REBIRTH} is not the Boolean false")
    if session is None:
        found.append(f"the birth of a node has no {SESSION}")
    elif session["datatype"] != t.DataType.Int64:
        found.append(f"{SESSION} is {t.name_of(int(session['datatype']))}, not Int64")
    return found
