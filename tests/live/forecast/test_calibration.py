"""A forecast by a perfect model means what it says: where the truth ranks among its replications is even.

Truths are runs with seeds of their own, forecast from what somebody sees of them who cannot see ahead (`forgotten`).
What is forgotten that matters shows as ranks that crowd at the ends or on one side.
"""

from __future__ import annotations

import numpy as np
import pytest

import taktwin
from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import whole_log
from taktwin.live.forecast import ForecastOptions, forecast, forgotten
from taktwin.live.scores import rank_pit, uniformity
from taktwin.runs.simulation import Simulation
from taktwin.runs.start.begin import beginning

PLANT = """
taktwin: 1
name: cells
options: {colour: {red: 50 %, blue: 30 %, green: 20 %}}
orders: {jobs: {}}
crews: {fitters: {size: 1}}
failures:
  break: {clock: operation, up: exp(40 min), repair: "lognormal(mean=8 min, cv=1.2)", crew: fitters}
  jam: {clock: operation, up: exp(20 min), repair: exp(1 min), minor: true}
shops:
  hall:
    lines:
      main:
        orders: jobs
        flow:
          - {station: weld, cycle: 60 s, failures: [break, jam]}
          - {buffer: between, capacity: 4}
          - station: paint
            cycle: 40 s
            failures: [break]
            setup: {by: colour, time: 30 s, purge_after: 4, purge_time: 50 s}
          - {conveyor: oven, transit: 10 min, capacity: 12, spacing: 50 s}
          - {station: check, servers: 2, cycle: "gamma(mean=100 s, cv=0.6)", routes: [{to: mend, share: 15 %}]}
      mend:
        flow:
          - {buffer: mend-queue, capacity: unlimited}
          - {station: mend-place, cycle: "lognormal(mean=5 min, cv=0.7)"}
"""
AT, TRUTHS = 0.25 * 86400.0, 150


@pytest.mark.long
@pytest.mark.parametrize("ahead", [900.0, 3600.0])
def test_the_truth_ranks_evenly(ahead: float) -> None:
    plant = taktwin.load(PLANT)
    begin = beginning(plant.starter.program, None)
    samples, truths = [], []
    for seed in range(1, TRUTHS + 1):
        truth = begin(plant.starter.program, seed, 0, False)
        truth.advance_to(AT)
        state = forgotten(truth, plant.starter)
        truth.advance_to(AT + ahead)
        truths.append(_finished(truth, AT))
        options = ForecastOptions(until=AT + ahead, replications=19, seed=10_000 + seed, threads=1)
        samples.append(forecast(plant.starter, state, options).jobs)
    ranks = rank_pit(np.array(samples, float), np.array(truths, float))
    assert uniformity(ranks).p > 0.001
    inside = ((ranks > 0.05) & (ranks < 0.95)).mean()
    assert 0.83 < inside < 0.96  # 0.9, and three standard errors
    assert abs(ranks.mean() - 0.5) < 0.08


def _finished(run: Simulation, since: float) -> int:
    run.drain()
    log = whole_log(run.logs)
    return int(((log["kind"] == k.LOG_END) & (log["what"] == k.FINISHED) & (log["time"] > since)).sum())
