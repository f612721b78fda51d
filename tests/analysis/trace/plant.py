"""A small plant whose parts come in sequence, and runs of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import taktwin
from taktwin.analysis.trace.steps import Way
from taktwin.api.run import Run

MODEL = """
taktwin: 1
name: seats
options: {trim: {base: 60 %, sport: 40 %}}
orders: {cars: {interval: 2 min}}
shops:
  maker:
    lines:
      seats:
        call: {at: paint-exit}
        flow:
          - {buffer: called, capacity: unlimited}
          - {station: make, cycle: 100 s}
          - {station: test, cycle: 20 s, routes: [{to: called, share: 10 %, when: {trim: sport}}]}
          - {buffer: racks, capacity: unlimited}
          - {delivery: truck, trucks: 2, rack: 3, racks: 2, load: 3 min, drive: 12 min}
          - {buffer: side, capacity: unlimited}
  trim:
    lines:
      main:
        orders: cars
        flow:
          - {station: paint-exit, cycle: 20 s}
          - {conveyor: belt, capacity: 60, transit: 50 min}
          - {station: fit, cycle: 112 s, joins: [{line: maker.seats, matched: true}]}
"""


def load(folder: Path, overrides: Sequence[str] = (), text: str = MODEL) -> Any:
    """The plant, with values changed."""
    file = folder / "seats.yaml"
    file.write_text(text, encoding="utf-8")
    return taktwin.load(str(file), list(overrides))


def traced(folder: Path, overrides: Sequence[str] = (), text: str = MODEL, days: float = 0.5) -> Run:
    """A traced run of it from the empty plant."""
    return load(folder, overrides, text).simulate(days=days, warmup=0, trace=True)


def check_whole(way: Way) -> None:
    """Each step of a way begins when the one before it ends; the stays sum to its lead time."""
    assert way.steps[0].enter_s == way.begin_s
    for step, after in pairwise(way.steps):
        assert step.leave_s == after.enter_s
    assert way.steps[-1].leave_s == way.end_s
    for step in way.steps:
        if step.worked_s is not None and step.stay_s is not None and step.waited_s is not None:
            assert 0.0 <= step.worked_s <= step.stay_s + 1e-9
    if way.lead_time_s is not None:
        total = sum(step.stay_s or 0.0 for step in way.steps)
        assert abs(total - way.lead_time_s) <= 1e-9 * max(1.0, way.lead_time_s)
