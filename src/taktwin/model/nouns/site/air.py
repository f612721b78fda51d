"""Air of a site: paint booths and halls."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from taktwin.model.nouns.site.place import SiteLoad, check_air
from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import default, problem
from taktwin.model.values.quantity import Flow, Number, Power, Share

#: Set points of booths: what `PaintBooth` can work with (C).
COLDEST, WARMEST = 5.0, 40.0
HOTTEST_HALL = 40.0


class BoothAir(SiteLoad):
    """The conditioned air of a paint booth; what it takes is worked out of the weather, hour by hour."""

    supply: Flow = Field(description="Supply air, at its own state.")
    temperature_low: Number = Field(default_factory=default(22, "number"), description="Lowest temperature, C.")
    temperature_high: Number = Field(default_factory=default(24, "number"), description="Highest temperature, C.")
    humidity_low: Share = Field(default_factory=default("60 %", "share"), description="Lowest relative humidity.")
    humidity_high: Share = Field(default_factory=default("70 %", "share"), description="Highest relative humidity.")
    recirculated: Share = Field(default_factory=default(0, "share"), description="Share that comes from the booth.")
    heat_recovery: Share = Field(
        default_factory=default(0, "share"), description="Efficiency of the exchanger between exhaust and outdoor air."
    )
    humidifier: Literal["water", "steam"] = Field(default="water", description="How the air is moistened.")
    fans: Power = Field(default_factory=default(0, "power"), description="Electric power of the fans at full air.")
    reduced: Share = Field(
        default_factory=default(0, "share"), description="Share of the air, and of the fans, that runs off shift."
    )

    @model_validator(mode="after")
    def _sound(self) -> BoothAir:
        check_air("supply", self.supply)
        for name in ("temperature_low", "temperature_high"):
            value = getattr(self, name)
            if not COLDEST <= value.value <= WARMEST:
                message = Phrase(
                    '{name}: a booth is kept at {coldest:g} to {warmest:g} C, got "{text}"',
                    name=name,
                    coldest=COLDEST,
                    warmest=WARMEST,
                    text=value.text,
                )
                raise problem(message, Phrase("give the set point in C"))
        for name in ("humidity_low", "humidity_high"):
            value = getattr(self, name)
            if not 0.05 <= value.value <= 0.95:
                raise problem(
                    Phrase('{name}: expected 5 to 95 %, got "{text}"', name=name, text=value.text),
                    Phrase("give the relative humidity"),
                )
        for low, high in (("temperature_low", "temperature_high"), ("humidity_low", "humidity_high")):
            if getattr(self, low).value > getattr(self, high).value:
                raise problem(
                    Phrase("{low} is above {high}", low=low, high=high), Phrase("give the lower end of the band first")
                )
        for name in ("recirculated", "heat_recovery"):
            if getattr(self, name).value >= 1.0:
                raise problem(
                    Phrase("{name} must be below 100 %", name=name), Phrase("some air always comes from outdoors")
                )
        return self


class HallAir(SiteLoad):
    """Ventilation, heating and cooling of a hall by degree hours; sensible heat only."""

    ventilation: Flow = Field(default_factory=default(0, "flow"), description="Outdoor air on shift; none off shift.")
    heat_recovery: Share = Field(
        default_factory=default(0, "share"), description="Efficiency of the exchanger between exhaust and outdoor air."
    )
    loss: Number = Field(
        default_factory=default(0, "number"), description="Heat through walls, roof and gaps, kW for each K."
    )
    gains: Power = Field(
        default_factory=default(0, "power"), description="Heat of machines, light and people that stays, on shift."
    )
    heated_to: Number = Field(default_factory=default(18, "number"), description="Temperature on shift, C.")
    heated_to_off: Number = Field(default_factory=default(8, "number"), description="Temperature off shift, C.")
    cooled_to: Number | None = Field(default=None, description="Highest temperature on shift, C; default not cooled.")
    fans: Power = Field(default_factory=default(0, "power"), description="Electric power of the fans, on shift.")

    @model_validator(mode="after")
    def _sound(self) -> HallAir:
        check_air("ventilation", self.ventilation)
        for name in ("heated_to", "heated_to_off", "cooled_to"):
            value = getattr(self, name)
            if value is not None and value.value > HOTTEST_HALL:
                raise problem(
                    Phrase(
                        '{name}: a hall is kept below {hottest_hall:g} C, got "{text}"',
                        name=name,
                        hottest_hall=HOTTEST_HALL,
                        text=value.text,
                    ),
                    Phrase("give a temperature in C"),
                )
        if self.cooled_to is not None and self.cooled_to.value < self.heated_to.value:
            raise problem(Phrase("cooled_to is below heated_to"), Phrase("give a temperature above it"))
        if self.heat_recovery.value >= 1.0:
            raise problem(Phrase("heat_recovery must be below 100 %"), Phrase("give the efficiency of the exchanger"))
        return self
