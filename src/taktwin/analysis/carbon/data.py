"""The files of `taktwin.library.factors`, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


@cache
def shipped(name: str) -> Any:
    """Content of one of the files; nobody may change it.

    Args:
        name: of the file.
    """
    from ruamel.yaml import YAML

    text = (files("taktwin.library.factors") / name).read_text(encoding="utf-8")
    return YAML(typ="safe", pure=True).load(text)
