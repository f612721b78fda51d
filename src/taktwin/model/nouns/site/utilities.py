"""What makes one medium of another: compressors, chillers, the source of heat."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Noun, default, problem
from taktwin.model.values.quantity import Number, Share


class Compressors(Noun):
    """Compressed air: what the machines draw, and what leaks while the network is under pressure."""

    specific: Number = Field(description="Electricity for each m3 of free air, kWh.")
    leakage: Share = Field(
        default_factory=default(0, "share"),
        description="Share of what is compressed that leaks, at the mean draw while the network is under pressure; the "
        "leak itself is constant.",
    )
    calendar: str | None = Field(
        default=None, description="Calendar in which the network is under pressure; default always."
    )

    @model_validator(mode="after")
    def _sound(self) -> Compressors:
        if self.leakage.value >= 1.0:
            raise problem(Phrase("all of the compressed air leaks"), Phrase("give a share below 100 %"))
        return self


class Chillers(Noun):
    """Chillers: heat taken out for each kWh of electricity, which falls with the outdoor temperature."""

    cop: Number = Field(description="Cold for each kWh of electricity at the outdoor temperature `at`.")
    at: Number = Field(default_factory=default(30, "number"), description="Outdoor temperature of `cop`, C.")
    per_kelvin: Number = Field(
        default_factory=default(0, "number"), description="By how much it rises for each K that it is colder."
    )
    least: Number = Field(default_factory=default(1, "number"), description="It is never below this.")
    most: Number = Field(default_factory=default(10, "number"), description="It is never above this.")

    @model_validator(mode="after")
    def _sound(self) -> Chillers:
        if not 0 < self.least.value <= self.cop.value <= self.most.value:
            raise problem(Phrase("`least`, `cop` and `most` must rise from above 0"), Phrase("give them in this order"))
        return self


class HeatSource(Noun):
    """Where heat comes from: burnt gas, or a network from which it is bought."""

    source: Literal["gas", "network"] = Field(description="`gas`: burnt here; `network`: bought.")
    efficiency: Share = Field(
        default_factory=default("100 %", "share"), description="Heat for each kWh of gas, or of bought heat."
    )
    factor: Number | None = Field(
        default=None, description="Kg CO2 of a kWh bought; needed with `network`, as nothing stands in for it."
    )

    @model_validator(mode="after")
    def _sound(self) -> HeatSource:
        if self.efficiency.value <= 0:
            raise problem(Phrase("the efficiency cannot be 0"), Phrase("give a share such as 92 %"))
        if self.source == "network" and self.factor is None:
            raise problem(
                Phrase("bought heat has no emission factor"), Phrase("add `factor`, in kg CO2/kWh, with its source")
            )
        if self.source == "gas" and self.factor is not None:
            raise problem(Phrase("gas has a factor of its own"), Phrase("drop `factor`"))
        return self
