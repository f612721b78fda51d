"""Every shipped model loads clean, is marked throughout and survives a round trip byte for byte."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from taktwin.library import model_names, model_path
from taktwin.model import check_model, load_model
from taktwin.model.nouns.movingline import MovingLine
from taktwin.model.nouns.station import Station
from taktwin.report.shell.words import title_of
from tests.library.plant_load import loads_of

PHOENIX = ["phoenix", "phoenix-60", "phoenix-30"]
#: What a car plant buys, and titles of part families that stand for it; coils and ingots have lanes of their own.
BOUGHT = {
    "battery pack": {"Battery cells, sets"},
    "seats": {"Seats"},
    "cockpit": {"Cockpits"},
    "bumpers": {"Painted bumpers"},
    "interior trim": {"Door trims", "Headliners", "Floor carpets", "Pillar trims", "Luggage-room trims"},
    "chassis modules": {"Light chassis modules"},
    "e-drive and range extender": {"E-drive kits", "Range-extender kits"},
    "lamps and glass": {"Headlamps", "Windscreens and windows"},
    "wheels": {"Wheels with tyres"},
    "harness": {"Wiring harnesses, sets"},
    "small stampings": {"Small stampings of floor and frame", "Small stampings of the sides"},
    "electronics": {"Domain controllers, chips"},
    "fasteners and fluids": {"Fasteners", "Fluids"},
}
METAL = "coil and ingot"


@pytest.mark.parametrize("name", model_names())
def test_no_errors_and_no_warnings(name: str) -> None:
    assert [str(problem) for problem in check_model(load_model(name))] == []


@pytest.mark.parametrize("name", PHOENIX)
def test_all_part_families_have_a_supplier_and_a_user(name: str) -> None:
    model = load_model(name)
    assert model.supply is not None
    families = model.supply.families
    assert set().union(*BOUGHT.values()) <= {title_of(family, "", "en") for family in families.values()}
    filled = {load.to: lane.supplier for lane in model.lanes.values() for load in lane.all_loads}
    suppliers = {model.parts[model.stocks[stock].part].family: supplier for stock, supplier in filled.items()}
    assert suppliers == {METAL: "metal-mills"} | {name: family.supplier for name, family in families.items()}
    fed = filled.keys() | {feed.to for feed in model.feeds.values()}
    demand = loads_of(model, 30.0).demand
    for part in (name for name, part in model.parts.items() if part.family in suppliers):
        stocks = {stock for stock in fed if model.stocks[stock].part == part}
        assert stocks, part
        assert all(demand[stock] > 0 for stock in stocks), part


@pytest.mark.parametrize("name", PHOENIX)
def test_size_of_the_supplier_park(name: str) -> None:
    """63 suppliers; families, and part numbers both by options and by the count of a family."""
    model = load_model(name)
    assert model.supply is not None
    families = model.supply.families
    senders = {lane.supplier for lane in model.lanes.values()}
    assert senders == model.suppliers.keys()
    assert len(senders) == 63
    assert len(families) >= 42
    assert set(model.docks) == {"finger"}
    assert all(lane.dock == "finger" for name, lane in model.lanes.items() if name in families)
    told_apart = Counter(part.family for part in model.parts.values() if part.family in families)
    assert sum(count * int(families[str(family)].numbers.value) for family, count in told_apart.items()) >= 1200


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
    """Outside the list of sources, as a word of its own: not as part of a longer one, or of the name of a file."""
    texts = [model_path(one).read_text(encoding="utf-8") for one in PHOENIX]
    cited = "".join(re.sub(r"(?ms)^sources:\n.*?(?=^\S)", "", text) for text in texts)
    sources = load_model(name).sources
    assert sources
    assert [key for key in sources if not re.search(rf"(?<![\w/-]){re.escape(key)}(?![\w-]|\.md)", cited)] == []
