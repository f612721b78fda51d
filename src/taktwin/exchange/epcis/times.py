"""Instants of events: read, and written as the canonical form has them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

_INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)


def canonical_time(text: str) -> str:
    """An instant in UTC, to the millisecond, half a millisecond up; one without an offset is taken as UTC.

    Raises:
        ValueError: It is no instant of the calendar.

    Example:
        >>> canonical_time("2020-04-01T15:00:00.1235+01:00")
        '2020-04-01T14:00:00.124Z'
    """
    match = _INSTANT.fullmatch(text.strip())
    if not match:
        raise ValueError(Phrase('"{text}" is no instant such as 2026-03-01T06:30:00.000+08:00', text=text[:40]))
    year, month, day, hour, minute, second = (int(one) for one in match.groups()[:6])
    late = hour == 24 and minute == second == 0  # the end of a day
    time = datetime(year, month, day, 0 if late else hour, minute, second, tzinfo=UTC) + timedelta(days=late)
    digits = (match[7] or ".")[1:].ljust(4, "0")
    time += timedelta(milliseconds=int(digits[:3]) + (digits[3] >= "5"))
    zone = match[8] or "Z"
    if zone != "Z":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        time -= -offset if zone[0] == "-" else offset
    return f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}Z".rjust(24, "0")


def is_time(text: str) -> bool:
    """Whether a text is an instant of the calendar."""
    try:
        canonical_time(text)
    except (ValueError, OverflowError):
        return False
    return True


def event_time(time: datetime) -> dict[str, str]:
    """The two properties of an event that say when it was: the instant, and the offset of the clock on the wall there.

    Raises:
        OptionError: The instant has no time zone, or one whose offset is not in whole minutes, or beyond 14 hours.
    """
    offset = time.utcoffset()
    if offset is None or offset % timedelta(minutes=1) or abs(offset) > timedelta(hours=14):
        remedy = Phrase("give one with a time zone, such as datetime(2026, 3, 1, tzinfo=UTC)")
        raise OptionError(
            Phrase("{time} has no offset from UTC that an event could have", time=time.isoformat()), remedy, "time"
        )
    text = time.isoformat(timespec="milliseconds")
    return {"eventTime": text, "eventTimeZoneOffset": text[-6:]}
