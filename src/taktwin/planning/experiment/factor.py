"""What is varied: a path of the model with the values it takes, or with the range it is sampled from."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from taktwin.model.phrase import Phrase
from taktwin.planning.experiment.errors import ExperimentError

_NUMBER = re.compile(r"(?<![\w.])[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
DIGITS = 5  # significant digits of a sampled number, so that it can be read, and written as it was simulated


@dataclass(frozen=True)
class Factor:
    """A path of the model and its values, each written as in the model file."""

    path: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Range:
    """A path of the model and the two ends of what it can be, written as in the model file.

    The ends are the same text but for their numbers, which are sampled: `8 h` to `12 h`, `exp(0.7 min)` to
    `exp(0.9 min)`. Bare whole numbers stay whole.
    """

    path: str
    low: str
    high: str

    def at(self, share: float) -> str:
        """The value at a share of the way from low to high, 0 to 1.

        Numbers go linearly; each of the bare whole numbers `low` to `high` gets an equal part of the way.
        """
        ends = zip(_NUMBER.finditer(self.low), _NUMBER.findall(self.high), strict=True)
        text, end = "", 0
        for match, high in ends:
            low = match[0]
            text += self.low[end : match.start()] + _between(low, high, share, whole=self._bare)
            end = match.end()
        return text + self.low[end:]

    @property
    def _bare(self) -> bool:
        return _NUMBER.fullmatch(self.low) is not None


def _between(low: str, high: str, share: float, *, whole: bool) -> str:
    if low == high:
        return low
    if whole and not set(low + high) & set(".eE"):
        steps = int(high) - int(low) + 1
        return str(int(low) + min(math.floor(share * steps), steps - 1))
    return f"{float(low) + share * (float(high) - float(low)):.{DIGITS}g}"


def parse_factor(text: str) -> Factor:
    """Read `PATH=V1,V2,...`; a comma within brackets or quotation marks belongs to its value.

    Raises:
        ExperimentError: no path, no value, or a value twice.
    """
    path, value = _halves(text, "PATH=V1,V2,...", "buffers.b1.capacity=5,10,20", "vary")
    if _is_range(path, value):
        raise ExperimentError(
            Phrase("{path}: {value} is a range", path=path, value=value),
            Phrase("take `points` of `ranges` (`design` lhs), or name values: 5,10,20"),
            "vary",
        )
    return factor_of(path, split_values(value))


def factor_of(path: str, values: Sequence[Any]) -> Factor:
    """The factor of some values, which may be numbers, texts or what YAML can hold.

    Raises:
        ExperimentError: there is no value, one is empty, or one is there twice.
    """
    if isinstance(values, str) or not isinstance(values, Sequence):
        raise ExperimentError(
            Phrase("{path}: expected a list of values, got {values}", path=path, values=repr(values)),
            Phrase("write for example [5, 10, 20]"),
            "vary",
        )
    texts = tuple(text_of(value) for value in values)
    if not texts or not all(texts):
        raise ExperimentError(
            Phrase("{path}: a value is empty", path=path),
            Phrase("write PATH=V1,V2,... with a value between all commas"),
            "vary",
        )
    twice = next((text for i, text in enumerate(texts) if text in texts[:i]), None)
    if twice is not None:
        raise ExperimentError(
            Phrase("{path}: the value {twice} is there twice", path=path, twice=twice), Phrase("write it once"), "vary"
        )
    return Factor(path, texts)


def text_of(value: Any) -> str:
    """A value as it is written in the model file."""
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def parse_range(text: str) -> Range:
    """Read `PATH=LOW..HIGH`.

    Raises:
        ExperimentError: no path, not two ends, ends that differ in more than their numbers, or high not above low.
    """
    path, value = _halves(text, "PATH=LOW..HIGH", "buffers.b1.capacity=5..20", "ranges")
    low, dots, high = value.partition("..")
    if not dots or not low.strip() or not high.strip():
        raise ExperimentError(
            Phrase("{path}: '{value}' is no range", path=path, value=value),
            Phrase("write LOW..HIGH, as in 5..20 or 80 s..100 s"),
            "ranges",
        )
    return range_of(path, low, high)


def range_of(path: str, low: Any, high: Any) -> Range:
    """The range between two values.

    Raises:
        ExperimentError: the ends differ in more than their numbers, or high is not above low.
    """
    low, high = text_of(low), text_of(high)
    if _NUMBER.sub("#", low) != _NUMBER.sub("#", high) or not _NUMBER.search(low):
        raise ExperimentError(
            Phrase("{path}: {low} and {high} differ in more than their numbers", path=path, low=low, high=high),
            Phrase("write both ends alike, with the same units, as in 80 s..100 s"),
            "ranges",
        )
    ends = [(float(a), float(b)) for a, b in zip(_NUMBER.findall(low), _NUMBER.findall(high), strict=True)]
    if all(a == b for a, b in ends) or (len(ends) == 1 and ends[0][0] > ends[0][1]):
        raise ExperimentError(
            Phrase("{path}: the range {low}..{high} has no room", path=path, low=low, high=high),
            Phrase("write the lower end first"),
            "ranges",
        )
    return Range(path, low, high)


def split_values(text: str) -> list[str]:
    """The values between the commas that stand outside brackets and quotation marks.

    >>> split_values("tri(1 s, 2 s, 3 s), 5 s")
    ['tri(1 s, 2 s, 3 s)', '5 s']
    """
    cuts = [-1, *_outer_commas(text), len(text)]
    return [text[a + 1 : b].strip() for a, b in itertools.pairwise(cuts)]


def _outer_commas(text: str) -> Iterator[int]:
    closing: list[str] = []
    quote = ""
    for i, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in _BRACKETS:
            closing.append(_BRACKETS[sign])
        elif closing and sign == closing[-1]:
            closing.pop()
        elif sign == "," and not closing:
            yield i


def _is_range(path: str, value: str) -> bool:
    low, dots, high = value.partition("..")
    try:
        return bool(dots) and range_of(path, low, high) is not None
    except ExperimentError:
        return False


def _halves(text: str, form: str, example: str, parameter: str) -> tuple[str, str]:
    path, equals, value = text.partition("=")
    if not equals or not path.strip() or not value.strip():
        raise ExperimentError(
            Phrase("'{text}' is not {form}", text=text, form=form),
            Phrase("write for example {example}", example=example),
            parameter,
        )
    return path.strip(), value.strip()
