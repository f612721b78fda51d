"""A supplier in sequence as a plant of its own does what it does as a shop of the car plant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import taktwin
from taktwin.kernel.lowering.program import lower
from taktwin.model.files.load import load_model, load_tree
from taktwin.runs.simulation import Simulation
from taktwin.runs.tables import result_of
from tests.kernel.plants import model_of
from tests.plants.nextdoor import NEXT_DOOR

PARTS = ("dash", "headliner", "carpet", "liners")
#: What of the shipped model is the supplier's.
SUPPLIER = ("operators", "stocks", "lanes", "failures", "power")


def split() -> dict[str, Any]:
    """The shipped soundproofing supplier as a plant of its own, and the car plant next door.

    The supplier knows the roofs alone, in another order, and no products.
    """
    tree, _ = load_tree("soundproofing")
    whole = tree.data
    supplier = {key: whole[key] for key in SUPPLIER}
    supplier["options"] = {"roof": {"glass": "40 %", "closed": "60 %"}}
    supplier["shops"] = {"making": whole["shops"]["soundproofing"]}
    for line in supplier["shops"]["making"]["lines"].values():
        line["call"] = {"at": "cars.paint-exit"}
    cars = {key: whole[key] for key in ("options", "products", "orders")}
    cars["shops"] = {"trim": whole["shops"]["trim"]}
    shared = {key: whole[key] for key in ("parts", "suppliers", "sources")}
    for stock in supplier["stocks"].values():
        if isinstance(stock, dict):
            stock["shop"] = "making"
    return {"taktwin": 1, "name": "split", **shared, "plants": {"soundproofing": supplier, "cars": cars}}


def figures(plant: taktwin.Plant, prefix: str, days: float = 10.0, seeds: int = 8) -> tuple[np.ndarray, np.ndarray]:
    """Cars an hour and the share of the time that the fitting stations wait for parts, by seed."""
    rates, waits = [], []
    for seed in range(1, seeds + 1):
        run = plant.simulate(days=days, warmup=1, seed=seed)
        rates.append(run.kpis[f"{prefix}throughput_per_hour"].value)
        waited = run.result.waits.filter(pl.col("kind") == "matched")
        assert waited.height == len(PARTS)
        waits.append(float(waited.get_column("seconds").sum()) / run.result.elapsed_s / len(PARTS))
    return np.array(rates), np.array(waits)


@pytest.mark.parametrize("held", ["140 s", "150 s"])
def test_soundproofing_as_a_plant_of_its_own(held: str) -> None:
    """The same cars an hour and line stops as in one plant, within the random noise; with slower moulds, too."""
    foam = "lines.carpet.flow.carpet-foam.cycle"
    one = taktwin.load("soundproofing", [f"shops.soundproofing.{foam}={held}"])
    two = taktwin.Plant(load_model(model_of(split()), [f"plants.soundproofing.shops.making.{foam}={held}"]))
    for mine, theirs in zip(figures(two, "cars."), figures(one, ""), strict=True):
        error = np.sqrt((mine.var(ddof=1) + theirs.var(ddof=1)) / mine.size)
        assert abs(mine.mean() - theirs.mean()) < 4 * error + 1e-9
    loads = {f"{load.plant}.{load.name}": load.load for load in two.loads}
    for load in one.loads:
        of = "cars" if load.name.startswith(("fit", "paint", "to-", "trim")) else "soundproofing"
        assert loads[f"{of}.{load.name}"] == pytest.approx(load.load, rel=1e-9), load.name


def test_a_run_goes_on_from_its_snapshot_to_the_bit(tmp_path: Path) -> None:
    plant = taktwin.load(NEXT_DOOR)
    whole = plant.simulate(days=1, warmup=0, seed=3)
    plant.snapshot(0.4, seed=3).save(tmp_path / "noon.npz")
    rest = plant.simulate(days=0.6, start=tmp_path / "noon.npz", keep_statistics=True)
    for name, table in whole.result.tables().items():
        assert table.equals(rest.result.tables()[name], null_equal=True), name


def test_a_run_begins_from_the_state_of_another(tmp_path: Path) -> None:
    """Seats on the way have their cars' order numbers, and the trim of these; with a car's options left out too."""
    plant = taktwin.load(NEXT_DOOR)
    state = plant.state(plant.snapshot(0.4, seed=3))
    seats = [job for name in ("seats.racks", "seats.seats-at-line") for job in state.places[name].jobs]
    assert len(seats) > 6
    assert all(job.order is not None and set(job.options) == {"trim"} for job in seats)
    cars = {
        int(job.order.value): job.options["trim"]
        for name in ("cars.trim-line", "cars.fit-seats")
        for job in state.places[name].jobs
        if job.order is not None
    }
    assert all(cars[int(job.order.value)] == job.options["trim"] for job in seats if int(job.order.value) in cars)  # type: ignore[union-attr]
    begun = plant.simulate(days=1, warmup=0, start=state, seed=5)
    assert begun.kpis["cars.throughput_per_hour"].value == pytest.approx(30, rel=0.03)


def test_a_seat_in_a_start_state_takes_the_options_of_its_car() -> None:
    """The state leaves them out; the supplier numbers its trims the other way round."""
    state = {
        "places": {
            "cars.trim-line": {"jobs": [{"order": 0, "left": "20 min", "options": {"trim": "sport", "colour": "red"}}]},
            "seats.called": {"jobs": [{"order": 0, "sub": True}]},
        }
    }
    plant = taktwin.load(NEXT_DOOR)
    run = plant.simulate(days=0.1, warmup=0, start=state, trace=True)
    assert run.result.trace is not None
    entered = run.result.trace.filter((pl.col("event") == "enter") & (pl.col("job") == 0))
    at = dict(entered.select("name", "time").iter_rows())
    assert at["seats.racks"] - at["seats.make"] == pytest.approx(115.0)


def test_every_seat_is_at_the_supplier_or_in_a_car() -> None:
    """Called in one plant, joined in the other: what was called is on its way, has been scrapped, or is in a car."""
    simulation = Simulation(lower(taktwin.load(NEXT_DOOR).model), 1)
    for seconds in (10_000.0, 50_000.0, 100_000.0):
        simulation.advance_to(seconds)
        world, jobs = simulation.arrays["world"], simulation.arrays["jobs"]
        called = int(simulation.arrays["node_states"]["entered"][simulation.program.flow.first["cars.paint-exit"]])
        free, at = set(), int(world["free"][0])
        while at >= 0:
            free.add(at)
            at = int(jobs["next"][at])
        seats = [j for j in range(jobs.size) if j not in free and jobs["main"][j] == 0]
        assert called == len(seats) + int(world["joined"][0])
        assert len(seats) > 10
        table = result_of(simulation).jobs
        assert set(table["plant"]) == {"cars"}, "the jobs of calls are no orders of their own"


def test_the_way_of_a_car_and_of_its_seat() -> None:
    found = taktwin.load(NEXT_DOOR).trace_job(33)
    (seat,) = found.parts
    assert (seat.outcome, seat.fitted_at, seat.line) == ("fitted", "cars.fit-seats", "seats.making.seats.seats")
    assert [step.place for step in seat.steps][-1] == "seats.seats-at-line"
    assert seat.end_s == next(step.enter_s for step in found.main.steps if step.place == "cars.fit-seats")


def test_the_report_tells_what_goes_between_the_plants(tmp_path: Path) -> None:
    run = taktwin.load(NEXT_DOOR).simulate(days=2, seed=1)
    text = run.report(tmp_path / "both.html").read_text(encoding="utf-8")
    for said in ("In sequence from plant to plant", "工厂之间的排序供货", "seats.making.seats", "Other plants"):
        assert said in text
    for plant in ("seats", "cars"):
        assert run.of(plant).report(tmp_path / f"{plant}.html").stat().st_size > 10_000
    assert "In sequence from plant" not in taktwin.load("two-plants").simulate(days=1).report(
        tmp_path / "lanes.html").read_text(encoding="utf-8")  # fmt: skip
