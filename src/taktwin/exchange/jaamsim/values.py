"""Values of keywords: numbers with units, distributions, time series, and what refers to them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any

from taktwin.exchange.draft import Untaken
from taktwin.exchange.jaamsim.records import Thing, Things, Word
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest

#: Unit -> seconds, and the unit in the model language (None: none, it is written in seconds).
TIME: dict[str, tuple[float, str | None]] = {
    "s": (1.0, "s"),
    "min": (60.0, "min"),
    "h": (3600.0, "h"),
    "d": (86400.0, "d"),
    "w": (604800.0, "week"),
    "y": (365 * 86400.0, None),
    "ms": (1e-3, "ms"),
    "us": (1e-6, None),
    "ns": (1e-9, None),
}
LENGTH = {"m": 1.0, "km": 1000.0, "cm": 0.01, "mm": 0.001, "ft": 0.3048, "in": 0.0254}
#: What stands where a value could not be taken.
STANDS_IN = "1 min"
_CONSTANT = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(?:\*\s*1)?\[(\w+)\]")
_VALUE_OF = re.compile(r"\[([^\[\]]+)\](?:\.\w*Value)?")


class Values:
    """Reads values; what cannot be taken is noted in ``untaken``."""

    def __init__(self, things: Things) -> None:
        self.things = things
        self.untaken: list[Untaken] = []
        self.used: set[tuple[str, str]] = set()  # object and keyword, in small letters

    def note(self, word: Word | Thing, what: str, why: str) -> None:
        """Note something that is not taken, or otherwise."""
        self.untaken.append(Untaken(word.file, word.line, what, why))

    def word(self, thing: Thing, *keywords: str) -> Word | None:
        """A keyword of an object, which is then known to be looked at."""
        self.used |= {(thing.name.lower(), one.lower()) for one in keywords}
        return thing.get(*keywords)

    def number(self, thing: Thing, *keywords: str, least: float = 0.0, whole: bool = False) -> float | None:
        """A constant number without a unit; None where none is given, or it is no constant (which is noted)."""
        word = self.word(thing, *keywords)
        return None if word is None else self.constant(thing, word, least, whole)

    def constant(self, thing: Thing, word: Word, least: float = 0.0, whole: bool = False) -> float | None:
        """The constant number of a keyword; None where it is none, which is noted."""
        tokens = self._followed(word.tokens)
        if len(tokens) != 1 or (value := _float(tokens[0])) is None:
            if len(tokens) == 1 and _simple(tokens[0]) and self.things.find(tokens[0]) is None:
                raise word.wrong(thing.name, f"expected a number, got '{tokens[0]}'", "write it, such as 3")
            self.note(word, f"{thing.name} {word.keyword}", f"{_told(word)} is no constant number")
            return None
        if value < least or (whole and value != int(value)):
            what = "a whole number" if whole else "a number"
            raise word.wrong(thing.name, f"expected {what} from {least:g}, got {tokens[0]}", "correct it")
        return value

    def flag(self, thing: Thing, keyword: str) -> bool:
        """TRUE or FALSE, the latter where nothing is said."""
        word = self.word(thing, keyword)
        if word is None:
            return False
        text = word.tokens[0].upper()
        if text not in ("TRUE", "FALSE", "1", "0") or len(word.tokens) != 1:
            raise word.wrong(thing.name, f"expected TRUE or FALSE, got '{word.tokens[0]}'", "write one of them")
        return text in ("TRUE", "1")

    def length(self, thing: Thing, keyword: str) -> float:
        """A constant length in m; 0 where none is given."""
        word = self.word(thing, keyword)
        if word is None:
            return 0.0
        tokens = self._followed(word.tokens)
        value = _float(tokens[0])
        if value is None or len(tokens) != 2 or tokens[1] not in LENGTH:
            raise word.wrong(thing.name, f"expected a length, got {_told(word)}", "write it, such as 2.5 m")
        if value < 0:
            raise word.wrong(thing.name, f"a length cannot be negative, got {_told(word)}", "correct it")
        return value * LENGTH[tokens[1]]

    def time(self, thing: Thing, *keywords: str) -> str | None:
        """A time, or a distribution of times, in the model language; None where none is given.

        What cannot be taken is noted, and `STANDS_IN` stands in its place.
        """
        word = self.word(thing, *keywords)
        if word is None:
            return None
        found = self.sample(thing, word, word.tokens)
        if found is None:
            why = f"{_told(word)} is not taken: {STANDS_IN} stands in its place"
            self.note(word, f"{thing.name} {word.keyword}", why)
            return STANDS_IN
        return found

    def seconds(self, thing: Thing, *keywords: str) -> float | None:
        """A constant time in s; None where none is given, or it is no constant."""
        word = self.word(thing, *keywords)
        if word is None:
            return None
        tokens = self._followed(word.tokens)
        return self._constant_time(thing, word, tokens) if _float(tokens[0]) is not None else None

    def sample(self, thing: Thing, word: Word, given: tuple[str, ...]) -> str | None:
        """Tokens of a time in the model language; None where they say what it cannot say."""
        tokens = self._followed(given)
        if _float(tokens[0]) is not None:
            return spelt_time(self._constant_time(thing, word, tokens), tokens[1] if len(tokens) > 1 else "s")
        if len(tokens) == 2 and tokens[1] in TIME:
            raise word.wrong(thing.name, f"expected a time, got {_told(word)}", "write a number before its unit")
        if len(tokens) != 1:
            return None
        named = self.things.find(tokens[0])
        if named is None:
            if _simple(tokens[0]):
                known = [one.name for one in self.things.named.values()]
                raise word.wrong(thing.name, f"there is no object called '{tokens[0]}'", suggest(tokens[0], known))
            return None
        make = DISTRIBUTIONS.get(named.kind.lower())
        return None if make is None else make(self, named)

    def _constant_time(self, thing: Thing, word: Word, tokens: tuple[str, ...]) -> float:
        value = _float(tokens[0])
        assert value is not None
        if len(tokens) == 1:
            if value == 0:
                return 0.0
            raise word.wrong(thing.name, f"'{tokens[0]}' has no unit", "write it, such as 5 s or 3 min")
        if len(tokens) != 2 or tokens[1] not in TIME:
            raise word.wrong(thing.name, f"expected a time, got {_told(word)}", f"use one of: {', '.join(TIME)}")
        if value < 0:
            raise word.wrong(thing.name, f"a time cannot be negative, got {_told(word)}", "correct it")
        return value * TIME[tokens[1]][0]

    def _followed(self, tokens: tuple[str, ...], depth: int = 0) -> tuple[str, ...]:
        """Tokens in place of those that name a constant: `5[s]`, the name of an InputValue, or of its value."""
        tokens = tuple(one for one in tokens if one not in "{}") or ("",)
        if len(tokens) != 1 or depth > 9:
            return tokens
        constant = _CONSTANT.fullmatch(tokens[0].strip())
        if constant is not None:
            return (constant[1], constant[2])
        reference = _VALUE_OF.fullmatch(tokens[0].strip())
        name = reference[1] if reference is not None else tokens[0]
        named = self.things.find(name)
        if named is not None and named.kind.lower() == "inputvalue" and (value := self.word(named, "Value")):
            return self._followed(value.tokens, depth + 1)
        if named is not None and named.kind.lower() == "timeseries" and (value := self.word(named, "Value")):
            pairs = list(groups(value.tokens))
            if len(pairs) == 1 and len(pairs[0]) in (3, 4):
                return tuple(pairs[0][2:])
        return (name,)


def spelt_time(seconds: float, unit: str = "s") -> str:
    """A time in the unit it was given in, where the model language has that."""
    factor, word = TIME.get(unit, (1.0, "s"))
    return f"{seconds / factor:.12g} {word}" if word else f"{seconds:.12g} s"


def groups(tokens: tuple[str, ...]) -> Iterator[list[str]]:
    """What stands in the inner braces of a list: ``{ 0 h 5 s } { 1 h 6 s }``."""
    found: list[str] | None = None
    for token in tokens:
        if token == "{":
            found = []
        elif token == "}" and found is not None:
            yield found
            found = None
        elif found is not None:
            found.append(token)


def _float(text: str) -> float | None:
    """A number; None for what is none, or no finite one."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None


def _simple(text: str) -> bool:
    """Whether a text can be a name, and no expression."""
    return re.fullmatch(r"\[?[^\s+*/()=<>,'\[\]]+\]?", text) is not None


def _told(word: Word) -> str:
    return "'" + " ".join(word.tokens)[:60] + "'"


def _mean(values: Values, thing: Thing, keyword: str = "Mean") -> str:
    found = values.time(thing, keyword)
    if found is None:
        raise thing.wrong(f"the {thing.kind} has no {keyword}", f"give it, as in `{thing.name} {keyword} {{ 5 s }}`")
    return found


def _shape(values: Values, thing: Thing, whole: bool = False) -> float:
    found = values.number(thing, "Shape", least=1e-3, whole=whole)
    return 1.0 if found is None else found


def _bounds(values: Values, thing: Thing) -> None:
    """Distributions are not cut off here."""
    for keyword in ("MinValue", "MaxValue"):
        word = values.word(thing, keyword)
        if word is not None and _float(word.tokens[0]) != 0:
            values.note(word, f"{thing.name} {keyword}", "the distribution is not cut off there")


def _of_mean(call: str, *more: Callable[[Values, Thing], str]) -> Callable[[Values, Thing], str]:
    def make(values: Values, thing: Thing) -> str:
        _bounds(values, thing)
        return f"{call}({', '.join([_mean(values, thing), *(one(values, thing) for one in more)])})"

    return make


def _uniform(values: Values, thing: Thing) -> str:
    low, high = values.time(thing, "MinValue") or "0 s", _mean(values, thing, "MaxValue")
    return f"uniform({low}, {high})"


def _triangular(values: Values, thing: Thing) -> str:
    ends = [values.time(thing, "MinValue") or "0 s", *(_mean(values, thing, one) for one in ("Mode", "MaxValue"))]
    seconds = [values.seconds(thing, one) for one in ("MinValue", "Mode", "MaxValue")]
    if None not in seconds and seconds != sorted(seconds):  # type: ignore[type-var]
        raise thing.wrong("MinValue, Mode and MaxValue do not rise", "correct one of them")
    return f"tri({', '.join(ends)})"


def _gamma(values: Values, thing: Thing) -> str:
    _bounds(values, thing)
    return f"gamma(mean={_mean(values, thing)}, cv={1 / math.sqrt(_shape(values, thing)):.12g})"


def _weibull(values: Values, thing: Thing) -> str:
    _bounds(values, thing)
    word = values.word(thing, "Location")
    if word is not None and _float(word.tokens[0]) != 0:
        values.note(word, f"{thing.name} Location", "the distribution begins at 0 here")
    return f"weibull(shape={_shape(values, thing):.12g}, scale={_mean(values, thing, 'Scale')})"


def _lognormal(values: Values, thing: Thing) -> str:
    _bounds(values, thing)
    scale = values.seconds(thing, "Scale")
    mu, sigma = values.number(thing, "NormalMean", least=-1e3), values.number(thing, "NormalStandardDeviation")
    mu, sigma = 0.0 if mu is None else mu, 1.0 if sigma is None else sigma
    try:
        mean = (1.0 if scale is None else scale) * math.exp(mu + sigma**2 / 2)
        variation = math.sqrt(math.expm1(sigma**2))
    except OverflowError:
        raise thing.wrong("the mean of the LogNormalDistribution is beyond all numbers", "correct it") from None
    return f"lognormal(mean={mean:.12g} s, cv={variation:.12g})"


def shares(values: Values, thing: Thing) -> list[tuple[list[str], float]]:
    """Values of a DiscreteDistribution with their probabilities. Raises `ModelError`."""
    given, chances = values.word(thing, "ValueList"), values.word(thing, "ProbabilityList")
    if given is None or chances is None:
        raise thing.wrong("the DiscreteDistribution lacks ValueList or ProbabilityList", "give both")
    unit = [given.tokens[-1]] if _float(given.tokens[-1]) is None else []
    numbers = given.tokens[: len(given.tokens) - len(unit)]
    found = [_float(one) for one in chances.tokens]
    if None in found or any(_float(one) is None for one in numbers):
        raise chances.wrong(thing.name, "expected numbers in ValueList and ProbabilityList", "write numbers only")
    if len(numbers) != len(found):
        message = Phrase("{n} values, and {shares} probabilities", n=len(numbers), shares=len(found))
        raise chances.wrong(thing.name, message, "give each value a probability")
    sure: list[Any] = found
    if any(one < 0 for one in sure) or abs(math.fsum(sure) - 1) > 1e-6:
        raise chances.wrong(thing.name, f"the probabilities sum to {math.fsum(sure):g}", "make them sum to 1")
    return [([number, *unit], chance) for number, chance in zip(numbers, sure, strict=True)]


def _discrete(values: Values, thing: Thing) -> str:
    parts = []
    for tokens, chance in shares(values, thing):
        word = thing.words["valuelist"]
        parts.append(f"{values.sample(thing, word, tuple(tokens))} = {100 * chance:.12g} %")
    return f"discrete({', '.join(parts)})"


#: Kind of a distribution (in small letters) -> what it is in the model language.
DISTRIBUTIONS: dict[str, Callable[[Values, Thing], str]] = {
    "exponentialdistribution": _of_mean("exp"),
    "normaldistribution": _of_mean("normal", lambda v, t: _mean(v, t, "StandardDeviation")),
    "uniformdistribution": _uniform,
    "triangulardistribution": _triangular,
    "erlangdistribution": lambda v, t: f"erlang({_shape(v, t, whole=True):g}, {_mean(v, t)})",
    "gammadistribution": _gamma,
    "weibulldistribution": _weibull,
    "lognormaldistribution": _lognormal,
    "discretedistribution": _discrete,
}
