"""What a file of a dispatch may say: its keys, with their units."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from taktwin.model.values.noun import Noun
from taktwin.model.values.quantity import Duration, Energy, Power, Share

Money = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class SiteNoun(Noun):
    """The site."""

    series: str | None = Field(default=None, description="Table (CSV or .xlsx) with a row for each step.")
    step: Duration = Field(description="Length of a step, such as 15 min.")
    start: Any = Field(default=None, description="Begin of the first step, as in 2026-01-01 00:00.")
    load: Any = Field(description="Column of the load in kW, or one number.")
    pv: Any = Field(default=0.0, description="Column of what the photovoltaics could give in kW; default none.")
    import_limit: Power | None = Field(default=None, description="Highest import; default no limit.")
    export_limit: Power | None = Field(default=None, description="Highest export, 0 for none; default no limit.")
    curtailable: bool = Field(default=True, description="Whether photovoltaics may be turned down.")
    peak_so_far: Power | None = Field(default=None, description="Highest import of the running billing period so far.")


class FactorNoun(Noun):
    """An emission factor of those that come with Taktwin."""

    region: str = Field(description="Region of the factor, such as Chongqing.")
    year: Any = Field(description="Year of the factor, such as 2022.")
    kind: str = Field(default="location", description="Kind: location, residual, fossil or life_cycle.")


class TariffNoun(Noun):
    """What electricity costs."""

    currency: str = Field(default="", description="Money of all prices, for the reader.")
    buy: Any = Field(description="Price of import for each kWh: a number, a column, or times of the day with prices.")
    sell: Any = Field(default=0.0, description="Price of export for each kWh, likewise.")
    demand_charge: Money = Field(default=0.0, description="For each kW of the highest import of a billing period.")
    demand_period: Literal["month", "all"] = Field(default="month", description="Billing period: month, or all.")
    carbon_price: Money = Field(default=0.0, description="For each t CO2 of the import.")
    carbon_factor: Any = Field(default=0.0, description="Kg CO2/kWh: a number, a column, or region, year and kind.")


class BatteryNoun(Noun):
    """The battery."""

    energy: Energy = Field(description="Usable energy.")
    power: Power = Field(description="Highest power of charging.")
    discharge_power: Power | None = Field(default=None, description="Highest power of discharging; default the same.")
    charge_efficiency: Share = Field(description="Share of the power charged that is stored.")
    discharge_efficiency: Share = Field(description="Share of the stored power that comes out.")
    wear: Money = Field(default=0.0, description="Money for each kWh charged, and for each kWh discharged.")
    start: Energy | None = Field(default=None, description="Level before the first step; default that at the end.")
    end: Literal["cyclic", "free"] = Field(default="cyclic", description="Level at the end: as at the start, or free.")
    end_least: Energy | None = Field(default=None, description="Level at the end, at least; with a free end.")


class FlexibleNoun(Noun):
    """A load whose time can be chosen."""

    name: str = Field(description="Name of the load.")
    energy: Energy = Field(description="Energy that it needs within its window.")
    power: Power = Field(description="Highest power.")
    begin: Any = Field(alias="from", description="Begin of the window, as in 2026-01-01 22:00.")
    end: Any = Field(alias="to", description="End of the window.")


class DispatchNoun(Noun):
    """A file of a dispatch."""

    name: str = Field(default="", description="Name of the site.")
    site: SiteNoun = Field(description="The site: its load, photovoltaics and limits.")
    tariff: TariffNoun = Field(description="What electricity costs.")
    battery: BatteryNoun | None = Field(default=None, description="The battery, where there is one.")
    flexible: list[FlexibleNoun] = Field(default_factory=list, description="Loads whose time can be chosen.")
