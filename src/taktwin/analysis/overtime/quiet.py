"""A plant that has gone quiet: for long nothing has left it, as its orders are done, or as it may have locked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import polars as pl

from taktwin.analysis.tables import RunTables, last_shops, main_jobs
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.runs.tables.shops import shifts_until

#: Jobs that must have left before, for their usual distance to be known.
FEWEST = 20
#: So many times the longest time between two of them is unusual.
TIMES = 4.0
#: Part of the scheduled time below which nothing is said.
LEAST = 0.1


@dataclass(frozen=True)
class Quiet:
    """A replication at whose end nothing has left the plant for long.

    Attributes:
        replication: which.
        since_hours: when the last job left, h from the end of the warm-up.
        scheduled_hours: scheduled hours of the last shop from then to the end; ``measured_hours`` are those of the run.
        inside: jobs in the plant at the end. waiting: orders that are released and wait to begin.
    """

    replication: int
    since_hours: float
    scheduled_hours: float
    measured_hours: float
    inside: int
    waiting: int

    @property
    def done(self) -> bool:
        """Whether all orders had been made by then."""
        return self.inside == 0 and self.waiting == 0

    @property
    def sentence(self) -> Phrase:
        """What is so, and what can be done."""
        since, rest, whole = self.since_hours, self.scheduled_hours, self.measured_hours
        if self.done:
            return Phrase(
                "all orders were made {since:.4g} h after the warm-up, and nothing was left to do for the last "
                "{rest:.4g} of {whole:.4g} scheduled hours: throughput, OEE and shares are means over these too; "
                "measure fewer days (`--days`)",
                since=since,
                rest=rest,
                whole=whole,
            )
        return Phrase(
            "nothing has left the plant since {since:.4g} h after the warm-up, for the last {rest:.4g} of {whole:.4g} "
            "scheduled hours, though {inside} jobs are in it and {waiting} wait to begin: it may have locked up; look "
            "where they stand",
            since=since,
            rest=rest,
            whole=whole,
            inside=self.inside,
            waiting=self.waiting,
        )

    def __str__(self) -> str:
        """The sentence in English."""
        return str(self.sentence)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "done": self.done}


def quiet(results: Sequence[RunTables], model: PlantModel) -> list[Quiet]:
    """The replications that have gone quiet; a part of the plant that is known to stand is none of these."""
    shops = {row["shop"]: row["model_shop"] for row in results[0].shops.iter_rows(named=True)}
    last = [model.shops[shops[name]] for name in last_shops(results) if shops.get(name) in model.shops]
    if not last:
        return []
    calendars = [model.calendars[shop.calendar] for shop in last if shop.calendar is not None]
    always = len(calendars) < len(last)
    found = []
    for result in results:
        origin = model.week_offset + (result.started_days + result.warmup_days) * 86400.0
        if any(one.whole for one in getattr(result, "standstills", ())):
            continue
        jobs = main_jobs(result)
        ends = jobs.get_column("ended").drop_nulls().sort().to_numpy()
        ends = ends[(ends >= 0.0) & (ends <= result.elapsed_s)]
        if len(ends) < FEWEST:
            continue
        times = np.array([0.0, *ends, result.elapsed_s]) + origin
        passed = times if always else shifts_until(calendars, times)
        gaps = np.diff(passed)
        if gaps[-1] <= max(TIMES * gaps[1:-1].max(), LEAST * (passed[-1] - passed[0])):
            continue
        waiting = int(result.orders.filter("main").get_column("waiting_final").sum())
        inside = jobs.filter(pl.col("ended").is_null()).height
        found.append(
            Quiet(
                replication=result.replication,
                since_hours=float(ends[-1]) / 3600.0,
                scheduled_hours=float(gaps[-1]) / 3600.0,
                measured_hours=float(passed[-1] - passed[0]) / 3600.0,
                inside=inside,
                waiting=waiting,
            )
        )
    return found
