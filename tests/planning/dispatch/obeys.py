"""What holds of every plan, whatever it costs: the laws of physics and the words of the tariff."""

from __future__ import annotations

import numpy as np

from taktwin.planning.dispatch.plan import DispatchPlan

NEAR = 2e-5
"""kW and kWh: what the solver may round."""


def check_plan(plan: DispatchPlan) -> None:
    """Balance, limits, storage, no two things at once, and the bill added up again step by step."""
    problem, flows, battery, prices = plan.problem, plan.flows, plan.problem.battery, plan.problem.prices
    shifted = sum(flows.flexible) if flows.flexible else np.zeros(problem.steps)
    left = flows.imported - flows.exported + flows.discharged - flows.charged + problem.pv - flows.curtailed
    np.testing.assert_allclose(left, problem.load + shifted, atol=1e-9, rtol=1e-12)
    for values, most in (
        (flows.imported, problem.import_limit),
        (flows.exported, problem.export_limit),
        (flows.exported, np.inf if problem.battery_feeds_in else np.maximum(0.0, problem.pv - problem.load)),
        (flows.charged, battery.power),
        (flows.discharged, battery.most_out),
        (flows.level, battery.energy),
        (flows.curtailed, problem.pv if problem.curtailable else 0.0),
    ):
        assert np.all(values >= 0)
        assert np.all(values <= np.asarray(most) + NEAR)
    assert np.all(np.minimum(flows.imported, flows.exported) == 0)
    assert np.all(np.minimum(flows.charged, flows.discharged) <= NEAR)
    before = np.concatenate([[flows.level[-1] if battery.start is None else battery.start], flows.level[:-1]])
    stored = battery.charge_efficiency * flows.charged - flows.discharged / battery.discharge_efficiency
    np.testing.assert_allclose(before + problem.step * stored, flows.level, atol=NEAR)
    if battery.start is not None and battery.end == "cyclic":
        assert abs(flows.level[-1] - battery.start) <= NEAR
    if battery.end == "free":
        assert flows.level[-1] >= battery.end_least - NEAR
    for one, power in zip(problem.flexible, flows.flexible, strict=True):
        assert np.all((power >= 0) & (power <= one.power + NEAR))
        assert not power[: one.first].any()
        assert not power[one.last + 1 :].any()
        assert abs(problem.step * power.sum() - one.energy) <= NEAR
    _check_bill(plan, prices)


def _check_bill(plan: DispatchPlan, prices: object) -> None:
    problem, flows, h, total, kg = plan.problem, plan.flows, plan.problem.step, 0.0, 0.0
    tariff = problem.prices
    peaks = dict.fromkeys(range(tariff.charges.size), 0.0)
    peaks[int(tariff.periods[0])] = problem.peak_so_far
    for t in range(problem.steps):
        bought, sold = float(flows.imported[t]) * h, float(flows.exported[t]) * h
        total += bought * tariff.buy[t] - sold * tariff.sell[t]
        total += problem.battery.wear * h * (flows.charged[t] + flows.discharged[t])
        kg += bought * tariff.factor[t]
        peaks[int(tariff.periods[t])] = max(peaks[int(tariff.periods[t])], float(flows.imported[t]))
    total += kg * tariff.carbon_price / 1000 + sum(tariff.charges[k] * peak for k, peak in peaks.items())
    assert abs(plan.cost - total) <= 1e-9 * max(1.0, abs(total)) + 1e-9
    assert abs(plan.co2_kg - kg) <= 1e-9 * max(1.0, kg)
    assert plan.bound <= plan.cost
