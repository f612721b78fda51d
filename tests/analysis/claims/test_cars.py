"""Claims about cars: the ways in which they would come out, and those in which they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.analysis.claims.finding import Finding
from taktwin.analysis.claims.study import judge_claims
from taktwin.model.errors import ModelError


def found(folder: Path, fields: str) -> Finding:
    """The finding on one claim."""
    path = folder / "claims.yaml"
    path.write_text(f"claims:\n  - {{id: a, {fields}}}\n", encoding="utf-8")
    return judge_claims(path)[0].finding


@pytest.mark.parametrize(
    ("fields", "verdict", "said"),
    [
        ("kind: efficiency, efficiency: 44.8 %, fuel_saving: -15 %", "consistent", "had 37.9 % to 38.3 %"),
        ("kind: efficiency, efficiency: 44.8 %, before: 41 %, fuel_saving: 15 %", "only_if", "gives 6.58 % to 7.67 %"),
        ("kind: mass, part: 900 kg, lighter: 30 %, energy_saving: 8 %", "consistent", "the mean of cars on sale"),
        ("kind: noise, less: 90 %", "only_if", "the charge holds"),
        ("kind: noise, less: 90 %, fuel: 1 %, charge: held", "only_if", "the charge holds"),
        ("kind: noise, less: 90 %, charge: lower", "only_if", "the charge holds"),
        ("kind: noise, less: 50 %, of: loudness", "only_if", "falls by 10 dB"),
        ("statement: over 900 driving scenarios are recognised", "only_if", "= 900"),
        ("kind: scenarios, number: 900, roads: 5, charges: 4, grades: 45", "consistent", "= 900"),
    ],
)
def test_reproduced(fields: str, verdict: str, said: str, tmp_path: Path) -> None:
    """One way at least, with its tag."""
    finding = found(tmp_path, fields)
    assert finding.verdict == verdict
    ways = [way for way in finding.ways if way.reproduces]
    assert any(said in way.text for way in ways), ways
    assert {way.tag for way in finding.ways} <= {"seen", "derived", "assumed"}
    assert all(way.source for way in finding.ways)


@pytest.mark.parametrize(
    ("fields", "verdict", "said"),
    [
        ("kind: efficiency, efficiency: 44.8 %, fuel_saving: 40 %", "only_if", "9.4 % to 16.8 %"),
        ("kind: mass, part: 350 kg, lighter: 30 %, energy_saving: 8-10 %", "impossible", "105 kg, where it takes"),
        ("kind: noise, less: 90 %, of: loudness", "only_if", "falls by 33.22 dB"),
        ("kind: noise, less: 90 %", "only_if", "the charge does not hold"),
        ("kind: scenarios, number: 900", "only_if", "4 to 6 classes"),
    ],
)
def test_not_by(fields: str, verdict: str, said: str, tmp_path: Path) -> None:
    """The ways that do not lead there are told as well."""
    finding = found(tmp_path, fields)
    assert finding.verdict == verdict
    assert any(said in way.text for way in finding.ways if not way.reproduces), finding.ways


def test_no_way_is_against_the_verdict(tmp_path: Path) -> None:
    """What is impossible has no way that reproduces it."""
    for kg in (50, 100, 200, 350, 500):
        for saving in (3, 8, 10, 20):
            finding = found(tmp_path, f"kind: mass, part: {kg} kg, lighter: 30 %, energy_saving: {saving} %")
            if finding.verdict == "impossible":
                assert not any(way.reproduces for way in finding.ways)


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ("kind: noise, less: 120 %", "impossible"),
        ("kind: noise, less: 100 %, of: loudness", "impossible"),
        ("kind: scenarios, number: 900, roads: 5, charges: 4", "contradicts"),
        ("kind: scenarios, number: 5", "consistent"),
    ],
)
def test_verdicts(fields: str, verdict: str, tmp_path: Path) -> None:
    """Without a way."""
    assert found(tmp_path, fields).verdict == verdict


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("kind: noise", "less"),
        ("kind: noise, less: 90 dB", "less"),
        ("kind: noise, less: 90 %, of: colour", "colour"),
        ("kind: noise, less: 90 %, charge: full", "full"),
        ("kind: noise, les: 90 %", "did you mean `less`"),
        ("kind: scenarios", "number"),
        ("kind: scenarios, number: 900 kWh", "number"),
        ("kind: scenarios, number: 900, rods: 5", "did you mean `roads`"),
    ],
)
def test_refused(fields: str, said: str, tmp_path: Path) -> None:
    """File, line and remedy."""
    with pytest.raises(ModelError) as error:
        found(tmp_path, fields)
    assert said in str(error.value)
    assert "claims.yaml" in str(error.value)


@pytest.mark.parametrize(
    ("statement", "verdict", "said"),
    [
        ("1 litre of gasoline gives 3.2 kWh of electricity", "consistent", "an engine of 37.1 % to 42.3 %"),
        ("1 L of petrol makes 5.65 kWh of electricity", "impossible", "an engine of 65.4 %"),
        ("3.65 kWh/L of electricity from petrol", "consistent", "42.3 % to 48.2 %"),
        ("1 litre of gasoline holds 8.9 kWh", "consistent", "(petrol)"),
        ("1 litre of gasoline holds 3.2 kWh", "contradicts", "3,200 kWh/m3"),
        ("100 m3 of gas give 216.2 kg CO2", "consistent", "(natural gas)"),
    ],
)
def test_litre(statement: str, verdict: str, said: str, tmp_path: Path) -> None:
    """Of petrol: its electricity tells the engine, its heat is known; and gasoline is no gas."""
    finding = found(tmp_path, f'statement: "{statement}"')
    assert finding.verdict == verdict
    assert said in str(finding.arithmetic)
