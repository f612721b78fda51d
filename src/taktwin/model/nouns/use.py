"""Parts that a station or a make cell draws from a stock point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Discriminator, Field, Tag

from taktwin.model.values.amountby import Amount, AmountBy
from taktwin.model.values.noun import Condition, Named, Noun, default
from taktwin.model.values.quantity import Quantity


class Use(Noun):
    """One part that is drawn for each job (station) or hit (make cell)."""

    part: str = Field(description="Name of the part.")
    quantity: Amount = Field(
        default_factory=default(1, "number"),
        description="How many for each job or hit; for jobs also one number for each value of an option.",
    )
    when: Condition = Field(default_factory=dict, description="Only for jobs with these options; empty = for all.")
    from_: str | None = Field(
        default=None,
        alias="from",
        description="Stock point to draw from; may be left out where one alone holds the part.",
    )


def _as_list(value: dict[str, Quantity | AmountBy] | list[Use]) -> list[Use]:
    if isinstance(value, dict):
        return [Use(part=part, quantity=quantity) for part, quantity in value.items()]
    return value


if TYPE_CHECKING:
    Uses = list[Use]
else:
    #: ``{part: quantity}`` (a number, or one by option) or a list of `Use`; always a list of `Use` in Python.
    Uses = Annotated[
        Annotated[Named[Amount], Tag("<map>")] | Annotated[list[Use], Tag("<list>")],
        Discriminator(lambda value: "<map>" if isinstance(value, Mapping) else "<list>"),
        AfterValidator(_as_list),
    ]

__all__ = ["Use", "Uses"]
