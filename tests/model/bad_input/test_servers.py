"""Bad input: servers of which something is wrong, or before which nobody can choose."""

from pathlib import Path

from taktwin.model.checks.check import check_model
from taktwin.model.files.load import load_model
from tests.model.bad_input.case import Case, check, each
from tests.model.plant_text import changed

SANDING = "{station: sanding, cycle: 20 min, servers: 2}"
OVEN = "          - station: inspection\n            cycle: 80 s\n"


def sanding(servers: str) -> str:
    return f"{{station: sanding, cycle: 20 min, servers: {servers}}}"


CASES = [
    Case("none", SANDING, sanding("[]"), "sanding.servers", "too few entries", "add what is missing"),
    Case("no number", SANDING, sanding("[{count: 0}]"), "servers", "number of servers cannot be 0", "above 0"),
    Case("word", SANDING, sanding("[{cycel: 5 min}]"), "servers", "cycel", "cycle"),
    Case("calendar", SANDING, sanding("[{calendar: dya}]"), "servers", 'no calendar "dya"', "`day`"),
    Case("failure", SANDING, sanding("[{failures: [robto]}]"), "servers", 'no failure mode "robto"', "`robot`"),
    Case("option", SANDING, sanding("[{when: {color: red}}, {}]"), "servers", 'no option "color"', "`colour`"),
    Case("visit", SANDING, sanding("[{when: {visit: 2}}, {}]"), "servers", 'no option "visit"', ""),
    Case("value", SANDING, sanding("[{when: {colour: rad}}, {}]"), "servers", 'no value of colour "rad"', "`red`"),
    Case("no time", SANDING, sanding("[{cycle: {by: colour, red: 5 s}}]"), "cycle", 'no time for colour "blue"', ""),
    Case("choice", SANDING, "{station: sanding, cycle: 20 min, choice: best}", "choice", "", ""),
    Case(
        "after a conveyor", OVEN, f"{OVEN}            servers: [{{when: {{colour: red}}}}, {{}}]\n",
        "inspection.servers", 'the conveyor "oven" gives only the first', "put a buffer",
    ),
]  # fmt: skip


@each(CASES)
def test_servers(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


def test_a_job_that_no_server_takes_is_warned_of(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text(changed(SANDING, sanding("[{when: {colour: red}}, {when: {product: suv}}]")), encoding="utf-8")
    (problem,) = [one for one in check_model(load_model(file)) if "no server" in one.message]
    assert problem.level == "warning"
    assert problem.message == 'no server of "sanding" takes a job with colour blue, product sedan'
