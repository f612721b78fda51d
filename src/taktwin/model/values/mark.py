"""Marks: where a number comes from.

A mark stands in brackets at the end of a number's text, or under the key ``mark`` of a mapping, whose unmarked numbers
inherit it::

    cycle: "100 s [derived: takt x 0.833]"
    cycle: 100 s [seen:plant-2024 table 3]

The colon may be left out (``[derived takt x 0.833]``): YAML then needs no quotation marks around the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from taktwin.model.errors import INPUT, TaktwinError
from taktwin.model.phrase import Phrase

MarkKind = Literal["seen", "derived", "assumed"]
MARK_KINDS: tuple[str, ...] = ("seen", "derived", "assumed")
_MARK = re.compile(r"^\[?\s*(?P<kind>[A-Za-z]+)\s*(?::\s*|\s+|(?=\])|$)(?P<text>.*?)\s*\]?$", re.DOTALL)
_TRAILING = re.compile(r"^(?P<rest>[^\[\]]*?)\s*(?P<mark>\[.*\])\s*$", re.DOTALL)


class QuantityError(TaktwinError, ValueError):
    """A text that is no valid quantity, distribution or mark; ``remedy`` says what to write instead."""

    exit_code = INPUT

    def __str__(self) -> str:
        return f"{self.message}: {self.remedy}" if self.remedy else self.message

    def as_pydantic(self) -> PydanticCustomError:
        """The same error in the form that pydantic collects (type ``taktwin``)."""
        context: dict[str, Any] = {"message": self.message, "remedy": self.remedy}
        return PydanticCustomError("taktwin", "{message}", context)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a number comes from.

    ``kind`` is ``seen`` (``source`` is then a key of the plant's ``sources``, ``text`` an optional place in it),
    ``derived`` (``text`` is the rule) or ``assumed`` (``text`` says why).
    """

    kind: str
    text: str = ""
    source: str | None = None

    @classmethod
    def parse(cls, text: str) -> Mark:
        """Read ``[kind: text]`` (brackets and colon optional); raises `QuantityError` for anything else."""
        match = _MARK.match(text.strip())
        if match is None or match["kind"].lower() not in MARK_KINDS:
            raise QuantityError(
                Phrase('unknown mark "{value}"', value=text.strip()),
                Phrase('write "[seen: SOURCE]", "[derived: RULE]" or "[assumed: REASON]"'),
            )
        kind, rest = match["kind"].lower(), match["text"]
        if not rest:
            needs = {"seen": "the key of its source", "derived": "its rule", "assumed": "its reason"}[kind]
            raise QuantityError(
                Phrase('the mark "{kind}" lacks {needs}', kind=kind, needs=needs),
                Phrase('write "[{kind}: ...]"', kind=kind),
            )
        if kind != "seen":
            return cls(kind, rest)
        source, _, place = rest.partition(" ")
        return cls(kind, place.strip(), source.rstrip(",;:"))

    def __str__(self) -> str:
        words = [word for word in (self.source, self.text) if word]
        return f"[{self.kind}: {' '.join(words)}]"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def validate(value: Any) -> Mark:
            if isinstance(value, Mark):
                return value
            try:
                if not isinstance(value, str):
                    raise QuantityError(Phrase("a mark is a text"), Phrase('write "[assumed: REASON]"'))
                return cls.parse(value)
            except QuantityError as error:
                raise error.as_pydantic() from None

        return core_schema.no_info_plain_validator_function(validate, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": r"^\s*\[?\s*(seen|derived|assumed)\b",
            "examples": ["[seen: SOURCE]", "[derived: RULE]", "[assumed: REASON]"],
        }


def split_mark(text: str) -> tuple[str, Mark | None]:
    """Split ``100 s [seen: x]`` into ``100 s`` and its mark (None without brackets); `QuantityError` for a bad mark."""
    match = _TRAILING.match(text)
    if match is None:
        if "[" in text or "]" in text:
            raise QuantityError(
                Phrase('cannot read the brackets in "{text}"', text=text),
                Phrase("put one mark, in brackets, at the end"),
            )
        return text.strip(), None
    return match["rest"].strip(), Mark.parse(match["mark"])


def own_mark(value: Any) -> Mark | None:
    """The mark that a text or a mapping of a model file carries itself, None where it has none or it is unreadable."""
    if isinstance(value, Mapping):
        value = value.get("mark")
        if isinstance(value, Mark):
            return value
        try:
            return Mark.parse(value) if isinstance(value, str) else None
        except QuantityError:
            return None
    try:
        return split_mark(value)[1] if isinstance(value, str) else None
    except QuantityError:
        return None
