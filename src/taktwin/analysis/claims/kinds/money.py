"""Money by the car, and output by the investment."""

from __future__ import annotations

import re

from taktwin.analysis.claims.bounds import bounds
from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, shown
from taktwin.analysis.claims.slips import slip
from taktwin.model.phrase import Phrase

FIELDS = {
    "money": Takes(({"money": 1}, {}), "30 bn yuan", needed=True),
    "cars": Takes(({"car": 1}, {}), "100000 cars"),
    "invested": Takes(({"money": 1}, {}), "11.39 bn yuan"),
}
TOGETHER = (("money", "cars"), ("money", "invested"))


def read(sentence: Sentence) -> Read | None:
    """Money and cars, or an investment and the output that it brings."""
    money = sentence.having({"money": 1})
    cars = sentence.having({"car": 1}) or ([] if re.search(r"project|invest", sentence.words) else sentence.having({}))
    if len(money) == 1 and len(cars) == 1 and not sentence.having({"money": 1, "car": -1}):
        return Read({"money": money[0], "cars": cars[0]}) if len(sentence.figures) == 2 else None
    amounts = money or [
        one for one in sentence.figures if not one.dims and re.search(r"bn|billion|million|亿", one.text)
    ]
    if (
        len(amounts) != 2
        or "invest" not in sentence.words
        or not re.search(r"output|value|revenue|sales", sentence.words)
    ):
        return None
    if "%" in sentence.words:
        return None
    first = "invest" in amounts[0].before.lower() + amounts[0].after.lower()[:25]
    invested, output = amounts if first else amounts[::-1]
    return Read({"money": output, "invested": invested})


def judge(claim: Claim) -> Finding:
    """The quotient against experience."""
    below = "cars" if "cars" in claim.values else "invested"
    bound = bounds()["money_per_car" if below == "cars" else "output_per_investment"]
    value = claim.values["money"].middle / claim.values[below].middle
    implied = f"{shown(value)} {bound.unit or 'yuan/yuan'}"
    verdict = bound.verdict(value)
    if verdict == "consistent":
        return Finding(verdict, implied)
    likely = slip(
        claim.values,
        ("money", below),
        lambda new: bound.verdict(new["money"].middle / new[below].middle) == "consistent",
    )
    if verdict == "impossible":
        return Finding(verdict, implied, likely=likely)
    return Finding(verdict, implied, Phrase("only with {value} for each", value=shown(value)), likely)
