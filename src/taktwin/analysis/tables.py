"""What the analysis reads from a run, and small helpers on those tables.

Times are seconds; time 0 of the tables is the end of the warm-up.
"""

import math
from collections.abc import Sequence
from typing import Protocol

import polars as pl

from taktwin.analysis.kinds import WORK_UNITS
from taktwin.runs.tables.columns import RESOURCES
from taktwin.runs.tables.totals import COUNTS, Totals
from taktwin.runs.tables.totals import STATES as ENGINE_STATES

STATES = (
    "working",
    "setup",
    "down",
    "minor_stop",
    "waiting_crew",
    "waiting_operator",
    "waiting_parts",
    "waiting_transport",
    "waiting_carrier",
    "blocked",
    "starved",
    "brief_pause",
    "long_pause",
    "waking",
    "walking",
    "maintenance",
    "off_shift",
)
"""The states of a resource, in the order in which every table and chart shows them; they sum to the elapsed time."""

ON_SHIFT = STATES[:-2]
"""The states of scheduled time (planned busy time of ISO 22400): neither off shift nor planned maintenance."""

ACTIVE = ("working", "setup", "waking", "down", "minor_stop", "waiting_crew")
"""The states in which a resource itself holds the flow back, in the sense of Roser, Nakano and Tanaka (2001).

A machine that wakes makes its job wait. Waiting for a repair crew is part of the failure. Waiting for parts, transport,
a carrier, work (starved) or room (blocked) is not active: there the resource waits for somebody else.
"""

NOTICED_WAIT = 0.005
"""Waiting for parts or transport below this share of all scheduled station time counts as nobody waiting."""

END_OF_LINE = "line off"
"""The passage point at which a job leaves the plant finished."""


class RunTables(Protocol):
    """The part of an engine result that the analysis uses (see the run tables in the documentation)."""

    @property
    def days(self) -> float:
        """Measured days."""
        ...

    @property
    def warmup_days(self) -> float:
        """Days of the run before time 0 of the tables."""
        ...

    @property
    def started_days(self) -> float:
        """When the run began, in days from the start of the plant: above 0 for a run from a state."""
        ...

    @property
    def seed(self) -> int:
        """Seed of the run."""
        ...

    @property
    def replication(self) -> int:
        """Number of the replication."""
        ...

    @property
    def elapsed_s(self) -> float:
        """Measured time (s)."""
        ...

    @property
    def wall_seconds(self) -> float:
        """Seconds that the engine alone took."""
        ...

    @property
    def station_operations(self) -> int:
        """Completed works of all resources."""
        ...

    @property
    def resources(self) -> pl.DataFrame:
        """Works, failures and state seconds of every resource."""
        ...

    @property
    def buffers(self) -> pl.DataFrame:
        """Levels of every buffer, store, conveyor and transport."""
        ...

    @property
    def vehicles(self) -> pl.DataFrame:
        """What each vehicle on a guide path did."""
        ...

    @property
    def carriers(self) -> pl.DataFrame:
        """Where the carriers of every pool were in the mean."""
        ...

    @property
    def stocks(self) -> pl.DataFrame:
        """Levels and flows of every stock point."""
        ...

    @property
    def waits(self) -> pl.DataFrame:
        """Seconds that resources waited, by part or sub-line."""
        ...

    @property
    def jobs(self) -> pl.DataFrame:
        """Birth, end and outcome of the jobs of order streams."""
        ...

    @property
    def orders(self) -> pl.DataFrame:
        """The order streams, and what became of their jobs."""
        ...

    @property
    def passages(self) -> pl.DataFrame:
        """When main jobs passed the named points."""
        ...

    @property
    def energy(self) -> pl.DataFrame:
        """Media by resource, and by power state."""
        ...

    @property
    def series(self) -> pl.DataFrame:
        """Values in fixed buckets, in long form."""
        ...

    @property
    def shops(self) -> pl.DataFrame:
        """Scheduled seconds and output of every shop."""
        ...


def own_totals(result: RunTables) -> Totals | None:
    """The sums that an engine result brings with it; None for tables from elsewhere."""
    found = getattr(result, "totals", None)
    return found if isinstance(found, Totals) else None


def pooled_resources(results: Sequence[RunTables]) -> pl.DataFrame:
    """The resources table with seconds and counts summed over replications, in plant order.

    Shares of summed seconds are the means over replications, since all replications last equally long.
    """
    if len(results) == 1:
        return results[0].resources.sort("order", maintain_order=True)
    counts = (*COUNTS, "ideal_s")
    keys = [name for name in RESOURCES.schema if name not in (*counts, *STATES)]
    sums = [own_totals(result) for result in results]
    if all(sums):
        first = results[0].resources.select(*keys, *counts, *STATES)
        return first.with_columns(_summed([one for one in sums if one])).sort("order", maintain_order=True)
    return (
        pl.concat([result.resources.select(*keys, *counts, *STATES) for result in results])
        .group_by(keys, maintain_order=True)
        .agg(pl.col(*counts, *STATES).sum())
        .sort("order", maintain_order=True)
    )


def _summed(sums: Sequence[Totals]) -> list[pl.Series]:
    """Counts, planned seconds and state seconds of the resources, added up over replications."""
    counts, planned, seconds = sums[0].counts.copy(), sums[0].ideal_s.copy(), sums[0].seconds.copy()
    for one in sums[1:]:
        counts += one.counts
        planned += one.ideal_s
        seconds += one.seconds
    columns = [pl.Series(name, counts[:, i]) for i, name in enumerate(COUNTS)]
    columns += [pl.Series(name, seconds[:, i]) for i, name in enumerate(ENGINE_STATES)]
    return [*columns, pl.Series("ideal_s", planned)]


def work_units(resources: pl.DataFrame) -> pl.DataFrame:
    """Only the stations and make cells of a resources table."""
    return resources.filter(pl.col("kind").is_in(WORK_UNITS))


def scheduled_seconds() -> pl.Expr:
    """Planned busy time of a resource: everything but off shift and planned maintenance (s)."""
    return pl.sum_horizontal(ON_SHIFT)


def part_waits(results: Sequence[RunTables]) -> float:
    """Seconds that stations and cells waited for parts, from stock points or in sequence, over all replications.

    Waits for jobs of other sub-lines are none of these.
    """
    sums = [(result, own_totals(result)) for result in results]
    return math.fsum(part_waits_of_table(result) if own is None else own.part_wait_s for result, own in sums)


def part_waits_of_table(result: RunTables) -> float:
    """The same for one replication, from its table."""
    return float(result.waits.filter(pl.col("kind").is_in(("part", "matched"))).get_column("seconds").sum())


def bucket_seconds(result: RunTables) -> float:
    """Length of the series' buckets (s); the elapsed time where there is only one bucket."""
    second = result.series.filter(pl.col("bucket") == 1).select("start_s").head(1)
    return float(second.item()) if second.height else result.elapsed_s


def series_of(result: RunTables, kind: str, name: str | None = None) -> pl.DataFrame:
    """The rows of one kind of series (and one name), in time order within each name."""
    chosen = pl.col("kind") == kind
    if name is not None:
        chosen = chosen & (pl.col("name") == name)
    return result.series.filter(chosen)


def main_jobs(result: RunTables) -> pl.DataFrame:
    """The jobs of order streams that do not become parts of other jobs."""
    sublines = result.orders.filter(~pl.col("main")).get_column("stream")
    return result.jobs.filter(~pl.col("stream").is_in(sublines.to_list()))


def finished_jobs(result: RunTables) -> pl.DataFrame:
    """Main jobs that were finished within the measured time."""
    return result.jobs.filter((pl.col("outcome") == "finished") & pl.col("ended").is_between(0.0, result.elapsed_s))


def last_shops(results: Sequence[RunTables]) -> list[str]:
    """The shops in which finished main jobs were last, in plant order: one, or one for each stream of the plant.

    Read from the jobs' own passages, since a shop of sub-lines or of logistics may stand last in the model file. Shops
    in which fewer than 5 % of the jobs were last are left out. Empty for a plant without shops.
    """
    first = results[0]
    shops = first.shops.sort("order").get_column("shop").to_list()
    entries = first.passages.filter(pl.col("point").is_in([*shops, END_OF_LINE]))
    finished = entries.filter(pl.col("point") == END_OF_LINE).select("job").unique(maintain_order=True).tail(2000)
    ends = (
        entries.filter(pl.col("point") != END_OF_LINE)
        .join(finished, on="job", how="semi")
        .sort("time", maintain_order=True)
        .group_by("job")
        .agg(pl.col("point").last())
        .get_column("point")
        .value_counts()
        .filter(pl.col("count") >= 0.05 * pl.col("count").sum())
        .get_column("point")
        .to_list()
    )
    if ends:
        return [shop for shop in shops if shop in ends]
    made = first.shops.filter(pl.col("finished") > 0).sort("order").get_column("shop").to_list()
    return (made or shops)[-1:]
