"""A lighter part and the driving energy that it saves.

Rolling and acceleration are proportional to the car's mass, drag is not: energy falls by a smaller share than mass.
"""

from __future__ import annotations

import re

from taktwin.analysis.claims.bounds import bounds
from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, percent, shown
from taktwin.analysis.claims.printed import Printed
from taktwin.analysis.claims.reproduced import of_mass
from taktwin.model.phrase import Phrase

FIELDS = {
    "part": Takes(({"mass": 1},), "350 kg", needed=True),
    "lighter": Takes(({"share": 1}, {"mass": 1}), "30 %", needed=True),
    "energy_saving": Takes(({"share": 1},), "8-10 %", needed=True),
    "car": Takes(({"mass": 1},), "2300 kg"),
}
TOGETHER = (("part", "lighter", "energy_saving"),)
_CAR_KG = 2300.0  # of the cars of this cluster: 2,220 to 2,550 kg


def read(sentence: Sentence) -> Read | None:
    """A part of so many kg, lighter by one share, energy or consumption less by another."""
    if not re.search(r"light|weight|mass", sentence.words) or not re.search(r"energy|consum|range", sentence.words):
        return None
    masses, shares = sentence.having({"mass": 1}), sentence.having({"share": 1})
    if not masses or len(shares) != 2:
        return None
    part = min(masses, key=lambda one: one.value)
    car = max(masses, key=lambda one: one.value) if len(masses) > 1 else None
    first_is_energy = re.search(r"energy|consum", shares[0].before.lower() + shares[0].after.lower().split(",")[0])
    light = re.search(r"light|weight|mass", shares[0].before.lower() + shares[0].after.lower().split(",")[0])
    lighter, energy = (shares[1], shares[0]) if first_is_energy and not light else (shares[0], shares[1])
    values: dict[str, Printed] = {"part": part, "lighter": lighter, "energy_saving": energy}
    return Read({**values, "car": car} if car is not None else values)


def judge(claim: Claim) -> Finding:
    """Energy saved for each share of mass saved, against 1 (physics) and 0.7 (with recuperation)."""
    values = claim.values
    car = values["car"].middle if "car" in values else _CAR_KG
    lighter = values["lighter"]
    saved = abs(lighter.middle) * (values["part"].middle if lighter.dims == {"share": 1} else 1.0)
    share = saved / car
    saving = values["energy_saving"]
    least = abs(saving.value) if saving.end is None else min(abs(saving.value), abs(saving.end))
    bound = bounds()["energy_to_mass"]
    implied = Phrase(
        "{saved} kg of {car} kg = {share}; energy {low} to {high}",
        saved=shown(saved),
        car=shown(car),
        share=percent(share),
        low=percent(0.3 * share),
        high=percent(bound.high * share),
    )
    most = max(abs(saving.value), abs(saving.end or 0.0))
    ways = of_mass(least, most, saved, car)
    verdict = bound.verdict(max(0.0, least - saving.half) / share if share else float("inf"))
    if verdict == "consistent":
        return Finding(verdict, implied, ways=ways)
    if verdict == "only_if":
        return Finding(verdict, implied, Phrase("only without recuperation, in city traffic"), ways=ways)
    return Finding(
        verdict, implied, likely=Phrase("the energy of making the part, or of all light parts together"), ways=ways
    )
