"""Shipped models: data only, each number with its source.

`model_names` lists them, `model_path` gives the file of one. Read a model with `taktwin.load(name)`.
"""

from __future__ import annotations

import difflib
from importlib.resources import as_file, files
from pathlib import Path

__all__ = ["UnknownModelError", "model_names", "model_path"]

_SUFFIX = ".yaml"


class UnknownModelError(KeyError):
    """No shipped model has this name; ``nearest`` is the one that is spelt most like it, None where nothing is near."""

    def __init__(self, name: str) -> None:
        names = model_names()
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        self.name = name
        self.nearest = near[0] if near else None
        remedy = f"did you mean `{self.nearest}`?" if self.nearest else f"the shipped models are {', '.join(names)}"
        super().__init__(f'no shipped model is called "{name}": {remedy}')

    def __str__(self) -> str:
        # KeyError would show the message in quotation marks
        return str(self.args[0])


def model_names() -> list[str]:
    """The names of the shipped models, in alphabetical order."""
    return sorted(
        entry.name.removesuffix(_SUFFIX) for entry in files(__name__).iterdir() if entry.name.endswith(_SUFFIX)
    )


def model_path(name: str) -> Path:
    """The file of a shipped model; raises `UnknownModelError` (a `KeyError`) with the nearest name."""
    if name in model_names():
        with as_file(files(__name__) / f"{name}{_SUFFIX}") as path:
            return path
    raise UnknownModelError(name)
