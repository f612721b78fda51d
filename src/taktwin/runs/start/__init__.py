"""Start states: a run begins with jobs in place, machines down, stocks at hand."""

from taktwin.runs.start.export import state_of
from taktwin.runs.start.prepare import PreparedStart, Starter

__all__ = ["PreparedStart", "Starter", "state_of"]
