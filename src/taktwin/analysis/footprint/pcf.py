"""A footprint as a document of Catena-X: Pcf 9.0.0, from cradle to gate."""

from __future__ import annotations

import datetime as dt
import math
import uuid
from typing import Any

from taktwin.analysis.carbon.errors import CarbonError
from taktwin.analysis.footprint.ledger import Footprint
from taktwin.analysis.footprint.read import Account
from taktwin.exchange.catenax.aspect import checked, given
from taktwin.exchange.catenax.pcf import ProductCarbonFootprint
from taktwin.exchange.catenax.values import timestamp

SPEC_VERSION = "urn:io.catenax.pcf:datamodel:version:9.0.0"
_RATINGS = {"technology": "technologicalDQR", "time": "temporalDQR", "geography": "geographicalDQR"}


def pcf_document(account: Account, one: Footprint) -> ProductCarbonFootprint:
    """The document of one product, for one piece.

    Its id is made of company, product, period and version, so the same account gives the same document. Stages that
    the account does not hold (distribution, packaging of its own) are said not to be in it.

    Args:
        account: the file.
        one: the footprint.

    Raises:
        CarbonError: nothing was bought for the product: the aspect model knows no footprint from gate to gate.
        DocumentError: a text is not what the aspect model allows.
    """
    if not one.parts:
        message = f'"{one.product.key}" has no bought part, and a Pcf reaches from the cradle to the gate'
        remedy = "list its parts and materials, ask for another product with `--product`, "
        raise CarbonError(message, remedy + "or write the footprint of the plant with `--to aas`")
    value = {
        "scopeOfPcfForm": [{"specVersion": SPEC_VERSION, "partialFullPcf": "Cradle-to-gate"}],
        "companyAndProductInformation": [_who(account, one)],
        "pcfAssessmentAndMethodology": [_how(account, one)],
        "general": [_texts(comment=account.noun.document.comment, pcfLegalStatement=account.noun.document.legal)],
        "carbonContent": [{}],
        "productLifeCycleStagesAndEmissions": [
            {
                "productionStage": [
                    {"pcfExcludingBiogenicUptake": one.kg, "pcfIncludingBiogenicUptake": one.kg - one.uptake_kg}
                ],
                "distributionStage": [{"distributionStageIncluded": False}],
                "packagingStage": [{"packagingEmissionsIncluded": False}],
            }
        ],
    }
    return checked(ProductCarbonFootprint, value)


def _who(account: Account, one: Footprint) -> dict[str, Any]:
    company, product = account.noun.company, one.product
    return {
        "companyInformation": [{"companyName": company.name, "companyIds": list(dict.fromkeys(company.ids))}],
        "productInformation": [
            {
                "productNameCompany": product.name,
                "productIds": list(product.ids),
                "declaredUnitOfMeasurement": "piece",
                "declaredUnitAmount": 1,
                "productMassPerDeclaredUnit": product.mass_kg,
                **given(productClassifications=list(product.classes) or None),
                **_texts(productDescription=product.description),
            }
        ],
    }


def _how(account: Account, one: Footprint) -> dict[str, Any]:
    method = account.noun.method
    sources = sorted({line.factor.source for line in account.lines if line.weights.get(one.product.key)})
    share = None if math.isnan(one.primary_share) else 100 * one.primary_share
    ratings = {_RATINGS[name]: value for name, value in one.quality.items()}
    return {
        "dataSourcesAndQuality": [
            {**given(primaryDataShare=share), "secondaryEmissionFactorSources": sources, **ratings}
        ],
        "pcfAssessmentInformation": [_assessment(account, one)],
        "pcfMethodology": [
            {
                "massBalancingInformation": [
                    {
                        "massBalancingUsed": False,
                        "freeAttributionInMassBalancing": "not applicable",
                        "massBalancingCertificateScheme": "none",
                    }
                ],
                "standards": [
                    {"crossSectoralStandards": method.standards, "productOrSectorSpecificRules": method.rules}
                ],
                "gwpCharacterizationFactorDetails": [{"ipccCharacterizationFactors": method.gwp}],
                "allocationInForeground": [
                    {
                        "allocationWasteIncineration": method.waste_incineration,
                        "allocationRulesDescription": _shared(account, one),
                    }
                ],
            }
        ],
    }


def _assessment(account: Account, one: Footprint) -> dict[str, Any]:
    begin, end = account.period
    exempted, place = account.noun.method.exempted, account.noun.place
    made_of = ", ".join(dict.fromkeys(what for what, _, _ in one.lines))
    bought = ", ".join(dict.fromkeys(part for part, _, _ in one.parts))
    return {
        "technology": [
            {
                "ccsTechnologicalCO2CaptureIncluded": False,
                "boundaryProcessesDescription": f"In the plant: {made_of}. Bought: {bought}.",
            }
        ],
        "idAndVersion": [
            {
                "id": str(footprint_id(account, one)),
                "version": account.version,
                "status": "Active",
                "retroOrProspectivePcfType": "Retrospective PCF",
            }
        ],
        "boundarySpecifications": [
            {
                "exemptedEmissionsPercent": 100 * exempted.share.value,
                **_texts(exemptedEmissionsDescription=exempted.what),
            }
        ],
        "geography": [
            {
                "geographyRegionOrSubregion": place.region,
                **given(geographyCountry=place.country, geographyCountrySubdivision=place.subdivision),
            }
        ],
        "time": [
            {
                "referencePeriodStart": timestamp(_begin(begin)),
                "referencePeriodEnd": timestamp(_begin(end + dt.timedelta(days=1)) - dt.timedelta(seconds=1)),
                "created": timestamp(account.created),
                "validityPeriodStart": timestamp(account.created),
                "validityPeriodEnd": timestamp(account.valid_until),
            }
        ],
    }


def footprint_id(account: Account, one: Footprint) -> uuid.UUID:
    """The identifier of a footprint, made of what it is of."""
    begin, end = account.period
    words = (account.noun.company.ids[0], one.product.ids[0], begin.isoformat(), end.isoformat(), str(account.version))
    return uuid.uuid5(uuid.NAMESPACE_URL, "|".join(words))


def _shared(account: Account, one: Footprint) -> str:
    """How the lines of the ledger were shared, in words."""
    words = {"each": "by pieces", "mass": "by mass"}
    by = {
        line.what: words.get(line.shared_by, "by given weights")
        for line in account.lines
        if line.weights.get(one.product.key)
    }
    return "; ".join(f"{what}: {how}" for what, how in by.items())


def _begin(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _texts(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text.strip()}
