"""Reads the input files (.cfg) of JaamSim, the open discrete-event simulator, into drafts of models."""

from taktwin.exchange.jaamsim.read import read_jaamsim

__all__ = ["read_jaamsim"]
