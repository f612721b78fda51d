"""Energy of a plant and the cars that it makes: kWh a car."""

from __future__ import annotations

from collections.abc import Mapping

from taktwin.analysis.claims.bounds import bounds
from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, shown
from taktwin.analysis.claims.printed import Printed, quotient
from taktwin.analysis.claims.slips import slip
from taktwin.model.phrase import Phrase

FIELDS = {
    "energy": Takes(({"energy": 1},), "180 GWh"),
    "cars": Takes(({"car": 1}, {}), "200000 cars"),
    "each": Takes(({"energy": 1, "car": -1},), "900 kWh a car"),
}
TOGETHER = (("energy", "cars"), ("each",))
_OTHER = ("battery", "pv", "solar", "photovoltaic", "paint", "casting", "press", "weld", "body shop", "assembly",
          "drive", "driving", "pack", "saved", "saving", "charg")  # fmt: skip


def read(sentence: Sentence) -> Read | None:
    """Energy and cars, in a sentence about the whole of a plant."""
    if any(word in sentence.words for word in _OTHER):
        return None
    energy, cars = (
        sentence.having({"energy": 1}),
        [one for one in sentence.having({"car": 1}) if (one.period or 1e9) > 1e6],
    )
    each = sentence.having({"energy": 1, "car": -1})
    values: dict[str, Printed] = {"each": each[0]} if each else {}
    if len(energy) == 1 and len(cars) == 1:
        values |= {"energy": energy[0], "cars": cars[0]}
    return Read(values) if values else None


def judge(claim: Claim) -> Finding:
    """The quotient against a whole plant's need, and against the printed one."""
    values, bound = claim.values, bounds()["energy_per_car"]
    if "energy" not in values:
        value = values["each"].middle
    else:
        value = values["energy"].middle / values["cars"].middle
        if "each" in values and not values["each"].allows(*quotient(values["energy"], values["cars"])):
            return Finding("contradicts", f"{shown(value)} {bound.unit}", likely=_slip_of(values, True))
    implied = f"{shown(value)} {bound.unit} ({bound.range})"
    verdict = bound.verdict(value)
    if verdict == "consistent":
        return Finding(verdict, implied)
    if verdict == "impossible":
        return Finding(verdict, implied, likely=_slip_of(values, False))
    if value < bound.low:
        return Finding(verdict, implied, Phrase("only if some shops are left out"))
    return Finding(verdict, implied, Phrase("only if all energy with heat, engines or casting is meant"))


def _slip_of(values: Mapping[str, Printed], stated: bool) -> str:
    def holds(new: Mapping[str, Printed]) -> bool:
        if "energy" in new:
            if stated and not new["each"].allows(*quotient(new["energy"], new["cars"])):
                return False
            return bounds()["energy_per_car"].verdict(new["energy"].middle / new["cars"].middle) == "consistent"
        return bounds()["energy_per_car"].verdict(new["each"].middle) == "consistent"

    return slip(values, ("energy", "cars", "each"), holds)
