"""The headline figures of a run, with their 95 % intervals over replications.

Time model: all figures are of the measured time, from the end of the warm-up (time 0 of the tables) to the end of the
run.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from taktwin.analysis.bottleneck import Bottleneck, bottlenecks
from taktwin.analysis.energy import kwh_by_medium
from taktwin.analysis.interval import t_interval
from taktwin.analysis.tables import RunTables, finished_jobs, last_shops, part_waits, scheduled_seconds, work_units


@dataclass(frozen=True)
class Kpi:
    """A figure with its unit; `low` and `high` bound its 95 % interval (None for a single replication).

    `value` is the mean over the replications, not-a-number where the run gives no basis for it (no finished job).
    """

    value: float
    unit: str
    low: float | None = None
    high: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """For JSON, where not-a-number does not exist: ``{"value", "unit", "low", "high"}``."""
        value = None if math.isnan(self.value) else self.value
        return {"value": value, "unit": self.unit, "low": self.low, "high": self.high}


UNITS = {
    "throughput_per_hour": "1/h",
    "lead_time_hours": "h",
    "wip": "jobs",
    "finished_jobs": "jobs",
    "scrapped_jobs": "jobs",
    "scrap_ratio": "share",
    "first_pass_yield": "share",
    "oee": "share",
    "availability": "share",
    "effectiveness": "share",
    "quality_ratio": "share",
    "energy_kwh_per_job": "kWh",
    "electricity_kwh_per_job": "kWh",
    "energy_kwh": "kWh",
    "line_stop_share": "share",
    "station_operations": "operations",
    "wall_seconds": "s",
}
"""Every KPI with its unit, in the order in which they are shown."""


def kpis(results: Sequence[RunTables], model: Any = None) -> dict[str, Kpi]:
    """The KPIs of one run or of several replications, by name (see `UNITS` for names and units).

    * throughput_per_hour: finished main jobs / scheduled hours of the plant's last shop (breaks and off shift
      excluded; of several equal streams, all their jobs / the hours of one); ISO 22400-2
      throughput rate with the shop's planned busy time for the order execution time.
    * lead_time_hours: mean elapsed time from birth to end of the main jobs finished in the measured time, nights
      included.
    * wip: mean number of main jobs in the plant, the time integral of the number between birth and end / elapsed time.
    * finished_jobs, scrapped_jobs: main jobs that ended well, or as scrap, in the measured time.
    * scrap_ratio: scrapped / (finished + scrapped) main jobs (ISO 22400-2 scrap ratio SQ / PQ over the whole plant).
    * first_pass_yield: chance of a job to pass all stations of the plant without scrap or rework, the product over the
      stations of first_pass / jobs, parallel servers pooled (rolled throughput yield; ISO 22400-2 first pass yield
      GP / PQ at every station).
    * oee, availability, effectiveness, quality_ratio: ISO 22400-2 of the plant's bottleneck, parallel servers pooled,
      because OEE is defined for a work unit and the bottleneck's is the one that the plant's output follows. The
      bottleneck is found once over all replications (`model` lets conveyors be named too; where a
      conveyor leads the ranking, the next after it counts). See `taktwin.analysis.oee` for the time model.
    * energy_kwh_per_job: electricity, gas and heat of all resources / finished main jobs. Media counted in m3
      (compressed air, water) are not energy and not included. electricity_kwh_per_job: electricity alone. energy_kwh:
      in total.
    * line_stop_share: station time lost waiting for parts from stock points / scheduled station time.
    * station_operations, wall_seconds: completed works of the run, and seconds of the engine alone, summed over
      replications (no interval).
    """
    if not results:
        raise ValueError("no results: at least one replication is needed")
    shops = last_shops(results)
    constraint = constraining_work_unit(bottlenecks(results, model))
    values = [_of_one(result, shops, constraint) for result in results]
    out: dict[str, Kpi] = {}
    for name, unit in UNITS.items():
        column = [value[name] for value in values]
        if name in ("station_operations", "wall_seconds"):
            out[name] = Kpi(math.fsum(column), unit)
            continue
        interval = t_interval(column)
        low, high = interval if interval else (None, None)
        out[name] = Kpi(math.fsum(column) / len(column), unit, low, high)
    return out


def constraining_work_unit(ranking: Sequence[Bottleneck]) -> str | None:
    """The station whose OEE stands for the plant's: the first of the ranking that is no conveyor."""
    return next((entry.station for entry in ranking if entry.kind != "conveyor"), None)


def _of_one(result: RunTables, shops: Sequence[str], constraint: str | None) -> dict[str, float]:
    finished = finished_jobs(result)
    scrapped = result.jobs.filter((pl.col("outcome") == "scrapped") & pl.col("ended").is_between(0.0, result.elapsed_s))
    done = finished.height + scrapped.height
    energy = kwh_by_medium(result)
    kwh = math.fsum(energy.values())
    units = work_units(result.resources)
    able = result.resources.filter(~pl.col("kind").is_in(["conveyor", "load"]))
    scheduled_station_s = float(units.select(scheduled_seconds().sum()).item() or 0.0)
    return {
        "throughput_per_hour": _per(finished.height, scheduled_hours(result, shops)),
        "lead_time_hours": _mean((finished.get_column("ended") - finished.get_column("born")) / 3600.0),
        "wip": mean_wip(result),
        "finished_jobs": float(finished.height),
        "scrapped_jobs": float(scrapped.height),
        "scrap_ratio": _per(scrapped.height, done),
        "first_pass_yield": _rolled_yield(result.resources),
        **_oee_of(units if constraint is None else able.filter(pl.col("station") == constraint)),
        "energy_kwh": kwh,
        "energy_kwh_per_job": _per(kwh, finished.height),
        "electricity_kwh_per_job": _per(energy.get("electricity", 0.0), finished.height),
        "line_stop_share": _per(part_waits([result]), scheduled_station_s),
        "station_operations": float(result.station_operations),
        "wall_seconds": result.wall_seconds,
    }


def mean_wip(result: RunTables) -> float:
    """Mean number of main jobs in the plant over the measured time, integrated exactly from births and ends."""
    end = result.elapsed_s
    inside = pl.col("ended").fill_null(end).clip(0.0, end) - pl.col("born").clip(0.0, end)
    return float(result.jobs.select(inside.clip(0.0).sum()).item() or 0.0) / end if end > 0 else math.nan


def scheduled_hours(result: RunTables, shops: Sequence[str]) -> float:
    """Hours of the measured time in which the shops' calendar is on shift, their mean where there are several.

    Elapsed hours for a plant without shops.
    """
    seconds = result.shops.filter(pl.col("shop").is_in(list(shops))).get_column("scheduled_s").to_list()
    return (math.fsum(seconds) / len(seconds) if seconds else result.elapsed_s) / 3600.0


def _oee_of(rows: pl.DataFrame) -> dict[str, float]:
    sums = rows.select(
        scheduled_seconds().sum().alias("pbt"), pl.col("working", "ideal_s", "jobs", "scrapped").sum()
    ).row(0, named=True)
    availability = _per(sums["working"], sums["pbt"])
    effectiveness = _per(sums["ideal_s"], sums["working"])
    quality = _per(sums["jobs"] - sums["scrapped"], sums["jobs"])
    oee = availability * effectiveness * quality
    return {"oee": oee, "availability": availability, "effectiveness": effectiveness, "quality_ratio": quality}


def _rolled_yield(resources: pl.DataFrame) -> float:
    links = resources.filter((pl.col("kind") == "station") & (pl.col("jobs") > 0)).group_by(
        "station", maintain_order=True
    )
    shares = links.agg((pl.col("first_pass").sum() / pl.col("jobs").sum()).alias("share")).get_column("share")
    return math.prod(shares.to_list()) if len(shares) else math.nan


def _per(amount: float, base: float) -> float:
    return amount / base if base else math.nan


def _mean(column: pl.Series) -> float:
    value = column.mean()
    return float(value) if isinstance(value, int | float) else math.nan
