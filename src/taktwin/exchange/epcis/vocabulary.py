"""Words of the Core Business Vocabulary 2.0: as EPCIS writes them in JSON, as URNs, as URIs of the web."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BIZ_STEPS = _words(
    "accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting"
    " decommissioning departing destroying disassembling dispensing encoding entering_exiting holding inspecting"
    " installing killing loading other packing picking receiving removing repackaging repairing replacing reserving"
    " retail_selling sampling sensor_reporting shipping staging_outbound stock_taking stocking storing transporting"
    " unloading unpacking void_shipping"
)
DISPOSITIONS = _words(
    "active available completeness_inferred completeness_verified conformant container_closed container_open damaged"
    " destroyed dispensed disposed encoded expired in_progress in_transit inactive mismatch_class mismatch_instance"
    " mismatch_quantity needs_replacement no_pedigree_match non_conformant non_sellable_other partially_dispensed"
    " recalled reserved retail_sold returned sellable_accessible sellable_not_accessible stolen unavailable"
    " unknown"
)
BIZ_TRANSACTION_TYPES = _words("bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt")
SOURCE_DESTINATION_TYPES = _words("location owning_party possessing_party")
ERROR_REASONS = _words("did_not_occur incorrect_data")
COMPONENTS = _words(
    "x y z axial_distance azimuth height spherical_radius polar_angle elevation_angle easting northing latitude"
    " longitude altitude"
)
MEASUREMENTS = _words(
    "AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude AmountOfSubstance"
    " AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area Capacitance"
    " Conductance Conductivity Count Density Dimensionless DoseEquivalent DoseEquivalentRate DynamicViscosity"
    " ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency"
    " Illuminance Inductance Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux"
    " LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate"
    " MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux"
    " RadiantIntensity Radioactivity RelativeHumidity Resistance Resistivity SolidAngle SpecificVolume Speed"
    " SurfaceDensity SurfaceTension Temperature Time Torque Voltage Volume VolumeFlowRate VolumeFraction"
    " VolumetricFlux Wavenumber"
)
ALERTS = _words("ALARM_CONDITION ERROR_CONDITION")

CBV, GS1, EPCIS = "https://ref.gs1.org/cbv/", "https://gs1.org/voc/", "https://ref.gs1.org/epcis/"
#: Prefixes that stand for the vocabularies of GS1, declared or not.
PREFIXES = {"cbv": CBV, "gs1": GS1, "epcis": EPCIS}
#: Kind of word -> the words, and what their URI begins with.
_KINDS = {
    "bizStep": (BIZ_STEPS, f"{CBV}BizStep-"),
    "disposition": (DISPOSITIONS, f"{CBV}Disp-"),
    "bizTransactionType": (BIZ_TRANSACTION_TYPES, f"{CBV}BTT-"),
    "sourceDestinationType": (SOURCE_DESTINATION_TYPES, f"{CBV}SDT-"),
    "reason": (ERROR_REASONS, f"{CBV}ER-"),
    "component": (COMPONENTS, f"{CBV}Comp-"),
    "measurement": (MEASUREMENTS, GS1),
    "exception": (ALERTS, GS1),
}
#: Part of a URN of the vocabulary -> what the URI of the web begins with.
_URNS = {"bizstep": "BizStep-", "disp": "Disp-", "btt": "BTT-", "sdt": "SDT-", "er": "ER-", "comp": "Comp-"}
_URN = "urn:epcglobal:cbv:"


def web_uri(word: str, kind: str = "") -> str:
    """The URI of the web of a word of the vocabulary, be it a bare word of that kind or a URN; else the text itself.

    Example:
        >>> web_uri("receiving", "bizStep")
        'https://ref.gs1.org/cbv/BizStep-receiving'
        >>> web_uri("urn:epcglobal:cbv:disp:in_transit")
        'https://ref.gs1.org/cbv/Disp-in_transit'
    """
    words, begin = _KINDS.get(kind, (frozenset(), ""))
    if word in words:
        return begin + word
    if word.startswith(_URN):
        part, _, rest = word.removeprefix(_URN).partition(":")
        if part in _URNS:
            return CBV + _URNS[part] + rest
    return word


def bare_word(text: str, kind: str) -> str:
    """The bare word that EPCIS has in JSON for a URN, a short or a full URI; the text itself where there is none."""
    words, begin = _KINDS[kind]
    prefix, colon, rest = text.partition(":")
    full = PREFIXES[prefix] + rest if colon and prefix in PREFIXES else web_uri(text)
    word = full.removeprefix(begin)
    return word if full.startswith(begin) and word in words else full if text.startswith(_URN) else text
