"""Time distributions: ``100 s``, ``tri(0.8 s, 1 s, 1.3 s)``, ``exp(8 h)``, ``lognormal(mean=6 min, cv=1.2)``."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from taktwin.model.phrase import Phrase
from taktwin.model.values.mark import Mark, QuantityError, split_mark
from taktwin.model.values.measured import MEANS, MEASURED, parse_measured
from taktwin.model.values.quantity import KINDS, LONGEST_S, Quantity, parse_quantity

_CALL = re.compile(r"^(?P<name>[A-Za-z_]+)\s*\((?P<inside>.*)\)$", re.DOTALL)

_MOST_KEPT = 4096  # different texts of distributions that are read once
SHORTEST_S = 1e-6  # of a mean other than 0
#: Bounds of the parameters without a unit: what lies beyond is a slip of the pen, and its moments overflow.
BOUNDS: dict[str, tuple[float, float]] = {"cv": (1e-3, 100.0), "shape": (0.1, 1000.0), "k": (1, 10_000)}

#: Kind -> its parameters in order, each with the kind of quantity it takes.
PARAMETERS: dict[str, tuple[tuple[str, str], ...]] = {
    "constant": (("value", "duration"),),
    "uniform": (("low", "duration"), ("high", "duration")),
    "tri": (("low", "duration"), ("mode", "duration"), ("high", "duration")),
    "exp": (("mean", "duration"),),
    "lognormal": (("mean", "duration"), ("cv", "number")),
    "normal": (("mean", "duration"), ("sd", "duration")),
    "weibull": (("shape", "number"), ("scale", "duration")),
    "gamma": (("mean", "duration"), ("cv", "number")),
    "erlang": (("k", "count"), ("mean", "duration")),
}
EXAMPLES: dict[str, str] = {
    "constant": "constant(100 s)",
    "uniform": "uniform(90 s, 110 s)",
    "tri": "tri(80 s, 100 s, 130 s)",
    "exp": "exp(8 h)",
    "lognormal": "lognormal(mean=6 min, cv=1.2)",
    "normal": "normal(mean=100 s, sd=5 s)",
    "weibull": "weibull(shape=1.5, scale=8 h)",
    "gamma": "gamma(mean=6 min, cv=0.8)",
    "erlang": "erlang(k=3, mean=6 min)",
}
#: Every spelling of a distribution -> an example.
SPELLINGS: dict[str, str] = {**EXAMPLES, **MEASURED}


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution of times.

    ``params`` are in seconds (shapes, counts and coefficients of variation bare), in the order of `PARAMETERS`; of
    counted and measured times they are those of `measured.parse_measured`.
    ``normal`` is cut off at zero (values below zero are drawn again), which `mean` takes into account.
    """

    kind: str
    params: tuple[float, ...]
    text: str = field(default="", compare=False)
    mark: Mark | None = field(default=None, compare=False)

    @property
    def mean(self) -> float:
        """Mean in seconds."""
        if self.kind in MEANS:
            return MEANS[self.kind](self.params)
        return _MEAN[self.kind](*self.params)

    def __str__(self) -> str:
        return f"{self.text} {self.mark}" if self.mark else self.text


def _normal_mean(mean: float, sd: float) -> float:
    """Mean of a normal distribution cut off at zero: m + s phi(m/s) / Phi(m/s) (Johnson, Kotz, Balakrishnan, 13)."""
    if sd == 0:
        return mean
    z = mean / sd
    return mean + sd * math.exp(-z * z / 2) / math.sqrt(2 * math.pi) / (0.5 * math.erfc(-z / math.sqrt(2)))


_MEAN: dict[str, Callable[..., float]] = {
    "constant": lambda value: value,
    "uniform": lambda low, high: (low + high) / 2,
    "tri": lambda low, mode, high: (low + mode + high) / 3,
    "exp": lambda mean: mean,
    "lognormal": lambda mean, _: mean,
    "normal": _normal_mean,
    "weibull": lambda shape, scale: scale * math.gamma(1 + 1 / shape),
    "gamma": lambda mean, _: mean,
    "erlang": lambda _, mean: mean,
}


def parse_distribution(raw: object, folder: Path | None = None) -> Distribution:
    """Read a time distribution from a text, a duration, 0 or a `Distribution`; raises `QuantityError`.

    Files of measured times are relative to ``folder`` (default the current one).
    """
    if isinstance(raw, Distribution):
        return raw
    if isinstance(raw, str):
        text, mark = split_mark(raw)
        match = _CALL.match(text)
        if match is not None:
            name = match["name"].lower()
            if name in MEASURED:
                params = parse_measured(name, match["inside"], text, folder or Path())
                return _long_enough(Distribution(name, params, text, mark))
            found = _parse_call(name, match["inside"], text)
            return Distribution(found.kind, found.params, text, mark)
        word = re.match(r"^[A-Za-z_]+", text)
        if "(" in text or ")" in text or (word and word[0].lower() in SPELLINGS):
            name = word[0].lower() if word else "tri"
            example = SPELLINGS.get(name, EXAMPLES["tri"])
            raise QuantityError(
                Phrase('cannot read the distribution "{text}"', text=text),
                Phrase('write it as in "{example}"', example=example),
            )
    value = parse_quantity(raw, replace(KINDS["duration"], least=0.0))
    return _long_enough(Distribution("constant", (value.value,), value.text, value.mark))


def _long_enough(found: Distribution) -> Distribution:
    if found.mean > LONGEST_S:
        raise QuantityError(
            Phrase('the mean of "{text}" is {mean:.3g} s, more than 1000 years', text=found.text, mean=found.mean),
            Phrase("check the unit and the shape"),
        )
    if 0.0 < found.mean < SHORTEST_S:
        raise QuantityError(
            Phrase(
                '"{text}" is shorter than a microsecond, which a run of some days cannot tell from 0', text=found.text
            ),
            Phrase("write 0 s, or check the unit"),
        )
    return found


@lru_cache(_MOST_KEPT)
def _parse_call(name: str, inside: str, text: str) -> Distribution:
    """A distribution without its mark: a large plant says the same few times at thousands of stations."""
    if name not in PARAMETERS:
        near = difflib.get_close_matches(name, [*SPELLINGS, "triangular", "exponential"], n=1, cutoff=0.5)
        word = {"triangular": "tri", "exponential": "exp"}.get(near[0], near[0]) if near else ""
        remedy = (
            Phrase('did you mean `{word}`, as in "{spellings}"?', word=word, spellings=SPELLINGS[word])
            if word
            else Phrase("use one of {names}", names=", ".join(SPELLINGS))
        )
        raise QuantityError(Phrase('unknown distribution "{name}" in "{text}"', name=name, text=text), remedy)
    wanted = PARAMETERS[name]
    example = Phrase('write it as in "{examples}"', examples=EXAMPLES[name])
    given: dict[str, str] = {}
    parts = [part.strip() for part in inside.split(",")] if inside.strip() else []
    for position, part in enumerate(parts):
        key, equals, value = part.partition("=")
        if not equals:
            if position >= len(wanted):
                raise QuantityError(
                    Phrase(
                        '{name} takes {n} parameters, got {n2} in "{text}"',
                        name=name,
                        n=len(wanted),
                        n2=len(parts),
                        text=text,
                    ),
                    example,
                )
            key, value = wanted[position][0], part
        key = key.strip()
        if key not in dict(wanted):
            raise QuantityError(
                Phrase('{name} has no parameter "{key}" (in "{text}")', name=name, key=key, text=text), example
            )
        if key in given:
            raise QuantityError(Phrase('the parameter "{key}" is given twice in "{text}"', key=key, text=text), example)
        given[key] = value.strip()
    missing = [key for key, _ in wanted if key not in given]
    if missing:
        raise QuantityError(
            Phrase('{name} lacks {names} in "{text}"', name=name, names=" and ".join(missing), text=text), example
        )
    params = tuple(_parameter(key, kind, given[key], text) for key, kind in wanted)
    _check_params(name, params, text)
    return _long_enough(Distribution(name, params, text))


def _parameter(key: str, kind: str, value: str, text: str) -> float:
    rule = replace(KINDS[kind], least=0.0)  # it is the mean that must not be too short
    if key in BOUNDS:  # its own bounds are the ones to be told
        rule = replace(rule, most=math.inf)
    try:
        return parse_quantity(value, rule).value
    except QuantityError as error:
        raise QuantityError(
            Phrase('in "{text}", {key}: {message}', text=text, key=key, message=error.message), error.remedy
        ) from None


def _check_params(name: str, params: tuple[float, ...], text: str) -> None:
    if name == "uniform" and params[0] > params[1]:
        raise QuantityError(Phrase('the low end lies above the high end in "{text}"', text=text), Phrase("swap them"))
    if name == "tri":
        low, mode, high = params
        if not low <= mode <= high:
            raise QuantityError(
                Phrase('tri needs low <= mode <= high, got "{text}"', text=text),
                Phrase('write it as in "{examples}"', examples=EXAMPLES["tri"]),
            )
        if low == high:
            raise QuantityError(
                Phrase('tri needs low < high, got "{text}"', text=text), Phrase("write the one value without `tri`")
            )
    if name in ("exp", "lognormal", "gamma", "erlang", "weibull"):
        for (key, _), value in zip(PARAMETERS[name], params, strict=True):
            if value <= 0:
                remedy = (
                    Phrase("write a plain time for a constant") if key == "cv" else Phrase("give a value above zero")
                )
                raise QuantityError(Phrase('{key} must be above zero in "{text}"', key=key, text=text), remedy)
            least, most = BOUNDS.get(key, (0.0, math.inf))
            if not least <= value <= most:
                bounds = f"from {least:g} to {most:g}"
                raise QuantityError(
                    Phrase(
                        '{key} must be {bounds}, got {value:g} in "{text}"',
                        key=key,
                        bounds=bounds,
                        value=value,
                        text=text,
                    ),
                    Phrase("give a value {bounds}", bounds=bounds),
                )


@dataclass(frozen=True, slots=True)
class OfTime:
    """Annotation of a pydantic field that takes a distribution of times."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def validate(value: Any, info: core_schema.ValidationInfo) -> Distribution:
            try:
                if isinstance(value, Quantity) or value is None or isinstance(value, str | int | float | Distribution):
                    return parse_distribution(value, Path((info.context or {}).get("folder", ".")))
                raise QuantityError(
                    Phrase("expected a time or a distribution of times"), Phrase('write for example "100 s"')
                )
            except QuantityError as error:
                raise error.as_pydantic() from None

        def text(value: Any, info: core_schema.SerializationInfo) -> str:
            whole = (info.context or {}).get("times") and getattr(value, "kind", None) in MEASURED
            return f"{value} {value.params}" if whole else str(value)

        return core_schema.with_info_plain_validator_function(
            validate, serialization=core_schema.plain_serializer_function_ser_schema(text, info_arg=True)
        )

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        kinds = "|".join(SPELLINGS)
        number = r"^\s*\+?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*[A-Za-z][^\[\]]*(\[.*\])?\s*$"
        return {
            "anyOf": [
                {
                    "type": "string",
                    "pattern": rf"{number}|^\s*({kinds})\s*\(.*\)\s*(\[.*\])?\s*$|^\s*0\s*(\[.*\])?$",
                    "examples": ["100 s", *SPELLINGS.values()],
                },
                {"type": "number", "enum": [0]},
            ]
        }


TimeDistribution = Annotated[Distribution, OfTime()]
