"""What holds the plant back: the average active period method, with the evidence of the neighbours.

Roser, Nakano and Tanaka, "A practical bottleneck detection method", Winter Simulation Conference 2001, pp. 949-953: a
resource is *active* while it works, is set up or is under repair, and inactive while it waits for others; the resource
with the longest uninterrupted active period on average is the bottleneck.

Two changes, because a car plant mixes a 45-minute test post with a 100-second weld:

* the active share of scheduled time comes first. In the long run every resource of a chain handles the same jobs, so
  the one with the least idle time has the least capacity to spare, whatever its cycle;
* among those within `NEAR_TIE` of the highest share, the mean active period decides, counted in the resource's own
  works (active period / mean time of a work) rather than in minutes, so that a long cycle alone does not win.

A server of others (make cell, vehicle) is a candidate only where somebody waits for it, in another plant too: a press
line that is busy all day while its racks are full holds nobody back. A conveyor always carries something, so its states
do not tell; what counts is how often its entry is taken, jobs x spacing / scheduled time. Shop loads are never
candidates.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import polars as pl

from taktwin.analysis.kinds import BELTS, CARRIERS, CELLS, FLOW_LIMITS, STATIONS, WORK_UNITS
from taktwin.analysis.tables import ACTIVE, NOTICED_WAIT, RunTables, part_waits, pooled_resources, scheduled_seconds
from taktwin.model.phrase import Phrase

NEAR_TIE = 0.02
"""Active shares closer than this count as equal."""

NEIGHBOURS = 3
"""How many stations on either side are asked whether they are blocked or starved."""


@dataclass(frozen=True)
class Bottleneck:
    """One candidate. Shares are of scheduled time (0..1); parallel servers are pooled."""

    station: str
    kind: str
    shop: str | None
    rank: int
    active_share: float
    mean_active_period_s: float | None
    works_per_period: float
    working: float
    setup: float
    down: float
    upstream: str | None
    upstream_blocked: float | None
    downstream: str | None
    downstream_starved: float | None

    @property
    def why(self) -> Phrase:
        """One plain English sentence that names the evidence."""
        text = Phrase(
            "{station}: active {share:.0%} of its scheduled time", station=self.station, share=self.active_share
        )
        if self.mean_active_period_s is not None:
            period = duration_text(self.mean_active_period_s)
            text = Phrase("{text}, in periods of {period} on average", text=text, period=period)
        beside = []
        if self.upstream is not None and self.upstream_blocked is not None:
            beside.append(Phrase("upstream is blocked {share:.0%}", share=self.upstream_blocked))
        if self.downstream is not None and self.downstream_starved is not None:
            beside.append(Phrase("downstream is starved {share:.0%}", share=self.downstream_starved))
        if len(beside) == 2:
            return Phrase("{text}; {before}, {after}.", text=text, before=beside[0], after=beside[1])
        return Phrase("{text}; {beside}.", text=text, beside=beside[0]) if beside else Phrase("{text}.", text=text)


def duration_text(seconds: float) -> Phrase:
    """A duration in the unit that a person would choose (``41 min``)."""
    for size, said in _UNITS.items():
        if seconds >= 2 * size or size == 1.0:
            value = seconds / size
            return said(f"{value:.1f}" if value < 10 else f"{value:.0f}")
    raise AssertionError("seconds are the last")


_UNITS: dict[float, Callable[[str], Phrase]] = {
    86400.0: lambda n: Phrase("{n} d", n=n),
    3600.0: lambda n: Phrase("{n} h", n=n),
    60.0: lambda n: Phrase("{n} min", n=n),
    1.0: lambda n: Phrase("{n} s", n=n),
}
"""Seconds of a unit -> a number of them, the longest first."""


def bottlenecks(results: Sequence[RunTables], model: Any = None) -> list[Bottleneck]:
    """All candidates, the likeliest bottleneck first, pooled over the replications; empty if nothing worked.

    `model` (a plant model) gives the conveyors' spacing; without it no conveyor is named.
    """
    pooled, ranked = _ranked(results, model)
    flow = list(pooled.filter(pl.col("kind").is_in(STATIONS)).iter_rows(named=True))  # in plant order
    lines: dict[tuple[str, str], list[dict]] = {}
    for place in flow:
        lines.setdefault((place["shop"], place["line"]), []).append(place)
    rows = enumerate(ranked.iter_rows(named=True), 1)
    return [_candidate(row, rank, flow, lines.get((row["shop"], row["line"]), [])) for rank, row in rows]


def constraining_station(results: Sequence[RunTables], model: Any = None) -> str | None:
    """The first work unit of the ranking, whose OEE stands for the plant's; None if nothing worked.

    Conveyors and fleets are none.

    The same as the first such entry of `bottlenecks`, without the evidence, which takes most of the time.
    """
    _, ranked = _ranked(results, model)
    stations = ranked.filter(pl.col("kind").is_in(WORK_UNITS)).get_column("station")
    return str(stations[0]) if len(stations) else None


def _ranked(results: Sequence[RunTables], model: Any) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All elements with their shares, and the candidates among them, the likeliest bottleneck first."""
    resources = pooled_resources(results)
    pooled = _pooled_by_station(resources, _spacings(model))
    elsewhere = any(getattr(result, "waited_for_elsewhere", False) for result in results)
    candidates = _candidates(pooled, resources, part_waits(results), elsewhere)
    if not candidates.height:
        return pooled, candidates
    near = pl.col("active_share") >= float(candidates.get_column("active_share").to_numpy().max()) - NEAR_TIE
    ranked = candidates.sort(
        near,
        pl.when(near).then("works_per_period").otherwise("active_share"),
        pl.col("active_share"),
        descending=True,
        maintain_order=True,
    )
    return pooled, ranked


def _spacings(model: Any) -> dict[str, float]:
    """Least seconds between two entries of every conveyor of the model."""
    elements = model.all_elements() if hasattr(model, "all_elements") else ()
    return {element.name: element.entry_spacing for *_, element in elements if element.kind in BELTS}


def _pooled_by_station(resources: pl.DataFrame, spacings: dict[str, float]) -> pl.DataFrame:
    """One row per element with its servers' seconds summed, and shares of its scheduled time, in plant order."""
    sums = ["jobs", "active_periods", *ACTIVE, "blocked", "starved", "waiting_parts", "waiting_transport"]
    share = {state: pl.col(state) / pl.col("pbt") for state in (*ACTIVE, "blocked", "starved")}
    spacing = pl.col("model_element").replace_strict(spacings, default=None, return_dtype=pl.Float64)
    is_conveyor = pl.col("kind").is_in(BELTS)
    return (
        resources.with_columns(scheduled_seconds().alias("pbt"))
        .group_by("kind", "station", "model_element", "shop", "line", maintain_order=True)
        .agg(pl.col("order").min(), pl.col(*sums, "pbt").sum())
        .filter(pl.col("pbt") > 0)
        .with_columns(pl.when(is_conveyor).then(pl.col("jobs") * spacing).otherwise("working").alias("working"))
        .filter(pl.col("working").is_not_null())
        .with_columns(pl.sum_horizontal(ACTIVE).clip(0, pl.col("pbt")).alias("active_s"))
        .with_columns(
            (pl.col("active_s") / pl.col("pbt")).alias("active_share"),
            pl.when(~is_conveyor).then(pl.col("active_s") / pl.col("active_periods").clip(1)).alias("period_s"),
            (pl.col("working") / pl.col("jobs").clip(1)).alias("work_s"),
            **{f"{state}_share": expression for state, expression in share.items()},
        )
        .with_columns(
            pl.when(pl.col("work_s") > 0)
            .then(pl.col("period_s") / pl.col("work_s"))
            .fill_null(1.0)  # a conveyor's entry pauses after each job; 0 would be a resource that never worked
            .alias("works_per_period")
        )
        .sort("order", maintain_order=True)
    )


def _candidates(pooled: pl.DataFrame, resources: pl.DataFrame, parts_s: float, elsewhere: bool) -> pl.DataFrame:
    stations = resources.filter(pl.col("kind").is_in(STATIONS))
    scheduled = float(stations.select(scheduled_seconds().sum()).item() or 0.0)

    kinds = [*FLOW_LIMITS]
    if parts_s > NOTICED_WAIT * scheduled or elsewhere or not stations.height:
        kinds += CELLS
    if float(stations.get_column("waiting_transport").sum()) > NOTICED_WAIT * scheduled:
        kinds += CARRIERS
    return pooled.filter(pl.col("kind").is_in(kinds) & (pl.col("jobs") > 0) & (pl.col("working") > 0))


def _candidate(row: dict, rank: int, flow: list[dict], same_line: list[dict]) -> Bottleneck:
    upstream, downstream = (None, None), (None, None)
    if row["kind"] in (*STATIONS, *BELTS):
        # At the end of a line the evidence lies in the neighbouring lines of the plant order.
        upstream = _seen(_before(same_line, row) or _before(flow, row), "blocked")
        downstream = _seen(_after(same_line, row) or _after(flow, row), "starved")
    return Bottleneck(
        station=row["station"],
        kind=row["kind"],
        shop=row["shop"],
        rank=rank,
        active_share=row["active_share"],
        mean_active_period_s=row["period_s"],
        works_per_period=row["works_per_period"],
        working=row["working_share"],
        setup=row["setup_share"],
        down=row["down_share"] + row["waiting_crew_share"],
        upstream=upstream[0],
        upstream_blocked=upstream[1],
        downstream=downstream[0],
        downstream_starved=downstream[1],
    )


def _before(places: list[dict], row: dict) -> list[dict]:
    """The nearest places before one, of a list in plant order."""
    end = bisect_left(places, row["order"], key=itemgetter("order"))
    return places[max(0, end - NEIGHBOURS) : end]


def _after(places: list[dict], row: dict) -> list[dict]:
    begin = bisect_right(places, row["order"], key=itemgetter("order"))
    return places[begin : begin + NEIGHBOURS]


def _seen(neighbours: list[dict], state: str) -> tuple[str | None, float | None]:
    """The neighbours' names and their share of scheduled time in a state."""
    if not neighbours:
        return None, None
    share = sum(place[state] for place in neighbours) / sum(place["pbt"] for place in neighbours)
    return ", ".join(place["station"] for place in neighbours), share
