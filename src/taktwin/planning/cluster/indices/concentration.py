"""How concentrated supply is on few: Herfindahl-Hirschman index, effective number, share of the largest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.check import numbers
from taktwin.planning.cluster.errors import ClusterError


@dataclass(frozen=True)
class Concentration:
    """How concentrated volumes are.

    Attributes:
        hhi: Herfindahl-Hirschman index, from 0 to 10,000 (one alone).
        effective: how many equal ones would be as concentrated: 1 / sum of squared shares.
        cr1: share of the largest.
        cr2: share of the two largest.
    """

    hhi: float
    effective: float
    cr1: float
    cr2: float


def concentration(volumes: Any) -> Concentration:
    """Concentration of volumes, in any one unit.

    Raises:
        ClusterError: a volume is negative, or all are 0.

    >>> concentration([1, 1]).hhi
    5000.0
    """
    given = numbers("volumes", volumes, (None,))
    if given.sum() <= 0:
        raise ClusterError(Phrase("volumes: all are 0, so nobody has a share"), Phrase("give a volume above 0"))
    shares = np.sort(given / given.sum())[::-1]
    squares = float((shares**2).sum())
    return Concentration(1e4 * squares, 1.0 / squares, float(shares[0]), float(shares[:2].sum()))
