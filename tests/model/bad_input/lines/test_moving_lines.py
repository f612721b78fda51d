"""Bad input: moving and indexed lines of which something is wrong."""

from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from tests.model.bad_input.case import Case, check, each

SANDING = "{station: sanding, cycle: 20 min, servers: 2}"


def moving(*fields: str) -> str:
    """A moving line in place of the station, with one field more or other ones."""
    given = {"takt": "100 s", "zones": "3", "cycle": "90 s"}
    given |= dict(field.split(": ", 1) for field in fields)
    return "{moving_line: sanding, " + ", ".join(f"{key}: {value}" for key, value in given.items() if value) + "}"


def indexed(*fields: str) -> str:
    """The same with an indexed line."""
    return moving("takt: ", *fields).replace("moving_line", "indexed_line")


CASES = [
    Case("no takt", SANDING, moving("takt: "), "sanding.takt", 'the key "takt" is missing', "add"),
    Case("no zones", SANDING, moving("zones: "), "sanding.zones", 'the key "zones" is missing', "add"),
    Case("no cycle", SANDING, moving("cycle: "), "sanding.cycle", 'the key "cycle" is missing', "add"),
    Case("no cycle of an indexed line", SANDING, indexed("cycle: "), "sanding.cycle", 'key "cycle" is missing', "add"),
    Case("zones of none", SANDING, moving("zones: 0"), "sanding.zones", "number of zones cannot be 0", "above 0"),
    Case("half a zone", SANDING, moving("zones: 2.5"), "sanding.zones", "2.5", ""),
    Case("takt of nothing", SANDING, moving("takt: 0 s"), "sanding", "the takt is 0", "time of one pitch"),
    Case("takt as a distribution", SANDING, moving("takt: exp(9 s)"), "sanding.takt", "", ""),
    Case("takt with a wrong unit", SANDING, moving("takt: 6 m"), "sanding.takt", "", ""),
    Case("pitch of nothing", SANDING, moving("pitch: 0 m"), "sanding", "the pitch is 0", "length of a zone"),
    Case("pitch in seconds", SANDING, moving("pitch: 6 s"), "sanding.pitch", "", ""),
    Case("rule", SANDING, moving("overload: halt"), "sanding.overload", "", ""),
    Case(
        "drift beyond the next zone", SANDING, moving("drift: 101 s"),
        "sanding", "a drift of 101 s is longer than the takt", "overload: finish",
    ),
    Case(
        "drift of one zone beyond the next", SANDING, moving("except: {2: {drift: 2 min}}"),
        "sanding", "a drift of 2 min is longer than the takt", "overload: finish",
    ),
    Case(
        "drift of workers who finish", SANDING, moving("drift: 9 s", "overload: finish"),
        "sanding", "drifts as far as he needs", "drop `drift`",
    ),
    Case(
        "utility workers of a line that stops", SANDING, moving("utility_workers: 2"),
        "sanding", "no meaning with `overload: stop`", "overload: utility",
    ),
    Case(
        "no utility workers", SANDING, moving("utility_workers: 0", "overload: utility"),
        "sanding", "there are no utility workers", "overload: stop",
    ),
    Case("zone 4 of 3", SANDING, moving("except: {4: {cycle: 9 s}}"), "except.4", "no zone 4 of 3", "`zones`"),
    Case("zone 0", SANDING, moving("except: {0: {cycle: 9 s}}"), "except.0", "no zone 0 of 3", "`zones`"),
    Case("servers of a zone", SANDING, moving("except: {2: {servers: 2}}"), "servers", "unknown key", ""),
    Case("routes of a line", SANDING, moving("routes: []"), "routes", "unknown key", ""),
    Case("overload of an indexed line", SANDING, indexed("overload: stop"), "overload", "unknown key", ""),
    Case("drift of an indexed line", SANDING, indexed("except: {2: {drift: 3 s}}"), "drift", "unknown key", ""),
    Case("transfer of a moving line", SANDING, moving("transfer: 3 s"), "transfer", "unknown key", ""),
    Case("failure", SANDING, moving("failures: [robto]"), "failures", 'no failure mode "robto"', "`robot`"),
    Case(
        "failure of a zone", SANDING, moving("except: {2: {failures: [robto]}}"),
        "except.2.failures", 'no failure mode "robto"', "`robot`",
    ),
    Case(
        "failure by jobs", SANDING, moving("failures: [{jobs: 9, repair: 9 s}]"),
        "failures", "a line cannot fail with `jobs`", "drop it",
    ),
    Case(
        "work that a zone loses", SANDING, moving("except: {2: {failures: [{up: 1 h, repair: 9 s, work: scrap}]}}"),
        "failures", "a line cannot fail with `work: scrap`", "drop it",
    ),
    Case(
        "too many failure modes", SANDING, moving(f"failures: [{', '.join(101 * ['robot'])}]"),
        "failures", "101 failure modes, at most 100", "in common",
    ),
    Case("option", SANDING, moving("cycle: {by: color, red: 9 s}"), "cycle", 'no option "color"', "`colour`"),
    Case("no time", SANDING, moving("except: {2: {cycle: {by: colour, red: 9 s}}}"), "cycle", "no time for colour", ""),
    Case("part", SANDING, moving("except: {2: {uses: {dor: 1}}}"), "uses", 'no part "dor"', ""),
    Case("sub-line", SANDING, moving("except: {2: {joins: [{line: dors}]}}"), "joins", "dors", ""),
    Case("calendar", SANDING, indexed("calendar: dya"), "calendar", 'no calendar "dya"', "`day`"),
]  # fmt: skip


@each(CASES)
def test_moving_and_indexed_lines(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


def test_jobs_cannot_be_led_into_the_middle_of_a_line(tmp_path: Path) -> None:
    case = Case(
        "middle", SANDING, moving(), "lines.main", '"sanding-2" is a zone of sanding', "`sanding`", at="to: sanding-2"
    )
    text = case.text().replace("{to: rework, ", "{to: sanding-2, ")
    assert text != case.text(), "the plant has a route into the line"
    file = tmp_path / "plant.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match='"sanding-2" is a zone of sanding: jobs come in at its first zone'):
        load_model(file)
