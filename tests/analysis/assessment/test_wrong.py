"""Files of assessments that are wrong: file, line, what was expected, a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.analysis.assessment.read import read_assessment
from taktwin.model.errors import ModelError
from tests.analysis.assessment.plant import written

WRONG = {
    # --- values
    "wrong unit": ("1.05 MWh/car", "1.05 MWh/m2", "plant.yaml", 5, "expected kWh/car"),
    "no unit": ("1.05 MWh/car", "1050", "plant.yaml", 5, 'write "1050 kWh/car"'),
    "negative": ("1.05 MWh/car", "-1.05 MWh/car", "plant.yaml", 5, "cannot be negative"),
    "no number": ("1.05 MWh/car", "little", "plant.yaml", 5, "expected a figure in kWh/car"),
    "not finite": ("1.05 MWh/car", "1e999 MWh/car", "plant.yaml", 5, "finite"),
    "share above 1": ("value: 0.55", "value: 1.55", "plant.yaml", 6, "at most 100 %"),
    "share above 100 %": ("value: 0.55", "value: 155 %", "plant.yaml", 6, "at most 100 %"),
    "unknown indicator": (
        "energy_per_car: {value",
        "energy_per_cars: {value",
        "plant.yaml",
        5,
        "did you mean `energy_per_car`",
    ),
    "no source": (", source: meter book}", "}", "plant.yaml", 5, "nothing says where this comes from"),
    "figure of another year": ("source: meter book}", "source: meter book, year: 2023}", "plant.yaml", 5, "is of 2023"),
    "answer for a figure": ("value: 1.05 MWh/car", "met: true", "plant.yaml", 5, "expected a figure"),
    "figure for an answer": (
        "met: true, source: certificate",
        "value: 3, source: certificate",
        "plant.yaml",
        8,
        "an answer",
    ),
    "unknown balance": ("{from: voc}", "{from: co2}", "plant.yaml", 7, "voc"),
    "year of nobody": ("year: 2024", "year: 24", "plant.yaml", 2, "a year from 1990"),
    "year as text": ("year: 2024", "year: last", "plant.yaml", 2, "a year from 1990"),
    "unknown table": (
        "table: mine.yaml",
        "table: gbt36132-2024",
        "plant.yaml",
        3,
        "did you mean `gbt36132-202|did you mean",
    ),
    "unknown requirement": ("  law: {met", "  lawful: {met", "plant.yaml", 10, "did you mean `law`"),
    "misspelt key": ("values:", "vlaues:", "plant.yaml", 4, "did you mean `values`"),
    # --- zero carbon
    "unknown path": ("  account:", "  acount:", "plant.yaml", 12, "did you mean `account`"),
    "unknown item": ("    scope1:", "    scope3:", "plant.yaml", 13, "did you mean"),
    "scope in kWh": ("20600 t", "20600 kWh", "plant.yaml", 13, "expected t"),
    # --- solvents
    "solvent above 1": ("solvent_share: 45 %", "solvent_share: 145 %", "plant.yaml", 20, "between 0 and 1"),
    "more out than in": ("in_waste: 12 t", "in_waste: 1200 t", "plant.yaml", 18, "come out"),
    "no cars": ("cars: 100000", "cars: 0", "plant.yaml", 18, "cars"),
    "limit in g": ("limit: 35 g/m2", "limit: 35 g", "plant.yaml", 26, "expected g/m2"),
    "limit of nobody": ("  source: permit\n", "", "plant.yaml", 26, "no source"),
    # --- waste
    "no register": ("register: waste.csv", "register: wast.csv", "plant.yaml", 29, "there is no file"),
    "store without capacity": ("{A: 3 t}", "{B: 3 t}", "plant.yaml", 28, "has no capacity"),
    "entry after the check": ("on: 2024-12-31", "on: 2024-05-31", "plant.yaml", 28, "is after the check"),
    "column missing": ("day,code,kg", "day,code,mass", "waste.csv", 1, 'no column "kg"'),
    "no day": ("2024-06-10,", "June,", "waste.csv", 3, "expected a day"),
    "no kg": ("HW12,900,A,out", "HW12,much,A,out", "waste.csv", 3, "expected kg"),
    "negative kg": ("HW12,900,A,out", "HW12,-900,A,out", "waste.csv", 3, "amount"),
    "no way": ("A,out,M-17", "A,gone,M-17", "waste.csv", 3, "the way is"),
    # --- yearly path
    "cuts nothing": ("rate: 4 %", "rate: 0 %", "plant.yaml", 36, "cuts nothing"),
    "cut above 1": ("rate: 4 %", "rate: 400 %", "plant.yaml", 36, "between 0 and 1"),
    "ends before it begins": ("until: 2030", "until: 2020", "plant.yaml", 32, "later `until`"),
    "figure before the start": ("actual: {2022:", "actual: {2020:", "plant.yaml", 37, "begins in 2021"),
    "saves more than there is": ("saves: 90 kWh/car", "saves: 9 MWh/car", "plant.yaml", 32, "more than the 1050"),
    "saves in another unit": ("saves: 90 kWh/car", "saves: 9 %", "plant.yaml", 42, "expected kWh/car"),
    "volume as text": ("2024: 100000", "2024: many", "plant.yaml", 40, "plain number"),
    # --- table
    "weights off": ("weight: 30, lead: 35", "weight: 25, lead: 35", "mine.yaml", 2, "weigh 95 points"),
    "group off": ("resources], weight: 60", "resources], weight: 70", "mine.yaml", 6, "the table says 70"),
    "head off": ("title: energy, weight: 40}", "title: energy, weight: 30}", "mine.yaml", 8, "the table says 30"),
    "levels the wrong way": ("base: 1500, lead: 600", "base: 600, lead: 1500", "mine.yaml", 12, "is not better"),
    "negative weight": ("weight: 20, base", "weight: -20, base", "mine.yaml", 13, "points from 0"),
    "unknown head": ("{head: resources", "{head: resource", "mine.yaml", 13, "did you mean `resources`"),
    "no direction": ("better: more, ", "", "mine.yaml", 13, "which way is better"),
    "unknown kind": ("kind: limit", "kind: limits", "mine.yaml", 14, "did you mean `limit`"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(tmp_path: Path, name: str) -> None:
    old, new, file, line, words = WRONG[name]
    with pytest.raises(ModelError, match=words) as caught:
        read_assessment(written(tmp_path, old, new))
    places = [(Path(one.file).name, one.line) for one in caught.value.problems]
    assert (file, line) in places, str(caught.value)
    assert all(one.remedy for one in caught.value.problems), str(caught.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "1.05 MWh/car", "-1 MWh/car")
    path.write_text(path.read_text(encoding="utf-8").replace("limit: 35 g/m2", "limit: 35 g"), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        read_assessment(path)
    assert [one.line for one in caught.value.problems] == [5, 26]
