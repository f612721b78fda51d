"""Energy and fuels into standard coal (GB/T 2589) and CO2 (GB/T 32150, grid factors of MEE and NBS)."""

from __future__ import annotations

import re

from taktwin.analysis.claims.bounds import Bound, Factor, bounds, factors
from taktwin.analysis.claims.claim import HOME, Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, gravest, shown
from taktwin.analysis.claims.printed import Printed, quotient
from taktwin.analysis.claims.slips import slip
from taktwin.model.phrase import Phrase

_AMOUNTS = ({"energy": 1}, {"volume": 1}, {"mass": 1}, {"coal": 1})
_CARRIERS = tuple(dict.fromkeys(one.carrier for one in factors()))
FIELDS = {
    "amount": Takes(_AMOUNTS, "10 GWh"),
    "carrier": Takes(words=_CARRIERS, example="electricity"),
    "co2": Takes(({"mass": 1},), "5227 t"),
    "coal": Takes(({"coal": 1},), "1229 tce"),
    "energy": Takes(({"energy": 1},), "100 MWh"),
}
TOGETHER = (("amount", "co2"), ("amount", "coal"), ("amount", "energy"), ("coal", "co2"))
MADE = re.compile(r"\b(?:electric\w*|generat\w*|range.extender\w*)")
"""Of a litre: electricity, not heat."""
_UNITS = {"energy": "kWh", "volume": "m3", "mass": "kg", "coal": "kgce"}
_TO = {"co2": "mass", "coal": "coal", "energy": "energy"}
_GRAVITY = {("energy", "co2"): "grid_factor", ("energy", "coal"): "coal_per_kwh", ("coal", "co2"): "co2_per_coal"}


def read(sentence: Sentence) -> Read | None:
    """An amount of energy or fuel, and its standard coal or CO2."""
    values: dict[str, Printed] = {}
    carbon = any(word in sentence.words for word in ("co2", "carbon", "emission"))
    carrier = _carrier(sentence.words)
    for one in sentence.figures:
        if one.dims == {"coal": 1}:
            values.setdefault("coal", one)
        elif one.dims == {"mass": 1} and carbon and _is_co2(one, sentence, carrier):
            values.setdefault("co2", one)
        elif one.dims in _AMOUNTS and ("amount" not in values) and (one.dims == {"energy": 1} or carrier):
            values["amount"] = one
        elif one.dims == {"energy": 1} and "amount" in values and carrier:
            values.setdefault("energy", one)
    amount = values.get("amount")
    if amount is None or not carrier:
        carrier = carrier or "electricity"
    if amount is not None and amount.dims == {"energy": 1} and "energy" in values:
        del values["energy"]
    if amount is not None and amount.dims == {"energy": 1} and carrier in ("diesel", "petrol", "hydrogen", "water"):
        return None
    if carrier in ("petrol", "diesel") and "energy" in values and MADE.search(sentence.words):
        return None  # what a generator makes of it is told by `efficiency`
    if not any(all(name in values for name in names) for names in TOGETHER):
        return None
    options = {"carrier": carrier}
    if HOME.lower() in sentence.words:
        options["place"] = HOME
    return Read(values, options)


def _carrier(words: str) -> str:
    for factor in factors():
        if factor.carrier not in ("electricity", "coal", "energy") and any(
            re.search(rf"\b{re.escape(word)}s?\b", words) for word in factor.words
        ):
            return factor.carrier
    if "gj" in words or " tj" in words or " mj" in words:
        return "energy"
    return ""


def _is_co2(one: Printed, sentence: Sentence, carrier: str) -> bool:
    if one.after.lower().lstrip().startswith(("co2", "of co2", "carbon", "of carbon")) or "co2" in one.before.lower():
        return True
    return len(sentence.having({"mass": 1})) == 1 and not (carrier and one.after.lower().lstrip().startswith(carrier))


def judge(claim: Claim) -> Finding:
    """Each quotient against the known factors, and those against what physics allows."""
    carrier = claim.options.get("carrier", "electricity")
    findings = []
    for name, to in _TO.items():
        if name not in claim.values:
            continue
        if "amount" in claim.values:
            findings.append(_pair(claim, "amount", name, carrier, to))
        if name == "co2" and "coal" in claim.values and "amount" not in claim.values:
            findings.append(_pair(claim, "coal", "co2", "coal", "mass"))
    return gravest(findings)


def _pair(claim: Claim, below: str, above: str, carrier: str, to: str) -> Finding:
    amount, result = claim.values[below], claim.values[above]
    per = next(iter(amount.dims))
    if per == "coal":
        carrier = "coal"
    known = [one for one in factors() if one.carrier == carrier and one.to == to and one.per == per]
    value = result.middle / amount.middle if amount.middle else float("inf")
    unit = f"{_UNITS[to]}/{_UNITS[per]}"
    implied = f"{shown(value)} {unit}"
    place = claim.options.get("place") or claim.scope.get("place", "")
    matching = [one for one in known if _agrees(amount, result, one)]
    usual = [one for one in matching if _usual(one, place)]
    if usual:
        return Finding("consistent", f"{implied} ({usual[0].name})")
    likely = _right(known, amount, place)
    if matching:
        one = matching[0]
        return Finding("only_if", implied, Phrase("only with {factor}", factor=one.when or one.name), likely)
    bound: Bound | None = (
        bounds().get(_GRAVITY.get((per, above), "")) if carrier in ("electricity", "coal", "energy") else None
    )
    broken = bound is not None and not bound.least <= value <= bound.most
    return Finding(
        "impossible" if broken else "contradicts", implied, likely=_slipped(claim, known, below, above, place) or likely
    )


def _usual(one: Factor, place: str) -> bool:
    return not one.when and (not place or one.to != "mass" or one.carrier != "electricity" or one.place == place)


def _agrees(amount: Printed, result: Printed, factor: Factor) -> bool:
    low, high = quotient(amount.scaled(factor.value), Printed(1.0))[0], amount.span[1] * factor.high
    return result.allows(low, high)


def _right(known: list[Factor], amount: Printed, place: str) -> str:
    usual = next((one for one in known if _usual(one, place)), None)
    if usual is None:
        return ""
    unit, by = {"mass": ("t", 1e-3), "coal": ("tce", 1e-3), "energy": ("MWh", 1e-3)}[usual.to]
    return Phrase(
        "{value} {unit} with {factor} ({name})",
        value=shown(amount.middle * (usual.value + usual.high) / 2 * by),
        unit=unit,
        factor=usual.figure,
        name=usual.name,
    )


def _slipped(claim: Claim, known: list[Factor], below: str, above: str, place: str) -> str:
    usual = [one for one in known if _usual(one, place)]
    return slip(claim.values, (above, below), lambda new: any(_agrees(new[below], new[above], one) for one in usual))
