"""A run played as a real plant: what controllers, scanners and the order system would say, with all faults."""

from taktwin.live.emulator.emulator import Emulator, truth
from taktwin.live.emulator.faults import Faults
from taktwin.live.emulator.pace import paced

__all__ = ["Emulator", "Faults", "paced", "truth"]
