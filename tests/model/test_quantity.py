import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.model.values.mark import QuantityError
from taktwin.model.values.quantity import KINDS, Quantity, parse_quantity
from taktwin.model.values.units import SI_UNIT, UNITS, look_up, pint_spelling


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("100 s", "duration", 100.0),
        ("8h", "duration", 28800.0),
        (" 1.5 min ", "duration", 90.0),
        ("2 weeks", "duration", 1209600.0),
        (0, "duration", 0.0),
        ("0", "duration", 0.0),
        ("36 km/h", "speed", 10.0),
        ("0.6 kW", "power", 600.0),
        ("3.6 m3/h", "flow", 0.001),
        ("2 kWh", "energy", 7.2e6),
        ("5 L", "energy", 0.005),
        ("1.5 t", "mass", 1500.0),
        ("88 %", "share", 0.88),
        (0.88, "share", 0.88),
        ("1e3", "number", 1000.0),
        (4, "count", 4.0),
        ("4.0", "count", 4.0),
        ("unlimited", "room", math.inf),
        ("unlimited", "level", math.inf),
        ("2 inch", "length", 0.0508),
        ("7.2 yd**3/h", "flow", 7.2 * 0.9144**3 / 3600),
    ],
)
def test_value_in_si(text: object, kind: str, value: float) -> None:
    assert parse_quantity(text, KINDS[kind]).value == pytest.approx(value, rel=1e-6)


@pytest.fixture(scope="module")
def registry() -> Any:
    import pint

    return pint.UnitRegistry()


@pytest.mark.parametrize("unit", UNITS)
def test_the_table_agrees_with_pint(unit: str, registry: Any) -> None:
    dimension, factor = UNITS[unit]
    quantity = registry.Quantity(1.0, registry.parse_units(pint_spelling(unit)))
    assert factor == pytest.approx(
        quantity.to(pint_spelling(SI_UNIT[dimension]) or "dimensionless").magnitude, rel=1e-12
    )


def test_a_unit_that_only_pint_knows_of_another_dimension() -> None:
    assert look_up("ampere") == ("other", 1.0)
    with pytest.raises(QuantityError, match="which is something else"):
        parse_quantity("3 ampere", "power")


def test_a_share_in_percent_is_the_same_float_as_the_fraction() -> None:
    assert all(parse_quantity(f"{n} %", "share").value == n / 100 for n in range(101))


@given(st.floats(0.01, 3e5), st.sampled_from(["s", "min", "h", "ms", "d"]))
def test_text_and_value_are_stable(number: float, unit: str) -> None:
    first = parse_quantity(f"{number!r} {unit} [derived: x]", "duration")
    again = parse_quantity(str(first), "duration")
    assert (again.value, again.text, again.mark) == (first.value, first.text, first.mark)


@given(
    st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.booleans() | st.none() | st.text(max_size=12)
)
def test_any_input_gives_a_quantity_or_an_error_with_a_remedy(raw: object) -> None:
    for kind in KINDS.values():
        try:
            assert parse_quantity(raw, kind).value >= 0
            continue
        except QuantityError as error:
            caught = error
        assert caught.message
        assert caught.remedy


def test_a_quantity_is_taken_as_it_is_and_its_dimension_checked() -> None:
    time = parse_quantity("3 s", "duration")
    assert parse_quantity(time, "duration") is time
    with pytest.raises(QuantityError, match="which is a time"):
        parse_quantity(time, "power")


def test_equality_is_about_value_and_dimension() -> None:
    assert parse_quantity("60 s", "duration") == parse_quantity("1 min [assumed: x]", "duration")
    assert parse_quantity("60 s", "duration") != Quantity(60.0)


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [(name, kind.least, kind.most) for name, kind in KINDS.items() if name != "share"],
)
def test_bounds_are_the_last_values_that_are_taken(kind: str, least: float, most: float) -> None:
    rule = KINDS[kind]
    si = {"time": " s", "length": " m", "speed": " m/s", "acceleration": " m/s2", "power": " W", "energy": " J"}
    unit = {**si, "mass": " kg"}.get(rule.dimensions[0], "")
    assert parse_quantity(f"{most!r}{unit}", rule).value == most
    with pytest.raises(QuantityError, match="too large, expected") as caught:
        parse_quantity(f"{most * 1.01!r}{unit}", rule)
    assert rule.bounds in caught.value.message
    if least > 0:
        assert parse_quantity(f"{least!r}{unit}", rule).value == least
        with pytest.raises(QuantityError, match="too small, expected 0 or"):
            parse_quantity(f"{least * 0.99!r}{unit}", rule)
    assert parse_quantity(f"0{unit}", rule).value == 0
