"""Values that came: as arrays for whoever works through many, as plain readings for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np

from taktwin.exchange.sparkplug import datatypes as t
from taktwin.exchange.sparkplug.decode import Batch
from taktwin.exchange.sparkplug.errors import PayloadError
from taktwin.exchange.sparkplug.reader import metric_of, properties_of, value_of
from taktwin.exchange.sparkplug.wire import layout as k
from taktwin.live.sparkplug.tags import Tag, Tags


class Quality(IntEnum):
    """How far to believe a value; the numbers are those of Sparkplug's property `Quality`, and of OPC for uncertain."""

    BAD = 0
    UNCERTAIN = 64
    GOOD = 192
    STALE = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one tag.

    Attributes:
        tag: whose value.
        source_time: when it was so by the clock of the source, in ms since 1970 UTC.
        received: when it came.
        value: a number, truth, text, list ...; None for none.
        quality: GOOD where nothing else is said.
        historical: it is of the past, and says nothing about now.
        resync: it is how things are, told anew after a connection; it need not have happened just now.
    """

    tag: Tag
    source_time: int
    received: int
    value: Any
    quality: Quality
    historical: bool
    resync: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """The values of one message.

    Attributes:
        received: when it came.
        node: edge node.
        device: empty for the node's own.
        tags: number of the tag of each value.
        times: when each was so by the clock of the source, in ms since 1970 UTC.
        rows: the metrics, of `exchange.sparkplug.wire.layout.METRIC`.
        batch: where their texts and tables stand.
        table: the tags.
        born: whether a birth tells them, and so how things are; they need not have happened just now.
    """

    received: int
    node: str
    device: str
    tags: np.ndarray
    times: np.ndarray
    rows: np.ndarray
    batch: Batch
    table: Tags
    born: bool = False

    def readings(self, of: np.ndarray | None = None) -> list[Reading]:
        """The same as plain records.

        Args:
            of: which of them, as a truth for each; None: all.
        """
        rows, tags, times = self.rows, self.tags, self.times
        if of is not None:
            rows, tags, times = rows[of], tags[of], times[of]
        return [
            _reading(self.batch, row, self.table[tag], time, self.received, self.born)
            for row, tag, time in zip(rows, tags.tolist(), times.tolist(), strict=True)
        ]


def qualities_of(batch: Batch, rows: np.ndarray) -> np.ndarray:
    """The quality that each metric says of itself; good where it says none."""
    found = np.full(len(rows), int(Quality.GOOD), dtype=np.int64)
    for i in np.nonzero(rows["flags"] & k.HAS_PROPERTIES)[0]:
        found[i] = _told_quality(batch, rows[i])
    return found


def _reading(batch: Batch, row: np.void, tag: Tag, time: int, received: int, born: bool) -> Reading:
    flags, datatype = int(row["flags"]), int(row["datatype"]) or tag.datatype
    quality = Quality.GOOD
    value = None
    if not flags & k.NULL:
        try:
            value = _value(batch, row, datatype)
        except PayloadError:
            quality = Quality.BAD
        if not t.fits(int(row["field"]), datatype):
            quality = Quality.BAD
    if flags & k.HAS_PROPERTIES:
        told = _told_quality(batch, row)
        quality = told if quality is Quality.GOOD else quality
    return Reading(tag, time, received, value, quality, bool(flags & k.HISTORICAL), born)


def _value(batch: Batch, row: np.void, datatype: int) -> Any:
    field = int(row["field"])
    if field == 0:
        return None
    if field <= t.FIELD_BOOLEAN:
        return t.number_of(field, int(row["bits"]), datatype)
    if field >= t.FIELD_DATASET:
        return metric_of(batch, row).value
    at = int(row["value_at"])
    return value_of(field, batch.data[at : at + int(row["value_length"])], datatype)


def _told_quality(batch: Batch, row: np.void) -> Quality:
    try:
        told = (properties_of(batch, row) or {}).get("Quality")
    except PayloadError:
        return Quality.BAD
    if told is None or told.value is None:
        return Quality.GOOD
    return Quality(told.value) if told.value in (0, 192, 500) else Quality.BAD
