"""Whether one station or a whole shop sets the pace."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from taktwin.analysis.bottleneck import NEAR_TIE, Bottleneck
from taktwin.analysis.kinds import BELTS, STATIONS
from taktwin.analysis.tables import END_OF_LINE, scheduled_seconds


@dataclass(frozen=True)
class Balance:
    """A shop whose stations are about equally active, and how its neighbours on the jobs' way fare.

    `near` of its `stations` stations are within `NEAR_TIE` of the most active one. The neighbours' shares are medians
    over their stations and conveyors, of scheduled time (0..1); None where there is no neighbour.
    """

    shop: str
    near: int
    stations: int
    before: str | None
    before_blocked: float | None
    after: str | None
    after_starved: float | None


def balance(ranking: Sequence[Bottleneck], resources: pl.DataFrame, stages: pl.DataFrame) -> Balance | None:
    """The bottleneck's shop as a whole, if at least four of its stations are near ties; else None.

    Args:
        ranking: as from `bottlenecks`.
        resources: a resources table, of one run or pooled.
        stages: as from `taktwin.analysis.flow.stages`, which tells the jobs' way.
    """
    if not ranking or ranking[0].shop is None:
        return None
    shop, top = ranking[0].shop, max(entry.active_share for entry in ranking)
    inside = [entry for entry in ranking if entry.shop == shop and entry.kind in STATIONS]
    near = sum(entry.active_share >= top - NEAR_TIE for entry in inside)
    if near < 4:
        return None
    before = _most(stages.filter(pl.col("end") == shop), "start")
    after = _most(stages.filter((pl.col("start") == shop) & (pl.col("end") != END_OF_LINE)), "end")
    return Balance(
        shop=shop,
        near=near,
        stations=len(inside),
        before=before,
        before_blocked=_median(resources, before, "blocked"),
        after=after,
        after_starved=_median(resources, after, "starved"),
    )


def _most(routes: pl.DataFrame, side: str) -> str | None:
    """The shop on the other side of the route that most jobs take."""
    return str(routes.sort("jobs", descending=True)[side][0]) if routes.height else None


def _median(resources: pl.DataFrame, shop: str | None, state: str) -> float | None:
    if shop is None:
        return None
    shares = (
        resources.filter((pl.col("shop") == shop) & pl.col("kind").is_in((*STATIONS, *BELTS)))
        .group_by("station")
        .agg(pl.col(state).sum(), scheduled_seconds().sum().alias("pbt"))
        .filter(pl.col("pbt") > 0)
        .select(pl.col(state) / pl.col("pbt"))
        .to_series()
    )
    value = shares.median()
    return float(value) if isinstance(value, int | float) else None
