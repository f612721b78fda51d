"""What is asked of a stress test."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from taktwin.model.errors import INPUT, OptionError
from taktwin.model.phrase import Phrase

LATE_TRUCK, SUPPLIER_DOWN, DEMAND_MIX = "late-truck", "supplier-down", "demand-mix"
CLOSED_ROAD, SCRAMBLING, OWN = "closed-road", "scrambling", "own"
#: The tests by name, in the order in which they are made.
TESTS = (LATE_TRUCK, SUPPLIER_DOWN, DEMAND_MIX, CLOSED_ROAD, SCRAMBLING)

#: How many times as long the ways of a slow road take, where nobody says it.
SLOW = 2.0
#: The longest time, a thousand years, and the largest factor: what is above is a slip of the pen.
MOST_S, MOST_TIMES = 3.2e10, 1000.0


class StressError(OptionError):
    """A stress test that cannot be meant, or that the plant has nothing for."""


class ChangeError(StressError):
    """A change of one's own with which the plant cannot go on from where it stands at T."""

    exit_code = INPUT


@dataclass(frozen=True, kw_only=True)
class StressOptions:
    """What befalls the plant, and how its futures are run.

    Attributes:
        tests: names of `TESTS`, or `own`, which is made wherever something is `set`.
        late: by how much a truck is late, s.
        down: for how long a supplier sends nothing, s.
        grow: what is asked for more often, `product=NAME` or `OPTION=VALUE`; None for the rarest product.
        by: how many times as often.
        roads: places of suppliers, or suppliers, to which the road is slow or closed; none for the place from which
            most ways come.
        slow: how many times as long the ways take; None for `SLOW`.
        closed: the road is closed so long instead, s; None: it is slow.
        routes: elements whose share of rework grows; none for those of the shop `paint`, or else all.
        scramble: how many times as large it is.
        set: changes of the model that come at T, as `PATH=VALUE`.
        lanes: lanes and deliveries whose truck is late; none for those with the least cover.
        suppliers: who falls out; none for those with the least cover.
        most: so many lanes or suppliers are tried where none is named.
        days: from T to the end of each future.
        warmup: days from the start of the plant to T.
        seed: of the runs.
        replications: pairs of futures of each test, each pair with its own T and the same random numbers.

    Raises:
        StressError: a name or a number is out of range.
    """

    tests: Sequence[str] = TESTS
    late: float = 7200.0
    down: float = 28800.0
    grow: str | None = None
    by: float = 3.4
    roads: Sequence[str] = ()
    slow: float | None = None
    closed: float | None = None
    routes: Sequence[str] = ()
    scramble: float = 2.0
    set: Sequence[str] = ()
    lanes: Sequence[str] = ()
    suppliers: Sequence[str] = ()
    most: int = 10
    days: float = 3.0
    warmup: float = 2.0
    seed: int = 1
    replications: int = 5

    def __post_init__(self) -> None:
        unknown = [name for name in self.tests if name not in (*TESTS, OWN)]
        if unknown:
            raise StressError(
                Phrase('there is no stress test "{unknown}"', unknown=unknown[0]),
                f"use {', '.join((*TESTS, OWN))}",
                "tests",
            )
        self._check_strengths()
        if not 0.0 <= self.warmup < math.inf:
            raise StressError(
                Phrase("warmup must be 0 or more days, got {warmup:g}", warmup=self.warmup), parameter="warmup"
            )
        for name, least in (("replications", 1), ("seed", 0), ("most", 1)):
            if getattr(self, name) < least:
                raise StressError(
                    Phrase(
                        "{name} must be at least {least}, got {value}",
                        name=name,
                        least=least,
                        value=getattr(self, name),
                    ),
                    parameter=name,
                )
        if self.grow is not None and "=" not in self.grow:
            raise StressError(
                Phrase("{grow} is no variant", grow=self.grow), Phrase("write product=NAME or OPTION=VALUE"), "grow"
            )

    def _check_strengths(self) -> None:
        """Times and factors are above 0 and not beyond all that can be meant; a road is slow or closed, not both."""
        if self.slow is not None and self.closed is not None:
            raise StressError(
                Phrase("a road is slow or closed, not both"), Phrase("give one of `slow` and `closed`"), "slow"
            )
        times = {"late": self.late, "down": self.down, "closed": self.closed}
        factors = {"by": self.by, "slow": self.slow, "scramble": self.scramble}
        for name, value in (times | factors | {"days": self.days}).items():
            if value is not None and not 0.0 < value < math.inf:
                raise StressError(
                    Phrase("{name} must be above 0, got {value:g}", name=name, value=value), parameter=name
                )
        for given, most, unit in ((times, MOST_S, " s"), (factors, MOST_TIMES, "")):
            for name, value in given.items():
                if value is not None and value > most:
                    raise StressError(
                        Phrase(
                            "{name} can be {most:g}{unit} at most, got {value:g}",
                            name=name,
                            most=most,
                            unit=unit,
                            value=value,
                        ),
                        parameter=name,
                    )
        if self.slow is not None and self.slow < 1.0:
            raise StressError(
                Phrase("slow must be at least 1, got {slow:g}", slow=self.slow), Phrase("1 is as long as now"), "slow"
            )

    @property
    def slower(self) -> float:
        """How many times as long the ways take on a slow road."""
        return SLOW if self.slow is None else self.slow

    @property
    def made(self) -> tuple[str, ...]:
        """The tests that are made, each once; `own` with them where something is `set`."""
        return tuple(dict.fromkeys([*self.tests, *((OWN,) if self.set else ())]))
