"""What is asked of the planner of a supplier park."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taktwin.model.phrase import Phrase
from taktwin.planning.supply.modes.errors import ModeError
from taktwin.planning.supply.modes.problem import MODES, WEIGHTS
from taktwin.runs.options import RunOptions

#: Fresh runs before a plan is judged first; then as many again, and so on.
FIRST_FRESH, PIECES = 10, 16
#: From one set of fresh random numbers to the next.
FRESH_SEED = 1_000_003


@dataclass(frozen=True, kw_only=True)
class SupplyOptions:
    """What is planned, and how it is tried.

    Attributes:
        zir: zero-inventory ratio that is asked for, 0 to 1.
        weight: by what a family counts: `count`, `value` or `volume`.
        modes: delivery modes that may be chosen; how a family comes today may always stay.
        stops: most takts that the line may lose at its end for want of parts, as a share of all, at the upper end of
            the 95 % interval.
        loss: most loss of throughput against the start, as a share of it.
        days: measured in each run.
        warmup: days before; None for the default of a run.
        seed: of the runs.
        replications: of the start and of each plan, with the same random numbers.
        fresh: runs at most, with random numbers that the plan was not made with, in which it has to keep ratio and
            stops; 0 for none.
        rounds: plans that are tried at most.
        steps: plans of the frontier, each simulated once; 0 for none.

    Raises:
        ModeError, RunOptionError: a value is out of range.
    """

    zir: float = 0.7
    weight: str = "count"
    modes: Sequence[str] = MODES
    stops: float = 0.001
    loss: float = 0.005
    days: float = 10.0
    warmup: float | None = None
    seed: int = 1
    replications: int = 5
    fresh: int = 40
    rounds: int = 8
    steps: int = 6

    def __post_init__(self) -> None:
        for name, value in (("zir", self.zir), ("stops", self.stops), ("loss", self.loss)):
            if not 0.0 <= value <= 1.0:
                raise ModeError(Phrase("{value:g} is no share", value=value), Phrase("give one from 0 to 1"), name)
        if self.weight not in WEIGHTS:
            raise ModeError(
                Phrase('a family cannot count by "{weight}"', weight=self.weight), f"use {', '.join(WEIGHTS)}", "weight"
            )
        unknown = [mode for mode in self.modes if mode not in MODES]
        if unknown:
            raise ModeError(
                Phrase('there is no delivery mode "{unknown}"', unknown=unknown[0]), f"use {', '.join(MODES)}", "modes"
            )
        for name, least in (("replications", 2), ("fresh", 0), ("rounds", 1), ("steps", 0)):
            if getattr(self, name) < least:
                raise ModeError(
                    Phrase(
                        "{name} must be at least {least}, got {value}",
                        name=name,
                        least=least,
                        value=getattr(self, name),
                    ),
                    parameter=name,
                )
        if self.steps == 1:
            raise ModeError(Phrase("a frontier has two ends"), Phrase("give 2 steps or more, or 0 for none"), "steps")
        if self.fresh == 1:
            raise ModeError(
                Phrase("one run has no interval"), Phrase("give 2 fresh runs or more, or 0 for none"), "fresh"
            )
        self.runs  # noqa: B018 - made once, to be checked

    @property
    def runs(self) -> RunOptions:
        """The runs of the start and of each plan."""
        return RunOptions(days=self.days, warmup=self.warmup, seed=self.seed, replications=self.replications)

    def fresh_runs(self, attempt: int) -> Iterator[RunOptions]:
        """The fresh runs of an attempt (0, 1, ...), in pieces after each of which the plan is judged.

        No seed stands twice, nor is it one of those near the seed of the runs.
        """
        done = 0
        for piece in range(PIECES):
            count = min(FIRST_FRESH if piece == 0 else done, self.fresh - done)
            if count > 0:
                seed = self.seed + FRESH_SEED * (attempt + 1) + piece
                yield RunOptions(days=self.days, warmup=self.warmup, seed=seed, replications=count)
                done += count
