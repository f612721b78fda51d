"""Bad input: keys and types, names that are taken, and what the file itself is like."""

from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from tests.model.bad_input.case import STATION, Case, check, each
from tests.model.plant_text import PLANT, changed, line_of

CASES = [
    # keys and types
    Case(
        "unknown key", "cycle: 20 min", "cycel: 20 min", "sanding.cycel", 'unknown key "cycel"', "did you mean `cycle`?"
    ),
    Case(
        "missing key",
        "cycle: 20 min, ",
        "",
        "sanding.cycle",
        'the key "cycle" is missing',
        "add `cycle: ...`",
        "station: sanding",
    ),
    Case(
        "a distribution cut at its commas",
        "cycle: 20 min",
        "cycle: tri(18 min, 20 min, 30 min)",
        "lines.rework.flow.sanding",
        'a text is cut at a comma: "20 min", "30 min)"',
        "in quotation marks",
    ),
    Case(
        "a title cut at its comma",
        "title: {en: Small plant, zh: 小工厂}",
        "title: {en: Body, paint and more}",
        "title",
        'a text is cut at a comma: "paint and more"',
        "in quotation marks",
        "title: {en: Body",
    ),
    Case("unknown top key", "crews:", "crewes:", "crewes", "unknown key", "did you mean `crews`?"),
    Case(
        "key in an exception",
        "2: {cycle: 90 s}",
        "2: {cycles: 90 s}",
        f"{STATION}.except.2.cycles",
        "unknown key",
        "`cycle`",
    ),
    Case(
        "element type",
        "- buffer: after-weld",
        "- bufer: after-weld",
        "shops.body.lines.main.flow",
        'element type "bufer"',
        "`buffer`",
    ),
    Case(
        "no element type",
        "- buffer: after-weld",
        "- name: after-weld",
        "shops.body.lines.main.flow",
        "no type",
        "- station: NAME",
    ),
    Case(
        "flow is no list",
        "to: sort\n        flow:\n          - {b",
        "to: sort\n        flow: 3\n        fl:\n          - {b",
        "shops.paint.lines.rework.flow",
        "expected a list",
        "- ",
        "flow: 3",
    ),
    Case(
        "text as truth",
        "to: sort",
        "to: sort\n        endless: perhaps",
        "rework.endless",
        "expected true or false",
        "true or false",
    ),
    Case(
        "list as mapping",
        "light: {power: cell}",
        "light: [cell]",
        "shops.body.loads.light",
        "expected a mapping",
        "KEY: VALUE",
    ),
    Case(
        "wrong word",
        "up: exp(8 h)",
        "clock: tiem, up: exp(8 h)",
        "failures.robot.clock",
        "'time' or 'operation'",
        "`time`",
    ),
    Case(
        "wrong rule",
        "rule: sequence",
        "rule: newest",
        "bodies.rule",
        "retrieval rule",
        "fifo, lifo, sequence",
        "newest",
    ),
    Case(
        "two starts",
        "to: paint\n",
        "endless: true\n        to: paint\n",
        "shops.body.lines.main",
        "one start",
        "keep one of",
        "      main:",
    ),
    Case(
        "two origins",
        "interval: 120 s",
        "file: orders.csv",
        "orders.cars",
        "mix or a file, got both",
        "keep one",
        "  cars:",
    ),
    Case("two amounts", "quantity: 5000", "quantity: 5000, up_to: 5000", "lanes.blanks-in", "got both", "exactly one"),
    Case("no amount", ", quantity: 5000", "", "lanes.blanks-in", "got neither", "exactly one", "blanks-in:"),
    Case("language version", "taktwin: 1", "taktwin: 2", "taktwin", "expected 1", "1"),
    Case("start", "name: small", "name: small\nstart: soon", "start", "expected a date", "2026-01-05"),
    Case(
        "position", "rule: sequence", "rule: sequence, position: [1]", "bodies.position", "too few entries", "add what"
    ),
    # calendars
    Case("clock", 'from: "06:00"', 'from: "6 am"', "calendars.day.shifts.0.from", "expected a time of day", "HH:MM"),
    Case("late clock", 'to: "14:00"', 'to: "24:30"', "calendars.day.shifts.0.to", "expected a time of day", "24:00"),
    Case("day", "Mon-Fri", "Mon-Fry", "calendars.day.shifts.0.days", 'unknown day "Fry"', "`Fri`"),
    Case("break", "09:00-09:15", "09:00", "shifts.0.breaks", "expected a break", "HH:MM-HH:MM"),
    Case("break outside", "09:00-09:15", "15:00-15:15", "shifts.0.breaks", "lies outside the shift", "move the break"),
    Case("no hours", "09:00-09:15", "06:00-14:00", "calendars.day", "no working time", "add a shift", "    shifts:"),
    # names
    Case(
        "same element",
        "station: sanding",
        "station: topcoat",
        "shops.paint.lines.rework.flow.topcoat",
        "is taken",
        "rename one",
        "{station: topcoat",
    ),
    Case("name of a copy", "station: sanding", "station: weld-2", "rework.flow.weld-2", "is taken", "rename one"),
    Case(
        "element and line",
        "station: sanding",
        "station: hood",
        "rework.flow.hood",
        "name of a line",
        "rename one",
        "{station: hood,",
    ),
    Case(
        "dot in a name",
        "- station: topcoat",
        "- station: top.coat",
        "paint.lines.paint.flow",
        'holds "."',
        "use letters",
    ),
    Case("dot in a line name", "      rework:\n", "      re.work:\n", "shops.paint.lines", 'holds "."', "use letters"),
    Case("slash in a shop name", "  press:\n", "  press/1:\n", "shops.press/1", 'holds "/"', "use letters"),
    Case(
        "called scrap",
        "station: sanding",
        "station: scrap",
        "rework.flow.scrap",
        "word of the model language",
        "another name",
    ),
    # YAML
    Case("tab", "name: small", "name: small\nnote:\n\tx: 1", "", "YAML syntax", "spaces, not with tabs", "\tx: 1"),
    Case("open brace", "suv: 30 %}", "suv: 30 %", "", "YAML syntax", "close the bracket", "interval: 120 s"),
    Case(
        "mark with a colon",
        "cycle: 100 s\n",
        "cycle: 100 s [derived: takt]\n",
        "",
        "YAML syntax",
        "quotation marks",
        "[derived: takt]",
    ),
    Case(
        "key twice",
        "name: small",
        "name: small\nname: large",
        "name",
        'the key "name" is given twice',
        "keep one",
        "name: large",
    ),
    Case(
        "wrong extends",
        "name: small",
        "name: small\nextends: phenix",
        "extends",
        'no shipped model "phenix"',
        "`phoenix`",
    ),
    Case(
        "unknown set",
        "name: small",
        "name: small\nset: {shops.bdy.calendar: day}",
        "set.shops.bdy.calendar",
        'no "bdy"',
        "`shops.body.calendar`",
    ),
]


@each(CASES)
def test_problem_names_file_line_field_and_remedy(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


def test_the_plant_itself_is_good(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text(PLANT, encoding="utf-8")
    assert load_model(file).name == "small"


def test_all_problems_of_a_file_are_told_at_once() -> None:
    text = (
        PLANT.replace("cycle: 100 s\n", "cycle: 100\n").replace("size: 2", "size: two").replace("kW, idle", "kw, idel")
    )
    with pytest.raises(ModelError) as caught:
        load_model(text)
    paths = {problem.path for problem in caught.value.problems}
    assert {"shops.body.lines.main.flow.weld.cycle", "crews.repairers.size", "power.cell.electricity.idel"} <= paths
    assert [one.line for one in caught.value.problems] == sorted(one.line or 0 for one in caught.value.problems)


def test_the_printed_form() -> None:
    with pytest.raises(ModelError) as caught:
        load_model(changed("cycle: 100 s\n", "cycle: 100\n"))
    line = line_of(PLANT, "cycle: 100 s")
    assert str(caught.value) == (
        f"(text):{line}: shops.body.lines.main.flow.weld.cycle: "
        'expected a time such as "100 s", got "100": add a unit, such as "100 s"'
    )
