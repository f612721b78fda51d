"""Values of segments: how each kind is read and written.

Reading raises `WrongValueError`. Numbers follow ISO 9735 (digits, the decimal mark of UNA, at most 15 digits), times
the formats 102 and 203 of data element 2379.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from taktwin.exchange.edi.codes import Codes
from taktwin.exchange.edi.faults import WrongValueError
from taktwin.model.phrase import Phrase

When = date | datetime
"""A day, or a minute of it in local time without a zone."""

MOST_DIGITS = 15


def read_when(text: str, form: str) -> When:
    """A day (format 102) or a minute (203).

    >>> read_when("202603020942", "203")
    datetime.datetime(2026, 3, 2, 9, 42)
    """
    try:
        if text.isdigit():
            if form == "203" and len(text) == 12:
                return datetime.fromisoformat(f"{text[:8]}T{text[8:]}")
            if form == "102" and len(text) == 8:
                return date.fromisoformat(text)
    except ValueError:
        pass
    raise WrongValueError("bad_date", Phrase("{text} in format {form} is no date", text=repr(text), form=repr(form)))


def spell_when(value: When) -> tuple[str, str]:
    """The text of a day or minute, and its format."""
    if isinstance(value, datetime):
        return value.strftime("%Y%m%d%H%M").rjust(12, "0"), "203"
    return value.strftime("%Y%m%d").rjust(8, "0"), "102"


def read_prepared(day: str, minute: str) -> datetime:
    """The time of UNB: YYMMDD or, of syntax version 4, YYYYMMDD; then HHMM."""
    day = f"20{day}" if len(day) == 6 else day
    found = read_when(day + minute, "203")
    assert isinstance(found, datetime)
    return found


def read_integer(text: str) -> int:
    """A whole number that is not negative."""
    if text.isdigit() and text.isascii() and len(text) <= MOST_DIGITS:
        return int(text)
    raise WrongValueError("bad_number", Phrase("{text} is no whole number", text=repr(text)))


def read_vin(text: str) -> str:
    """A vehicle identification number: 17 letters and digits (ISO 3779)."""
    if len(text) == 17 and text.isalnum() and text.isascii():
        return text
    raise WrongValueError("bad_vin", Phrase("the VIN {text} has {n} characters", text=repr(text), n=len(text)))


@lru_cache
def number_reader(decimal: str) -> Callable[[str], int | float]:
    """What reads a number that is not negative, with a decimal mark; whole ones become int."""
    pattern = re.compile(rf"[0-9]+{re.escape(decimal)}[0-9]+")

    def read(text: str) -> int | float:
        if text.isdigit() and text.isascii() and len(text) <= MOST_DIGITS:
            return int(text)
        if len(text) <= MOST_DIGITS + 1 and pattern.fullmatch(text):
            return float(text.replace(decimal, "."))
        raise WrongValueError("bad_number", Phrase("{text} is no number", text=repr(text)))

    return read


def spell_number(value: float, decimal: str) -> str:
    """A number with a decimal mark, without an exponent."""
    if isinstance(value, int):
        return str(value)
    text = repr(value)
    return (f"{value:.15f}".rstrip("0") if "e" in text else text).replace(".", decimal)


def code_reader(table: Mapping[str, str]) -> Callable[[str], str]:
    """What reads a code of a table into its meaning."""

    def read(text: str) -> str:
        found = table.get(text)
        if found is None:
            known = ", ".join(table)
            raise WrongValueError(
                "bad_code", Phrase("the code {text} is not one of {known}", text=repr(text), known=known)
            )
        return found

    return read


def readers(codes: Codes, decimal: str) -> dict[str, Callable[..., Any] | None]:
    """Kind of value in a template -> what reads it; None for texts, which stay as they are."""
    return {
        "text": None,
        "when": read_when,
        "integer": read_integer,
        "number": number_reader(decimal),
        "vin": read_vin,
        **{name: code_reader(table) for name, table in codes.meaning.items()},
    }
