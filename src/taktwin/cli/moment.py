"""A moment of a run on the command line: a date and time, or a time since the start of the plant."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import typer

from taktwin.cli.language.say import text


def seconds_after(start: dt.datetime, given: str, option: str) -> float:
    """Seconds from the start of the plant to ``given``, such as "2026-01-06 06:00" or "36 h".

    Raises:
        typer.BadParameter: It is neither, or earlier than the start.
    """
    from pydantic_core import PydanticCustomError

    from taktwin.model.start.state import read_instant

    try:
        instant = read_instant(given)
    except PydanticCustomError as error:
        context = error.context or {}
        raise typer.BadParameter(f"{context['message']}; {context['remedy']}.", param_hint=option) from None
    if not isinstance(instant, dt.datetime):
        return instant.value if instant is not None else 0.0
    if instant < start:
        begin = start.isoformat(sep=" ", timespec="minutes")
        raise typer.BadParameter(
            text("the plant starts at {begin}; give a later time.", begin=begin), param_hint=option
        )
    return (instant - start).total_seconds()


_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?")


def past_moment(start: dt.datetime, given: str, option: str, last: Callable[[], float]) -> float:
    """As `seconds_after`; a time of day alone, as "10:30", is the last one not after ``last`` (gives s from the start).

    Raises:
        typer.BadParameter: it is no moment of the plant.
    """
    clock = _time_of_day(given)
    if clock is None:
        return seconds_after(start, given, option)
    newest = start + dt.timedelta(seconds=last())
    moment = dt.datetime.combine(newest.date(), clock)
    if moment > newest:
        moment -= dt.timedelta(days=1)
    return seconds_after(start, moment.isoformat(sep=" "), option)


def next_moment(start: dt.datetime, given: str, option: str, since: Callable[[], float]) -> float:
    """As `seconds_after`; a time of day alone, as "14:00", is the first one after ``since`` (gives s from the start).

    Raises:
        typer.BadParameter: it is no moment of the plant.
    """
    clock = _time_of_day(given)
    if clock is None:
        return seconds_after(start, given, option)
    now = start + dt.timedelta(seconds=since())
    moment = dt.datetime.combine(now.date(), clock)
    if moment <= now:
        moment += dt.timedelta(days=1)
    return seconds_after(start, moment.isoformat(sep=" "), option)


def _time_of_day(given: str) -> dt.time | None:
    """A time of day alone; None where it is none."""
    match = _CLOCK.fullmatch(given.strip())
    if match is None:
        return None
    try:
        hour, minute, second = (int(part or 0) for part in match.groups())
        return dt.time(hour, minute, second)
    except ValueError:
        return None
