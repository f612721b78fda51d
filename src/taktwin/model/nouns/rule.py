"""In which order the jobs leave a buffer or a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import problem, text_of

PLAIN = ("fifo", "lifo", "sequence", "shortest", "due")


@dataclass(frozen=True, slots=True)
class Rule:
    """Retrieval rule.

    ``fifo``, ``lifo``, ``sequence`` (order of release), ``shortest`` (least mean time at the next station), ``due``
    (what is due first, then what is due at no time), ``same``
    (runs of equal values of ``option``) or ``priority`` (values of ``option`` in the order of ``order``, then others).
    """

    kind: str = "fifo"
    option: str | None = None
    order: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.option is None:
            return self.kind
        order = f", order: [{', '.join(self.order)}]" if self.order else ""
        return f"{{{self.kind}: {self.option}{order}}}"


_REMEDY = Phrase("write fifo, lifo, sequence, shortest, due, {same: OPTION} or {priority: OPTION, order: [VALUE, ...]}")


def _parse(value: Any) -> Rule:
    if isinstance(value, Rule):
        return value
    if isinstance(value, str) and value in PLAIN:
        return Rule(value)
    if isinstance(value, Mapping):
        given = {key: entry for key, entry in value.items() if key not in ("mark", "note")}
        if set(given) == {"same"} and isinstance(given["same"], str):
            return Rule("same", given["same"])
        if set(given) == {"priority", "order"} and isinstance(given["priority"], str) and _names(given["order"]):
            return Rule("priority", given["priority"], tuple(map(text_of, given["order"])))
    shown = f'"{value}"' if isinstance(value, str) else "something else"
    raise problem(Phrase("expected a retrieval rule, got {shown}", shown=shown), _REMEDY)


def _names(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str | int | float | bool) for one in value)


def _plain(rule: Rule) -> Any:
    if rule.option is None:
        return rule.kind
    return {rule.kind: rule.option, **({"order": list(rule.order)} if rule.order else {})}


class _OfRule:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        serialize = core_schema.plain_serializer_function_ser_schema(_plain)
        return core_schema.no_info_plain_validator_function(_parse, serialization=serialize)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        same = {"type": "object", "required": ["same"], "properties": {"same": {"type": "string"}}}
        values = {"type": "array", "minItems": 1, "items": {"type": ["string", "number", "boolean"]}}
        priority = {
            "type": "object",
            "required": ["priority", "order"],
            "properties": {"priority": {"type": "string"}, "order": values},
        }
        return {"anyOf": [{"type": "string", "enum": list(PLAIN)}, same, priority]}


RuleField = Annotated[Rule, _OfRule()]

#: What the reference says of a rule.
RULES = (
    "`fifo`, `lifo`, `sequence` (order of release), `shortest` (least time at the next station), `due` (what is due "
    "first), `{same: OPTION}` or `{priority: OPTION, order: [VALUE, ...]}`"
)
