"""A detector that is fed the values of one series as they come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from taktwin.live.anomaly.settings import Settings
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

_NAMES = ("points", "recent", "window", "distances", "ordered", "counts")


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a detector says of the records that it was fed.

    Attributes:
        scores: how unusual each record is, the sum of two -log10 p; 0 is usual (records).
        by_value: the part of it that comes from the value alone (records).
        by_window: the part that comes from the last 48 records together (records).
        alarms: whether a record is an alarm: its score reaches the threshold, and the detector does not rest (records).
    """

    scores: npt.NDArray[np.float64]
    by_value: npt.NDArray[np.float64]
    by_window: npt.NDArray[np.float64]
    alarms: npt.NDArray[np.bool_]


class Detector:
    """Finds what is unusual in one series, record by record, from nothing but the records before (see `scoring`).

    Its state is arrays of a fixed size: it can be saved, loaded and gone on with bit for bit, and a record costs the
    same after a year as after an hour.

    Example:
        >>> found = Detector().feed([20.0, 20.1] * 200 + [35.0])
        >>> found.alarms.nonzero()[0].tolist()
        [400]
    """

    def __init__(self, settings: Settings | None = None) -> None:
        """A detector that has seen nothing yet; the settings are those of `Settings` where none are given."""
        from taktwin.live.anomaly import scoring

        self.settings = settings or Settings()
        memory = self.settings.memory
        self._state = (
            np.zeros((1 + scoring.MEANS, memory)),
            np.zeros(2 * scoring.WINDOW),
            np.zeros(scoring.MEANS),
            np.zeros((scoring.SCALES, memory)),
            np.zeros((scoring.SCALES, memory)),
            np.zeros(scoring.COUNTERS, dtype=np.int64),
        )

    def feed(self, values: npt.ArrayLike) -> Found:
        """Tell of more records how unusual they are.

        Args:
            values: of the records, in the order of time (records); not-a-number, infinite and beyond 1e150 is missing:
                such a record has the score 0 and is otherwise as if it had not come.

        Example:
            >>> detector = Detector()
            >>> detector.feed([1.0, 2.0]).scores.tolist()
            [0.0, 0.0]
        """
        from taktwin.live.anomaly import scoring

        given = np.ascontiguousarray(values, dtype=np.float64).ravel()
        scores = np.empty((scoring.SCALES, given.size))
        scratch = np.empty(self.settings.memory)
        alarms = np.empty(given.size, dtype=np.bool_)
        one = self.settings
        told = np.array([one.quantile, one.threshold, one.rest])
        scoring.feed(given, told, self._state, scratch, scores, alarms)
        return Found(scores=scores[0] + scores[1], by_value=scores[0], by_window=scores[1], alarms=alarms)

    @property
    def records(self) -> int:
        """Records with a value that it has been fed."""
        return int(self._state[-1][0])

    def state(self) -> dict[str, Any]:
        """All that it knows: its settings, and copies of its arrays by name."""
        arrays = {name: one.copy() for name, one in zip(_NAMES, self._state, strict=True)}
        return {"settings": asdict(self.settings), **arrays}

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> Detector:
        """The detector that a state was taken of; it goes on bit for bit.

        Raises:
            OptionError: an array is missing, or has another shape or type than the settings ask for.
        """
        made = cls(Settings(**state["settings"]))
        for name, own in zip(_NAMES, made._state, strict=True):
            given = state.get(name)
            if not isinstance(given, np.ndarray) or given.shape != own.shape or given.dtype != own.dtype:
                found = "nothing" if given is None else f"{getattr(given, 'shape', '')} {getattr(given, 'dtype', '')}"
                message = Phrase(
                    "the array `{name}` of the state: expected {shape} {dtype}, got {found}",
                    name=name,
                    shape=own.shape,
                    dtype=own.dtype,
                    found=found,
                )
                raise OptionError(message, Phrase("give what `Detector.state` has given"), "state")
            own[...] = given
        return made
