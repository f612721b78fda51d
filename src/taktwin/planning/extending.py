"""A plan as the text of a model file that extends another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def model_text(extends: str, name: str, changes: Mapping[str, Any]) -> str:
    """Text of a model file that extends another by some values: texts as an override has them, or plain data."""
    lines = [
        f'  "{path}": {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}'
        for path, value in changes.items()
    ]
    quoted = [json.dumps(text, ensure_ascii=False) for text in (name, extends)]
    head = ["taktwin: 1", f"name: {quoted[0]}", f"extends: {quoted[1]}"]
    return "\n".join([*head, *(["set:", *lines] if lines else []), ""])
