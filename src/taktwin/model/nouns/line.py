"""Lines: a start, a flow of elements and where the jobs go at its end."""

from __future__ import annotations

from pydantic import Field, model_validator

from taktwin.model.nouns.element import Element
from taktwin.model.phrase import Phrase
from taktwin.model.values.amountby import Jobs
from taktwin.model.values.noun import Condition, Noun, default, problem
from taktwin.model.values.quantity import Machines


class Call(Noun):
    """Starts one job of the line for each job that enters an element elsewhere, with the same options."""

    at: str = Field(description="Element whose entries call; PLANT.ELEMENT of another plant.")
    when: Condition = Field(default_factory=dict, description="Only for jobs with these options; empty = for all.")
    quantity: Jobs = Field(
        default_factory=default(1, "places"),
        description="Jobs for each call, or one number for each value of an option.",
    )


class Line(Noun):
    """A line. It has one start (``orders``, ``call`` or ``endless``) or none: then other lines lead into it."""

    orders: str | None = Field(default=None, description="Order stream that releases the jobs of this line.")
    call: Call | None = Field(
        default=None, description="Element elsewhere whose entries start the jobs of this sub-line."
    )
    endless: bool = Field(default=False, description="A new job starts whenever the first element has room.")
    to: str | None = Field(
        default=None,
        description="Line or element where the jobs go at the end. Without it they leave the plant finished, "
        "or wait to be joined.",
    )
    copies: Machines = Field(
        default_factory=default(1, "machines"),
        description="So many equal lines beside each other; the names in copy 1 begin with `1/`, and so on.",
    )
    flow: list[Element] = Field(min_length=1, description="The elements in their order.")

    @model_validator(mode="after")
    def _one_start(self) -> Line:
        given = [key for key, on in (("orders", self.orders), ("call", self.call), ("endless", self.endless)) if on]
        if len(given) > 1:
            raise problem(
                Phrase("a line has one start, got {names}", names=" and ".join(given)),
                Phrase("keep one of `orders`, `call` and `endless`"),
            )
        return self

    @property
    def start_kind(self) -> str | None:
        """``orders``, ``call``, ``endless`` or None."""
        if self.orders is not None:
            return "orders"
        if self.call is not None:
            return "call"
        return "endless" if self.endless else None
