"""A serial line of exponential stations, without a model file: for a first look, and for checks against theory."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from taktwin.model.errors import OptionError

if TYPE_CHECKING:
    from taktwin.analysis.kpi import Kpi
    from taktwin.analysis.line.exact import LineTheory
    from taktwin.model.nouns.plant import PlantModel


@dataclass(frozen=True)
class LineResult:
    """Key figures of a line; times are in the unit of the rates.

    ``throughputs`` holds one value for each replication (jobs per unit of time); ``figures`` one for each replication
    of everything that theory knows too, by the names of :func:`taktwin.analysis.line.check.named`.
    """

    kpis: dict[str, Kpi]
    throughputs: tuple[float, ...]
    figures: dict[str, tuple[float, ...]] = field(default_factory=dict)


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
        OptionError: lengths do not fit, or a rate is not positive.
    """
    from taktwin.model.nouns.plant import PlantModel

    check_line(rates, buffers, failure_rates, repair_rates)
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


def check_line(
    rates: Sequence[float], buffers: Sequence[float], failures: Sequence[float] | None, repairs: Sequence[float] | None
) -> None:
    """Refuse what is no line.

    Raises:
        OptionError: lengths do not fit, or a number is out of range.
    """
    stations = len(rates)
    if not rates or any(not 0 < rate < math.inf for rate in rates):
        raise OptionError("every station needs a service rate above 0", "", "rates")
    if len(buffers) != stations - 1:
        message = f"{stations} stations have {stations - 1} buffers between them, not {len(buffers)}"
        raise OptionError(message, "", "buffers")
    if any(places != int(places) or places < 0 for places in buffers):
        raise OptionError("a buffer holds a whole number of jobs, 0 or more", "", "buffers")
    if (failures is None) != (repairs is None):
        lacking = "repair_rates" if repairs is None else "failure_rates"
        raise OptionError("failures need both failure rates and repair rates", "give one for each station", lacking)
    for name, given in (("failure_rates", failures), ("repair_rates", repairs)):
        if given is not None and len(given) != stations:
            raise OptionError(f"{stations} stations need {stations} numbers, not {len(given)}", "", name)
    if any(not 0 <= rate < math.inf for rate in failures or ()):
        raise OptionError("a failure rate is 0 or above", "", "failure_rates")
    if any(not 0 < rate < math.inf for rate in repairs or ()):
        raise OptionError("a repair rate is above 0", "", "repair_rates")


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
    ``warmup_parts`` (default a tenth of ``parts``, at least 1,000) are not counted. A job is in the line from the start
    of its work at the first station.

    Raises:
        OptionError: numbers out of range, see :func:`line_model`.
    """
    from taktwin.analysis.interval import t_interval
    from taktwin.analysis.kpi import Kpi
    from taktwin.kernel.lowering.program import lower

    for name, value in (("parts", parts), ("replications", replications)):
        if value < 1:
            raise OptionError(f"{name} must be at least 1, got {value}", "", name)
    program = lower(line_model(rates, buffers, failure_rates, repair_rates))
    warm = max(1000, parts // 10) if warmup_parts is None else warmup_parts
    runs = [_run(program, warm, parts, seed, i, rates) for i in range(replications)]
    figures = {name: tuple(run.figures[name] for run in runs) for name in runs[0].figures}
    kpis = {}
    for name, unit in (("throughput", "jobs/unit"), ("lead_time", "units"), ("wip", "jobs")):
        low, high = t_interval(figures[name]) or (None, None)
        kpis[name] = Kpi(float(np.mean(figures[name])), unit, low, high)
    kpis["station_operations"] = Kpi(float(np.mean([run.operations for run in runs])), "operations")
    kpis["wall_seconds"] = Kpi(float(np.mean([run.seconds for run in runs])), "s")
    return LineResult(kpis, figures["throughput"], figures)


def line_theory(
    rates: Sequence[float],
    buffers: Sequence[int],
    failure_rates: Sequence[float] | None = None,
    repair_rates: Sequence[float] | None = None,
) -> LineTheory:
    """What theory says of the line.

    Exactly where its Markov chain can be solved in reasonable time, else by decomposition (``states`` is 0).

    Raises:
        OptionError: numbers out of range, see :func:`line_model`.
        ArithmeticError: the equations could not be solved; the message says why.
    """
    from taktwin.analysis.line.decomposition import decomposition
    from taktwin.analysis.line.exact import TooManyStatesError, exact_line

    try:
        return exact_line(rates, buffers, failure_rates, repair_rates)
    except (TooManyStatesError, ArithmeticError):
        return decomposition(rates, buffers, failure_rates, repair_rates)


@dataclass(frozen=True)
class _Replication:
    figures: dict[str, float]
    operations: int
    seconds: float


def _run(program: Any, warm: int, parts: int, seed: int, replication: int, rates: Sequence[float]) -> _Replication:
    """Figures, station operations and kernel seconds of one replication."""
    from taktwin.kernel.base import state as k
    from taktwin.runs.simulation import Simulation

    simulation = Simulation(program, seed, replication)
    _advance(simulation, warm, min(rates))
    simulation.begin_measuring()
    _advance(simulation, warm + parts, min(rates))
    simulation.settle()
    simulation.drain()
    log = np.concatenate(simulation.logs)
    ends = log[log["kind"] == k.LOG_END]
    born = log[log["kind"] == k.LOG_BORN]
    born = born["time"][np.argsort(born["order"])]  # by order number, from 0
    counted = ends[warm : warm + parts]
    begin = ends["time"][warm - 1] if warm else 0.0
    figures = {
        "throughput": float(parts / (counted["time"][-1] - begin)),
        "lead_time": float(np.mean(counted["time"] - born[counted["order"]])),
        **_averages(simulation, len(rates)),
    }
    return _Replication(figures, int(simulation.world["operations"][0]), simulation.wall_seconds)


def _advance(simulation: Any, jobs: int, slowest: float) -> None:
    """Run until so many jobs have left the line, and a little longer."""
    while (left := jobs - int(simulation.world["finished"][0])) > 0:
        simulation.advance_to(simulation.now + max(100.0, 1.02 * left) / slowest)


def _averages(simulation: Any, stations: int) -> dict[str, float]:
    """Mean numbers of jobs and shares of time since the measuring began."""
    from taktwin.analysis.line.check import STATES
    from taktwin.kernel.base import state as k

    elapsed = simulation.now - simulation.origin
    area = dict(zip(simulation.program.node_names, simulation.arrays["node_states"]["area"], strict=True))
    rows = {name: i for i, name in enumerate(simulation.program.resource_names)}
    levels = {f"b{i + 1} level": float(area.get(f"b{i + 1}", 0.0)) / elapsed for i in range(stations - 1)}
    shares = {
        f"s{i + 1} {state}": float(simulation.arrays["seconds"][rows[f"s{i + 1}"], k.STATES.index(state)]) / elapsed
        for i in range(stations)
        for state in STATES
    }
    wip = sum(levels.values()) + sum(1.0 - shares[f"s{i + 1} starved"] for i in range(stations))
    return {"wip": wip, **levels, **shares}
