from pathlib import Path

import pytest

from taktwin.model import check_model, load_model
from tests.shared import shared_folder

PLANT = """\
taktwin: 1
name: calls
products: {{a: {{}}, b: {{}}}}
orders: {{jobs: {{mix: {{a: 50 %, b: 50 %}}}}}}
shops:
  s:
    lines:
      main:
        orders: jobs
        flow:
          - {{station: A, cycle: 1 min{a}}}
          - {{station: B, cycle: 1 min{b}}}
          - {{station: C, cycle: 1 min}}
      sub: {{call: {sub}, flow: [{{station: S, cycle: 1 min}}]}}
      other: {{call: {other}, flow: [{{station: T, cycle: 1 min}}]}}
"""


def warnings(source: str | Path) -> list[str]:
    return [str(one) for one in check_model(load_model(source)) if "nothing can ever start" in one.message]


def plant(a: str, b: str, sub: str, other: str) -> str:
    return PLANT.format(a=f", joins: [{a}]", b=f", joins: [{b}]", sub=f"{{at: {sub}}}", other=f"{{at: {other}}}")


def test_a_call_behind_its_join() -> None:
    (told,) = warnings(plant("{line: sub}", "{line: other}", sub="B", other="A"))
    assert '"A" waits for jobs of "sub", which are called at "B", behind "A"' in told
    assert "lines.sub.call.at" in told


def test_two_joins_that_wait_for_each_other() -> None:
    text = plant("{line: sub}", "{line: other}", sub="T", other="B")
    (told,) = warnings(text)
    assert '"A" waits for jobs of "sub", which are called at "T"' in told


@pytest.mark.parametrize(
    ("a", "b", "sub", "other"),
    [
        ("{line: sub}", "{line: other}", "A", "A"),  # a job calls when it enters the station that joins
        ("{line: sub}", "{line: other}", "A", "S"),  # a called line calls the next
    ],
)
def test_calls_in_time(a: str, b: str, sub: str, other: str) -> None:
    assert warnings(plant(a, b, sub, other)) == []


def test_jobs_that_do_not_join_may_call_for_those_that_do() -> None:
    text = plant("{line: sub, when: {product: [a]}}", "{line: other}", sub="B", other="A")
    assert warnings(text) == []


def test_case_from_practice() -> None:
    file = shared_folder() / "cases" / "faults" / "call-behind-its-join.yaml"
    if not file.is_file():
        pytest.skip(f"no case at {file}; set TAKTWIN_SHARED to the folder that holds `cases`")
    (told,) = warnings(file)
    assert '"A" waits for jobs of "sub", which are called at "B", behind "A"' in told


def test_calls_beside_routes_by_visit() -> None:
    """A model in which doors are called for, and bodies are repainted no more than twice, is checked like any other."""
    text = """
name: twice
orders: {cars: {}}
shops:
  s:
    lines:
      doors: {call: {at: hang}, flow: [{station: door, cycle: 50 s}, {buffer: doors-ready, capacity: 4}]}
      main:
        orders: cars
        flow:
          - {station: hang, cycle: 55 s}
          - {station: close, cycle: 50 s, joins: [{line: doors}]}
          - {buffer: before, capacity: 9}
          - {station: spray, cycle: 40 s, routes: [{to: sand, share: 10 %, when: {visit: [1, 2]}}]}
          - {station: out, cycle: 20 s}
      again: {to: before, flow: [{buffer: sand, capacity: unlimited}, {station: polish, cycle: 60 s}]}
"""
    assert check_model(load_model(text)) == []
