"""Readings of tags into records in the words of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from taktwin.live.mapping.check import TagCheck
from taktwin.live.mapping.codes import UNKNOWN
from taktwin.live.mapping.file import Mapping, Told
from taktwin.live.mapping.modes import combined
from taktwin.live.record import BAD, GOOD, STALE, UNCERTAIN, Record
from taktwin.live.sparkplug.values import Quality, Reading

_WORDS = {Quality.GOOD: GOOD, Quality.UNCERTAIN: UNCERTAIN, Quality.BAD: BAD, Quality.STALE: STALE}


class Translation:
    """A mapping at work; it remembers what each tag tells, and the states and modes of machines.

    Args:
        mapping: as read.
        check: is told each tag that comes, and codes that their table does not have; None: nobody is.
    """

    def __init__(self, mapping: Mapping, check: TagCheck | None = None) -> None:
        self.mapping, self.check = mapping, check
        self._told: dict[str, Told | None] = {}
        self._states: dict[str, tuple[str, str]] = {}
        self._modes: dict[str, str | None] = {}

    def tells(self, path: str) -> bool:
        """Whether a tag tells anything."""
        told = self._seen(path)
        return told is not None and told.kind != "ignored"

    def _seen(self, path: str) -> Told | None:
        if self.check is not None:
            self.check.see(path)
        return self.mapping.told(path)

    def records(self, readings: Iterable[Reading]) -> Iterator[Record]:
        """What readings tell. Tags that no rule fits, and ignored ones, tell nothing.

        A state comes as its meaning (`codes.Meaning`); a code that its table does not have is `unknown`, and of bad
        quality. A mode is no record of its own: it changes what the state of its machine means (`modes.combined`).
        All else comes as it is: what counters mean is for whoever knows their past.
        """
        for reading in readings:
            path = reading.tag.path
            if path not in self._told:
                self._told[path] = self._seen(path)
            told = self._told[path]
            if told is None or told.kind == "ignored":
                continue
            kind, value, quality = told.kind, reading.value, _WORDS[reading.quality]
            if told.codes is not None:
                meaning = told.codes.meaning(value)
                if meaning is None and value is not None and self.check is not None:
                    self.check.unknown_code(path, told.rule, told.codes, value)
                value, quality = meaning or UNKNOWN, BAD if meaning is None else quality
                if kind == "mode" and (reading.historical or not self._changes(told.resource, meaning)):
                    continue
                if not reading.historical and kind == "state":
                    self._states[told.resource] = value, quality
                if kind == "mode":
                    kind, (value, quality) = "state", self._states[told.resource]
                if told.resource in self._modes:
                    value = combined(value, self._modes[told.resource])
            yield Record(
                reading.source_time,
                reading.received,
                told.resource,
                kind,
                value,
                quality,
                reading.historical,
                resync=reading.resync,
                source=reading.tag.node,
                width=told.width,
                counts=told.counts,
                unit=told.unit,
                tag=path if told.kind == "sensor" else "",
            )

    def _changes(self, resource: str, mode: str | None) -> bool:
        """Take the mode of a machine; whether its state means something else now."""
        before = self._modes.get(resource)
        self._modes[resource] = mode
        state = self._states.get(resource)
        return state is not None and combined(state[0], mode) != combined(state[0], before)
