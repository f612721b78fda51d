"""Loads of a site that follow the shifts: lighting, and oxidisers of exhaust air."""

from __future__ import annotations

from pydantic import Field, model_validator

from taktwin.model.nouns.site.place import SiteLoad, check_air
from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import default, problem
from taktwin.model.values.quantity import Flow, Number, Power, Share


class Lighting(SiteLoad):
    """The light of a shop."""

    power: Power = Field(description="Electric power on shift.")
    off: Power = Field(default_factory=default(0, "power"), description="Electric power off shift.")
    daylight: Share = Field(
        default_factory=default(0, "share"), description="Share of the power that full daylight saves."
    )
    daylight_from: Number = Field(
        default_factory=default(400, "number"),
        description="Global radiation that is full daylight, W/m2; below it the saving is in proportion.",
    )

    @model_validator(mode="after")
    def _sound(self) -> Lighting:
        if self.daylight_from.value <= 0:
            raise problem(
                Phrase("daylight_from cannot be 0"),
                Phrase("give the radiation at which no light is needed, such as 400"),
            )
        return self


class Oxidiser(SiteLoad):
    """Burns the solvent of exhaust air: gas brings what the exchanger does not from the inlet to the chamber."""

    air: Flow = Field(description="Exhaust air, measured at 20 C.")
    temperature: Number = Field(default_factory=default(800, "number"), description="Of the chamber, C.")
    inlet: Number = Field(default_factory=default(25, "number"), description="Temperature of the exhaust air, C.")
    recovery: Share = Field(description="Share of the heat that the exchanger gives back.")
    fans: Power = Field(default_factory=default(0, "power"), description="Electric power of the fans.")
    standby: Share = Field(
        default_factory=default(0, "share"), description="Share of gas and fans that is drawn off shift."
    )

    @model_validator(mode="after")
    def _sound(self) -> Oxidiser:
        check_air("air", self.air)
        if not self.inlet.value < self.temperature.value <= 1500.0:
            message = Phrase(
                "the chamber ({text} C) must be hotter than the inlet, at most 1500 C", text=self.temperature.text
            )
            raise problem(message, Phrase("give the temperatures in C"))
        return self
