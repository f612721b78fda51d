"""Batteries of guided vehicles: what they hold, what each state draws, when they are charged."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Noun, default, fill, later, problem
from taktwin.model.values.quantity import Energy, Power, Share


class Battery(Noun):
    """A battery. The vehicle draws from it in every state; the plant's electricity is drawn while it charges."""

    capacity: Energy = Field(description="Energy that the battery holds.")
    driving: Power = Field(description="Power while the vehicle drives.")
    handling: Power = Field(default_factory=later, description="Power while it loads and unloads; default as `idle`.")
    idle: Power = Field(default_factory=default(0, "power"), description="Power while it stands, also when it is down.")
    charge: Power = Field(description="Power with which the battery is charged.")
    efficiency: Share = Field(
        default_factory=default("100 %", "share"), description="Share of the electricity that reaches the battery."
    )
    policy: Literal["threshold", "interim", "opportunity"] = Field(
        default="threshold",
        description="`threshold`: after the task that leaves it at or below `low`. `interim`: also whenever there is "
        "no task. `opportunity`: as interim, and a task calls the vehicle away from a charge that it did not need yet.",
    )
    hours: str | None = Field(
        default=None,
        description="Calendar of the hours in which it charges without need, by `interim` or `opportunity`; outside "
        "them it charges at or below `low` alone. Default at all hours.",
    )
    low: Share = Field(
        default_factory=default("30 %", "share"), description="At or below it the vehicle takes no task and charges."
    )
    high: Share = Field(default_factory=default("100 %", "share"), description="A charge ends here.")
    initial: Share = Field(default_factory=default("100 %", "share"), description="Charge at the start.")

    @model_validator(mode="after")
    def _fill(self) -> Battery:
        if self.handling is None:
            fill(self, "handling", self.idle)
        if self.capacity.dimension != "energy" or self.capacity.value <= 0:
            raise problem(
                Phrase('expected an energy above 0, got "{text}"', text=self.capacity.text),
                Phrase('write for example "5 kWh"'),
            )
        if self.charge.value <= 0 or self.efficiency.value <= 0:
            raise problem(Phrase("a battery that is never charged"), Phrase("give `charge` and `efficiency` above 0"))
        if self.hours is not None and self.policy == "threshold":
            raise problem(
                Phrase("`hours` say when it charges without need, which it never does by `threshold`"),
                Phrase("give `policy: interim` or `opportunity`, or drop `hours`"),
            )
        if self.low.value >= self.high.value:
            raise problem(
                Phrase("`low` ({text}) is not below `high` ({text2})", text=self.low.text, text2=self.high.text),
                Phrase("lower `low`"),
            )
        return self
