"""The submodel Carbon Footprint (IDTA 02023, 1.0): one shell for each product, its footprint in kg CO2e.

The identifiers are those of the template IDTA 02023-1-0-2 and of the ECLASS values that it names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_IDTA = "https://admin-shell.io/idta/CarbonFootprint"
TEMPLATE = "https://admin-shell.io/IDTA02023-1-0"
#: Words of a standard -> the value of ECLASS that names it; others are written as they are.
METHODS = {
    "EN 15804": "0173-1#07-ABU223#003",
    "GHG Protocol": "0173-1#07-ABU221#003",
    "IEC TS 63058": "0173-1#07-ABU222#003",
    "IEC 63366": "0173-1#07-ACA792#002",
    "ISO 14040, ISO 14044": "0173-1#07-ABV505#003",
    "ISO 14067": "0173-1#07-ABU218#003",
    "PACT v2.0.0": "0173-1#07-ACC003#001",
    "PACT v3.0.0": "0173-1#07-ACC012#001",
    "Catena-X v2": "0173-1#07-ACC006#001",
    "Catena-X v3": "0173-1#07-ACC011#001",
}
#: Phases of the life cycle that a footprint up to the gate can have.
PHASES = {
    "A1": ("A1 - raw material supply (and upstream production)", "0173-1#07-ABU208#003"),
    "A3": ("A3 - production", "0173-1#07-ABU210#003"),
    "A1-A3": ("A1-A3", "0173-1#07-ABZ789#003"),
}
_PIECE = ("piece", "0173-1#07-ABZ603#003")


@dataclass(frozen=True)
class ShellFootprint:
    """What the shell of a product says of its footprint, for one piece.

    Attributes:
        asset: global identifier of the product.
        name: of the product, for people.
        footprint_id: of the footprint; identifiers of shell and submodel are made of it.
        kg: CO2e.
        methods: standards that were followed.
        phases: keys of `PHASES`.
        published: when it was computed.
        expires: until when it holds.
    """

    asset: str
    name: str
    footprint_id: str
    kg: float
    methods: Sequence[str]
    phases: Sequence[str]
    published: dt.datetime
    expires: dt.datetime


def shell(one: ShellFootprint) -> tuple[Any, Any]:
    """The shell of a product and its submodel, as objects of the library `basyx`.

    Args:
        one: what they say.
    """
    from basyx.aas import model

    submodel = model.Submodel(
        id_=f"urn:uuid:{one.footprint_id}",
        id_short="CarbonFootprint",
        administration=model.AdministrativeInformation(version="1", revision="0", template_id=TEMPLATE),
        semantic_id=_named("CarbonFootprint"),
        submodel_element=[
            model.SubmodelElementList(
                "ProductCarbonFootprints",
                model.SubmodelElementCollection,
                [_footprint(one)],
                semantic_id=_named("ProductCarbonFootprints"),
                semantic_id_list_element=_named("ProductCarbonFootprint"),
            )
        ],
    )
    asset = model.AssetInformation(asset_kind=model.AssetKind.TYPE, global_asset_id=one.asset)
    made = model.AssetAdministrationShell(
        asset,
        id_=f"urn:uuid:{one.footprint_id}:shell",
        id_short="Shell",
        display_name=model.MultiLanguageNameType({"en": one.name[:128]}),
        submodel={model.ModelReference.from_referable(submodel)},
    )
    return made, submodel


def _footprint(one: ShellFootprint) -> Any:
    from basyx.aas import model

    phases = [PHASES[key] for key in one.phases]
    methods = [(word, METHODS.get(word)) for word in one.methods]
    return model.SubmodelElementCollection(
        None,
        [
            _listed("PcfCalculationMethods", "0173-1#02-ABG854#003", methods),
            _property("PcfCO2eq", "0173-1#02-ABG855#003", model.datatypes.Decimal, Decimal(repr(one.kg))),
            _property("ReferenceImpactUnitForCalculation", "0173-1#02-ABG856#003", str, *_PIECE),
            _property("QuantityOfMeasureForCalculation", "0173-1#02-ABG857#003", model.datatypes.Double, 1.0),
            _listed("LifeCyclePhases", "0173-1#02-ABG858#003", phases),
            _dated("PublicationDate", one.published),
            _dated("ExpirationDate", one.expires),
        ],
        semantic_id=_named("ProductCarbonFootprint"),
    )


def _dated(name: str, moment: dt.datetime) -> Any:
    from basyx.aas import model

    return model.Property(name, model.datatypes.DateTime, moment.astimezone(dt.UTC), semantic_id=_named(name))


def _listed(name: str, irdi: str, values: Sequence[tuple[str, str | None]]) -> Any:
    """A list of words, each with the value of ECLASS that it stands for."""
    from basyx.aas import model

    return model.SubmodelElementList(
        name,
        model.Property,
        [_property(None, irdi, str, *value) for value in values],
        semantic_id=_named(name),
        semantic_id_list_element=_reference(irdi),
        value_type_list_element=model.datatypes.String,
    )


def _property(name: str | None, irdi: str, kind: Any, value: Any, value_irdi: str | None = None) -> Any:
    from basyx.aas import model

    value_id = None if value_irdi is None else _reference(value_irdi)
    return model.Property(name, kind, value, value_id=value_id, semantic_id=_reference(irdi))


def _named(name: str) -> Any:
    """The identifier that the template gives to one of its elements."""
    return _reference(f"{_IDTA}/{name}/1/0")


def _reference(value: str) -> Any:
    from basyx.aas import model

    return model.ExternalReference((model.Key(model.KeyTypes.GLOBAL_REFERENCE, value),))
