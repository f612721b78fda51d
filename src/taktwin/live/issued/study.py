"""How good the issued forecasts were, by lead time: scores, skill, and in words whether too narrow or biased."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.live.issued.record import BASELINES, IssuedForecast
from taktwin.live.scores.calibration import Uniformity, rank_pit, uniformity
from taktwin.live.scores.chances import brier
from taktwin.live.scores.sample import crps
from taktwin.live.scores.skill import Skill, skill
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

MIDDLE = 0.9  # share of the distribution whose hits are counted
FEWEST_DAYS = 10  # below it nothing is said of width and bias
_Z = 1.959963984540054


@dataclass(frozen=True, kw_only=True)
class LeadStudy:
    """The forecasts of one lead time whose hour has come.

    Attributes:
        lead_h: how far they look, h.
        forecasts, days: how many, of how many days.
        jobs: mean of what came.
        error: mean of |expected - came|, jobs.
        bias: mean of expected - came, jobs, and its 95 % interval over days.
        crps: mean, jobs; corrected for the size of the samples.
        cover: share of what came that ranks in the middle 90 % of its sample, ties drawn evenly, and its 95 % interval.
        pit: whether these ranks are even.
        pit_mean: their mean; 0.5 where all is well.
        skill: against each simple forecast that could be made; its CRPS is over the same forecasts.
        brier: of the chance of the target, where one was asked for.
        width: ``right``, ``too narrow``, ``too wide``, or ``too few`` days to tell.
        level: ``right``, ``too high``, ``too low``, or ``too few``.
    """

    lead_h: float
    forecasts: int
    days: int
    jobs: float
    error: float
    bias: tuple[float, float, float]
    crps: float
    cover: tuple[float, float, float]
    pit: Uniformity
    pit_mean: float
    skill: dict[str, Skill]
    brier: float | None
    width: str
    level: str

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "lead_h": self.lead_h,
            "forecasts": self.forecasts,
            "days": self.days,
            "jobs": self.jobs,
            "error": self.error,
            "bias": _interval(self.bias),
            "crps": self.crps,
            "cover": _interval(self.cover),
            "pit": {"mean": self.pit_mean, **self.pit.as_dict()},
            "skill": {name: one.as_dict() for name, one in self.skill.items()},
            "brier": self.brier,
            "width": self.width,
            "level": self.level,
        }


@dataclass(frozen=True, kw_only=True)
class Study:
    """All issued forecasts of a file: how many are kept and still open, and the leads of the others.

    ``differing``: outcomes of before that the last count contradicts.
    """

    plant: str
    models: int
    kept: int
    open: int
    differing: int
    leads: list[LeadStudy]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "plant": self.plant,
            "models": self.models,
            "kept": self.kept,
            "open": self.open,
            "differing": self.differing,
            "leads": [one.as_dict() for one in self.leads],
        }


def study(forecasts: Sequence[IssuedForecast], model: str | None = None, differing: int = 0) -> Study:
    """Study issued forecasts.

    Args:
        forecasts: as `Issued.forecasts` gives them.
        model: hash of the model whose forecasts count; None: those of all models.
        differing: outcomes that the last count contradicts, to be told.

    Raises:
        OptionError: there is none, or they are of several plants.
    """
    mine = [one for one in forecasts if model is None or one.model == model]
    if not mine:
        raise OptionError(
            Phrase("no forecast is kept there"), Phrase("keep some with `taktwin forecast MODEL --keep FILE`")
        )
    plants = sorted({one.plant for one in mine})
    if len(plants) > 1:
        raise OptionError(
            Phrase("forecasts of several plants are kept there: {plants}", plants=", ".join(plants)),
            Phrase("use a file for each"),
        )
    done = [one for one in mine if one.outcome is not None]
    leads = sorted({one.lead_h for one in done}, reverse=True)
    return Study(
        plant=plants[0],
        models=len({one.model for one in mine}),
        kept=len(mine),
        open=len(mine) - len(done),
        differing=differing,
        leads=[_of_lead(lead, [one for one in done if one.lead_h == lead]) for lead in leads],
    )


def _of_lead(lead: float, mine: list[IssuedForecast]) -> LeadStudy:
    values = np.array([one.outcome.value for one in mine if one.outcome is not None])
    off = np.array([one.sample.mean() for one in mine]) - values
    scores = np.array([_score(one.sample, value) for one, value in zip(mine, values, strict=True)])
    ranks = np.array([rank_pit(one.sample, [value], one.number)[0] for one, value in zip(mine, values, strict=True)])
    tail = (1.0 - MIDDLE) / 2.0
    inside = ((ranks >= tail) & (ranks <= 1.0 - tail)).astype(float)
    days = [one.day for one in mine]
    cover, bias = _share(inside, days), _mean(off, days)
    few = len(set(days)) < FEWEST_DAYS
    asked = [(one, value) for one, value in zip(mine, values, strict=True) if one.target is not None]
    chances = [float((one.sample >= one.target).mean()) for one, _ in asked]
    return LeadStudy(
        lead_h=lead,
        forecasts=len(mine),
        days=len(set(days)),
        jobs=float(values.mean()),
        error=float(np.abs(off).mean()),
        bias=bias,
        crps=float(scores.mean()),
        cover=cover,
        pit=uniformity(ranks),
        pit_mean=float(ranks.mean()),
        skill=_skills(mine, values, scores),
        brier=brier(chances, [float(value >= (one.target or 0)) for one, value in asked]) if asked else None,
        width="too few" if few else _word(cover, MIDDLE, "too narrow", "too wide"),
        level="too few" if few else _word(bias, 0.0, "too low", "too high"),
    )


def _word(found: tuple[float, float, float], wanted: float, below: str, above: str) -> str:
    """Which side of what is wanted the whole interval lies on."""
    return below if found[2] < wanted else above if found[1] > wanted else "right"


def _score(sample: np.ndarray, value: float) -> float:
    return float(crps(sample, [value], fair=sample.size > 1)[0])


def _skills(mine: list[IssuedForecast], values: np.ndarray, scores: np.ndarray) -> dict[str, Skill]:
    found: dict[str, Skill] = {}
    for name in BASELINES:
        said = [
            (at, one.outcome.baselines[name])
            for at, one in enumerate(mine)
            if one.outcome and name in one.outcome.baselines
        ]
        if not said:
            continue
        at = [place for place, _ in said]
        simple = [_score(np.atleast_1d(np.asarray(told, float)), values[place]) for place, told in said]
        if sum(simple) > 0:
            found[name] = skill(scores[at], simple, [mine[place].day for place in at])
    return found


def _mean(values: np.ndarray, days: Sequence[str]) -> tuple[float, float, float]:
    """Mean and its 95 % interval by Student's t over the sums of days; without end on both sides for a single day.

    The forecasts of a day depend on each other, so the ratio of sums has the spread of the days (Cochran, *Sampling
    Techniques*, 1977, chapter 6). A bootstrap of few days would be too narrow.
    """
    from scipy.stats import t

    sums, counts = _by_day(values, days)
    mean, n = float(values.mean()), counts.size
    if n < 2:
        return mean, -math.inf, math.inf
    rest = sums - mean * counts
    half = float(t.ppf(0.975, n - 1)) * math.sqrt(float(rest @ rest) * n / (n - 1)) / values.size
    return mean, mean - half, mean + half


def _share(inside: np.ndarray, days: Sequence[str]) -> tuple[float, float, float]:
    """Share and its 95 % interval by Wilson 1927, of so many forecasts as those of dependent days are worth.

    They are worth n / d, d being how much wider the days spread than independent forecasts would (Kish 1965), at
    least 1; no fewer than there are days.
    """
    share, n = float(inside.mean()), inside.size
    sums, counts = _by_day(inside, days)
    worth = float(n)
    if counts.size > 1 and 0.0 < share < 1.0:
        rest = sums - share * counts
        spread = float(rest @ rest) * counts.size / (counts.size - 1) / n**2
        worth = n / max(1.0, spread / (share * (1.0 - share) / n))
    elif counts.size:
        worth = float(counts.size)
    worth = min(float(n), max(worth, float(counts.size)))
    middle = (share + _Z * _Z / (2 * worth)) / (1 + _Z * _Z / worth)
    half = _Z / (1 + _Z * _Z / worth) * math.sqrt(share * (1 - share) / worth + _Z * _Z / (4 * worth * worth))
    return share, max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def _by_day(values: np.ndarray, days: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    place = {day: at for at, day in enumerate(dict.fromkeys(days))}
    at = np.array([place[day] for day in days])
    return np.bincount(at, values), np.bincount(at).astype(float)


def _interval(found: tuple[float, float, float]) -> dict[str, float | None]:
    return {
        name: value if math.isfinite(value) else None
        for name, value in zip(("value", "low", "high"), found, strict=True)
    }
