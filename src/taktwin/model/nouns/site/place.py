"""What all loads of a site have in common: their shop, and when they run."""

from __future__ import annotations

from pydantic import Field

from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Noun, problem
from taktwin.model.values.quantity import Quantity


class SiteLoad(Noun):
    """A load of a shop that no machine draws."""

    shop: str = Field(description="Shop on which it is booked.")
    calendar: str | None = Field(
        default=None, description="Shift calendar in which it runs; default that of the shop, else always."
    )


def check_air(name: str, flow: Quantity | None) -> None:
    """Raise a pydantic error where a flow of air is given as a power."""
    if flow is not None and flow.value and flow.dimension != "flow":
        raise problem(
            Phrase('{name}: expected a volume flow such as "600000 m3/h", got "{text}"', name=name, text=flow.text),
            Phrase("give a volume flow"),
        )


def check_power(name: str, power: Quantity | None) -> None:
    """Raise a pydantic error where a power is given as a flow."""
    if power is not None and power.value and power.dimension != "power":
        raise problem(
            Phrase('{name}: expected a power such as "5 kW", got "{text}"', name=name, text=power.text),
            Phrase("give a power"),
        )
