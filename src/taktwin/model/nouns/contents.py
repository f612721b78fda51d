"""Contents: what stands in a buffer when the plant starts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag

from taktwin.model.values.noun import Named, Noun, default, text_of
from taktwin.model.values.quantity import Machines, Quantity


def _texts(value: Any) -> Any:
    """Option values such as ``2`` or ``true`` are names too."""
    return {key: text_of(one) for key, one in value.items()} if isinstance(value, Mapping) else value


class Content(Noun):
    """Jobs of one sort that stand in a buffer."""

    count: Machines = Field(default_factory=default(1, "machines"), description="So many jobs.")
    product: str | None = Field(default=None, description="Their product; drawn if left out.")
    options: Annotated[Named[str], BeforeValidator(_texts)] = Field(
        default_factory=dict, description="Option -> value; what is left out is drawn."
    )
    stream: str | None = Field(
        default=None, description="Their order stream; needed only where jobs of several come to this buffer."
    )


def _as_list(value: Quantity | list[Content]) -> list[Content]:
    return value if isinstance(value, list) else [Content(count=value)]


if TYPE_CHECKING:
    Contents = list[Content]
else:
    #: A number of jobs, or a list of sorts, the first to leave first; always a list in Python.
    Contents = Annotated[
        Annotated[Machines, Tag("<count>")] | Annotated[list[Content], Tag("<each>")],
        Discriminator(lambda value: "<each>" if isinstance(value, list) else "<count>"),
        AfterValidator(_as_list),
    ]
