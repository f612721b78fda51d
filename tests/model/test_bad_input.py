"""Bad input: each problem names file, line and field, says what was expected, and has a remedy."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from tests.model.plant_text import PLANT, changed, line_of


@dataclass(frozen=True)
class Case:
    """The plant with `old` replaced by `new`; the problem is on the line that holds `at` (default: the new text)."""

    id: str
    old: str
    new: str
    path: str
    message: str
    remedy: str
    at: str | None = None

    def text(self) -> str:
        return changed(self.old, self.new)

    def line(self) -> int:
        return line_of(self.text(), self.at or self.new.strip().splitlines()[-1])


STATION = "shops.body.lines.main.flow.weld"
CASES = [
    # quantities
    Case(
        "missing unit", "cycle: 100 s\n", "cycle: 100\n", f"{STATION}.cycle", 'such as "100 s", got "100"', "add a unit"
    ),
    Case("wrong dimension", "cycle: 100 s\n", "cycle: 5 kW\n", f"{STATION}.cycle", "which is a power", "give a time"),
    Case("negative time", "cycle: 100 s\n", "cycle: -3 s\n", f"{STATION}.cycle", "cannot be negative", "zero or above"),
    Case(
        "unknown unit",
        "cycle: 100 s\n",
        "cycle: 100 sek\n",
        f"{STATION}.cycle",
        'unknown unit "sek"',
        "did you mean `sec`",
    ),
    Case(
        "separators",
        "cycle: 100 s\n",
        "cycle: 1,000 s\n",
        f"{STATION}.cycle",
        "cannot read the number",
        "without separators",
    ),
    Case("a list as time", "cycle: 100 s\n", "cycle: [100 s]\n", f"{STATION}.cycle", "expected a time", "100 s"),
    Case(
        "nothing as time",
        "cycle: 100 s\n",
        "cycle:  # none\n",
        f"{STATION}.cycle",
        "expected a time",
        "100 s",
        "# none",
    ),
    Case("no number", "cycle: 100 s\n", "cycle: fast\n", f"{STATION}.cycle", 'got "fast"', "begin with a number"),
    Case("not finite", "cycle: 100 s\n", "cycle: 1e999 s\n", f"{STATION}.cycle", "1e999 s", "finite"),
    Case("distance as speed", "speed: 1.2 m/s", "speed: 1.2 m", "fleets.tuggers.speed", "which is a length", "1.2 m/s"),
    Case(
        "power as volume",
        "working: 3 m3/h",
        "working: 3 kW",
        "power.cell",
        "compressed_air: expected a volume flow",
        "volume flow",
    ),
    Case(
        "fraction of a crew",
        "size: 2",
        "size: 2.5",
        "crews.repairers.size",
        "expected a whole number",
        "give a whole number",
    ),
    Case(
        "unit on a count",
        "size: 2",
        "size: 2 people",
        "crews.repairers.size",
        "expected a whole number",
        "leave the unit out",
    ),
    Case(
        "endless count",
        "size: 2",
        "size: unlimited",
        "crews.repairers.size",
        "`unlimited` is not allowed",
        "give a number",
    ),
    Case("share above 1", "share: 8 %", "share: 8", "inspection.routes.rework.share", "between 0 and 1", '"8 %"'),
    Case("mass in seconds", "mass: 1.5 t", "mass: 1.5 s", "products.sedan.mass", "which is a time", "1.5 t"),
    # distributions
    Case(
        "unknown distribution",
        "exp(8 h)",
        "expo(8 h)",
        "failures.robot.up",
        'unknown distribution "expo"',
        "did you mean `exp`",
    ),
    Case(
        "tri out of order",
        "tri(90 s, 95 s, 100 s)",
        "tri(95 s, 90 s, 100 s)",
        "topcoat.cycle",
        "low <= mode <= high",
        "tri(",
    ),
    Case("tri of two", "tri(90 s, 95 s, 100 s)", "tri(90 s, 95 s)", "topcoat.cycle", "tri lacks high", "tri("),
    Case(
        "tri without unit",
        "tri(90 s, 95 s, 100 s)",
        "tri(90, 95 s, 100 s)",
        "topcoat.cycle",
        "low: expected a time",
        "add a unit",
    ),
    Case("wrong parameter", "exp(8 h)", "exp(avg=8 h)", "failures.robot.up", 'no parameter "avg"', "exp(8 h)"),
    Case(
        "four parameters",
        "tri(90 s, 95 s, 100 s)",
        "tri(1 s, 2 s, 3 s, 4 s)",
        "topcoat.cycle",
        "takes 3 parameters, got 4",
        "tri(",
    ),
    Case("exp of zero", "exp(8 h)", "exp(0 s)", "failures.robot.up", "mean must be above zero", "above zero"),
    Case("open bracket", "exp(8 h)", '"exp(8 h"', "failures.robot.up", "cannot read the distribution", "exp(8 h)"),
    # marks
    Case(
        "unknown mark",
        "size: 2",
        'size: "2 [guess: mine]"',
        "crews.repairers.size",
        "unknown mark",
        "[assumed: REASON]",
    ),
    Case("empty mark", "size: 2", 'size: "2 [derived]"', "crews.repairers.size", "lacks its rule", "[derived: ...]"),
    Case(
        "bad mark key",
        "calendar: day\n",
        "calendar: day\n    mark: maybe\n",
        "shops.body.mark",
        "unknown mark",
        "[seen: SOURCE]",
    ),
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
    Case("wrong rule", "rule: sequence", "rule: lifo", "bodies.rule", "retrieval rule", "fifo, sequence", "lifo"),
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
    Case(
        "shifts overlap",
        "crews:",
        '      - {days: Fri, from: "13:00", to: "20:00"}\ncrews:',
        "calendars.day.shifts.1",
        "overlaps",
        "change its",
        "13:00",
    ),
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
    # values
    Case("mix", "suv: 30 %", "suv: 20 %", "orders.cars.mix", "sum to 90 %", "sum to 100 %"),
    Case("options sum", "blue: 60 %", "blue: 70 %", "options.colour", "sum to 110 %", "sum to 100 %"),
    Case("product options", "blue: 0.5}", "blue: 0.4}", "products.suv.options.colour", "sum to 90 %", "sum to 100 %"),
    Case("routes", "share: 8 %", "share: 108e-2", "inspection.routes.rework.share", "between 0 and 1", "%"),
    Case(
        "routes and scrap",
        "cycle: 80 s",
        "cycle: 80 s\n            scrap: 95 %",
        "inspection.routes.rework",
        "sum to 103 %",
        "100 %",
        "to: rework,",
    ),
    Case("no crew", "size: 2", "size: 0", "crews.repairers.size", "cannot be 0", "above 0"),
    Case("no servers", "servers: 2", "servers: 0", "sanding.servers", "cannot be 0", "above 0"),
    Case("no stations", "count: 3", "count: 0", "weld.count", "cannot be 0", "above 0"),
    Case("no vehicles", "count: 2", "count: 0", "fleets.tuggers.count", "cannot be 0", "above 0"),
    Case("no room", "capacity: 30", "capacity: 0", "oven.capacity", "cannot be 0", "above 0"),
    Case("no up time", "up: exp(8 h)", "up: 0 s", "failures.robot.up", "cannot be 0", "above 0"),
    Case(
        "no interval", "interval: 120 s", "interval: 0", "orders.cars.interval", "cannot be 0", "leave `interval` out"
    ),
    Case("exception beyond", "2: {cycle: 90 s}", "7: {cycle: 90 s}", "weld.except.7", "no station 7 of 3", "from 1"),
    Case("purge", "purge_after: 10, ", "", "topcoat.setup.purge_time", "never used", "purge_after", "purge_time"),
    # supply
    Case(
        "nobody supplies",
        "lanes:\n  blanks-in: {supplier: steelworks, to: blanks, every: 8 h, quantity: 5000}\n",
        "",
        "stocks.blanks",
        "nobody supplies",
        "add a lane",
        "blanks: {part",
    ),
    Case(
        "nobody makes",
        "part: door, hit",
        "part: blank, hit",
        "stocks.door-rack",
        'nobody supplies the part "door"',
        "make cell",
        "door-rack: {",
    ),
    Case(
        "two stocks",
        "stocks:\n",
        "stocks:\n  door-rack-2: {part: door, initial: unlimited}\n",
        "doors-on.uses.door",
        "held at several stocks",
        "`from: door-rack",
        "uses: {door: 4}",
    ),
    Case("reorder", "reorder: 300", "reorder: 3000", "door-die.reorder", "above the capacity", "lower it"),
    Case("lot", "lot: 200", "lot: 2000", "door-die.lot", "above the capacity", "raise the capacity"),
    Case("initial", "initial: 100,", "initial: 10000,", "stocks.door-rack.initial", "above the capacity", "lower it"),
    Case(
        "all scrapped",
        "uses: {blank: 1}",
        "scrap: 100 %, uses: {blank: 1}",
        "door-die.scrap",
        "all hits are scrapped",
        "below 100 %",
    ),
    Case("lane lot", "quantity: 5000", "quantity: 0", "lanes.blanks-in.quantity", "cannot be 0", "above 0"),
    # flow
    Case(
        "unreachable line",
        "  paint:\n    lines:\n",
        "  paint:\n    lines:\n      lost:\n        flow: [{station: lonely, cycle: 1 s}]\n",
        "shops.paint.lines.lost",
        "no job can reach this line",
        "give it a start",
        "      lost:",
    ),
    Case(
        "unreachable station",
        "share: 8 %",
        "share: 100 %",
        "shops.paint.lines.paint.flow.bodies",
        'no job can reach the store "bodies"',
        "lower the shares",
        "store: bodies",
    ),
    Case(
        "deadlock",
        "{buffer: rework-queue, capacity: unlimited}",
        "{buffer: rework-queue, capacity: 10}",
        "shops.paint.lines.paint.flow.inspection",
        "can lock up",
        "`capacity: unlimited`",
        "station: inspection",
    ),
    Case(
        "never joined",
        "            joins: [{line: hood}]\n",
        "",
        "shops.body.lines.hood",
        "never joined",
        "joins: [{line",
        "      hood:",
    ),
    Case(
        "joined elsewhere",
        "call: {at: weld}",
        "call: {at: weld}\n        to: sort",
        "doors-on.joins.hood",
        "leads to sort",
        "drop its `to`",
        "joins: [",
    ),
    Case("own call", "call: {at: weld}", "call: {at: hoods}", "hood.call.at", "of this line itself", "line that calls"),
    Case("joins itself", "line: hood}", "line: main}", "doors-on.joins.main", "cannot join itself", "sub-line"),
    Case(
        "transport first",
        "- station: weld\n",
        "- {transport: first, fleet: tuggers, distance: 5 m}\n          - station: weld\n",
        "main.flow.first",
        "first element of a line with a start",
        "buffer or a station",
        "transport: first",
    ),
    Case(
        "two transports",
        "          - {buffer: sort,",
        "          - {transport: second, fleet: tuggers, distance: 5 m}\n          - {buffer: sort,",
        "paint.flow.second",
        "follows the transport",
        "between them",
        "transport: second",
    ),
    Case(
        "line into scrap",
        "to: sort",
        "to: scrap",
        "rework.to",
        "cannot lead into scrap",
        "leave `to` out",
        "        to: scrap",
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_problem_names_file_line_field_and_remedy(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text(case.text(), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    problems = caught.value.problems
    found = [one for one in problems if case.path in one.path and case.message in one.message]
    assert found, f"not among: {caught.value}"
    assert found[0].file == str(file)
    assert found[0].line == case.line()
    assert case.remedy in found[0].remedy
    assert str(found[0]).startswith(f"{file}:{case.line()}: ")


def test_there_are_enough_cases() -> None:
    assert len({case.id for case in CASES}) == len(CASES) >= 45


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


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such file: check the name"):
        load_model(tmp_path / "none.yaml")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="a folder, no file: name the file in it"):
        load_model(tmp_path)


def test_no_such_model() -> None:
    with pytest.raises(ModelError, match='no file called "phenix": did you mean `phoenix`'):
        load_model("phenix")


def test_an_empty_file(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text("# nothing\n")
    with pytest.raises(ModelError, match="the file is empty: begin with"):
        load_model(file)


def test_a_list_at_the_top(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text("- a\n- b\n")
    with pytest.raises(ModelError, match="expected a mapping at the top: begin with"):
        load_model(file)


def test_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_bytes(b"taktwin: 1\nname: caf\xe9\n")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    problem = caught.value.problems[0]
    assert (problem.file, problem.line, problem.remedy) == (str(file), 2, "save it as UTF-8")


def test_a_control_character(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_bytes(b"taktwin: 1\nname: a\x07b\n")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    assert caught.value.problems[0].line == 2
    assert caught.value.problems[0].remedy == "remove the control character"


def test_models_that_extend_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("name: a\nextends: b.yaml\n")
    (tmp_path / "b.yaml").write_text("name: b\nextends: a.yaml\n")
    with pytest.raises(ModelError, match="extends this model in turn"):
        load_model(tmp_path / "a.yaml")


def test_a_part_without_a_stock() -> None:
    text = changed("  blank: {family: steel}", "  blank: {family: steel}\n  bolt: {}")
    text = text.replace("uses: {door: 4}", "uses: {door: 4, bolt: 8}")
    with pytest.raises(ModelError, match='the part "bolt" is held at no stock: add a stock'):
        load_model(text)


def test_jobs_that_start_without_end() -> None:
    text = changed("    interval: 120 s\n", "").replace(
        "          - station: weld\n", "          - {buffer: first, capacity: unlimited}\n          - station: weld\n"
    )
    with pytest.raises(ModelError, match='its room is unlimited: give "first" a capacity') as caught:
        load_model(text)
    assert caught.value.problems[0].line == line_of(text, "buffer: first")


def test_no_start_at_all() -> None:
    text = changed("orders: cars\n", "note: no start\n").replace("call: {at: weld}", "note: none")
    with pytest.raises(ModelError, match="no line has a start, so no job ever enters"):
        load_model(text)


def test_calls_in_a_circle() -> None:
    text = changed("orders: cars\n", "call: {at: hoods}\n")
    with pytest.raises(ModelError, match=r"these calls go round in a circle"):
        load_model(text)


def test_a_loop_without_an_end() -> None:
    text = changed("share: 8 %", "share: 100 %").replace(
        "{to: scrap, share: 0.5 %, when: {colour: red}}", "{to: sort, share: 0}"
    )
    with pytest.raises(ModelError, match="can never leave the plant: lead a route"):
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


@pytest.mark.parametrize(
    ("rows", "line", "path", "message", "remedy"),
    [
        (
            "product,colour\nsedan,red\nsudan,red\n",
            3,
            "product",
            'row 3: unknown product "sudan"',
            "did you mean `sedan`?",
        ),
        ("product,colour\nsedan,rad\n", 2, "colour", 'row 2: unknown value "rad" of colour', "`red`"),
        ("product,color\nsedan,red\n", 1, "color", 'no option "color"', "`colour`"),
        ("product,colour\nsedan\n", 2, "", "row 2: expected 2 values", "give each column a value"),
        ('product,colour\nsedan,"re"d\n', 2, "", "row 2: cannot be read", "quotation marks"),
        ('product,colour\nsedan,red\nsedan,"red\nsuv,red\n', 3, "", "row 3: cannot be read", "quotation marks"),
        ("colour\nred\n", 1, "product", "column `product` is missing", "add it"),
        ("product,release\nsedan,10\nsedan,5\n", 3, "release", "lies before the one above", "sort the rows"),
        ("product,release\nsedan,soon\n", 2, "release", "expected a time", "begin with a number"),
        ("product,release\nsedan,-4\n", 2, "release", "row 2", ""),
        ("product,product\nsedan,suv\n", 1, "product", "stands twice", "keep one"),
        ("product\n", 1, "", "holds no orders", "one row for each job"),
    ],
)
def test_order_files(rows: str, line: int, path: str, message: str, remedy: str, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(rows)
    file = tmp_path / "plant.yaml"
    file.write_text(changed("mix: {sedan: 70 %, suv: 30 %}\n    interval: 120 s", "file: orders.csv"), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    problem = caught.value.problems[0]
    assert (problem.file, problem.line, problem.path) == (str(tmp_path / "orders.csv"), line, path)
    assert message in problem.message
    assert remedy in problem.remedy


def test_order_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_bytes(b"product\nsedan\n\xff\xfe\n")
    file = tmp_path / "plant.yaml"
    file.write_text(changed("mix: {sedan: 70 %, suv: 30 %}\n    interval: 120 s", "file: orders.csv"), encoding="utf-8")
    with pytest.raises(ModelError, match=r"orders.csv:3: .*not UTF-8"):
        load_model(file)


def test_missing_order_file(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text(changed("mix: {sedan: 70 %, suv: 30 %}\n    interval: 120 s", "file: none.csv"), encoding="utf-8")
    with pytest.raises(ModelError, match=r"none.csv.*no such file"):
        load_model(file)
