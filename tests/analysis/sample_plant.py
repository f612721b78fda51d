"""Made-up run tables of a plausible car plant, for the tests of analysis and report.

Nothing here is simulated; the numbers only have the shape and the rough size of a real run.
"""

import numpy as np
import polars as pl

from taktwin.analysis.tables import STATES
from tests.analysis.sample import (
    BUFFER_SCHEMA,
    ENERGY_SCHEMA,
    JOB_SCHEMA,
    PASSAGE_SCHEMA,
    SERIES_SCHEMA,
    SHOP_SCHEMA,
    STOCK_SCHEMA,
    SampleResult,
    resource,
    resources,
)

SHOPS = ("press", "casting", "body", "paint", "assembly", "eol")


def plant(replication: int = 0, days: int = 30, bucket_s: float = 900.0, takt: float = 120.0) -> SampleResult:
    """About 270 resources in six shops with two shifts of 10 h, and all series: the size of a big report."""
    rng = np.random.default_rng(1000 + replication)
    result = SampleResult(
        days * 86400.0, replication=replication, station_operations=600 * 250 * days, wall_seconds=1.4
    )
    on = 20 / 24
    scheduled = result.elapsed_s * on
    cars = int(scheduled / takt * 0.985)
    rows: list[dict] = []

    def add(name, kind, shop, line, cycle, count=1, servers=1, avail=0.98, continuous=False, bottleneck=False):
        for i in range(1, count + 1):
            station = f"{name}-{i}" if count > 1 else name
            for server in range(1, servers + 1):
                total = result.elapsed_s if continuous else scheduled
                jobs = int(cars / servers * (1 + 0.001 * rng.normal()))
                working = min(jobs * cycle, 0.97 * total)
                down = total * (1 - avail) * rng.lognormal(0, 0.25)
                crew = down * 0.12 * rng.random()
                parts = total * 0.004 * rng.random() if shop == "assembly" and i % 9 == 0 else 0.0
                transport = total * 0.006 * rng.random() if shop in ("assembly", "casting") and i % 11 == 0 else 0.0
                setup = total * 0.05 if kind == "cell" else (total * 0.01 if "booth" in name else 0.0)
                rest = max(0.0, total - working - down - crew - parts - transport - setup)
                split = np.clip(0.55 - 0.4 * (len(rows) % 97) / 97 + 0.08 * rng.normal(), 0.05, 0.95)
                if bottleneck and i == 23:
                    rest, working = rest * 0.25, working + rest * 0.75
                rows.append(
                    resource(
                        station if servers == 1 else f"{station}/{server}",
                        result.elapsed_s,
                        shop,
                        kind=kind,
                        station=station,
                        line=line,
                        jobs=jobs,
                        scrapped=int(jobs * (0.04 if shop == "casting" else 0.0002)),
                        setups=30 if setup else 0,
                        failures=days,
                        active_periods=max(1, int(jobs * (0.05 if bottleneck and i == 23 else 0.4))),
                        first_pass=int(jobs * (0.92 if "post" in name else 0.9995)),
                        working=working,
                        setup=setup,
                        down=down,
                        waiting_crew=crew,
                        waiting_parts=parts,
                        waiting_transport=transport,
                        blocked=rest * split,
                        ideal_s=working * 0.985,
                        off_shift=0.0 if continuous else result.elapsed_s - scheduled,
                    )
                )

    add("press-line", "cell", "press", None, takt * 0.86, count=2, avail=0.92)
    add("caster", "cell", "casting", None, takt * 0.86, count=2, avail=0.87)
    for zone, size in enumerate((9, 9, 9, 9, 9, 9, 9, 9), 1):
        add(f"zone{zone}", "station", "body", f"zone-{zone}", takt * 0.833, count=size, avail=0.985)
    add("closure", "station", "body", "closures", takt * 0.8, count=6, avail=0.985)
    for name in ("pretreatment", "ecoat", "sealing", "primer-oven", "clearcoat-oven"):
        add(name, "conveyor", "paint", "paint", takt * 0.883, continuous=True)
    add("booth", "station", "paint", "paint", takt * 0.86, count=6, avail=0.985)
    add("polish", "station", "paint", "paint", takt * 3.2, servers=4)
    add("store-crane", "crane", "paint", "store", 45.0)
    for segment, size in enumerate((14, 14, 14, 8), 1):
        add(f"trim{segment}", "station", "assembly", f"trim-{segment}", takt * 0.9, count=size, avail=0.985)
    add("chassis", "station", "assembly", "chassis", takt * 0.917, count=25, avail=0.985, bottleneck=True)
    add("final", "station", "assembly", "final", takt * 0.9, count=25, avail=0.985)
    for name, size in (("door", 14), ("cockpit", 12), ("frontend", 6), ("battery", 3)):
        add(name, "station", "assembly", f"{name}s", takt * 0.85, count=size, avail=0.985)
    add("post", "station", "eol", "eol", takt * 17.5, servers=20, avail=0.98)
    for i in range(1, 41):
        vehicle = {"kind": "vehicle", "station": "agv", "line": None, "jobs": cars, "working": scheduled * 0.55}
        rows += [resource(f"agv/{i}", result.elapsed_s, None, **vehicle)]
    for shop in SHOPS:
        load = {"kind": "load", "line": None, "working": scheduled, "off_shift": result.elapsed_s - scheduled}
        rows += [resource(f"{shop}-lighting", result.elapsed_s, shop, **load)]
    result.resources = resources(rows)
    result.shops = pl.DataFrame(
        [[shop, k, scheduled, 0 if k < 2 else cars, shop == "paint"] for k, shop in enumerate(SHOPS)],
        schema=SHOP_SCHEMA,
        orient="row",
    )
    _jobs(result, rng, cars, takt)
    _levels(result, rng)
    _stocks(result, rng, cars)
    _energy(result, cars)
    _series(result, rng, cars, bucket_s)
    return result


def _jobs(result: SampleResult, rng, cars: int, takt: float) -> None:
    stage_h = {"body": 2.3, "paint": 7.1, "assembly": 6.2, "eol": 0.9}
    n = cars + 480
    born = np.linspace(-16.5 * 3600, result.elapsed_s, n)
    times = {"body": born}
    at = born
    for (_, hours), after in zip(stage_h.items(), ["paint", "assembly", "eol", "line off"], strict=True):
        at = at + 3600 * hours * rng.gamma(25, 1 / 25, n)
        times[after] = at
    ended = times["line off"]
    done = ended <= result.elapsed_s
    scrapped = done & (rng.random(n) < 0.002)
    result.jobs = pl.DataFrame(
        {
            "job": np.arange(n),
            "stream": ["main"] * n,
            "product": rng.choice(["m5", "m7", "m9"], n),
            "released": born,
            "born": born,
            "ended": np.where(done, ended, np.nan),
            "outcome": np.where(scrapped, "scrapped", np.where(done, "finished", "in_process")),
        },
        schema=JOB_SCHEMA,
    ).with_columns(pl.col("ended").fill_nan(None))
    keep = ended > 0
    result.jobs = result.jobs.filter(pl.Series(keep))
    result.passages = pl.concat(
        [
            pl.DataFrame({"job": np.arange(n), "point": [point] * n, "time": time}, schema=PASSAGE_SCHEMA).filter(
                pl.Series(keep & ~scrapped) & (pl.col("time") <= result.elapsed_s)
            )
            for point, time in times.items()
        ]
    )


def _levels(result: SampleResult, rng) -> None:
    names = [(f"ems-{z}", "buffer", "body", 8 + 2 * (z % 3)) for z in range(1, 8)]
    names += [
        ("body-store", "buffer", "body", 30),
        ("after-ecoat", "buffer", "paint", 30),
        ("before-booth", "buffer", "paint", 20),
    ]
    names += [("ecoat-line", "conveyor", "paint", 57), ("painted-body-store", "store", "paint", 110)]
    names += [(f"gap-{s}", "buffer", "assembly", 4) for s in range(1, 10)]
    names += [(f"{n}-buffer", "transport", "assembly", 10) for n in ("doors", "cockpits", "front-ends", "batteries")]
    names += [("before-eol", "buffer", "eol", float("inf"))]
    rows = []
    for order, (name, kind, shop, capacity) in enumerate(names):
        mean = (0.15 + 0.7 * rng.random()) * min(capacity, 40)
        top = capacity if np.isfinite(capacity) else 55.0
        rows.append(
            [
                name,
                kind,
                shop,
                shop,
                order,
                float(capacity),
                mean,
                0.0,
                float(top),
                mean,
                1e6,
                mean,
                0.2 * rng.random(),
                0.15 * rng.random(),
                17000,
            ]
        )
    result.buffers = pl.DataFrame(rows, schema=BUFFER_SCHEMA, orient="row")


def _stocks(result: SampleResult, rng, cars: int) -> None:
    bought = [
        "battery pack",
        "seats",
        "cockpit",
        "bumpers",
        "door trims",
        "light chassis",
        "e-drive",
        "range extender",
        "headlamps",
    ]
    bought += ["wheels", "harness", "small stampings", "lidar", "fasteners"]
    made = [f"panel-{k:02d}" for k in range(1, 13)] + ["rear-floor", "front-module"]
    rows = []
    for k, part in enumerate([*made, *bought]):
        drawn = cars * (1.0 if k % 3 else 2.0)
        mean = drawn / result.days * (0.05 + 0.9 * rng.random())
        empty = 0.02 * rng.random() if k % 6 == 0 else 0.0
        rows.append(
            [
                f"{part}@stock",
                part,
                "panels" if k < 12 else part,
                "assembly",
                mean,
                mean,
                drawn,
                drawn,
                mean,
                0.0 if empty else mean * 0.2,
                mean * 1.9,
                float("inf"),
                empty,
                empty * 200000,
            ]
        )
    result.stocks = pl.DataFrame(rows, schema=STOCK_SCHEMA, orient="row")
    units = result.resources.filter(pl.col("waiting_parts") > 0)
    result.waits = units.select(
        "resource",
        "shop",
        pl.Series("cause", [bought[k % 3 + 1] for k in range(units.height)]),
        pl.lit("part").alias("kind"),
        pl.col("waiting_parts").alias("seconds"),
    )
    joins = result.resources.filter(pl.col("station") == "chassis-4").select(
        "resource",
        "shop",
        pl.lit("batterys").alias("cause"),
        pl.lit("join").alias("kind"),
        (pl.col("starved") * 0.4).alias("seconds"),
    )
    result.waits = pl.concat([result.waits, joins], how="diagonal")


KW = {"press": 1900.0, "casting": 1100.0, "body": 1150.0, "paint": 4200.0, "assembly": 900.0, "eol": 260.0}


def _energy(result: SampleResult, cars: int) -> None:
    units = result.resources.filter(pl.col("shop").is_not_null() & (pl.col("kind") != "load"))
    many = dict(units.group_by("shop").len().iter_rows())
    rows = []
    for name, shop in units.select("resource", "shop").iter_rows():
        kwh = KW[shop] / many[shop] * result.elapsed_s / 3600 * 0.85
        rows.append(
            [
                name,
                shop,
                "electricity",
                "kWh",
                kwh,
                0.62 * kwh,
                0.02 * kwh,
                0.24 * kwh,
                0.05 * kwh,
                0.05 * kwh,
                0.02 * kwh,
            ]
        )
        if shop in ("paint", "casting"):
            gas = 1.1 * kwh
            rows.append([name, shop, "gas", "kWh", gas, 0.8 * gas, 0.0, 0.15 * gas, 0.05 * gas, 0.0, 0.0])
        if shop in ("body", "press"):
            rows.append([name, shop, "compressed_air", "m3", kwh * 2, kwh * 2, 0.0, 0.0, 0.0, 0.0, 0.0])
    result.energy = pl.DataFrame(rows, schema=ENERGY_SCHEMA, orient="row")


def _series(result: SampleResult, rng, cars: int, bucket_s: float) -> None:
    n = int(result.elapsed_s // bucket_s)
    start = np.arange(n) * bucket_s
    hour = (start / 3600) % 24
    on = ((hour >= 6) & (hour < 16)) | (hour >= 16.5) | (hour < 2.0)
    per_bucket = cars / on.sum()
    parts: list[pl.DataFrame] = []

    def put(kind, name, values, state=None, medium=None):
        parts.append(
            pl.DataFrame(
                {
                    "bucket": np.arange(n),
                    "start_s": start,
                    "kind": np.repeat(kind, n),
                    "name": np.repeat(name, n),
                    "value": values,
                    "shop": np.repeat(name, n),
                    "state": [state] * n,
                    "medium": [medium] * n,
                },
                schema=SERIES_SCHEMA,
            )
        )

    for shop in SHOPS:
        put(
            "finished",
            shop,
            np.where(on, rng.poisson(per_bucket, n), 0).astype(float)
            if shop not in ("press", "casting")
            else np.zeros(n),
        )
        put(
            "energy",
            shop,
            KW[shop] * bucket_s / 3600 * np.where(on, 1.0 + 0.05 * rng.normal(size=n), 0.25),
            medium="electricity",
        )
        if shop in ("paint", "casting"):
            put("energy", shop, 1.1 * KW[shop] * bucket_s / 3600 * np.where(on, 1.0, 0.4), medium="gas")
        for state in STATES:
            put("state", shop, np.full(n, 100.0), state=state)
    levels: dict[str, np.ndarray] = {}
    for name, mean, top in result.buffers.select("buffer", "mean", "max").iter_rows():
        walk = mean + np.cumsum(rng.normal(0, top * 0.02, n))
        levels[name] = np.clip(walk - np.linspace(0, walk[-1] - mean, n), 0, top)
        put("level", name, levels[name])
    result.buffers = result.buffers.with_columns(
        pl.Series("mean", [levels[name].mean() for name in result.buffers["buffer"]])
    )
    for name, mean in result.stocks.select("stock", "mean").iter_rows():
        put("stock", name, mean * (1 + 0.9 * (((start / 43200) + rng.random()) % 1 - 0.5) * 2))
    result.series = pl.concat(parts)
