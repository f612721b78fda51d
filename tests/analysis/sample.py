"""Made-up run tables for the tests of analysis and report: an empty result, rows, and a case worked out by hand.

Nothing here is simulated; the numbers only have the shape and the rough size of a real run.
"""

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from taktwin.analysis.tables import STATES
from taktwin.kernel.base.state import UNLIMITED
from taktwin.runs.tables.columns import CARRIERS, TABLES, VEHICLES

RESOURCE_SCHEMA = {
    "resource": pl.String,
    "kind": pl.String,
    "station": pl.String,
    "shop": pl.String,
    "line": pl.String,
    "order": pl.Int64,
    "jobs": pl.Int64,
    "scrapped": pl.Int64,
    "setups": pl.Int64,
    "failures": pl.Int64,
    "active_periods": pl.Int64,
    "first_pass": pl.Int64,
    "ideal_s": pl.Float64,
    **dict.fromkeys(STATES, pl.Float64),
}
BUFFER_SCHEMA = {
    "buffer": pl.String,
    "kind": pl.String,
    "shop": pl.String,
    "line": pl.String,
    "order": pl.Int64,
    "capacity": pl.Float64,
    **dict.fromkeys(
        ("mean", "min", "max", "final", "scheduled_s", "scheduled_mean", "full_share", "empty_share"), pl.Float64
    ),
    "entered": pl.Int64,
}
STOCK_SCHEMA = {
    **dict.fromkeys(("stock", "part", "family", "shop"), pl.String),
    **dict.fromkeys(
        ("initial", "final", "received", "drawn", "mean", "min", "max", "capacity", "reached_zero_share", "stopped_s"),
        pl.Float64,
    ),
}
WAIT_SCHEMA = {"resource": pl.String, "shop": pl.String, "cause": pl.String, "kind": pl.String, "seconds": pl.Float64}
JOB_SCHEMA = {
    "job": pl.Int64,
    "stream": pl.String,
    "product": pl.String,
    "released": pl.Float64,
    "born": pl.Float64,
    "ended": pl.Float64,
    "outcome": pl.String,
}
ORDERS = {
    "stream": "main",
    "main": True,
    "waiting_mean": 0.5,
    "tardiness_s": 0.0,
    **dict.fromkeys(("entered", "finished", "scrapped", "joined", "waiting_final", "due", "on_time"), 0),
}
PASSAGE_SCHEMA = {"job": pl.Int64, "point": pl.String, "time": pl.Float64}
ENERGY_SCHEMA = {
    **dict.fromkeys(("resource", "shop", "medium", "unit"), pl.String),
    **dict.fromkeys(("amount", "working", "setup", "idle", "standby", "off", "per_job"), pl.Float64),
}
SERIES_SCHEMA = {
    "bucket": pl.Int64,
    "start_s": pl.Float64,
    "kind": pl.String,
    "name": pl.String,
    "value": pl.Float64,
    **dict.fromkeys(("shop", "state", "medium"), pl.String),
}
SHOP_SCHEMA = {
    "shop": pl.String,
    "order": pl.Int64,
    "scheduled_s": pl.Float64,
    "finished": pl.Int64,
    "continuous": pl.Boolean,
}


def whole(name: str, table: pl.DataFrame) -> pl.DataFrame:
    """The table with all of its declared columns: what the sample leaves out is null, or follows from the job."""
    declared = next(one for one in TABLES if one.name == name)
    if "job" in table.columns and "order_number" not in table.columns and name != "trace":
        table = table.with_columns((pl.col("job") % UNLIMITED).alias("order_number"))
    if "job" in table.columns and "stream" not in table.columns:
        table = table.with_columns((pl.col("job") // UNLIMITED).cast(pl.String).alias("stream"))
    for short, given in (("model_shop", "shop"), ("model_element", "station")):
        if short in declared.schema and short not in table.columns and given in table.columns:
            table = table.with_columns(pl.col(given).alias(short))
    missing = [pl.lit(None, kind).alias(n) for n, kind in declared.schema.items() if n not in table.columns]
    return declared.frame(table.with_columns(missing))


@dataclass
class SampleResult:
    """Looks like an engine result; its tables have the declared columns, whatever a test gives."""

    elapsed_s: float
    resources: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=RESOURCE_SCHEMA))
    buffers: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=BUFFER_SCHEMA))
    stocks: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=STOCK_SCHEMA))
    waits: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=WAIT_SCHEMA))
    jobs: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=JOB_SCHEMA))
    orders: pl.DataFrame = field(default_factory=lambda: pl.DataFrame([ORDERS]))
    carriers: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=CARRIERS.schema))
    vehicles: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=VEHICLES.schema))
    passages: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PASSAGE_SCHEMA))
    energy: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=ENERGY_SCHEMA))
    series: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SERIES_SCHEMA))
    shops: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SHOP_SCHEMA))
    seed: int = 1
    replication: int = 0
    warmup_days: float = 1.0
    started_days: float = 0.0
    wall_seconds: float = 0.25
    station_operations: int = 1000

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, whole(name, value) if isinstance(value, pl.DataFrame) else value)

    @property
    def days(self) -> float:
        return self.elapsed_s / 86400.0


def resource(name: str, elapsed_s: float, shop: str | None = "shop", **values) -> dict:
    """One row of the resources table; what the given states do not fill is starved."""
    row: dict[str, Any] = dict.fromkeys(RESOURCE_SCHEMA, 0)
    row.update(resource=name, kind="station", station=name, shop=shop, line="main")
    row.update(dict.fromkeys(STATES, 0.0), ideal_s=float(values.get("working", 0.0)), active_periods=1)
    row.update(values)
    if "first_pass" not in values:
        row["first_pass"] = row["jobs"] - row["scrapped"]
    row["starved"] += elapsed_s - sum(row[state] for state in STATES)
    return row


def resources(rows: list[dict]) -> pl.DataFrame:
    for order, row in enumerate(rows):
        row["order"] = order
    return pl.DataFrame(rows, schema=RESOURCE_SCHEMA)


def tiny() -> SampleResult:
    """Two stations, ten hours of which two are off shift, four jobs: every KPI can be worked out by hand.

    Jobs (h): A born -1 ends 2, B born 0 ends 5, C born 1 scrapped at 4, D born 6 in process at the end.
    WIP integral: A 2 + B 5 + C 3 + D 4 = 14 job hours in 10 h.
    """
    hour = 3600.0
    result = SampleResult(10 * hour)
    result.resources = resources(
        [
            resource(
                "saw", 10 * hour, jobs=4, working=4 * hour, ideal_s=3.6 * hour, off_shift=2 * hour, active_periods=4
            ),
            resource(
                "drill",
                10 * hour,
                jobs=4,
                scrapped=1,
                working=5 * hour,
                setup=0.5 * hour,
                down=1 * hour,
                waiting_parts=0.5 * hour,
                ideal_s=4.5 * hour,
                off_shift=2 * hour,
                active_periods=2,
            ),
        ]
    )
    result.jobs = pl.DataFrame(
        {
            "job": [1, 2, 3, 4],
            "stream": ["main"] * 4,
            "product": ["p"] * 4,
            "released": [-1 * hour, 0.0, 0.5 * hour, 6 * hour],
            "born": [-1 * hour, 0.0, 1 * hour, 6 * hour],
            "ended": [2 * hour, 5 * hour, 4 * hour, None],
            "outcome": ["finished", "finished", "scrapped", "in_process"],
        },
        schema=JOB_SCHEMA,
    )
    result.shops = pl.DataFrame([["shop", 0, 8 * hour, 2, False]], schema=SHOP_SCHEMA, orient="row")
    result.passages = pl.DataFrame(
        [[2, "shop", 0.0], [2, "line off", 5 * hour], [1, "line off", 2 * hour], [1, "shop", -hour]],
        schema=PASSAGE_SCHEMA,
        orient="row",
    )
    result.energy = pl.DataFrame(
        [
            ["saw", "shop", "electricity", "kWh", 30.0, 20.0, 0.0, 6.0, 0.0, 4.0, 0.0],
            ["drill", "shop", "gas", "kWh", 10.0, 10.0, 0.0, 0.0, 0.0, 0.0, 0.0],
            ["drill", "shop", "compressed_air", "m3", 500.0, 500.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        ],
        schema=ENERGY_SCHEMA,
        orient="row",
    )
    result.stocks = pl.DataFrame(
        [["steel@saw", "steel", "coil", "shop", 50.0, 30.0, 100.0, 120.0, 25.0, 0.0, 60.0, 100.0, 0.05, 0.5 * hour]],
        schema=STOCK_SCHEMA,
        orient="row",
    )
    result.waits = pl.DataFrame([["drill", "shop", "steel", "part", 0.5 * hour]], schema=WAIT_SCHEMA, orient="row")
    result.series = pl.DataFrame(
        [[b, b * hour, "finished", "shop", float(b in (1, 4)), "shop", None, None] for b in range(10)],
        schema=SERIES_SCHEMA,
        orient="row",
    )
    return result
