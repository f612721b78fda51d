"""What is folded into one box, and what the box says."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.model.files.load import load_model
from tests.kernel.plants import line, model_of
from tests.report.picture.laid import laid


def box(flow: list[dict], name: str, **more: Any):
    boxes = laid(model_of(line(flow, **more))).diagram.boxes()
    return next(one for one in boxes if any(member.name == name for member in one.members))


def test_a_count_is_one_box() -> None:
    found = box([{"station": "weld", "count": 72, "cycle": "120 s"}], "weld-7")
    assert found.title == "weld"
    assert found.facts == "72 stations, 120\u00a0s"
    assert len(found.members) == 72


def test_equal_stations_behind_each_other_are_one_box() -> None:
    flow = [{"station": name, "cycle": "9 s"} for name in "abc"] + [{"station": "d", "cycle": "8 s"}]
    found = box(flow, "b")
    assert found.title == "a … c"
    assert [member.name for member in found.members] == ["a", "b", "c"]
    assert box(flow, "d").facts == "8\u00a0s"


def test_a_station_that_differs_stays_apart() -> None:
    flow: list[dict[str, Any]] = [{"station": name, "cycle": "9 s"} for name in "abc"]
    flow[1]["scrap"] = 0.02
    found = box(flow, "b")
    assert len(found.members) == 1
    assert found.note == "scrap 2.0\u00a0%"


def test_a_place_that_is_entered_from_elsewhere_begins_a_box() -> None:
    flow = [{"station": name, "cycle": "9 s"} for name in "abcd"]
    spare = {"endless": True, "to": "c", "flow": [{"station": "z", "cycle": "50 s"}]}
    found = box(flow, "d", lines={"spare": spare})
    assert [member.name for member in found.members] == ["c", "d"] or found.title == "d"
    assert box(flow, "b", lines={"spare": spare}).title == "a … b"


def test_servers_and_times_by_option() -> None:
    flow = [{"station": "a", "cycle": {"by": "size", "small": "100 s", "large": "140 s"}, "servers": 3}]
    found = box(flow, "a", options={"size": {"small": 0.5, "large": 0.5}})
    assert found.facts == "3 × 100 to 140\u00a0s"


@pytest.mark.parametrize(
    ("element", "facts"),
    [
        ({"buffer": "x", "capacity": 6}, "6 places"),
        ({"buffer": "x", "capacity": 1}, "1 place"),
        ({"buffer": "x", "capacity": "unlimited"}, "no limit"),
        ({"conveyor": "x", "transit": "70 min", "capacity": 80}, "70\u00a0min, 80 places"),
        ({"store": "x", "capacity": 40, "cycle": "9 s", "cranes": 2}, "40 places, 2 cranes"),
    ],
)
def test_facts(element: dict, facts: str) -> None:
    assert box([{"station": "a", "cycle": "9 s"}, element], "x").facts == facts


def test_more_is_folded_where_there_is_no_room() -> None:
    model = load_model("phoenix")
    sizes = [len(laid(model, most).diagram.boxes()) for most in (1000, 80, 60, 1)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 120
    assert sizes[1] <= 80
    assert sizes[2] <= 60
    assert sizes[3] <= 30  # a box for each shop, source and sink, and what belongs to none


def test_phoenix_by_hand() -> None:
    """Figures counted in the file: 72 stations of the body shop in zones, 20 dies, 14 suppliers, 130 AGVs."""
    boxes = laid(load_model("phoenix")).diagram.boxes()
    stations = [one for box in boxes for one in box.members if one.group == "element" and one.shop == "body"]
    assert sum(one.name.startswith(("front-floor-", "underbody-")) for one in stations) == 8 + 10 + 1  # and the places
    assert next(one for one in boxes if one.kind == "supplier").title == "14 suppliers"
    assert [one.facts for one in boxes if one.kind == "fleet"] == [
        f"{count} vehicles, 1.2\u00a0m/s" for count in (80, 20, 20, 10)
    ]
    assert "20 stock points" in [one.title for one in boxes]


def test_copies_of_a_shop_are_drawn_once() -> None:
    data = line([{"station": "a", "cycle": "9 s"}], streams={"count": 3, "shops": ["shop"]})
    found = laid(model_of(data)).diagram
    assert [frame.title for frame in found.frames] == ["3 × shop"]
