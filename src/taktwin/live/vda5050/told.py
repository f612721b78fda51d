"""What the state of a vehicle says in the words of the model."""

from __future__ import annotations

from taktwin.exchange.vda5050.messages import VehicleState

_BY_ITSELF = ("AUTOMATIC", "SEMIAUTOMATIC")
EMERGENCY = "emergency stop"


def word_of(state: VehicleState) -> str:
    """The state of a resource that a vehicle is in.

    It is `down` with a fatal error or in an emergency stop; in `minor_stop` while it is told to stand; in `maintenance`
    while somebody else drives it; `working` while it drives, carries something or has an order; else `starved`.
    """
    if state.down:
        return "down"
    if state.paused:
        return "minor_stop"
    if state.mode not in _BY_ITSELF:
        return "maintenance"
    return "working" if state.driving or state.loads or state.order else "starved"


def error_of(state: VehicleState) -> str:
    """The error that it stands for, else the first that it tells of; empty for none."""
    errors = sorted(state.errors, key=lambda one: one[1] != "FATAL")
    if errors:
        return errors[0][0]
    return EMERGENCY if state.emergency else ""
