"""A battery: capacity, power and the energy that it delivers in a year.

Full cycles = energy / capacity; a full cycle takes two times capacity / power.
"""

from __future__ import annotations

from collections.abc import Mapping

from taktwin.analysis.claims.bounds import bounds
from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, shown
from taktwin.analysis.claims.printed import Printed
from taktwin.analysis.claims.slips import slip
from taktwin.analysis.claims.units import POWER, YEAR_H
from taktwin.model.phrase import Phrase

FIELDS = {
    "capacity": Takes(({"energy": 1},), "20 MWh", needed=True),
    "power": Takes((POWER,), "10 MW"),
    "delivered": Takes(({"energy": 1},), "8 GWh", needed=True),
}
TOGETHER = (("capacity", "delivered"),)


def read(sentence: Sentence) -> Read | None:
    """A battery or storage with two energies."""
    if not any(word in sentence.words for word in ("battery", "batteries", "storage", "accumulator")):
        return None
    energies, powers = sentence.having({"energy": 1}), sentence.having(POWER)
    if len(energies) != 2:
        return None
    yearly = [one for one in energies if one.period is not None] or [max(energies, key=lambda one: one.value)]
    other = energies[0] if energies[1] is yearly[0] else energies[1]
    values = {"capacity": other, "delivered": yearly[0]}
    return Read({**values, "power": powers[0]} if powers else values)


def judge(claim: Claim) -> Finding:
    """Cycles a day against what is usual, and against what the power allows."""
    capacity, delivered = claim.values["capacity"], claim.values["delivered"]
    days = (delivered.period or YEAR_H * 3600) / 86400
    cycles = delivered.middle / capacity.middle
    implied = Phrase("{cycles} full cycles, {daily} a day", cycles=shown(cycles), daily=shown(cycles / days))
    most = bounds()["cycles_per_day"].most
    if "power" in claim.values:
        most = min(most, 24 / (2 * capacity.middle / (claim.values["power"].middle * 3600)))
    if cycles / days > most * (1 + 1e-9):
        usual = bounds()["cycles_per_day"].high

        def fits(new: Mapping[str, Printed]) -> bool:
            return 0.3 <= new["delivered"].middle / new["capacity"].middle / days <= usual

        likely = slip(claim.values, ("delivered", "capacity"), fits)
        likely = likely or Phrase("{cycles} cycles a day at most", cycles=shown(most))
        return Finding("impossible", implied, likely=likely)
    if bounds()["cycles_per_day"].verdict(cycles / days) == "consistent":
        return Finding("consistent", implied)
    return Finding("only_if", implied, Phrase("only at {daily} full cycles a day", daily=shown(cycles / days)))
