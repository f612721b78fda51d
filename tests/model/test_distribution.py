import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.model.values.distribution import BOUNDS, EXAMPLES, PARAMETERS, Distribution, parse_distribution
from taktwin.model.values.mark import Mark, QuantityError
from taktwin.model.values.quantity import parse_quantity


@pytest.mark.parametrize(
    ("text", "kind", "params", "mean"),
    [
        ("100 s", "constant", (100.0,), 100.0),
        (0, "constant", (0.0,), 0.0),
        ("uniform(60 s, 2 min)", "uniform", (60.0, 120.0), 90.0),
        ("tri(0.8 s, 1 s, 1.3 s)", "tri", (0.8, 1.0, 1.3), 3.1 / 3),
        ("exp(8 h)", "exp", (28800.0,), 28800.0),
        ("Exp( mean = 8 h )", "exp", (28800.0,), 28800.0),
        ("lognormal(cv=1.2, mean=6 min)", "lognormal", (360.0, 1.2), 360.0),
        ("normal(100 s, 0 s)", "normal", (100.0, 0.0), 100.0),
        ("weibull(shape=2, scale=1 h)", "weibull", (2.0, 3600.0), 3600 * math.sqrt(math.pi) / 2),
        ("gamma(mean=6 min, cv=0.8)", "gamma", (360.0, 0.8), 360.0),
        ("erlang(k=3, mean=6 min)", "erlang", (3.0, 360.0), 360.0),
        ("discrete(60 s = 30 %, 30 s: 0.7)", "discrete", (30.0, 60.0, 0.7, 0.3), 39.0),
        ("empirical(2 s, 1 min, 1 s)", "empirical", (1.0, 2.0, 60.0), 21.0),
        ("interpolated(2 s, 1 min, 1 s)", "interpolated", (1.0, 2.0, 60.0), (1.5 + 31.0) / 2),
        ("interpolated(2 s)", "interpolated", (2.0,), 2.0),
    ],
)
def test_kind_parameters_and_mean(text: object, kind: str, params: tuple[float, ...], mean: float) -> None:
    found = parse_distribution(text)
    assert (found.kind, found.params) == (kind, params)
    assert found.mean == pytest.approx(mean)


def test_mean_of_the_normal_that_is_cut_off_at_zero() -> None:
    draw = random.Random(1)
    values = [value for value in (draw.gauss(10, 20) for _ in range(400_000)) if value >= 0]
    assert parse_distribution("normal(mean=10 s, sd=20 s)").mean == pytest.approx(sum(values) / len(values), rel=5e-3)


def test_every_kind_has_an_example_that_parses() -> None:
    assert set(EXAMPLES) == set(PARAMETERS)
    assert [parse_distribution(text).kind for text in EXAMPLES.values()] == list(EXAMPLES)


def test_mark_and_quantity() -> None:
    assert parse_distribution("exp(8 h) [seen: book p. 3]").mark == Mark("seen", "p. 3", "book")
    assert parse_distribution(parse_quantity("2 min", "duration")) == Distribution("constant", (120.0,))


@given(st.sampled_from(sorted(PARAMETERS)), st.lists(st.floats(0.01, 1e3), min_size=3, max_size=3))
def test_text_is_stable(kind: str, numbers: list[float]) -> None:
    low_to_high = [*sorted(numbers)[:2], sorted(numbers)[2] + 1.0]
    words = []
    for (name, unit), number in zip(PARAMETERS[kind], low_to_high, strict=False):
        least, most = BOUNDS.get(name, (0.0, number))
        number = min(max(least, number), most)
        value = str(int(number)) if unit == "count" else repr(number)
        words.append(f"{name}={value}" + (" s" if unit == "duration" else ""))
    first = parse_distribution(f"{kind}({', '.join(words)})")
    again = parse_distribution(str(first))
    assert (again.kind, again.params, again.text) == (first.kind, first.params, first.text)


@given(st.text(max_size=30) | st.from_regex(r"(tri|exp|weibull)\([^)]*\)", fullmatch=True))
def test_any_text_gives_a_distribution_or_an_error_with_a_remedy(text: str) -> None:
    try:
        assert parse_distribution(text).mean >= 0
        return
    except QuantityError as error:
        caught = error
    assert caught.message
    assert caught.remedy


@pytest.mark.parametrize("text", ["1e-300 s", "0.9 us", "exp(1e-10 h)", "uniform(0 s, 1e-7 s)"])
def test_a_time_that_the_clock_cannot_tell_from_nothing_is_refused(text: str) -> None:
    with pytest.raises(QuantityError, match="shorter than a microsecond"):
        parse_distribution(text)


def test_a_microsecond_is_a_time_and_so_is_nothing() -> None:
    assert parse_distribution("1e-6 s").mean == 1e-6
    assert parse_distribution("uniform(0 s, 0 s)").mean == 0.0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lognormal(mean=1 s, cv=1e200)", "cv must be from 0.001 to 100, got 1e+200"),
        ("lognormal(mean=1 s, cv=101)", "cv must be from 0.001 to 100"),
        ("gamma(mean=1 s, cv=1e-200)", "cv must be from 0.001 to 100"),
        ("weibull(shape=0.09, scale=1 s)", "shape must be from 0.1 to 1000"),
        ("weibull(shape=0.1, scale=1000 d)", "is 3.14e+14 s, more than 1000 years"),
        ("erlang(k=10001, mean=1 s)", "k must be from 1 to 10000"),
        ("tri(0 s, 1 s, 1e308 s)", '"1e308 s" is too large, expected 1 microsecond to 1000 years'),
        ("exp(1001 years)", '"1001 years" is too large'),
        ("uniform(0 s, 1e-9 s)", "shorter than a microsecond"),
        ("normal(mean=1 s, sd=1e999 s)", "finite"),
    ],
)
def test_moments_that_overflow_or_vanish_are_refused(text: str, message: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_distribution(text)
    assert message in caught.value.message + caught.value.remedy
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "lognormal(mean=1 s, cv=100)",
        "gamma(mean=1 s, cv=0.001)",
        "weibull(shape=0.1, scale=1 s)",
        "erlang(k=10000, mean=1 h)",
    ],
)
def test_the_bounds_themselves_are_taken(text: str) -> None:
    assert 0 < parse_distribution(text).mean < 1e8
