"""How much hangs on few: supply of each part family by maker, and the cluster's vehicles by car maker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taktwin.planning.cluster.file.nouns import ClusterNoun
from taktwin.planning.cluster.indices.concentration import Concentration, concentration
from taktwin.planning.cluster.plan.data import ClusterData
from taktwin.planning.cluster.plan.solve import Plan

OUTSIDE = "outside"


@dataclass(frozen=True)
class FamilySupply:
    """Who supplies a family in a year of the plan, expected; supply from outside counts as one maker."""

    family: str
    concentration: Concentration
    largest: str
    makers: int


@dataclass(frozen=True)
class MakerShare:
    """Vehicles that a maker sold in a year over those that the cluster made: sales over output, not the same scope."""

    maker: str
    series: str
    year: int
    share: float


def supply_concentration(data: ClusterData, found: Plan, year: int) -> list[FamilySupply]:
    """Concentration of each family's supply, the highest first; families that nobody needs are left out."""
    t = data.years.index(year)
    flow = np.tensordot(data.probability, found.flow[:, t], 1).sum(axis=1)
    outside = np.tensordot(data.probability, found.outside[:, t], 1).sum(axis=1)
    result = []
    for f, family in enumerate(data.families):
        volumes = {OUTSIDE: float(outside[f])}
        for o, option in enumerate(data.options):
            if option.family == f:
                volumes[option.maker] = volumes.get(option.maker, 0.0) + float(flow[o])
        supplied = {maker: volume for maker, volume in volumes.items() if volume > 1e-6}
        if supplied:
            largest = max(supplied, key=lambda maker: supplied[maker])
            result.append(FamilySupply(family, concentration(list(supplied.values())), largest, len(supplied)))
    return sorted(result, key=lambda one: -one.concentration.hhi)


def maker_shares(noun: ClusterNoun) -> list[MakerShare]:
    """Share of each maker in each series of vehicles of the plan, in years in which both are known."""
    return [
        MakerShare(maker, series, int(year), sold.value / noun.history[series][year].value)
        for maker, years in noun.makers.items()
        for year, sold in years.items()
        for series in noun.history
        if series in {one.makes for one in noun.plants.values() if one.maker == maker}
        and year in noun.history[series]
        and noun.history[series][year].value > 0
    ]
