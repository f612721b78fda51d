"""The settings of a twin: one object, checked when it is made."""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase


@dataclass(frozen=True, kw_only=True)
class TwinSettings:
    """How a twin watches and looks ahead.

    Attributes:
        target: jobs that a shift is to make; None: none is asked for.
        least_stop_s: shorter standstills of a line are none, s.
        checkpoint_s: so often its state is written into the journal, s of the plant.
        forecast_s: so often it looks ahead, s of the plant; infinite: only when asked.
        replications: of a forecast.
        seed: of the forecasts; each takes the next.
        window_s: so late an event may come to change what is believed, s.

    Raises:
        OptionError: a number is out of range.
    """

    target: int | None = None
    least_stop_s: float = 300.0
    checkpoint_s: float = 3600.0
    forecast_s: float = 900.0
    replications: int = 100
    seed: int = 1
    window_s: float = 900.0

    def __post_init__(self) -> None:
        for name in ("least_stop_s", "checkpoint_s", "forecast_s", "window_s"):
            value = getattr(self, name)
            if not value > 0.0 or (math.isinf(value) and name != "forecast_s"):
                raise OptionError(
                    Phrase("{name} must be above 0 s, got {value:g}", name=name, value=value), parameter=name
                )
        if self.replications < 2:
            raise OptionError(
                Phrase("replications must be at least 2, got {replications}", replications=self.replications),
                parameter="replications",
            )
        if self.target is not None and self.target < 0:
            raise OptionError(Phrase("target must be at least 0, got {target}", target=self.target), parameter="target")
