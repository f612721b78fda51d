"""When a lot must begin: the level at which a part still lasts until its lot is there.

A lot that is due waits while the press makes others that fell due before it. Every part falls due at its own pace, at
any moment of the others' pace in the long run, so the lots in front of a press are a queue of periodic customers
(sum of D_i / G / 1: Roberts, Mocci, Virtamo, Broadband Network Teletraffic, Springer 1996, chapter 6). How long one
waits is drawn here: cycles at random phases, runs with random stops.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.presslots.panel import LotError, Numbers, Press

_TRIALS = 400  # sets of random phases
_LOTS = 400  # lots in each set, after as many that are forgotten


@dataclass(frozen=True)
class Restart:
    """How long a part must last when its lot falls due."""

    wait: float
    """Hours of demand that a due lot waits for the press, at most in `surety` of all cases."""
    mean_wait: float
    """Mean of these hours."""
    surety: float
    """Share of the lots that are in time, but for `safety`."""
    safety: float
    """Hours on top."""
    levels: Numbers
    """Restart level of each part: demand x (wait + die change + safety), and a rack that is being filled."""


def waits(press: Press, cycles: Numbers, seed: int = 1) -> Numbers:
    """Hours that due lots wait for the press, drawn; the same seed draws the same.

    Where parts are drawn also while the press is off shift, these are hours of demand: what is drawn meanwhile, divided
    by the mean demand in an hour of shift. A lot that falls due at night waits for the morning, and all that fell due
    that night wait for each other.

    Args:
        press: the press and its parts.
        cycles: hours from lot to lot of each part.
        seed: of the phases and stops.

    Returns:
        The waits of 160,000 lots, or of as many as a cycle brings.

    Raises:
        LotError: the press cannot keep these cycles.
    """
    if press.load_with(cycles) >= 1.0:
        raise LotError(
            Phrase(
                "press {name}: these lots need {cycles:.1f} % of its time",
                name=press.name,
                cycles=press.load_with(cycles) * 100,
            ),
            Phrase("make them larger"),
        )
    if len(cycles) == 1 and press.rhythm is None:
        return np.zeros(1)
    random = np.random.default_rng(seed)
    span = 2 * _LOTS / float(np.sum(1.0 / cycles))
    counts = np.maximum(np.ceil(span / cycles).astype(int), 1)
    part = np.repeat(np.arange(len(cycles)), counts)
    turn = np.concatenate([np.arange(count) for count in counts])
    phases = random.random((_TRIALS, len(cycles))) * cycles
    due = phases[:, part] + turn * cycles[part]
    order = np.argsort(due, axis=1)
    drawn = np.take_along_axis(due, order, axis=1)
    due = drawn
    if press.rhythm is not None:
        drawn = drawn + random.random((_TRIALS, 1)) * press.rhythm.drawn[-1]  # begin at any moment of the week
        due = press.rhythm.shift_at(drawn)
    which = part[order]
    busy = _busy(press, cycles, which, random)
    # Lindley's recursion, solved: the wait is the height of the work above its lowest point so far.
    work = np.cumsum(busy[:, :-1] - np.diff(due, axis=1), axis=1)
    work = np.concatenate([np.zeros((_TRIALS, 1)), work], axis=1)
    wait = work - np.minimum.accumulate(work, axis=1)
    if press.rhythm is not None:
        wait = np.maximum(press.rhythm.drawn_at(due + wait) - drawn, 0.0)
    return wait[:, wait.shape[1] // 2 :].ravel()


def check_surety(surety: float, safety: float) -> None:
    """Refuse a share or hours out of range.

    Raises:
        LotError: one is.
    """
    if not 0 < surety < 1:
        raise LotError(
            Phrase("the share of lots in time must be between 0 and 1, such as 0.999, got {surety:g}", surety=surety),
            parameter="surety",
        )
    if not 0 <= safety < np.inf:
        raise LotError(Phrase("the safety must be 0 h or more, got {safety:g}", safety=safety), parameter="safety")


def _busy(press: Press, cycles: Numbers, which: np.ndarray, random: np.random.Generator) -> Numbers:
    """Hours of die change, pressing and repairs of each lot."""
    pressing = cycles * press.figures("load") * press.availability
    busy = press.figures("change")[which] + pressing[which]
    for stop in press.stops:
        count = random.poisson(pressing[which] / stop.up)
        # The sum of k exponential repairs; a gamma of shape 0 is 0.
        busy = busy + random.gamma(count, stop.repair)
    return busy


def restart(press: Press, cycles: Numbers, surety: float = 0.999, safety: float = 0.0, seed: int = 1) -> Restart:
    """The restart levels that let the given share of the lots be in time.

    Args:
        press: the press and its parts.
        cycles: hours from lot to lot of each part.
        surety: share of the lots that wait no longer than is provided for, 0 to 1.
        safety: hours of demand on top, for demand that is above its mean.
        seed: of the drawing.

    Raises:
        LotError: a share or safety out of range, or the press cannot keep these cycles.
    """
    check_surety(surety, safety)
    drawn = waits(press, cycles, seed)
    wait = float(np.quantile(drawn, surety))
    hours = wait + press.figures("change") + safety
    levels = press.figures("demand") * hours + press.figures("rack")
    return Restart(wait, float(drawn.mean()), surety, safety, levels)
