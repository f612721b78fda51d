"""Runs of several plants: determinism, snapshots, start states, tables by plant."""

from __future__ import annotations

import pickle
from pathlib import Path

import polars as pl
import pytest

import taktwin
from taktwin.analysis.bottleneck import bottlenecks
from taktwin.analysis.kpi import OF_A_PLANT
from taktwin.analysis.plants import OfPlant
from taktwin.runs.tables import Result
from taktwin.runs.tables.columns import TABLES


@pytest.fixture(scope="module")
def plant() -> taktwin.Plant:
    return taktwin.load("two-plants")


def same(one: Result, two: Result) -> None:
    for name, table in one.tables().items():
        assert table.equals(two.tables()[name], null_equal=True), name


def test_every_table_tells_plants_apart() -> None:
    assert [table.name for table in TABLES if "plant" not in table.schema] == []


def test_a_run_goes_on_from_its_snapshot_to_the_bit(plant: taktwin.Plant, tmp_path: Path) -> None:
    whole = plant.simulate(days=2, warmup=0, seed=3)
    plant.snapshot(0.9, seed=3).save(tmp_path / "noon.npz")
    rest = plant.simulate(days=1.1, start=tmp_path / "noon.npz", keep_statistics=True)
    same(whole.result, rest.result)


def test_a_run_begins_from_the_state_of_another(plant: taktwin.Plant) -> None:
    snapshot = plant.snapshot(0.4, seed=3)
    state = plant.state(snapshot)
    assert state.plant == "two-plants"
    assert any(name.startswith("cars.") for name in state.places)
    job = next(iter(state.places["cars.doors-off-1"].jobs))
    assert (job.product, set(job.options)) == ("car", {"drive"})
    begun = plant.starter.prepare(state).simulation(seed=5)
    again = plant.state(taktwin_snapshot(begun))
    assert again.places.keys() == state.places.keys()
    assert {name: stock.level.value for name, stock in again.stocks.items()} == {
        name: stock.level.value for name, stock in state.stocks.items()
    }


def taktwin_snapshot(simulation):
    from taktwin.runs.snapshot import Snapshot

    return Snapshot.of(simulation)


def test_threads_change_nothing(plant: taktwin.Plant) -> None:
    one, two = (plant.simulate(days=1, replications=3, threads=threads) for threads in (1, 2))
    for a, b in zip(one.results, two.results, strict=True):
        same(a, b)


def test_tables_of_a_plant_are_in_its_own_names(plant: taktwin.Plant) -> None:
    run = plant.simulate(days=1)
    cars = run.of("cars").result
    assert isinstance(cars, OfPlant)
    for name, table in cars.tables().items():
        assert set(table.get_column("plant").to_list()) <= {"cars"}, name
        texts = table.select(pl.col(pl.String)).to_dict(as_series=False)
        assert not [text for column in texts.values() for text in column if text and text.startswith("cars.")], name
    assert cars.shops.get_column("shop").to_list() == ["trim"]
    assert set(cars.passages.get_column("point").to_list()) == {"trim", "line off"}
    whole = run.result.jobs
    assert cars.jobs.height == whole.filter(pl.col("plant") == "cars").height < whole.height


def test_figures_by_plant_and_together(plant: taktwin.Plant) -> None:
    run = plant.simulate(days=2, replications=2)
    kpis = run.kpis
    for name in ("finished_jobs", "scrapped_jobs", "wip", "energy_kwh"):
        parts = [kpis[f"{one}.{name}"].value for one in ("chassis", "cars")]
        assert sum(parts) == pytest.approx(kpis[name].value, rel=1e-12), name
    assert "throughput_per_hour" not in kpis, "an hour of one plant is no hour of another"
    alone = run.of("cars").kpis
    assert {name: kpi.as_dict() for name, kpi in alone.items() if name in OF_A_PLANT} == {
        name.removeprefix("cars."): kpi.as_dict() for name, kpi in kpis.items() if name.startswith("cars.")
    }
    with pytest.raises(taktwin.ModelError, match="did you mean `cars`"):
        run.of("car")


def test_a_plant_alone_has_whatever_it_orders(plant: taktwin.Plant) -> None:
    cars = plant.of("cars").simulate(days=5, seed=2)
    assert set(cars.kpis) >= {"throughput_per_hour", "oee"}
    assert cars.kpis["line_stop_share"].value == 0.0
    little = {
        "stocks.modules.initial": 0,
        "stocks.modules.capacity": 12,
        "shops.assembly.cells.module-cell.makes.module.reorder": 6,
    }
    short = taktwin.load("two-plants", [f"plants.chassis.{path}={value}" for path, value in little.items()])
    assert short.simulate(days=5, seed=2).kpis["cars.line_stop_share"].value > 0.05
    assert short.of("cars").simulate(days=5, seed=2).kpis["line_stop_share"].value == 0.0


def test_the_run_folder_keeps_the_plants(plant: taktwin.Plant, tmp_path: Path) -> None:
    run = plant.simulate(days=1, replications=2)
    run.save(tmp_path / "run")
    stocks = pl.read_parquet(tmp_path / "run" / "stocks.parquet")
    assert stocks.group_by("plant").len().sort("plant").rows() == [("cars", 2), ("chassis", 4)]
    run.of("cars").save(tmp_path / "cars")
    assert pl.read_parquet(tmp_path / "cars" / "stocks.parquet").get_column("stock").unique().to_list() == ["modules"]


def test_results_of_a_plant_can_be_pickled(plant: taktwin.Plant) -> None:
    run = plant.simulate(days=1)
    again = pickle.loads(pickle.dumps(run.of("cars").result))
    same(again, run.of("cars").result)
    assert (again.elapsed_s, again.station_operations) == (86400.0, run.of("cars").result.station_operations)


def test_a_plant_shows_its_own_options_alone(plant: taktwin.Plant) -> None:
    run = plant.simulate(days=1)
    assert "drive" in run.result.jobs.columns
    assert "drive" in run.of("cars").result.jobs.columns
    assert "drive" not in run.of("chassis").result.jobs.columns


def test_a_make_cell_for_which_another_plant_waits_is_its_bottleneck() -> None:
    slow = taktwin.load("two-plants", ["plants.chassis.shops.assembly.cells.module-cell.makes.module.hit=100 s"])
    run = slow.simulate(days=10, seed=2)
    assert run.kpis["cars.line_stop_share"].value > 0.005
    assert bottlenecks(run.of("chassis").results)[0].station == "module-cell"


def test_what_is_on_the_way_closes_the_books(plant: taktwin.Plant) -> None:
    run = plant.simulate(days=1.4, warmup=0, seed=3)
    stocks = {row["stock"]: row for row in run.result.stocks.iter_rows(named=True)}
    packed = run.result.resources.filter(pl.col("station") == "chassis.pack")
    begun = packed["jobs"].item() + int(packed["working"].item() > 0 and run.result.buffers.height > 0)
    sent = stocks["chassis.modules"]["drawn"]
    arrived = stocks["cars.modules"]["received"] + stocks["cars.modules"]["on_way"]
    assert packed["jobs"].item() <= sent - arrived <= begun


@pytest.mark.parametrize("quantity", ["quantity: 4, container: 10", "quantity: 0.1, container: 0.1"])
def test_a_lane_that_still_finds_enough_is_no_standstill(quantity: str) -> None:
    text = f"""\
taktwin: 1
name: two
parts: {{p: {{}}}}
suppliers: {{mill: {{}}}}
plants:
  a:
    stocks: {{s: {{part: p, initial: 5, capacity: 5}}}}
    lanes: {{in: {{supplier: mill, to: s, every: 1 h, up_to: 5}}}}
    orders: {{o: {{}}}}
    shops: {{s: {{lines: {{l: {{orders: o, flow: [{{station: x, cycle: 10 min}}]}}}}}}}}
  b:
    stocks: {{s: {{part: p}}}}
    orders: {{o: {{}}}}
    shops: {{s: {{lines: {{l: {{orders: o, flow: [{{station: x, cycle: 10 s, uses: {{p: 0.1}}}}]}}}}}}}}
lanes: {{mv: {{from: a.s, to: b.s, every: 1 h, offset: 30 min, {quantity}}}}}
"""
    assert taktwin.load(text).simulate(days=1, warmup=0).standstills == {}
