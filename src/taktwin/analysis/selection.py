"""Which of k designs is best, with a stated confidence and as few replications as possible."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

UPDATE_MARGIN = 1.25
"""Alpha is divided by this where variances are updated; chosen by measuring, see `benchmarks/selection.py`."""


class Selection:
    """Fully sequential selection of the best of some designs: the procedure KN++ of Kim and Nelson.

    Every design first gets `first` replications. Then clearly worse designs are dropped and the others get one
    replication more, again and again, until one is left::

        selection = Selection(5, confidence=0.95, indifference=0.2)
        while designs := selection.step():
            for design in designs:
                replication = selection.replications(design)
                selection.add(design, replication, simulate(design, replication))
        selection.best

    With k designs, alpha = 1 - confidence and the indifference delta, after r replications of each design alive::

        eta = ((2 alpha / (k - 1)) ** (-2 / (n - 1)) - 1) / 2,    h2 = 2 (n - 1) eta
        W   = max(0, delta / (2 r) * (h2 S2 / delta^2 - r))

    design i is dropped if its mean is below that of another design l alive by more than W, where S2 is the sample
    variance of the differences X_i - X_l of the first n replications. n is `first` until 2 `first` replications are
    there, then 2 `first`, then 4 `first`, and so on: eta, h2 and S2 are made anew each time. These updates are what
    KN++ adds to the procedure KN, in which n stays `first`; they save replications.

    The best design is selected with at least this confidence if it is better than each other by the indifference or
    more; of designs that are closer to the best any may be selected. For normal replications KN has at least that
    probability with any dependence between the designs: alpha / (k - 1) is Bonferroni's share of each of the k - 1
    comparisons, so common random numbers are allowed and, making S2 smaller, save replications. KN++ has it in the
    limit of a small indifference; in the numbers of replications of practice its alpha comes out up to a fifth too
    large. So with updates alpha is divided by 1.25 here; then the measured probability was not below the stated one in
    any case with `first` of 10 or more (docs/statistics.md has the table).

    S.-H. Kim, B. L. Nelson: A fully sequential procedure for indifference-zone selection in simulation. ACM TOMACS 11
    (2001), 251-273 (KN, with c = 1). The same: On the asymptotic validity of fully sequential selection procedures for
    steady-state simulation. Operations Research 54 (2006), 475-488 (KN++).

    Args:
        count: number of designs, 2 or more; they are numbered from 0.
        confidence: wanted probability of a correct selection, above 1 / count.
        indifference: smallest difference of the means that matters, in the unit of the values.
        first: replications of every design before the first is dropped.
        larger_is_better: False where the smallest mean is the best.
        update: False for the procedure KN, which never updates the variances.

    Raises:
        ValueError: a number is out of range.
    """

    def __init__(
        self,
        count: int,
        confidence: float,
        indifference: float,
        first: int = 10,
        larger_is_better: bool = True,
        update: bool = True,
    ) -> None:
        if count < 2:
            raise ValueError(f"a selection needs at least 2 designs, got {count}")
        if not 1 / count < confidence < 1:
            raise ValueError(
                f"the confidence must lie between {1 / count:g} (a guess among {count}) and 1, got {confidence:g}"
            )
        if not 0 < indifference < math.inf:
            raise ValueError(f"the indifference must be above 0, in the unit of the values, got {indifference:g}")
        if first < 2:
            raise ValueError(f"a variance needs at least 2 first replications, got {first}")
        self.count = count
        self.confidence = confidence
        self.indifference = indifference
        self.first = first
        self.larger_is_better = larger_is_better
        self.update = update
        self.wanted = first  # replications that each design alive shall have by now
        self._alive = list(range(count))
        self._values: NDArray[np.float64] = np.full((count, 4 * first), math.nan)
        self._variances: NDArray[np.float64] = np.zeros((count, count))
        self._h2 = 0.0
        self._sums: NDArray[np.float64] = np.zeros(count)  # of the first `_summed` replications
        self._summed = 0
        self._used = 0  # replications of which the variances are made

    @property
    def alive(self) -> list[int]:
        """The designs that are still in the race."""
        return list(self._alive)

    @property
    def finished(self) -> bool:
        """Whether one design is left."""
        return len(self._alive) == 1

    @property
    def best(self) -> int:
        """The selected design; before the end the one with the best mean so far.

        Raises:
            ValueError: no replication is common to all designs alive.
        """
        if self.finished:
            return self._alive[0]
        common = min(self.replications(design) for design in self._alive)
        if common == 0:
            raise ValueError("no design is the best so far: add a replication of each first")
        means = self._values[self._alive, :common].mean(axis=1)
        return self._alive[int(np.argmax(means if self.larger_is_better else -means))]

    def add(self, design: int, replication: int, value: float) -> None:
        """Give the value of one replication; any order will do, and replications ahead of time wait for their turn.

        Raises:
            ValueError: there is no such design, the replication is below 0 or known with another value, or the value
                is not finite.
        """
        if not 0 <= design < self.count:
            raise ValueError(f"there is no design {design}; they are numbered from 0 to {self.count - 1}")
        if replication < 0:
            raise ValueError(f"replications are numbered from 0, got {replication}")
        if not math.isfinite(value):
            raise ValueError(
                f"replication {replication} of design {design} has no value ({value}): run longer, or leave the design"
                " out"
            )
        self._reserve(replication + 1)
        known = self._values[design, replication]
        if not math.isnan(known) and known != value:
            raise ValueError(
                f"replication {replication} of design {design} is known as {known:g} and cannot be {value:g} as well"
            )
        self._values[design, replication] = value

    def replications(self, design: int) -> int:
        """How many replications of a design are there without a gap; also the number of its next one."""
        missing = np.isnan(self._values[design])
        return int(np.argmax(missing)) if missing.any() else len(missing)

    def step(self) -> list[int]:
        """Drop designs as far as the values allow; the designs that need another replication, none at the end."""
        while not self.finished:
            fresh = self._values[self._alive, self._summed : self.wanted]
            missing = np.flatnonzero(np.isnan(fresh).any(axis=1))
            if missing.size:
                return [self._alive[place] for place in missing]
            self._sums[self._alive] += fresh.sum(axis=1)
            self._summed = self.wanted
            self._learn()
            self._drop()
            if not self.finished:
                self.wanted += 1
                self._reserve(self.wanted)
        return []

    def _reserve(self, replications: int) -> None:
        while replications > self._values.shape[1]:
            self._values = np.hstack([self._values, np.full_like(self._values, math.nan)])

    def _learn(self) -> None:
        """Variances of the differences, and the constant that belongs to their degrees of freedom."""
        if self._used and not (self.update and self.wanted == 2 * self._used):
            return
        self._used = self.wanted
        alpha = (1 - self.confidence) / (UPDATE_MARGIN if self.update else 1.0)
        share = 2 * alpha / (self.count - 1)
        self._h2 = (share ** (-2 / (self._used - 1)) - 1) * (self._used - 1)
        covariance = np.cov(self._values[self._alive, : self._used])
        spread = np.diag(covariance)
        place = np.ix_(self._alive, self._alive)
        self._variances[place] = np.maximum(spread[:, None] + spread[None, :] - 2 * covariance, 0.0)

    def _drop(self) -> None:
        place = np.ix_(self._alive, self._alive)
        delta, r = self.indifference, self.wanted
        means = self._sums[self._alive] / (r if self.larger_is_better else -r)
        allowed = np.maximum(0.0, delta / (2 * r) * (self._h2 * self._variances[place] / delta**2 - r))
        behind = means[None, :] - means[:, None]  # how far the other (column) is ahead of the design (row)
        worse = behind > allowed
        # Exactly equal designs, such as one design twice, would race for ever: the first of them stays.
        worse |= (behind == 0) & (allowed == 0) & np.tri(len(means), k=-1, dtype=bool)
        self._alive = [design for design, out in zip(self._alive, worse.any(axis=1), strict=True) if not out]
