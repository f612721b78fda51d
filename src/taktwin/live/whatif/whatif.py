"""Tries beside the present as it is: forecasts with the same random numbers, replication by replication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from taktwin.analysis.paired import Paired, paired
from taktwin.kernel.lowering.program import lower
from taktwin.live.forecast.begin import forecast_start
from taktwin.live.forecast.forecast import forecast
from taktwin.live.forecast.options import ForecastOptions
from taktwin.live.forecast.result import Forecast
from taktwin.live.forecast.shiftend import shift_end
from taktwin.live.whatif.change import changed_model, changed_state
from taktwin.live.whatif.tries import Tries, Try
from taktwin.model.errors import OptionError, TaktwinError
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import StartState
from taktwin.runs.start import Starter


@dataclass(frozen=True)
class Tried:
    """What a try would bring.

    Attributes:
        name: of the try.
        jobs: that leave by ``until``, shape [replication].
        gain: mean of what more leaves than if nothing is done, with its interval; all tries' intervals hold together
            with 95 %.
        better, worse: shares of the replications in which more, or fewer, leave.
    """

    name: str
    jobs: np.ndarray
    gain: Paired
    better: float
    worse: float

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "name": self.name,
            "jobs": float(self.jobs.mean()),
            "gain": {
                "value": self.gain.difference,
                "low": self.gain.low,
                "high": self.gain.high,
                "sure": self.gain.sure,
            },
            "better": self.better,
            "worse": self.worse,
        }


@dataclass(frozen=True)
class WhatIf:
    """The present as it is and the tries. Times are s from the start of the plant."""

    plant: str
    begin: dt.datetime
    at: float
    until: float
    base: Forecast
    tried: list[Tried]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "plant": self.plant,
            "at": self.base.date(self.at).isoformat(sep=" "),
            "until": self.base.date(self.until).isoformat(sep=" "),
            "replications": self.base.replications,
            "jobs": self.base.mean,
            "tries": [one.as_dict() for one in self.tried],
        }


def what_if(
    starter: Starter,
    state: StartState,
    tries: Tries,
    options: ForecastOptions | None = None,
    progress: Callable[[float], None] | None = None,
) -> WhatIf:
    """Compare what could be done now with doing nothing.

    Every entity draws the same random numbers in all of them (see `kernel.base.random`), so what a try does not touch
    goes as it would, and the differences are narrow.

    Args:
        starter: of the plant (`Plant.starter`).
        state: what stands where, as of a shadow.
        tries: what could be done.
        options: of the forecasts. They end with the shift, or with the longest overtime.
        progress: called with the share that is done.

    Raises:
        OptionError: a try does not fit the plant or what stands where; it is named.
        SimulationError: a plant cannot be run on.
    """
    options, model = options or ForecastOptions(), starter.program.model
    at = forecast_start(starter, state).now
    made: list[tuple[str, Starter, StartState]] = []
    until = options.until
    ends = [shift_end(starter.index, at)]
    for name, one in tries.tries.items():
        with_model, overtime = _noted(name, lambda one=one: changed_model(model, one, at))
        ends += [] if overtime is None else [overtime]
        own = starter if with_model is model else Starter(lower(with_model))
        made.append((name, own, _noted(name, lambda one=one, own=own: _fitting(own, state, one))))
    asked = replace(options, until=max(ends) if until is None else until)
    share = 1.0 / (1 + len(made))

    def part(number: int) -> Callable[[float], None] | None:
        tell = progress
        return None if tell is None else lambda done: tell((number + done) * share)

    base = forecast(starter, state, asked, part(0))
    tried = []
    for number, (name, own, changed) in enumerate(made, start=1):
        jobs = forecast(own, changed, asked, part(number)).done[:, -1]
        nothing = base.done[:, -1]
        gain = paired(jobs.tolist(), nothing.tolist(), comparisons=len(made))
        tried.append(Tried(name, jobs, gain, float((jobs > nothing).mean()), float((jobs < nothing).mean())))
    return WhatIf(model.name, model.start, at, base.until, base, tried)


def _fitting(starter: Starter, state: StartState, one: Try) -> StartState:
    found = changed_state(state, one, starter)
    starter.prepare(found)
    return found


def _noted(name: str, what: Callable[[], Any]) -> Any:
    """What is refused within is said with the name of the try."""
    try:
        return what()
    except TaktwinError as error:
        raise OptionError(Phrase('the try "{name}": {error}', name=name, error=str(error)), parameter="try") from None
