"""A forecast as it was issued, what came of it, and the short names by which states are known."""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from taktwin.live.issued.clock import WorkingClock
from taktwin.model.start.state import StartState

#: What is kept of a forecast beside its sample, so that a person can read it in the file.
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
#: The simple forecasts that each is compared with, in the order in which they are told.
BASELINES = ("plan", "last_hour", "smoothed", "climatology")


def state_hash(state: StartState) -> str:
    """16 hexadecimal digits of what a state says; equal for equal states."""
    return hashlib.blake2b(state.model_dump_json(exclude_defaults=True).encode(), digest_size=8).hexdigest()


class Kept(NamedTuple):
    """A receipt: the number of a forecast in its file, and whether it is new there."""

    number: int
    new: bool


@dataclass(frozen=True)
class Outcome:
    """What came of a forecast.

    Attributes:
        value: jobs that left within its time.
        known: time of the last event when it was counted, s from the start of the plant.
        baselines: what simple forecasts said at its time (`BASELINES`): a number, or a sample.
    """

    value: float
    known: float
    baselines: Mapping[str, float | list[float]]


@dataclass(frozen=True)
class IssuedForecast:
    """A forecast as issued. Times are s from the start of the plant.

    Attributes:
        number: in its file.
        plant: its name; ``model``: hash of its values; ``state``: hash of the state from which the forecast began.
        begin: start of the plant.
        at, until: from when to when it looks.
        sample: jobs that leave in between, sorted, shape [replication].
        target: jobs that were asked for; None: none were.
        seed: of its random numbers.
        issued: when it was kept, ms since 1970 UTC.
        takt: planned time between jobs, s; None: not told.
        oee: planned share of the takt's jobs.
        clock: working time of the plant's ends.
        outcome: None until its hour has come and been counted.
    """

    number: int
    plant: str
    model: str
    state: str
    begin: dt.datetime
    at: float
    until: float
    sample: np.ndarray
    target: int | None
    seed: int
    issued: int
    takt: float | None
    oee: float
    clock: WorkingClock
    outcome: Outcome | None = None

    @property
    def lead_h(self) -> float:
        """How far it looks ahead, h: to the next whole hour, below one hour to the next quarter."""
        hours = (self.until - self.at) / 3600.0
        return float(round(hours)) if hours >= 0.875 else max(0.25, round(4.0 * hours) / 4.0)

    @property
    def day(self) -> str:
        """The date on which it ends: forecasts of one day depend on each other."""
        return (self.begin + dt.timedelta(seconds=self.until - 1.0)).date().isoformat()


def packed(sample: np.ndarray) -> bytes:
    """A sample of counts as bytes."""
    return zlib.compress(np.sort(sample).astype("<i8").tobytes(), 6)


def unpacked(content: bytes) -> np.ndarray:
    """The sample of `packed`. Raises ValueError where it is none."""
    try:
        return np.frombuffer(zlib.decompress(content), "<i8").astype(np.int64)
    except zlib.error as error:
        raise ValueError(str(error)) from None
