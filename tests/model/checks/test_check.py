"""Checks that need more than one change of the plant: each message, with its place."""

from pathlib import Path

import pytest

from taktwin.model import ModelError, PlantModel, check_model, load_model
from tests.model.plant_text import PLANT

SECOND_CELL = "      press-2:\n        makes: {die: {part: door, hit: 5 s, lot: 10, reorder: 5}}\n  body:\n"
FEED = (
    "feeds:\n  to-line: {from: door-rack, to: line-side, fleet: tuggers, distance: 50 m, lot: 20, reorder: 10}\n"
    "shops:\n"
)
LINE_SIDE = "stocks:\n  line-side: {part: door, capacity: 40}\n"
FED = (("shops:\n", FEED), ("stocks:\n", LINE_SIDE), ("{door: 4}", "[{part: door, quantity: 4, from: line-side}]"))
INTO = (("part: door, hit", "part: door, into: door-rack, hit"),)

CASES = [
    # names
    ((("  body:\n", SECOND_CELL.replace("press-2", "weld")),), "shops.press.cells.weld", "is taken"),
    ((("      press-1:\n", "      press.1:\n"),), "shops.press.cells", 'holds "."'),
    ((("      hood:\n", '      " ":\n'),), "shops.body.lines", "is empty or has blanks"),
    ((("  repairers:", "  rep.airers:"), ("crew: repairers", "crew: rep.airers")), "crews.rep.airers", 'holds "."'),
    # orders
    ((("    mix: {sedan: 70 %, suv: 30 %}\n", ""),), "orders.cars", "needs a mix or a file"),
    ((("mix: {sedan: 70 %, suv: 30 %}", "mix: []"),), "orders.cars.mix", "the mix is empty"),
    (
        (("{sedan: 70 %, suv: 30 %}", "[{from: 3 d, shares: {sedan: 1}}, {from: 2 d, shares: {suv: 1}}]"),),
        "orders.cars.mix.1.from",
        "not in the order of time",
    ),
    # references
    ((("speed: 1.2 m/s", "speed: 1.2 m/s, calendar: dya"),), "fleets.tuggers.calendar", 'no calendar "dya"'),
    ((("speed: 1.2 m/s", "speed: 1.2 m/s, shop: bdy"),), "fleets.tuggers.shop", 'no shop "bdy"'),
    ((("initial: 50", "initial: 50, shop: bdy"),), "stocks.blanks.shop", 'no shop "bdy"'),
    ((("capacity: 30", "capacity: 30\n            calendar: dya"),), "paint.flow.oven.calendar", 'no calendar "dya"'),
    ((("change: 4 min", "change: 4 min\n        failures: [robto]"),), "press-1.failures", 'no failure mode "robto"'),
    ((("2: {cycle: 90 s}", "2: {power: cel}"),), "weld.except.2.power", 'no power profile "cel"'),
    ((("2: {cycle: 90 s}", "2: {failures: [{up: 1 h, repair: 1 min, crew: x}]}"),), "weld.except.2", 'no crew "x"'),
    ((("{line: hood}", "{line: hood, when: {colur: red}}"),), "joins.hood.when.colur", 'no option "colur"'),
    ((("at: weld}", "at: weld, when: {colour: rad}}"),), "hood.call.when.colour", 'no value of colour "rad"'),
    (
        (("{door: 4}", "[{part: door, quantity: 4, when: {product: svu}}]"),),
        "doors-on.uses.door.when.product",
        'no product "svu"',
    ),
    # values
    ((("name: small", "name: small\nbucket: 0"),), "bucket", "the bucket cannot be 0"),
    ((("speed: 1.2 m/s", "speed: 0 m/s"),), "fleets.tuggers.speed", "speed cannot be 0"),
    ((("speed: 1.2 m/s", "speed: 1.2 m/s, failures: [{up: 0, repair: 1 min}]"),), "fleets.tuggers.failures", "up time"),
    ((("change: 4 min", "change: 4 min\n        failures: [{up: 0, repair: 1 s}]"),), "press-1.failures", "up time"),
    ((("[robot]", "[{up: 0, repair: 1 s}]"),), "weld.failures", "up time"),
    ((("capacity: 30", "capacity: 30\n            failures: [{up: 0, repair: 1 s}]"),), "oven.failures", "up time"),
    ((("at: weld}", "at: weld, quantity: 0}"),), "hood.call.quantity", "quantity of a call cannot be 0"),
    ((("{line: hood}", "{line: hood, quantity: 0}"),), "joins.hood.quantity", "quantity of a join cannot be 0"),
    ((("purge_after: 10", "purge_after: 0"),), "topcoat.setup.purge_after", "`purge_after` cannot be 0"),
    ((("capacity: 20, cycle", "capacity: 20, cranes: 0, cycle"),), "bodies.cranes", "number of cranes cannot be 0"),
    ((('["09:00-09:15"]', '["09:00-09:15", "09:10-09:30"]'),), "shifts.0.breaks", "overlaps another"),
    ((("name: small", "name: small\nstreams: {count: 0, shops: [body]}"),), "streams.count", "cannot be 0"),
    ((("name: small", "name: small\nstreams: {count: 1, shops: [body, body]}"),), "streams.shops", "named twice"),
    # supply
    ((("capacity: 1000", "capacity: 0"),), "stocks.door-rack.capacity", "capacity cannot be 0"),
    ((("every: 8 h", "every: 0 h"),), "lanes.blanks-in.every", "between two orders cannot be 0"),
    ((("quantity: 5000", "quantity: 5000, container: 0"),), "lanes.blanks-in.container", "content cannot be 0"),
    ((("initial: 50", "initial: 50, capacity: 100"),), "lanes.blanks-in.quantity", "above the capacity"),
    ((("lot: 200", "lot: 0"),), "door-die.lot", "a lot cannot be 0"),
    ((("hit: 5 s", "hit: 5 s, per_hit: 0"),), "door-die.per_hit", "parts of a hit cannot be 0"),
    ((("hit: 5 s", "hit: 0"),), "door-die.hit", "time of a hit cannot be 0"),
    ((("{door: 4}", "{door: 0}"),), "doors-on.uses.door", "quantity of a use cannot be 0"),
    ((("{blank: 1}", "[{part: blank, when: {colour: red}}]"),), "door-die.uses.blank.when", "no `when`"),
    ((("{blank: 1}", "{blnk: 1}"),), "door-die.uses.blnk", 'no part "blnk"'),
    ((("{door: 4}", "[{part: door, from: blanks}]"),), "doors-on.uses.door.from", "holds blank, not door"),
    ((("{door: 4}", "[{part: door, from: blnks}]"),), "doors-on.uses.door.from", 'no stock "blnks"'),
    # feeds
    (
        (*FED, *INTO, ("fleet: tuggers, distance: 50 m, lot", "fleet: x, distance: 50 m, lot")),
        "feeds.to-line.fleet",
        "no fleet",
    ),
    ((*FED, *INTO, ("from: door-rack, to", "from: rack, to")), "feeds.to-line.from", 'no stock "rack"'),
    ((*FED, *INTO, ("to: line-side", "to: line")), "feeds.to-line.to", 'no stock "line"'),
    ((*FED, *INTO, ("to: line-side", "to: door-rack")), "feeds.to-line.to", "into itself"),
    ((*FED, *INTO, ("from: door-rack, to", "from: blanks, to")), "feeds.to-line.to", "holds blank, but"),
    ((*FED, *INTO, ("lot: 20,", "lot: 0,")), "feeds.to-line.lot", "a lot cannot be 0"),
    ((*FED, *INTO, ("lot: 20,", "lot: 50,")), "feeds.to-line.lot", "above the capacity"),
    ((*FED, *INTO, ("reorder: 10}", "reorder: 50}")), "feeds.to-line.reorder", "above the capacity"),
]


@pytest.mark.parametrize(
    ("changes", "path", "message"), CASES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_check(changes: tuple[tuple[str, str], ...], path: str, message: str) -> None:
    text = PLANT
    for old, new in changes:
        # a name that stands at the beginning of a line is a section: change only that one
        assert old in text
        text = text.replace(f"\n{old}", f"\n{new}", 1) if f"\n{old}" in text else text.replace(old, new, 1)
    with pytest.raises(ModelError) as caught:
        load_model(text)
    found = [one for one in caught.value.problems if path in one.path and message in one.message]
    assert found, str(caught.value)
    assert found[0].line
    assert found[0].remedy


def test_a_feed_that_is_right() -> None:
    text = PLANT
    for old, new in (*FED, *INTO):
        text = text.replace(f"\n{old}", f"\n{new}", 1) if f"\n{old}" in text else text.replace(old, new, 1)
    empty = load_model(text).feeds["to-line"].empty
    assert empty is not None
    assert empty.value == 50


def test_release_times_and_an_interval(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("product,release\nsedan,0\nsuv,2 min\n")
    file = tmp_path / "plant.yaml"
    file.write_text(PLANT.replace("mix: {sedan: 70 %, suv: 30 %}", "file: orders.csv"), encoding="utf-8")
    with pytest.raises(ModelError, match="the file gives release times, and so does the interval"):
        load_model(file)


def test_a_line_on_which_nothing_takes_time() -> None:
    with pytest.raises(ModelError, match="nothing on this line takes time"):
        load_model("name: x\nshops: {s: {lines: {l: {endless: true, flow: [{station: a, cycle: 0}]}}}}\n")


def test_a_model_built_in_python_is_checked_too() -> None:
    line = {"orders": "o", "flow": [{"station": "a", "cycle": "1 s", "calendar": "day"}]}
    model = PlantModel.model_validate({"name": "x", "orders": {"o": {}}, "shops": {"s": {"lines": {"l": line}}}})
    problems = check_model(model)
    assert [(one.file, one.line, one.path) for one in problems] == [("", None, "shops.s.lines.l.flow.0.calendar")]
    assert str(problems[0]).startswith('shops.s.lines.l.flow.0.calendar: there is no calendar "day"')


def test_a_line_name_of_two_other_shops_needs_its_shop() -> None:
    shop = "  {0}: {{lines: {{next: {{flow: [{{station: s-{0}, cycle: 1 s}}]}}}}}}\n"
    text = "name: x\nshops:\n  c: {lines: {l: {endless: true, to: next, flow: [{station: c1, cycle: 1 s}]}}}\n"
    with pytest.raises(ModelError, match=r'several shops have a line "next": write SHOP\.LINE, such as a\.next'):
        load_model(text + shop.format("a") + shop.format("b"))
