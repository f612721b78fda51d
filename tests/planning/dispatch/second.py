"""The same problem once more, with other variables, and binaries in all steps.

Variables of a step: net power across the meter in two parts with a binary, battery power in two parts with a binary,
and what is used of the photovoltaics. The level is no variable: it is the sum of what went in and out before.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from taktwin.planning.dispatch.problem import DispatchProblem
from taktwin.planning.dispatch.site import Battery, FlexibleLoad
from taktwin.planning.dispatch.tariff import Tariff

FAR = 1e6  # kW: beyond what any of the random problems can need


def optimum(problem: DispatchProblem) -> float | None:
    """Its least cost; None where it cannot be served."""
    n, h, battery, prices = problem.steps, problem.step, problem.battery, problem.prices
    periods, most = prices.charges.size, float(problem.load.max() + problem.pv.max() + 4000)
    names = ("buy", "sell", "buying", "into", "out", "storing", "used")
    at = {name: slice(k * n, (k + 1) * n) for k, name in enumerate(names)}
    first = len(names) * n
    peak, start = slice(first, first + periods), first + periods
    shifted = [slice(start + 1 + k * n, start + 1 + (k + 1) * n) for k in range(len(problem.flexible))]
    size = start + 1 + len(shifted) * n
    low, high = np.zeros(size), np.full(size, np.inf)
    high[at["buy"]], high[at["sell"]] = min(problem.import_limit, most), min(problem.export_limit, most)
    if not problem.battery_feeds_in:
        high[at["sell"]] = np.minimum(high[at["sell"]], np.maximum(0, problem.pv - problem.load))
    high[at["into"]], high[at["out"]] = battery.power, battery.most_out
    high[at["buying"]] = high[at["storing"]] = 1
    high[at["used"]] = problem.pv
    if not problem.curtailable:
        low[at["used"]] = problem.pv
    low[first + prices.periods[0]] = problem.peak_so_far
    high[start] = battery.energy
    if battery.start is not None:
        low[start] = high[start] = battery.start
    eye, zero = np.eye(n), np.zeros(n)
    rows: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []

    def row(low: np.ndarray, high: np.ndarray, **parts: np.ndarray) -> np.ndarray:
        matrix = np.zeros((len(low), size))
        for name, values in parts.items():
            matrix[:, at[name]] = values
        rows.append((matrix, low, high))
        return matrix

    balance = row(problem.load, problem.load, buy=eye, sell=-eye, into=-eye, out=eye, used=eye)
    down = np.tril(np.ones((n, n)))
    level = row(zero, zero + battery.energy, into=battery.charge_efficiency * h * down)
    level[:, at["out"]] = -h / battery.discharge_efficiency * down
    level[:, start] = 1
    last = level[-1:].copy()
    last[0, start] -= 1 if battery.end == "cyclic" else 0
    ends = (0.0, 0.0) if battery.end == "cyclic" else (battery.end_least, battery.energy)
    rows.append((last, np.array(ends[:1]), np.array(ends[1:])))
    row(zero - np.inf, zero, buy=eye, buying=-most * eye)
    row(zero - np.inf, zero + most, sell=eye, buying=most * eye)
    row(zero - np.inf, zero, into=eye, storing=-battery.power * eye)
    row(zero - np.inf, zero + battery.most_out, out=eye, storing=battery.most_out * eye)
    peaks = row(zero - np.inf, zero, buy=eye)
    peaks[np.arange(n), first + prices.periods] = -1
    for one, place in zip(problem.flexible, shifted, strict=True):
        balance[:, place] = -eye
        inside = np.zeros(n)
        inside[one.first : one.last + 1] = 1
        high[place] = one.power * inside
        total = np.zeros((1, size))
        total[0, place] = h
        rows.append((total, np.array([one.energy]), np.array([one.energy])))
    cost = np.zeros(size)
    cost[at["buy"]] = h * (prices.buy + prices.carbon_price / 1000 * prices.factor)
    cost[at["sell"]] = -h * prices.sell
    cost[at["into"]] = cost[at["out"]] = h * battery.wear
    cost[peak] = prices.charges
    whole = np.zeros(size)
    whole[at["buying"]] = whole[at["storing"]] = 1
    matrix, lows, highs = (np.concatenate([part[k] for part in rows]) for k in range(3))
    limits: tuple[Any, Any, Any, Any] = (low, high, lows, highs)
    found = milp(
        cost, integrality=whole, bounds=Bounds(*limits[:2]), constraints=LinearConstraint(matrix, *limits[2:]),
        options={"mip_rel_gap": 1e-9},
    )  # fmt: skip
    assert found.status in (0, 2), found.message
    return None if found.status == 2 else float(found.fun)


def random_problem(seed: int) -> DispatchProblem:
    """Any combination of features, some odd: dear feed-in, negative prices, tight limits, losses, two periods."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 14))
    step = float(rng.choice([0.25, 0.5, 1, 2]))
    some = rng.random(12) < 0.4
    load = rng.uniform(0, 800, n).round(1) * (rng.random(n) < 0.9)
    pv = (rng.uniform(0, 900, n) * (rng.random(n) < 0.6)).round(1)
    buy = rng.choice([0.3, 0.7, 1.1], n) + (rng.uniform(-0.05, 0.05, n).round(4) if some[0] else 0)
    if some[1]:
        buy = buy - 1.2 * (rng.random(n) < 0.4)
    sell = buy if some[2] else 0.4 * np.abs(buy)
    if some[3]:
        sell = np.full(n, float(rng.choice([-0.1, 0.35, 0.9])))
    energy = float(rng.choice([0, 300, 1000]))
    battery = Battery(
        energy,
        float(rng.choice([50, 200, 600])),
        float(rng.choice([1.0, 0.95, 0.8])),
        float(rng.choice([1.0, 0.92])),
        discharge_power=float(rng.choice([100, 400])) if some[4] else None,
        wear=float(rng.choice([0.0, 0.05])),
        start=None if some[5] else energy * float(rng.choice([0, 0.5, 1])),
        end="cyclic" if some[5] or some[6] else "free",
        end_least=energy * 0.4 if not (some[5] or some[6]) and some[7] else 0.0,
    )
    flexible = []
    for k in range(int(rng.integers(0, 3)) if some[8] else 0):
        first = int(rng.integers(0, n))
        last = int(rng.integers(first, n))
        flexible.append(
            FlexibleLoad(f"load {k}", 80 * step * (last - first + 1) * float(rng.random()), 90, first, last)
        )
    periods = np.sort(rng.integers(0, 2, n))
    periods = np.unique(periods, return_inverse=True)[1]
    charge = rng.choice([0.0, 5.0, 38.0], periods.max() + 1)
    tariff = Tariff(buy, sell, charge, periods, 80.0 if some[9] else 0.0, rng.uniform(0.2, 0.9, n))
    return DispatchProblem(
        load, tariff, pv, step, battery, tuple(flexible),
        import_limit=float(rng.choice([700, 1100, 3000])), export_limit=float(rng.choice([0, 100, FAR])),
        curtailable=not (some[10] and some[11]), peak_so_far=float(rng.choice([0, 300])),
        battery_feeds_in=bool(rng.random() < 0.6),
    )  # fmt: skip
