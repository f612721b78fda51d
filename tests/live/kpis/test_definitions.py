"""The 34 KPIs and TEEP: each formula is what is computed, and what must hold of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.live.kpis import KPIS, evaluate

NAMES = sorted({name for one in KPIS for name in one.needs})


def test_there_are_34_and_teep() -> None:
    assert [one.name for one in KPIS if not one.iso] == ["teep"]
    assert sum(one.iso for one in KPIS) == 34
    assert len({one.name for one in KPIS}) == len({one.title for one in KPIS}) == 35


@pytest.mark.parametrize("one", KPIS, ids=lambda one: one.name)
def test_the_formula_is_what_is_computed(one) -> None:
    """The text is arithmetic, and read as such gives the value; every element in it is needed, and no other."""
    elements = {name: 3.0 + 1.7 * place for place, name in enumerate(NAMES)}
    assert eval(one.formula, {"min": min}, dict(elements)) == pytest.approx(evaluate(elements)[one.name], rel=1e-12)
    code = compile(one.formula, "formula", "eval")
    assert set(code.co_names) - {"min"} == set(one.needs)
    for name in one.needs:
        assert evaluate({k: v for k, v in elements.items() if k != name})[one.name] is None


def test_nothing_known_and_nothing_divided_by() -> None:
    assert set(evaluate({}).values()) == {None}
    assert evaluate({"APT": 1.0, "PBT": 0.0})["availability"] is None
    assert evaluate({"APT": 0.0, "PBT": 5.0})["availability"] == 0


SECONDS = st.floats(1, 1e5)


@given(SECONDS, SECONDS, SECONDS, SECONDS, SECONDS, st.floats(0.01, 1), st.floats(0, 1))
def test_what_always_holds(apt: float, aust: float, adet: float, rest: float, off: float, fast: float, good: float):
    pbt = apt + aust + adet + rest
    elements = {"APT": apt, "AUST": aust, "ADET": adet, "AUPT": apt + aust, "AUBT": apt + aust + adet, "PBT": pbt}
    elements |= {"PQ": 100.0, "GQ": 100 * good, "PRI": apt * fast / 100, "CALENDAR": pbt + off}
    found = {name: value for name, value in evaluate(elements).items() if value is not None}
    assert found["oee"] == pytest.approx(
        found["availability"] * found["effectiveness"] * found["quality_ratio"], rel=1e-9
    )
    assert found["oee"] <= found["availability"] * (1 + 1e-12)
    assert found["teep"] <= found["oee"] * (1 + 1e-9)
    assert found["oee"] <= found["nee"] * (1 + 1e-12)
    assert found["availability"] <= found["technical_efficiency"] * (1 + 1e-12)
    assert found["availability"] == pytest.approx(found["allocation_efficiency"] * found["utilization_efficiency"])
    assert all(math.isfinite(value) and value >= 0 for value in found.values())
