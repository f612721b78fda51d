"""Files of footprints that are wrong: line, what was expected, a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.analysis.footprint.read import read_account
from taktwin.model.errors import ModelError
from tests.analysis.footprint.plant import written

_LIFE = "{region: China, year: 2024, kind: life_cycle}"
WRONG = {
    "no factor": (f"    factor: {_LIFE}\n", "", 9, "electricity has no factor"),
    "factor of another year": (_LIFE, "{region: China, year: 2023}", 9, "nearest known"),
    "period of another year": ("from: 2024-01-01", "from: 2023-01-01", 9, "valid from 2024-01-01"),
    "factor for sites": (_LIFE, "{region: Chongqing, year: 2022, kind: location}", 9, "valid from 2022"),
    "no such region": (_LIFE, "{region: Chna, year: 2024}", 9, "did you mean `China`"),
    "misspelt key of a factor": (_LIFE, "{region: China, yeer: 2024}", 12, "did you mean `year`"),
    "factor without a source": (", source: released", "", 15, "has no source"),
    "factor for another unit": ("factor: 1 kg/kg", "factor: 1 kg/m3", 15, "is no volume"),
    "factor in grams of nothing": ("factor: 1 kg/kg", "factor: 1 kg", 15, "an emission for each unit"),
    "negative factor": ("factor: 1 kg/kg", "factor: -1 kg/kg", 15, "cannot be negative"),
    "factor beyond belief": ("factor: 1 kg/kg", "factor: 1e9 kg/kg", 15, "which nothing emits"),
    "unknown medium": ("medium: natural_gas", "medium: natural_gass", 14, "did you mean `natural_gas`"),
    "gas in kWh": ("amount: 9.5e6 m3", "amount: 100 GWh", 14, "is no volume"),
    "electricity in t": ("amount: 90 GWh", "amount: 90 t", 9, "is no energy"),
    "negative amount": ("amount: 40 t", "amount: -40 t", 15, "cannot be negative"),
    "amount without unit": ("amount: 40 t", "amount: 40", 15, "add a unit"),
    "unknown product to share": ("{m7: 2, m5: 1}", "{m7: 2, m6: 1}", 15, 'no product "m6"'),
    "misspelt way to share": ("share_by: mass", "share_by: masss", 14, "did you mean `mass`"),
    "weights of nothing": ("{m7: 2, m5: 1}", "{m7: 0, m5: 0}", 15, "all 0"),
    "negative weight": ("{m7: 2, m5: 1}", "{m7: -2, m5: 1}", 15, "a weight of 0 or more|a weight from 0"),
    "share above 1": ("primary: 100 %", "primary: 120 %", 13, "between 0 and 1"),
    "part of no product": ("in: m5", "in: m55", 18, "did you mean `m5`"),
    "part without a source": (", source: declaration of the supplier", "", 17, "has no source"),
    "part without a footprint": (" footprint: 3.9 t,", "", 18, "either a footprint or a document"),
    "no such document": ("footprint: 3.9 t", "document: seat.json", 18, "there is no file"),
    "none made": ("made: 60000", "made: 0", 6, "none was made"),
    "made as text": ("made: 60000", "made: many", 6, "plain number"),
    "no mass": ("mass: 2.3 t", "mass: 2.3", 6, "add a unit"),
    "no identifier": ('ids: ["urn:example.org:product-id:m7"]', "ids: []", 6, "needs an identifier"),
    "unknown region of the world": ("Eastern Asia", "East Asia", 3, "did you mean `Eastern Asia`"),
    "period backwards": ("to: 2024-12-31", "to: 2023-12-31", 4, "ends before it begins"),
    "no day": ("to: 2024-12-31", "to: soon", 4, "expected a day"),
    "too much left out": ("share: 3 %", "share: 30 %", 24, "at most 10 %"),
    "no standard": ("[ISO 14067]", "[]", 20, "no standard is named"),
    "expired at once": ("valid_until: 2028-03-01", "valid_until: 2024-03-01", 25, "not valid when it is created"),
    "version and a half": ("valid_until: 2028-03-01", "valid_until: 2028-03-01, version: 1.5", 25, "whole number"),
    "avoided against nothing": ("the same electricity from the grid of Chongqing", '""', 27, "measured against"),
    "unknown key": ("ledger:", "legder:", 8, "did you mean `ledger`"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(tmp_path: Path, name: str) -> None:
    old, new, line, words = WRONG[name]
    with pytest.raises(ModelError, match=words) as caught:
        read_account(written(tmp_path, old, new))
    assert line in [one.line for one in caught.value.problems], str(caught.value)
    assert all(one.remedy for one in caught.value.problems)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "amount: 40 t", "amount: -40 t")
    path.write_text(path.read_text(encoding="utf-8").replace("in: m5", "in: m55"), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        read_account(path)
    assert [one.line for one in caught.value.problems] == [15, 18]


def test_a_reason_lets_another_factor_in(tmp_path: Path) -> None:
    factor = "{region: Chongqing, year: 2022, kind: location, because: 2024 is not published yet}"
    account = read_account(written(tmp_path, _LIFE, factor))
    assert account.lines[0].kg == pytest.approx(90e6 * 0.5227)
    assert "2024 is not published yet" in account.lines[0].factor.text
