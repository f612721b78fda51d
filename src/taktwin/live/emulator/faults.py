"""Faults of observation, seeded: what gets lost, comes late, twice or in disorder, with a wrong clock or unread.

The order system answers for its messages, so orders suffer none of this but lateness; and what a counter says first,
in a birth, is asked for until it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

import numpy as np

from taktwin.live.events import PlantEvent
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

_SHARES = ("loss", "late", "doubled", "missed", "resets", "returns")


@dataclass(frozen=True, kw_only=True)
class Faults:
    """What happens to events on their way.

    Attributes:
        loss: share that never comes (QoS 0, a scanner without power).
        late: share that comes later by an exponential time of mean ``delay`` s (store and forward).
        delay: that mean, s.
        doubled: share that comes twice, the second time within a minute.
        reorder: events come in disorder within so many seconds; their own times are right.
        skew: the clock of each source is wrong by up to so many seconds, either way, and always the same.
        missed: share of scans that see a job but cannot read which.
        resets: share of what is counted at which the counter begins at 0 again.
        returns: share of these after which it is soon what it would have been without.
        seed: of the faults; None: that of the run.

    Raises:
        OptionError: a share is not between 0 and 1, or a time is negative.
    """

    loss: float = 0.0
    late: float = 0.0
    delay: float = 120.0
    doubled: float = 0.0
    reorder: float = 0.0
    skew: float = 0.0
    missed: float = 0.0
    resets: float = 0.0
    returns: float = 0.0
    seed: int | None = None

    def __post_init__(self) -> None:
        for one in fields(self):
            value = getattr(self, one.name)
            if one.name in _SHARES and not 0.0 <= value <= 1.0:
                raise OptionError(
                    Phrase("{name} must be a share from 0 to 1, got {value:g}", name=one.name, value=value),
                    parameter=one.name,
                )
            if one.name in ("delay", "reorder", "skew") and not 0.0 <= value < float("inf"):
                raise OptionError(
                    Phrase("{name} must be 0 s or more, got {value:g}", name=one.name, value=value), parameter=one.name
                )

    def observer(self, seed: int) -> Callable[[PlantEvent], Iterator[PlantEvent]]:
        """What makes of an event those that arrive: none, one or two, each with when it is ``received``."""
        random = np.random.default_rng([seed if self.seed is None else self.seed, 20_26])
        wrong: dict[str, float] = {}
        born: set[str | None] = set()

        def observe(event: PlantEvent) -> Iterator[PlantEvent]:
            lost, late, twice, unread = random.random(4).tolist()
            wait = random.random() * self.reorder
            wait += float(random.exponential(self.delay)) if late < self.late else 0.0
            if event.kind == "order":
                yield event._replace(received=event.time + wait)
                return
            if event.kind == "count" and event.element not in born:
                born.add(event.element)
                lost, twice, wait = 1.0, 1.0, 0.0
            if lost < self.loss or (event.kind == "identity" and unread < self.missed):
                return
            source = event.source or ""
            if source not in wrong:
                wrong[source] = float(np.random.default_rng([seed, *source.encode()]).uniform(-self.skew, self.skew))
            unread_ = unread < self.missed and event.kind in ("enter", "state")
            one = event._replace(
                time=event.time + wrong[source],
                received=event.time + wait,
                order=-1 if unread_ else event.order,
                quality="uncertain" if unread_ else event.quality,
            )
            yield one
            if twice < self.doubled:
                yield one._replace(received=event.time + wait + random.random() * 60.0)

        return observe


NO_FAULTS = Faults()
