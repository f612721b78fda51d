"""What holds of every claim: a factor of ten is never excused, rounding always is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktwin.analysis.claims.claim import Claim
from taktwin.analysis.claims.fields import check_fields
from taktwin.analysis.claims.printed import figures_in, parse_printed
from taktwin.analysis.claims.register import KINDS
from taktwin.analysis.claims.study import judged
from taktwin.model.errors import ModelError

FEW = settings(max_examples=60, deadline=None)
TEN = st.sampled_from([10.0, 0.1])


def verdict(statement: str) -> str:
    return judged(Claim("a", statement=statement)).verdict


def number(value: float) -> str:
    """As newspapers print it, with four digits or more."""
    return f"{value:,.0f}" if value >= 1000 else f"{float(f'{value:.4g}'):,.4g}" if value >= 1 else f"{value:.5f}"


@FEW
@given(st.floats(2, 900), TEN)
def test_tce(energy: float, factor: float) -> None:
    assert verdict(f"{number(energy)} GWh = {number(energy * 122.9)} tce") == "consistent"
    assert verdict(f"{number(energy)} GWh = {number(energy * 122.9 * factor)} tce") != "consistent"


@FEW
@given(st.floats(2, 900), TEN)
def test_co2(energy: float, factor: float) -> None:
    assert verdict(f"{number(energy)} GWh = {number(energy * 522.7)} t CO2 in Chongqing") == "consistent"
    assert verdict(f"{number(energy)} GWh = {number(energy * 522.7 * factor)} t CO2 in Chongqing") != "consistent"


@FEW
@given(st.integers(1000, 900_000), st.floats(130, 195), TEN)
def test_pv(area: int, each: float, factor: float) -> None:
    right, wrong = (f"{area:,} m2 of modules give {number(area * each * by)} kWh a year" for by in (1, factor))
    assert verdict(right) == "consistent"
    assert verdict(wrong) != "consistent"


@FEW
@given(st.integers(10, 900), st.integers(20, 400))
def test_takt_and_rate(takt: int, wrong: int) -> None:
    rate = 3600 / takt
    assert verdict(f"{number(rate)} cars an hour, one every {takt} s") == "consistent"
    assert verdict(f"{number(rate * 10)} cars an hour, one every {takt} s") == "contradicts"
    if abs(wrong / takt - 1) > 0.1:
        assert verdict(f"{number(rate)} cars an hour, one every {wrong} s") == "contradicts"


@FEW
@given(st.integers(1000, 900_000), st.integers(1000, 900_000))
def test_growth(start: int, end: int) -> None:
    rate = 100 * (end / start - 1)
    assert verdict(f"from {start:,} to {end:,}: growth of {rate:+.2f} %") == "consistent"
    if abs(rate) > 1:
        assert verdict(f"from {start:,} to {end:,}: growth of {rate * 10:+.2f} %") != "consistent"


@FEW
@given(st.integers(20, 900), st.integers(20, 900))
def test_share(one: int, other: int) -> None:
    part, whole = sorted((one, other))
    if part < whole:
        assert verdict(f"{part} of {whole} suppliers: {100 * part / whole:.1f} %") == "consistent"
        assert verdict(f"{whole} of {part} suppliers: {100 * part / whole:.1f} %") == "impossible"


@FEW
@given(st.integers(1, 90), st.integers(60, 120), st.integers(10_000, 900_000), TEN)
def test_product(voc: int, area: int, cars: int, factor: float) -> None:
    total = voc * area * cars / 1e6
    text = f"VOC {voc} g/m2, {area} m2 a car, {cars:,} cars: "
    assert verdict(f"{text}{number(total)} t") == "consistent"
    assert verdict(f"{text}{number(total * factor)} t") != "consistent"


@FEW
@given(st.floats(1, 9999), st.integers(0, 3))
def test_rounding_within_half_a_digit_agrees(value: float, digits: int) -> None:
    printed = parse_printed(f"{value:.{digits}f}")
    assert printed is not None
    assert printed.allows(value, value)
    assert not printed.allows(value * 10, value * 10)


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("over 0.5 bn yuan", 5e8, "over"),
        ("1.6 MW", 1600 / 3600, ""),
        ("7.4 GWh a year", 7.4e6, ""),
        ("40 cars an hour", 40, ""),
        ("-4 % a year", -0.04, ""),
        ("5.5 wan m2", 55000, ""),
        ("100 m2 a car", 100, ""),
        ("about 30 times", 30, "about"),
    ],
)
def test_figures(text: str, value: float, bound: str) -> None:
    printed = parse_printed(text)
    assert printed is not None
    assert printed.value == pytest.approx(value)
    assert printed.bound == bound


def test_years_and_names_are_no_figures() -> None:
    assert [one.text for one in figures_in("SU7 in 2024: M9, H1 2025, 12 cars")] == ["12 cars"]


WORDS = [
    *"12 3.5 GWh % cars of m2 from to tce takt s PV 0 half each battery MW growth - / lines over efficiency".split(),  # noqa: SIM905
    *"capacity kg lighter energy yuan invested output total 24/7 buffer h , : OEE mean peak less rate".split(),  # noqa: SIM905
    "a year",
    "t CO2",
    "a car",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_no_sentence_breaks_it(words: list[str]) -> None:
    try:
        found = judged(Claim("a", statement=" ".join(words)))
    except ModelError:
        return
    assert found.verdict in ("consistent", "only_if", "contradicts", "impossible")


NUMBERS = ("1", "-100", "12", "0.5", "123456789", "1-2", "over 3", "5000000000000")


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_fields_break_it(data: st.DataObject) -> None:
    """Whatever the checks of the fields let through has a verdict, and a text."""
    name = data.draw(st.sampled_from(sorted(KINDS)))
    fields = KINDS[name].FIELDS
    row: dict[str, str] = {}
    for field in data.draw(st.sampled_from(KINDS[name].TOGETHER)):
        takes = fields[field]
        figure = takes.example.split(" ", 1)
        number = data.draw(st.sampled_from((figure[0], *NUMBERS)))
        row[field] = takes.words[0] if takes.words else "x" if takes.free else " ".join([number, *figure[1:]])
    wrong: list[tuple[str, str, str]] = []
    values, options = check_fields(name, row, lambda *problem: wrong.append(problem))
    if not wrong:
        found = judged(Claim("a", name, values, options))
        assert found.verdict in ("consistent", "only_if", "contradicts", "impossible")
        assert found.arithmetic
