"""Values that the aspect models share: numbers of business partners, identifiers, time stamps, units.

A pattern holds where it is found anywhere in a text, unless it is anchored: so the schemas of JSON have it. A format
(`date`, `date-time`) is not asserted; `moment` and `day` say what is wrong where a value is used.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from taktwin.exchange.catenax.aspect import as_json
from taktwin.exchange.jsondocument import same_value
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

T = TypeVar("T")


def expected(what: str, remedy: str) -> PydanticCustomError:
    """The error of a value that is not what was expected."""
    return PydanticCustomError("expected", "{what}", {"what": what, "remedy": remedy})


def _matching(pattern: str, what: str, example: str) -> AfterValidator:
    found = re.compile(pattern, re.ASCII).search

    def check(text: str) -> str:
        if not found(text):
            raise expected(what, f'write for example "{example}"')
        return text

    return AfterValidator(check)


_UUID = r"\A(urn:uuid:)?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\Z"
_TIMESTAMP = (
    r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
    r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
)


def _partner(letters: str, what: str) -> AfterValidator:
    return _matching(
        rf"\A{letters}[a-zA-Z0-9]{{12}}\Z", f"{what} ({letters} and 12 letters or digits)", f"{letters}0000000000XY"
    )


Bpnl = Annotated[str, _partner("BPNL", "the number of a business partner")]
Bpns = Annotated[str, _partner("BPNS", "the number of a site")]
Bpna = Annotated[str, _partner("BPNA", "the number of an address")]
Uuid = Annotated[
    str, _matching(_UUID, "a UUID, with or without urn:uuid:", "urn:uuid:5f0c1a52-8c1e-4f5e-9d3b-2f6f0c7a9b11")
]
Timestamp = Annotated[str, _matching(_TIMESTAMP, "date and time", "2026-03-01T06:30:00+08:00")]
#: A day or an instant whose format the schemas name but do not assert.
FormatText = str


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise expected("a number", "write a number without quotation marks")
    return value


def _between(least: float, most: float) -> AfterValidator:
    ends = [f"{least:g} or more" if least > -float("inf") else "", f"{most:g} or less" if most < float("inf") else ""]
    limit = f"a number of {' and '.join(one for one in ends if one)}"

    def check(number: float) -> float:
        if not least <= number <= most:
            raise expected(limit, "correct the number")
        return number

    return AfterValidator(check)


def _above_0() -> AfterValidator:
    def check(number: float) -> float:
        if not number > 0:
            raise expected("a number above 0", "correct the number")
        return number

    return AfterValidator(check)


def _quality(number: float) -> float:
    if number not in range(6):
        raise expected("one of 0, 1, 2, 3, 4, 5", "5 is the best quality of data")
    return number


def bounded(least: float, most: float) -> AfterValidator:
    """Check of a number that is to lie within bounds, which are part of it."""
    return _between(least, most)


#: A number as it stands in the document: whole ones stay whole.
Number = Annotated[float, PlainValidator(_number)]
Quantity18 = Annotated[Number, _between(0, 1e18)]  # of the weekly models
AtLeastOne = Annotated[Number, _between(1, float("inf"))]
Measurement = Annotated[Number, _between(1, 999)]
Share = Annotated[Number, _between(0, 1)]
Above0 = Annotated[Number, _above_0()]
NotNegative = Annotated[Number, _between(0, float("inf"))]
NotPositive = Annotated[Number, _between(-float("inf"), 0)]
Percent = Annotated[Number, _between(0, 100)]
DataQuality = Annotated[Number, _between(0, float("inf")), AfterValidator(_quality)]
ShortText = Annotated[str, Field(min_length=1)]
Country = Annotated[str, _matching(r"[A-Z]{2}", "a country of two letters (ISO 3166-1)", "CN")]
UserText = Annotated[str, Field(max_length=4000)]
Direction = Literal["INBOUND", "OUTBOUND"]
ItemUnit = Literal[
    "unit:piece", "unit:set", "unit:pair", "unit:page", "unit:cycle", "unit:kilowattHour", "unit:gram", "unit:kilogram",
    "unit:tonneMetricTon", "unit:tonUsOrShortTonUkorus", "unit:ounceAvoirdupois", "unit:pound", "unit:metre",
    "unit:centimetre", "unit:kilometre", "unit:inch", "unit:foot", "unit:yard", "unit:squareCentimetre",
    "unit:squareMetre", "unit:squareInch", "unit:squareFoot", "unit:squareYard", "unit:cubicCentimetre",
    "unit:cubicMetre", "unit:cubicInch", "unit:cubicFoot", "unit:cubicYard", "unit:litre", "unit:millilitre",
    "unit:hectolitre", "unit:secondUnitOfTime", "unit:minuteUnitOfTime", "unit:hourUnitOfTime", "unit:day",
]  # fmt: skip


def _given(value: Any) -> Any:
    if value is None:
        raise expected("a value, or no such property", "leave the property out")
    return value


def _once(values: list[Any]) -> list[Any]:
    if len({same_value(as_json(one)) for one in values}) < len(values):
        raise expected("elements that differ from each other", "give each element once")
    return values


#: May be left out, but is never null.
Maybe = Annotated[T | None, BeforeValidator(_given)]
#: An array whose elements all differ.
Once = Annotated[list[T], AfterValidator(_once)]


def timestamp(time: datetime) -> str:
    """An instant as the aspect models write it: ISO 8601, to the millisecond, with its offset from UTC.

    Raises:
        OptionError: The instant has no time zone, or one whose offset is not in whole minutes, or beyond 14 hours.
    """
    offset = time.utcoffset()
    if offset is None or offset % timedelta(minutes=1) or abs(offset) > timedelta(hours=14):
        remedy = Phrase("give one with a time zone, such as datetime(2026, 3, 1, tzinfo=UTC)")
        raise OptionError(
            Phrase("{time} has no offset from UTC that a time stamp could have", time=time.isoformat()), remedy, "time"
        )
    return time.isoformat(timespec="milliseconds")


def moment(text: str) -> datetime:
    """The instant of a time stamp, in UTC; one without a time zone is taken as UTC.

    Raises:
        ValueError: It is no instant of the calendar, such as 30 February.
    """
    found = re.search(_TIMESTAMP, text)
    if not found or found[0] != text:
        raise ValueError(Phrase('"{text}" is not date and time', text=text))
    late = "T24:00:00" in text  # the end of a day
    time = datetime.fromisoformat(re.sub(r"T24:00:00(\.0+)?", "T00:00:00", text))
    time = time.replace(tzinfo=UTC) if time.tzinfo is None else time
    try:
        return (time + timedelta(days=1) if late else time).astimezone(UTC)
    except OverflowError:
        raise ValueError(Phrase('"{text}" is beyond the calendar', text=text)) from None


def day(text: str) -> date:
    """The day of a text such as 2026-03-01. Raises ValueError for anything else."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(Phrase('"{text}" is no day such as 2026-03-01', text=text))
    return date.fromisoformat(text)
