"""The footprint of a bought part out of the document of its supplier (Catena-X Pcf 9.0.0 or 7.0.0)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from taktwin.analysis.carbon.errors import CarbonError
from taktwin.exchange.catenax.kinds import read
from taktwin.exchange.catenax.pcf import ProductCarbonFootprint
from taktwin.exchange.catenax.pcf7 import ProductCarbonFootprint7
from taktwin.model.values.figures import number

MOST_KG = 1e9
"""Largest footprint of one unit that is believed."""
_RATINGS = {"technology": "technologicalDQR", "time": "temporalDQR", "geography": "geographicalDQR"}


@dataclass(frozen=True)
class Supplied:
    """What a supplier says of one declared unit of a part."""

    kg: float
    """Kg CO2e for one unit, biogenic uptake left out."""
    uptake_kg: float
    """Kg CO2 that biogenic material took up, 0 or more; 0 where the document does not say."""
    unit: str
    primary: float | None
    """Share of primary data, 0 to 1; None where the document does not say."""
    quality: dict[str, float]
    source: str


def supplied(path: Path) -> Supplied:
    """The footprint in a document.

    Raises:
        CarbonError: it is no footprint, declares no unit, or tells a figure that nobody can believe.
        DocumentError: it is not what its aspect model says.
        OSError: it cannot be read.
    """
    document = read(path.read_bytes(), path.name)
    found = None
    if isinstance(document, ProductCarbonFootprint):
        found = _nested(document, path.name)
    elif isinstance(document, ProductCarbonFootprint7):
        found = _flat(document, path.name)
    if found is not None:
        number(CarbonError, path.name, "footprint of one unit", found.kg, "kg CO2e", most=MOST_KG)
        number(CarbonError, path.name, "biogenic uptake of one unit", found.uptake_kg, "kg CO2", most=MOST_KG)
        return found
    message = f"{path.name} is a document of the aspect model {document.aspect_kind}, not a footprint"
    raise CarbonError(message, "name a Pcf 9.0.0 or 7.0.0 of Catena-X")


def _nested(document: ProductCarbonFootprint, name: str) -> Supplied:
    infos = [one for group in document.companyAndProductInformation for one in group.productInformation or []]
    stages = [one for group in document.productLifeCycleStagesAndEmissions for one in group.productionStage]
    if len(infos) != 1 or len(stages) != 1:
        message = f"{name} has {len(infos)} products and {len(stages)} production stages, expected one of each"
        raise CarbonError(message, "ask the supplier for a document of one product, with its declared unit")
    sources = [one for group in document.pcfAssessmentAndMethodology for one in group.dataSourcesAndQuality]
    told = {word: getattr(sources[0], field) for word, field in _RATINGS.items()} if sources else {}
    rated = {word: value for word, value in told.items() if value is not None}
    stage, amount = stages[0], infos[0].declaredUnitAmount
    share = sources[0].primaryDataShare if sources else None
    return Supplied(
        stage.pcfExcludingBiogenicUptake / amount,
        max(0.0, stage.pcfExcludingBiogenicUptake - stage.pcfIncludingBiogenicUptake) / amount,
        infos[0].declaredUnitOfMeasurement,
        None if share is None else share / 100,
        rated,
        f"{name}: Pcf 9.0.0 of {infos[0].productNameCompany}",
    )


def _flat(document: ProductCarbonFootprint7, name: str) -> Supplied:
    """Ratings of 7.0.0 run from 1 to 3, on another scale: they are not taken over."""
    pcf = document.pcf
    including = pcf.pcfExcludingBiogenic if pcf.pcfIncludingBiogenic is None else pcf.pcfIncludingBiogenic
    return Supplied(
        pcf.pcfExcludingBiogenic / pcf.unitaryProductAmount,
        max(0.0, pcf.pcfExcludingBiogenic - including) / pcf.unitaryProductAmount,
        pcf.declaredUnit,
        None if pcf.primaryDataShare is None else pcf.primaryDataShare / 100,
        {},
        f"{name}: Pcf 7.0.0 of {document.productName}",
    )
