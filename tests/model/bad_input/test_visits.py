"""Bad input: visits that are none, that leave a gap, or that are asked for where nobody counts them."""

from pathlib import Path

from tests.model.bad_input.case import Case, check, each

ROUTE = "{to: scrap, share: 0.5 %, when: {colour: red}}"
CYCLE = "            cycle: 80 s\n            routes:"


def route(visit: str) -> str:
    return f"{{to: scrap, share: 0.5 %, when: {{visit: {visit}}}}}"


def cycle(times: str) -> str:
    return f"            cycle: {{by: visit, {times}}}\n            routes:"


def at(times: str) -> str:
    return f"cycle: {{by: visit, {times}}}"


CASES = [
    Case("no number", ROUTE, route("second"), "when.visit", 'a visit, got "second"', "from 1 to 60"),
    Case("zero", ROUTE, route("0"), "when.visit", 'a visit, got "0"', "3+ for the third"),
    Case("negative", ROUTE, route("[1, -2]"), "when.visit", 'a visit, got "-2"', "from 1 to 60"),
    Case("too late", ROUTE, route("61"), "when.visit", 'a visit, got "61"', "from 1 to 60"),
    Case("plus before", ROUTE, route("'+3'"), "when.visit", "expected the number of a visit", "3+"),
    Case("no first time", CYCLE, cycle("2: 50 s"), "cycle", "no time for the first visit", "1: TIME", at("2: 50 s")),
    Case(
        "no later time", CYCLE, cycle("1: 50 s, 2: 40 s"), "cycle", "after the last that is named", "default: TIME",
        at("1: 50 s, 2: 40 s"),
    ),
    Case("gap", CYCLE, cycle("1: 50 s, 3+: 40 s"), "cycle", "no time for visit 2", "2: TIME", at("1: 50 s, 3+: 40 s")),
    Case("no visit", CYCLE, cycle("1: 50 s, x: 4 s"), "cycle", 'got "x"', "from 1 to 60", at("1: 50 s, x: 4 s")),
    Case("no option", "{by: colour, time", "{by: visit, time", "setup.by", 'no option "visit"', ""),
    Case("reserved", "colour: {red: 40 %, blue: 60 %}", "colour: {red: 40 %, blue: 60 %}\n  visit: {a: 100 %}",
         "options.visit", "a word of the model language", "another name"),
    Case("a column", "colour: {red: 40 %, blue: 60 %}", "colour: {red: 40 %, blue: 60 %}\n  due: {a: 100 %}",
         "options.due", "a column of order files or of the table of jobs", "another name"),
]  # fmt: skip


@each(CASES)
def test_visits(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
