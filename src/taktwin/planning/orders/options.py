"""What is asked of an order book."""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.planning.orders.book import MOST_DAYS
from taktwin.planning.orders.launch import DAYS

MOST_FUTURES = 100_000


@dataclass(frozen=True, kw_only=True)
class OrderOptions:
    """How far, how often and how surely.

    Attributes:
        until: weeks from the start that are simulated.
        futures: how many are drawn.
        seed: of what is drawn.
        confidence: share of the futures in which a promise is kept.
        fresh: futures with other random numbers in which the promises are tried; 0 for none.
        factor: of a ramp that is asked for: all plants reach so many times their capacity of the start; None for none.
        within: weeks from the start until they do.

    Raises:
        OptionError: one is out of range.
    """

    until: float = 52.0
    futures: int = 200
    seed: int = 1
    confidence: float = 0.9
    fresh: int = 0
    factor: float | None = None
    within: float = 13.0

    def __post_init__(self) -> None:
        for name, least, most in (
            ("until", 1.0, MOST_DAYS / DAYS),
            ("futures", 1, MOST_FUTURES),
            ("seed", 0, 2**53),
            ("confidence", 0.01, 0.999),
            ("fresh", 0, MOST_FUTURES),
            ("factor", 1.0, 100.0),
            ("within", 1.0, MOST_DAYS / DAYS),
        ):
            value = getattr(self, name)
            if value is None:
                continue
            if isinstance(value, bool) or not math.isfinite(value) or not least <= value <= most:
                raise OptionError(
                    Phrase(
                        "{name} must be from {least:g} to {most:g}, got {value}",
                        name=name,
                        least=least,
                        most=most,
                        value=value,
                    ),
                    parameter=name,
                )
        if self.futures < self.needed:
            message = Phrase(
                "{futures} futures do not tell what is kept in {confidence:.4g} of them",
                futures=self.futures,
                confidence=self.confidence,
            )
            raise OptionError(message, Phrase("ask for {needed} or more", needed=self.needed), parameter="futures")

    @property
    def days(self) -> int:
        """Days that are simulated."""
        return math.ceil(self.until * DAYS - 1e-9)

    @property
    def needed(self) -> int:
        """Futures that a promise at this confidence takes: with fewer, none is late enough."""
        return math.ceil(self.confidence / (1.0 - self.confidence) - 1e-9)
