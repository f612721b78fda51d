"""Forecasts as they were issued: kept for good, scored when their hour has come, and told apart by lead time."""

from taktwin.live.issued.came import Came, what_came
from taktwin.live.issued.clock import WorkingClock
from taktwin.live.issued.file import IssuedError
from taktwin.live.issued.issued import Issued, Settled
from taktwin.live.issued.record import IssuedForecast, Kept, Outcome, state_hash
from taktwin.live.issued.study import LeadStudy, Study, study

__all__ = [
    "Came",
    "Issued",
    "IssuedError",
    "IssuedForecast",
    "Kept",
    "LeadStudy",
    "Outcome",
    "Settled",
    "Study",
    "WorkingClock",
    "state_hash",
    "study",
    "what_came",
]
