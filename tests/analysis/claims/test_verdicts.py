"""The register and the shared statements have the verdicts that were worked out for them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taktwin.analysis.claims.bounds import bounds, factors
from taktwin.analysis.claims.claim import Claim
from taktwin.analysis.claims.finding import VERDICTS
from taktwin.analysis.claims.modelled import model_pace
from taktwin.analysis.claims.register import KINDS
from taktwin.analysis.claims.study import judge_claims, judged
from tests.shared import ROOT, shared_folder

MORE = shared_folder() / "facts" / "claims_more.md"
#: The register of the shared facts, row by row.
REGISTER = {
    "pv-roof": "impossible",
    "pv-supplier": "impossible",
    "pv-coal": "only_if",
    "pv-carbon": "only_if",
    "coal-carbon": "consistent",
    "nev-2023": "contradicts",
    "nev-2023-004": "contradicts",
    "nev-growth-2023": "consistent",
    "nev-growth-2023-004": "consistent",
    "seres-2024": "consistent",
    "seres-2025": "only_if",
    "two-minutes": "consistent",
    "two-minutes-volume": "impossible",
    "plant-of-the-robots": "consistent",
    "plant-of-the-roof": "consistent",
    "robots": "consistent",
    "five-seconds": "only_if",
    "five-seconds-stroke": "consistent",
    "casting": "only_if",
    "half-year-vehicles": "consistent",
    "half-year-value": "consistent",
    "capacity-2023": "consistent",
    "capacity-2024": "consistent",
    "share-2025": "only_if",
    "trillion-2027": "consistent",
    "m7": "consistent",
    "zero-inventory": "only_if",
    "modules": "impossible",
    "four-percent": "only_if",
    "waste": "only_if",
    "engine": "consistent",
    "projects": "consistent",
}


def verdict(statement: str) -> str:
    return judged(Claim("a", statement=statement)).verdict


def test_a_share_with_another_figure_behind_it() -> None:
    """What follows says which suppliers are meant; it is no third count."""
    assert verdict("45 of 60 suppliers, 75 %, are within 50 km") == "consistent"
    assert verdict("45 of 60 suppliers, 70 %, are within 50 km") == "contradicts"


def test_the_register() -> None:
    found = {one.claim.id: one for one in judge_claims("register")}
    assert {name: one.finding.verdict for name, one in found.items()} == REGISTER
    assert "188,000 m2" in found["pv-roof"].finding.likely
    assert "55,000 m2" in found["pv-supplier"].finding.likely
    assert "500,000 cars" in found["nev-2023-004"].finding.likely
    assert "8,280 t" in found["pv-carbon"].finding.likely


def rows(file: Path) -> list[object]:
    """Id, statement and verdict of the shared statements; without them, one case that is skipped."""
    if not file.is_file():
        return [pytest.param("", "", "", marks=pytest.mark.skip(reason=f"no {file}; set TAKTWIN_SHARED"))]
    cells = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in file.read_text("utf-8").splitlines()]
    return [pytest.param(row[0], row[2], row[3], id=row[0]) for row in cells if re.fullmatch(r"c\d+", row[0])]


@pytest.mark.parametrize(("name", "statement", "expected"), rows(MORE))
def test_the_shared_statements(name: str, statement: str, expected: str) -> None:
    assert expected in VERDICTS, name
    assert verdict(statement) == expected


@pytest.mark.skipif(not MORE.is_file(), reason=f"no {MORE}; set TAKTWIN_SHARED")
def test_the_shared_file_as_it_stands() -> None:
    found = judge_claims(MORE)
    assert len(found) == 20
    assert {tuple(one.as_dict()) for one in found} == {("id", "verdict", "implied", "likely")}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("42,000 m2 of modules give 17 GWh a year in Chongqing", "impossible"),
        ("18 MWp yield 14.4 GWh a year", "consistent"),
        ("8,000 m2 roof, 16 MW, 1.4 GWh a year", "impossible"),
        ("one car every 63 s: 57 an hour", "consistent"),
        ("200,000 cars a year, takt 100 s, 300 days of 16 h", "impossible"),
        ("30 cars an hour for 6,000 h: 180,000 cars a year", "consistent"),
        ("a car every two minutes, 24/7, 262,800 cars a year", "only_if"),
        ("408 swaps a day, one every 280 s", "impossible"),
        ("capacity of 4 million vehicles, output 2.3 million: 58 % utilisation", "consistent"),
        ("capacity 300,000 cars, output 426,900", "impossible"),
        ("zero-inventory ratio from 20 % to 70 %: up 50 %", "only_if"),
        ("zero-inventory ratio from 20 % to 70 %: up 50 percentage points", "consistent"),
        ("NEV 1,296,000 in 2025 to 2 million in 2027: +24.2 % a year", "consistent"),
        ("NEV 1,296,000 in 2025 to 2 million in 2027: +12 % a year", "contradicts"),
        ("NEV 1,296,000 in 2025, 953,000 in 2024: +36 %", "consistent"),
        ("output doubled from 500,000 to 953,000", "contradicts"),
        ("16,000 planned, 10,142 made: 37 % less", "consistent"),
        ("25 % less energy: 180 GWh instead of 240 GWh", "consistent"),
        ("160 GWh of 120 GWh is green", "impossible"),
        ("10 GWh = 3,200 tce", "only_if"),
        ("1,000 t of diesel = 3,100 t CO2", "consistent"),
        ("1 M m3 of natural gas = 3,100 t CO2", "contradicts"),
        ("-4 % a year for five years: 18 % less", "consistent"),
        ("-4 % a year for five years: 20 % less", "only_if"),
        ("34 projects, 11.39 bn in all, on average 335 million", "consistent"),
        ("18 GWh of electricity for 200,000 cars", "impossible"),
        ("900 kWh a car, 200,000 cars: 18 GWh", "contradicts"),
        ("20 MWh / 10 MW battery delivers 8 GWh a year", "consistent"),
        ("20 MWh / 10 MW battery delivers 80 GWh a year", "impossible"),
        ("a 350 kg chassis module 30 % lighter saves 10 % energy", "impossible"),
        ("thermal efficiency from 39 % to 44.8 %: fuel -13 %", "consistent"),
        ("44.8 % efficiency, 3.65 kWh/L", "consistent"),
        ("44.8 % efficiency, 4.65 kWh/L", "impossible"),
        ("250 GWh for paint, 150 GWh for body, together 400 GWh", "consistent"),
        ("250 GWh for paint, 150 GWh for body, together 500 GWh", "contradicts"),
        ("a truck with 30 seat sets at a takt of 120 s: one truck every 60 min", "consistent"),
        ("buffer of 60 bodies at 30 an hour lasts 20 hours", "contradicts"),
        ("one casting press makes 180,000 parts a year", "only_if"),
        ("availability 95 %, performance 90 %, quality 99 %: OEE 84.6 %", "consistent"),
        ("availability 95 %, performance 90 %, quality 99 %: OEE 94.6 %", "contradicts"),
        ("OEE of 104 %", "impossible"),
        ("25 MW mean load is 219 GWh a year", "consistent"),
        ("a peak of 20 MW and 219 GWh a year", "impossible"),
        ("a robot uses 10,000 kWh a year, 3,000 robots: 30 GWh", "consistent"),
        ("30 jobs an hour x 20 h = 600 a day", "consistent"),
        ("100,000 cars a year: 8.3 thousand a month", "consistent"),
        ("energy per car down 30 % from 1,200 to 840 kWh", "consistent"),
        ("43,000 to 953,000: 22 times as many", "consistent"),
        ("45 of 60 suppliers in the park; share of value 40 %", "only_if"),
        ("1.6 MW on 8,000 m2, 14 GWh a year", "impossible"),
        ("100,000 M7 bring 30 bn yuan", "consistent"),
        ("250 days of 25 h a day", "impossible"),
        ("0 cars a year at a takt of 100 s", "only_if"),
    ],
)
def test_statements(statement: str, expected: str) -> None:
    assert verdict(statement) == expected


def test_scopes_never_mix() -> None:
    found = judge_claims("register")
    growth = [one for one in found if one.claim.id.startswith("nev-growth")]
    assert [one.finding.verdict for one in growth] == ["consistent", "consistent"]


def test_a_model_answers() -> None:
    """Phoenix has a net takt of 120 s, and fails a claim of a car every 30 s."""
    pace = model_pace("phoenix")
    assert pace is not None
    assert 28 < pace.on_shift < 34
    values = {name: judge_claims("register")[11].claim.values[name] for name in ("takt",)}
    slow = judged(Claim("a", "takt", values, model="phoenix"))
    assert slow.verdict == "consistent"
    fast = judged(Claim("a", "takt", {"takt": values["takt"].scaled(0.25)}, model="phoenix"))
    assert fast.verdict == "contradicts"


def test_every_kind_has_its_file_and_its_row_in_the_docs() -> None:
    page = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
    for name, kind in KINDS.items():
        assert f"| `{name}` |" in page
        for field in kind.FIELDS:
            assert f"`{field}`" in page or field[-1].isdigit() or field in ("third", "fourth"), (name, field)


def test_bounds_and_factors_have_sources() -> None:
    for one in bounds().values():
        assert one.source
        assert one.least <= one.most
    for factor in factors():
        assert factor.source
        assert 0 < factor.value <= factor.high
