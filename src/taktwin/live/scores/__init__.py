"""How good forecasts were: scores of samples, intervals and chances against what came, and against simple forecasts."""

from taktwin.live.scores.baselines import climatology, ewma_rate, persistence, planned_rate
from taktwin.live.scores.calibration import Coverage, Uniformity, coverage, randomised_pit, rank_pit, uniformity
from taktwin.live.scores.chances import Reliability, brier, reliability
from taktwin.live.scores.sample import crps, interval, interval_score, pinball
from taktwin.live.scores.skill import Skill, skill

__all__ = [
    "Coverage",
    "Reliability",
    "Skill",
    "Uniformity",
    "brier",
    "climatology",
    "coverage",
    "crps",
    "ewma_rate",
    "interval",
    "interval_score",
    "persistence",
    "pinball",
    "planned_rate",
    "randomised_pit",
    "rank_pit",
    "reliability",
    "skill",
    "uniformity",
]
