"""Start states: a run begins with jobs in place, machines down, stocks at hand."""

from taktwin.engine.startstate.export import state_of
from taktwin.engine.startstate.starter import PreparedStart, Starter

__all__ = ["PreparedStart", "Starter", "state_of"]
