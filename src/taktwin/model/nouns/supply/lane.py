"""Lanes: periodic deliveries to a stock point, from a supplier or from another stock point."""

from __future__ import annotations

from pydantic import Field, model_validator

from taktwin.model.values.distribution import TimeDistribution
from taktwin.model.values.noun import Noun, default, default_time, problem
from taktwin.model.values.quantity import Duration, Number


class Lane(Noun):
    """A periodic delivery: a fixed quantity, or what fills the stock up to a level.

    A supplier has as much as is ordered. From a stock point no more than is there leaves, in full containers.
    """

    supplier: str | None = Field(default=None, description="Supplier who sends; or `from`.")
    from_: str | None = Field(
        default=None,
        alias="from",
        description="Stock point from which deliveries are taken, in place of a supplier; between plants PLANT.STOCK.",
    )
    to: str = Field(description="Stock point that is refilled; between plants PLANT.STOCK.")
    every: Duration = Field(description="Time between two orders.")
    offset: Duration = Field(
        default_factory=default(0, "duration"), description="Time of the first order after the start."
    )
    quantity: Number | None = Field(default=None, description="Units in each delivery.")
    up_to: Number | None = Field(
        default=None, description="Level to which each order fills the stock, what is on the way counted as well."
    )
    container: Number = Field(
        default_factory=default(1, "number"),
        description="Units in a container. What fills up to a level is rounded up to full ones; a stock point that has "
        "less than is wanted gives full ones.",
    )
    lead: TimeDistribution = Field(
        default_factory=default_time("0 s"), description="Time from the order to the arrival."
    )

    @model_validator(mode="after")
    def _one_sender(self) -> Lane:
        if (self.supplier is None) == (self.from_ is None):
            got = "neither" if self.supplier is None else "both"
            raise problem(f"a lane needs `supplier` or `from`, got {got}", "keep exactly one of `supplier` and `from`")
        return self

    @model_validator(mode="after")
    def _one_amount(self) -> Lane:
        if (self.quantity is None) == (self.up_to is None):
            got = "neither" if self.quantity is None else "both"
            raise problem(
                f"a lane needs `quantity` or `up_to`, got {got}", "keep exactly one of `quantity` and `up_to`"
            )
        return self
