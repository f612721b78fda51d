"""A day watched: shifts, line stops with their causes, alarms and KPIs, from the trace of a run."""

from taktwin.live.watching.linestops import LineStop, LineStops
from taktwin.live.watching.study import Watched, watch_run, watched

__all__ = ["LineStop", "LineStops", "Watched", "watch_run", "watched"]
