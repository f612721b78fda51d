"""Shares on the command line: 85% or 0.85."""

from __future__ import annotations

import typer

from taktwin.cli.language.say import text


def share(given: str, option: str, zero: bool = False) -> float:
    """A share above 0 (or from 0 on) up to 1.

    Raises:
        typer.BadParameter: it is none; the message names the option.
    """
    try:
        value = float(given[:-1]) / 100.0 if given.endswith("%") else float(given)
    except ValueError:
        value = -1.0
    if not (0 <= value <= 1 if zero else 0 < value <= 1):
        raise typer.BadParameter(
            text("'{given}' is no share; write for example 85% or 0.85.", given=given), param_hint=option
        )
    return value
