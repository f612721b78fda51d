"""Files of claims: what they may look like, and what is said of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.analysis.claims.files import read_claims
from taktwin.model.errors import ModelError

GOOD = "claims:\n  - {id: a, kind: takt, takt: 120 s, rate: 30 cars an hour}\n"


def one(entry: str) -> str:
    return f"claims:\n  - {entry}\n"


#: Text, line and field of the first problem, and a piece of what is said of it.
BAD = [
    ("", 1, "", "empty"),
    ("claims: []\n", 1, "claims", "expected a list of claims"),
    ("claims: 3\n", 1, "claims", "expected a list of claims"),
    ("clams:\n  - {id: a}\n", 1, "clams", "did you mean `claims`"),
    ("claims:\n  - {id: a\n", 3, "", "YAML syntax"),
    (one("12"), 2, "claims.0", "expected a mapping of fields"),
    (one("{kind: takt, takt: 120 s}"), 2, "claims.0.id", "needs an id"),
    (one("{id: a}"), 2, "claims.0", "expected a `kind`"),
    (one("{id: a, kind: tact, takt: 120 s}"), 2, "claims.0.kind", "did you mean `takt`"),
    (one("{id: a, kind: 3}"), 2, "claims.0.kind", "expected a text"),
    (one("{id: a, kind: takt, takts: 120 s}"), 2, "claims.0.takts", "did you mean `takt`"),
    (one("{id: a, kind: takt, takt: 120 kg}"), 2, "claims.0.takt", "wrong unit"),
    (one("{id: a, kind: takt, takt: 120}"), 2, "claims.0.takt", "wrong unit"),
    (one("{id: a, kind: takt, takt: soon}"), 2, "claims.0.takt", "cannot read"),
    (one("{id: a, kind: takt, takt: -120 s}"), 2, "claims.0.takt", "not above zero"),
    (one("{id: a, kind: takt, takt: 0 s}"), 2, "claims.0.takt", "not above zero"),
    (one("{id: a, kind: takt, takt: [1 s]}"), 2, "claims.0.takt", "expected a figure"),
    (one("{id: a, kind: takt, rate: 30 cars an hour}"), 2, "claims.0", "add `takt: 120 s`"),
    (one("{id: a, kind: pv, area: 1 m2, yield: 1 GWh, on: moon}"), 2, "claims.0.on", "modules, roof"),
    (one("{id: a, kind: pv, area: 5 parsecs, yield: 1 GWh}"), 2, "claims.0.area", "cannot read"),
    (one("{id: a, kind: share, part: 9-3, whole: 12}"), 2, "claims.0.part", "runs backwards"),
    (one("{id: a, kind: takt, takt: 1 s, scope: {brnd: x}}"), 2, "claims.0.scope", "did you mean `brand`"),
    (one("{id: a, kind: takt, takt: 1 s, scope: AITO}"), 2, "claims.0.scope", "expected a mapping"),
    (one("{id: a, kind: takt, takt: 1 s, scope: {brand: [x]}}"), 2, "claims.0.scope", "is no text"),
    (one("{id: a, kind: per_car, each: 900 kWh a car, energy: 1 GWh}"), 2, "claims.0.energy", "without `cars`"),
    (one("{id: a, statement: nothing in figures}"), 2, "claims.0.statement", "no figure"),
    (one("{id: a, statement: 10 GWh = 1 tce, takt: 1 s}"), 2, "claims.0.takt", "none is given"),
    (one("{id: a, statement: }"), 2, "claims.0.statement", "expected a text"),
    (GOOD + GOOD.split("\n")[1] + "\n", 3, "claims.1.id", "given twice, first on line 2"),
]


@pytest.mark.parametrize(("text", "line", "field", "said"), BAD)
def test_bad_files(text: str, line: int, field: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError) as raised:
        read_claims(file)
    problem = raised.value.problems[0]
    assert (problem.file, problem.line, problem.path) == (str(file), line, field)
    assert said in f"{problem.message}: {problem.remedy}"
    assert problem.remedy


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("no table\n", 1, "expected a table"),
        ("| id | text |\n|---|---|\n| a | 3 cars |\n", 1, "expected a table"),
        ("| id | statement |\n|---|---|\n| a | 3 cars | more |\n", 3, "the row has 3 cells"),
        ("| id | statement |\n|---|---|\n|  | 3 cars |\n", 3, "needs an id"),
        ("| id | statement |\n|---|---|\n| a | no figure |\n", 3, "no figure"),
        ("| id | statement |\n|---|---|\n| a | 3 cars |\n| a | 3 cars |\n", 4, "given twice"),
    ],
)
def test_bad_tables(text: str, line: int, said: str, tmp_path: Path) -> None:
    file = tmp_path / "claims.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=said) as raised:
        read_claims(file)
    assert raised.value.problems[0].line == line


def test_a_bare_list_keeps_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    file.write_text(
        "# printed\n- {id: a, kind: takt, takt: 120 s}\n- {id: b, kind: takt, takt: 1 kg}\n", encoding="utf-8"
    )
    with pytest.raises(ModelError) as raised:
        read_claims(file)
    assert raised.value.problems[0].line == 3


def test_a_table_among_text(tmp_path: Path) -> None:
    file = tmp_path / "claims.md"
    file.write_text(
        "# Claims\n\n| id | statement | verdict |\n|:--|---|--:|\n| a | 1 GWh \\| 122.9 tce | x |\n", encoding="utf-8"
    )
    assert [(one.id, one.statement) for one in read_claims(file)] == [("a", "1 GWh | 122.9 tce")]
