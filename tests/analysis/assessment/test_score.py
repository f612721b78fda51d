"""Points by hand and by rule; what is open has no score; shipped tables claim nothing that is not public."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.analysis.assessment.read import read_assessment
from taktwin.analysis.assessment.score import Given, green_factory, scored
from taktwin.analysis.assessment.study import assess
from taktwin.analysis.assessment.tables import SHIPPED, IndicatorNoun, paths_table, table_of
from tests.analysis.assessment.plant import written


def indicator(**fields: Any) -> IndicatorNoun:
    form = {"head": "h", "title": "t", "unit": "kWh/car", "better": "less", "weight": 10, "base": 1500, "lead": 500}
    return IndicatorNoun.model_validate({**form, **fields})


def value(number: float | bool) -> Given:
    return Given(number, str(number), "test", "here:1")


def test_by_hand(tmp_path: Path) -> None:
    """40 x (1050 - 1500) / (600 - 1500) = 20; 20 x (55 - 30) / 50 = 10; 30.63 of 35 g/m2: 30; the system 10."""
    found = assess(written(tmp_path)).green
    assert [one.points for one in found.lines] == pytest.approx([20, 10, 30, 10])
    assert (found.total, found.least, found.most) == pytest.approx((70, 70, 70))
    assert [one.weight for one in found.heads] == [40, 20, 40]
    assert found.lines[0].given is not None
    assert (found.lines[0].given.source, found.lines[0].given.place) == ("meter book", "plant.yaml:5")


@pytest.mark.parametrize(("number", "points"), [(1500, 0), (2000, 0), (500, 10), (100, 10), (1000, 5), (750, 7.5)])
def test_linear(number: float, points: float) -> None:
    assert scored("x", indicator(), value(number)).points == pytest.approx(points)
    more = indicator(better="more", base=-1500, lead=-500)  # the mirror
    assert scored("x", more, value(-number)).points == pytest.approx(points)


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(1, 1e6), st.floats(1e-3, 1e6), st.floats(0, 100))
def test_better_never_loses_points(first: float, second: float, lead: float, span: float, weight: float) -> None:
    one = indicator(base=lead + span, lead=lead, weight=weight)
    good, bad = (scored("x", one, value(number)).points or 0.0 for number in sorted((first, second)))
    assert weight >= good >= bad >= 0


@pytest.mark.parametrize(
    ("kind", "number", "points"),
    [("limit", 500, 10), ("limit", 500.1, 0), ("yes_no", True, 10), ("yes_no", False, 0)],
)
def test_all_or_nothing(kind: str, number: float | bool, points: float) -> None:
    assert scored("x", indicator(kind=kind, base=None), value(number)).points == points


@pytest.mark.parametrize("name", ["weight", "base", "lead"])
def test_what_is_not_given_has_no_score(name: str) -> None:
    line = scored("x", indicator(**{name: None}), value(1000))
    assert (line.points, line.status, line.missing) == (None, "table to be filled in", (name,))
    line = scored("x", indicator(), None)
    assert (line.points, line.status) == (None, "no value")


def test_an_open_line_leaves_a_range(tmp_path: Path) -> None:
    found = assess(written(tmp_path, "  water_reuse: {value: 0.55, source: meter book}\n", "")).green
    assert found.total is None
    assert (found.least, found.most, found.open) == (pytest.approx(60), pytest.approx(80), 1)


def test_a_basic_requirement_is_a_veto(tmp_path: Path) -> None:
    found = assess(written(tmp_path, "law: {met: true", "law: {met: false")).green
    assert (found.total, found.vetoes) == (0, ["law"])
    open_ = assess(written(tmp_path, "basic:\n  law: {met: true, source: register of the authority}\n", "")).green
    assert (open_.total, open_.open) == (None, 1)


@pytest.mark.parametrize("name", SHIPPED)
def test_tables_that_come_with_taktwin_invent_nothing(name: str) -> None:
    """Weights and levels of indicators are not public: none is there, so no plant has a score of them."""
    table, _ = table_of(name, Path())
    assert all((one.weight, one.base, one.lead) == (None, None, None) for one in table.indicators.values())
    assert all(one.zh for one in (*table.indicators.values(), *table.heads.values(), *table.basic.values(), table))
    assert all(one.sure in ("proposed", "recalled") for one in (*table.indicators.values(), *table.basic.values()))
    assert all(one.sure == "recalled" for one in table.heads.values() if one.weight is not None)
    given_all = {key: value(True if one.kind == "yes_no" else 1.0) for key, one in table.indicators.items()}
    found = green_factory(table, given_all, {key: value(True) for key in table.basic})
    assert (found.total, found.least, found.most) == (None, 0, 100)


def test_the_two_standards_have_their_heads() -> None:
    new, old = (table_of(name, Path())[0] for name in SHIPPED)
    assert len(new.heads) == 5
    assert (new.groups[0].heads, new.groups[0].weight) == (["energy", "resources"], 60)
    assert sum(one.weight for one in old.heads.values()) == 100
    assert "replaced" in old.title
    assert len(paths_table().paths) == 6


def test_zero_carbon(tmp_path: Path) -> None:
    found = assess(written(tmp_path)).zero
    answers = {one.key: [item.answer for item in one.items] for one in found.paths}
    assert answers["account"] == ["shown", "not given", "shown", "not met"]
    assert answers["digital"] == ["not given", "not given"]
    assert (found.left_t, found.offset_share) == (68600, pytest.approx(0.1))


def test_solvents_and_waste(tmp_path: Path) -> None:
    found = assess(written(tmp_path))
    assert found.paint is not None
    assert found.paint.balance.emitted_g_per_m2 == pytest.approx(1000 * (360000 - 60000 - 12000 + 3000) / 9.5e6)
    assert found.paint.kept is True
    assert found.waste is not None
    assert (found.waste.passed_share, found.waste.stored_kg) == (1, {("A", "900-252-12"): 1400})
    over = assess(written(tmp_path, "limit: 35 g/m2", "limit: 30 g/m2"))
    assert over.paint is not None
    assert over.paint.kept is False


def test_a_shipped_table_by_name(tmp_path: Path) -> None:
    path = written(tmp_path, "table: mine.yaml\n", "")
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  energy_management"), text.index("zero_carbon:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    read = read_assessment(path)
    assert read.table.title == "Green factory, GB/T 36132-2025"
    assert read.read[1].name == "gbt36132-2025.yaml"
