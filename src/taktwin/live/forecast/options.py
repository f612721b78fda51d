"""The options of a forecast: one object, checked when it is made."""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

MOST_S = 60 * 86400.0  # what is looked ahead is days, not years


@dataclass(frozen=True, kw_only=True)
class ForecastOptions:
    """What is asked of a forecast.

    Attributes:
        until: s from the start of the plant; None: the end of the shift.
        target: jobs that are to leave the plant from now until then; None: none is asked for.
        orders: numbers of orders whose end is asked for.
        stream: their order stream; None where the plant has one alone.
        replications: independent runs.
        seed: of the random numbers: give another to each forecast.
        step: distance of the instants of the fan, s.
        energy: whether media are summed up (it takes longer).
        threads: replications at a time; None for one for each core. It changes no figure.

    Raises:
        OptionError: a number is out of range.
    """

    until: float | None = None
    target: int | None = None
    orders: tuple[int, ...] = ()
    stream: str | None = None
    replications: int = 200
    seed: int = 1
    step: float = 900.0
    energy: bool = False
    threads: int | None = None

    def __post_init__(self) -> None:
        for name, value, least in (
            ("replications", self.replications, 2),
            ("seed", self.seed, 0),
            ("threads", self.threads, 1),
            ("target", self.target, 0),
        ):
            if value is not None and value < least:
                raise OptionError(
                    Phrase("{name} must be at least {least}, got {value}", name=name, least=least, value=value),
                    parameter=name,
                )
        if not 1.0 <= self.step < math.inf:
            raise OptionError(Phrase("step must be 1 s or more, got {step:g}", step=self.step), parameter="step")
        for order in self.orders:
            if order < 0:
                raise OptionError(
                    Phrase("the number of an order is 0 or more, got {order}", order=order), parameter="orders"
                )

    def end(self, now: float, shift: float) -> float:
        """When the forecast ends, s from the start of the plant. Raises OptionError where that is not ahead."""
        until = shift if self.until is None else self.until
        if not now < until <= now + MOST_S:
            message = Phrase(
                "a forecast from {now:g} h on cannot end at {until:g} h", now=now / 3600.0, until=until / 3600.0
            )
            raise OptionError(
                message, Phrase("give a time after it, within {most_s:g} days", most_s=MOST_S / 86400.0), "until"
            )
        return until
