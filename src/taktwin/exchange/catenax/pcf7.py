"""Product carbon footprint 7.0.0: the older, flat form of `taktwin.exchange.catenax.pcf`."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from taktwin.exchange.catenax.aspect import Aspect, Entity
from taktwin.exchange.catenax.pcf import Boundary, Region
from taktwin.exchange.catenax.values import (
    Above0,
    Country,
    FormatText,
    Maybe,
    NotNegative,
    NotPositive,
    Number,
    Once,
    Percent,
    ShortText,
    Timestamp,
    Uuid,
    bounded,
)

Exempted = Annotated[Number, bounded(0, 5)]
Rating = Annotated[Number, bounded(1, 3)]
Ids = Annotated[list[FormatText], Field(min_length=1)]
SectorStandard = Literal[
    "ISO Standard 14067", "ISO Standard 14044", "Pathfinder v1", "Pathfinder v2", "PAS 2050", "ISO Standard 14040",
    "ISO Standard 14041", "ISO Standard 14042", "ISO Standard 14043", "PEF", "Other", "GHG Protocol Product Standard",
]  # fmt: skip
DeclaredUnit7 = Literal[
    "liter", "kilogram", "cubic meter", "kilowatt hour", "megajoule", "ton kilometer", "square meter", "piece"
]


class PrecedingFootprint(Entity):
    """A footprint that this one replaces."""

    id: Uuid


class CrossSectoralStandard(Entity):
    """A standard that was used."""

    crossSectoralStandard: SectorStandard


class RuleName(Entity):
    """The name of a rule."""

    ruleName: ShortText


class SectorSpecificRules(Entity):
    """Rules that were used, and whose they are."""

    extWBCSD_operator: Literal["PEF", "EPD International", "Other"]
    productOrSectorSpecificRules: Annotated[Once[RuleName], Field(min_length=1)]
    extWBCSD_otherOperatorName: Maybe[ShortText] = None


class EmissionFactorSource(Entity):
    """Where factors were taken from."""

    secondaryEmissionFactorSource: str


class DataQualityRating(Entity):
    """How good the data are: share covered in %, ratings from 1, the best, to 3."""

    coveragePercent: Maybe[Percent] = None
    technologicalDQR: Maybe[Rating] = None
    temporalDQR: Maybe[Rating] = None
    geographicalDQR: Maybe[Rating] = None
    completenessDQR: Maybe[Rating] = None
    reliabilityDQR: Maybe[Rating] = None


class CarbonFootprint(Entity):
    """Emissions in kg CO2e for the declared amount, and how they were computed."""

    declaredUnit: DeclaredUnit7
    unitaryProductAmount: Above0
    productMassPerDeclaredUnit: NotNegative
    exemptedEmissionsPercent: Exempted
    exemptedEmissionsDescription: Maybe[str] = None
    boundaryProcessesDescription: Maybe[str] = None
    geographyCountrySubdivision: Maybe[str] = None
    geographyCountry: Maybe[Country] = None
    geographyRegionOrSubregion: Region
    referencePeriodStart: Timestamp
    referencePeriodEnd: Timestamp
    crossSectoralStandardsUsed: list[CrossSectoralStandard]
    productOrSectorSpecificRules: Once[SectorSpecificRules]
    extWBCSD_characterizationFactors: Literal["AR5", "AR6"]
    extWBCSD_allocationRulesDescription: Maybe[str] = None
    extTFS_allocationWasteIncineration: Literal["cut-off", "reverse cut-off", "system expansion"]
    primaryDataShare: Maybe[Percent] = None
    secondaryEmissionFactorSources: Once[EmissionFactorSource]
    dataQualityRating: Maybe[DataQualityRating] = None
    extWBCSD_packagingEmissionsIncluded: bool
    pcfExcludingBiogenic: NotNegative
    pcfIncludingBiogenic: Maybe[Number] = None
    fossilGhgEmissions: Maybe[NotNegative] = None
    biogenicCarbonEmissionsOtherThanCO2: Maybe[NotNegative] = None
    biogenicCarbonWithdrawal: Maybe[NotPositive] = None
    dlucGhgEmissions: Maybe[NotNegative] = None
    extTFS_luGhgEmissions: Maybe[Number] = None
    aircraftGhgEmissions: Maybe[NotNegative] = None
    extWBCSD_packagingGhgEmissions: Maybe[NotNegative] = None
    distributionStagePcfExcludingBiogenic: Maybe[NotNegative] = None
    distributionStagePcfIncludingBiogenic: Maybe[Number] = None
    distributionStageFossilGhgEmissions: Maybe[NotNegative] = None
    distributionStageBiogenicCarbonEmissionsOtherThanCO2: Maybe[NotNegative] = None
    distributionStageBiogenicCarbonWithdrawal: Maybe[NotPositive] = None
    extTFS_distributionStageDlucGhgEmissions: Maybe[NotNegative] = None
    extTFS_distributionStageLuGhgEmissions: Maybe[Number] = None
    carbonContentTotal: Maybe[NotNegative] = None
    extWBCSD_fossilCarbonContent: Maybe[NotNegative] = None
    carbonContentBiogenic: Maybe[NotNegative] = None
    distributionStageAircraftGhgEmissions: Maybe[NotNegative] = None


class ProductCarbonFootprint7(Aspect):
    """The footprint of a product, in the older form."""

    aspect_kind: ClassVar[str] = "product carbon footprint"
    aspect_version: ClassVar[str] = "7.0.0"
    id: Uuid
    specVersion: str
    partialFullPcf: Boundary
    precedingPfIds: Maybe[list[PrecedingFootprint]] = None
    version: NotNegative
    created: Timestamp
    extWBCSD_pfStatus: Literal["Active", "Deprecated"]
    validityPeriodStart: Maybe[Timestamp] = None
    validityPeriodEnd: Maybe[Timestamp] = None
    comment: Maybe[str] = None
    companyName: ShortText
    companyIds: Ids
    productDescription: Maybe[str] = None
    productIds: Ids
    extWBCSD_productCodeCpc: str
    productName: ShortText
    pcf: CarbonFootprint
    pcfLegalStatement: Maybe[str] = None
