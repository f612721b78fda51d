"""Product carbon footprint 9.0.0: what a product costs in CO2, by stage; each group is an array, as a rule of one."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from taktwin.exchange.catenax.aspect import Aspect, Entity
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

Exempted = Annotated[Number, bounded(0, 10)]
Rating = Annotated[Number, bounded(1, 5)]
Boundary = Literal["Cradle-to-gate", "Cradle-to-grave"]
DeclaredUnit = Literal[
    "liter", "kilogram", "cubic meter", "kilowatt hour", "megajoule", "ton kilometer", "square meter", "piece", "hour",
    "megabit", "second",
]  # fmt: skip
Region = Literal[
    "Africa", "Americas", "Asia", "Europe", "Oceania", "Australia and New Zealand", "Central Asia", "Eastern Asia",
    "Eastern Europe", "Latin America and the Caribbean", "Melanesia", "Micronesia", "Northern Africa",
    "Northern America", "Northern Europe", "Polynesia", "South-eastern Asia", "Southern Asia", "Southern Europe",
    "Sub-Saharan Africa", "Western Asia", "Western Europe", "Global", "Several",
]  # fmt: skip
Outlook = Literal[
    "Retrospective PCF",
    "Prospective PCF without forerunner",
    "Prospective PCF of further developed product with forerunner",
    "Prospective PCF for current product for future production date",
    "Progressive PCF",
]


class ScopeOfPcfForm(Entity):
    """The version of the data model, and how far the footprint reaches."""

    specVersion: str
    partialFullPcf: Boundary


class CompanyInformation(Entity):
    """Whose product it is."""

    companyName: ShortText
    companyIds: Once[FormatText]


class ProductInformation(Entity):
    """What product it is, and the amount that the footprint is for."""

    productNameCompany: ShortText
    productIds: Once[FormatText]
    declaredUnitOfMeasurement: DeclaredUnit
    declaredUnitAmount: Above0
    productMassPerDeclaredUnit: NotNegative
    productClassifications: Maybe[Once[str]] = None
    productDescription: Maybe[str] = None


class CompanyAndProduct(Entity):
    """Company and product."""

    companyInformation: Maybe[list[CompanyInformation]] = None
    productInformation: Maybe[list[ProductInformation]] = None


class DataSources(Entity):
    """How much of it was measured, and how good the data are."""

    primaryDataShare: Maybe[Percent] = None
    secondaryEmissionFactorSources: Maybe[Once[str]] = None
    technologicalDQR: Maybe[Rating] = None
    temporalDQR: Maybe[Rating] = None
    geographicalDQR: Maybe[Rating] = None


class Technology(Entity):
    """Capture of CO2, and the processes inside the boundary."""

    ccsTechnologicalCO2CaptureIncluded: bool
    boundaryProcessesDescription: Maybe[str] = None


class IdAndVersion(Entity):
    """Which footprint it is."""

    id: Uuid
    version: NotNegative
    status: Literal["Active", "Deprecated"]
    retroOrProspectivePcfType: Outlook
    precedingPfIds: Maybe[list[Entity]] = None


class BoundarySpecification(Entity):
    """What was left out."""

    exemptedEmissionsPercent: Exempted
    exemptedEmissionsDescription: Maybe[str] = None


class Geography(Entity):
    """Where the product was made."""

    geographyRegionOrSubregion: Region
    geographyCountrySubdivision: Maybe[str] = None
    geographyCountry: Maybe[Country] = None


class Times(Entity):
    """Of which time it tells, and how long it holds."""

    referencePeriodStart: Timestamp
    referencePeriodEnd: Timestamp
    created: Timestamp
    validityPeriodEnd: Timestamp
    validityPeriodStart: Maybe[Timestamp] = None


class AssessmentInformation(Entity):
    """Technology, version, boundary, place and time."""

    technology: list[Technology]
    idAndVersion: list[IdAndVersion]
    boundarySpecifications: list[BoundarySpecification]
    geography: list[Geography]
    time: list[Times]


class VerificationShares(Entity):
    """How much of it others have verified, in %."""

    programCertificationShare: Maybe[Percent] = None
    productVerificationShare3rdParty: Maybe[Percent] = None
    productVerificationShare2ndParty: Maybe[Percent] = None
    productVerificationShare1stParty: Maybe[Percent] = None


class MassBalancing(Entity):
    """Whether material was attributed by mass balance."""

    massBalancingUsed: bool
    freeAttributionInMassBalancing: Literal["true", "false", "not applicable"]
    massBalancingCertificateScheme: ShortText


class Standards(Entity):
    """By which standards and rules it was computed."""

    crossSectoralStandards: list[str]
    productOrSectorSpecificRules: Once[str]


class CharacterizationFactors(Entity):
    """Which assessment report the warming potentials are from."""

    ipccCharacterizationFactors: Literal["AR5", "AR6", "AR4", "unspecified"]


class Allocation(Entity):
    """How emissions were shared between products."""

    allocationWasteIncineration: Literal["cut-off", "reverse cut-off", "system expansion", "polluter pays principle"]
    allocationRulesDescription: Maybe[str] = None
    allocationRecycledCarbon: Maybe[Literal["upstream system expansion", "cut-off"]] = None


class Methodology(Entity):
    """How it was computed."""

    massBalancingInformation: list[MassBalancing]
    standards: list[Standards]
    gwpCharacterizationFactorDetails: list[CharacterizationFactors]
    allocationInForeground: list[Allocation]


class AssessmentAndMethodology(Entity):
    """Data, assessment, verification, method."""

    dataSourcesAndQuality: list[DataSources]
    pcfAssessmentInformation: Maybe[list[AssessmentInformation]] = None
    verificationAndCertificationShares: Maybe[list[VerificationShares]] = None
    pcfMethodology: Maybe[list[Methodology]] = None


class GeneralRemarks(Entity):
    """Words about it."""

    comment: Maybe[str] = None
    pcfLegalStatement: Maybe[str] = None


class CarbonContent(Entity):
    """Carbon in the product, in kg for the declared amount."""

    carbonContentTotal: Maybe[NotNegative] = None
    fossilCarbonContent: Maybe[NotNegative] = None
    biogenicCarbonContent: Maybe[NotNegative] = None
    packagingBiogenicCarbonContent: Maybe[NotNegative] = None
    recycledCarbonContent: Maybe[NotNegative] = None


class ProductionStage(Entity):
    """Emissions up to the gate, in kg CO2e for the declared amount."""

    pcfIncludingBiogenicUptake: Number
    pcfExcludingBiogenicUptake: NotNegative
    fossilGhgEmissions: Maybe[NotNegative] = None
    biogenicNonCO2Emissions: Maybe[NotNegative] = None
    biogenicCO2Uptake: Maybe[NotPositive] = None
    landUseChangeGhgEmissions: Maybe[NotNegative] = None
    landManagementBiogenicCO2Emissions: Maybe[NotNegative] = None
    packagingLandManagementBiogenicCO2Emissions: Maybe[NotNegative] = None
    landManagementBiogenicCO2Removals: Maybe[NotPositive] = None
    aircraftGhgEmissions: Maybe[NotNegative] = None


class DistributionStage(Entity):
    """Emissions on the way to the customer, in kg CO2e for the declared amount."""

    distributionStageIncluded: bool
    distributionStagePcfIncludingBiogenicUptake: Maybe[Number] = None
    distributionStagePcfExcludingBiogenicUptake: Maybe[NotNegative] = None
    distributionStageFossilGhgEmissions: Maybe[NotNegative] = None
    distributionStageBiogenicNonCO2Emissions: Maybe[NotNegative] = None
    distributionStageBiogenicCO2Uptake: Maybe[Number] = None
    distributionStageLandUseChangeGhgEmissions: Maybe[NotNegative] = None
    distributionStageLandManagementBiogenicCO2Emissions: Maybe[NotNegative] = None
    distributionStageLandManagementBiogenicCO2Removals: Maybe[NotPositive] = None
    distributionStageAircraftGhgEmissions: Maybe[NotNegative] = None


class PackagingStage(Entity):
    """Emissions of the packaging, in kg CO2e for the declared amount."""

    packagingEmissionsIncluded: bool
    packagingPcfIncludingBiogenicUptake: Maybe[NotNegative] = None
    packagingPcfExcludingBiogenicUptake: Maybe[NotNegative] = None
    packagingFossilGhgEmissions: Maybe[NotNegative] = None
    packagingBiogenicNonCO2Emissions: Maybe[NotNegative] = None
    packagingBiogenicCO2Uptake: Maybe[NotPositive] = None
    packagingLandUseChangeGhgEmissions: Maybe[NotNegative] = None
    packagingLandManagementBiogenicCO2Emissions: Maybe[NotNegative] = None
    packagingLandManagementBiogenicCO2Removals: Maybe[NotPositive] = None
    packagingAircraftGhgEmissions: Maybe[NotNegative] = None


class LifeCycleStages(Entity):
    """Emissions by stage."""

    productionStage: list[ProductionStage]
    distributionStage: list[DistributionStage]
    packagingStage: list[PackagingStage]


class Attestation(Entity):
    """Who has attested what."""

    attestationType: str
    standardName: str
    attestationStandard: str
    attestationOfConformanceId: str
    providerName: str
    attestationOfConformanceLink: Maybe[str] = None
    providerId: Maybe[str] = None
    completedAt: Maybe[Timestamp] = None


class ProductCarbonFootprint(Aspect):
    """The footprint of a product."""

    aspect_kind: ClassVar[str] = "product carbon footprint"
    aspect_version: ClassVar[str] = "9.0.0"
    scopeOfPcfForm: list[ScopeOfPcfForm]
    companyAndProductInformation: list[CompanyAndProduct]
    pcfAssessmentAndMethodology: list[AssessmentAndMethodology]
    general: list[GeneralRemarks]
    carbonContent: list[CarbonContent]
    productLifeCycleStagesAndEmissions: list[LifeCycleStages]
    attestationOfConformance: Maybe[list[Attestation]] = None
