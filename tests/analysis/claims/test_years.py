"""Rows of years: growth, mean, sum and target, each verdict by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.analysis.claims.study import judge_claims
from taktwin.model.errors import ModelError

NEV = "2020: 43000 cars, 2021: 152000 cars, 2022: 365000 cars, 2024: 953000 cars, 2025: 1296000 cars"
CASES = {
    "growth of the last year": (f"{NEV}, growth: 36 %", "consistent", "+36 %"),
    "growth of another year": ("2023: 1000 cars, 2024: 1500 cars, 2025: 1600 cars, growth: 50 %", "only_if", "2024"),
    "wrong growth": (f"{NEV}, growth: 63 %", "contradicts", "+36 %"),
    "growth over a gap": ("2022: 365000 cars, 2024: 953000 cars, growth: 161 %", "only_if", "since 2022"),
    "mean growth": ("2022: 365000 cars, 2025: 1296000 cars, mean: 52.6 %", "consistent", "^(1/3)"),
    "averaged growth": ("2023: 100 cars, 2024: 200 cars, 2025: 200 cars, mean: 50 %", "only_if", "averaged"),
    "wrong mean": ("2022: 365000 cars, 2025: 1296000 cars, mean: 85 %", "contradicts", "+52.6 %"),
    "investments": ("2023: 3.5 bn yuan, 2024: 11.4 bn yuan, 2025: 1.6 bn yuan, total: 16.5 bn yuan", "consistent", "="),
    "sum with a gap": ("2023: 3.5 bn yuan, 2025: 1.6 bn yuan, total: 16.5 bn yuan", "only_if", "2024"),
    "the last year for the sum": ("2024: 3.5 bn yuan, 2025: 11.4 bn yuan, total: 11.4 bn yuan", "only_if", "last year"),
    "wrong sum": ("2024: 3.5 bn yuan, 2025: 1.6 bn yuan, total: 9 bn yuan", "contradicts", "5,100,000,000"),
    "target": (f"{NEV}, target: 2000000 cars, by: 2027", "consistent", "+24.2 % a year to 2027"),
    "steeper than last year": (f"{NEV}, target: 5000000 cars, by: 2027", "only_if", "faster again than in 2025"),
    "steeper than ever": (f"{NEV}, target: 50000000 cars, by: 2027", "only_if", "faster than in any year"),
    "target of the past": (f"{NEV}, target: 2000000 cars, by: 2024", "only_if", "after 2025"),
    "shares": ("2023: 21.6 %, 2025: 46.5 %, target: 60 %, by: 2027", "consistent", "a year to 2027"),
    "share above all": ("2023: 21.6 %, 2025: 46.5 %, target: 120 %, by: 2030", "impossible", "above 100 %"),
    "units mixed": ("2024: 953000 cars, 2025: 11 bn yuan", "impossible", "different units"),
    "one year": ("2024: 953000 cars", "only_if", "two years"),
}


@pytest.mark.parametrize("name", CASES)
def test_verdicts(tmp_path: Path, name: str) -> None:
    fields, verdict, words = CASES[name]
    file = tmp_path / "claims.yaml"
    file.write_text(f"claims:\n  - {{id: a, kind: years, {fields}}}\n", encoding="utf-8")
    (found,) = judge_claims(file)
    assert found.finding.verdict == verdict, found.finding
    assert words in f"{found.finding.arithmetic} {found.finding.likely}"


def test_wrong_fields(tmp_path: Path) -> None:
    """A year that is none, a target without its year, and no field at all: told in a line that can be read."""
    file = tmp_path / "claims.yaml"
    for fields, words in (("20255: 1 cars", "no field"), ("2024: 1 cars, by: 2027", "without `target`"), ("", "needs")):
        file.write_text(f"claims:\n  - {{id: a, kind: years, {fields}}}\n", encoding="utf-8")
        with pytest.raises(ModelError) as error:
            judge_claims(file)
        assert words in str(error.value)
        assert all(len(str(one)) < 400 for one in error.value.problems)
