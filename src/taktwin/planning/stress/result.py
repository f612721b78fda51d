"""What a stress test found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from taktwin.planning.stress.effect import Effect


@dataclass(frozen=True)
class Cover:
    """More stock, or parts that come sooner, with which the plant would not have stopped.

    ``stock`` is a stock point, or the line of parts in sequence; ``pieces`` what it would have to hold more (None in
    sequence), ``minutes`` for how long that lasts while the line runs, or how much sooner the parts would have to come.
    """

    stock: str
    pieces: float | None
    minutes: float | None


@dataclass(frozen=True)
class MoreTrucks:
    """Trucks that a delivery would have to have more than the model says, from T on."""

    delivery: str
    trucks: int


@dataclass(frozen=True)
class Answer:
    """One disturbance and what it did.

    ``covers`` and ``trucks`` are all needed together; ``verified`` tells whether the runs with them stood no longer
    than undisturbed, but for what lacked at T (None: there was nothing to prevent, or nothing to try; False: not
    confirmed, so it is no advice), ``left_s`` for how long stations still stood then. ``advice`` says it where no cover
    helps, or what was tried before. ``survives_s``, of a supplier: from when it sends nothing any more until the first
    stop (None: not within the time that was simulated).
    """

    test: str
    what: str
    effect: Effect
    covers: tuple[Cover, ...] = ()
    verified: bool | None = None
    left_s: float = 0.0
    advice: str = ""
    survives_s: float | None = None
    endless: Effect | None = None
    """Of a supplier: what stands when it sends nothing until the end."""
    overtaken: tuple[float, float] | None = None
    """Scrambling: jobs by which a job leaves the plant from its place in the sequence, mean, without and with it."""
    trucks: tuple[MoreTrucks, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """A test that the plant has nothing for."""

    test: str
    why: str


@dataclass(frozen=True)
class StressStudy:
    """All answers, in the order of the tests; ``days`` is the length of each future."""

    days: float
    warmup: float
    replications: int
    answers: tuple[Answer, ...]
    left_out: tuple[LeftOut, ...]

    def of(self, test: str) -> list[Answer]:
        """The answers of one test."""
        return [one for one in self.answers if one.test == test]

    @property
    def table(self) -> pl.DataFrame:
        """One row for each answer: test, what, stopped_s, first_s, lost_jobs, recovery_s, survives_s, verified."""
        rows = [
            {
                "test": one.test,
                "what": one.what,
                "stopped_s": one.effect.stopped_s.mean,
                "first_s": one.effect.first_s,
                "lost_jobs": one.effect.lost_jobs.mean,
                "recovery_s": one.effect.recovery_s,
                "survives_s": one.survives_s,
                "verified": one.verified,
            }
            for one in self.answers
        ]
        schema = {"test": pl.String, "what": pl.String} | dict.fromkeys(
            ("stopped_s", "first_s", "lost_jobs", "recovery_s", "survives_s"), pl.Float64
        )
        return pl.DataFrame(rows, {**schema, "verified": pl.Boolean})

    def as_dict(self, name: str) -> dict[str, Any]:
        """As `taktwin stress --json` prints it."""
        return {
            "model": name,
            "days": self.days,
            "warmup": self.warmup,
            "replications": self.replications,
            "answers": [asdict(one) | {"survived": one.effect.survived} for one in self.answers],
            "left_out": [asdict(one) for one in self.left_out],
        }
