"""Efficiency of an engine: what a better one saves, and the electricity that a litre makes.

Fuel saved = 1 - old / new; kWh a litre = 8.9 kWh (petrol) x engine x generator.
"""

from __future__ import annotations

import re
from dataclasses import replace

from taktwin.analysis.claims.bounds import bounds
from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, gravest, percent, shown
from taktwin.analysis.claims.kinds.conversion import MADE
from taktwin.analysis.claims.reproduced import of_fuel
from taktwin.model.phrase import Phrase

FIELDS = {
    "efficiency": Takes(({"share": 1},), "44.8 %"),
    "before": Takes(({"share": 1},), "39 %"),
    "fuel_saving": Takes(({"share": 1},), "15 %", signed=True),
    "per_litre": Takes(({"energy": 1, "volume": -1},), "3.65 kWh/L"),
}
TOGETHER = (("efficiency",), ("per_litre",))
_PETROL = 8.9  # kWh a litre, lower heating value
_GENERATOR = (0.85, 0.97)  # generator and rectifier


def read(sentence: Sentence) -> Read | None:
    """A thermal efficiency, with the one before, the fuel saved or the electricity of a litre; or that alone."""
    if "efficien" not in sentence.words:
        return _litre(sentence)
    shares, litre = sentence.having({"share": 1}), sentence.having({"energy": 1, "volume": -1})
    if not shares:
        return None
    saving = [one for one in shares if one.signed or "fuel" in one.before.lower() or "less fuel" in one.after.lower()]
    levels = [one for one in shares if one not in saving]
    if not levels or len(levels) > 2 or len(saving) > 1:
        return None
    values = {"efficiency": levels[-1]}
    if len(levels) == 2:
        values["before"] = levels[0]
    if saving:
        values["fuel_saving"] = saving[0]
    if litre:
        values["per_litre"] = litre[0]
    return Read(values)


def _litre(sentence: Sentence) -> Read | None:
    """The electricity that is made of a litre of petrol."""
    if not re.search(r"\b(?:gasoline|petrol|fuel)\b", sentence.words) or not MADE.search(sentence.words):
        return None
    each = sentence.having({"energy": 1, "volume": -1})
    if each:
        return Read({"per_litre": each[0]})
    energy, volume = sentence.having({"energy": 1}), sentence.having({"volume": 1})
    if len(energy) != 1 or len(volume) != 1 or not volume[0].middle or len(sentence.figures) != 2:
        return None
    litre = energy[0].scaled(1 / volume[0].middle)
    return Read({"per_litre": replace(litre, dims={"energy": 1, "volume": -1})})


def judge(claim: Claim) -> Finding:
    """The efficiency itself, and what follows from it."""
    values, bound = claim.values, bounds()["thermal_efficiency"]
    if "efficiency" not in values:
        return _engine_of(values["per_litre"].middle / 1000)
    new = values["efficiency"].middle
    verdict = bound.verdict(new)
    condition = Phrase("only of a large slow engine or of a laboratory") if verdict == "only_if" else ""
    findings = [Finding(verdict, percent(new), condition)]
    if "fuel_saving" in values:
        findings.append(_of_fuel(claim, new))
    if "per_litre" in values:
        made = values["per_litre"].middle / 1000 / _PETROL
        generator = made / new
        implied = Phrase(
            "{litre} kWh/L / {petrol} = {made}, generator {generator}",
            litre=shown(values["per_litre"].middle / 1000),
            petrol=_PETROL,
            made=percent(made),
            generator=percent(generator),
        )
        if generator > 1:
            findings.append(Finding("impossible", implied))
        elif _GENERATOR[0] <= generator <= _GENERATOR[1]:
            findings.append(Finding("consistent", implied))
        else:
            findings.append(
                Finding("only_if", implied, Phrase("only with a generator of {share}", share=percent(generator)))
            )
    return gravest(findings)


def _engine_of(litre: float) -> Finding:
    """The engine that makes so many kWh of a litre, with a usual generator."""
    low, high = (litre / _PETROL / one for one in (_GENERATOR[1], _GENERATOR[0]))
    implied = Phrase(
        "{litre} kWh/L / {petrol} = {made}: an engine of {low} to {high} with its generator",
        litre=shown(litre),
        petrol=_PETROL,
        made=percent(litre / _PETROL),
        low=percent(low),
        high=percent(high),
    )
    verdicts = [bounds()["thermal_efficiency"].verdict(one) for one in (low, high)]
    if "consistent" in verdicts:
        return Finding("consistent", implied)
    if "only_if" in verdicts:
        return Finding("only_if", implied, Phrase("only of a large slow engine or of a laboratory"))
    return Finding("impossible", implied)


def _of_fuel(claim: Claim, new: float) -> Finding:
    saving = claim.values["fuel_saving"]
    size = abs(saving.middle)
    positive = saving.scaled(-1) if saving.value < 0 else saving
    old = claim.values["before"].middle if "before" in claim.values else None
    ends = sorted((positive.value, positive.value if positive.end is None else abs(positive.end)))
    ways = of_fuel(max(ends[0] - positive.half, 0.0), min(ends[1] + positive.half, 0.99), new, old)
    if old is None:
        old = new * (1 - size)
        implied = Phrase("the engine before: {old}", old=percent(old))
        if 0.35 <= old <= 0.42:
            return Finding("consistent", implied, ways=ways)
        return Finding("only_if", implied, Phrase("only if the engine before had {old}", old=percent(old)), ways=ways)
    saved = 1 - old / new
    implied = f"1 - {percent(old)}/{percent(new)} = {percent(saved)}"
    if positive.allows(saved, saved):
        return Finding("consistent", implied, ways=ways)
    if saved < size <= saved + 0.18:
        return Finding("only_if", implied, Phrase("only if the way of driving the engine gives the rest"), ways=ways)
    return Finding("contradicts", implied, likely=percent(saved), ways=ways)
