"""What one resource draws: the power of the state that it is in, and an amount with each work."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from taktwin.model.nouns.machines.power import PowerProfile

PER_JOB = "per_job"
J_OF_A_KWH = 3_600_000.0
#: State -> which figure of a power profile holds; in all others it is `idle`.
FIGURE = {
    "working": "working",
    "setup": "setup",
    "off_shift": "off",
    **dict.fromkeys(("down", "minor_stop", "maintenance", "waiting_crew"), "standby"),
    "brief_pause": "brief",
    "long_pause": "long",
    "waking": "waking",
}
#: Medium and what it was drawn for (a state, or works) -> kWh, of compressed air and water m3.
Drawn = dict[tuple[str, str], float]


def figure(state: str) -> str:
    """Which figure of a power profile holds in a state."""
    return FIGURE.get(state, "idle")


def unit(medium: str) -> float:
    """How many W s, or m3, the unit of a medium is in the books."""
    return 1.0 if medium in ("compressed_air", "water") else J_OF_A_KWH


class Meter:
    """Adds up second by second what a resource draws, in all and by bucket of the series.

    ``group`` is where the series book it: its shop (None: of no shop) and its plant. A bucket begins behind its first
    instant and ends with its last one, so a work that ends at the very end of a bucket belongs to it.
    """

    def __init__(
        self, powers: PowerProfile, for_each: Mapping[str, Any], bucket: float, saw: Callable[[str], None]
    ) -> None:
        self.powers = powers.media
        self.for_each = {medium: amount.value for medium, amount in for_each.items()}
        self.bucket, self.saw = bucket, saw
        self.group: tuple[str | None, str] = (None, "")
        self.whole: Drawn = defaultdict(float)
        self.buckets: dict[int, Drawn] = defaultdict(lambda: defaultdict(float))

    def run(self, state: str, since: float, until: float) -> None:
        """It was in a state for a time, which may go over the ends of buckets."""
        word = figure(state)
        while since < until:
            number = math.floor(since / self.bucket)
            end = min((number + 1) * self.bucket, until)
            for medium, power in self.powers.items():
                watt = getattr(power, word).value
                if watt > 0.0:
                    self.saw(f"energy: {medium}")
                    self.saw(f"energy: drawn by the power `{word}`")
                    self._book(number, medium, state, watt * (end - since))
            if end < until:
                self.saw("energy: a state goes over the end of a bucket")
            since = end

    def work(self, now: float, works: int) -> None:
        """So many works are done now."""
        number = max(0, math.ceil(now / self.bucket) - 1)
        for medium, amount in self.for_each.items():
            self.saw("energy: amount of a work")
            if now > 0.0 and now % self.bucket == 0.0:
                self.saw("energy: a work ends with a bucket")
            self._book(number, medium, PER_JOB, amount * works)

    def _book(self, number: int, medium: str, what: str, amount: float) -> None:
        self.whole[medium, what] += amount / unit(medium)
        self.buckets[number][medium, what] += amount / unit(medium)
