"""Photovoltaics: area, power and the energy of a year.

Energy for each m2 = irradiation x efficiency x performance ratio; energy for each kW = irradiation x performance ratio
at 1 kW/m2 (IEC 61724-1). Irradiation at Chongqing is 848 (CSWD) to 1,201 kWh/m2 (TMYx).
"""

from __future__ import annotations

from collections.abc import Mapping

from taktwin.analysis.claims.bounds import Bound, bounds
from taktwin.analysis.claims.claim import HOME, Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, gravest, shown
from taktwin.analysis.claims.printed import Printed
from taktwin.analysis.claims.slips import slip
from taktwin.analysis.claims.units import POWER
from taktwin.model.phrase import Phrase

FIELDS = {
    "area": Takes(({"area": 1},), "42000 m2"),
    "power": Takes((POWER,), "1.6 MW"),
    "yield": Takes(({"energy": 1},), "7.4 GWh"),
    "on": Takes(words=("modules", "roof"), example="modules"),
}
TOGETHER = (("area", "yield"), ("power", "yield"), ("area", "power"))
_WORDS = ("pv", "photovoltaic", "solar", "module", "roof", "panel", "bipv", "kwp", "mwp", "gwp")
_ABROAD = ("spain", "xinjiang", "tibet", "qinghai", "gansu", "atacama", "dubai", "arizona", "california", "australia",
           "india", "saudi", "ningxia", "inner mongolia", "yunnan", "germany", "italy", "africa")  # fmt: skip


def read(sentence: Sentence) -> Read | None:
    """Areas, powers and energies of a sentence that speaks of photovoltaics."""
    named = any(word in sentence.words for word in _WORDS)
    if "battery" in sentence.words:
        return None
    values = {
        name: found[0]
        for name, dims in (("area", {"area": 1}), ("power", POWER), ("yield", {"energy": 1}))
        if (found := sentence.having(dims))
    }
    if len(values) < (2 if named else 3):
        return None
    area = values.get("area")
    near = f"{area.before} {area.after}".lower() if area is not None else ""
    modules = "module" in near or "panel" in near or ("module" in sentence.words and "roof" not in near)
    place = next((one for one in _ABROAD if one in sentence.words), "")
    return Read(values, {"on": "modules" if modules else "roof", **({"place": place} if place else {})})


def judge(claim: Claim) -> Finding:
    """Hold each ratio of two figures against its bounds."""
    home = claim.options.get("place", claim.place) == HOME
    on = claim.options.get("on", "roof")
    area_bound = bounds()[("pv_modules" if on == "modules" else "pv_roof") if home else "pv_elsewhere"]
    density = bounds()["pv_density" if on == "modules" else "pv_density_roof"]
    ratios = (
        ("area", "yield", 1.0, area_bound),
        ("power", "yield", 1 / 3600, bounds()["pv_power" if home else "pv_power_elsewhere"]),
        ("area", "power", 3600e3, density),
    )
    held = [one for one in ratios if one[0] in claim.values and one[1] in claim.values]

    def fits(values: Mapping[str, Printed]) -> bool:
        return all(bound.verdict(_ratio(values, a, b, by)) == "consistent" for a, b, by, bound in held)

    findings = []
    for below, above, by, bound in held:
        value = _ratio(claim.values, below, above, by)
        verdict = bound.verdict(value)
        implied = f"{shown(value)} {bound.unit} ({bound.range})"
        condition = _condition(bound, value) if verdict == "only_if" else ""
        likely = slip(claim.values, ("area", "yield", "power"), fits) if verdict == "impossible" else ""
        findings.append(Finding(verdict, implied, condition, likely))
    return gravest(findings)


def _ratio(values: Mapping[str, Printed], below: str, above: str, by: float) -> float:
    return values[above].middle / values[below].middle * by if values[below].middle else float("inf")


def _condition(bound: Bound, value: float) -> str:
    if value < bound.low:
        return Phrase("only if a part of the area or of the year is meant, or much is shaded or on facades")
    return Phrase("only with the best modules, placement and sunniest weather file")
