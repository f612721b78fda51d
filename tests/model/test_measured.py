"""Times that were counted or measured: how they are read, and from what files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import taktwin
from taktwin.model.errors import ModelError
from taktwin.model.values.distribution import parse_distribution
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.measured import MOST_TIMES
from taktwin.runs.fingerprint import model_hash

PLANT = """
name: measured
orders: {{jobs: {{}}}}
shops: {{s: {{lines: {{l: {{orders: jobs, flow: [{{station: m, cycle: "{cycle}"}}]}}}}}}}}
"""


def cycle_of(file: Path) -> tuple[float, ...]:
    station: Any = taktwin.load(file).model.shops["s"].lines["l"].flow[0]
    return station.cycle.params


def plant(folder: Path, cycle: str) -> Path:
    path = folder / "plant.yaml"
    path.write_text(PLANT.format(cycle=cycle), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "call"),
    [
        ("12.5\n10\n11\n", "times.csv"),
        ("cycle\n12.5\n10\n11\n", "times.csv"),
        ("shift,cycle\nA,12.5\nA,10\n\nB,11\n", "times.csv, column=cycle"),
        ("cycle;shift\n12,5;A\n10;A\n11,0;B\n", "times.csv, column=cycle"),
        ("\ufeffcycle\tother\n12.5 s\t1\n10\t2\n11000 ms\t\n\t4\n", "times.csv, column=cycle"),
        ('"cycle, all","x"\n"12.5",1\n10,1\n11,1\n', 'times.csv, column="cycle, all"'),
    ],
)
def test_columns_of_files(tmp_path, content, call):
    (tmp_path / "times.csv").write_text(content, encoding="utf-8")
    for kind in ("empirical", "interpolated"):
        assert parse_distribution(f"{kind}({call})", tmp_path).params == (10.0, 11.0, 12.5)


def test_a_unit_of_bare_numbers(tmp_path):
    (tmp_path / "times.csv").write_text("cycle\n1.5\n30 s\n", encoding="utf-8")
    assert parse_distribution("empirical(times.csv, unit=min)", tmp_path).params == (30.0, 90.0)


def test_the_file_lies_beside_the_model_and_is_found_from_models_that_extend_it(tmp_path):
    (tmp_path / "times.csv").write_text("cycle\n5\n7\n", encoding="utf-8")
    base = plant(tmp_path, "empirical(times.csv, column=cycle)")
    assert cycle_of(base) == (5.0, 7.0)
    (tmp_path / "sub, folder").mkdir()
    other = tmp_path / "sub, folder" / "other.yaml"
    other.write_text("extends: ../plant.yaml\nname: other\n", encoding="utf-8")
    assert cycle_of(other) == (5.0, 7.0)


def test_the_hash_of_a_model_follows_the_content_of_its_files(tmp_path):
    times = tmp_path / "times.csv"
    times.write_text("cycle\n5\n7\n", encoding="utf-8")
    path = plant(tmp_path, "empirical(times.csv, column=cycle)")
    before = model_hash(taktwin.load(path).model)
    assert model_hash(taktwin.load(path).model) == before
    times.write_text("cycle\n5\n8.5\n", encoding="utf-8")
    assert model_hash(taktwin.load(path).model) != before
    assert cycle_of(path) == (5.0, 8.5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("discrete(30 s = 70 %, 60 s = 20 %)", "the shares sum to 90 %"),
        ("discrete(30 s, 60 s)", "has no share"),
        ("discrete(30 s = 170 %, 60 s = -70 %)", "170 %"),
        ("discrete()", "lacks its times"),
        ("empirical()", "lacks its times"),
        ("empirical(3 s, 5 kg)", "5 kg"),
        ("empirical(3 s, -5 s)", "-5 s"),
        ("empirical(none.csv)", "there is no such file"),
        ("empirical(times.csv)", "has 2 columns"),
        ("empirical(times.csv, column=cicle)", 'no column "cicle"'),
        ("empirical(times.csv, column=text)", "row 2"),
        ("empirical(times.csv, columm=cycle)", 'cannot read "columm=cycle"'),
        ("empirical(times.csv, column=cycle, unit=kg)", "kg"),
        ("empirical(empty.csv, column=cycle)", "holds no times"),
        ("empirical(long.csv)", "more than 100000 times"),
        ("empirical(.)", "expected a time"),
        ("emprical(3 s)", "unknown distribution"),
        ("interpolated(0 s, 1e-7 s)", "shorter than a microsecond"),
    ],
)
def test_what_is_wrong_is_told_with_a_remedy(tmp_path, text, message):
    (tmp_path / "times.csv").write_text("cycle,text\n5,five\n", encoding="utf-8")
    (tmp_path / "empty.csv").write_text("cycle\n", encoding="utf-8")
    (tmp_path / "long.csv").write_text("1\n" * (MOST_TIMES + 1), encoding="utf-8")
    with pytest.raises(QuantityError) as caught:
        parse_distribution(text, tmp_path)
    assert message in caught.value.message
    assert caught.value.remedy


def test_an_error_names_the_place_in_the_model(tmp_path):
    with pytest.raises(ModelError, match=r"plant\.yaml:4: shops\.s\.lines\.l\.flow\.m\.cycle: .*there is no such file"):
        taktwin.load(plant(tmp_path, "empirical(none.csv)"))
