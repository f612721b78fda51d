"""The zero-inventory ratio of a run, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from taktwin.cli.language.say import listed, text

if TYPE_CHECKING:
    from taktwin.analysis.supply.park import ParkSupply
    from taktwin.api.run import Run


def tell_zero_inventory(run: Run, plant: str | None = None) -> None:
    """Print which share of the part families has no stock; nothing of a plant without families."""
    found = _supply(run)
    if found is None:
        return
    ratio = found.ratio
    counted = sum(one.zero_inventory for one in found.families)
    by_number = text(
        "{share} by number ({n} of {all} part families)", share=_share(ratio.number), n=counted, all=len(found.families)
    )
    told = [by_number]
    if ratio.value is not None:
        told.append(text("{share} by value", share=_share(ratio.value)))
    if ratio.volume is not None:
        told.append(text("{share} by volume", share=_share(ratio.volume)))
    what = text("zero-inventory ratio") if plant is None else text("zero-inventory ratio of {plant}", plant=plant)
    typer.echo(text("{what}: {that}", what=what, that=listed(told)))


def zero_inventory_rows(run: Run) -> list[dict[str, Any]]:
    """For JSON: of each plant with part families its ratio and its families."""
    found = []
    for name in run.model.plants or [None]:
        supply = _supply(run if name is None else run.of(name))
        if supply is not None:
            found.append({"plant": name, **supply.as_dict()})
    return found


def _supply(run: Run) -> ParkSupply | None:
    """The supply of a run; None where there is none, or where the run was too short to tell."""
    from taktwin.model.errors import OptionError

    if run.model.supply is None:
        return None
    try:
        return run.supply
    except OptionError:  # no job has taken a part of some family: the report says nothing either
        return None


def _share(value: float) -> str:
    return f"{value * 100.0:.1f} %"
