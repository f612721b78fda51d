"""The battery of a vehicle: what is in it, from one change of what is drawn to the next."""

from __future__ import annotations

from taktwin.model.nouns.fleets.battery import Battery as BatteryModel
from tests.oracle.calendar import ShiftCalendar
from tests.oracle.clock import Clock


class Battery:
    """Energies in J, powers in W; ``power`` is what is drawn now, negative while it charges."""

    def __init__(self, clock: Clock, model: BatteryModel) -> None:
        self.clock, self.model, self.policy = clock, model, model.policy
        self.hours: ShiftCalendar | None = None  # in which it charges without need; None: always
        self.whole = model.capacity.value
        self.low, self.high = model.low.value * self.whole, model.high.value * self.whole
        self.level = self.least = model.initial.value * self.whole
        self.used = self.charged = self.since = 0.0
        self.power = model.idle.value

    def settle(self) -> float:
        """Book what has been drawn or charged since the last time; the level now."""
        energy = self.power * (self.clock.time - self.since)
        self.since = self.clock.time
        self.level -= energy
        self.used += max(energy, 0.0)
        self.charged += max(-energy, 0.0)
        self.least = min(self.least, self.level)
        return self.level

    def draw(self, doing: str | None) -> None:
        """What is drawn from now on."""
        model = self.model
        powers = {
            None: model.idle.value,
            "drive": model.driving.value,
            "load": model.handling.value,
            "unload": model.handling.value,
            "charge": -model.charge.value,
        }
        if powers[doing] != self.power:
            self.settle()
            self.power = powers[doing]

    def is_low(self) -> bool:
        """At or below the lower threshold."""
        return self.settle() <= self.low

    def would_charge(self) -> bool:
        """A vehicle without a task charges now."""
        if self.hours is not None and not self.hours.on:
            return False
        return self.policy != "threshold" and self.settle() < self.high - 0.1 * self.whole

    def seconds_to_charge(self) -> float:
        """Until it is as full as it is charged."""
        return max(0.0, (self.high - self.settle()) / self.model.charge.value)
