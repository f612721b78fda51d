"""What is folded into one box, and what the box says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from taktwin.model.files.load import load_model
from taktwin.model.nouns.element import ELEMENT_TYPES
from taktwin.report.picture.draw import picture
from taktwin.report.picture.fold import FEW
from taktwin.report.texts import TEXTS
from tests.kernel.plants import line, model_of
from tests.report.picture.laid import check, laid


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
    assert found.facts == "3\u00a0× 100 to 140\u00a0s"


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
    """Figures counted in the file: 72 stations of the body shop in zones, 20 dies, 63 suppliers, 130 AGVs.

    Of the 70 part families the cells of the battery go to its shop and the shock towers to the body shop.
    """
    diagram = laid(load_model("phoenix")).diagram
    boxes = diagram.boxes()
    stations = [one for box in boxes for one in box.members if one.group == "element" and one.shop == "body"]
    assert sum(one.name.startswith(("front-floor-", "underbody-")) for one in stations) == 8 + 10 + 1  # and the places
    (suppliers,) = [one for one in boxes if one.kind == "supplier"]
    assert (suppliers.title, suppliers.facts, len(suppliers.members)) == ("63 suppliers", "0 to 1,600\u00a0km", 63)
    assert [one.facts for one in boxes if one.kind == "fleet"] == [
        f"{count} vehicles, 1.2\u00a0m/s" for count in (80, 20, 20, 10)
    ]
    held = {one.facts: one for one in boxes if one.kind == "stock" and len(one.members) > 1}
    assert held["panels"].title == "20 stock points"
    assert held["Battery cells, sets"].title == "6 stock points"  # products by powertrains
    logistics = held["68 part families"]
    assert len(logistics.members) == 338
    assert "Seats: 36 stock points" in logistics.tip
    assert len(logistics.tip) == 68
    lanes = {link.end: link.label for link in diagram.links if link.kind == "lane"}
    assert lanes[logistics.key] == "68 lanes"  # one for each family, whatever it brings
    assert len(lanes) == 5  # that, the cells, the shock towers, steel and aluminium


@pytest.mark.parametrize(
    ("families", "facts"),
    [
        (["seats", "seats", "lamps", "lamps", "lamps", "lamps", "lamps"], "seats, lamps"),
        (["seats", "lamps", "glass", "glass", "glass", "glass", "glass"], "3 part families"),
        ([None, "lamps", "lamps", "lamps", "lamps", "lamps", "lamps"], "p0, lamps"),
    ],
)
def test_stock_points_of_a_shop_say_their_families(families: list[str | None], facts: str) -> None:
    parts = {f"p{k}": {"family": family} if family else {} for k, family in enumerate(families)}
    stocks = {f"s{k}": {"part": f"p{k}", "initial": 9, "shop": "shop"} for k in range(len(families))}
    data = line([{"station": "a", "cycle": "9 s"}], parts=parts, stocks=stocks)
    (found,) = [one for one in laid(model_of(data)).diagram.boxes() if one.kind == "stock"]
    assert (found.title, found.facts) == (f"{len(families)} stock points", facts)


@pytest.mark.parametrize(("count", "title"), [(6, "Painted bumpers"), (7, "7 suppliers")])
def test_many_suppliers_in_sequence_are_one_box(count: int, title: str) -> None:
    """Each has a line of its own, for the rest of the plant there would be no room."""
    names = ["bumpers", "fuel-tanks", "exhausts", "cooling-modules", "heat-pumps", "luggage-trims", "mirrors"][:count]
    model = load_model("phoenix", {f"supply.families.{name}.mode": "jis" for name in names})
    diagram = check(model).diagram
    (found,) = [box for box in diagram.boxes() if any(one.name == "bumpers-trucks" for one in box.members)]
    frames = {frame.title: frame for frame in diagram.frames}
    if count > FEW:
        assert (found.title, found.facts) == (title, "7 part families")
        assert frames["In sequence"].boxes() == [found]
        assert {one.name for one in found.members} >= {f"{name}-trucks" for name in names}
        assert {link.kind for link in diagram.links if found.key in (link.start, link.end)} == {"call", "join"}
    else:
        assert found in frames[title].boxes()
        assert "In sequence" not in frames


def test_no_tip_is_longer_than_a_screen() -> None:
    tips = re.findall(r"<title>(.*?)</title>", picture(load_model("phoenix")), re.DOTALL)
    assert max(tip.count("\n") for tip in tips) == 15  # title, 14 lines, and how many there are besides
    assert any(tip.endswith("and 54 more") for tip in tips)  # of 68 lanes


def test_copies_of_a_shop_are_drawn_once() -> None:
    data = line([{"station": "a", "cycle": "9 s"}], streams={"count": 3, "shops": ["shop"]})
    found = laid(model_of(data)).diagram
    assert [frame.title for frame in found.frames] == ["3\u00a0× shop"]


def test_equal_lines_are_one_with_their_number() -> None:
    """Its boxes lie on others, in the drawing as well."""
    gate = {"station": "gate", "cycle": "5 s", "routes": [{"to": "cell"}]}
    cell = {"copies": 3, "flow": [{"buffer": "queue", "capacity": 5}, {"station": "weld", "cycle": "60 s"}]}
    found = box([gate], "queue", lines={"cell": cell})
    assert (found.facts, found.copies) == ("5 places, 3 lines", 3)
    assert box([gate], "gate", lines={"cell": cell}).copies == 1


def _sinks(*routes: dict[str, Any], **more: Any) -> int:
    """How many ends jobs have that a gate sends to two lines."""
    sides = {name: {"flow": [{"buffer": f"{name}-queue", "capacity": 5}]} for name in ("left", "right")}
    gate = {"station": "gate", "cycle": "5 s", "routes": list(routes), **more}
    options = {"size": {"small": 0.5, "large": 0.5}}
    diagram = laid(model_of(line([gate], lines=sides, options=options))).diagram
    return sum(one.kind == "sink" for one in diagram.boxes())


def test_a_gate_that_sends_all_elsewhere_ends_nobody() -> None:
    """The two lines end; the gate does where some jobs take neither."""
    both = {"to": "left"}, {"to": "right"}
    assert _sinks(*both, route_by="shortest_queue") == 2
    assert _sinks({"to": "left", "share": 0.4}, {"to": "right", "share": 0.6}) == 2
    assert _sinks({"to": "left", "share": 0.4}, {"to": "right", "share": 0.5}) == 3
    by_size = [{"to": to, "when": {"size": size}} for to, size in (("left", "small"), ("right", "large"))]
    assert _sinks(*by_size) == 2
    assert _sinks(by_size[0], {"to": "right", "share": 0.5}) == 3


def test_levels_of_a_lift() -> None:
    """Those of its inlets, of which one that is not named is at 0 m, and of its outlets."""
    lift = {"lift": "tower", "speed": "1 m/s", "outlet": "10 m"}
    before = {"buffer": "ground", "capacity": 4}
    assert box([before, lift], "tower").facts == "2 levels, 1\u00a0m/s"
    assert box([before, {**lift, "inlets": {"ground": "10 m"}}], "tower").facts == "1 level, 1\u00a0m/s"
    up = {"up": {"endless": True, "to": "tower", "flow": [{"buffer": "upstairs", "capacity": 4}]}}
    found = box([before, {**lift, "inlets": {"upstairs": "5 m"}}], "tower", lines=up)
    assert found.facts == "3 levels, 1\u00a0m/s"


@pytest.mark.parametrize("kind", ELEMENT_TYPES)
def test_every_kind_has_words_for_one_and_many(kind: str) -> None:
    assert {f"pic_is_{kind}", f"pic_{kind}_one", f"pic_{kind}_many"} <= TEXTS.keys()
