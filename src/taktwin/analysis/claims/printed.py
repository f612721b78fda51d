"""A figure as it was printed: its value, how exactly it was printed, and which words stand around it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace

from taktwin.analysis.claims.units import CARS, PATTERN, PERIODS, SCALES, Dims, times, unit_of

TOLERANCE = 0.02  # of a printed figure, or half a unit of its last digit
ABOUT = 0.05  # of a figure that is called approximate
_COARSE, _ROUND = 0.05, 0.025  # half a digit, of figures with and without decimals, that is taken for rounding
_FINE_DIGITS = 4  # a figure with decimals and so many digits says itself how exact it is

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = r"thousand|million|billion|trillion|wan|bn|mn|tn|M|k|万|亿"
_THING = "|".join((*PERIODS, *CARS, "piece", "part", "press", "supplier", "project", "robot", "line", "cycle"))
_PER = rf"(?:\s*/\s*|(?:\s+of\s+\w+)?\s+(?:per|a|an|each)\s+)(?P<per>(?:{PATTERN}|{_THING})(?![A-Za-z0-9]))"
_NOUN = r"(?:\s+(?P<noun>[A-Za-z][A-Za-z0-9]{2,}))?"
FIGURE = re.compile(
    rf"(?<![A-Za-z0-9.,])(?P<sign>[+\-−±]\s?)?(?P<number>{_NUMBER})(?P<to>\s*(?:-|–|to|\.\.)\s*(?P<end>{_NUMBER}))?"
    rf"(?![\d])(?:[\s-]*(?P<scale>{_SCALE})(?![A-Za-z0-9]))?"
    rf"(?:[\s-]*(?P<unit>{PATTERN})(?![A-Za-z0-9²³]))?"
    rf"(?:{_NOUN}{_PER})?(?:{_PER.replace('<per>', '<per2>')})?"
)
_OVER = re.compile(r"(over|more than|above|at least|exceed\w*|no less than|not less than|>=?|≥)\s*(a |an )?$", re.I)
_UNDER = re.compile(r"(under|less than|below|at most|up to|no more than|fewer than|<=?|≤)\s*(a |an )?$", re.I)
_ABOUT = re.compile(r"(about|around|nearly|almost|some|roughly|approximately|close to|~|≈|c\.)\s*(a |an )?$", re.I)


@dataclass(frozen=True)
class Printed:
    """A printed figure.

    Attributes:
        value: in the base units of ``dims`` (kWh, kg, m2, m3, s, yuan, kgce, cars); shares from 0 to 1.
        half: half a unit of its last printed digit, likewise.
        dims: the dimensions; a figure "a year" has those of the amount, and ``period``.
        text: as printed.
        end: the upper end of a printed range, None for one value.
        bound: ``over``, ``under``, ``about`` or nothing.
        fine: whether it is printed so exactly that only its last digit counts.
        period: s, of what is printed by the hour, day or year; None for none.
        before, after: the words up to the neighbouring figures.
        signed: whether a sign is printed.
    """

    value: float
    half: float = 0.0
    dims: Dims = field(default_factory=dict)
    text: str = ""
    end: float | None = None
    bound: str = ""
    fine: bool = False
    period: float | None = None
    before: str = ""
    after: str = ""
    signed: bool = False

    @property
    def middle(self) -> float:
        """The value, of a range its middle."""
        return self.value if self.end is None else (self.value + self.end) / 2

    @property
    def span(self) -> tuple[float, float]:
        """Smallest and largest value behind a figure that others are worked out from.

        A round figure (1 million, 10 GWh) is taken at its word: half a digit of it would excuse everything. So is a
        count (63 suppliers).
        """
        coarse = _COARSE if "." in self.text else _ROUND
        counted = "." not in self.text and self.dims in ({}, {"car": 1})
        half = self.half if not counted and self.half <= coarse * abs(self.value) else 0.0
        return self.value - half, (self.value if self.end is None else self.end) + half

    def scaled(self, factor: float) -> Printed:
        """The same figure, misprinted by a factor."""
        end = None if self.end is None else self.end * factor
        return replace(self, value=self.value * factor, half=self.half * abs(factor), end=end)

    def allows(self, low: float, high: float, exact: bool = False) -> bool:
        """Whether what others imply, a value from ``low`` to ``high``, agrees with this figure.

        It agrees within 2 % or half a unit of the last digit. Only the latter counts where ``exact`` is asked for and
        the figure is printed with four digits, decimals among them.
        """
        share = ABOUT if self.bound == "about" else TOLERANCE
        margin = 0.0 if exact and self.fine else share * abs(self.middle)
        margin = max(margin, self.half)
        least, most = self.value - margin, (self.end or self.value) + margin
        if self.bound == "over":
            least, most = self.value, math.inf
        elif self.bound == "under":
            least, most = -math.inf, self.end or self.value
        slack = 1e-9 * max((abs(one) for one in (least, most, low, high) if math.isfinite(one)), default=0.0)
        return high >= least - slack and low <= most + slack


def quotient(one: Printed, other: Printed) -> tuple[float, float]:
    """Smallest and largest quotient of two positive figures, as exactly as they are printed."""
    (a, b), (c, d) = one.span, other.span
    return a / d, b / c if c > 0 else math.inf


def figures_in(text: str) -> list[Printed]:
    """All figures of a sentence, in order; years (2024) and names (SU7, H1) are none."""
    matches = [one for one in FIGURE.finditer(text) if not _is_year(one)]
    found = []
    for at, match in enumerate(matches):
        begin = matches[at - 1].end() if at else 0
        end = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        one = _figure(match)
        before = text[begin : match.start()]
        found.append(replace(one, before=before, after=text[match.end() : end], bound=_bound(before)))
    return found


def parse_printed(text: str) -> Printed | None:
    """One figure that fills a text, a qualifier before it allowed (``over 30 times``); None where it is none."""
    clean = text.strip()
    match = FIGURE.search(clean)
    if match is None or match.end() != len(clean):
        return None
    before = clean[: match.start()]
    bound = _bound(before)
    if before.strip() and not bound:
        return None
    return replace(_figure(match), bound=bound)


def _bound(before: str) -> str:
    for word, pattern in (("over", _OVER), ("under", _UNDER), ("about", _ABOUT)):
        if pattern.search(before):
            return word
    return ""


def _is_year(match: re.Match[str]) -> bool:
    plain = match["scale"] is None and match["unit"] is None and match["per"] is None
    return plain and re.fullmatch(r"(19|20)\d\d", match["number"]) is not None


def _figure(match: re.Match[str]) -> Printed:
    number, end = match["number"].replace(",", ""), match["end"]
    scale = SCALES[match["scale"]] if match["scale"] else 1.0
    dims, factor = (unit_of(match["unit"]) if match["unit"] else None) or ({}, 1.0)
    period = None
    for per in (match["per"], match["per2"]):
        if per is None:
            continue
        if per in PERIODS:
            period = PERIODS[per]
            continue
        below = unit_of(per) or ({per: 1}, 1.0)
        dims, factor = times(dims, below[0], -1), factor / below[1]
    decimals = len(number.partition(".")[2])
    digits = len(number.replace(".", "").lstrip("0"))
    sign = -1.0 if match["sign"] and match["sign"][0] in "-−" else 1.0
    return Printed(
        value=sign * float(number) * scale * factor,
        half=0.5 * 10.0**-decimals * scale * factor,
        dims=dims,
        text=match[0].strip(),
        end=float(end.replace(",", "")) * scale * factor * sign if end else None,
        fine=decimals > 0 and digits >= _FINE_DIGITS,
        period=period,
        signed=match["sign"] is not None,
    )
