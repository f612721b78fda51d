"""The kernel's cumulative figures at the end of each bucket of the series, kept in little room.

Most states never occur in most groups, and most groups draw most media never: two of three columns of a plant are
nothing but zeros. They are not kept, so that a thousand replications fit into a machine.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class BucketRows:
    """Rows of cumulative figures, as long as there are buckets; see `taktwin.kernel.serieslayout` for the columns."""

    def __init__(self, pieces: Sequence[np.ndarray], width: int) -> None:
        """Of the pieces that the kernel has handed over, each of shape [bucket, ``width``]."""
        used = np.zeros(width, bool)
        for piece in pieces:
            used |= piece.any(axis=0)
        self._kept = np.concatenate([np.zeros((0, int(used.sum()))), *(piece[:, used] for piece in pieces)])
        self._place = np.where(used, np.cumsum(used) - 1, -1)

    def __len__(self) -> int:
        """Buckets."""
        return len(self._kept)

    @property
    def width(self) -> int:
        """Columns, those included in which nothing stands."""
        return self._place.size

    def figures(self, columns: Sequence[int] | np.ndarray, at: np.ndarray | None = None) -> np.ndarray:
        """Some columns at the end of each bucket, or of those with the numbers ``at``; shape [bucket, column].

        What is asked for before the first bucket (-1) is 0.
        """
        at = np.arange(len(self)) if at is None else at
        place = self._place[np.asarray(columns, np.int64)]
        found = np.zeros((at.size, place.size))
        here, known = np.flatnonzero(at >= 0), np.flatnonzero(place >= 0)
        found[np.ix_(here, known)] = self._kept[np.ix_(at[here], place[known])]
        return found
