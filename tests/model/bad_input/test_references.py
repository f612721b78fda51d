"""Bad input: names that lead nowhere."""

from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from tests.model.bad_input.case import STATION, Case, check, each
from tests.model.plant_text import changed

CASES = [
    # references
    Case("calendar", "calendar: day\n", "calendar: dya\n", "shops.body.calendar", 'no calendar "dya"', "`day`"),
    Case("crew", "crew: repairers", "crew: repairer", "failures.robot.crew", 'no crew "repairer"', "`repairers`"),
    Case("failure mode", "[robot]", "[robto]", f"{STATION}.failures", 'no failure mode "robto"', "`robot`"),
    Case(
        "power profile",
        "light: {power: cell}",
        "light: {power: cel}",
        "loads.light.power",
        "no power profile",
        "`cell`",
    ),
    Case("fleet", "fleet: tuggers", "fleet: tugger", "to-paint.fleet", 'no fleet "tugger"', "`tuggers`"),
    Case(
        "supplier",
        "supplier: steelworks",
        "supplier: steelwork",
        "lanes.blanks-in.supplier",
        "no supplier",
        "`steelworks`",
    ),
    Case("stock", "to: blanks,", "to: blank,", "lanes.blanks-in.to", 'no stock "blank"', "`blanks`"),
    Case("part", "uses: {door: 4}", "uses: {dor: 4}", "doors-on.uses.dor", 'no part "dor"', "`door`"),
    Case(
        "part of a stock",
        "blanks: {part: blank,",
        "blanks: {part: blnk,",
        "stocks.blanks.part",
        'no part "blnk"',
        "`blank`",
    ),
    Case("order stream", "orders: cars\n", "orders: car\n", "lines.main.orders", 'no order stream "car"', "`cars`"),
    Case("line", "to: paint\n", "to: pain\n", "lines.main.to", 'no line or element "pain"', "`paint`"),
    Case(
        "route",
        "to: rework,",
        "to: reworks,",
        "inspection.routes.reworks.to",
        'no line or element "reworks"',
        "`rework`",
    ),
    Case("join", "line: hood}", "line: hod}", "doors-on.joins.hod.line", 'no line or element "hod"', "`hood`"),
    Case("call", "call: {at: weld}", "call: {at: wled}", "hood.call.at", 'no element "wled"', "`weld`"),
    Case("product", "suv: 30 %", "svu: 30 %", "orders.cars.mix.svu", 'no product "svu"', "`suv`"),
    Case("option", "setup: {by: colour", "setup: {by: color", "topcoat.setup.by", 'no option "color"', "`colour`"),
    Case(
        "option value",
        "when: {colour: red}",
        "when: {colour: rad}",
        "inspection.routes.scrap.when.colour",
        'no value of colour "rad"',
        "`red`",
    ),
    Case("product of a cycle", "suv: 90 s", "svu: 90 s", "doors-on.cycle.svu", 'no product "svu"', "`suv`"),
    Case(
        "product without time",
        ", suv: 90 s",
        "",
        "doors-on.cycle",
        'no time for product "suv"',
        "default: TIME",
        "by: product",
    ),
    Case("rule option", "{same: colour}", "{same: colur}", "sort.rule", 'no option "colur"', "`colour`"),
    Case(
        "medium",
        "power: cell\n",
        "power: cell\n            energy_per_job: {steam: 1 kWh}\n",
        "weld.energy_per_job",
        'unknown medium "steam"',
        "heat",
    ),
]


@each(CASES)
def test_problem_names_file_line_field_and_remedy(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


def test_a_part_without_a_stock() -> None:
    text = changed("  blank: {family: steel}", "  blank: {family: steel}\n  bolt: {}")
    text = text.replace("uses: {door: 4}", "uses: {door: 4, bolt: 8}")
    with pytest.raises(ModelError, match='the part "bolt" is held at no stock: add a stock'):
        load_model(text)


def test_a_line_name_that_two_shops_have() -> None:
    text = changed(
        "  paint:\n    lines:\n",
        "  paint:\n    lines:\n      hood:\n        call: {at: sort}\n        flow: [{station: h2, cycle: 1 s}]\n",
    )
    text = text.replace(
        "            cycle: 80 s\n", "            cycle: 80 s\n            joins: [{line: paint.hood}]\n"
    )
    assert load_model(text).shops["paint"].lines["hood"].call is not None
    text = text.replace(
        "- {buffer: sort, capacity: 10,",
        "- {station: s0, cycle: 1 s, joins: [{line: main.hood}]}\n          - {buffer: sort, capacity: 10,",
    )
    with pytest.raises(ModelError, match=r'there is no line or element "main\.hood"'):
        load_model(text)
