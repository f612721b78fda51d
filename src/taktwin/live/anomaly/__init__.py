"""Anomalies of one series of measured values, found while it runs and without looking ahead."""

from taktwin.live.anomaly.detector import Detector
from taktwin.live.anomaly.settings import Settings

__all__ = ["Detector", "Settings"]
