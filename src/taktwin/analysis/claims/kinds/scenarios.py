"""A number of driving scenarios that are recognised: as a grid of conditions, or as classes that are told apart."""

from __future__ import annotations

import math
import re

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, Way, shown
from taktwin.analysis.claims.reproduced import known
from taktwin.model.phrase import Phrase

PARTS = ("roads", "charges", "temperatures", "grades", "modes")
FIELDS = {"number": Takes(({},), "900", needed=True), **{name: Takes(({},), "5") for name in PARTS}}
TOGETHER = (("number",),)


def read(sentence: Sentence) -> Read | None:
    """So many scenarios."""
    if "scenario" not in sentence.words or len(sentence.figures) != 1:
        return None
    counts = sentence.having({})
    if len(counts) != 1 or not re.match(r"\W*(\w+[ -]){0,2}scenario", counts[0].after.lower()):
        return None
    return Read({"number": counts[0]})


def judge(claim: Claim) -> Finding:
    """The product of what the grid is made of; without one, what could make it."""
    number = claim.values["number"]
    parts = {name: claim.values[name].middle for name in PARTS if name in claim.values}
    if parts:
        product = math.prod(parts.values())
        implied = f"{' x '.join(f'{value:g}' for value in parts.values())} = {shown(product)}"
        if number.allows(product, product):
            return Finding("consistent", implied, ways=_ways())
        return Finding("contradicts", implied, likely=shown(product))
    classes = known()["classes"]
    count = number.middle
    if count <= classes["high"]:
        return Finding("consistent", shown(count), ways=_ways()[1:])
    implied = Phrase("{number} scenarios", number=shown(count))
    return Finding(
        "only_if", implied, Phrase("only as a grid of conditions, not as situations told apart"), ways=_ways()
    )


def _ways() -> tuple[Way, ...]:
    grid, classes = known()["grid"], known()["classes"]
    numbers = {one["name"]: one["number"] for one in grid}
    parts = Phrase(
        "{roads} kinds of road x {charges} bands of charge x {temperatures} temperatures x {grades} grades x {modes} "
        "modes",
        **numbers,
    )
    total = shown(math.prod(numbers.values()))
    as_grid = Phrase("they are counted as a grid, such as {grid} = {total}", grid=parts, total=total)
    told = Phrase("they are told apart: {low} to {high} classes", low=classes["low"], high=classes["high"])
    return (
        Way(as_grid, True, "assumed", "an example; the article does not say what is counted"),
        Way(told, False, classes["tag"], classes["source"]),
    )
