"""The tags of a plant: each metric that a birth has named, with a number that it keeps for good."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from taktwin.exchange.sparkplug.decode import Batch
from taktwin.exchange.sparkplug.wire import layout as k

#: What is known of a tag now. `quality` is 0, 192 or 500 as in Sparkplug, -1 for no value yet; `since` is when it
#: became stale.
PRESENT = np.dtype(
    [
        ("time", np.int64),
        ("received", np.int64),
        ("bits", np.int64),
        ("since", np.int64),
        ("field", np.int32),
        ("datatype", np.int32),
        ("quality", np.int32),
        ("is_null", np.bool_),
    ]
)


class Tag(NamedTuple):
    """A metric of a node or device.

    Attributes:
        number: its place in the table.
        node: group and edge node.
        device: empty for the node's own.
        name: as the birth says, with `/` between its parts.
        datatype: code of its type by the last birth; 0 where the birth did not say.
    """

    number: int
    node: str
    device: str
    name: str
    datatype: int

    @property
    def path(self) -> str:
        """Group, node, device (where there is one) and name, with `/` between them."""
        return "/".join(part for part in (self.node, self.device, self.name) if part)


class Tags:
    """All tags, and the last value of each that is of the present (`PRESENT`)."""

    def __init__(self) -> None:
        self._tags: list[Tag] = []
        self._numbers: dict[tuple[str, str, str], int] = {}
        self._room = np.zeros(0, dtype=PRESENT)
        self.texts: dict[int, bytes] = {}
        """The last value of each tag whose value is no number, as its bytes."""

    def __len__(self) -> int:
        return len(self._tags)

    def __getitem__(self, number: int) -> Tag:
        return self._tags[number]

    @property
    def present(self) -> np.ndarray:
        """A row a tag, of `PRESENT`."""
        return self._room[: len(self._tags)]

    def number(self, node: str, device: str, name: str) -> int | None:
        """The number of a tag; None where no birth has named it."""
        return self._numbers.get((node, device, name))

    def put(self, node: str, device: str, name: str, datatype: int) -> int:
        """The number of a tag, which is new or has another type now."""
        key = (node, device, name)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._tags)
            self._tags.append(Tag(number, *key, datatype))
            if number == len(self._room):
                self._room = np.concatenate([self._room, np.zeros(max(64, number), dtype=PRESENT)])
            self._room[number]["quality"] = -1
        elif self._tags[number].datatype != datatype:
            self._tags[number] = Tag(number, *key, datatype)
        return number

    def take(
        self,
        numbers: np.ndarray,
        rows: np.ndarray,
        times: np.ndarray,
        qualities: np.ndarray,
        received: int,
        batch: Batch,
    ) -> None:
        """Take values as those of the present, but historical ones; of several of one tag the last."""
        now = (rows["flags"] & k.HISTORICAL) == 0
        if not now.all():
            numbers, rows, times, qualities = numbers[now], rows[now], times[now], qualities[now]
        room = self._room
        room["time"][numbers] = times
        room["received"][numbers] = received
        for name in ("bits", "field", "datatype"):
            room[name][numbers] = rows[name]
        room["quality"][numbers] = qualities
        room["is_null"][numbers] = (rows["flags"] & k.NULL) != 0
        for i in np.nonzero(rows["field"] >= k.M_STRING)[0]:
            at = int(rows["value_at"][i])
            self.texts[int(numbers[i])] = batch.data[at : at + int(rows["value_length"][i])]

    def stale(self, numbers: list[int], since: int) -> None:
        """The values of these are not known to hold any more."""
        rows = self._room["quality"]
        known = [one for one in numbers if rows[one] >= 0 and rows[one] != 500]
        rows[known] = 500
        self._room["since"][known] = since
