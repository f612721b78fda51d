"""The schemas of others that our documents are held against; passed to jsonschema with the dialect named."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, Draft7Validator, Draft202012Validator

DIALECTS: dict[str, Any] = {"catenax": Draft4Validator, "epcis": Draft7Validator, "vda5050": Draft202012Validator}


@cache
def validator(path: Path) -> Any:
    """The validator of a schema file; which dialect, its folder under `data` says."""
    folder = next(one for one in path.parts if one in DIALECTS)
    return DIALECTS[folder](json.loads(path.read_text(encoding="utf-8-sig")))


def places(path: Path, document: Any) -> set[str]:
    """JSON pointers of all that a schema has against a document."""
    return {"".join(f"/{step}" for step in one.absolute_path) for one in validator(path).iter_errors(document)}
