"""Write `docs/proof/rules.md`: each sentence of the semantics page, and the tests that hold the engine to it.

    python docs/make/rules.py

A test says which sentence it checks by quoting some of its words: `@pytest.mark.rule("nothing is taken before")`. The
page is written from these quotes. A test fails while a sentence has none, while a quote is in no sentence or in two,
and while the page differs from what this program would write.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = ROOT / "docs" / "semantics.md"
PAGE = ROOT / "docs" / "proof" / "rules.md"
TESTS = ROOT / "tests"

_HEAD = """\
# Rules and their tests

<!-- Written by docs/make/rules.py from the semantics page and the marks of the tests; do not edit. -->

Every sentence of the [semantics](../semantics.md), and the tests that fail when the engine does otherwise. Most are
plants of one or two stations whose times were computed by hand. A test is tied to a sentence by quoting some of its
words, `@pytest.mark.rule("...")`; a sentence without a test, or a test whose sentence is gone, fails the build. To run
them all: `pytest -m rule`."""


@dataclass(frozen=True)
class Test:
    """A test function and the words that it quotes."""

    name: str
    file: str
    quote: str


@dataclass
class Rule:
    """A sentence (or a row of a table) of the contract, and its tests."""

    section: str
    text: str
    tests: list[Test] = field(default_factory=list)


def plain(text: str) -> str:
    """Text without its Markdown signs and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"[*`]", "", text)).strip()


def rules() -> list[Rule]:
    """The sentences of the contract, from its first section on; code is left out."""
    found: list[Rule] = []
    _, *sections = re.split(r"^##+ ", CONTRACT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for section in sections:
        title, _, body = section.partition("\n")
        body = re.sub(r"^```.*?^```$|<!--.*?-->", "", body, flags=re.DOTALL | re.MULTILINE)
        for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-|]|\d+\.) ?)", body):
            found += [Rule(title, text) for text in _sentences(block.strip())]
    return found


def _sentences(block: str) -> Iterator[str]:
    if block.startswith("|"):
        cells = [cell.strip() for cell in block.strip("|").split("|")]
        if not set(block) <= set("|-: ") and cells[0] not in ("state", "key", "what"):
            yield f"**{cells[0]}:** {' '.join(cells[1:])}"
        return
    text = re.sub(r"\s+", " ", re.sub(r"^(?:-|\d+\.) +", "", block))
    if text:
        yield from re.split(r"(?<=\.) (?=[A-Z*])", text)


def tests() -> list[Test]:
    """Every quote of every test function, in the order of the files."""
    found: list[Test] = []
    for path in sorted(TESTS.rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "mark.rule" not in text:
            continue  # most files quote nothing, and parsing them all takes seconds
        for function in ast.walk(ast.parse(text)):
            if isinstance(function, ast.FunctionDef) and function.name.startswith("test_"):
                file = path.relative_to(ROOT).as_posix()
                found += [Test(function.name, file, quote) for quote in _quotes(function)]
    return found


def _quotes(function: ast.FunctionDef) -> Iterator[str]:
    for mark in function.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.rule":
            yield from (ast.literal_eval(argument) for argument in mark.args)


def tied() -> tuple[list[Rule], list[str]]:
    """The rules with their tests, and what is wrong: sentences without a test, quotes without their one sentence."""
    found, wrong = rules(), []
    texts = [plain(rule.text) for rule in found]
    for test in tests():
        quote = plain(test.quote)
        fitting = [rule for rule, text in zip(found, texts, strict=True) if quote in text]
        if len(fitting) == 1:
            fitting[0].tests.append(test)
        else:
            wrong.append(f'{test.file}, {test.name}: "{test.quote}" is in {len(fitting)} sentences of semantics.md')
    wrong += [f"{rule.section}: no test quotes: {rule.text}" for rule in found if not rule.tests]
    return found, wrong


def page() -> str:
    """Return the whole page."""
    parts = [_HEAD]
    section = ""
    number = 0
    for rule in tied()[0]:
        if rule.section != section:
            section, number = rule.section, 0
            parts.append(f"\n## {section}\n")
        number += 1
        text = re.sub(r"\]\((?!\.\./|http)", "](../", rule.text)  # the page lies a folder below
        links = ", ".join(f"[{test.name.removeprefix('test_')}](../../{test.file})" for test in rule.tests)
        parts.append(f"{number}. {text} — *{links}*")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    for line in tied()[1]:
        print(line)
