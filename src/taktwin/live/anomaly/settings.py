"""What the detector of anomalies is told before it begins."""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

#: Fewest values that are remembered: the tail above the quantile must hold a few of them.
LEAST_MEMORY = 200
MOST_MEMORY = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Settings of a detector; they were fixed before it was measured (see `docs/watching.md`).

    Attributes:
        threshold: an alarm is a record whose score is at or above it. The score is the sum of two -log10 p, so that 2
            is nominally one in a hundred records and 6 one in a million; of normally distributed noise, whose tail is
            heavier, 4 is met about nine times as often as that (measured). So in a plant it is set by how many false
            alarms a week people can bear, and that is told of every file (`taktwin anomalies`).
        rest: records after an alarm in which there is no second one: one alarm an episode.
        quantile: share of the past distances below which nothing is unusual; the tail above it is fitted.
        memory: how many past values, windows and distances are kept.

    Raises:
        OptionError: one of them cannot be meant.
    """

    threshold: float = 2.0
    rest: int = 100
    quantile: float = 0.97
    memory: int = 4000

    def __post_init__(self) -> None:
        if not (math.isfinite(self.threshold) and self.threshold > 0):
            raise OptionError(
                Phrase("a threshold of {threshold:g}", threshold=self.threshold),
                Phrase("give a number above 0"),
                "threshold",
            )
        if self.rest < 0:
            raise OptionError(Phrase("a rest of {rest} records", rest=self.rest), Phrase("give 0 or more"), "rest")
        if not 0.5 <= self.quantile < 1:
            raise OptionError(
                Phrase("a quantile of {quantile:g}", quantile=self.quantile),
                Phrase("give one from 0.5 on and below 1"),
                "quantile",
            )
        if not LEAST_MEMORY <= self.memory <= MOST_MEMORY:
            remedy = Phrase(
                "give {least_memory} to {most_memory:,} records", least_memory=LEAST_MEMORY, most_memory=MOST_MEMORY
            )
            raise OptionError(Phrase("a memory of {memory} records", memory=self.memory), remedy, "memory")
