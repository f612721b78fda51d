"""Power and the energy of a year: energy / 8,760 h is the mean power, never above the peak."""

from __future__ import annotations

import re

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, shown
from taktwin.analysis.claims.slips import slip
from taktwin.analysis.claims.units import POWER, YEAR_H

FIELDS = {
    "power": Takes((POWER,), "25 MW", needed=True),
    "energy": Takes(({"energy": 1},), "160 GWh", needed=True),
    "of": Takes(words=("peak", "mean"), example="peak"),
}
TOGETHER = (("power", "energy"),)
_OTHER = re.compile(r"pv|photovoltaic|solar|roof|module|battery|storage|kwp|mwp|gwp")


def read(sentence: Sentence) -> Read | None:
    """A power and the energy of a year, not of the sun or a battery."""
    power, energy = sentence.having(POWER), sentence.having({"energy": 1})
    if len(sentence.figures) != 2 or len(power) != 1 or len(energy) != 1 or _OTHER.search(sentence.words):
        return None
    if not energy[0].period and "year" not in sentence.words:
        return None
    mean = re.search(r"\b(mean|average)\b", sentence.words)
    return Read({"power": power[0], "energy": energy[0]}, {"of": "mean" if mean else "peak"})


def judge(claim: Claim) -> Finding:
    """The mean against the power."""
    power, energy = claim.values["power"], claim.values["energy"]
    mean = energy.middle / (YEAR_H * 3600)
    implied = f"{shown(energy.middle)} kWh / 8,760 h = {shown(mean * 3600)} kW"
    if claim.options.get("of") == "mean":
        low, high = (one / (YEAR_H * 3600) for one in energy.span)
        if power.allows(low, high):
            return Finding("consistent", implied)
        return Finding("contradicts", implied, likely=f"{shown(mean * 3600)} kW")
    if mean <= power.span[1]:
        return Finding("consistent", implied)
    likely = slip(
        claim.values, ("energy", "power"), lambda new: new["energy"].middle <= YEAR_H * 3600 * new["power"].middle
    )
    return Finding("impossible", implied, likely=likely)
