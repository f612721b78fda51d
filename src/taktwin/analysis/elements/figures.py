"""Figures of one element of a plant, named ELEMENT.FIGURE: `weld.blocked_share`, `rack.min_level`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl

from taktwin.analysis.kinds import CARRIERS, PEOPLE
from taktwin.analysis.kpi import UNITS, plain_kpi
from taktwin.analysis.tables import ON_SHIFT, RunTables


@dataclass(frozen=True)
class Figure:
    """What can be asked of the elements in a table of a run.

    ``column`` holds the names of the elements in the ``table``; ``value`` makes the figure of an element's rows and the
    measured time (s). ``better`` is 1 where more is better, all else equal, -1 where less is, and 0 where neither is.
    Only resources of these ``kinds`` have it, where any are given.
    """

    table: str
    column: str
    unit: str
    value: Callable[[pl.DataFrame, float], float]
    better: int = 0
    kinds: tuple[str, ...] = ()

    def rows(self, result: RunTables) -> pl.DataFrame:
        """The rows of all elements that have this figure."""
        table: pl.DataFrame = getattr(result, self.table)
        return table.filter(pl.col("kind").is_in(self.kinds)) if self.kinds else table


def _share(state: str) -> Callable[[pl.DataFrame, float], float]:
    def value(rows: pl.DataFrame, _: float) -> float:
        scheduled = _total(rows, *ON_SHIFT)
        return _total(rows, state) / scheduled if scheduled else math.nan

    return value


def _hourly(column: str) -> Callable[[pl.DataFrame, float], float]:
    return lambda rows, elapsed: _total(rows, column) / (elapsed / 3600.0)


def _sum(column: str, unit: float = 1.0) -> Callable[[pl.DataFrame, float], float]:
    return lambda rows, _: _total(rows, column) / unit


def _total(rows: pl.DataFrame, *columns: str) -> float:
    return math.fsum(value for column in columns for value in rows.get_column(column).to_list())


def _used(rows: pl.DataFrame, _: float) -> float:
    """Share of the time on shift in which a vehicle or operator has something to do."""
    scheduled = _total(rows, *ON_SHIFT)
    idle = _total(rows, "starved", "down", "waiting_crew")
    return 1.0 - idle / scheduled if scheduled else math.nan


def _empty_runs(rows: pl.DataFrame, _: float) -> float:
    driving = _total(rows, "empty", "loaded")
    return _total(rows, "empty") / driving if driving else math.nan


def _least(column: str) -> Callable[[pl.DataFrame, float], float]:
    return lambda rows, _: min((one for one in rows.get_column(column).to_list() if one is not None), default=math.nan)


_POOLS = ("carriers", "carriers")
_WORKERS, _PLACES, _STOCKS = ("resources", "station"), ("buffers", "buffer"), ("stocks", "stock")

FIGURES: dict[str, Figure] = {
    **{
        f"{state}_share": Figure(*_WORKERS, "share", _share(state), 1 if state == "working" else -1)
        for state in ON_SHIFT
    },
    "jobs_per_hour": Figure(*_WORKERS, "1/h", _hourly("jobs"), 1),
    "failures": Figure(*_WORKERS, "failures", _sum("failures"), -1),
    "minor_stops": Figure(*_WORKERS, "stops", _sum("minor_stops"), -1),
    "maintenances": Figure(*_WORKERS, "maintenances", _sum("maintenances")),
    "maintenance_hours": Figure(*_WORKERS, "h", _sum("maintenance", 3600.0), -1),
    "setups": Figure(*_WORKERS, "setups", _sum("setups"), -1),
    "utilisation": Figure(*_WORKERS, "share", _used, kinds=(*CARRIERS, *PEOPLE)),
    "empty_run_share": Figure("vehicles", "fleet", "share", _empty_runs, -1),
    "least_kwh": Figure("vehicles", "fleet", "kWh", _least("least_kwh"), 1),
    "carriers_in_use": Figure(*_POOLS, "carriers", _sum("in_use")),
    "none_share": Figure(*_POOLS, "share", _sum("none_share"), -1),
    "mean_jobs": Figure(*_PLACES, "jobs", _sum("mean")),
    "max_jobs": Figure(*_PLACES, "jobs", _sum("max")),
    "scheduled_mean_jobs": Figure(*_PLACES, "jobs", _sum("scheduled_mean")),
    "full_share": Figure(*_PLACES, "share", _sum("full_share"), -1),
    "empty_share": Figure(*_PLACES, "share", _sum("empty_share")),
    "mean_level": Figure(*_STOCKS, "parts", _sum("mean")),
    "min_level": Figure(*_STOCKS, "parts", _sum("min")),
    "reached_zero_share": Figure(*_STOCKS, "share", _sum("reached_zero_share"), -1),
    "stopped_hours": Figure(*_STOCKS, "h", _sum("stopped_s", 3600.0), -1),
}
"""Name -> figure. Shares of states are of the scheduled time of all servers of a station, crane, conveyor, make cell,
fleet or pool of operators together; of a fleet jobs are trips, of operators calls. `utilisation`, of fleets and
operators, is all of it but idle time and repairs. `empty_run_share` and `least_kwh` are of fleets on guide paths,
`carriers_in_use` and `none_share` of carriers. `mean_jobs` to `empty_share` are of buffers, stores, conveyors and
transports: `mean_jobs` over all the measured time, nights included (it is jobs an hour times hours of stay), the shares
and `scheduled_mean_jobs` of the time in which a station before or after the place is scheduled. The last ones are of
stock points, whose levels are in the unit of the part."""


def split(name: str) -> tuple[str, str] | None:
    """Element and figure of `ELEMENT.FIGURE`; None where it is no such name."""
    element, _, figure = name.rpartition(".")
    return (element, figure) if element and figure in FIGURES else None


def element_figures(result: RunTables, names: Iterable[str]) -> dict[str, float]:
    """The named figures of a replication; not-a-number where it has no such element.

    Raises:
        KeyError: a name is not that of a figure (see `split`).
    """
    found: dict[str, float] = {}
    for name in names:
        pair = split(name)
        if pair is None:
            raise KeyError(name)
        figure = FIGURES[pair[1]]
        rows = figure.rows(result).filter(pl.col(figure.column) == pair[0])
        found[name] = figure.value(rows, result.elapsed_s) if rows.height else math.nan
    return found


def names_in(result: RunTables) -> list[str]:
    """All figures of elements that a run has."""
    found: list[str] = []
    for key, figure in FIGURES.items():
        elements = figure.rows(result).get_column(figure.column).unique(maintain_order=True)
        found += [f"{element}.{key}" for element in elements]
    return found


def unit_of(name: str) -> str:
    """The unit of a KPI, or of a figure of an element."""
    pair = split(name)
    return FIGURES[pair[1]].unit if pair is not None else UNITS[plain_kpi(name)]
