"""Bad input: planned maintenance that is due at no time, takes too long, or is a failure as well; minor stops too."""

from pathlib import Path

from tests.model.bad_input.case import Case, check, each

ROBOT = "robot: {up: exp(8 h), repair: 6 min, crew: repairers}"


def robot(mode: str) -> str:
    return f"robot: {{{mode}}}"


def planned(mode: str) -> str:
    return robot(f"planned: true, {mode}")


WEEK = "every: 1 week, repair: 2 h"
CASES = [
    Case("no date", ROBOT, planned("repair: 2 h"), "failures.robot", "neither `up` nor `jobs`", "up: exp"),
    Case("no time", ROBOT, planned("every: 1 week"), "failures.robot.repair", "", ""),
    Case("no unit", ROBOT, planned("every: 7, repair: 2 h"), "robot.every", "", "unit"),
    Case("no duration", ROBOT, planned("every: 7 m, repair: 2 h"), "robot.every", "", ""),
    Case("random date", ROBOT, planned("every: exp(7 d), repair: 2 h"), "robot.every", "", ""),
    Case("word", ROBOT, planned("every: week, repair: 2 h"), "robot.every", "", ""),
    Case("never", ROBOT, planned("every: 0 h, repair: 0 h"), "failures.robot", "is due every 0 h", "less often"),
    Case("negative", ROBOT, planned("every: -1 h, repair: 0 h"), "robot.every", "", ""),
    Case("too long", ROBOT, planned("every: 1 h, repair: 1 h"), "failures.robot", "takes 3600 s in the mean", "less"),
    Case("longer", ROBOT, planned("every: 1 h, repair: exp(2 h)"), "failures.robot", "takes 7200 s", "shorten"),
    Case("up too", ROBOT, planned(f"{WEEK}, up: 8 h"), "failures.robot", "`every` and `up`", "drop `up`"),
    Case("jobs too", ROBOT, planned(f"{WEEK}, jobs: 8"), "failures.robot", "`every` and `jobs`", "drop `jobs`"),
    Case("clock too", ROBOT, planned(f"{WEEK}, clock: operation"), "robot", "`every` and `clock`", "by the calendar"),
    Case("same clock", ROBOT, planned(f"{WEEK}, clock: time"), "robot", "`every` and `clock`", "drop `clock`"),
    Case("no plan", ROBOT, robot(WEEK), "failures.robot", "only planned work", "add `planned: true`"),
    Case("plan denied", ROBOT, robot(f"planned: false, {WEEK}"), "failures.robot", "only planned work", "`up:`"),
    Case("minor plan", ROBOT, robot(f"minor: true, {WEEK}"), "failures.robot", "only planned work", "planned: true"),
    Case("both", ROBOT, planned(f"minor: true, {WEEK}"), "failures.robot", "both given", "by chance"),
    Case("both by up", ROBOT, planned("minor: true, up: 1 h, repair: 1 s"), "failures.robot", "both given", "drop one"),
    Case("offset alone", ROBOT, planned("up: 8 h, repair: 1 h, offset: 1 h"), "robot", "without `every`", "1 week"),
    Case("offset", ROBOT, planned(f"{WEEK}, offset: soon"), "robot.offset", "", ""),
    Case("past", ROBOT, planned(f"{WEEK}, offset: -2 h"), "robot.offset", "", ""),
    Case("offset unit", ROBOT, planned(f"{WEEK}, offset: 5"), "robot.offset", "", "unit"),
    Case("restart", ROBOT, planned(f"{WEEK}, work: restart"), "failures.robot", "(`work: restart`)", "drop `work`"),
    Case("scrap", ROBOT, planned("jobs: 500, repair: 1 h, work: scrap"), "robot", "(`work: scrap`)", "drop `work`"),
    Case("crew", ROBOT, planned(f"{WEEK}, crew: repairer"), "robot.crew", 'no crew "repairer"', "`repairers`"),
    Case("yes", ROBOT, robot(f"planned: perhaps, {WEEK}"), "robot.planned", "", ""),
    Case("how minor", ROBOT, robot("minor: 2 min, up: 1 h, repair: 1 min"), "robot.minor", "", ""),
    Case("misspelt", ROBOT, robot(f"planed: true, {WEEK}"), "robot.planed", "planed", "`planned`"),
    Case("misspelt minor", ROBOT, robot("mino: true, up: 1 h, repair: 1 s"), "robot.mino", "mino", "`minor`"),
    Case("at", ROBOT, planned(f"{WEEK}, at: 5 h"), "robot.at", "at", ""),
    Case("time", ROBOT, planned("every: 1 week, time: 2 h"), "robot.time", "time", ""),
    Case("jobs none", ROBOT, planned("jobs: 0, repair: 1 h"), "robot.jobs", "cannot be 0", "above 0"),
    Case("up none", ROBOT, planned("up: 0 h, repair: 1 h"), "robot.up", "cannot be 0", "above 0"),
    Case("minor none", ROBOT, robot("minor: true, repair: 1 s"), "failures.robot", "neither `up` nor `jobs`", ""),
    Case(
        "in place", "failures: [robot]", "failures: [{every: 1 week, repair: 2 h}]",
        "weld.failures.0", "only planned work", "planned: true",
    ),
]  # fmt: skip


@each(CASES)
def test_maintenance(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
