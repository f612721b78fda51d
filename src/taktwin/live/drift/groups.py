"""Several machines together: what they have in common, and which of the findings it speaks for."""

from __future__ import annotations

import math

from taktwin.live.drift.evidence import Times
from taktwin.live.drift.finding import Finding


def apart(findings: list[Finding]) -> list[Finding]:
    """A group speaks for its members that are as it is; it is told no more where nothing of it is left."""
    groups = [one for one in findings if one.element is None and not one.ratio[1] <= 1.0 <= one.ratio[2]]
    alone = [one for one in findings if one.element is not None]
    return [*groups, *(one for one in alone if not any(_speaks_for(group, one) for group in groups))]


def _speaks_for(group: Finding, one: Finding) -> bool:
    mine = group.what == one.what and group.mode == one.mode and set(one.resources) <= set(group.resources)
    return mine and one.ratio[1] <= group.ratio[2] and group.ratio[1] <= one.ratio[2]


def together(mine: list[Times]) -> tuple[float, float, float]:
    """Ratio of several stations together: each observation weighs by how exactly the model knows it."""
    weights = [(one.law.mean / one.law.spread) ** 2 for one in mine if one.count]
    told = [one for one in mine if one.count]
    total = sum(w * one.count for w, one in zip(weights, told, strict=True))
    mean = sum(w * one.sum for w, one in zip(weights, told, strict=True)) / total
    spread = math.sqrt(
        sum(w * w * max(0.0, one.square - one.sum**2 / one.count) for w, one in zip(weights, told, strict=True))
    )
    return mean, mean - 1.96 * spread / total, mean + 1.96 * spread / total
