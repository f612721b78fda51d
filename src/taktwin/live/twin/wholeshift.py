"""What a shift makes in all: what it had made when a forecast began, and what the forecast adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from taktwin.live.forecast import Forecast
from taktwin.live.shadow import Shadow
from taktwin.live.twin.shifts import Shifts
from taktwin.model.nouns.plant import PlantModel


@dataclass(frozen=True, slots=True)
class WholeShift:
    """A shift in all, jobs.

    Attributes:
        made: before the forecast began, as far as events told.
        mean: expected in all.
        low: of the middle 90 % of the replications.
        high: the same.
        target: (jobs, chance that the whole shift makes as many, its 95 % interval); None without a target.
    """

    made: int
    mean: float
    low: float
    high: float
    target: tuple[int, float, float, float] | None

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        said: dict[str, Any] = {"made": self.made, "mean": self.mean, "low": self.low, "high": self.high}
        if self.target is not None:
            said["target"] = dict(zip(("jobs", "chance", "low", "high"), self.target, strict=True))
        return said


def whole_shift(model: PlantModel, found: Forecast, shadow: Shadow) -> WholeShift | None:
    """The shift in which a forecast began; None where that had just begun, or the forecast goes on beyond its end."""
    shift = Shifts(model).at(found.at)
    made = shadow.made(shift.begin, shift.end)  # of what has come, so also what left in this very moment
    if made == 0 or found.until > shift.end + 1.0:
        return None
    low, high = found.interval()
    target = None if found.target is None else (found.target, *found.reaches(found.target - made))
    return WholeShift(made, made + found.mean, made + low, made + high, target)
