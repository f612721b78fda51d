"""What every noun of the model language shares: the base class and helpers for its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from taktwin.model.values.distribution import Distribution, parse_distribution
from taktwin.model.values.mark import Mark
from taktwin.model.values.quantity import Quantity, QuantityKind, parse_quantity

T = TypeVar("T")


class Noun(BaseModel):
    """A mapping of the model file with known keys; each may carry ``mark`` and ``note``."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, coerce_numbers_to_str=True)

    mark: Mark | None = Field(
        default=None, description="Where the unmarked numbers below come from: seen, derived, assumed."
    )
    note: str | None = Field(default=None, description="A remark for the reader; it changes nothing.")

    @classmethod
    def field_keys(cls) -> list[str]:
        """The keys that the model file may use for this noun, in their order."""
        return [info.alias or name for name, info in cls.model_fields.items()]


def text_of(value: Any) -> str:
    """A name as text: option values such as ``2`` or ``true`` are names too."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def entries_of(value: Any) -> Any:
    """The entries of a mapping with free keys, as texts, without its ``mark`` and ``note``."""
    if not isinstance(value, Mapping):
        return value
    return {text_of(key): entry for key, entry in value.items() if key not in ("mark", "note")}


#: A mapping with free keys (names). Its ``mark`` and ``note`` are no entries.
Named = Annotated[dict[str, T], BeforeValidator(entries_of)]


def _condition(value: Any) -> Any:
    value = entries_of(value)
    if not isinstance(value, dict):
        return value
    return {
        key: [text_of(one) for one in (entry if isinstance(entry, list) else [entry])] for key, entry in value.items()
    }


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


if TYPE_CHECKING:
    TextOrTexts = list[str]
else:
    #: A text, or a list of texts; always a list in Python.
    TextOrTexts = Annotated[
        list[str],
        BeforeValidator(_as_list),
        WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
    ]

#: A coordinate in m, in a drawing or of a point of a guide path.
Coordinate = Annotated[float, Field(ge=-1e8, le=1e8, allow_inf_nan=False)]

_VALUE_SCHEMA: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_CONDITION_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {"anyOf": [_VALUE_SCHEMA, {"type": "array", "items": _VALUE_SCHEMA}]},
}

#: ``when``: option (or ``product``, or ``visit``) -> the values of which one must hold; all keys must hold; empty =
#: always.
Condition = Annotated[dict[str, list[str]], BeforeValidator(_condition), WithJsonSchema(_CONDITION_SCHEMA)]


def default(text: str | int, kind: QuantityKind) -> Callable[[], Quantity]:
    """A default factory for a quantity field."""
    quantity = parse_quantity(text, kind)
    return lambda: quantity


def default_time(text: str) -> Callable[[], Distribution]:
    """A default factory for a distribution field."""
    distribution = parse_distribution(text)
    return lambda: distribution


def problem(message: str, remedy: str) -> PydanticCustomError:
    """An error for a pydantic validator, with its remedy."""
    return PydanticCustomError("taktwin", "{message}", {"message": message, "remedy": remedy})


def later() -> Any:
    """Default of a field that `fill` sets once the other fields are known."""
    return None


def fill(noun: Noun, name: str, value: Any) -> None:
    """Set a default that depends on other fields; it does not count as given by the user, unlike an assignment."""
    vars(noun)[name] = value
