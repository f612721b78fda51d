"""Write the table of `docs/sparkplug.md`: each testable id of Sparkplug 3.0, and the tests that check it.

    python docs/make/sparkplug.py [FILE]

A test names the ids that it checks: `@pytest.mark.sparkplug("payloads-ncmd-qos")`. The list of ids, and whom each is
about, stands in the table itself; FILE (a CSV with columns `id` and `side`) gives it anew. A test fails while an id of
a host has neither a test nor a reason here, while a test names an id that is none, and while the page differs from what
this program would write.
"""

from __future__ import annotations

import ast
import csv
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "sparkplug.md"
TESTS = ROOT / "tests" / "live" / "sparkplug"
HEAD = "| id | whose | state | tests, or why not |\n| --- | --- | --- | --- |\n"
OURS = ("host", "both")
_ROW = re.compile(r"^\| `([^`]+)` \| (\w+) \| .*\|$", re.MULTILINE)

#: Why an id of a host has no test, by what its name contains.
WHY_NOT = {"dcmd": "nothing is ever commanded to a device"}
NOT_OURS = {
    "edge": ("edge", "of an edge node; Taktwin is a host"),
    "server": ("server", "of the MQTT server"),
}


def ids() -> dict[str, str]:
    """Id -> whom it is about (edge, host, both, server), as the page has them."""
    return dict(_ROW.findall(PAGE.read_text(encoding="utf-8")))


def tests() -> dict[str, list[str]]:
    """Id -> the tests that name it."""
    found: dict[str, list[str]] = {}
    for file in sorted(TESTS.glob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.sparkplug":
                    for word in mark.args:
                        found.setdefault(ast.literal_eval(word), []).append(f"{file.stem}: {node.name}")
    return found


def state_of(name: str, side: str, by: list[str]) -> tuple[str, str]:
    """What stands in the table about an id: state, and tests or reason."""
    if by:
        return "tested", "<br>".join(f"`{one}`" for one in by)
    if side not in OURS:
        return "not ours", NOT_OURS[side][1]
    why = next((why for part, why in WHY_NOT.items() if part in name), None)
    return ("does not arise", why) if why else ("open", "no test yet")


def table(known: dict[str, str]) -> str:
    """The table."""
    by = tests()
    rows = [(name, side, *state_of(name, side, by.get(name, []))) for name, side in known.items()]
    return HEAD + "".join(f"| `{name}` | {side} | {state} | {told} |\n" for name, side, state, told in rows)


def page(known: dict[str, str]) -> str:
    """The page with its table written anew."""
    text = PAGE.read_text(encoding="utf-8")
    return text[: text.index(HEAD)] + table(known)


def main(arguments: list[str]) -> None:
    """Write the page."""
    known = ids()
    if arguments:
        with Path(arguments[0]).open(encoding="utf-8", newline="") as file:
            known = {row["id"]: row["side"] for row in csv.DictReader(file)}
    PAGE.write_text(page(known), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
