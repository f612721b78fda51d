"""Why a family cannot come without stock: the way that leaves the least on site, and what that is made of."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taktwin.analysis.supply.zero_inventory import QUANTILE
from taktwin.model.nouns.supply.family import Family
from taktwin.model.nouns.supply.modes import SEQUENCED
from taktwin.model.phrase import Phrase, chained
from taktwin.planning.supply.modes.clash import Clash, NoPlanError
from taktwin.planning.supply.modes.problem import Part
from taktwin.planning.supply.park.ways import Way

#: What lasts no longer (min), a container or the closed time of suppliers, is not worth a word; nor is chance, where
#: more of the jobs need a family.
SHORT = 10.0
MOST_JOBS = 0.9


@dataclass(frozen=True)
class Blocked:
    """A family none of whose ways keeps the stock on site at theta or below.

    Attributes:
        family: its name.
        today: how it comes today.
        way: the way with the least cover.
        cover_min: that cover, not exceeded in 95 % of the time (min): simulated where the way was, else by formula.
        why: what it is made of by formula, and why the family does not come in sequence.
    """

    family: str
    today: str
    way: str
    cover_min: float
    why: Phrase


class BeyondReachError(NoPlanError):
    """The ratio that is asked for is above what the families can reach.

    Attributes:
        zir: the ratio of today, simulated.
        theta_min: minutes up to which the cover of a family may go.
        blocked: the families that stand in the way.
    """

    def __init__(
        self, clashes: tuple[Clash, ...], complete: bool, zir: float, theta_min: float, blocked: tuple[Blocked, ...]
    ) -> None:
        super().__init__(clashes, complete)
        self.zir, self.theta_min, self.blocked = zir, theta_min, blocked

    def __reduce__(self) -> tuple[type[BeyondReachError], tuple[object, ...]]:  # type: ignore[override]
        return type(self), (self.clashes, self.complete, self.zir, self.theta_min, self.blocked)


def blocked_families(
    parts: Sequence[Part],
    ways: Mapping[str, Mapping[str, Way]],
    no_way: Mapping[str, Sequence[str]],
    families: Mapping[str, Family],
    today: Mapping[str, str],
    theta_min: float,
    takt_min: float,
) -> tuple[Blocked, ...]:
    """The families that no way brings to ``theta_min`` minutes of cover or below, the nearest first.

    Args:
        parts: of the problem, with the cover of each option.
        ways: family -> its ways by name.
        no_way: family -> why it lacks others.
        families: of the park.
        today: family -> how it comes.
        theta_min: minutes.
        takt_min: minutes of production for a job.
    """
    found = []
    for part in parts:
        least = min(part.options, key=lambda one: one.cover)
        if least.cover <= theta_min:
            continue
        name, own = part.name, ways[part.name]
        reasons = [_made_of(own[least.name], takt_min)] if least.name in own else []
        if not any(one.mode in SEQUENCED for one in own.values()):
            reasons.append(_not_in_sequence(families[name], no_way.get(name, ())))
        why = chained(reasons) if reasons else Phrase("as it comes today; other ways are not allowed")
        found.append(Blocked(name, today[name], least.name, least.cover, why))
    return tuple(sorted(found, key=lambda one: one.cover_min))


def _made_of(way: Way, takt_min: float) -> Phrase:
    """What the cover of a way is made of, by formula."""
    one, kept = way.estimate, way.estimate.cover_left
    between = one.delivery.lot / one.family.per_min
    told = Phrase(
        "{between:.0f} min between two trucks, {kept:.0f} min kept when one comes", between=between, kept=kept
    )
    if way.closed > SHORT:
        told = Phrase("{told} ({closed:.0f} min of them since suppliers are closed)", told=told, closed=way.closed)
    if one.cover_variants > 0.5:
        mix, numbers = one.cover_variants, one.family.variants
        told = Phrase("{told}, {mix:.0f} min for the mix of {n} part numbers", told=told, mix=mix, n=numbers)
    early = one.cover_95 - one.cover_variants - kept - QUANTILE * between
    if early > SHORT:
        told = Phrase("{told}, {early:.0f} min where trucks come early", told=told, early=early)
    container = one.family.per_container / one.family.per_min
    if container > SHORT:
        told = Phrase("{told}, a container lasts {minutes:.0f} min", told=told, minutes=container)
    share = one.family.per_min * takt_min
    if share < MOST_JOBS:
        told = Phrase("{told}, more since {share:.0%} of the jobs need it, by chance", told=told, share=share)
    if way.cover > one.cover_95 + 0.5:
        told = Phrase("{told}, {full:.0f} min when all is full and the line stands", told=told, full=way.cover)
    return told


def _not_in_sequence(family: Family, no_way: Sequence[str]) -> Phrase:
    """Why a family has no way in sequence."""
    if len(family.at) > 1:
        return Phrase("not in sequence, since it is fitted at {n} places", n=len(family.at))
    if family.numbers.value > 1:
        numbers = int(family.numbers.value)
        return Phrase("not in sequence, since no option tells its {n} part numbers apart", n=numbers)
    if no_way:
        return Phrase("not in sequence: {why}", why=min(no_way, key=_lacks))
    return Phrase("not in sequence: no element that calls it is allowed; see `call`, `calls` and --mode")


def _lacks(why: str) -> float:
    """Minutes by which a call comes too late; infinite where that is not what is wrong."""
    values = getattr(getattr(why, "values", {}).get("what"), "values", {})
    return values["needed"] - values["horizon"] if "needed" in values else math.inf
