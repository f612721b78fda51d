"""In which order changes can be made so that no limit is exceeded on the way.

Each change adds to the use of some limits and takes from others. Whether any order keeps all limits is as hard as
packing in general. So an order is built from the front, wish by wish, and a change is taken only if the rest is known
to fit behind it: in the order known so far, in one found by a quick rule, or, for few changes, by trying all. Two facts
help: changes that only take can always come first, and changes that only add last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

#: Up to so many changes that both add and take all orders are looked at, which can prove that there is none.
ALL_ORDERS = 12
#: Up to so many changes the quick rule is asked again for every change that does not fit the order known so far.
ASK_AGAIN = 400
_SLACK = 1e-9


def order_of(start: Numbers, changes: Numbers, most: Numbers) -> tuple[list[int] | None, bool]:
    """An order of the changes that keeps all limits: each time the first of the list behind which the rest fits.

    Args:
        start: use of each limit before, shape [limit].
        changes: what each change adds, shape [change, limit], in the order in which they are wished for.
        most: of each limit, shape [limit].

    Returns:
        The order, or None; and whether it is proven that there is none (True), or none was found (False).
    """
    if len(most) == 0:
        return list(range(len(changes))), True
    ways = _Ways(changes, most + _SLACK * np.maximum(1.0, np.abs(most)))
    left = list(range(len(changes)))
    known = ways.completion(start, left)
    if known is None:
        return None, ways.sure
    used, done = start, list[int]()
    while left:
        for at in left:
            then = used + changes[at]
            if not ways.fits(then):
                continue
            rest = [one for one in known if one != at]
            if not ways.keeps(then, rest):
                again = ways.completion(then, rest) if len(left) <= ASK_AGAIN else None
                if again is None:
                    continue
                rest = again
            break
        else:  # not reached: the first of the known order always does
            at, rest = known[0], known[1:]
        used, known = used + changes[at], rest
        left.remove(at)
        done.append(at)
    return done, True


class _Ways:
    """How changes can follow each other."""

    def __init__(self, changes: Numbers, most: Numbers) -> None:
        self.changes, self.most = changes, most
        self.weight = 1.0 / np.maximum(np.abs(most), 1.0)
        self.sure = True

    def fits(self, used: Numbers) -> bool:
        """Whether a use keeps all limits."""
        return bool(np.all(used <= self.most))

    def keeps(self, used: Numbers, order: list[int]) -> bool:
        """Whether an order keeps all limits at each step."""
        return bool(np.all(used + np.cumsum(self.changes[order], axis=0) <= self.most))

    def completion(self, used: Numbers, left: list[int]) -> list[int] | None:
        """An order of the rest, or None where none is known; then `sure` tells whether there is none."""
        self.sure = True
        if not self.fits(used + self.changes[left].sum(axis=0)):
            return None
        quick = self._quick(used, left)
        if quick is not None:
            return quick
        takers = [at for at in left if np.all(self.changes[at] <= 0)]
        adders = [at for at in left if at not in takers and np.all(self.changes[at] >= 0)]
        mixed = [at for at in left if at not in takers and at not in adders]
        if len(mixed) > ALL_ORDERS:
            self.sure = False
            return None
        between = self._some_order(used + self.changes[takers].sum(axis=0), frozenset(mixed), set())
        return None if between is None else takers + between + adders

    def _quick(self, used: Numbers, left: list[int]) -> list[int] | None:
        """An order by a plain rule: takers first, then the change after which the fullest limit is least full."""
        order, left = list[int](), list(left)
        while left:
            changes = self.changes[left]
            after = used + changes
            # fullness counted from the limit, so that a limit of 0 is no trouble
            fullest = ((after - self.most) * self.weight).max(axis=1)
            rank = np.where(np.all(changes <= 0, axis=1), fullest - 1e6, fullest)
            rank[~np.all(after <= self.most, axis=1)] = np.inf
            at = int(np.argmin(rank))
            if not np.isfinite(rank[at]):
                return None
            used = after[at]
            order.append(left.pop(at))
        return order

    def _some_order(self, used: Numbers, left: frozenset[int], dead: set[frozenset[int]]) -> list[int] | None:
        """Every order of few changes, each set of those left looked at once: the use depends on the set alone."""
        if not left:
            return []
        if left in dead:
            return None
        for at in sorted(left):
            then = used + self.changes[at]
            if self.fits(then):
                rest = self._some_order(then, left - {at}, dead)
                if rest is not None:
                    return [at, *rest]
        dead.add(left)
        return None


def peaks(start: Numbers, changes: Numbers, order: list[int]) -> Numbers:
    """The highest use of each limit on the way, start and end included."""
    return np.max(np.vstack([start, start + np.cumsum(changes[order], axis=0)]), axis=0)
