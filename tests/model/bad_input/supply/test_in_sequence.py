"""Bad input: deliveries, and joins of jobs that were called for one job alone."""

from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from taktwin.model.checks.check import check_model
from tests.model.bad_input.case import Case, check, each
from tests.model.plant_text import PLANT

SANDING = "          - {station: sanding, cycle: 20 min, servers: 2}"
JOIN = "            joins: [{line: hood}]"
HOOD = """\
        call: {at: weld}
        flow:
          - {station: hood-cell, cycle: 60 s}
          - {buffer: hoods, capacity: 5}"""


def flow(buffer: str, *fields: str) -> str:
    """A buffer and a delivery in place of the station, with one field more or other ones."""
    given = {"rack": "4", "drive": "20 min"} | dict(field.split(": ", 1) for field in fields)
    truck = ", ".join(f"{key}: {value}" for key, value in given.items() if value)
    return f"          {buffer}\n          - {{delivery: sanding, {truck}}}"


def case(name: str, fields: list[str], path: str, message: str, remedy: str) -> Case:
    return Case(name, SANDING, flow("- {buffer: loading, capacity: 6}", *fields), path, message, remedy)


def matched(name: str, sub: str, message: str, remedy: str, join: str = "{line: hood, matched: true}") -> Case:
    """The hood is joined to the car that called it; ``sub`` is its line."""
    old = PLANT[PLANT.index(JOIN) : PLANT.index(HOOD) + len(HOOD)]
    new = old.replace(JOIN, f"            joins: [{join}]").replace(HOOD, sub)
    return Case(name, old, new, "doors-on.joins", message, remedy, at="joins: [")


CASES = [
    case("no drive", ["drive: "], "sanding.drive", 'the key "drive" is missing', "add"),
    case("no trucks", ["trucks: 0"], "sanding", "`trucks: 0`", "1 or more"),
    case("no rack", ["rack: 0"], "sanding", "`rack: 0`", "1 or more"),
    case("no racks", ["racks: 0"], "sanding", "`racks: 0`", "1 or more"),
    case("half a rack", ["racks: 0.5"], "sanding.racks", "0.5", ""),
    case("racks without end", ["racks: unlimited"], "sanding.racks", "unlimited", ""),
    case("trucks with a unit", ["trucks: 2 km"], "sanding.trucks", "2 km", ""),
    case("a way as a distance", ["drive: 20 km"], "sanding.drive", "20 km", ""),
    case("a way back below 0", ["back: -1 min"], "sanding.back", "-1 min", ""),
    case(
        "a drive by option alone", ["drive: {by: colour, default: 9 s}"], "sanding",
        "the drive depends on", "`back: TIME`",
    ),
    case(
        "a drive by no option", ["drive: {by: color, default: 9 s}", "back: 9 s"],
        "sanding", 'no option "color"', "`colour`",
    ),
    case("wait as a number", ["wait: 3"], "sanding.wait", "3", ""),
    case("reverse as a number", ["reverse: 2"], "sanding.reverse", "", ""),
    case("cycle", ["cycle: 9 s"], "sanding", "a delivery has no `cycle`", "`drive: TIME`"),
    case("servers", ["servers: 2"], "sanding", "has trucks, no servers", "`trucks: NUMBER`"),
    case("capacity", ["capacity: 9"], "sanding", "told in racks", "`rack: JOBS`"),
    case("setup", ["setup: {by: colour, time: 9 s}"], "sanding", "not set up", "drop `setup`"),
    case("joins", ["joins: [{line: rework}]"], "sanding", "nothing is joined", "before or behind"),
    case("inspection", ["inspect: 9 s"], "sanding", "are not checked", "a station with the check"),
    case("a misspelt key", ["dirve: 9 s"], "sanding.dirve", "unknown key", "`drive`"),
    case("failure", ["failures: [robto]"], "sanding.failures", 'no failure mode "robto"', "`robot`"),
    case(
        "doors that are not there", ["operators: {need: doors, for: [unload]}", "unload: 9 s"],
        "sanding.operators", "doors", "",
    ),
    Case(
        "a rack that never fills", SANDING, flow("- {buffer: loading, capacity: 3}"), "sanding.rack",
        "4 jobs are needed for a batch, but no more than 3 can wait before it: it never begins", "lower `rack`",
    ),
    Case(
        "after a station", SANDING, flow("- {station: grinding, cycle: 9 s}"), "sanding",
        'but the station "grinding" leads here', "put a buffer before the delivery",
    ),
    matched(
        "nobody calls", HOOD.replace("call: {at: weld}", "endless: true"), "nobody calls the jobs of",
        "give that line a `call",
    ),
    matched(
        "no buffer at the end", HOOD.rsplit("\n", 1)[0], "is no buffer in which each job can wait",
        "end that line with a buffer",
    ),
    matched("a buffer without a place", HOOD.replace("capacity: 5", "capacity: 0"), "", "buffer"),
    matched("not a truth", HOOD, "", "", "{line: hood, matched: perhaps}"),
    matched(
        "one of two joins", HOOD, "another join takes jobs of", "the same `matched`",
        "{line: hood, matched: true, when: {colour: red}}, {line: hood, when: {colour: blue}}",
    ),
    Case(
        "jobs that have called nothing", "- buffer: after-weld\n            capacity: 4\n",
        "- buffer: after-weld\n            capacity: 4\n            contents: 2\n", "", "", "",
    ),
]  # fmt: skip


@each(CASES[:-1])
def test_deliveries_and_matched_joins(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


def test_jobs_beyond_the_call_at_the_start(tmp_path: Path) -> None:
    """They have called nothing."""
    one = CASES[-1]
    file = tmp_path / "plant.yaml"
    assert PLANT.count(one.old) == 1
    text = PLANT.replace(one.old, one.new).replace("{line: hood}", "{line: hood, matched: true}")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r'beyond "weld" and have called nothing.*put them before'):
        load_model(file)


def test_racks_that_do_not_fit_before_it(tmp_path: Path) -> None:
    """It runs, but a truck is never full."""
    file = tmp_path / "plant.yaml"
    file.write_text(PLANT.replace(SANDING, flow("- {buffer: loading, capacity: 6}", "racks: 3")), encoding="utf-8")
    found = [one for one in check_model(load_model(file)) if "a batch has 12 places" in one.message]
    assert [one.path.rsplit(".", 1)[1] for one in found] == ["racks"]
    assert "lower `racks`" in found[0].remedy
