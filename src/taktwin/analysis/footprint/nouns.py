"""What a file of footprints may say: its keys."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from taktwin.exchange.catenax.pcf import Region
from taktwin.model.values.noun import Named, Noun
from taktwin.model.values.quantity import Mass, Share


class FactorNoun(Noun):
    """An emission factor of electricity, of those that come with Taktwin."""

    region: str = Field(description="Region of the factor, such as China.")
    year: Any = Field(description="Year of the factor, such as 2024.")
    kind: str = Field(default="life_cycle", description="Kind: life_cycle (for products), location, residual, fossil.")
    because: str = Field(default="", description="Why a factor of another year, or of another kind, is used.")


class QualityNoun(Noun):
    """Ratings of the data of a line, 1 (best) to 5."""

    technology: Any = Field(default=None, description="How well the technology fits, 1 to 5.")
    time: Any = Field(default=None, description="How well the time fits, 1 to 5.")
    geography: Any = Field(default=None, description="How well the place fits, 1 to 5.")


class LineNoun(Noun):
    """A line of the ledger: what the plant used in the period."""

    what: str = Field(description="What it was used for.")
    medium: str = Field(description="What was used: electricity, natural_gas, diesel, petrol, or any other name.")
    amount: Any = Field(description="How much, such as 90 GWh, 9.5e6 m3, 40 t.")
    factor: Any = Field(default=None, description="Emission: region, year and kind, or a number such as 0.6 kg/kWh.")
    source: str = Field(default="", description="Where a factor that is a number comes from.")
    share_by: Any = Field(
        default="each", description="How products share it: each, mass, or a weight for each product."
    )
    primary: Share | None = Field(default=None, description="Share of it that rests on own measurement.")
    quality: QualityNoun | None = Field(default=None, description="Ratings of the data, 1 (best) to 5.")


class PartNoun(Noun):
    """A bought part or material of a product."""

    part: str = Field(description="Name of the part.")
    product: str = Field(alias="in", description="The product that it is built into.")
    count: Any = Field(default=1, description="How many for each product, in the unit of its footprint.")
    footprint: Any = Field(default=None, description="Kg CO2e of one, such as 812 kg.")
    document: str | None = Field(default=None, description="Its footprint as a document of Catena-X, beside this file.")
    source: str = Field(default="", description="Where a footprint that is a number comes from.")
    primary: Share | None = Field(default=None, description="Share of it that rests on the supplier's measurement.")
    quality: QualityNoun | None = Field(default=None, description="Ratings of the data, 1 (best) to 5.")


class ProductNoun(Noun):
    """A product."""

    name: str = Field(default="", description="Its name for the customer; default the key.")
    ids: list[str] = Field(description="Its identifiers, as in urn:example.org:product-id:m7.")
    made: Any = Field(description="How many were made in the period.")
    mass: Mass = Field(description="Mass of one.")
    description: str = Field(default="", description="What it is.")
    classes: list[str] = Field(default_factory=list, description="Codes of its product class.")


class CompanyNoun(Noun):
    """Whose footprint it is."""

    name: str = Field(description="Name of the company.")
    ids: list[str] = Field(description="Its identifiers, as in urn:bpn:id:BPNL00000000PLAN.")


class PlaceNoun(Noun):
    """Where the products were made."""

    region: Region = Field(description="Region of the world, such as Eastern Asia.")
    country: str | None = Field(default=None, description="Country, two letters (ISO 3166-1).")
    subdivision: str | None = Field(default=None, description="Province, as in CN-CQ (ISO 3166-2).")


class PeriodNoun(Noun):
    """The time that the ledger is of."""

    begin: Any = Field(alias="from", description="First day, as in 2024-01-01.")
    end: Any = Field(alias="to", description="Last day.")


class ExemptedNoun(Noun):
    """What was left out."""

    share: Share = Field(description="Estimated share of the emissions, at most 10 %.")
    what: str = Field(default="", description="What was left out, and why.")


class MethodNoun(Noun):
    """How it was computed."""

    standards: list[str] = Field(description="Standards that were followed, such as ISO 14067.")
    rules: list[str] = Field(default_factory=list, description="Rules of the sector or product.")
    gwp: Literal["AR4", "AR5", "AR6", "unspecified"] = Field(description="Report that the warming potentials are from.")
    waste_incineration: Literal["cut-off", "reverse cut-off", "system expansion", "polluter pays principle"] = Field(
        description="How emissions of burnt waste are allocated."
    )
    exempted: ExemptedNoun = Field(description="What was left out.")
    inbound: bool = Field(default=False, description="Whether footprints of parts hold their way to the plant.")


class DocumentNoun(Noun):
    """About the documents that are written."""

    created: Any = Field(description="When the footprint was computed, as in 2025-03-01T08:00:00+08:00.")
    valid_until: Any = Field(description="Until when it holds.")
    version: Any = Field(default=0, description="Version, a whole number from 0.")
    comment: str = Field(default="", description="A remark for the customer.")
    legal: str = Field(default="", description="Legal statement.")


class AvoidedNoun(Noun):
    """A statement about avoided emissions; it changes no footprint."""

    what: str = Field(description="What avoids them.")
    amount: Any = Field(description="How much of it, such as 15.84 GWh.")
    counterfactual: str = Field(description="What would have been used otherwise.")
    factor: Any = Field(description="Emission of the counterfactual: region, year and kind, or 0.5 kg/kWh.")
    source: str = Field(default="", description="Where a factor that is a number comes from.")
    own: Any = Field(default="0 kg/kWh", description="Emission of what was used instead; default none.")


class UseNoun(Noun):
    """The use of the products, which are cars; it changes no footprint."""

    model: str = Field(description="Model of the plant whose products say how they drive; beside this file.")
    cycle: str = Field(default="like-cltc", description="Cycle that they drive: a file beside this one, or a name.")
    utility: str = Field(
        default="wltp", description="Curve of the share on the battery: a file beside this one, or a name."
    )
    life: Any = Field(description="How far each drives, such as 200000 km.")
    electricity: Any = Field(
        description="Factor of the electricity from the plug: region, year and kind, or 0.5 kg/kWh."
    )
    source: str = Field(default="", description="Where a factor that is a number comes from.")


class FootprintNoun(Noun):
    """A file of footprints."""

    name: str = Field(default="", description="Name of the account.")
    company: CompanyNoun = Field(description="Whose footprint it is.")
    place: PlaceNoun = Field(description="Where the products were made.")
    period: PeriodNoun = Field(description="The time that the ledger is of.")
    products: Named[ProductNoun] = Field(description="What was made.")
    ledger: list[LineNoun] = Field(description="What the plant used in the period.")
    parts: list[PartNoun] = Field(default_factory=list, description="Parts and materials that were bought.")
    method: MethodNoun = Field(description="How it was computed.")
    document: DocumentNoun = Field(description="About the documents that are written.")
    avoided: list[AvoidedNoun] = Field(default_factory=list, description="Statements about avoided emissions.")
    use: UseNoun | None = Field(default=None, description="The use of the products, which are cars; default not told.")
