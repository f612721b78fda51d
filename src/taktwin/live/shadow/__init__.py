"""The shadow of a running plant: events folded into what stands where, as a state from which a run can start."""

from taktwin.live.shadow.memory import ShadowError
from taktwin.live.shadow.shadow import Shadow
from taktwin.live.shadow.verdict import Figures, Verdict

__all__ = ["Figures", "Shadow", "ShadowError", "Verdict"]
