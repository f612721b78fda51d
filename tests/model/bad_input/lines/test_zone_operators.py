"""Bad input: operators in the zones of moving and indexed lines of which something is wrong."""

from pathlib import Path

from tests.model.bad_input.case import Case, check, each
from tests.model.bad_input.test_operators import CREWS, POOL, pool
from tests.model.plant_text import PLANT, changed

SANDING = "{station: sanding, cycle: 20 min, servers: 2}"


def zoned(fields: str, team: str = POOL, kind: str = "moving_line: sanding, takt: 100 s") -> tuple[str, str]:
    """The plant with a pool, and a line of three zones in place of a station, as (old, new) of one change."""
    text = changed(SANDING, f"{{{kind}, zones: 3, cycle: 90 s, {fields}}}").replace(CREWS, pool(team))
    return PLANT, text


INDEXED = "indexed_line: sanding"
CASES = [
    Case("nobody", *zoned("operators: sandd"), "operators", 'no operators have the skill or name "sandd"', "sand"),
    Case("a crew", *zoned("operators: repairers"), "operators", "is a repair crew", "pool of operators"),
    Case("none of them", *zoned("operators: {need: sand, count: 0}"), "count", "cannot be 0", "1 or more"),
    Case("too many", *zoned("operators: {need: sand, count: 3}"), "operators", "team has 2 at most", "raise"),
    Case("setup", *zoned("operators: {need: sand, for: [setup]}"), "for", "a zone has no `setup`", "before the line"),
    Case("loading", *zoned("operators: {need: sand, for: [load]}"), "for", "a zone has no `load`", "before the line"),
    Case("repair", *zoned("operators: {need: sand, for: [repair]}"), "for", "a zone has no `repair`", "crew"),
    Case("work twice", *zoned("operators: {need: sand, for: [work, work]}"), "for", "named twice", "once"),
    Case("priority alone", *zoned("priority: 1"), "priority", "needs no operators", "add `operators`"),
    Case(
        "priority of a zone alone", *zoned("except: {2: {priority: 1}}"), "priority", "needs no operators",
        "add `operators`",
    ),
    Case("in a zone", *zoned("except: {2: {operators: sandd}}"), "operators", 'name "sandd"', "sand"),
    Case("indexed", *zoned("operators: {need: sand, count: 3}", kind=INDEXED), "operators", "2 at most", "raise"),
]  # fmt: skip


@each(CASES)
def test_bad_operators_of_zones(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
