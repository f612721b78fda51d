"""Kernel and oracle agree on random models of several plants, and the books close across them."""

from __future__ import annotations

import polars as pl
import pytest

import taktwin
from taktwin.kernel.lowering.program import lower
from taktwin.runs.simulation import Simulation, SimulationError
from taktwin.runs.tables import Result, result_of
from taktwin.runs.trucks import on_trucks
from tests.oracle.compare import compare, model_of
from tests.oracle.drafts.clusters import cluster

SECONDS = 600.0
CLUSTERS = range(24)
TABLES = ("resources", "buffers", "stocks", "jobs", "passages", "waits", "shops", "series", "energy", "ledger")


def test_random_clusters_run_the_same_in_both() -> None:
    seen: set[str] = set()
    events = 0
    for number in CLUSTERS:
        found = compare(model_of(cluster(1, number)), number, SECONDS)
        assert found.differences == [], number
        events += found.events
        seen |= found.seen
    assert events > 1000 * len(CLUSTERS)
    assert {"lane: nothing there", "lane: less than wanted is there"} <= seen
    assert "call from a plant with other options" in seen


def ran(data: dict, seed: int) -> tuple[Result, Simulation] | None:
    """The run of a model; None where time stands still in it."""
    simulation = Simulation(lower(model_of(data)), seed)
    try:
        simulation.advance_to(SECONDS)
    except SimulationError:
        return None
    return result_of(simulation), simulation


def _by_themselves(data: dict) -> None:
    """Take away what plants call and join of each other."""
    for plant in data["plants"].values():
        for shop in plant["shops"].values():
            lines = shop.get("lines", {})
            for name in [name for name in lines if name.startswith("called-")]:
                del lines[name]
            for element in (element for line in lines.values() for element in line["flow"]):
                if "joins" in element:
                    element["joins"] = [join for join in element["joins"] if "called-" not in join["line"]]
        plant["shops"] = {name: shop for name, shop in plant["shops"].items() if not name.startswith("beside-")}


@pytest.mark.parametrize("number", range(12))
def test_another_plant_leaves_the_draws_of_the_others_unchanged(number: int) -> None:
    data = cluster(3, number)
    data.pop("lanes", None)
    _by_themselves(data)
    few = {**data, "plants": {name: plant for name, plant in data["plants"].items() if name != "north"}}
    one, two = ran(few, number), ran(data, number)
    if one is None or two is None:
        pytest.skip("time stands still in it")
    for name in TABLES:
        mine, theirs = (getattr(result, name) for result in (one[0], two[0]))
        own = theirs.filter(pl.col("plant") != "north")
        kept = [column for column in mine.columns if column not in ("job", "order")]  # numbers within the whole model
        assert mine.select(kept).equals(own.select(kept), null_equal=True), name


@pytest.mark.parametrize("number", CLUSTERS)
def test_what_leaves_one_plant_arrives_in_another_or_is_on_its_way(number: int) -> None:
    data = cluster(1, number)
    found = ran(data, number)
    if found is None:
        return
    result, simulation = found
    stocks = {row["stock"]: row for row in result.stocks.iter_rows(named=True)}
    for row in stocks.values():
        assert row["initial"] == row["final"] == float("inf") or row["initial"] + row["received"] - row["drawn"] == (
            pytest.approx(row["final"], abs=1e-6)
        )
    sent = dict(zip(simulation.program.stocks, on_trucks(simulation.arrays).tolist(), strict=True))
    for name, row in simulation.program.stocks.items():
        to_come = float(simulation.arrays["stock_states"]["on_way"][row])
        if simulation.arrays["stocks"]["makers"][row] == 0:
            assert to_come == pytest.approx(sent[name], abs=1e-6), "only what is on trucks is on the way"
        assert to_come >= sent[name] - 1e-6  # feeds and cells count theirs as well


def test_conservation_of_a_part_across_plants_by_hand() -> None:
    """Two stocks and one lane: all that is ever drawn at one end has arrived at the other, or is on the truck."""
    run = taktwin.load("two-plants").simulate(days=3, warmup=0, seed=4)
    stocks = {row["stock"]: row for row in run.result.stocks.iter_rows(named=True)}
    spares = run.result.resources.filter(pl.col("station") == "chassis.pack").get_column("jobs").item()
    at_hand = 1 if run.result.resources.filter(pl.col("station") == "chassis.pack").get_column("working").item() else 0
    left = stocks["chassis.modules"]["drawn"] - spares
    on_truck = left - stocks["cars.modules"]["received"]
    assert 0 <= on_truck <= 120 + at_hand
    cars = run.result.resources.filter(pl.col("station") == "cars.marriage").get_column("jobs").item()
    assert 0 <= stocks["cars.modules"]["drawn"] - cars <= 1
