"""Footprints by hand, and that products bear what the plant emits."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.analysis.footprint.ledger import Factor, Line, Part, Product, books, footprint
from taktwin.analysis.footprint.study import study_footprint
from taktwin.model.errors import OptionError
from tests.analysis.footprint.plant import written

FACTOR = Factor("1 kg/kg", "test", "given")


def test_by_hand(tmp_path: Path) -> None:
    """90 GWh x 0.578; 9.5e6 m3 x 38.931 MJ x 15.3 tC/TJ x 0.99 x 44/12; 40 t of gas two to one."""
    found = study_footprint(written(tmp_path))
    electricity = 90e6 * 0.578
    gas = 9.5e6 * 0.038931 * 15.3 * 0.99 * 44 / 12
    mass = 60000 * 2300 + 40000 * 1900
    assert found.books.plant_kg == pytest.approx(electricity + gas + 40000, rel=1e-12)
    m7 = electricity / 100000 + gas * 2300 / mass + 40000 * 2 / 3 / 60000
    assert found.of("m7").plant_kg == pytest.approx(m7, rel=1e-12)
    assert found.of("m7").kg == pytest.approx(m7 + 5200, rel=1e-12)
    measured = electricity / 100000 + gas * 2300 / mass + 0.6 * 5200
    assert found.of("m7").primary_share == pytest.approx(measured / (m7 + 5200), rel=1e-12)
    with pytest.raises(OptionError, match="did you mean `m5`"):
        found.of("m55")


def test_avoided_emissions_stand_apart(tmp_path: Path) -> None:
    with_claim = study_footprint(written(tmp_path))
    assert with_claim.account.avoided[0].kg == pytest.approx(15.84e6 * 0.5227)
    text = written(tmp_path).read_text(encoding="utf-8")
    (tmp_path / "plain.yaml").write_text(text[: text.index("avoided:")], encoding="utf-8")
    plain = study_footprint(tmp_path / "plain.yaml")
    assert [one.kg for one in plain.footprints] == [one.kg for one in with_claim.footprints]
    assert plain.books == with_claim.books


kilograms = st.floats(0.0, 1e12, allow_subnormal=False)  # the parts of less are lost
weights = st.lists(st.floats(0.0, 1e6), min_size=3, max_size=3).filter(lambda all_: math.fsum(all_) > 1e-3)


@given(
    st.lists(st.tuples(kilograms, weights), min_size=1, max_size=8),
    st.lists(st.integers(1, 10**6), min_size=3, max_size=3),
)
def test_products_bear_what_the_plant_emits(drawn: list[tuple[float, list[float]]], made: list[int]) -> None:
    products = [Product(f"p{at}", "", ("id",), float(n), 1.0) for at, n in enumerate(made)]
    lines = tuple(
        Line("x", "m", "1 t", kg, FACTOR, dict(zip(("p0", "p1", "p2"), shares, strict=True)), "weights", 1.0)
        for kg, shares in drawn
    )
    found = tuple(footprint(one, lines, ()) for one in products)
    assert books(lines, found).off <= 1e-9


def test_ratings_are_means_by_emission_and_only_where_all_are_rated() -> None:
    product = Product("p", "", ("id",), 10.0, 1.0)
    line = Line("x", "m", "1 t", 100.0, FACTOR, {"p": 1.0}, "each", 1.0, {"time": 1.0, "technology": 2.0})
    part = Part("y", "p", 1.0, 30.0, "s", 0.0, {"time": 3.0})
    found = footprint(product, (line,), (part,))
    assert found.quality == {"time": pytest.approx((10 * 1 + 30 * 3) / 40)}
    assert found.primary_share == pytest.approx(0.25)


def test_nothing_emitted() -> None:
    found = footprint(Product("p", "", ("id",), 10.0, 1.0), (), ())
    assert found.kg == 0
    assert math.isnan(found.primary_share)
    assert found.as_dict()["primary_data_share"] is None
