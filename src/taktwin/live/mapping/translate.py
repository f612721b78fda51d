"""Readings of tags into records in the words of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from taktwin.live.mapping.codes import UNKNOWN
from taktwin.live.mapping.file import Mapping, Told
from taktwin.live.record import BAD, GOOD, STALE, Record
from taktwin.live.sparkplug.values import Quality, Reading

_WORDS = {Quality.GOOD: GOOD, Quality.BAD: BAD, Quality.STALE: STALE}


class Translation:
    """A mapping at work; it remembers what each tag tells."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self._told: dict[str, Told | None] = {}

    def records(self, readings: Iterable[Reading]) -> Iterator[Record]:
        """What readings tell. Tags that no rule fits, and ignored ones, tell nothing.

        A state comes as its meaning (`codes.Meaning`); a code that its table does not have is `unknown`, and of bad
        quality. All else comes as it is: what counters mean is for whoever knows their past.
        """
        for reading in readings:
            path = reading.tag.path
            if path not in self._told:
                self._told[path] = self.mapping.told(path)
            told = self._told[path]
            if told is None or told.kind == "ignored":
                continue
            value, quality = reading.value, _WORDS[reading.quality]
            if told.codes is not None:
                meaning = told.codes.meaning(value)
                value, quality = meaning or UNKNOWN, BAD if meaning is None else quality
            yield Record(
                reading.source_time, reading.received, told.resource, told.kind, value, quality, reading.historical,
                reading.tag.node, told.width, told.counts,
            )  # fmt: skip
