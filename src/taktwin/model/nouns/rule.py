"""In which order the jobs leave a buffer or a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from taktwin.model.values.noun import problem


@dataclass(frozen=True, slots=True)
class Rule:
    """Retrieval rule: ``fifo``, ``sequence`` (order of release) or ``same`` (runs of equal values of ``option``)."""

    kind: str = "fifo"
    option: str | None = None

    def __str__(self) -> str:
        return self.kind if self.option is None else f"{{same: {self.option}}}"


_REMEDY = "write fifo, sequence or {same: OPTION}"


def _parse(value: Any) -> Rule:
    if isinstance(value, Rule):
        return value
    if value in ("fifo", "sequence"):
        return Rule(value)
    if isinstance(value, Mapping) and set(value) - {"mark", "note"} == {"same"} and isinstance(value["same"], str):
        return Rule("same", value["same"])
    shown = f'"{value}"' if isinstance(value, str) else "something else"
    raise problem(f"expected a retrieval rule, got {shown}", _REMEDY)


def _plain(rule: Rule) -> Any:
    return rule.kind if rule.option is None else {"same": rule.option}


class _OfRule:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        serialize = core_schema.plain_serializer_function_ser_schema(_plain)
        return core_schema.no_info_plain_validator_function(_parse, serialization=serialize)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        same = {"type": "object", "required": ["same"], "properties": {"same": {"type": "string"}}}
        return {"anyOf": [{"type": "string", "enum": ["fifo", "sequence"]}, same]}


RuleField = Annotated[Rule, _OfRule()]
