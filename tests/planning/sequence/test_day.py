"""The cars of a day, and the plant that makes them in a sequence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import taktwin
from taktwin.model import ModelError, load_model
from taktwin.planning.sequence.day import day_of, in_sequence, ordered_day
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from tests.planning.sequence.plants import CARS, PLANT, with_file


def test_drawn_day_is_what_a_run_with_that_seed_begins_with() -> None:
    """Product, plant options and the product's own shares, car by car."""
    model = load_model(PLANT)
    day = day_of(model)
    assert len(day) == 40
    (result,) = simulate(model, RunOptions(days=0.1, seed=7, warmup=0.0))
    rows = result.jobs.sort("job").head(40).rows(named=True)
    assert len(rows) == 40
    for row, order in zip(rows, day.orders, strict=True):
        assert (row["product"], row["colour"], row["roof"]) == (
            order.product,
            order.options["colour"],
            order.options["roof"],
        )


def test_shipped_plant_draws_its_day_as_the_engine() -> None:
    """All fourteen options, of products with shares of their own and with values that no car has."""
    model = load_model("phoenix")
    day = day_of(model)
    (result,) = simulate(model, RunOptions(days=0.25, seed=1, warmup=0.0))
    rows = result.jobs.sort("job").rows(named=True)
    assert len(rows) > 100
    for row, order in zip(rows, day.orders, strict=False):
        assert {**order.options, "product": order.product} == {key: row[key] for key in [*order.options, "product"]}


def test_another_draw_is_another_day() -> None:
    one, other = (day_of(load_model(PLANT, [f"orders.cars.sequence.draw={n}"])) for n in (7, 8))
    assert one.idents == other.idents
    assert [order.options for order in one.orders] != [order.options for order in other.orders]


def test_idents_of_a_drawn_day() -> None:
    assert day_of(load_model(PLANT)).idents[:2] == ("cars-01", "cars-02")


def test_day_of_a_file(tmp_path: Path) -> None:
    day = day_of(load_model(with_file(tmp_path, CARS)))
    assert day.idents == ("A", "B", "C", "D")
    assert [day.value(car, "product") for car in range(4)] == ["sedan", "suv", "sedan", "suv"]
    assert day.value(0, "colour") == "red"
    assert day.value(0, "nothing") is None


def test_quantity_ends_the_day_of_a_file(tmp_path: Path) -> None:
    text = with_file(tmp_path, CARS).replace("    sequence:", "    quantity: 3\n    sequence:")
    assert day_of(load_model(text)).idents == ("A", "B", "C")


def test_what_a_file_leaves_out_is_as_in_the_plant(tmp_path: Path) -> None:
    """A column that is not there and an empty cell: the day has the value that the plant makes."""
    plant = taktwin.load(with_file(tmp_path, "ident,product,roof\nA,sedan,steel\nB,suv,\n"))
    day = day_of(plant.model)
    run = plant.simulate(days=0.01, warmup=0.0)
    made = run.result.jobs.sort("job").select("colour", "roof").rows()
    assert made == [("red", "steel"), ("red", "glass")]
    assert [(day.value(car, "colour"), day.value(car, "roof")) for car in (0, 1)] == made


def test_an_option_of_another_product(tmp_path: Path) -> None:
    """A product that does not have an option is made without it, whatever the other products have."""
    (tmp_path / "cars.csv").write_text("product,hook\nsuv,steel\nsedan,\nsuv,\n")
    path = tmp_path / "plant.yaml"
    path.write_text("""\
taktwin: 1
name: two
products: {suv: {options: {hook: {chrome: 50 %, steel: 50 %}}}, sedan: {}}
orders: {cars: {file: cars.csv}}
shops: {s: {lines: {a: {orders: cars, flow: [{station: x, cycle: 20 s}]}}}}
""")
    plant = taktwin.load(path)
    made = plant.simulate(days=0.01, warmup=0.0).result.jobs.sort("job")["hook"].to_list()
    assert made == ["steel", "none", "chrome"]
    day = day_of(plant.model)
    assert [day.value(car, "hook") for car in range(3)] == made


def test_stream_without_a_day() -> None:
    with pytest.raises(ModelError, match=r"which cars a day has: add `sequence: \{cars: 600\}`"):
        day_of(load_model("mm1"))


def test_two_streams_could_be_meant() -> None:
    text = """\
taktwin: 1
name: two
orders: {one: {interval: 60 s}, two: {interval: 60 s}}
shops:
  s:
    lines:
      a: {orders: one, flow: [{station: x, cycle: 20 s}]}
      b: {orders: two, flow: [{station: y, cycle: 20 s}]}
"""
    with pytest.raises(ModelError, match="streams could be meant: one, two: give one of them `sequence:`"):
        day_of(load_model(text))
    ruled = text.replace("interval: 60 s", "sequence: {cars: 9, colour: colour}").replace(
        "orders: {one", "options: {colour: {red: 100 %}}\norders: {one"
    )
    with pytest.raises(ModelError, match="could be meant: one, two: keep `sequence:` at one of them"):
        day_of(load_model(ruled))


def test_run_follows_the_sequence_day_after_day(tmp_path: Path) -> None:
    """The jobs are released as the file says, and the day comes again."""
    plant = taktwin.load(with_file(tmp_path, CARS))
    (tmp_path / "s.csv").write_text("position,ident\n1,D\n2,A\n3,C\n4,B\n")
    run = plant.simulate(days=0.02, warmup=0.0, sequence=tmp_path / "s.csv")
    rows = run.result.jobs.sort("job").rows(named=True)
    assert len(rows) > 9
    wanted = [("suv", "blue", "glass"), ("sedan", "red", "glass"), ("sedan", "red", "steel"), ("suv", "blue", "steel")]
    for row in rows:
        assert (row["product"], row["colour"], row["roof"]) == wanted[row["job"] % 4]


def test_sequence_from_idents_and_from_numbers(tmp_path: Path) -> None:
    day = day_of(load_model(with_file(tmp_path, CARS)))
    assert ordered_day(day, ["D", "A", "C", "B"]).tolist() == [3, 0, 2, 1]
    assert ordered_day(day, np.array([3, 0, 2, 1])).tolist() == [3, 0, 2, 1]
    with pytest.raises(ModelError, match="cars of the day are missing: B"):
        ordered_day(day, ["D", "A", "C"])
    with pytest.raises(ModelError, match="missing"):
        ordered_day(day, np.array([3, 0, 2]))
    for wrong in ([3, 0, 2, 1, 4], [3, 0, 2, 1, -1]):
        with pytest.raises(ModelError, match=f"there is no car {wrong[-1]} in this day: number its 4 cars from 0"):
            ordered_day(day, np.array(wrong))


def test_releases_stay_with_their_positions(tmp_path: Path) -> None:
    """The times at which cars may start are those of the day, whichever car comes then; there is one such day."""
    rows = "ident,product,release\nA,sedan,0\nB,suv,200\nC,sedan,500\n"
    plant = taktwin.load(with_file(tmp_path, rows))
    run = plant.simulate(days=0.1, warmup=0.0, sequence=["C", "B", "A"])
    jobs = run.result.jobs.sort("job")
    assert jobs["product"].to_list() == ["sedan", "suv", "sedan"]
    assert jobs["born"].to_list() == [0.0, 200.0, 500.0]


def test_a_day_that_comes_once_is_not_over_in_the_warm_up(tmp_path: Path) -> None:
    """No warm-up by default where the cars end before the run does; the usual one where they last."""
    plant = taktwin.load(with_file(tmp_path, "ident,product,release\nA,sedan,0\nB,suv,200\n"))
    run = plant.simulate(days=1, sequence=["B", "A"])
    assert (run.result.warmup_days, run.result.jobs.height) == (0.0, 2)
    lasting = taktwin.load(PLANT)
    run = lasting.simulate(days=0.4, sequence=list(day_of(lasting.model).idents))
    assert run.result.warmup_days == pytest.approx(0.1)


def test_other_sequence_is_another_plant() -> None:
    """For manifests and snapshots: the hash tells two sequences apart."""
    from taktwin.runs.fingerprint import model_hash

    model = load_model(PLANT)
    day = day_of(model)
    one = in_sequence(model, day, np.arange(40))
    other = in_sequence(model, day, np.arange(40)[::-1])
    assert len({model_hash(model), model_hash(one), model_hash(other)}) == 3
    assert model.orders["cars"].mix is not None  # the plant itself is as it was


def test_cars_last_for_the_run() -> None:
    """However long: no run is left without cars at its end."""
    plant = taktwin.load(PLANT)
    run = plant.simulate(days=1, warmup=0.5, sequence=list(day_of(plant.model).idents))
    assert run.result.jobs["born"].max() > 86300  # type: ignore[operator]
    assert run.kpis["throughput_per_hour"].value == pytest.approx(60, rel=0.15)
