"""What values of a message have to do with each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from taktwin.exchange.edi.faults import WrongValueError
from taktwin.exchange.edi.profile import Check
from taktwin.exchange.edi.values import When
from taktwin.model.phrase import Phrase


def window(values: Mapping[str, Any], _seen: set[Any]) -> None:
    """The earliest time lies before the latest, or is the same. A day counts from its begin to its end."""
    earliest, latest = values.get("earliest"), values.get("latest")
    if earliest is not None and latest is not None and _moment(earliest, time.min) > _moment(latest, time.max):
        raise WrongValueError(
            "window_reversed",
            Phrase("earliest {earliest} is after latest {latest}", earliest=str(earliest), latest=str(latest)),
        )


def _moment(value: When, at: time) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, at)


def once(name: str) -> Check:
    """A number stands once in a message."""

    def check(values: Mapping[str, Any], seen: set[Any]) -> None:
        number = values.get(name)
        if number in seen:
            raise WrongValueError("duplicate_sequence", Phrase("number {number} stands twice", number=number))
        if number is not None:
            seen.add(number)

    return check


def sequence_range(values: Mapping[str, Any], _seen: set[Any]) -> None:
    """A rack holds as many numbers of the sequence as parts."""
    first, last, quantity = (values.get(name) for name in ("sequence_from", "sequence_to", "quantity"))
    if first is None or last is None or quantity is None:  # one of them is a fault of its own
        return
    if last - first + 1 != quantity:
        raise WrongValueError(
            "sequence_range_mismatch",
            Phrase(
                "{first} to {last} are {n} numbers for {quantity} parts",
                first=first, last=last, n=max(last - first + 1, 0), quantity=quantity,
            ),
        )  # fmt: skip
