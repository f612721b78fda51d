"""What a machine does that tells its state and its operation mode apart, as OPC UA for Machinery has it."""

from __future__ import annotations


def combined(state: str, mode: str | None) -> str:
    """What a machine does, by the meanings of its state and of its mode.

    After the informative table C.2 of OPC 40001-1: maintenance counts as such unless the machine works; setup is what
    it does in that mode; a machine that waits in no mode stands, planned or not, which the calendar tells.

    Args:
        state: meaning of the state.
        mode: meaning of the mode; None where nothing has told it yet.

    Example:
        >>> combined("working", "setup"), combined("waiting", "maintenance"), combined("waiting", "stopped")
        ('setup', 'maintenance', 'stopped')
    """
    if mode == "maintenance" and state in ("down", "waiting", "stopped"):
        return "maintenance"
    if mode == "setup" and state in ("working", "waiting"):
        return "setup"
    if mode == "stopped" and state == "waiting":
        return "stopped"
    return state
