"""What the shadow says of an event, and what it has found in all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Verdict(NamedTuple):
    """What was made of an event.

    Attributes:
        word: ``possible`` as it is; ``inferred``: possible if moves happened that nobody saw, which were then made;
            ``impossible``: written down, and its place set right by it where it names a job; ``repeated``: known
            already; ``late``: to be put in its place in time before the next question; ``refused``: of no use (an
            unknown name, bad quality, older than the window).
        moves: moves that were inferred for it.
        why: what was impossible or refused, in words.
    """

    word: str
    moves: int = 0
    why: str = ""


@dataclass(slots=True)
class Figures:
    """Counts of the fold so far, for the page and the alarms.

    ``moves`` are inferred moves, ``resyncs`` places that were set right against the model, ``received`` all that came.
    """

    received: int = 0
    possible: int = 0
    inferred: int = 0
    impossible: int = 0
    repeated: int = 0
    late: int = 0
    refused: int = 0
    moves: int = 0
    resyncs: int = 0
    why: dict[str, int] = field(default_factory=dict)

    def count(self, verdict: Verdict) -> None:
        """Add a verdict."""
        setattr(self, verdict.word, getattr(self, verdict.word) + 1)
        self.moves += verdict.moves
        if verdict.why:
            self.why[verdict.why] = self.why.get(verdict.why, 0) + 1

    def copy(self) -> Figures:
        """The same, apart."""
        return Figures(
            self.received, self.possible, self.inferred, self.impossible, self.repeated, self.late, self.refused,
            self.moves, self.resyncs, dict(self.why),
        )  # fmt: skip

    @property
    def impossible_share(self) -> float:
        """Share of what came that was impossible; above 0.01 the shadow or the model is wrong."""
        told = self.possible + self.inferred + self.impossible
        return self.impossible / told if told else 0.0
