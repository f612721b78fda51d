"""Taktwin: the digital twin of a car plant and of the suppliers around it."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taktwin import energy, supply
    from taktwin.analysis.line.simulated import LineResult, line, line_theory
    from taktwin.api.comparison import compare
    from taktwin.api.environment import Environment
    from taktwin.api.plant import Plant, load
    from taktwin.api.reports import write_report
    from taktwin.api.run import Run
    from taktwin.exchange.jaamsim.read import read_jaamsim
    from taktwin.model.errors import ModelError, TaktwinError
    from taktwin.model.own.errors import RuleError
    from taktwin.model.own.rule import rule
    from taktwin.model.start.file import load_state, save_state
    from taktwin.model.start.state import StartState
    from taktwin.runs.snapshot import Snapshot

_PLACES = {
    "Environment": "taktwin.api.environment",
    "load": "taktwin.api.plant",
    "Plant": "taktwin.api.plant",
    "Run": "taktwin.api.run",
    "compare": "taktwin.api.comparison",
    "line": "taktwin.analysis.line.simulated",
    "line_theory": "taktwin.analysis.line.simulated",
    "LineResult": "taktwin.analysis.line.simulated",
    "ModelError": "taktwin.model.errors",
    "RuleError": "taktwin.model.own.errors",
    "Snapshot": "taktwin.runs.snapshot",
    "StartState": "taktwin.model.start.state",
    "read_jaamsim": "taktwin.exchange.jaamsim.read",
    "load_state": "taktwin.model.start.file",
    "save_state": "taktwin.model.start.file",
    "TaktwinError": "taktwin.model.errors",
    "rule": "taktwin.model.own.rule",
    "write_report": "taktwin.api.reports",
}

__version__ = version("taktwin")
__all__ = [
    "Environment",
    "LineResult",
    "ModelError",
    "Plant",
    "RuleError",
    "Run",
    "Snapshot",
    "StartState",
    "TaktwinError",
    "__version__",
    "compare",
    "energy",
    "line",
    "line_theory",
    "load",
    "load_state",
    "read_jaamsim",
    "rule",
    "save_state",
    "supply",
    "write_report",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for, so that ``import taktwin`` itself takes no time."""
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    if name in ("energy", "supply"):  # faces of their own, with many names
        return import_module(f"taktwin.{name}")
    raise AttributeError(f"module 'taktwin' has no attribute {name!r}")
