"""What a final demand makes others produce: Leontief's open model, from a table that the user gives.

x = (I - A)^-1 f     with A[i, j] what sector j buys of sector i for each unit that it makes
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.check import numbers
from taktwin.planning.cluster.errors import ClusterError


@dataclass(frozen=True, eq=False)
class Leontief:
    """``output`` of each sector for the demand; ``multipliers``: output of all sectors for a unit of each."""

    output: Any
    multipliers: Any


def leontief(table: Any, demand: Any) -> Leontief:
    """Output and output multipliers (Miller, Blair, Input-Output Analysis, chapter 2 and 6).

    Args:
        table: direct input coefficients, shape [sector, sector].
        demand: final demand of each sector.

    Raises:
        ClusterError: the table is not square, or needs more than it makes (its spectral radius is 1 or more).

    >>> leontief([[0.5]], [1]).output.tolist()
    [2.0]
    """
    given = numbers("table", table, (None, None))
    sectors = len(given)
    numbers("table", given, (sectors, sectors))
    wanted = numbers("demand", demand, (sectors,))
    if sectors and max(abs(np.linalg.eigvals(given))) >= 1 - 1e-12:
        raise ClusterError(
            Phrase("table: its sectors need as much as they make, or more"), Phrase("let each column add up to below 1")
        )
    inverse = np.linalg.inv(np.eye(sectors) - given)
    return Leontief(inverse @ wanted, inverse.sum(axis=0))
