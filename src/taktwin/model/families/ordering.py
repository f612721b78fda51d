"""When the stock of a family is ordered, and how much, with all that the family leaves to its mode or its milk run."""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.model.families.closed import line_shifts, longest_window, way_of
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.supply.family import Family
from taktwin.model.nouns.supply.modes import POLICY, Mode, Policy
from taktwin.model.nouns.supply.park import Park
from taktwin.model.text.names import Names

#: Time between two orders, cover and lot where the family says none, in s.
EVERY: dict[Mode, float] = {"warehouse": 86400.0, "kanban": 1800.0, "jit": 3600.0, "vendor_managed": 28800.0}
COVER: dict[Mode, float] = {"warehouse": 86400.0, "kanban": 3600.0, "jit": 1800.0, "vendor_managed": 14400.0}
LOT: dict[Mode, float] = {"warehouse": 86400.0, "kanban": 3600.0, "jit": 3600.0, "vendor_managed": 28800.0}


@dataclass(frozen=True)
class Ordering:
    """How a stock is ordered; times in s.

    Attributes:
        every: time between two orders; None: as parts are drawn.
        policy: what is ordered then.
        lot: demand for so long is in a lot of `s_S` and `r_Q`; 0 for `up_to`.
        cover: demand for so long is still there when the latest planned truck comes.
        way: mean time from the order to the arrival, where nobody is closed.
        window: the longest time from an order to the arrival of what is ordered next.
    """

    every: float | None
    policy: Policy
    lot: float
    cover: float
    way: float
    window: float

    @property
    def closed(self) -> float:
        """By so much the window is longer since suppliers are closed."""
        return self.window - self.way - (self.every or 0.0)


def every_of(family: Family, park: Park) -> float | None:
    """Time between two orders, s; None where parts are ordered as they are drawn."""
    given, run = family.stocked, park.run_of(family)
    assert given is not None
    if run is not None:
        return run.every.value if run.every is not None else None
    if given.every is not None:
        return given.every.value
    continuous = given.review == "continuous" or (family.mode == "vendor_managed" and given.review is None)
    return None if continuous else EVERY[family.mode]


def cover_of(family: Family) -> float:
    """Demand that is still there when a truck comes, s."""
    given = family.stocked.cover if family.stocked is not None else None
    return given.value if given is not None else COVER[family.mode]


def ordering_of(model: PlantModel, names: Names, park: Park, family: Family) -> Ordering:
    """How the stock of a family is ordered; ``names`` are those of the model."""
    given = family.stocked
    assert given is not None
    every, policy = every_of(family, park), given.policy or POLICY[family.mode]
    lot = given.lot.value if given.lot is not None else LOT[family.mode]
    stops, lead = way_of(model, park, family)
    return Ordering(
        every,
        policy,
        lot if policy != "up_to" else 0.0,
        cover_of(family),
        sum(drive + load for _, drive, load in stops) + lead,
        longest_window(stops, lead, every or 0.0, line_shifts(model, names, family)),
    )
