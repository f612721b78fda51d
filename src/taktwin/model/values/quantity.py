"""Quantities: numbers with a unit, written as text (``120 s``, ``0.6 kW``, ``88 %``), held in SI units."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from taktwin.model.phrase import Phrase
from taktwin.model.values.mark import Mark, QuantityError, split_mark
from taktwin.model.values.units import DIMENSION_WORD, look_up, nearest_unit

_NUMBER = re.compile(r"^(?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)\s*(?P<unit>.*)$", re.DOTALL)
UNLIMITED = "unlimited"

QuantityKind = Literal[
    "duration",
    "remainder",
    "rest",
    "due",
    "length",
    "speed",
    "acceleration",
    "power",
    "flow",
    "energy",
    "mass",
    "share",
    "count",
    "machines",
    "places",
    "room",
    "units",
    "number",
    "level",
]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a model file.

    ``value`` is in the SI unit of ``dimension`` (s, m, m/s, m/s2, W, m3/s, J, m3, kg; shares, counts and numbers are
    bare), ``inf`` for ``unlimited``. ``text`` is what the user wrote, without the mark; two quantities are equal when
    value and dimension are.
    """

    value: float
    text: str = field(default="", compare=False)
    mark: Mark | None = field(default=None, compare=False)
    dimension: str = "number"

    def __float__(self) -> float:
        return self.value

    def __str__(self) -> str:
        return f"{self.text} {self.mark}" if self.mark else self.text


@dataclass(frozen=True, slots=True)
class Kind:
    """What a quantity field takes: its dimensions, how it is called, an example, and its bounds.

    ``least`` is the smallest value other than 0 and ``most`` the largest, both in SI units; ``bounds`` names them as a
    message does.
    """

    name: str
    dimensions: tuple[str, ...]
    word: str
    example: str
    bounds: str
    least: float = 0.0
    most: float = math.inf
    integer: bool = False
    unlimited: bool = False


YEAR_S = 365.25 * 86400
LONGEST_S = 1000 * YEAR_S
#: Amounts stay whole below it: from 2^53 on, adding 1 to a float changes nothing.
MOST_AMOUNT = 2.0**53 - 1

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("duration", ("time",), Phrase("a time"), "100 s", "1 microsecond to 1000 years", 1e-6, LONGEST_S),
        Kind("length", ("length",), Phrase("a length"), "12 m", "1 micrometre to 100000 km", 1e-6, 1e8),
        Kind("speed", ("speed",), Phrase("a speed"), "1.2 m/s", "1 micrometre to 1000 km a second", 1e-6, 1e6),
        Kind("acceleration", ("acceleration",), Phrase("an acceleration"), "0.5 m/s2", "1e-6 to 1e6 m/s2", 1e-6, 1e6),
        Kind("power", ("power",), Phrase("a power"), "5 kW", "1e-9 to 1e12 W", 1e-9, 1e12),
        Kind(
            "flow", ("power", "flow"), Phrase("a power or a volume flow"), "5 kW", "1e-9 to 1e12 W or m3/s", 1e-9, 1e12
        ),
        Kind(
            "energy", ("energy", "volume"), Phrase("an energy or a volume"), "2 kWh", "1e-9 to 1e15 J or m3", 1e-9, 1e15
        ),
        Kind("mass", ("mass",), Phrase("a mass"), "1.5 t", "1e-9 to 1e9 kg", 1e-9, 1e9),
        Kind("share", ("share",), Phrase("a share"), "88 %", "0 to 1", most=1.0),
        Kind("count", ("number",), Phrase("a whole number"), "4", "at most 1e9", most=1e9, integer=True),
        Kind("machines", ("number",), Phrase("a whole number"), "4", "at most 100000", most=1e5, integer=True),
        Kind("places", ("number",), Phrase("a whole number"), "4", "at most 1000000", most=1e6, integer=True),
        Kind(
            "room",
            ("number",),
            Phrase("a whole number or `unlimited`"),
            "4",
            "at most 1000000, or `unlimited`",
            most=1e6,
            integer=True,
            unlimited=True,
        ),
        Kind(
            "units",
            ("number",),
            Phrase("a whole number or `unlimited`"),
            "4",
            "below 2^53, or `unlimited`",
            most=MOST_AMOUNT,
            integer=True,
            unlimited=True,
        ),
        Kind("number", ("number",), Phrase("a number"), "12", "1e-9 to 2^53", 1e-9, MOST_AMOUNT),
        Kind(
            "level",
            ("number",),
            Phrase("a number or `unlimited`"),
            "12",
            "1e-9 to 2^53",
            1e-9,
            MOST_AMOUNT,
            unlimited=True,
        ),
    )
}
#: A time in a start state, which a program may have worked out: what is left of it can be next to nothing.
_REMAINDER = Kind("remainder", ("time",), Phrase("a time"), "100 s", "0 s to 1000 years", most=LONGEST_S)
_DUE = Kind(
    "due", ("number", "time"), Phrase("a time or a number of jobs"), "2 h", "0 to 2^53", most=MOST_AMOUNT
)  # to a failure
_REST = Kind("rest", ("number",), Phrase("a number"), "12", "below 2^53", most=MOST_AMOUNT)  # of parts, likewise
KINDS_OF_STATES = {**KINDS, _REMAINDER.name: _REMAINDER, _DUE.name: _DUE, _REST.name: _REST}


def parse_quantity(raw: object, kind: QuantityKind | Kind) -> Quantity:
    """Read a quantity of a kind from a text, a number or a `Quantity`.

    Bare numbers are taken for shares, counts and plain numbers; where a unit is due only 0 may be bare. Raises
    `QuantityError` (missing unit, unknown unit, wrong dimension, negative, not finite, no whole number, out of bounds).
    """
    rule = kind if isinstance(kind, Kind) else KINDS_OF_STATES[kind]
    if isinstance(raw, Quantity):
        if raw.dimension not in rule.dimensions and not (raw.dimension == "number" and raw.value == 0):
            raise _wrong_dimension(raw.text, raw.dimension, rule)
        return _bounded(raw, rule, raw.text)
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise QuantityError(
            Phrase("expected {word}, got {value}", word=rule.word, value=_show(raw)),
            Phrase('write for example "{example}"', example=rule.example),
        )
    text, mark = split_mark(raw) if isinstance(raw, str) else (_number_text(raw), None)
    if text == UNLIMITED:
        if not rule.unlimited:
            raise QuantityError(
                Phrase(
                    '`unlimited` is not allowed here, expected {word} such as "{example}"',
                    word=rule.word,
                    example=rule.example,
                ),
                Phrase("give a number"),
            )
        return Quantity(math.inf, text, mark, rule.dimensions[0])
    match = _NUMBER.match(text)
    if match is None:
        raise QuantityError(_expected(rule, text), _number_remedy(text))
    number, unit = float(match["number"]), match["unit"].strip()
    dimension, factor = _unit(unit, number, text, rule)
    # "88 %" must give the float 0.88 itself, so divide there
    value = number / 100 if unit == "%" else number * factor
    return _bounded(Quantity(value, text, mark, dimension), rule, text)


def _unit(unit: str, number: float, text: str, rule: Kind) -> tuple[str, float]:
    """Dimension and factor of a unit text where a kind is due."""
    if not unit:
        if "number" in rule.dimensions or "share" in rule.dimensions or number == 0:
            return rule.dimensions[0], 1.0
        raise QuantityError(
            _expected(rule, text),
            Phrase('add a unit, such as "{text} {unit}"', text=text, unit=_first_unit(rule)),
        )
    if unit.startswith((",", "'")):
        raise QuantityError(
            Phrase('cannot read the number in "{text}"', text=text),
            Phrase("write digits without separators, such as 9000 or 0.5"),
        )
    row = look_up(unit)
    if row is None:
        near = nearest_unit(unit, rule.dimensions)
        if "number" in rule.dimensions:
            raise QuantityError(_expected(rule, text), Phrase("leave the unit out"))
        remedy = Phrase('write it with a unit such as in "{example}"', example=rule.example)
        remedy = Phrase("did you mean `{near}`?", near=near) if near else remedy
        message = Phrase('unknown unit "{unit}" in "{text}", expected {word}', unit=unit, text=text, word=rule.word)
        raise QuantityError(message, remedy)
    if row[0] not in rule.dimensions:
        raise _wrong_dimension(text, row[0], rule)
    return row


def _expected(rule: Kind, text: str) -> Phrase:
    return Phrase('expected {word} such as "{example}", got "{text}"', word=rule.word, example=rule.example, text=text)


def _bounded(quantity: Quantity, rule: Kind, text: str) -> Quantity:
    value = quantity.value
    if math.isnan(value) or (math.isinf(value) and not (rule.unlimited and value > 0)):
        raise QuantityError(_expected(rule, text), Phrase("give a finite number"))
    if value < 0:
        message = Phrase('{word} cannot be negative, got "{text}"', word=rule.word, text=text)
        raise QuantityError(message, Phrase("give a value of zero or above"))
    if rule.name == "share" and value > rule.most:
        remedy = (
            Phrase("give 100 % at most")
            if "%" in text
            else Phrase('write "{text} %" or a fraction such as 0.88', text=text)
        )
        raise QuantityError(Phrase('a share is between 0 and 1, got "{text}"', text=text), remedy)
    if value > rule.most and not math.isinf(value):
        raise QuantityError(
            Phrase('"{text}" is too large, expected {bounds}', text=text, bounds=rule.bounds),
            _bound_remedy(rule, rule.most),
        )
    if 0 < value < rule.least:
        raise QuantityError(
            Phrase('"{text}" is too small, expected 0 or {bounds}', text=text, bounds=rule.bounds),
            Phrase("write 0, or check the unit"),
        )
    if rule.integer and math.isfinite(value) and value != int(value):
        raise QuantityError(_expected(rule, text), Phrase("give a whole number"))
    return quantity


def _bound_remedy(rule: Kind, bound: float) -> str:
    if rule.unlimited:
        return f"write `unlimited`, or at most {bound:.16g}"
    return (
        Phrase("write at most {bound:.16g}", bound=bound)
        if "number" in rule.dimensions
        else Phrase("check the unit, and what stands before it")
    )


def _wrong_dimension(text: str, dimension: str, rule: Kind) -> QuantityError:
    word = DIMENSION_WORD.get(dimension, Phrase("something else"))
    remedy = (
        Phrase("leave the unit out")
        if "number" in rule.dimensions
        else Phrase('give {word} such as "{example}"', word=rule.word, example=rule.example)
    )
    message = Phrase(
        'expected {word} such as "{example}", got "{text}", which is {other}',
        word=rule.word, example=rule.example, text=text, other=word,
    )  # fmt: skip
    return QuantityError(message, remedy)


def _number_remedy(text: str) -> str:
    if "(" in text:
        return Phrase("a distribution cannot stand here, give one value")
    return (
        Phrase("begin with a number")
        if not any(char.isdigit() for char in text)
        else Phrase("write the number first, then the unit")
    )


def _first_unit(rule: Kind) -> str:
    match = _NUMBER.match(rule.example)
    return match["unit"] if match else ""


def _number_text(raw: int | float) -> str:
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15 else repr(raw)


def _show(raw: object) -> str:
    names = {dict: "a mapping", list: "a list", bool: f"{str(raw).lower()}", type(None): "nothing"}
    return next((word for kind, word in names.items() if isinstance(raw, kind)), type(raw).__name__)


@dataclass(frozen=True, slots=True)
class OfKind:
    """Annotation of a pydantic field that takes a quantity of one kind: its name here, or a kind of one's own."""

    kind: str | Kind

    @property
    def rule(self) -> Kind:
        """The kind."""
        return self.kind if isinstance(self.kind, Kind) else KINDS_OF_STATES[self.kind]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        rule = self.rule

        def validate(value: Any) -> Quantity:
            try:
                return parse_quantity(value, rule)
            except QuantityError as error:
                raise error.as_pydantic() from None

        return core_schema.no_info_plain_validator_function(validate, serialization=core_schema.to_string_ser_schema())

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        rule = self.rule
        text: dict[str, Any] = {"type": "string", "examples": [rule.example]}
        number = r"^\s*\+?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"
        text["description"] = rule.bounds
        if rule.dimensions == ("number",):
            text["pattern"] = number + r"\s*(\[.*\])?\s*$" + (r"|^unlimited\s*(\[.*\])?$" if rule.unlimited else "")
            bounds = {"minimum": 0, "maximum": int(rule.most)}
            return {"anyOf": [{"type": "integer" if rule.integer else "number", **bounds}, text]}
        if rule.dimensions == ("share",):
            text["pattern"] = number + r"\s*%?\s*(\[.*\])?\s*$"
            return {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, text]}
        text["pattern"] = number + r"\s*[A-Za-z][^\[\]]*(\[.*\])?\s*$|^\s*0\s*(\[.*\])?$"
        return {"anyOf": [text, {"type": "number", "enum": [0]}]}


Duration = Annotated[Quantity, OfKind("duration")]
#: A time in a start state: as a `Duration`, but it may be as short as it likes.
Remainder = Annotated[Quantity, OfKind("remainder")]
#: A number of parts in a start state, likewise.
Due = Annotated[Quantity, OfKind("due")]
Rest = Annotated[Quantity, OfKind("rest")]
Length = Annotated[Quantity, OfKind("length")]
Speed = Annotated[Quantity, OfKind("speed")]
Acceleration = Annotated[Quantity, OfKind("acceleration")]
Power = Annotated[Quantity, OfKind("power")]
Flow = Annotated[Quantity, OfKind("flow")]
Energy = Annotated[Quantity, OfKind("energy")]
Mass = Annotated[Quantity, OfKind("mass")]
Share = Annotated[Quantity, OfKind("share")]
Count = Annotated[Quantity, OfKind("count")]
#: A `Count` of equal things that stand side by side: servers, stations, cranes, vehicles, repairers.
Machines = Annotated[Quantity, OfKind("machines")]
#: A `Count` of jobs for which there is room.
Places = Annotated[Quantity, OfKind("places")]
#: `Places` that may be ``unlimited`` (value inf).
Room = Annotated[Quantity, OfKind("room")]
#: A whole number of parts, or ``unlimited`` (value inf).
Units = Annotated[Quantity, OfKind("units")]
Number = Annotated[Quantity, OfKind("number")]
#: A `Number` that may be ``unlimited`` (value inf).
Level = Annotated[Quantity, OfKind("level")]
