"""Bad input: merges that name what does not lead there, and rules that have nothing to choose by."""

from pathlib import Path

from tests.model.bad_input.case import Case, check, each

SORT = "{buffer: sort, capacity: 10, rule: {same: colour}}"
WELD = "- station: weld\n"


def sort(merge: str) -> str:
    return f"{{buffer: sort, capacity: 10, merge: {merge}}}"


def rule(text: str) -> str:
    return f"{{buffer: sort, capacity: 10, rule: {text}}}"


CASES = [
    Case("unknown", SORT, sort("{first: [rewrok]}"), "merge.first", 'no jobs come here from "rewrok"', "`rework`"),
    Case("leads elsewhere", SORT, sort("{first: [hood]}"), "merge.first", 'no jobs come here from "hood"', ""),
    Case("twice", SORT, sort("{first: [rework, rework]}"), "merge.first", "named twice", "once"),
    Case("left out", SORT, sort("{ratio: {rework: 1}}"), "merge.ratio", 'leaves out "to-paint"', "`to-paint: 1`"),
    Case("no turn", SORT, sort("{ratio: {rework: 0, main: 1}}"), "ratio.rework", "one job at least", "from 1 on"),
    Case("both", SORT, sort("{first: [rework], ratio: {main: 1}}"), "merge", "has one rule", "first: [LINE"),
    Case("neither", SORT, sort("{}"), "merge", "has one rule", "ratio: {LINE"),
    Case(
        "nothing to merge", "- buffer: after-weld\n", "- buffer: after-weld\n            merge: {first: [weld]}\n",
        "after-weld.merge", 'only "weld" leads here', "remove",
    ),
    Case(
        "in a row", "2: {cycle: 90 s}", "2: {merge: {first: [weld]}}", "except", "one way in", "the entry itself",
    ),
    Case("due and first", SORT, sort("{rule: due, first: [rework]}"), "merge", "has one rule", "`rule: due`"),
    Case("due and ratio", SORT, sort("{rule: due, ratio: {rework: 1, to-paint: 1}}"), "merge", "has one rule", ""),
    Case("other rule", SORT, sort("{rule: fifo}"), "merge.rule", "", "due"),
    Case("rule by option", SORT, sort("{rule: {same: colour}}"), "merge.rule", "", ""),
    Case("misspelt", SORT, sort("{rules: due}"), "merge.rules", "rules", "`rule`"),
    Case("due of an option", SORT, rule("{due: colour}"), "rule", "a retrieval rule", "shortest, due"),
    Case("no rule", SORT, rule("newest"), "rule", 'got "newest"', "lifo"),
    Case("priority alone", SORT, rule("{priority: colour}"), "rule", "a retrieval rule", "order: [VALUE"),
    Case("no order", SORT, rule("{priority: colour, order: []}"), "rule", "a retrieval rule", "order: [VALUE"),
    Case("priority of none", SORT, rule("{priority: coat, order: [red]}"), "rule", 'no option "coat"', ""),
    Case("no value", SORT, rule("{priority: colour, order: [rad]}"), "rule", 'no value of colour "rad"', "`red`"),
    Case("same for all", SORT, rule("shortest"), "rule", "needs the same for all", "write `fifo`"),
    Case(
        "none behind", "rule: sequence}", "rule: shortest}", "bodies.rule", "no station behind it", "write `fifo`",
    ),
]  # fmt: skip


@each(CASES)
def test_merges(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
