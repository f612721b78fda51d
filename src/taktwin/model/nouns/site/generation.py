"""What generates and stores electricity at a site, and what it costs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Named, Noun, default, problem
from taktwin.model.values.quantity import Energy, Number, Power, Quantity, Share

_MOST_MONEY, _MOST_WEAR = 1e9, 1e6


class Photovoltaics(Noun):
    """Modules of one direction."""

    peak: Power = Field(description="Power under standard conditions (kWp).")
    mounting: Literal["roof", "rack", "bipv", "facade"] = Field(
        default="roof", description="`roof` (close above it), `rack` (open), `bipv` (they are the roof), `facade`."
    )
    tilt: Number | None = Field(
        default=None, description="Degrees from the horizontal; default that of the mounting: 5, 10, 5, 90."
    )
    azimuth: Number = Field(
        default_factory=default(180, "number"),
        description="Direction that they face, degrees; 180 is south.",
    )
    losses: Share = Field(
        default_factory=default("14 %", "share"), description="Lost by soiling, mismatch, wiring and ageing."
    )

    @model_validator(mode="after")
    def _sound(self) -> Photovoltaics:
        if self.tilt is not None and self.tilt.value > 90:
            raise problem(
                Phrase('tilt: expected 0 to 90 degrees, got "{text}"', text=self.tilt.text),
                Phrase("give degrees from the horizontal"),
            )
        if self.azimuth.value > 360:
            raise problem(
                Phrase('azimuth: expected 0 to 360 degrees, got "{text}"', text=self.azimuth.text),
                Phrase("180 is south"),
            )
        if self.losses.value >= 1:
            raise problem(Phrase("all of it is lost"), Phrase("give losses below 100 %"))
        return self


class SiteBattery(Noun):
    """A battery with its inverter."""

    energy: Energy = Field(description="Usable energy.")
    power: Power = Field(description="Highest power of charging and discharging.")
    charge_efficiency: Share = Field(
        default_factory=default("95 %", "share"), description="Share of the power charged that is stored."
    )
    discharge_efficiency: Share = Field(
        default_factory=default("95 %", "share"), description="Share of the stored power that comes out."
    )
    wear: Number = Field(
        default_factory=default(0, "number"), description="Money for each kWh charged, and for each kWh discharged."
    )
    feeds_in: bool = Field(
        default=False, description="Whether it may feed into the grid; default no, so that only spare sun is fed in."
    )

    @model_validator(mode="after")
    def _sound(self) -> SiteBattery:
        if self.energy.dimension == "volume":
            raise problem(
                Phrase('energy: expected an energy such as "8 MWh", got "{text}"', text=self.energy.text),
                Phrase("give an energy"),
            )
        for name in ("charge_efficiency", "discharge_efficiency"):
            if getattr(self, name).value < 0.01:
                raise problem(Phrase("{name} is next to nothing", name=name), Phrase("give a share such as 95 %"))
        _sane("wear", self.wear, _MOST_WEAR)
        return self


class SiteTariff(Noun):
    """What the site pays for each medium; every price is in one money."""

    currency: str = Field(description="Money of all prices, for the reader.")
    buy: Named[Number] = Field(
        min_length=1, description="Time of the day, such as `08:00-12:00` -> price of a kWh of electricity."
    )
    sell: Number = Field(default_factory=default(0, "number"), description="Paid for a kWh that is fed in.")
    demand_charge: Number = Field(
        default_factory=default(0, "number"), description="For each kW of the highest import of a month."
    )
    gas: Number | None = Field(default=None, description="A kWh of gas (lower heating value).")
    heat: Number | None = Field(default=None, description="A kWh of bought heat.")
    water: Number | None = Field(default=None, description="A m3 of water.")
    carbon: Number = Field(default_factory=default(0, "number"), description="A t CO2 of scope 1 and scope 2.")

    @model_validator(mode="after")
    def _sound(self) -> SiteTariff:
        for band, price in self.buy.items():
            _sane(f"buy of {band}", price)
        for name in ("sell", "demand_charge", "gas", "heat", "water", "carbon"):
            _sane(name, getattr(self, name))
        return self


def _sane(name: str, price: Quantity | None, most: float = _MOST_MONEY) -> None:
    """Raise a pydantic error where a price is beyond all sense: a plan with it would be no plan."""
    if price is not None and price.value > most:
        raise problem(
            Phrase('{name}: expected at most {most:,.0f}, got "{text}"', name=name, most=most, text=price.text),
            Phrase("check the unit, and the money"),
        )
