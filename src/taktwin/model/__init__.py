"""The model room: what a user writes - typed nouns, quantities, YAML in and out, schema, checks.

The names below are imported when they are first used, so that a single part (such as the quantities) loads quickly.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taktwin.model.checks.check import check_model
    from taktwin.model.errors import ModelError, Problem
    from taktwin.model.files.load import load_model, shipped_models
    from taktwin.model.files.override import apply_override
    from taktwin.model.nouns.plant import PlantModel

_HOME = {
    "ModelError": "errors",
    "PlantModel": "nouns.plant",
    "Problem": "errors",
    "apply_override": "files.override",
    "check_model": "checks.check",
    "load_model": "files.load",
    "shipped_models": "files.load",
}

__all__ = [
    "ModelError",
    "PlantModel",
    "Problem",
    "apply_override",
    "check_model",
    "load_model",
    "shipped_models",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
