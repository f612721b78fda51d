"""Parts in sequence that never come: where they are, and that the remedy that is named ends the standstill."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from taktwin.kernel.lowering.program import lower
from taktwin.model.checks.check import check_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.report.texts.standstill import TEXTS
from taktwin.runs.simulation import Simulation
from taktwin.runs.standstill import REMEDIES, Standstill, standstills

Data = dict[str, Any]
HOURS = 3600.0


def plant(rack: int = 6, room: int = 24, orders: Data | None = None, **make: Any) -> Data:
    """Cars that call a part each at `exit`, and take it up at `fit` 50 min later."""
    return {
        "name": "seats",
        "orders": {"cars": {"interval": "2 min", **(orders or {})}},
        "shops": {
            "maker": {
                "lines": {
                    "seats": {
                        "call": {"at": "exit"},
                        "flow": [
                            {"buffer": "called", "capacity": "unlimited"},
                            {"station": "make", "cycle": "100 s", **make},
                            {"buffer": "racks", "capacity": "unlimited"},
                            {"delivery": "truck", "trucks": 2, "rack": rack, "drive": "12 min"},
                            {"buffer": "at-line", "capacity": room},
                        ],
                    }
                }
            },
            "trim": {
                "lines": {
                    "main": {
                        "orders": "cars",
                        "flow": [
                            {"station": "exit", "cycle": "20 s"},
                            {"station": "touch", "cycle": "10 s"},
                            {"conveyor": "trim-line", "capacity": 60, "transit": "50 min"},
                            {"station": "fit", "cycle": "112 s", "joins": [{"line": "maker.seats", "matched": True}]},
                        ],
                    }
                }
            },
        },
    }


def overtaking(room: int = 6) -> Data:
    """Every tenth car goes aside for half an hour, so others overtake it."""
    data = plant(room=room)
    lines = data["shops"]["trim"]["lines"]
    lines["main"]["flow"][1] |= {"servers": 9, "routes": [{"to": "mending", "share": "10 %"}]}
    mend = {"station": "mend", "cycle": "30 min", "servers": 9}
    lines["mending"] = {"to": "trim-line", "flow": [{"buffer": "to-mend", "capacity": "unlimited"}, mend]}
    return data


def in_zones(data: Data) -> Data:
    """The same with a moving line for the last station."""
    flow = data["shops"]["trim"]["lines"]["main"]["flow"]
    fit = flow[-1]
    rule = {"joins": fit["joins"]}
    flow[-1] = {
        "moving_line": "final",
        "takt": "112 s",
        "pitch": "6 m",
        "zones": 2,
        "cycle": "100 s",
        "except": {1: rule},
    }
    return data


def of(data: Data, element: str) -> Data:
    """An element of the plant, to change it."""
    flows = [line["flow"] for shop in data["shops"].values() for line in shop["lines"].values()]
    return next(one for flow in flows for one in flow if element in one.values())


def more_room(data: Data) -> None:
    of(data, "at-line")["capacity"] = 60


def let_it_go(data: Data) -> None:
    of(data, "truck")["wait"] = "20 min"


def smaller_racks(data: Data) -> None:
    of(data, "truck")["rack"] = 1


def make_again(data: Data) -> None:
    del of(data, "make")["scrap"]
    of(data, "make")["routes"] = [{"to": "called", "share": "5 %"}]


CASES: dict[str, tuple[Data, str, list[str], list[Callable[[Data], None]]]] = {
    "cars that overtake": (overtaking(), "full", ["fit", "at-line"], [more_room]),
    "a part that is scrapped": (plant(scrap="5 %"), "lost", ["fit", "at-line"], [make_again]),
    "the last rack": (
        plant(orders={"quantity": 50}),
        *("rack", ["fit", "at-line", "truck", "racks"], [let_it_go, smaller_racks]),
    ),
    "a rack for more cars than stand between": (
        plant(rack=70, room=100),
        *("rack", ["fit", "at-line", "truck", "racks"], [let_it_go, smaller_racks]),
    ),
}


def found(data: Data, hours: float = 96.0) -> list[Standstill]:
    """What stands after four days."""
    simulation = Simulation(lower(PlantModel.model_validate(data)))
    simulation.advance_to(hours * HOURS)
    return standstills(simulation)


@pytest.mark.parametrize("name", CASES)
def test_where_the_part_is_and_what_helps(name: str) -> None:
    data, why, places, remedies = CASES[name]
    (one,) = found(data)
    assert (one.why, [place.element for place in one.places]) == (why, places)
    assert str(one).endswith(REMEDIES[one.why])
    assert not set(one.places) & set(one.waiting)
    for remedy in remedies:
        changed = copy.deepcopy(data)
        remedy(changed)
        assert found(changed) == []


def test_what_is_not_said_would_not_help() -> None:
    """More room brings back no part that is lost, and fills no rack."""
    for name in ("a part that is scrapped", "the last rack"):
        data = copy.deepcopy(CASES[name][0])
        more_room(data)
        assert [one.why for one in found(data)] == [CASES[name][1]]


def test_a_zone_waits_as_a_station_does() -> None:
    assert [one.why for one in found(in_zones(plant(scrap="5 %")))] == ["lost"]


def test_the_reports_say_it_too() -> None:
    assert {f"stand_{why}" for why in REMEDIES} <= set(TEXTS)


@pytest.mark.parametrize(("room", "told"), [(5, True), (6, False), ("unlimited", False)])
def test_a_truckload_that_does_not_fit(room: Any, told: bool) -> None:
    """`check` says so at the delivery, and with how many places it would."""
    problems = check_model(PlantModel.model_validate(plant(room=room)))
    messages = [one for one in problems if "a truck brings up to 6 jobs" in one.message]
    assert len(messages) == told
    for one in messages:
        assert (one.level, one.path) == ("warning", "shops.maker.lines.seats.flow.3.racks")
        assert one.remedy.startswith("give at-line 6 places")
