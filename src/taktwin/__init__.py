"""Taktwin: the digital twin of a car plant and of the suppliers around it."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taktwin.api import Plant, Run, load
    from taktwin.model.errors import ModelError
    from taktwin.serial_line import LineResult, line, line_theory

_PLACES = {
    "load": "taktwin.api",
    "Plant": "taktwin.api",
    "Run": "taktwin.api",
    "line": "taktwin.serial_line",
    "line_theory": "taktwin.serial_line",
    "LineResult": "taktwin.serial_line",
    "ModelError": "taktwin.model.errors",
}

__version__ = version("taktwin")
__all__ = ["LineResult", "ModelError", "Plant", "Run", "__version__", "line", "line_theory", "load"]


def __getattr__(name: str) -> Any:
    """Import what is asked for, so that ``import taktwin`` itself takes no time."""
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'taktwin' has no attribute {name!r}")
