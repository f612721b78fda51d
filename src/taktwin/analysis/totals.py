"""The sums of a replication that the key figures are made of: the engine's own, or worked out of tables."""

from __future__ import annotations

import math

import polars as pl

from taktwin.analysis.energy import kwh_by_medium
from taktwin.analysis.tables import RunTables, finished_jobs, main_jobs, own_totals, part_waits_of_table
from taktwin.runs.tables.totals import COUNTS, STATES, Totals


def totals(result: RunTables) -> Totals:
    """The sums of one replication; made from its tables where it does not bring its own."""
    return own_totals(result) or totals_of_tables(result)


def totals_of_tables(result: RunTables) -> Totals:
    """The sums of one replication, from its tables alone."""
    resources, end = result.resources, result.elapsed_s
    finished = finished_jobs(result)
    jobs, orders = main_jobs(result), result.orders.filter("main")
    scrapped = jobs.filter((pl.col("outcome") == "scrapped") & pl.col("ended").is_between(0.0, end))
    inside = pl.col("ended").fill_null(end).clip(0.0, end) - pl.col("born").clip(0.0, end)
    return Totals(
        elapsed_s=end,
        station_operations=result.station_operations,
        kinds=tuple(resources.get_column("kind")),
        stations=tuple(resources.get_column("station")),
        counts=resources.select(COUNTS).to_numpy(),
        ideal_s=resources.get_column("ideal_s").to_numpy(),
        seconds=resources.select(STATES).to_numpy(),
        finished=finished.height,
        scrapped=scrapped.height,
        lead_s=math.fsum((finished.get_column("ended") - finished.get_column("born")).to_list()),
        since_release_s=math.fsum((finished.get_column("ended") - finished.get_column("released")).to_list()),
        wip_s=math.fsum(jobs.select(inside.clip(0.0)).to_series().to_list()),
        waiting_s=math.fsum(orders.get_column("waiting_mean").to_list()) * end,
        due=int(orders.get_column("due").sum()),
        on_time=int(orders.get_column("on_time").sum()),
        tardiness_s=math.fsum(orders.get_column("tardiness_s").to_list()),
        energy_kwh=kwh_by_medium(result),
        part_wait_s=part_waits_of_table(result),
        scheduled_s=dict(result.shops.select("shop", "scheduled_s").iter_rows()),
    )
