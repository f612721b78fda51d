"""The look ahead of a twin: when it is due, made beside the work, and the last one kept to be shown."""

from __future__ import annotations

import threading
from typing import Any

from taktwin.live.forecast import Forecast, ForecastOptions, forecast, shift_end
from taktwin.live.twin.outlookscore import Basis, OutlookScore
from taktwin.live.twin.settings import TwinSettings
from taktwin.live.twin.shifts import Shifts
from taktwin.model.errors import TaktwinError
from taktwin.model.start.state import StartState
from taktwin.runs.start import Starter


class Outlook:
    """The forecasts of one twin."""

    def __init__(self, starter: Starter, settings: TwinSettings) -> None:
        self.starter, self.settings = starter, settings
        self.last: Forecast | None = None
        self.made = 0  # in the shift when the last was made
        self.score = OutlookScore()
        self.trouble = ""  # why there is no newer one
        self._number = 0
        self._asked_at: float | None = None
        self._thread: threading.Thread | None = None

    def options(self, at: float, made: int, shifts: Shifts) -> ForecastOptions:
        """What is asked by default at ``at``: to the end of the shift, with the target that is left."""
        target = self.settings.target
        self._number += 1
        return ForecastOptions(
            until=shifts.at(at).end if shifts.calendar is None else shift_end(self.starter.index, at),
            target=None if target is None else max(0, target - made),
            replications=self.settings.replications,
            seed=self.settings.seed + self._number,
        )

    def is_due(self, at: float) -> bool:
        """Whether it is time for the next (s from the start of the plant)."""
        if self._thread is not None and self._thread.is_alive():
            return False
        if self._asked_at is not None and at < self._asked_at + self.settings.forecast_s:
            return False
        if self._asked_at is None and self.settings.forecast_s == float("inf"):
            return False
        self._asked_at = at
        return True

    def look(self, state: StartState, options: ForecastOptions, basis: Basis) -> Forecast:
        """Look ahead from a state. Raises as `taktwin.live.forecast.forecast`."""
        found = forecast(self.starter, state, options)
        self.last, self.made, self.trouble = found, basis.made, ""
        return found

    def look_ahead(self, state: StartState, options: ForecastOptions, basis: Basis, wait: bool) -> None:
        """The same, without raising, on a thread of its own unless ``wait``."""

        def work() -> None:
            try:
                self.score.keep(self.look(state, options, basis), basis)
            except TaktwinError as error:  # the plant goes on, and is asked again
                self.trouble = str(error)

        if wait:
            work()
            return
        self._thread = threading.Thread(target=work, name="forecast", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Until the one that is being made is there."""
        if self._thread is not None:
            self._thread.join()

    def as_dict(self) -> dict[str, Any] | None:
        """The last one for `Twin.now`: with what the shift had made when it began, so that it is the whole shift's."""
        found = self.last
        if found is None:
            return None
        said = found.as_dict()
        names = ("p05", "p25", "p50", "p75", "p95")
        shift = {name: said["jobs"]["quantiles"][name] + self.made for name in names}
        fan = [{**row, **{name: row[name] + self.made for name in names}} for row in said["fan"]]
        told = {
            "at": said["at"],
            "until": said["until"],
            "replications": said["replications"],
            "shift": {"mean": said["jobs"]["mean"] + self.made, **shift},
            "fan": fan,
        }
        if self.settings.target is not None and "target" in said:
            told["target"] = {**said["target"], "jobs": self.settings.target}
        score = self.score.as_dict()
        if score is not None:
            told["score"] = score
        if self.trouble:
            told["trouble"] = self.trouble
        return told
