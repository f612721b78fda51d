"""A printed sentence in English, made ready for the kinds of claims: numbers in words, CO2, fractions."""

from __future__ import annotations

import re

from taktwin.analysis.claims.claim import Sentence
from taktwin.analysis.claims.printed import figures_in
from taktwin.analysis.claims.units import PATTERN

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTED = (
    "lines?|assembly lines?|plants?|shifts?|years?|months?|days?|hours?|minutes?|seconds?|presse?s?|machines?|robots?|"
    "times|fold|gigapress\\w*|casting|parallel|projects?|suppliers?|cycles?|million|billion"
)
_NO_SHARE = "(?:a |an |year|digit|of (?:the |a )?year|of 20)"  # half a year is no share
_QUALIFIED = "(?:about |nearly |almost |more than |over )"
_REWRITTEN = (
    (re.compile(r"CO₂"), "CO2"),
    (re.compile(r"CO2[ -]?eq?\w*\b", re.I), "CO2"),
    (re.compile(r"\b(kg|t|g)\s?CO2\s*/\s*(?=kWh|MWh|tce|m3|kg|t\b|car|L\b)", re.I), r"\1/"),
    (re.compile(r"\bt ?CO2\b"), "t CO2"),
    (re.compile(r"\bm\^?([23])\b"), r"m\1"),
    (re.compile(r"\b24/7\b|\bround the clock\b", re.I), "8,760 h a year"),
    (re.compile(r"\b((?:19|20)\d\d)\s+to\s+(?=[\d+])"), r"\1 → "),
    (re.compile(r"\bfrom\b([^;]{1,60}?)\s+to\s+(?=[\d+])"), r"from\1 → "),
    (re.compile(r"\b(?:three|3) quarters\b|\bthree-quarters\b", re.I), "75 %"),
    (re.compile(r"\btwo[- ]thirds\b", re.I), "66.7 %"),
    (re.compile(rf"(?<!first )(?<!second )(?<!last )(?<!-)\bhalf\b(?! {_NO_SHARE})(?!-)", re.I), "50 %"),
    (re.compile(r"\b(?:one|a) third\b(?! of (?:the )?year)", re.I), "33.3 %"),
    (re.compile(r"\b(?:one|a) quarter\b(?! of (?:the )?year)", re.I), "25 %"),
    (re.compile(r"\ba tenth\b", re.I), "10 %"),
    (re.compile(r"\ba minute\b(?= (?:takt|cycle))", re.I), "1 min"),
    (re.compile(rf"\b({_QUALIFIED}?)(doubl\w*|twofold)\b", re.I), r"\2 (→ \1 2.0 times)"),
    (re.compile(rf"\b({_QUALIFIED}?)(tripl\w*|threefold)\b", re.I), r"\2 (→ \1 3.0 times)"),
    (re.compile(r"\bhalved\b", re.I), "down 50 %"),
    (re.compile(r"−"), "-"),
)  # fmt: skip


_RANGE = re.compile(r"(\d[\d,.]*) to (\d[\d,.]*)")
_ONE_UNIT = re.compile(
    r"from\s+(?P<first>\d[\d,.]*)\s*→\s*(?P<second>\d[\d,.]*)\s*"
    rf"(?P<unit>(?:million |bn )?(?:{PATTERN})(?![A-Za-z0-9]))"
)


def _no_range(match: re.Match[str]) -> str:
    """``43,000 to 953,000`` is a rise; a range is narrower."""
    first, second = (float(one.replace(",", "").rstrip(".")) for one in match.groups())
    return match[0] if first < second < 3 * first else f"{match[1]} → {match[2]}"


def read_sentence(text: str) -> Sentence:
    """A sentence with its figures.

    Example:
        >>> [one.text for one in read_sentence("two lines, a car every 120 s").figures]
        ['2', '120 s']
    """
    clean = text
    for pattern, new in _REWRITTEN:
        clean = pattern.sub(new, clean)
    clean = _RANGE.sub(_no_range, clean)
    clean = _ONE_UNIT.sub(r"from \g<first> \g<unit> → \g<second> \g<unit>", clean)
    for number, word in enumerate(_NUMBERS, 1):
        clean = re.sub(rf"\b{word}\b(?=[ -]({_COUNTED})\b)", str(number), clean, flags=re.I)
    return Sentence(clean, clean.lower(), tuple(figures_in(clean)))
