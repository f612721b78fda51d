"""What a file of an assessment may say: its keys."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from taktwin.model.values.noun import Named, Noun
from taktwin.model.values.quantity import Mass, Share


class ValueNoun(Noun):
    """A figure, or an answer, with where it comes from."""

    value: Any = Field(default=None, description="The figure with its unit, such as 1.05 MWh/car.")
    met: bool | None = Field(default=None, description="Of a statement: whether it is so.")
    use: Literal["voc"] | None = Field(default=None, alias="from", description="voc: the balance of solvents below.")
    source: str = Field(default="", description="Where it comes from: meter book, report, permit.")
    year: Any = Field(default=None, description="Year of the figure, where it is said.")


class VocNoun(Noun):
    """Balance of the solvents of a paint shop over the year."""

    paint: Mass = Field(description="Paints, thinners and cleaners used.")
    solvent_share: Share = Field(description="Share of solvent in them.")
    cars: Any = Field(description="Cars coated.")
    coated_m2_per_car: Any = Field(description="Electrocoated area of one, m2.")
    recovered: Mass | None = Field(default=None, description="Solvent recovered and not used again.")
    to_oxidiser: Mass | None = Field(default=None, description="Solvent in the air that goes to the oxidiser.")
    destruction_efficiency: Share | None = Field(default=None, description="Share that the oxidiser destroys.")
    in_waste: Mass | None = Field(default=None, description="Solvent that leaves with waste.")
    in_water: Mass | None = Field(default=None, description="Solvent that leaves with waste water.")
    limit: Any = Field(default=None, description="Limit, such as 35 g/m2.")
    source: str = Field(default="", description="Where the limit comes from.")


class WasteNoun(Noun):
    """Register of hazardous waste."""

    register_: str = Field(alias="register", description="Table: day, code, kg, store, way, manifest.")
    stores: Named[Mass] = Field(description="Capacity of each store.")
    on: Any = Field(description="Day of the check.")
    longest_days: Any = Field(default=None, description="Days that waste may be stored; default 365.")


class StartNoun(Noun):
    """Where a yearly path begins."""

    year: Any = Field(description="First year.")
    value: Any = Field(description="Figure of that year, with its unit.")


class MeasureNoun(Noun):
    """Something that will be done."""

    what: str = Field(description="What will be done.")
    saves: Any = Field(description="What it saves a year from then on, in the unit of the figure.")
    year: Any = Field(alias="from", description="First full year of the saving.")
    source: str = Field(default="", description="Where the figure comes from.")


class YearlyNoun(Noun):
    """A path of so many percent a year."""

    what: str = Field(description="What is cut, such as energy of a car.")
    per: str = Field(description="What it is counted for: car, m2, site (all of it).")
    unit: str = Field(description="Unit of the figures, such as kWh/car.")
    rate: Share = Field(description="Cut of each year on the year before, such as 4 %.")
    start: StartNoun = Field(description="Where it begins.")
    actual: Named[Any] = Field(default_factory=dict, description="Year -> figure, with its unit.")
    until: Any = Field(description="Last year of the path.")
    volume: Named[Any] = Field(default_factory=dict, description="Year -> cars (or m2), for the figure of the site.")
    measures: list[MeasureNoun] = Field(default_factory=list, description="What will be done.")


class AssessmentNoun(Noun):
    """A file of an assessment."""

    name: str = Field(default="", description="Name of the plant.")
    year: Any = Field(description="Year that is assessed.")
    table: str = Field(default="gbt36132-2025", description="Table: gbt36132-2025, gbt36132-2018, or a file.")
    values: Named[ValueNoun] = Field(default_factory=dict, description="Indicator of the table -> figure.")
    basic: Named[ValueNoun] = Field(default_factory=dict, description="Basic requirement of the table -> answer.")
    zero_carbon: Named[Named[ValueNoun]] = Field(default_factory=dict, description="Path -> item -> figure or answer.")
    voc: VocNoun | None = Field(default=None, description="Balance of the solvents.")
    waste: WasteNoun | None = Field(default=None, description="Register of hazardous waste.")
    yearly: YearlyNoun | None = Field(default=None, description="A path of so many percent a year.")
