"""What `--measure` says: names, changes and costs of measures."""

from __future__ import annotations

import math

import typer

from taktwin.cli.language.say import text

_COST = "cost="


def measures_of(given: list[str]) -> tuple[dict[str, list[str]], dict[str, float]]:
    """Name -> changes of each measure, and name -> cost a year where one is given.

    Args:
        given: texts `NAME: PATH=VALUE; PATH=VALUE; cost=MONEY`, or `battery`.

    Raises:
        typer.BadParameter: one of them is no measure.
    """
    found: dict[str, list[str]] = {}
    costs: dict[str, float] = {}
    for one in given:
        name, colon, rest = one.partition(":")
        name, parts = name.strip(), [part.strip() for part in rest.split(";") if part.strip()]
        prices = [part for part in parts if part.replace(" ", "").startswith(_COST)]
        changes = [part for part in parts if part not in prices]
        only_costs = bool(prices) or not colon
        if (not changes and not (only_costs and name == "battery")) or "=" in name or not name:
            what = text("'{measure}' is no measure; write NAME: PATH=VALUE; PATH=VALUE.", measure=one)
            raise typer.BadParameter(what, param_hint="--measure")
        if name in found:
            what = text("the measure '{name}' stands there twice.", name=name)
            raise typer.BadParameter(what, param_hint="--measure")
        found[name] = changes
        if prices:
            costs[name] = _cost(name, prices)
    return found, costs


def _cost(name: str, given: list[str]) -> float:
    """Money a year, which may be written with commas."""
    try:
        (one,) = given
        value = float(one.partition("=")[2].replace(",", ""))
    except ValueError:
        value = math.nan
    if not 0.0 <= value < math.inf:
        told = "; ".join(given)
        what = text(
            "{name}: '{cost}' is no cost; write the money a year once, as in cost=250000.", name=name, cost=told
        )
        raise typer.BadParameter(what, param_hint="--measure")
    return value
