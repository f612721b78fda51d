"""The headline figures of a run, with their 95 % intervals over replications.

Time model: all figures are of the measured time, from the end of the warm-up (time 0 of the tables) to the end of the
run.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.analysis.bottleneck import Bottleneck, constraining_station
from taktwin.analysis.interval import t_interval
from taktwin.analysis.kinds import ABLE, STATIONS, WORK_UNITS
from taktwin.analysis.overtime.growth import Growth, backlog_grows, growing_rates, growth, growth_is_told, wip_grows
from taktwin.analysis.plants import of_plant, plants_in
from taktwin.analysis.tables import RunTables, last_shops
from taktwin.analysis.totals import totals
from taktwin.model.spelt.views import plants_of
from taktwin.model.values.spelt import qualified
from taktwin.runs.tables.totals import Totals


@dataclass(frozen=True)
class Kpi:
    """A figure with its unit; `low` and `high` bound its 95 % interval (None for a single replication).

    `value` is the mean over the replications, not-a-number where the run gives no basis for it (no finished job), or
    where there is no mean because it grows without end: then `grows` is true.
    """

    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    grows: bool = False

    def as_dict(self) -> dict[str, Any]:
        """For JSON, where not-a-number does not exist: ``{"value", "unit", "low", "high"}``, and ``grows`` if so."""
        value = None if math.isnan(self.value) else self.value
        found = {"value": value, "unit": self.unit, "low": self.low, "high": self.high}
        return {**found, "grows": True} if self.grows else found


UNITS = {
    "throughput_per_hour": "1/h",
    "lead_time_hours": "h",
    "wip": "jobs",
    "order_to_line_off_hours": "h",
    "backlog": "jobs",
    "growth_per_hour": "jobs/h",
    "finished_jobs": "jobs",
    "scrapped_jobs": "jobs",
    "scrap_ratio": "share",
    "on_time_share": "share",
    "tardiness_hours": "h",
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

GROWTH = "growth_per_hour"

TOGETHER = (
    "finished_jobs",
    "scrapped_jobs",
    "wip",
    "backlog",
    "growth_per_hour",
    "energy_kwh",
    "line_stop_share",
    "station_operations",
    "wall_seconds",
)
"""The KPIs that mean something for several plants together: what can be added up, and shares of what can."""

WITHOUT_MEAN = ("lead_time_hours", "wip", "order_to_line_off_hours", "backlog")
"""The KPIs that have no mean where the jobs in the plant, or before it, grow without end."""

OF_DUE_DATES = ("on_time_share", "tardiness_hours")
"""The KPIs without a value where no job has a due date."""

OF_A_PLANT = tuple(name for name in UNITS if name not in ("station_operations", "wall_seconds"))
"""The KPIs that are told of each of several plants: all but those of the run itself."""


def kpis(results: Sequence[RunTables], model: Any = None, judged: bool = True) -> dict[str, Kpi]:
    """The KPIs of one run or of several replications, by name (see `UNITS` for names and units).

    * throughput_per_hour: finished main jobs / scheduled hours of the plant's last shop (breaks and off shift
      excluded; of several equal streams, all their jobs / the hours of one); ISO 22400-2
      throughput rate with the shop's planned busy time for the order execution time.
    * lead_time_hours: mean elapsed time from birth to end of the main jobs finished in the measured time, nights
      included.
    * wip: mean number of main jobs in the plant, the time integral of the number between birth and end / elapsed time.
    * order_to_line_off_hours: mean elapsed time from release to end of the main jobs finished in the measured time:
      the lead time and the wait before their line.
    * backlog: mean number of main jobs that are released and wait for the first element of their line. In the long run
      `wip` = throughput x lead_time_hours, and `wip` + `backlog` = throughput x order_to_line_off_hours (Little's law).
    * growth_per_hour: jobs an hour of elapsed time by which what waits at sources and in places without a limit grows
      without end; 0 where nothing does, no value where the run is too short to tell (see
      `taktwin.analysis.overtime.growth`).
    * finished_jobs, scrapped_jobs: main jobs that ended well, or as scrap, in the measured time.
    * scrap_ratio: scrapped / (finished + scrapped) main jobs (ISO 22400-2 scrap ratio SQ / PQ over the whole plant).
    * on_time_share: of the jobs that were due in the measured time those that were finished by then.
      tardiness_hours: how late the others are, the mean over all that were due; what is not finished counts to the
      end of the run.
    * first_pass_yield: chance of a job to pass all stations of the plant without scrap or rework, the product over the
      stations of first_pass / jobs, parallel servers and copies of lines and shops pooled (rolled throughput yield; ISO
      22400-2 first pass yield GP / PQ at every station). A gate whose routes take all jobs sends none to rework.
    * oee, availability, effectiveness, quality_ratio: ISO 22400-2 of the plant's bottleneck, parallel servers pooled,
      because OEE is defined for a work unit and the bottleneck's is the one that the plant's output follows. The
      bottleneck is found once over all replications (`model` lets conveyors be named too; where a
      conveyor leads the ranking, the next after it counts). See `taktwin.analysis.oee` for the time model.
    * energy_kwh_per_job: electricity, gas and heat of all resources / finished main jobs. Media counted in m3
      (compressed air, water) are not energy and not included. electricity_kwh_per_job: electricity alone. energy_kwh:
      in total.
    * line_stop_share: station time lost waiting for parts, from stock points or in sequence (joins that are
      matched) / scheduled station time.
    * station_operations, wall_seconds: completed works of the run, and seconds of the engine alone, summed over
      replications (no interval).

    Of a model with several plants: those of `TOGETHER` for all of them, and `OF_A_PLANT` for each plant under the name
    PLANT.KPI. `model` is needed then. Where the jobs in the plant grow without end those of `WITHOUT_MEAN` have no
    value; with ``judged=False`` they keep what was measured.
    """
    if not results:
        raise ValueError("no results: at least one replication is needed")
    found = _with_intervals(UNITS if not plants_in(results) else units_of(model), kpi_rows(results, model))
    if judged:
        for plant, own in _each_plant(results, model):
            names = [qualified(plant, name) if plant else name for name in _without_mean(growth(own))]
            if names:
                found |= {name: Kpi(math.nan, found[name].unit, grows=True) for name in names if name in found}
    return found


def _without_mean(found: Sequence[Growth]) -> list[str]:
    """Those of `WITHOUT_MEAN` that something which grows leaves without a mean."""
    names = ["lead_time_hours", "wip"] if wip_grows(found) else []
    names += ["backlog"] if backlog_grows(found) else []
    return [*names, "order_to_line_off_hours"] if names else []


def kpi_rows(results: Sequence[RunTables], model: Any = None) -> list[dict[str, float]]:
    """The KPIs (see `kpis`) of each replication, as bare numbers in the units of `units_of`."""
    if not plants_in(results):
        return _with_growth(results, _values(results, model))
    together = _with_growth(results, [kpi_values(one, [], None) for one in results])
    rows = [{name: row[name] for name in TOGETHER} for row in together]
    for plant, one in plants_of(model).items():
        own = of_plant(results, plant)
        for row, values in zip(rows, _with_growth(own, _values(own, one)), strict=True):
            row |= {qualified(plant, name): values[name] for name in OF_A_PLANT}
    return rows


def _each_plant(results: Sequence[RunTables], model: Any) -> list[tuple[str, Sequence[RunTables]]]:
    """The results as a whole (under an empty name), and of several plants those of each."""
    plants = plants_of(model) if plants_in(results) else []
    return [("", results), *((plant, of_plant(results, plant)) for plant in plants)]


def _with_growth(results: Sequence[RunTables], values: list[dict[str, float]]) -> list[dict[str, float]]:
    """The KPIs of each replication, and the rate at which jobs pile up in it."""
    told = growth_is_told(results)
    rates = growing_rates(results, growth(results)) if told else [math.nan] * len(results)
    return [{**one, GROWTH: rate} for one, rate in zip(values, rates, strict=True)]


def units_of(model: Any) -> dict[str, str]:
    """Name -> unit of each KPI of a model (see `kpis`)."""
    plants = getattr(model, "plants", None) or model._spelt.plants
    if not plants:
        return dict(UNITS)
    own = {qualified(plant, name): UNITS[name] for plant in plants for name in OF_A_PLANT}
    return {name: UNITS[name] for name in TOGETHER} | own


def whose_kpi(name: str) -> tuple[str | None, str]:
    """The plant that a KPI is told of (None: all together), and its name without that; for names that `kpis` makes."""
    for plain in OF_A_PLANT:
        plant = name[: -len(qualified("", plain))]
        if name == qualified(plant, plain):
            return plant, plain
    return None, name


def plain_kpi(name: str) -> str:
    """Which of `UNITS` a KPI is, whichever plant it is told of."""
    return whose_kpi(name)[1]


def _values(results: Sequence[RunTables], model: Any) -> list[dict[str, float]]:
    """The KPIs of each replication of a plant."""
    shops = last_shops(results)
    constraint = constraining_station(results, model)
    return [kpi_values(result, shops, constraint) for result in results]


def _with_intervals(units: Mapping[str, str], values: Sequence[Mapping[str, float]]) -> dict[str, Kpi]:
    """The KPIs of ``units`` from their values in each replication."""
    out: dict[str, Kpi] = {}
    for name, unit in units.items():
        column = [value[name] for value in values]
        if name in ("station_operations", "wall_seconds"):
            out[name] = Kpi(math.fsum(column), unit)
            continue
        interval = t_interval(column)
        low, high = interval if interval else (None, None)
        out[name] = Kpi(math.fsum(column) / len(column), unit, low, high)
    return out


def constraining_work_unit(ranking: Sequence[Bottleneck]) -> str | None:
    """The first work unit of the ranking (no conveyor, no fleet), whose OEE stands for the plant's."""
    return next((entry.station for entry in ranking if entry.kind in WORK_UNITS), None)


def kpi_values(result: RunTables, shops: Sequence[str], constraint: str | None) -> dict[str, float]:
    """The KPIs of one replication as bare numbers, in the units of `UNITS`.

    Args:
        result: the replication.
        shops: where jobs leave the plant, see `taktwin.analysis.tables.last_shops`.
        constraint: the station whose OEE stands for the plant's; None for all work units together.
    """
    sums = totals(result)
    kwh = math.fsum(sums.energy_kwh.values())
    kinds, stations = np.array(sums.kinds), np.array(sums.stations)
    units = np.isin(kinds, WORK_UNITS)
    able = np.isin(kinds, ABLE)
    scheduled_station_s = math.fsum(sums.on_shift()[units].ravel())
    return {
        "throughput_per_hour": _per(sums.finished, _hours(sums, shops)),
        "lead_time_hours": _per(sums.lead_s, sums.finished) / 3600.0,
        "wip": _per(sums.wip_s, sums.elapsed_s),
        "order_to_line_off_hours": _per(sums.since_release_s, sums.finished) / 3600.0,
        "backlog": _per(sums.waiting_s, sums.elapsed_s),
        "finished_jobs": float(sums.finished),
        "scrapped_jobs": float(sums.scrapped),
        "scrap_ratio": _per(sums.scrapped, sums.finished + sums.scrapped),
        "on_time_share": _per(sums.on_time, sums.due),
        "tardiness_hours": _per(sums.tardiness_s, sums.due) / 3600.0,
        "first_pass_yield": _rolled_yield(sums),
        **_oee_of(sums, units if constraint is None else able & (stations == constraint)),
        "energy_kwh": kwh,
        "energy_kwh_per_job": _per(kwh, sums.finished),
        "electricity_kwh_per_job": _per(sums.energy_kwh.get("electricity", 0.0), sums.finished),
        "line_stop_share": _per(sums.part_wait_s, scheduled_station_s),
        "station_operations": float(result.station_operations),
        "wall_seconds": result.wall_seconds,
    }


def _hours(sums: Totals, shops: Sequence[str]) -> float:
    """Hours of the measured time in which the shops' calendar is on shift, their mean where there are several.

    Elapsed hours for a plant without shops.
    """
    seconds = [sums.scheduled_s[shop] for shop in shops if shop in sums.scheduled_s]
    return (math.fsum(seconds) / len(seconds) if seconds else sums.elapsed_s) / 3600.0


def _oee_of(sums: Totals, rows: np.ndarray) -> dict[str, float]:
    jobs, scrapped = int(sums.count("jobs")[rows].sum()), int(sums.count("scrapped")[rows].sum())
    working = math.fsum(sums.in_state("working")[rows])
    availability = _per(working, math.fsum(sums.on_shift()[rows].ravel()))
    effectiveness = _per(math.fsum(sums.ideal_s[rows]), working)
    quality = _per(jobs - scrapped, jobs)
    oee = availability * effectiveness * quality
    return {"oee": oee, "availability": availability, "effectiveness": effectiveness, "quality_ratio": quality}


def _rolled_yield(sums: Totals) -> float:
    jobs, first = sums.count("jobs").tolist(), sums.count("first_pass").tolist()
    by_station: dict[str, tuple[int, int]] = {}
    for kind, station, made, good in zip(sums.kinds, sums.stations, jobs, first, strict=True):
        if kind in STATIONS and made > 0:
            plain = re.sub(r"(?<![^/.])\d+/", "", station)  # the names of copies begin with their number and a slash
            before = by_station.get(plain, (0, 0))
            by_station[plain] = (before[0] + made, before[1] + good)
    return math.prod(good / made for made, good in by_station.values()) if by_station else math.nan


def _per(amount: float, base: float) -> float:
    return amount / base if base else math.nan
