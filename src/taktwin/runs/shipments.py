"""What the lanes of a traced run send: each truck with when it was ordered, when it arrives, and what it brings.

The kernel keeps no list of trucks that have come. A lane orders at known instants, so a traced run stops at each of
them and looks at the truck that has just been sent; a stop changes nothing of what follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from taktwin.kernel.common.supply.trucks import BEFORE_AMOUNTS
from taktwin.kernel.lowering.program import Program


class Moved(Protocol):
    """What can be moved on in time: a simulation."""

    program: Program
    arrays: dict[str, np.ndarray]

    @property
    def now(self) -> float:
        """Simulated time, s."""
        ...

    def advance_to(self, until: float) -> None:
        """Run up to and including a time, s."""


@dataclass(frozen=True, slots=True)
class Shipment:
    """What a truck of a lane brings to one stock point.

    Attributes:
        lane: row of the lane among the resources.
        number: of the truck in its lane, from 0.
        stock: number of the stock point.
        ordered: when it was ordered, s from the start of the plant; None where it was on its way when the run began.
        arrives: when it is there, s from the start of the plant.
        amount: what it brings, in the unit of the part.
    """

    lane: int
    number: int
    stock: int
    ordered: float | None
    arrives: float
    amount: float


class Shipments:
    """Moves a simulation on and notes what its lanes send."""

    def __init__(self, simulation: Moved) -> None:
        self.simulation = simulation
        self.lanes = np.array(list(simulation.program.resources_of("lane").values()), np.int64)
        periods = simulation.program.arrays["resources"]["period"][self.lanes]
        self.at_any_time = bool(np.isinf(periods).any())  # a lane orders as soon as parts are drawn
        self.found: list[Shipment] = []
        self.sent: np.ndarray | None = None

    def advance_to(self, until: float) -> None:
        """Run up to and including ``until`` (s), with a stop at each order of a lane. Raises SimulationError."""
        if self.sent is None:
            self._begin()
            if self.at_any_time:
                self.simulation.advance_to(self.simulation.now)
                self._look()
        while self.lanes.size and (due := self._next_order()) <= until:
            self.simulation.advance_to(max(due, self.simulation.now))
            self._look()
            if self._next_order() <= due:  # it waits for something other than the clock
                break
        self.simulation.advance_to(until)
        self._look()

    def _next_order(self) -> float:
        """When a lane may order next, s: at its time; as soon as parts are drawn, so whenever anything is due."""
        if self.at_any_time:
            return float(self.simulation.arrays["due"][1])
        return float(self.simulation.arrays["resource_states"]["work_end"][self.lanes].min())

    def _begin(self) -> None:
        """The trucks that are on their way when the run begins."""
        counts = self.simulation.arrays["resource_states"]["count"][self.lanes].astype(np.int64)
        self.sent = self._set_out() - counts
        for at in range(self.lanes.size):
            self._note(at, int(counts[at]), None)

    def _look(self) -> None:
        assert self.sent is not None
        new = self._set_out() - self.sent
        for at in np.flatnonzero(new).tolist():  # most of the time none of them has sent anything
            self._note(at, int(new[at]), self.simulation.now)

    def _set_out(self) -> np.ndarray:
        """Trucks of each lane that have ever set out: those that have come to the gate, and those on their way."""
        states = self.simulation.arrays["resource_states"]
        jobs, count, yard = (states[name][self.lanes].astype(np.int64) for name in ("jobs", "count", "yard"))
        return jobs + count - yard

    def _note(self, at: int, count: int, ordered: float | None) -> None:
        """Note the last ``count`` trucks of a lane; one that has just come is still in its place."""
        assert self.sent is not None
        i = int(self.lanes[at])
        arrays = self.simulation.arrays
        record, given = arrays["resource_states"][i], arrays["resources"][i]
        lane, floats = arrays["lanes"][int(given["row"])], arrays["floats"]
        first, loads = int(lane["load0"]), int(lane["loads"])
        stocks = arrays["lane_loads"]["stock"][first : first + loads]
        for back in range(count, 0, -1):
            slot = (int(record["head"]) + int(record["count"]) - back) % int(given["capacity"])
            place = int(given["list0"]) + (BEFORE_AMOUNTS + loads) * slot
            amounts = floats[place + BEFORE_AMOUNTS : place + BEFORE_AMOUNTS + loads]
            for stock, amount in zip(stocks, amounts, strict=True):
                if amount > 0.0:
                    one = Shipment(i, int(self.sent[at]), int(stock), ordered, float(floats[place]), float(amount))
                    self.found.append(one)
            self.sent[at] += 1
