"""Part numbers of a family: which there are, and which share of the jobs needs each."""

from __future__ import annotations

import math

import pytest

from taktwin.model.checks.ways.variants import Choices
from taktwin.model.families.numbers import TooManyNumbersError, numbers_of
from taktwin.model.files.load import load_model
from taktwin.model.nouns.supply.family import Family

MODEL = """
taktwin: 1
name: mixed
options: {trim: {base: 60 %, sport: 40 %}, tow: {with: 10 %, without: 90 %}, key: {a: 50 %, b: 50 %}}
products:
  small: {options: {tow: {without: 100 %}}}
  large: {}
orders:
  cars:
    interval: 2 min
    mix:
      - {shares: {small: 50 %, large: 50 %}}
      - {from: 10 d, shares: {small: 20 %, large: 80 %}}
shops: {a: {lines: {main: {orders: cars, flow: [{station: fit, cycle: 1 min}]}}}}
"""


def of(**words: object) -> Family:
    """A family with these words."""
    return Family.model_validate({"supplier": "any", "at": "fit", "mode": "jit", **words})


def found(family: Family, model: str = MODEL) -> dict[str, float]:
    """Name -> share of its part numbers."""
    return {one.name: one.share for one in numbers_of(Choices(load_model(model)), "cars", "seats", family)}


def test_a_family_without_variants_has_one() -> None:
    assert found(of()) == {"seats": pytest.approx(1.0)}


def test_one_for_each_combination_and_they_sum_to_all_jobs() -> None:
    shares = found(of(variants=["trim", "key"]))
    assert shares == {
        "seats-base-a": pytest.approx(0.3),
        "seats-base-b": pytest.approx(0.3),
        "seats-sport-a": pytest.approx(0.2),
        "seats-sport-b": pytest.approx(0.2),
    }
    assert math.isclose(sum(shares.values()), 1.0)


def test_the_share_is_that_of_the_mix_that_needs_most() -> None:
    assert found(of(variants=["product"])) == {"seats-small": pytest.approx(0.5), "seats-large": pytest.approx(0.8)}


def test_a_value_that_a_product_never_has_is_no_number() -> None:
    shares = found(of(variants=["product", "tow"]))
    assert set(shares) == {"seats-small-without", "seats-large-with", "seats-large-without"}
    assert shares["seats-large-with"] == pytest.approx(0.8 * 0.1)


def test_only_the_jobs_of_its_condition_need_it() -> None:
    assert found(of(when={"tow": "with"})) == {"seats": pytest.approx(0.08)}
    shares = found(of(when={"tow": "with"}, variants=["trim"]))
    assert shares == {"seats-base": pytest.approx(0.048), "seats-sport": pytest.approx(0.032)}
    (base, _) = numbers_of(Choices(load_model(MODEL)), "cars", "seats", of(when={"tow": "with"}, variants=["trim"]))
    assert base.when == {"tow": ["with"], "trim": ["base"]}


def test_too_many_are_refused() -> None:
    many = ", ".join(f"o{n}: {{x: 50 %, y: 50 %}}" for n in range(12))
    model = MODEL.replace("key: {a: 50 %, b: 50 %}", many)
    with pytest.raises(TooManyNumbersError):
        found(of(variants=[f"o{n}" for n in range(12)]), model)
