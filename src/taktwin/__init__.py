"""Taktwin: the digital twin of a car plant and of the suppliers around it."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taktwin.api import Plant, Run, load
    from taktwin.engine.snapshot import Snapshot
    from taktwin.model.errors import ModelError
    from taktwin.model.startstate import StartState
    from taktwin.model.startstatefile import load_state, save_state
    from taktwin.serial_line import LineResult, line

_PLACES = {
    "load": "taktwin.api",
    "Plant": "taktwin.api",
    "Run": "taktwin.api",
    "line": "taktwin.serial_line",
    "LineResult": "taktwin.serial_line",
    "ModelError": "taktwin.model.errors",
    "Snapshot": "taktwin.engine.snapshot",
    "StartState": "taktwin.model.startstate",
    "load_state": "taktwin.model.startstatefile",
    "save_state": "taktwin.model.startstatefile",
}

__version__ = version("taktwin")
__all__ = [
    "LineResult",
    "ModelError",
    "Plant",
    "Run",
    "Snapshot",
    "StartState",
    "__version__",
    "line",
    "load",
    "load_state",
    "save_state",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for, so that ``import taktwin`` itself takes no time."""
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'taktwin' has no attribute {name!r}")
