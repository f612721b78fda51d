"""A serial line of exponential stations, without a model file: for a first look, and for checks against theory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from taktwin.analysis.kpi import Kpi
    from taktwin.model.plant import PlantModel


@dataclass(frozen=True)
class LineResult:
    """Key figures of a line; ``throughputs`` holds one value for each replication (jobs per unit of time)."""

    kpis: dict[str, Kpi]
    throughputs: tuple[float, ...]


def line_model(
    rates: Sequence[float],
    buffers: Sequence[int],
    failure_rates: Sequence[float] | None = None,
    repair_rates: Sequence[float] | None = None,
) -> PlantModel:
    """The line as a plant model: endless supply, blocking after service, a unit of time written as a second.

    Args:
        rates: service rate of each station, jobs per unit of time.
        buffers: places between stations, one number fewer than stations.
        failure_rates: failures per unit of *working* time of each station (0: never).
        repair_rates: repairs per unit of time of each station.

    Raises:
        ValueError: lengths do not fit, or a rate is not positive.
    """
    from taktwin.model.plant import PlantModel

    _check(rates, buffers, failure_rates, repair_rates)
    flow: list[dict[str, Any]] = []
    for i, rate in enumerate(rates):
        station: dict[str, Any] = {"station": f"s{i + 1}", "cycle": f"exp({1 / rate!r} s)"}
        if failure_rates and repair_rates and failure_rates[i] > 0:
            station["failures"] = [
                {
                    "clock": "operation",
                    "up": f"exp({1 / failure_rates[i]!r} s)",
                    "repair": f"exp({1 / repair_rates[i]!r} s)",
                }
            ]
        flow.append(station)
        if i < len(buffers) and buffers[i] > 0:
            flow.append({"buffer": f"b{i + 1}", "capacity": int(buffers[i])})
    return PlantModel.model_validate(
        {
            "name": "line",
            "bucket": "10000 h",
            "orders": {"jobs": {}},
            "shops": {"shop": {"lines": {"line": {"orders": "jobs", "flow": flow}}}},
        }
    )


def _check(
    rates: Sequence[float], buffers: Sequence[int], failures: Sequence[float] | None, repairs: Sequence[float] | None
) -> None:
    if not rates or any(not 0 < r < float("inf") for r in rates):
        raise ValueError("every station needs a service rate above 0")
    if len(buffers) != len(rates) - 1 or any(b < 0 for b in buffers):
        raise ValueError(f"{len(rates)} stations have {len(rates) - 1} buffers of 0 or more places between them")
    if (failures is None) != (repairs is None):
        raise ValueError("failures need both failure rates and repair rates")
    if failures is not None and repairs is not None:
        if len(failures) != len(rates) or len(repairs) != len(rates):
            raise ValueError(f"{len(rates)} stations need {len(rates)} failure rates and repair rates")
        if any(f < 0 for f in failures) or any(r <= 0 for r in repairs):
            raise ValueError("failure rates are 0 or above, repair rates above 0")


def line(
    rates: Sequence[float],
    buffers: Sequence[int],
    failure_rates: Sequence[float] | None = None,
    repair_rates: Sequence[float] | None = None,
    parts: int = 100_000,
    warmup_parts: int | None = None,
    replications: int = 1,
    seed: int = 1,
) -> LineResult:
    """Simulate a serial line of exponential stations until ``parts`` jobs have left it after the warm-up.

    Failures are operation-dependent (a station fails only while it works) and the work resumes after the repair.
    ``warmup_parts`` (default a tenth of ``parts``, at least 1,000) are not counted.

    Raises:
        ValueError: numbers out of range, see :func:`line_model`.
    """
    from taktwin.analysis.interval import t_interval
    from taktwin.analysis.kpi import Kpi
    from taktwin.engine.lowering import lower

    if parts < 1 or replications < 1:
        raise ValueError("parts and replications are at least 1")
    program = lower(line_model(rates, buffers, failure_rates, repair_rates))
    warm = max(1000, parts // 10) if warmup_parts is None else warmup_parts
    runs = [_run(program, warm, parts, seed, i, min(rates)) for i in range(replications)]
    throughputs = tuple(run[0] for run in runs)
    low, high = (t_interval(throughputs) if replications > 1 else None) or (None, None)
    kpis = {
        "throughput": Kpi(float(np.mean(throughputs)), "jobs/unit", low, high),
        "station_operations": Kpi(float(np.mean([run[1] for run in runs])), "operations"),
        "wall_seconds": Kpi(float(np.mean([run[2] for run in runs])), "s"),
    }
    return LineResult(kpis, throughputs)


def _run(program: Any, warm: int, parts: int, seed: int, replication: int, slowest: float) -> tuple[float, int, float]:
    """Throughput, station operations and kernel seconds of one replication."""
    from taktwin.engine import state as k
    from taktwin.engine.simulation import Simulation

    simulation = Simulation(program, seed, replication)
    while (left := warm + parts - int(simulation.world["finished"][0])) > 0:
        simulation.advance_to(simulation.now + max(100.0, 1.02 * left) / slowest)
    simulation.drain()
    log = np.concatenate(simulation.logs)
    ends = log[log[:, 0] == k.LOG_END, 1]
    begin = ends[warm - 1] if warm else 0.0
    throughput = parts / (ends[warm + parts - 1] - begin)
    return throughput, int(simulation.world["operations"][0]), simulation.wall_seconds
