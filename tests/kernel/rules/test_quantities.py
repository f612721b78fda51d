"""Quantities that go by an option, of parts, joins, calls and split stations: by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import taktwin
from taktwin.model.errors import ModelError

CARS = "product,spare,roof\ncar,yes,glass\ncar,no,steel\nvan,no,steel\ncar,yes,steel\n"
PLANT = """
taktwin: 1
name: quantities
products: {{car: {{}}, van: {{}}}}
options: {{spare: {{'yes': 50 %, 'no': 50 %}}, roof: {{glass: 25 %, steel: 75 %}}}}
orders: {{cars: {{file: cars.csv}}}}
parts: {{wheel: {{}}, glass: {{}}}}
stocks:
  wheels: {{part: wheel, initial: {wheels}}}
  panes: {{part: glass, initial: {panes}}}
lanes:
  tyres: {{supplier: round, to: wheels, every: 1 h, offset: 30 min, {lane}}}
  roofs: {{supplier: round, to: panes, every: 1 h, offset: 10 h, quantity: 1}}
suppliers: {{round: {{}}}}
shops:
  trim:
    lines:
      main:
        orders: cars
        flow:
          - station: wheels-on
            cycle: 60 s
            uses: {uses}
"""
WHEELS = "{wheel: {by: spare, 'yes': 5, default: 4}, glass: {by: roof, glass: 1, steel: 0}}"


def run_of(folder: Path, uses: str = WHEELS, wheels: int = 100, panes: int = 1, lane: str = "quantity: 1") -> Any:
    """The plant with four cars: spare, none, a van without, and one with a spare; the first has a glass roof."""
    (folder / "cars.csv").write_text(CARS, encoding="utf-8")
    text = PLANT.format(uses=uses, wheels=wheels, panes=panes, lane=lane)
    (folder / "plant.yaml").write_text(text, encoding="utf-8")
    return taktwin.load(folder / "plant.yaml")


def stock(run: Any, name: str) -> dict[str, Any]:
    """The row of a stock point."""
    return next(row for row in run.result.stocks.iter_rows(named=True) if row["stock"] == name)


@pytest.mark.rule("A quantity may go by an option")
def test_four_wheels_and_five_with_a_spare(tmp_path: Path) -> None:
    """5 + 4 + 4 + 5 wheels, and one pane for the one car that has a roof of glass."""
    run = run_of(tmp_path).simulate(days=0.01, warmup=0)
    assert run.result.jobs["ended"].to_list() == [60, 120, 180, 240]
    assert (stock(run, "wheels")["drawn"], stock(run, "wheels")["final"]) == (18, 82)
    assert (stock(run, "panes")["drawn"], stock(run, "panes")["final"]) == (1, 0)


@pytest.mark.rule("get none and wait for none")
def test_who_gets_none_does_not_wait(tmp_path: Path) -> None:
    """With no pane at all the first car waits; where it has a steel roof, none does."""
    run = run_of(tmp_path, panes=0).simulate(days=0.01, warmup=0)
    assert run.result.jobs["ended"].is_null().all()
    steel = CARS.replace("glass", "steel")
    plant = run_of(tmp_path, panes=0)
    (tmp_path / "cars.csv").write_text("product,spare,roof" + steel[len("product,spare,roof") :], encoding="utf-8")
    assert plant.simulate(days=0.01, warmup=0).result.jobs["ended"].to_list() == [60, 120, 180, 240]


def test_the_fifth_wheel_is_waited_for(tmp_path: Path) -> None:
    """Of 17 wheels 13 go into the first three cars; the last, with its spare, waits for one from the lane at 30 min."""
    run = run_of(tmp_path, wheels=17).simulate(days=0.05, warmup=0)
    assert run.result.jobs["ended"].to_list() == [60, 120, 180, 30 * 60 + 60]
    assert run.result.stocks.select("stock", "stopped_s").rows() == [("wheels", 30 * 60 - 180), ("panes", 0)]


def test_a_kanban_lane_brings_what_the_variants_have_taken(tmp_path: Path) -> None:
    """Up to 20 in boxes of 4: 18 of 20 have gone, and five boxes are ordered."""
    run = run_of(tmp_path, wheels=20, lane="up_to: 20, container: 4").simulate(days=0.03, warmup=0)
    assert (stock(run, "wheels")["drawn"], stock(run, "wheels")["received"]) == (18, 20)


def test_by_product_and_with_a_condition(tmp_path: Path) -> None:
    """Vans 6, cars 4, of those with a spare alone: 4 + 4; the same part in another entry counts beside it."""
    by = "{by: product, van: 6, car: 4}"
    uses = f"[{{part: wheel, quantity: {by}, when: {{spare: 'yes'}}}}, {{part: wheel, when: {{roof: glass}}}}]"
    run = run_of(tmp_path, uses=uses).simulate(days=0.01, warmup=0)
    assert stock(run, "wheels")["drawn"] == 4 + 1 + 4


@pytest.mark.rule("It is one entry for each of its quantities")
def test_jobs_are_called_and_joined_by_option(tmp_path: Path) -> None:
    """A coupe calls and joins 2 doors, a saloon 4, a roadster without doors none: doors take 10 s each."""
    (tmp_path / "bodies.csv").write_text("product,body\ncar,coupe\ncar,saloon\ncar,open\ncar,coupe\n", encoding="utf-8")
    doors = "{by: body, coupe: 2, saloon: 4, open: 0}"
    text = f"""
taktwin: 1
name: doors
products: {{car: {{}}}}
options: {{body: {{coupe: 50 %, saloon: 25 %, open: 25 %}}}}
orders: {{bodies: {{file: bodies.csv}}}}
shops:
  body:
    lines:
      doors:
        call: {{at: frame, quantity: {doors}}}
        flow: [{{station: hem, cycle: 10 s}}, {{buffer: hooks, capacity: 4}}]
      main:
        orders: bodies
        flow:
          - {{buffer: frame, capacity: unlimited}}
          - {{station: hang, cycle: 5 s, joins: [{{line: doors, quantity: {doors}}}]}}
"""
    (tmp_path / "plant.yaml").write_text(text, encoding="utf-8")
    plant = taktwin.load(tmp_path / "plant.yaml")
    run = plant.simulate(days=0.01, warmup=0)
    # doors are there at 10, 20 | 30, 40, 50, 60 | | 70, 80; the roadster follows the saloon at once
    assert run.result.jobs.filter(run.result.jobs["stream"] == "bodies")["ended"].to_list() == [25, 65, 70, 85]
    assert run.result.buffers.filter(run.result.buffers["buffer"] == "hooks")["entered"].item() == 8


def test_what_comes_out_of_a_split_station(tmp_path: Path) -> None:
    """A small pack has 2 modules, a large one 3, a shell none."""
    (tmp_path / "packs.csv").write_text("product,size\npack,small\npack,large\npack,shell\n", encoding="utf-8")
    text = """
taktwin: 1
name: packs
products: {pack: {}}
options: {size: {small: 40 %, large: 40 %, shell: 20 %}}
orders: {packs: {file: packs.csv}}
shops:
  packs:
    lines:
      main:
        orders: packs
        flow:
          - split_station: open
            cycle: 10 s
            into: [{line: modules, quantity: {by: size, large: 3, small: 2, shell: 0}}]
      modules:
        flow: [{buffer: shelf, capacity: 50}, {station: test, cycle: 4 s}]
"""
    (tmp_path / "plant.yaml").write_text(text, encoding="utf-8")
    run = taktwin.load(tmp_path / "plant.yaml").simulate(days=0.01, warmup=0)
    assert run.result.buffers.filter(run.result.buffers["buffer"] == "shelf")["entered"].item() == 5


def test_the_loads_are_those_of_the_mix(tmp_path: Path) -> None:
    """Half of the cars with 5 wheels, half with 4, 30 an hour: 135 wheels an hour; and doors of a sub-line likewise."""
    text = """
taktwin: 1
name: mix
options: {spare: {'yes': 50 %, 'no': 50 %}, body: {coupe: 25 %, saloon: 75 %}}
orders: {cars: {interval: 2 min}}
parts: {wheel: {}}
stocks: {wheels: {part: wheel, initial: 3240}}
lanes: {tyres: {supplier: round, to: wheels, every: 1 h, quantity: 135}}
suppliers: {round: {}}
shops:
  trim:
    lines:
      doors:
        call: {at: hang, quantity: {by: body, coupe: 2, default: 4}}
        flow: [{station: hem, cycle: 15 s}, {buffer: hooks, capacity: 9}]
      main:
        orders: cars
        flow:
          - {buffer: hang, capacity: 50}
          - station: wheels-on
            cycle: 60 s
            uses: {wheel: {by: spare, 'yes': 5, default: 4}}
            joins: [{line: doors, quantity: {by: body, coupe: 2, default: 4}}]
"""
    plant = taktwin.load(text)
    hem = next(one for one in plant.loads if one.name == "hem")
    assert hem.per_hour == pytest.approx(30 * (0.25 * 2 + 0.75 * 4))
    part = next(one for one in plant.parts if one.stock == "wheels")
    assert (part.per_hour, part.least, part.most) == (pytest.approx(135), 4, 5)
    assert part.days == pytest.approx(3240 / 135 / 24)


BAD = {
    "{wheel: {by: spares, 'yes': 5, default: 4}}": 'there is no option "spares": did you mean `spare`?',
    "{wheel: {by: spare, perhaps: 5, default: 4}}": 'there is no value of spare "perhaps"',
    "{wheel: {by: spare, 'yes': 5}}": 'no quantity for spare "no": add `no: 0` if these jobs get none',
    "{wheel: {by: spare}}": "no quantity is given for any value",
    "{wheel: {by: spare, 'yes': 0, 'no': 0}}": "the quantity is 0 for every value",
    "{wheel: {by: spare, 'yes': -1, 'no': 1}}": "a number cannot be negative",
    "{wheel: {by: visit, '1': 4, default: 4}}": "how many it is does not go by the visit of a job",
    "{wheel: {'yes': 5, 'no': 4}}": "by",
}


@pytest.mark.parametrize("uses", BAD)
def test_bad_quantities_are_told_with_their_place(tmp_path: Path, uses: str) -> None:
    """File, line and field, what is wrong, and what to write."""
    with pytest.raises(ModelError) as error:
        run_of(tmp_path, uses=uses).simulate(days=0.01)
    told = str(error.value)
    assert "plant.yaml:23: shops.trim.lines.main.flow.wheels-on.uses.wheel" in told
    assert BAD[uses] in told


def test_a_make_cell_has_no_jobs() -> None:
    """So nothing by which a quantity of its hits could go; and a join needs room for the most there are."""
    text = """
taktwin: 1
name: cell
options: {body: {coupe: 50 %, saloon: 50 %}}
orders: {bodies: {}}
parts: {blank: {}, door: {}}
stocks: {blanks: {part: blank, initial: unlimited}, panels: {part: door}}
shops:
  press:
    cells:
      press-1:
        makes:
          door: {part: door, hit: 1 s, lot: 10, reorder: 5, uses: {blank: {by: body, coupe: 1, default: 2}}}
    lines:
      doors: {endless: true, flow: [{station: hem, cycle: 1 s}, {buffer: hooks, capacity: 3}]}
      main:
        orders: bodies
        flow:
          - station: hang
            cycle: 1 s
            uses: {door: 1}
            joins: [{line: doors, quantity: {by: body, coupe: 2, saloon: 4}}]
"""
    with pytest.raises(ModelError) as error:
        taktwin.load(text)
    assert "a make cell has no job, so no body by which a quantity could go: give one number for each hit" in str(
        error.value
    )
    assert '4 jobs are joined at once, but at the end of "doors" ("hooks") no more than 3 can wait' in str(error.value)
