"""Scenarios that grow without end: they have no mean of some figures, and none of them is the best."""

from __future__ import annotations

from collections.abc import Sequence

from taktwin.analysis.kpi import GROWTH, plain_kpi
from taktwin.planning.experiment.folder import Rows


def grows(rows: Rows, scenario: int, count: int) -> bool:
    """Whether a scenario grows: found so in at least half of its first ``count`` replications."""
    each = (rows[scenario, replication] for replication in range(count))
    found = sum(any(value > 0 for name, value in row.items() if plain_kpi(name) == GROWTH) for row in each)
    return found > 0 and 2 * found >= count


def growing(rows: Rows, used: Sequence[int]) -> list[int]:
    """The numbers of the scenarios that grow."""
    return [scenario for scenario, count in enumerate(used) if grows(rows, scenario, count)]
