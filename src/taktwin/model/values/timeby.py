"""A time that depends on an option or on the product of the job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from taktwin.model.phrase import Phrase
from taktwin.model.values.distribution import Distribution, TimeDistribution
from taktwin.model.values.noun import Noun, problem, text_of
from taktwin.model.values.quantity import Duration


class TimeBy(Noun):
    """``{by: body, sedan: 100 s, suv: 110 s, default: 105 s}``: every other key is a value of the option."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, TimeDistribution]

    by: str = Field(description="Name of an option, `product`, or `visit` (how often the job has come here).")
    default: TimeDistribution | None = Field(default=None, description="Time for all values that are not listed.")

    @model_validator(mode="before")
    @classmethod
    def _texts(cls, value: Any) -> Any:
        return {text_of(key): entry for key, entry in value.items()} if isinstance(value, Mapping) else value

    @model_validator(mode="after")
    def _some(self) -> TimeBy:
        if not self.values and self.default is None:
            raise problem(
                Phrase("no time is given for any value"), Phrase("add `VALUE: TIME` entries or `default: TIME`")
            )
        return self

    @property
    def values(self) -> dict[str, Distribution]:
        """Option value (or product) -> time."""
        return dict(self.__pydantic_extra__)


def _time_or_by(value: Any) -> str:
    return "<by>" if isinstance(value, Mapping | TimeBy) else "<time>"


#: A planned time, or one for each value of an option.
Planned = Annotated[Annotated[Duration, Tag("<time>")] | Annotated[TimeBy, Tag("<by>")], Discriminator(_time_or_by)]
#: A time distribution, or one for each value of an option.
Cycle = Annotated[
    Annotated[TimeDistribution, Tag("<time>")] | Annotated[TimeBy, Tag("<by>")], Discriminator(_time_or_by)
]
