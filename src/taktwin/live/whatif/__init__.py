"""What if: the present with one thing done otherwise, beside the present as it is, by forecasts in pairs."""

from taktwin.live.whatif.tries import Tries, Try, read_tries
from taktwin.live.whatif.whatif import Tried, WhatIf, what_if

__all__ = ["Tried", "Tries", "Try", "WhatIf", "read_tries", "what_if"]
