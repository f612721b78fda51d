"""Every sentence of the semantics page is tied to a test by name, and every tie holds."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def ties(root: Path) -> dict[str, Any]:
    """The program that reads the page and the tests."""
    return runpy.run_path(str(root / "docs" / "make" / "rules.py"))


def test_every_sentence_has_a_test_and_every_quote_a_sentence(ties) -> None:
    rules, wrong = ties["tied"]()
    assert wrong == []
    assert len(rules) > 80


def test_the_page_of_rules_is_up_to_date(ties, root: Path) -> None:
    written = (root / "docs" / "proof" / "rules.md").read_text(encoding="utf-8")
    assert written == ties["page"](), "run: python docs/make/rules.py"


def test_sentences_and_rows_without_a_test_are_found(ties, tmp_path: Path, monkeypatch) -> None:
    page = tmp_path / "semantics.md"
    table = "| state | when |\n| - | - |\n| `on` | now |\n"
    page.write_text(f"# Page\n\nWords.\n\n## Part\n\nOne *rule*\nof two lines. Another.\n\n{table}")
    scope = ties["tied"].__globals__
    monkeypatch.setitem(scope, "CONTRACT", page)
    (tmp_path / "tests").mkdir()
    test = '@pytest.mark.rule("rule of two", "gone")\n@pytest.mark.rule("on: now")\ndef test_it():\n    """A test."""\n'
    (tmp_path / "tests" / "test_it.py").write_text(f"import pytest\n\n\n{test}")
    monkeypatch.setitem(scope, "TESTS", tmp_path / "tests")
    monkeypatch.setitem(scope, "ROOT", tmp_path)
    rules, wrong = ties["tied"]()
    assert [(rule.section, rule.text, [test.name for test in rule.tests]) for rule in rules] == [
        ("Part", "One *rule* of two lines.", ["test_it"]),
        ("Part", "Another.", []),
        ("Part", "**`on`:** now", ["test_it"]),
    ]
    assert wrong == [
        'tests/test_it.py, test_it: "gone" is in 0 sentences of semantics.md',
        "Part: no test quotes: Another.",
    ]
