"""Alarms of a running plant: their states and rules, floods, figures, and which machine holds up the others."""

from taktwin.live.alarms.book import AlarmBook
from taktwin.live.alarms.cause import Cause, cause, causes
from taktwin.live.alarms.flow import PlantFlow
from taktwin.live.alarms.rules import LevelRule, StateRule

__all__ = ["AlarmBook", "Cause", "LevelRule", "PlantFlow", "StateRule", "cause", "causes"]
