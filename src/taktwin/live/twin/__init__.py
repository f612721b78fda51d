"""The running plant as one object: what it says is written down, folded, watched, and looked ahead from."""

from taktwin.live.twin.past import Difference, difference, twin_at
from taktwin.live.twin.settings import TwinSettings
from taktwin.live.twin.twin import Twin

__all__ = ["Difference", "Twin", "TwinSettings", "difference", "twin_at"]
