"""What the families of a park stand for in the model."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.model.checks.check import Check
from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.load import load_model
from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.model.nouns.movingline import MovingLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.values.amountby import quantity_of
from taktwin.model.values.distribution import Distribution
from tests.model.families.park import TEXT


def changed(*pairs: tuple[str, str]) -> str:
    """The small park with some text replaced."""
    text = TEXT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def problem(*pairs: tuple[str, str]) -> Any:
    """The only problem of the park with some text replaced."""
    (one,) = problems_of(changed(*pairs))
    return one


def problems_of(text: str) -> list[Problem]:
    """The problems for which a text is refused."""
    with pytest.raises(ModelError) as caught:
        load_model(text)
    return caught.value.problems


def flow(model: PlantModel) -> dict[str, Any]:
    """The elements of the main line by name."""
    return {element.name: element for element in model.shops["trim"].lines["main"].flow}


def test_a_family_in_sequence_is_a_line_of_called_parts_with_trucks() -> None:
    model = load_model(TEXT)
    line = model.shops["seater"].lines["seats"]
    assert line.call is not None
    assert line.call.at == "paint-exit"
    assert [element.name for element in line.flow] == ["seats-racks", "seats-trucks", "seats-at-line"]
    truck = line.flow[1]
    assert isinstance(truck, Delivery)
    assert (truck.rack.value, truck.racks.value, truck.trucks.value) == (6, 2, 2)
    assert isinstance(truck.drive, Distribution)
    assert truck.drive.mean == pytest.approx(800.0)  # (10 + 12 + 18) / 3 min
    fit = flow(model)["fit"]
    assert isinstance(fit, Station)
    (join,) = fit.exceptions[3].joins
    assert (join.line, join.matched, join.when) == ("seater.seats", True, {})
    assert model.shops["seater"].title == "Seats"


def test_a_family_out_of_stock_has_a_part_a_stock_and_a_load_for_each_number() -> None:
    model = load_model(TEXT, ["supply.families.seats.mode=warehouse"])
    names = ["seats-base-red", "seats-base-blue", "seats-sport-red", "seats-sport-blue"]
    assert [name for name in model.stocks if name.startswith("seats")] == names
    assert model.parts["seats-base-red"].family == "seats"
    assert model.parts["seats-base-red"].unit == "set"
    lane = model.lanes["seats"]
    assert [load.to for load in lane.all_loads] == names
    assert "seater" not in model.shops
    fit = flow(model)["fit"]
    assert isinstance(fit, Station)
    uses = fit.exceptions[3].uses
    assert next((use.part, use.when) for use in uses) == ("seats-base-red", {"trim": ["base"], "colour": ["red"]})
    # 24 h, 24 h of cover and 800 s of way at a takt of 120 s: 1446.7 jobs; 18 % of them, and three deviations
    jobs = 0.18 * (2 * 86400 + 800) / 120 + 3 * ((86400 + 800) / 120 * 0.18 * 0.82) ** 0.5
    assert lane.all_loads[0].up_to is not None
    assert jobs <= lane.all_loads[0].up_to.value < jobs + 1


def test_a_family_is_fitted_beside_what_is_drawn_there_already() -> None:
    model = load_model(TEXT)
    line, fit = flow(model)["line"], flow(model)["fit"]
    assert isinstance(line, MovingLine)
    assert isinstance(fit, Station)
    assert [use.part for use in line.exceptions[2].uses] == ["bolts"]
    assert [use.part for use in fit.exceptions[1].uses] == ["bolts"]
    assert [use.when for use in fit.exceptions[2].uses] == [{"tow": ["with"]}]
    model = load_model(changed(("cycle: 112 s, except: {2: {uses: []}}", "cycle: 112 s, uses: {tow-bar: 2}")))
    fit = flow(model)["fit"]
    assert isinstance(fit, Station)
    assert [(use.part, quantity_of(use)) for use in fit.exceptions[2].uses] == [("tow-bar", 2), ("tow-bar", 1)]
    assert [use.part for use in fit.uses] == ["tow-bar"]


def test_an_override_changes_the_mode_of_a_model_that_is_loaded() -> None:
    model = load_model(load_model(TEXT), {"supply.families.seats.mode": "kanban"})
    assert "seater" not in model.shops
    assert "seats-base-red" in model.stocks
    back = load_model(model, {"supply.families.seats.mode": "jis"})
    assert "seats-base-red" not in back.stocks
    assert back.model_dump() == load_model(TEXT).model_dump()


def test_a_dump_has_all_spelt_out_and_is_not_spelt_again() -> None:
    model = load_model(TEXT)
    again = load_model(PlantModel.model_validate(model.model_dump(mode="json", by_alias=True, exclude_unset=True)))
    assert list(again.stocks) == list(model.stocks)
    assert again.supply is not None
    assert again.supply.spelt


def test_a_problem_of_what_is_made_names_the_line_of_the_family() -> None:
    text = changed(("mode: jis\n      jis: {rack: 6", "mode: jis\n      jis: {make: 10 min, rack: 6"))
    (warning,) = [one for one in Check(load_model(text)).warnings if "seats-make" in one.path]
    assert warning.line is not None
    assert text.splitlines()[warning.line - 1].strip() == "seats:"


@pytest.mark.parametrize(("takt", "told"), [("2 min", False), ("100 s", False), ("95 s", True), ("30 min", True)])
def test_a_takt_far_from_the_orders_is_doubted(takt: str, told: bool) -> None:
    warnings = Check(load_model(TEXT, [f"supply.takt={takt}"])).warnings
    assert [one.path for one in warnings if "laid out" in one.message] == (["supply.takt"] if told else [])


def test_what_comes_in_sequence_takes_a_door_of_its_own_dock_alone() -> None:
    docks = ("supply:\n  takt: 2 min\n", "docks: {north: {doors: 1}}\nsupply:\n  takt: 2 min\n  dock: north\n")
    model = load_model(changed(docks))
    assert Check(model).warnings == []
    assert {name: lane.dock for name, lane in model.lanes.items()} == {"bolts": "north", "tow-bar": "north"}
    own = changed(docks, ("      unit: set\n", "      unit: set\n      dock: north\n"))
    model = load_model(own)
    assert Check(model).warnings == []
    trucks = model.shops["seater"].lines["seats"].flow[1]
    assert isinstance(trucks, Delivery)
    assert trucks.dock == "north"
    model = load_model(own, ["supply.families.seats.mode=jit"])
    assert (Check(model).warnings, model.lanes["seats"].dock) == ([], "north")


def test_all_that_comes_by_jis_takes_a_door_of_the_jis_dock_of_the_park() -> None:
    text = changed(
        ("supply:\n  takt: 2 min\n", "docks: {north: {doors: 1}, south: {doors: 1}}\nsupply:\n  takt: 2 min\n")
    )
    model = load_model(text, ["supply.dock=north", "supply.jis_dock=south"])
    trucks = model.shops["seater"].lines["seats"].flow[1]
    assert isinstance(trucks, Delivery)
    assert trucks.dock == "south"
    assert {lane.dock for lane in model.lanes.values()} == {"north"}
    inside = load_model(model, ["supply.families.seats.mode=in_plant"]).shops["seater"].lines["seats"].flow[1]
    assert isinstance(inside, Delivery)
    assert inside.dock is None
    own = load_model(model, ["supply.families.seats.dock=north"]).shops["seater"].lines["seats"].flow[1]
    assert isinstance(own, Delivery)
    assert own.dock == "north"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("supply.spelt=true", 'nothing in the model brings the family "seats"'),
        ("supply.families.seats.jis.rack=0", "nothing comes with `rack: 0`"),
        ("supply.families.seats.jis.racks=0", "nothing comes with `racks: 0`"),
        ("supply.families.seats.jis.trucks=0", "nothing comes with `trucks: 0`"),
        ("supply.jis_dock=nord", 'there is no dock "nord"'),
    ],
)
def test_what_cannot_be_meant_is_refused(change: str, words: str) -> None:
    with pytest.raises(ModelError) as error:
        load_model(TEXT, [change])
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("at", "dock", "where"),
    [
        ("      unit: set\n", "      dock: nord\n", "supply.families.seats.dock"),
        ("  takt: 2 min\n", "  dock: nord\n", "supply.dock"),
    ],
)
def test_a_dock_that_is_not_there_is_told_once(at: str, dock: str, where: str) -> None:
    """Where it is named, and not at each lane and line that would be made."""
    text = changed(("supply:\n", "docks: {north: {doors: 1}}\nsupply:\n"), (at, at + dock))
    (one,) = problems_of(text)
    assert (one.path, one.remedy) == (where, "did you mean `north`?")
    assert one.line is not None
    assert "nord" in text.splitlines()[one.line - 1]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("call: paint-exit", "call: paint-ext", "supply.call"),
        ("call: paint-exit", "call: paint-exit\n  calls: [paint-exit, paint-ext]", "supply.calls.1"),
        ("jis: {rack: 6", "jis: {call: paint-ext, rack: 6", "supply.families.seats.jis.call"),
    ],
)
def test_a_call_at_nothing_is_told_where_it_is_named(old: str, new: str, where: str) -> None:
    text = changed((old, new))
    (one,) = problems_of(text)
    assert (one.path, one.remedy) == (where, "did you mean `paint-exit`?")
    assert one.line is not None
    assert "paint-ext" in text.splitlines()[one.line - 1]


@pytest.mark.parametrize(
    ("old", "new", "path", "said"),
    [
        ("supplier: seater", "supplier: seeter", "families.seats.supplier", "did you mean `seater`?"),
        ("at: fit-3", "at: fit-4", "families.seats.at", 'no station or zone "fit-4"'),
        ("at: fit-3", "at: way", "families.seats.at", "nothing can be fitted"),
        ("variants: [trim, colour]", "variants: [trin]", "families.seats.variants", "did you mean `trim`?"),
        ("when: {tow: with}", "when: {toe: with}", "families.tow-bar.when", "did you mean `tow`?"),
        ("when: {tow: with}", "when: {tow: perhaps}", "families.tow-bar.when.tow", "use one of: with, without"),
        ("with: 10 %, without: 90 %", "with: 0 %, without: 100 %", "families.tow-bar.when", "no job"),
        ("  call: paint-exit\n", "", "families.seats.mode", "called off"),
        ("    bolts:", "    seats-base-red: {supplier: trader, at: fit-1, mode: jit}\n    bolts:", "", ""),
    ],
)
def test_a_wrong_family_is_told_with_its_place(old: str, new: str, path: str, said: str) -> None:
    if not path:  # two things of one name: the number of one family, and another family
        with pytest.raises(ModelError, match="there already"):
            load_model(changed((old, new), ("mode: jis", "mode: jit")))
        return
    one = problem((old, new))
    assert one.path == f"supply.{path}"
    assert said in f"{one.message}; {one.remedy}"
    assert one.line is not None
    assert one.remedy


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("takt: 2 min", "takt: 0 s", "takt"),
        ("quantity: 20", "quantity: 0", "quantity"),
        ("container: 500", "container: 0", "container"),
        ("at: fit-3", "at: [fit-3, fit-2]", "one place"),
        ("at: [fit-1, line-2]", "at: [fit-1, fit-1]", "twice"),
        ("variants: [trim, colour]", "numbers: 4", "told apart by options"),
        ("mode: jis", "mode: jus", "jis"),
        ("jis: {rack: 6", "jis: {reject: 2 %, rack: 6", "made"),
        ("jis: {rack: 6", "jis: {make: 1 min, reject: 100 %, rack: 6", "rejected"),
        ("families:", "familys:", "families"),
    ],
)
def test_a_park_that_cannot_be_meant_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(ModelError) as caught:
        load_model(changed((old, new)))
    assert any(said in f"{one.message} {one.remedy}" and one.line for one in caught.value.problems)


def test_the_stream_is_named_where_there_are_several() -> None:
    two = ("orders: {cars: {interval: 2 min}}", "orders: {cars: {interval: 2 min}, spares: {interval: 1 h}}")
    assert "order streams" in problem(two).message
    load = ("  takt: 2 min\n", "  takt: 2 min\n  orders: cers\n")
    assert "did you mean `cars`?" in problem(two, load).remedy
