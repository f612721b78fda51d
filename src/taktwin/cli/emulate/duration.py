"""Times on the command line: 90 s, 2 min."""

from __future__ import annotations

import typer


def duration(given: str, option: str) -> float:
    """A time of 0 s or more, s.

    Raises:
        typer.BadParameter: it is none; the message names the option.
    """
    from taktwin.model.values.quantity import QuantityError, parse_quantity

    try:
        return parse_quantity(given, "remainder").value
    except QuantityError as error:
        raise typer.BadParameter(f"{error.message}; {error.remedy}.", param_hint=option) from None
