"""A draft: the model file that a reader of another format has made, and what of the other model it did not take."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.load import load_model
from taktwin.model.files.write import write_text

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_ %.()=/-]*|\d+(\.\d+)?( (ms|s|min|h|d|week|%))?")
_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


@dataclass(frozen=True, slots=True)
class Untaken:
    """Something that the draft lacks or has otherwise: where it stands, and what became of it."""

    file: str
    line: int
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}: {self.why}"

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"file": self.file, "line": self.line, "what": self.what, "why": self.why}


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a model file, what it does not have of the other model, and what is wrong with it as it is.

    ``problems`` are those of `taktwin check`: they come from the other model, such as jobs that never leave.
    """

    text: str
    untaken: tuple[Untaken, ...]
    problems: tuple[Problem, ...]

    def save(self, path: str | Path) -> Path:
        """Write the model file, whole or not at all. Raises OSError."""
        return write_text(path, self.text)


def checked(text: str, untaken: Sequence[Untaken]) -> Draft:
    """A draft with what `taktwin check` says of it."""
    try:
        load_model(text)
    except ModelError as error:
        return Draft(text, tuple(untaken), tuple(error.problems))
    return Draft(text, tuple(untaken), ())


def spelt_yaml(value: Any) -> str:
    """A value in one line of YAML; texts in quotation marks only where they need them."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{spelt_yaml(key)}: {spelt_yaml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(spelt_yaml, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)
