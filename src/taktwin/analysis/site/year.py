"""Representative days or weeks of a run, spread over a whole year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from taktwin.analysis.ledger.errors import LedgerError
from taktwin.analysis.site.machines import Machines, off_rates
from taktwin.analysis.site.times import HOUR_S, Times, times_of
from taktwin.analysis.tables import RunTables
from taktwin.model.nouns.calendar import DAY_S, WEEK_S, parse_clock
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.site.factors import WorkingDays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


def period_of(model: PlantModel) -> float:
    """After how long the plant repeats itself: a day where all calendars are the same every day, else a week (s)."""
    return float(DAY_S if all(one.same_every_day for one in model.calendars.values()) else WEEK_S)


def check_length(model: PlantModel, seconds: float) -> None:
    """See to it that a run is long enough to be spread over a year.

    Raises:
        LedgerError: it holds no whole week (day).
    """
    period_s = period_of(model)
    if seconds < period_s:
        what = "week" if period_s == WEEK_S else "day"
        message = f"year: the run has {seconds / DAY_S:g} days, which is no whole {what}"
        raise LedgerError(message, f"measure at least one {what}: `--days {period_s / DAY_S:g}`")


def spread(model: PlantModel, results: Sequence[RunTables], machines: Machines) -> Machines:
    """The machines over the calendar year in which the model starts.

    At each time of the week (of the day, where all calendars are the same every day) the machines draw the mean of all
    whole weeks (days) of the run at that time, and as many jobs are finished. On a day on which the plant does not
    work (`year` of the site) each of them draws what it draws in the state `off`, and no job is finished. So the rule
    assumes that weeks are alike but for their weather: no launch, no slump, no season of orders.

    Args:
        model: of one plant, with a site.
        results: replications of its run.
        machines: what they drew in the measured time.

    Raises:
        LedgerError: the run has no whole week (day), or its intervals do not fit the hours of the day.
    """
    times = machines.times
    step = times.step_s
    period_s = period_of(model)
    period = round(period_s / step)
    first = _place(times.start, period_s) / step
    working = model.site.year if model.site is not None else WorkingDays()
    if abs(period * step - period_s) > 1e-6 or abs(first - round(first)) > 1e-6 or parse_clock(working.begin) % step:
        message = f"year: intervals of {step / 60:g} min from {times.start:%H:%M} on do not fit the hours of the day"
        raise LedgerError(message, "let the run be measured from a full hour on, with a `bucket` of 15 min")
    check_length(model, times.seconds)
    whole = times.steps // period
    begin = dt.datetime(times.start.year, 1, 1)
    days = (dt.datetime(times.start.year + 1, 1, 1) - begin).days
    year = times_of(begin, step, round(days * DAY_S / step), model.calendars.values(), working)
    at = (np.arange(year.steps) + round(_place(begin, period_s) / step)) % period
    open_share = year.open_share()
    shift = round(first)

    def over(amounts: Numbers) -> Numbers:
        mean = amounts[: whole * period].reshape(whole, period).mean(axis=0)
        return np.roll(mean, shift)[at] * open_share

    off = off_rates(model, results[0])
    drawn = {
        key: over(amounts) + off.get(key, 0.0) * (step / HOUR_S) * (1.0 - open_share)
        for key, amounts in machines.drawn.items()
    }
    replaced = {key: over(amounts) for key, amounts in machines.replaced.items()}
    finished = over(machines.finished)
    made = float(machines.finished.sum())
    more = float(finished.sum()) / made if made else 0.0
    per_job = {key: amount * more for key, amount in machines.per_job.items()}
    return Machines(year, drawn, replaced, per_job, finished)


def steps_of_times(times: Times) -> list[dt.datetime]:
    """Begin of each step, local time."""
    return [times.start + dt.timedelta(seconds=times.step_s * number) for number in range(times.steps)]


def _place(at: dt.datetime, period_s: float) -> float:
    """Seconds of an instant since the begin of its week (Monday) or day."""
    seconds = at.hour * 3600.0 + at.minute * 60.0 + at.second + at.microsecond / 1e6
    return seconds + (at.weekday() * DAY_S if period_s == WEEK_S else 0.0)
