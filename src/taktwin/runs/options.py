"""The options of a run: one object, checked when it is made, carried from the face to the replications."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path

from taktwin.kernel.lowering.identity import GRAINS
from taktwin.model.errors import OptionError
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.start.file import load_state
from taktwin.runs.snapshot import Snapshot
from taktwin.runs.start import PreparedStart
from taktwin.runs.start.begin import Start, read_start

DAY_S = 86400.0
WEEK_DAYS = 7.0


class RunOptionError(OptionError):
    """Options of a run that cannot be meant, or that do not fit each other."""


@dataclass(frozen=True)
class Keep:
    """A snapshot to be written on the way: into ``path``, at ``at`` s from the start of the plant, or at the end."""

    path: Path
    at: float | None = None


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """How a plant is simulated.

    Attributes:
        days: measured, after the warm-up.
        warmup: days that are forgotten; None for `default_warmup`, from a start none. A plant that is asked for a run
            chooses it instead (`taktwin.planning.warmup`).
        seed: of the random numbers; None for 1, or that of the snapshot.
        replications: independent runs.
        threads: replications at a time; None for one for each core. It changes no figure.
        trace: keep every change of state and every move of a job.
        start: from what every replication begins; None for the empty plant.
        keep: a snapshot on the way.
        keep_statistics: from a snapshot: the results cover what it had measured, too.
        ledger: by what the table `ledger_buckets` tells media apart: ``shop``, or ``resource`` (large). A prepared
            start and a sequence keep it by shop.

    Raises:
        RunOptionError: a number is out of range, or options exclude each other.
    """

    days: float = 30.0
    warmup: float | None = None
    seed: int | None = None
    replications: int = 1
    threads: int | None = None
    trace: bool = False
    start: Start = None
    keep: Keep | None = None
    keep_statistics: bool = False
    ledger: str = "shop"

    def __post_init__(self) -> None:
        if not 0 < self.days < math.inf:
            raise RunOptionError(Phrase("days must be above 0, got {days:g}", days=self.days), parameter="days")
        if self.warmup is not None and not 0 <= self.warmup < math.inf:
            raise RunOptionError(
                Phrase("warmup must be 0 or more days, got {warmup:g}", warmup=self.warmup), parameter="warmup"
            )
        for name, value, least in (("replications", self.replications, 1), ("seed", self.seed, 0)):
            if value is not None and value < least:
                raise RunOptionError(
                    Phrase("{name} must be at least {least}, got {value}", name=name, least=least, value=value),
                    parameter=name,
                )
        if self.threads is not None and self.threads < 1:
            raise RunOptionError(
                Phrase("threads must be at least 1, got {threads}", threads=self.threads), parameter="threads"
            )
        if self.keep is not None and self.replications > 1:
            raise RunOptionError(Phrase("a snapshot is of one run"), Phrase("give one replication"), "keep")
        if self.ledger not in GRAINS:
            message = Phrase(
                'the ledger is kept by {names}, not by "{ledger}"', names=" or ".join(GRAINS), ledger=self.ledger
            )
            raise RunOptionError(message, parameter="ledger")
        self._check_statistics()

    def _check_statistics(self) -> None:
        """Statistics can be kept only where one run goes on."""
        snapshot = isinstance(self.start, str | Path | Snapshot)  # a file may hold one: `opened` will know
        goes_on = snapshot and self.seed is None and self.replications == 1 and not self.warmup
        if self.keep_statistics and not goes_on:
            raise RunOptionError(
                Phrase("statistics can be kept only where one run goes on with what it had measured"),
                Phrase("give a snapshot, and no seed, no warm-up and no replications"),
                "keep_statistics",
            )

    def opened(self) -> RunOptions:
        """The same options with the start read, where it is a file or a mapping: a snapshot or a state.

        Raises:
            RunOptionError: statistics shall be kept, and the start is no snapshot.
            SnapshotError, StartStateError, OSError: the file cannot be read or used.
        """
        start = read_start(self.start)
        if start is None or isinstance(start, Snapshot | PreparedStart):
            return replace(self, start=start)
        return replace(self, start=load_state(start))

    @property
    def warmup_days(self) -> float:
        """The warm-up, days."""
        if self.warmup is not None:
            return self.warmup
        return default_warmup(self.days) if self.start is None else 0.0

    @property
    def goes_on(self) -> bool:
        """Whether the run is that of the snapshot it begins from, and no other run from there."""
        return isinstance(self.start, Snapshot) and self.seed is None and self.replications == 1

    @property
    def first_replication(self) -> int:
        """Number of the first replication: 0, or that of the run that goes on."""
        return self.start.replication if isinstance(self.start, Snapshot) and self.goes_on else 0

    @property
    def run_seed(self) -> int:
        """The seed: the one given, that of the snapshot, or 1."""
        if self.seed is not None:
            return self.seed
        return self.start.seed if isinstance(self.start, Snapshot) else 1


def default_days(model: PlantModel) -> float:
    """30 days; four weeks where the days of the week differ, so that none of them counts more than another."""
    calendars = [one for plant in (model, *model.plants.values()) for one in plant.calendars.values()]
    return 30.0 if all(calendar.same_every_day for calendar in calendars) else 4 * WEEK_DAYS


def default_warmup(days: float) -> float:
    """A week, so that the measured time begins on the same weekday; a quarter of the run where that is less (days)."""
    return min(WEEK_DAYS, days / 4.0)
