"""Options of jobs, as many as one likes: their combinations need not fit into one number of the log."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl
import pytest

import taktwin
from taktwin.kernel.lowering.orders import WORD
from taktwin.kernel.lowering.program import lower
from taktwin.model.files.load import load_model
from tests.kernel.plants import model_of

OPTIONS = [f"option{i}" for i in range(20)]
VALUES = [f"v{i}" for i in range(10)]
CARS = 60
MODEL = f"""\
taktwin: 1
name: optioned
options:
{"".join(f"  {name}: {{{', '.join(f'{value}: 10 %' for value in VALUES)}}}" + chr(10) for name in OPTIONS)}
orders:
  cars: {{interval: 20 s, file: orders.csv}}
shops:
  shop:
    lines:
      main:
        orders: cars
        flow:
          - {{buffer: in, capacity: 9}}
          - {{station: a, cycle: 15 s, point: seen}}
          - {{buffer: between, capacity: 5}}
          - {{station: b, cycle: 19 s}}
"""


@pytest.fixture
def plant(tmp_path: Path) -> tuple[taktwin.Plant, pl.DataFrame]:
    """A plant that takes its cars from a file, and the options in the file."""
    source = random.Random(7)
    rows = [[source.choice(VALUES) for _ in OPTIONS] for _ in range(CARS)]
    (tmp_path / "orders.csv").write_text("\n".join(",".join(row) for row in [OPTIONS, *rows]) + "\n")
    (tmp_path / "plant.yaml").write_text(MODEL)
    model = load_model(tmp_path / "plant.yaml")
    return taktwin.Plant(model), pl.DataFrame(rows, schema=OPTIONS, orient="row")


@pytest.mark.parametrize("trace", [False, True], ids=["fast path", "event loop"])
def test_twenty_options_of_ten_values(plant: tuple[taktwin.Plant, pl.DataFrame], trace: bool) -> None:
    """10^20 combinations, more than an int64 tells apart: every job has what its order says, and is noted once."""
    model, ordered = plant
    result = model.simulate(days=0.1, warmup=0, trace=trace).result
    jobs = result.jobs.sort("order_number")
    assert jobs["order_number"].to_list() == list(range(CARS))
    assert jobs.select(OPTIONS).equals(ordered)
    assert set(jobs["outcome"]) == {"finished"}
    assert result.passages["point"].value_counts().sort("point").rows() == [
        ("line off", 60),
        ("seen", 60),
        ("shop", 60),
    ]
    assert result.totals.finished == CARS


def test_they_are_kept_by_snapshots_and_states(plant: tuple[taktwin.Plant, pl.DataFrame]) -> None:
    """Also of jobs that were born before the run began."""
    model, ordered = plant
    taken = model.snapshot(days=600 / 86400)
    for start in (taken, model.state(taken)):
        jobs = model.simulate(days=0.1, start=start).result.jobs.sort("order_number")
        assert float(jobs["born"].min()) < 0  # type: ignore[arg-type]
        first = int(jobs["order_number"][0])
        assert first > 0
        assert jobs.select(OPTIONS).equals(ordered[first:])


@pytest.mark.parametrize(("sizes", "words"), [([2] * 62, 1), ([2] * 63, 2), ([10] * 20, 2), ([62] * 11, 2), ([3], 1)])
def test_words_hold_all_that_fits(sizes: list[int], words: int) -> None:
    options = {f"o{i}": {f"v{v}": 1 / size for v in range(size)} for i, size in enumerate(sizes)}
    flow = [{"station": "a", "cycle": "1 s"}]
    data = {"options": options, "orders": {"jobs": {"interval": "2 s"}}}
    data["shops"] = {"shop": {"lines": {"main": {"orders": "jobs", "flow": flow}}}}
    found = lower(model_of(data)).options
    assert len(found.words) == words
    assert [at for word in found.words for at in word] == list(range(len(found)))
    for word in found.words:
        combinations = 1
        for at in word:
            combinations *= found.sizes[at]
        assert combinations <= WORD
