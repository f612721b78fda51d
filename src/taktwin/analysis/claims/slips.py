"""Likely slips: by which factor a printed figure would have to be wrong for a claim to hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import product

from taktwin.analysis.claims.finding import shown
from taktwin.analysis.claims.printed import Printed
from taktwin.model.phrase import Phrase

#: Factors that writers and translators slip by, the commonest first. A mu is 666.7 m2, a wan 10,000.
FACTORS = ((10.0, 0.1), (1000.0, 0.001), (100.0, 0.01), (1e4, 1e-4), (10000 / 15, 15 / 10000))

Test = Callable[[Mapping[str, Printed]], bool]


def slip(values: Mapping[str, Printed], suspects: Sequence[str], holds: Test) -> str:
    """The first factor and figure that makes a claim hold, in words; empty where none does.

    Args:
        values: the figures of the claim.
        suspects: the fields that may be misprinted, the likeliest first.
        holds: whether the claim is consistent with other figures.
    """
    for pair in FACTORS:
        for name, factor in product(suspects, pair):
            if name in values and values[name].value and holds({**values, name: values[name].scaled(factor)}):
                return _words(values[name], factor)
    return ""


def _words(figure: Printed, factor: float) -> str:
    right = _restated(figure, factor)
    if factor in (10.0, 0.1):
        return Phrase("a factor of 10: {right} instead of {printed}", right=right, printed=figure.text)
    if factor in (100.0, 0.01):
        return Phrase(
            "a factor of 100, as of wan for million: {right} instead of {printed}", right=right, printed=figure.text
        )
    if factor in (1e3, 1e-3):
        return Phrase(
            "a factor of 1,000, as of kWh for MWh: {right} instead of {printed}", right=right, printed=figure.text
        )
    if factor in (1e4, 1e-4):
        return Phrase(
            "a factor of 10,000, as of a lost wan: {right} instead of {printed}", right=right, printed=figure.text
        )
    return Phrase("m2 and mu confused: {right} instead of {printed}", right=right, printed=figure.text)


def _restated(figure: Printed, factor: float) -> str:
    """The figure with its number multiplied, in the words that it was printed with."""
    match = re.search(r"\d[\d,]*(?:\.\d+)?", figure.text)
    if match is None:
        return shown(figure.value * factor)
    return figure.text.replace(match[0], shown(float(match[0].replace(",", "")) * factor), 1)
