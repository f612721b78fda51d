"""A plan of whole lines made cheaper line by line: one line less, or the same a year sooner or later.

Each trial is a linear program that is solved from where the last one ended, so hundreds take a second. Trials go in a
fixed order and the first that helps is kept, so the same plan always leads to the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from taktwin.planning.cluster.plan.data import ClusterData
from taktwin.planning.cluster.plan.extensive import Extensive
from taktwin.planning.cluster.program import Kept, Solved

_HELPS = 1e-6  # cost less, as a share: what is below is rounding


def first_openings(form: Extensive, built: np.ndarray) -> np.ndarray:
    """1 in the year in which the first line of each new family stands, [g, t]."""
    found = np.zeros((len(form.new), built.shape[1]))
    for at, b in enumerate(form.new):
        years = np.flatnonzero(built[b] > 0)
        if years.size:
            found[at, years[0]] = 1.0
    return found


def improved(
    data: ClusterData,
    form: Extensive,
    kept: Kept,
    best: Solved,
    large: Sequence[int],
    enough: Callable[[float], bool],
) -> Solved:
    """The plan after all single changes that help.

    Args:
        data: the cluster.
        form: its program.
        kept: the same, relaxed, kept by the solver; its bounds of what is built are changed.
        best: a plan of whole lines.
        large: builds that stay as they are: projects.
        enough: told a cost, whether that is near enough.
    """
    built = np.round(best.values[form.built])
    lines = [b for b in range(len(built)) if b not in set(large)]
    helped = True
    while helped and not enough(best.cost):
        helped = False
        for trial in _changes(built, lines):
            if enough(best.cost):
                break
            if not _allowed(data, form, trial):
                continue
            opened = first_openings(form, trial)
            kept.limit(form.built, trial, trial)
            kept.limit(form.opened, opened, opened)
            found = kept.solve()
            if found.cost < best.cost * (1.0 - _HELPS):
                best, helped = found, True
                built[:] = trial  # the changes that are still to come start from here
    return best


def _changes(built: np.ndarray, lines: Sequence[int]) -> Iterator[np.ndarray]:
    """Each plan that differs from ``built`` (as it is by then) by one line."""
    years = built.shape[1]
    for b in lines:
        for t in range(years):
            for to in (None, t + 1, t - 1):
                if built[b, t] < 1.0 or (to is not None and not 0 <= to < years):
                    continue
                trial = built.copy()
                trial[b, t] -= 1.0
                if to is not None:
                    trial[b, to] += 1.0
                yield trial


def _allowed(data: ClusterData, form: Extensive, built: np.ndarray) -> bool:
    """Whether the budget of each year holds."""
    invest, opening = (np.array([getattr(one, name) for one in data.builds]) for name in ("invest", "opening"))
    return bool((invest @ built + opening[form.new] @ first_openings(form, built) <= data.budget + 1e-9).all())
