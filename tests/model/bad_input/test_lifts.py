"""Bad input: lifts of which something is wrong, or that lead nowhere."""

from pathlib import Path

from tests.model.bad_input.case import Case, check, each

SANDING = "          - {station: sanding, cycle: 20 min, servers: 2}"


def case(name: str, fields: list[str], path: str, message: str, remedy: str) -> Case:
    given = {"speed": "0.5 m/s"} | dict(field.split(": ", 1) for field in fields)
    lift = ", ".join(f"{key}: {value}" for key, value in given.items() if value)
    return Case(name, SANDING, f"          - {{lift: sanding, {lift}}}", path, message, remedy)


CASES = [
    case("no speed", ["speed: "], "sanding.speed", 'the key "speed" is missing', "add"),
    case("speed of 0", ["speed: 0 m/s"], "sanding", "a lift of speed 0 never arrives", "above 0"),
    case("speed as a length", ["speed: 3 m"], "sanding.speed", "3 m", ""),
    case("speed as a number", ["speed: 3"], "sanding.speed", "3", ""),
    case("outlet as a time", ["outlet: 3 s"], "sanding.outlet", "3 s", ""),
    case("load without a unit", ["load: 3"], "sanding.load", "3", ""),
    case("rule", ["rule: next"], "sanding.rule", "", ""),
    case("inlet", ["inlets: {nobody: 3 m}"], "sanding.inlets", 'no jobs come here from "nobody"', ""),
    case("level as a time", ["inlets: {rework: 3 s}"], "sanding.inlets", "3 s", ""),
    case("outlet that is not there", ["routes: [{to: nowhere, at: 3 m}]"], "routes", '"nowhere"', ""),
    case("outlet without a level", ["routes: [{to: rework}]"], "routes", 'the key "at" is missing', "add"),
    case("scrap", ["routes: [{to: scrap, at: 3 m}]"], "routes", "a lift scraps no jobs", "at a station"),
    case("option", ["routes: [{to: rework, at: 3 m, when: {color: red}}]"], "routes", 'no option "color"', "`colour`"),
    case(
        "too many leave", ["routes: [{to: rework, at: 3 m, share: 70 %}, {to: rework, at: 3 m, share: 40 %}]"],
        "routes", "sum to 110 %", "100 %",
    ),
    case(
        "two levels", ["routes: [{to: rework, at: 3 m, share: 5 %}, {to: rework-queue, at: 4 m, share: 5 %}]"],
        "routes.rework-queue.at", '"rework-queue" is reached at 4 m here, and at 3 m otherwise', "one level",
    ),
    case(
        "another level along the line", ["outlet: 9 m", "routes: [{to: sort, at: 3 m, share: 5 %}]"],
        "routes.sort.at", '"sort" is reached at 3 m here, and at 9 m otherwise', "one level",
    ),
    case(
        "in sequence", ["in_sequence: true"], "sanding.in_sequence", "a lift does not choose among the jobs before it",
        "a station behind it",
    ),
    Case(
        "first of a line", "          - station: weld\n",
        "          - {lift: up, speed: 1 m/s}\n          - station: weld\n",
        "flow.up", 'the lift "up" is the first element of a line with a start', "put a buffer", at="{lift: up",
    ),
    case("merge", ["merge: {first: [rework]}"], "sanding", "it has no `merge`", "drop `merge`"),
    case("parts", ["uses: {door: 1}"], "sanding.uses", "unknown key", ""),
    case("capacity", ["capacity: 2"], "sanding.capacity", "unknown key", ""),
    case("failure", ["failures: [robto]"], "sanding.failures", 'no failure mode "robto"', "`robot`"),
    case("counted jobs", ["failures: [{jobs: 9, repair: 9 s}]"], "failures", "a lift cannot fail with `jobs`", "drop"),
    case("calendar", ["calendar: dya"], "sanding.calendar", 'no calendar "dya"', "`day`"),
    case("medium", ["energy_per_job: {steam: 2 kWh}"], "energy_per_job", 'unknown medium "steam"', ""),
]  # fmt: skip


@each(CASES)
def test_lifts(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
