"""Titles of the entries of a cluster."""

from __future__ import annotations

from typing import Any


def titled(noun: Any, name: str, language: str) -> str:
    """The title of an entry of the file in a language, or its name."""
    title = getattr(noun, "title", "")
    if isinstance(title, dict):
        title = title.get(language) or title.get("en") or ""
    return str(title) or name
