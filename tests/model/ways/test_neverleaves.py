from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from tests.shared import shared_folder

PLANT = """\
taktwin: 1
name: loop
options: {{roof: {{plain: {plain}, two-tone: {two}}}, trim: {{low: 50 %, high: 50 %}}}}
products: {{a: {{}}, b: {{}}}}
orders: {{jobs: {{interval: 10 min, mix: {{a: {a}, b: {b}}}}}}}
shops:
  s:
    lines:
      main:
        orders: jobs
        flow:
          - {{buffer: q, capacity: unlimited}}
          - {{station: m, cycle: 1 min{scrap}, routes: [{routes}]}}
          - {{station: out, cycle: 1 min}}
"""


def plant(routes: str, *, a: str = "50 %", b: str = "50 %", two: str = "30 %", scrap: str = "") -> str:
    plain = "100 %" if two == "0 %" else "70 %"
    return PLANT.format(routes=routes, a=a, b=b, plain=plain, two=two, scrap=scrap)


def refused(source: str | Path) -> list[str]:
    with pytest.raises(ModelError) as error:
        load_model(source)
    assert all(problem.remedy for problem in error.value.problems)
    return [str(problem) for problem in error.value.problems]


def test_a_product_that_circles_for_ever_is_refused_with_its_loop() -> None:
    (told,) = refused(plant("{to: q, when: {product: [b]}}"))
    assert 'jobs with product "b" can never leave the plant: they go round q - m - q for ever' in told
    assert ".m.routes" in told


def test_each_variant_that_circles_is_told() -> None:
    told = refused(plant("{to: q, when: {product: [b]}}, {to: q, when: {roof: [two-tone]}}"))
    who = sorted(one.split("jobs with ")[1].split(" can")[0] for one in told)
    assert who == [
        'product "a" and with roof "two-tone"',
        'product "b" and with roof "plain"',
        'product "b" and with roof "two-tone"',
    ]


@pytest.mark.parametrize(
    ("routes", "more"),
    [
        ("{to: q, when: {product: [b]}, share: 90 %}", {}),  # one in ten leaves
        ("{to: q, when: {product: [b]}, share: 99 %}", {"scrap": ", scrap: 1 %"}),  # they leave as scrap
        ("{to: q, when: {product: [b]}}", {"a": "100 %", "b": "0 %"}),  # there are none
        ("{to: q, when: {roof: [two-tone]}}", {"two": "0 %"}),
        ("{to: out, when: {product: [b]}, share: 1 %}, {to: q, when: {product: [b]}, share: 99 %}", {}),
        ("{to: q, when: {product: [b], trim: [low]}, share: 60 %}", {}),
    ],
)
def test_who_can_leave_is_not_refused(routes: str, more: dict[str, str]) -> None:
    load_model(plant(routes, **more))


def test_shares_that_fill_up_to_all_are_counted_by_variant() -> None:
    routes = "{to: q, share: 60 %}, {to: q, when: {product: [b]}, share: 40 %}"
    (told,) = refused(plant(routes))
    assert 'jobs with product "b" can never leave' in told


def test_the_orders_of_a_file_are_looked_at_one_by_one(tmp_path: Path) -> None:
    text = plant("{to: q, when: {product: [b], trim: [high]}}").replace(
        "interval: 10 min, mix: {a: 50 %, b: 50 %}", "interval: 10 min, file: day.csv"
    )
    file = tmp_path / "plant.yaml"
    file.write_text(text)
    (tmp_path / "day.csv").write_text("product,trim\na,high\nb,low\n")
    load_model(file)
    (tmp_path / "day.csv").write_text("product,trim\na,high\nb,high\n")
    (told,) = refused(file)
    assert 'jobs with product "b" and with trim "high"' in told


@pytest.mark.parametrize(
    ("case", "who", "loop"),
    [
        ("product-never-leaves", 'product "b"', "q - m - q"),
        ("two-tone-never-leaves", 'roof "two-tone"', "mask - masking - before - topcoat - dry - mask"),
    ],
)
def test_cases_from_practice(case: str, who: str, loop: str) -> None:
    file = shared_folder() / "cases" / "faults" / f"{case}.yaml"
    if not file.is_file():
        pytest.skip(f"no case at {file}; set TAKTWIN_SHARED to the folder that holds `cases`")
    (told,) = refused(file)
    assert f"jobs with {who} can never leave the plant: they go round {loop} for ever" in told
