"""A quantity that depends on an option or on the product of the job: five wheels with a spare, four without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Noun, problem, text_of
from taktwin.model.values.quantity import Number, Places, Quantity


class _By(Noun):
    """What quantities of both sorts have in common."""

    model_config = ConfigDict(extra="allow")

    by: str = Field(description="Name of an option, or `product`.")

    @model_validator(mode="before")
    @classmethod
    def _texts(cls, value: Any) -> Any:
        return {text_of(key): entry for key, entry in value.items()} if isinstance(value, Mapping) else value

    @model_validator(mode="after")
    def _some(self) -> _By:
        every = [*self.values.values(), *([self.default] if self.default is not None else [])]
        if not any(one.value > 0 for one in every):
            message = (
                Phrase("no quantity is given for any value")
                if not every
                else Phrase("the quantity is 0 for every value")
            )
            raise problem(message, Phrase("add `VALUE: QUANTITY` entries or `default: QUANTITY`, one of them above 0"))
        return self

    default: Any = Field(default=None, description="Quantity for all values that are not listed.")

    @property
    def values(self) -> dict[str, Quantity]:
        """Option value (or product) -> quantity; 0: none for these."""
        return dict(self.__pydantic_extra__ or {})

    @property
    def most(self) -> float:
        """The largest of its quantities."""
        return max(one.value for one in (*self.values.values(), self.default) if one is not None)

    def of(self, value: str) -> Quantity | None:
        """What jobs with a value of the option get; None for nothing."""
        found = self.values.get(value, self.default)
        return found if found is not None and found.value > 0 else None


class AmountBy(_By):
    """``{by: wheels, spare: 5, default: 4}``: every other key is a value of the option; 0 for jobs that get none."""

    __pydantic_extra__: dict[str, Number]

    default: Number | None = Field(default=None, description="Quantity for all values that are not listed.")


class PlacesBy(_By):
    """``{by: doors, five: 5, default: 3}``, of jobs: every other key is a value of the option; 0 for none."""

    __pydantic_extra__: dict[str, Places]

    default: Places | None = Field(default=None, description="Jobs for all values that are not listed.")


def _amount_or_by(value: Any) -> str:
    return "<by>" if isinstance(value, Mapping | _By) else "<quantity>"


#: How many parts, or one number for each value of an option.
Amount = Annotated[
    Annotated[Number, Tag("<quantity>")] | Annotated[AmountBy, Tag("<by>")], Discriminator(_amount_or_by)
]
#: How many jobs, or one number for each value of an option.
Jobs = Annotated[Annotated[Places, Tag("<quantity>")] | Annotated[PlacesBy, Tag("<by>")], Discriminator(_amount_or_by)]

Entry = TypeVar("Entry", bound=Any)


def most_of(quantity: Quantity | _By) -> float:
    """How many at most."""
    return quantity.most if isinstance(quantity, _By) else quantity.value


def quantity_of(entry: Any) -> float:
    """The quantity of an entry that has one alone, as those of `spread`."""
    return float(entry.quantity.value)


def spread(entry: Entry, known: Iterable[str]) -> list[Entry]:
    """An entry (with ``quantity`` and ``when``) as entries of one quantity each, whose conditions exclude each other.

    ``known`` are the values that a job can have of the option by which its quantity goes. The quantities come in the
    order of the file, that of the default last; values with none have no entry.
    """
    quantity = entry.quantity
    if not isinstance(quantity, _By):
        return [entry]
    known = [value for value in known if value in entry.when.get(quantity.by, [value])]
    listed = [value for value in quantity.values if value in known]
    groups: dict[float, tuple[Quantity, list[str]]] = {}
    for value in dict.fromkeys([*listed, *known]):
        amount = quantity.of(value)
        if amount is not None:
            groups.setdefault(amount.value, (amount, []))[1].append(value)
    return [
        entry.model_copy(update={"quantity": amount, "when": {**entry.when, quantity.by: values}})
        for amount, values in groups.values()
    ]
