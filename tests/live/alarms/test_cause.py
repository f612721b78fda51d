"""Which machine, part, operator or vehicle makes a place stand."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.kernel.base.state import STATES
from taktwin.live.alarms import PlantFlow, cause, causes
from taktwin.live.alarms.cause import held_up
from taktwin.live.alarms.flow import _FIRST
from taktwin.live.alarms.flow import AT_WORK as AT_WORK_STATES
from taktwin.live.kpis import RUN
from taktwin.model.errors import OptionError
from tests.live.alarms.plants import small

FLOW = small()
AT_WORK = dict.fromkeys(FLOW.place_of, "working")


def found(place: str, **states: str) -> tuple[str, str]:
    named = {name.replace("_", "."): state for name, state in states.items()}
    one = cause(FLOW, AT_WORK | named, place)
    assert one is not None
    assert one.chain[0] == place
    assert one.chain[-1] == one.place
    return one.kind, one.name


def test_every_state_of_the_engine_is_known() -> None:
    """A new one gets its place among those by which a place with several servers is told."""
    assert {*AT_WORK_STATES, *_FIRST} == set(STATES)
    assert set(RUN.parts) == set(STATES)


def test_asleep_is_starved_and_waking_is_planned() -> None:
    assert found("test", test="brief_pause", seat_1="long_pause", seat_2="starved", fit="down") == ("machine", "fit")
    assert found("test", test="starved", seat_1="waking", seat_2="starved") == ("planned", "seat")


def test_the_flow_of_the_plant() -> None:
    places = FLOW.places
    assert (places["fit"].before, places["fit"].after, places["fit"].joined) == (["gap"], ["ride"], ["rack"])
    assert (places["rack"].after, places["door"].before) == (["fit"], ["weld"])
    assert places["seat"].resources == ("seat.1", "seat.2")
    assert places["seat"].skills == ["fitting"]
    assert places["weld"].parts == ["panel"]
    assert (FLOW.makers, FLOW.vehicles) == ({"panel": ["stamp"]}, {"trucks": ("trucks.1", "trucks.2")})
    assert FLOW.ends == {"body.main": "fit", "body.trim": "test"}


def test_a_machine_before_or_behind() -> None:
    assert found("test", test="starved", seat_1="starved", seat_2="starved", fit="starved", weld="down") == (
        "machine",
        "weld",
    )
    assert found("weld", weld="blocked", fit="down") == ("machine", "fit")
    assert found("weld", weld="down") == ("machine", "weld")
    assert found("weld", weld="waiting_crew") == ("machine", "weld")
    assert cause(FLOW, AT_WORK, "weld") is None


def test_one_of_two_servers_at_work_is_no_stop() -> None:
    assert cause(FLOW, {**AT_WORK, "seat.1": "down"}, "seat") is None
    assert found("test", test="starved", seat_1="down") == ("slower", "seat")
    assert found("test", test="starved", seat_1="down", seat_2="down") == ("machine", "seat")


def test_a_sub_line_a_part_and_its_cell() -> None:
    assert found("fit", fit="waiting_parts", door="down") == ("machine", "door")
    assert found("weld", weld="waiting_parts") == ("part", "panel")
    assert found("weld", weld="waiting_parts", stamp="down") == ("machine", "stamp")
    assert found("weld", weld="waiting_parts", stamp="waiting_parts") == ("part", "steel")


def test_what_is_known_to_be_lacking_goes_first() -> None:
    states = {**AT_WORK, "fit": "waiting_parts", "door": "down"}
    assert [one.name for one in causes(FLOW, states, "fit", {"fit": "doors"})] == ["door"]
    assert [one.name for one in causes(FLOW, states, "fit", {"fit": "screws"})] == ["screws"]


def test_operators_and_vehicles() -> None:
    assert found("fit", fit="blocked", seat_1="waiting_operator", seat_2="waiting_operator") == ("operator", "fitting")
    assert found("seat", seat_1="starved", seat_2="starved", fit="blocked") == ("vehicle", "trucks")
    assert found("seat", seat_1="starved", seat_2="starved", fit="waiting_transport", trucks_2="down") == (
        "vehicle",
        "trucks.2",
    )


def test_planned_standstills_and_a_slower_neighbour() -> None:
    assert found("weld", weld="blocked", fit="setup") == ("planned", "fit")
    assert found("weld", weld="blocked", fit="off_shift") == ("off shift", "fit")
    assert found("weld", weld="blocked") == ("slower", "fit")
    assert found("fit", fit="starved") == ("slower", "weld")


def test_no_orders() -> None:
    assert found("fit", fit="starved", weld="starved") == ("orders", "body.main")
    assert found("weld", weld="starved") == ("orders", "body.main")


def test_the_nearest_of_several() -> None:
    states = {**AT_WORK, "test": "starved", "seat.1": "down", "seat.2": "down", "fit": "down", "weld": "down"}
    assert [one.name for one in causes(FLOW, states, "test")] == ["seat"]
    both = {**AT_WORK, "test": "starved", "seat.1": "starved", "seat.2": "starved", "fit": "waiting_parts"}
    assert [one.name for one in causes(FLOW, {**both, "door": "down"}, "test")] == ["door"]


def test_all_that_one_stop_holds_up() -> None:
    states = {**AT_WORK, "weld": "blocked", "fit": "down", "seat.1": "starved", "seat.2": "starved", "test": "starved"}
    assert {place: one.name for place, one in held_up(FLOW, states).items()} == dict.fromkeys(
        ("weld", "seat", "test"), "fit"
    )


def test_told_and_as_a_dict() -> None:
    one = cause(FLOW, {**AT_WORK, "weld": "blocked", "fit": "down"}, "weld")
    assert one is not None
    assert one.told == "fit has stopped"
    assert one.as_dict()["chain"] == ["weld", "gap", "fit"]


def test_no_such_place() -> None:
    with pytest.raises(OptionError, match="wled"):
        cause(FLOW, {}, "wled")


def test_nothing_known_says_nothing_and_rings_end() -> None:
    assert cause(FLOW, {}, "weld") is None
    ring = PlantFlow(taktwin.load("paint-loop").model)
    starved = dict.fromkeys(ring.place_of, "starved")
    for place in ring.places:
        one = cause(ring, starved, place)
        assert one is None or one.kind in ("slower", "orders")


@pytest.mark.parametrize("name", ["line20", "chassis", "soundproofing", "two-plants", "phoenix"])
def test_every_machine_of_a_run_has_its_place(name: str) -> None:
    """By the rule for names that a run has as well."""
    plant = taktwin.load(name)
    flow = PlantFlow(plant.model)
    resources = plant.simulate(days=0.001, warmup=0).result.resources
    for resource, kind, element, model_element in resources.select(
        "resource", "kind", "station", "model_element"
    ).iter_rows():
        if kind == "vehicle":
            assert resource in flow.vehicles[element]
        elif kind not in ("operator", "load"):
            assert flow.place_of[resource] == (element if kind != "crane" else model_element)
