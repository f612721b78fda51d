"""Clocks of sources that are wrong: how far each is off, told from when its events come here.

Nothing comes before it has happened, so the least of (received - time) of a source over some minutes is how far its
clock is behind ours, and the way, which is short.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

OVER_S = 600.0  # so long a source is watched for its least delay
CORRECTED_S = 1.0  # what is less is the way of the message
ALARM_S = 30.0  # what is more is told to people


class Clocks:
    """The skew of each source, s: how far its clock is behind (above 0) or ahead (below 0)."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed  # of the plant's time: of an emulated plant that runs fast the way of a message is longer
        self._seen: dict[str, deque[tuple[float, float]]] = {}

    def corrected(self, source: str | None, time: float, received: float | None) -> float:
        """When an event happened by our own clock, s from the start of the plant."""
        if received is None:
            return time
        seen = self._seen.setdefault(source or "", deque())
        delay = received - time
        while seen and seen[-1][1] >= delay:
            seen.pop()
        seen.append((received, delay))
        while seen[0][0] < received - OVER_S:
            seen.popleft()
        skew = seen[0][1]
        return time + skew if abs(skew) > CORRECTED_S * self.speed else time

    def memory(self) -> dict[str, list[list[float]]]:
        """What is to be kept for a restart, for JSON."""
        return {name: [list(one) for one in seen] for name, seen in self._seen.items()}

    @classmethod
    def remembered(cls, memory: Mapping[str, Sequence[Sequence[float]]]) -> Clocks:
        """The clocks of a memory."""
        found = cls()
        found._seen = {name: deque((float(at), float(delay)) for at, delay in seen) for name, seen in memory.items()}
        return found

    def skews(self) -> dict[str, float]:
        """Source -> how far its clock is behind ours, s."""
        return {name: seen[0][1] for name, seen in self._seen.items() if seen}

    def alarming(self) -> dict[str, float]:
        """The sources whose clocks are more than `ALARM_S` off."""
        return {name: skew for name, skew in self.skews().items() if abs(skew) > ALARM_S * self.speed}
