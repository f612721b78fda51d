"""The model against the plant: which cycle times, failures, repairs and setups are other than it says, for sure."""

from taktwin.live.drift.drift import Drift, DriftOptions
from taktwin.live.drift.finding import Finding, Found
from taktwin.live.drift.propose import Proposal, proposals, proposed

__all__ = ["Drift", "DriftOptions", "Finding", "Found", "Proposal", "proposals", "proposed"]
