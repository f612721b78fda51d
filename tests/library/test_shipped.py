"""Every shipped model loads clean, is marked throughout and survives a round trip byte for byte."""

from __future__ import annotations

import pytest

from taktwin.library import model_names, model_path
from taktwin.model import check_model, load_model
from taktwin.model.nouns.movingline import MovingLine
from taktwin.model.nouns.station import Station

PHOENIX = ["phoenix", "phoenix-60", "phoenix-30"]
FAMILIES = {
    "battery pack",
    "seats",
    "cockpit",
    "bumpers",
    "interior trim",
    "chassis modules",
    "e-drive and range extender",
    "lamps and glass",
    "wheels",
    "harness",
    "small stampings",
    "electronics",
    "coil and ingot",
    "fasteners and fluids",
}


@pytest.mark.parametrize("name", model_names())
def test_no_errors_and_no_warnings(name: str) -> None:
    assert [str(problem) for problem in check_model(load_model(name))] == []


@pytest.mark.parametrize("name", PHOENIX)
def test_all_part_families_have_a_supplier_and_a_user(name: str) -> None:
    model = load_model(name)
    supplied = {model.parts[model.stocks[lane.to].part].family for lane in model.lanes.values()}
    assert supplied == FAMILIES
    stocks = {lane.to for lane in model.lanes.values()}
    fed = stocks | {feed.to for feed in model.feeds.values()}
    for part in (name for name, part in model.parts.items() if part.family in FAMILIES):
        assert any(model.stocks[stock].part == part for stock in fed), part


@pytest.mark.parametrize(
    ("name", "body", "assembly", "agvs"),
    [("phoenix", 72, 100, 130), ("phoenix-60", 136, 190, 250), ("phoenix-30", 136, 190, 500)],
)
def test_size_of_the_reference_plants(name: str, body: int, assembly: int, agvs: int) -> None:
    model = load_model(name)
    counts = {(shop, line): 0 for shop, line, _ in model.all_lines()}
    for shop, line, _, element in model.all_elements():
        if isinstance(element, Station | MovingLine):
            counts[shop, line] += int(element.count.value)
    cells = sum(count for (shop, line), count in counts.items() if shop == "body" and line.endswith("-cell"))
    assert cells == 6
    assert sum(count for (shop, _), count in counts.items() if shop == "body") - cells == body
    assert counts["assembly", "assembly-main"] == assembly
    assert sum(fleet.count.value for fleet in model.fleets.values()) == agvs


@pytest.mark.parametrize("name", PHOENIX)
def test_every_source_is_cited(name: str) -> None:
    model = load_model(name)
    text = "".join(model_path(one).read_text(encoding="utf-8") for one in PHOENIX)
    for key in model.sources:
        assert text.count(key) > 1, key
