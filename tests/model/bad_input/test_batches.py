"""Bad input: batch stations of which something is wrong."""

from pathlib import Path

import pytest

from taktwin.model import load_model
from taktwin.model.checks.check import check_model
from tests.model.bad_input.case import Case, check, each
from tests.model.plant_text import PLANT

SANDING = "          - {station: sanding, cycle: 20 min, servers: 2}"


def flow(buffer: str, *fields: str) -> str:
    """A buffer and a batch station in place of the station, with one field more or other ones."""
    given = {"most": "4", "cycle": "20 min"}
    given |= dict(field.split(": ", 1) for field in fields)
    station = ", ".join(f"{key}: {value}" for key, value in given.items() if value)
    return f"          {buffer}\n          - {{batch_station: sanding, {station}}}".lstrip("\n")


def batches(*fields: str) -> str:
    return flow("- {buffer: loading, capacity: 6}", *fields)


def case(name: str, fields: list[str], path: str, message: str, remedy: str) -> Case:
    return Case(name, SANDING, batches(*fields), path, message, remedy)


CASES = [
    case("no most", ["most: "], "sanding.most", 'the key "most" is missing', "add"),
    case("no cycle", ["cycle: "], "sanding.cycle", 'the key "cycle" is missing', "add"),
    case("most of none", ["most: 0"], "sanding", "one job or more, got `most: 0`", "number of places"),
    case("most of half a job", ["most: 2.5"], "sanding.most", "2.5", ""),
    case("most below 0", ["most: -1"], "sanding.most", "-1", ""),
    case("most without end", ["most: unlimited"], "sanding.most", "`unlimited` is not allowed", "a number"),
    case("most as a time", ["most: 4 min"], "sanding.most", "4 min", ""),
    case("least of none", ["least: 0"], "sanding", "one job or more, got `least: 0`", "enough to begin"),
    case("least above most", ["least: 5"], "sanding", "5 jobs or more has no room in 4 places", "lower `least`"),
    case("least as a share", ["least: 50 %"], "sanding.least", "50 %", ""),
    case("wait without a unit", ["wait: 10"], "sanding.wait", "10", ""),
    case("wait as a distribution", ["wait: exp(9 s)"], "sanding.wait", "", ""),
    case("wait below 0", ["wait: -9 s"], "sanding.wait", "-9 s", ""),
    case("wait as a number of jobs", ["wait: 3 jobs"], "sanding.wait", "", ""),
    case("an option that is not there", ["same: color"], "sanding.same", 'no option "color"', "`colour`"),
    case("one of several options", ["same: [colour, rof]"], "sanding.same", 'no option "rof"', ""),
    case("an option twice", ["same: [colour, colour]"], "sanding", "named twice in `same`", "once"),
    case("values instead of an option", ["same: {colour: red}"], "sanding.same", "", ""),
    case("a number instead of an option", ["same: 3"], "sanding.same", "", ""),
    case("visits alike", ["same: visit"], "sanding", "`visit` says nothing of it", "name an option"),
    case("a time by visit", ["cycle: {by: visit, 1: 9 s, default: 8 s}"], "sanding", "`visit` says nothing", "option"),
    case("a time by no option", ["cycle: {by: color, red: 9 s}"], "sanding.cycle", 'no option "color"', "`colour`"),
    case("a value without a time", ["cycle: {by: colour, red: 9 s}"], "sanding.cycle", "no time for colour", "add"),
    case("a cycle without a unit", ["cycle: 20"], "sanding.cycle", "20", ""),
    case("no servers", ["servers: 0"], "sanding.servers", "number of servers cannot be 0", "above 0"),
    case("half a server", ["servers: 1.5"], "sanding.servers", "1.5", ""),
    case("servers that differ", ["servers: [{cycle: 9 s}]"], "sanding.servers", "", ""),
    case("far too many servers", ["servers: 90000"], "sanding.servers", "90000 of them here", "keep to"),
    case("failure", ["failures: [robto]"], "sanding.failures", 'no failure mode "robto"', "`robot`"),
    case("failure after no jobs", ["failures: [{jobs: 0, repair: 9 s}]"], "failures", "cannot be 0", "above 0"),
    case("calendar", ["calendar: dya"], "sanding.calendar", 'no calendar "dya"', "`day`"),
    case("power", ["power: ovne"], "sanding.power", 'no power profile', ""),
    case("medium", ["energy_per_job: {steam: 2 kWh}"], "energy_per_job", 'unknown medium "steam"', ""),
    case("amount", ["energy_per_job: {water: 2 kWh}"], "energy_per_job", "water", ""),
    case("route", ["routes: [{to: nowhere}]"], "routes", 'no line or element "nowhere"', ""),
    case("too many leave", ["routes: [{to: rework, share: 70 %}]", "scrap: 40 %"], "routes", "sum to 110 %", "100 %"),
    case("parts", ["uses: {dor: 1}"], "sanding.uses", '"dor"', ""),
    case("setup", ["same: colour", "setup: {by: color, time: 9 s}"], "sanding", "may differ in color", "`same`"),
    case("setup of what differs", ["setup: {by: colour, time: 9 s}"], "sanding", "may differ in colour", "colour"),
    case("operators", ["operators: painters"], "sanding.operators", 'no operators have the skill', "add a pool"),
    case("priority", ["priority: 2"], "sanding.priority", "it needs no operators", "add `operators`"),
    case("loading", ["load: 3"], "sanding.load", "3", ""),
    case("joins", ["joins: [{line: rework}]"], "sanding", "which of its jobs a joined one would", "at a station"),
    case("inspection", ["inspect: 9 s"], "sanding", "which of its jobs would be checked", "a station with the check"),
    case("a choice", ["choice: idle"], "sanding", "into the first that is free", "drop `choice`"),
    case("planned time", ["ideal: 9 min"], "sanding", "the share of its places", "drop `ideal`"),
    case("a misspelt key", ["leest: 3"], "sanding.leest", "unknown key", "`least`"),
    case("capacity", ["capacity: 4"], "sanding.capacity", "unknown key", ""),
    Case(
        "never enough", SANDING, flow("- {buffer: loading, capacity: 3}"), "sanding.most",
        "4 jobs are needed for a batch, but no more than 3 can wait before it: it never begins", "4 places",
    ),
    Case(
        "never enough of the least", SANDING, flow("- {buffer: loading, capacity: 2}", "least: 3"), "sanding.least",
        "3 jobs are needed for a batch, but no more than 2", "lower `least`, or add a `wait`",
    ),
    Case(
        "after a station", SANDING, flow("- {station: grinding, cycle: 9 s}"), "sanding",
        'wait in a buffer until there are enough of them, but the station "grinding" leads here', "put a buffer before",
    ),
    Case(
        "after a way of no share", "              - {to: scrap, share: 0.5 %, when: {colour: red}}",
        "              - {to: sort, share: 0 %, full: washer}\n"
        "          - {buffer: ahead, capacity: 9}\n          - {batch_station: washer, most: 4, cycle: 9 s}",
        "flow.washer", 'but the station "inspection" leads here', "put a buffer before", at="batch_station: washer",
    ),
    Case(
        "after a conveyor", SANDING, flow("- {conveyor: belt, capacity: 9, transit: 9 s}"), "sanding",
        'but the conveyor "belt" leads here', "put a buffer before",
    ),
    Case(
        "after a store", SANDING, flow("- {store: rack, capacity: 9, cycle: 9 s}"), "sanding",
        'but the store "rack" leads here', "put a buffer before",
    ),
    Case(
        "after a buffer without a place", SANDING, flow("- {buffer: loading, capacity: 0}"), "sanding",
        'but the buffer "loading" has no place, and leads here', "as many places",
    ),
]  # fmt: skip


@each(CASES)
def test_batch_stations(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (batches("most: 8", "least: 2"), "a batch has 8 places, but no more than 6 jobs can wait before it"),
        (batches("most: 8", "wait: 9 min"), "8 jobs are needed for a batch, but no more than 6 can wait"),
        (batches("same: colour"), "this can lock up: 6 jobs can wait before it, of 2 sorts"),
    ],
)
def test_warnings(new: str, words: str, tmp_path: Path) -> None:
    """What runs, but as nobody means it."""
    assert PLANT.count(SANDING) == 1
    file = tmp_path / "plant.yaml"
    file.write_text(PLANT.replace(SANDING, new), encoding="utf-8")
    found = [problem for problem in check_model(load_model(file)) if words in problem.message]
    assert [problem.level for problem in found] == ["warning"]


def test_no_warning_where_all_is_well(tmp_path: Path) -> None:
    """Room for each sort, or a wait."""
    for new in (batches("most: 2", "same: colour"), batches("same: colour", "wait: 9 min"), batches()):
        file = tmp_path / "plant.yaml"
        file.write_text(PLANT.replace(SANDING, new), encoding="utf-8")
        found = check_model(load_model(file))
        assert not [one for one in found if "sanding" in one.path and "load" not in one.message]


def orders(batch: str) -> str:
    """The releases of the plant, in batches."""
    return f"    interval: 120 s\n    batch: {batch}"


INTERVAL = "    interval: 120 s"
RELEASES = [
    Case("batch of none", INTERVAL, orders("0"), "cars.batch", "1 to 10000 jobs, got 0", "correct the number"),
    Case("batch of half a job", INTERVAL, orders("2.5"), "cars.batch", "2.5", ""),
    Case("batch below 0", INTERVAL, orders("-2"), "cars.batch", "-2", ""),
    Case("batch as a time", INTERVAL, orders("5 min"), "cars.batch", "5 min", ""),
    Case("batch without end", INTERVAL, orders("unlimited"), "cars.batch", "`unlimited` is not allowed", ""),
    Case("far too large a batch", INTERVAL, orders("1000000"), "cars.batch", "1 to 10000 jobs", "correct"),
    Case("batch as a distribution", INTERVAL, orders("uniform(2, 6)"), "cars.batch", "uniform(2, 6)", ""),
    Case("batch as a list", INTERVAL, orders("[2, 6]"), "cars.batch", "", ""),
    Case("no batch", INTERVAL, orders("{}"), "cars.batch", "the shares of `batch` sum to 0 %", "100 %"),
    Case("shares too low", INTERVAL, orders("{2: 30 %, 6: 60 %}"), "cars.batch", "sum to 90 %", "sum to 100 %"),
    Case("shares too high", INTERVAL, orders("{2: 60 %, 6: 60 %}"), "cars.batch", "sum to 120 %", "sum to 100 %"),
    Case("share of no number", INTERVAL, orders("{few: 100 %}"), "cars.batch", "a number of jobs, got few", ""),
    Case("share of none", INTERVAL, orders("{0: 50 %, 2: 50 %}"), "cars.batch", "1 to 10000 jobs, got 0", ""),
    Case("share of half a job", INTERVAL, orders("{1.5: 100 %}"), "cars.batch", "a number of jobs, got 1.5", ""),
    Case("a number for a number", INTERVAL, orders("{2: 3, 6: 4}"), "cars.batch", "", ""),
    Case("a misspelt key", INTERVAL, orders("2").replace("batch", "batsh"), "cars.batsh", "unknown key", "`batch`"),
    Case(
        "batch without an interval", INTERVAL, "    batch: 6",
        "cars", "come one by one, so `batch`", "`interval: TIME`", at="  cars:",
    ),
]  # fmt: skip


@each(RELEASES)
def test_releases_in_batches(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


def split(*fields: str, line: str = "") -> str:
    """A split station in place of the station, with one field more or other ones, and the line of its parts."""
    given = {"into": "[{line: chips, quantity: 2}]", "cycle": "20 min"}
    given |= dict(field.split(": ", 1) for field in fields)
    station = ", ".join(f"{key}: {value}" for key, value in given.items() if value)
    line = line or "{flow: [{station: bin, cycle: 9 s}]}"
    return f"          - {{split_station: sanding, {station}}}\n      chips: {line}"


def cut(name: str, fields: list[str], path: str, message: str, remedy: str, line: str = "") -> Case:
    return Case(name, SANDING, split(*fields, line=line), path, message, remedy, at="split_station: sanding")


SPLITS = [
    cut("nothing of all", ["into: "], "sanding.into", 'the key "into" is missing', "add"),
    cut("an empty list", ["into: []"], "sanding.into", "nothing comes out", "make it a station"),
    cut("no list", ["into: chips"], "sanding.into", "", ""),
    cut("no line", ["into: [{quantity: 2}]"], "sanding.into", 'the key "line" is missing', "add"),
    cut("a line that is not there", ["into: [{line: chip}]"], "sanding.into", 'no line "chip"', "`chips`"),
    cut("an element", ["into: [{line: weld}]"], "sanding.into", 'no line "weld"', ""),
    cut("no job", ["into: [{line: chips, quantity: 0}]"], "into", "no job of chips comes out", "above 0"),
    cut("half a job", ["into: [{line: chips, quantity: 1.5}]"], "sanding.into", "1.5", ""),
    cut("jobs below 0", ["into: [{line: chips, quantity: -1}]"], "sanding.into", "-1", ""),
    cut("jobs without end", ["into: [{line: chips, quantity: unlimited}]"], "sanding.into", "not allowed", ""),
    cut("jobs by the hour", ["into: [{line: chips, quantity: 3 h}]"], "sanding.into", "3 h", ""),
    cut("a share", ["into: [{line: chips, share: 30 %}]"], "sanding.into", "unknown key", ""),
    cut("a target", ["into: [{to: chips}]"], "sanding.into", "unknown key", ""),
    cut("an option", ["into: [{line: chips, when: {color: red}}]"], "sanding.into", 'no option "color"', "`colour`"),
    cut("a value", ["into: [{line: chips, when: {colour: rad}}]"], "sanding.into", '"rad"', "`red`"),
    cut("a visit", ["into: [{line: chips, when: {visit: 2}}]"], "into", "does not depend on its visits", "options"),
    cut("no first visit", ["cycle: {by: visit, 2: 9 s}"], "sanding.cycle", "no time for the first visit", "add `1"),
    cut("no cycle", ["cycle: "], "sanding.cycle", 'the key "cycle" is missing', "add"),
    cut("a time by no option", ["cycle: {by: color, red: 9 s}"], "sanding.cycle", 'no option "color"', "`colour`"),
    cut("a value without a time", ["cycle: {by: colour, red: 9 s}"], "sanding.cycle", "no time for colour", "add"),
    cut("a cycle without a unit", ["cycle: 20"], "sanding.cycle", "20", ""),
    cut("no servers", ["servers: 0"], "sanding.servers", "number of servers cannot be 0", "above 0"),
    cut("servers that differ", ["servers: [{cycel: 9 s}]"], "sanding.servers", "cycel", "cycle"),
    cut("far too many servers", ["servers: 90000"], "sanding.servers", "90000 of them here", "keep to"),
    cut("failure", ["failures: [robto]"], "sanding.failures", 'no failure mode "robto"', "`robot`"),
    cut("failure after no jobs", ["failures: [{jobs: 0, repair: 9 s}]"], "failures", "cannot be 0", "above 0"),
    cut("calendar", ["calendar: dya"], "sanding.calendar", 'no calendar "dya"', "`day`"),
    cut("power", ["power: cel"], "sanding.power", 'no power profile', "`cell`"),
    cut("medium", ["energy_per_job: {steam: 2 kWh}"], "energy_per_job", 'unknown medium "steam"', ""),
    cut("route", ["routes: [{to: nowhere}]"], "sanding.routes", 'no line or element "nowhere"', ""),
    cut("joins", ["joins: [{line: nowhere}]"], "sanding.joins", "", ""),
    cut("parts that are drawn", ["uses: {dor: 1}"], "sanding.uses", '"dor"', ""),
    cut("operators", ["operators: painters"], "operators", 'no operators have the skill', "add a pool"),
    cut("several in a row", ["count: 2"], "sanding.count", "unknown key", ""),
    cut("a misspelt key", ["int: []"], "sanding.int", "unknown key", "`into`"),
    cut("a capacity", ["capacity: 4"], "sanding.capacity", "unknown key", ""),
    cut("a setup", ["setup: {by: color, time: 9 s}"], "sanding.setup", 'no option "color"', "`colour`"),
    cut(
        "into its own line", ["into: [{line: rework}]"],
        "sanding.into", "cannot go back into its own line", "a line of their own",
    ),
    cut("into a line with orders", ["into: [{line: main}]"], "sanding.into", "has orders of its own", "drop its start"),
    cut(
        "into an endless line", [], "sanding.into", "is endless, so nothing else begins there", "drop its start",
        line="{endless: true, flow: [{station: bin, cycle: 9 s}]}",
    ),
    cut(
        "back to where it comes from", [], "sanding.into", "comes back here, and ever more comes out", "lead that line",
        line="{to: sanding, flow: [{buffer: bin, capacity: unlimited}]}",
    ),
]  # fmt: skip


@each(SPLITS)
def test_split_stations(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
