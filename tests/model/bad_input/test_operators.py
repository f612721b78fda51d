"""Bad input: pools of operators and needs of which something is wrong."""

from pathlib import Path

from taktwin.model.checks.check import check_model
from taktwin.model.files.load import load_model
from tests.model.bad_input.case import Case, check, each
from tests.model.plant_text import PLANT, changed

CREWS = "crews:\n  repairers: {size: 2}\n"
SANDING = "{station: sanding, cycle: 20 min, servers: 2}"
CHANGE = "        change: 4 min\n"
POOL = "{count: 2, skills: [sand]}"


def pool(fields: str) -> str:
    """Crews, and a pool of these fields."""
    return f"{CREWS}operators:\n  team: {fields}\n"


def sanding(fields: str, team: str = POOL) -> tuple[str, str]:
    """The plant with a pool and a station, as (old, new) of one change."""
    text = changed(SANDING, f"{{station: sanding, cycle: 20 min, {fields}}}").replace(CREWS, pool(team))
    return PLANT, text


def cell(fields: str) -> tuple[str, str]:
    return PLANT, changed(CHANGE, f"{CHANGE}        operators: {fields}\n").replace(CREWS, pool(POOL))


STATION = "{station: sanding"
NEED = "operators.team"
WAYS = "{count: 1, walk: {ways: [{stations: [%s], time: 5 s}]}}"
TWICE = "{count: 1, walk: {ways: [{stations: [sanding, weld-1], time: 5 s}, {stations: [weld-1, sanding], time: 1 s}]}}"
CASES = [
    Case("no count", CREWS, pool("{skills: [sand]}"), NEED, 'key "count" is missing', "add `count"),
    Case("count 0", CREWS, pool("{count: 0}"), f"{NEED}.count", "cannot be 0", "above 0"),
    Case("half an operator", CREWS, pool("{count: 1.5}"), f"{NEED}.count", "whole number", ""),
    Case("negative", CREWS, pool("{count: -1}"), f"{NEED}.count", "", ""),
    Case("word", CREWS, pool("{count: 2, skils: [sand]}"), NEED, 'unknown key "skils"', "`skills`"),
    Case("calendar", CREWS, pool("{count: 2, calendar: dya}"), f"{NEED}.calendar", 'no calendar "dya"', "`day`"),
    Case("shop", CREWS, pool("{count: 2, shop: bdy}"), f"{NEED}.shop", 'no shop "bdy"', "`body`"),
    Case(
        "shifts without calendar", CREWS, pool("{count: {early: 2}}"), f"{NEED}.count", "need a calendar",
        "calendar:",
    ),
    Case(
        "shift without a name", CREWS, pool("{count: {early: 2}, calendar: day}"), "calendars.day.shifts",
        "this shift has no name", "add `name", at='{days: Mon-Fri, from: "06:00"',
    ),
    Case("skill twice", CREWS, pool("{count: 2, skills: [a, a]}"), f"{NEED}.skills", '"a" is named twice', "once"),
    Case("skill and pool", CREWS, pool("{count: 2, skills: [team]}"), f"{NEED}.skills", "name of a pool", "rename"),
    Case("negative way", CREWS, pool("{count: 2, walk: -5 s}"), f"{NEED}.walk", "", ""),
    Case("way without a unit", CREWS, pool("{count: 2, walk: 5}"), f"{NEED}.walk", "expected a time", "unit"),
    Case("one station", CREWS, pool(WAYS % "sanding"), f"{NEED}.walk.ways", "too few entries", ""),
    Case("no station", CREWS, pool(WAYS % "sanding, well"), f"{NEED}.walk.ways", 'no station "well"', ""),
    Case("a way to itself", CREWS, pool(WAYS % "sanding, sanding"), f"{NEED}.walk.ways", "to another", "two"),
    Case("a way twice", CREWS, pool(TWICE), f"{NEED}.walk.ways", "given twice", "once"),
    Case(
        "speed alone", CREWS, pool("{count: 1, walk: {speed: 1 m/s}}"), f"{NEED}.walk", "without `places`", "places"
    ),
    Case(
        "no speed", CREWS, pool("{count: 1, walk: {speed: 0 m/s, places: {sanding: [0, 0]}}}"), f"{NEED}.walk.speed",
        "cannot be 0", "above 0",
    ),
    Case(
        "place", CREWS, pool("{count: 1, walk: {speed: 1 m/s, places: {sand: [0, 0]}}}"), f"{NEED}.walk.places",
        'no station "sand"', "`sanding`",
    ),
    Case("half a place", CREWS, pool("{count: 1, walk: {speed: 1 m/s, places: {sanding: [0]}}}"), NEED, "too few", ""),
    Case(
        "no pools", SANDING, "{station: sanding, cycle: 20 min, operators: sand}", "operators", "skill or name",
        "add a pool",
    ),
    Case(
        "a crew", SANDING, "{station: sanding, cycle: 20 min, operators: repairers}", "need", "a repair crew",
        "crew:",
    ),
    Case("no skill", *sanding("operators: sad"), "operators", 'skill or name "sad"', "`sand`", at=STATION),
    Case("need 0", *sanding("operators: {need: sand, count: 0}"), "count", "cannot be 0", "1 or more", at=STATION),
    Case(
        "too many", *sanding("operators: {need: sand, count: 3}"), "operators", "team has 2 at most", "raise",
        at=STATION,
    ),
    Case(
        "too many together", *sanding("operators: [{need: sand, count: 2}, {need: team}]"), "operators",
        "never there together", "in this order", at=STATION,
    ),
    Case("purpose", *sanding("operators: {need: sand, for: [wrok]}"), "for", "", "`work`", at=STATION),
    Case("no purpose", *sanding("operators: {need: sand, for: []}"), "for", "too few", "", at=STATION),
    Case("purpose twice", *sanding("operators: {need: sand, for: [work, work]}"), "for", "twice", "once", at=STATION),
    Case(
        "no loading", *sanding("operators: {need: sand, for: [load]}"), "for", "no time to load", "`load: TIME`",
        at=STATION,
    ),
    Case("no setup", *sanding("operators: {need: sand, for: [setup]}"), "for", "no setup", "add `setup", at=STATION),
    Case(
        "no failure", *sanding("operators: {need: sand, for: [repair]}"), "for", "never fails", "failures",
        at=STATION,
    ),
    Case(
        "crews repair", *sanding("failures: [robot], operators: {need: sand, for: [repair]}"), "for", "names a crew",
        "drop `crew`", at=STATION,
    ),
    Case("priority alone", *sanding("priority: 2"), "priority", "needs no operators", "drop", at=STATION),
    Case(
        "check of nothing", *sanding("inspect_every: 2"), "inspect_every", "no inspection", "inspect: TIME",
        at=STATION,
    ),
    Case("each 0th", *sanding("inspect: 5 s, inspect_every: 0"), "inspect_every", "cannot be 0", "1", at=STATION),
    Case(
        "a cell loads", *cell("{need: sand, for: [load]}"), "for", "a make cell has no `load`", "setup, work",
        at="for: [load]",
    ),
    Case(
        "a pool as crew", "crew: repairers}", "crew: team}\noperators: {team: {count: 1}}", "failures.robot.crew",
        "a pool of operators", "for: [repair]", at="crew: team",
    ),
    Case("a conveyor", "conveyor: oven", "conveyor: oven\n            operators: sand", "operators", "unknown key", ""),
]  # fmt: skip


@each(CASES)
def test_operators(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


def test_a_pool_that_nobody_needs_is_warned_of(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text(changed(CREWS, pool(POOL)), encoding="utf-8")
    (problem,) = [one for one in check_model(load_model(file)) if "needs these operators" in one.message]
    assert (problem.level, problem.path) == ("warning", "operators.team")
