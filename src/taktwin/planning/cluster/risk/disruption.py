"""A supplier sends nothing: what a plant loses by the end of one, two, four weeks, run with the engine.

From a plant in its steady state at T two futures go on with the same random numbers: one undisturbed, one in which
nothing more sets out from the supplier. Up to the first car that lacks a part they are the same to the bit, so the
first hour in which they differ is the time to survive. Cars are counted to the end of the outage; what a plant catches
up on later is not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from taktwin.model.errors import OptionError
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.planning.meter import Meter, telling
from taktwin.planning.stress.bench import Bench
from taktwin.planning.stress.disturbance import Disturbance, despatch_stands, none
from taktwin.planning.stress.effect import Figure
from taktwin.planning.stress.options import StressOptions

HOUR, WEEK_HOURS = 3600.0, 168
_SHORT = 0.01  # days of the undisturbed future that a bench runs by itself


@dataclass(frozen=True)
class Disruption:
    """What an outage of one supplier costs a plant.

    Attributes:
        supplier: who sends nothing.
        survives_h: hours until the first car less, the soonest of the replications; None for not within the outage.
        lost: cars by the end of an outage of each length, in the order that was asked, with 95 % intervals.
        saved: cars that another day of stock of all its parts saves in each outage.
    """

    supplier: str
    survives_h: float | None
    lost: tuple[Figure, ...]
    saved: tuple[float, ...]


def disrupt(
    model: PlantModel,
    weeks: Sequence[float] = (1.0, 2.0, 4.0),
    replications: int = 5,
    warmup: float = 2.0,
    seed: int = 1,
    meter: Meter | None = None,
    suppliers: Sequence[str] | None = None,
) -> list[Disruption]:
    """Each supplier of a plant out for some weeks, ranked by what the longest outage costs.

    Args:
        model: a checked plant model.
        weeks: lengths of outages; each supplier is run once, to the longest.
        replications: pairs of futures.
        warmup: days from the start of the plant to T.
        seed: of the runs.
        meter: shows the progress.
        suppliers: names; None for all.

    Raises:
        OptionError: no weeks, or nobody sends parts.
        SimulationError: the plant cannot be run on.
    """
    if not weeks or any(not 0.0 < one <= 52.0 for one in weeks):
        raise OptionError("weeks of an outage are above 0, at most 52", "give for example 1, 2 and 4", "weeks")
    meter = meter or telling()
    bench = Bench(model, StressOptions(days=_SHORT, warmup=warmup, seed=seed, replications=replications))
    chosen = list(bench.senders) if suppliers is None else list(suppliers)
    if not chosen or any(name not in bench.senders for name in chosen):
        raise OptionError("nobody of that name sends parts to the plant", "name a supplier of its lanes", "suppliers")
    with meter(Phrase("running the plant to T")) as progress:
        bench.begin(progress)
    hours = math.ceil(max(weeks) * WEEK_HOURS)
    base = _finished(bench, none, hours)
    found = []
    with meter(Phrase("each of {n} suppliers out for {weeks:g} weeks", n=len(chosen), weeks=max(weeks))) as progress:
        for at, name in enumerate(chosen):
            lost = base - _finished(bench, despatch_stands(bench.senders[name].ways, math.inf), hours)
            found.append(_disruption(name, lost, [round(one * WEEK_HOURS) for one in weeks]))
            if progress is not None:
                progress((at + 1) / len(chosen))
    return sorted(found, key=lambda one: -one.lost[int(np.argmax(weeks))].mean)


def _disruption(name: str, lost: np.ndarray, ends: Sequence[int]) -> Disruption:
    """``lost``: cars less at the end of each hour, [replication, hour], hour 0 is T."""
    firsts = [int(np.flatnonzero(row)[0]) for row in lost if row.any()]
    figures = tuple(Figure.of(lost[:, end].tolist()) for end in ends)
    # a day of stock more puts all of it off by a day
    saved = tuple(float((lost[:, end] - lost[:, max(0, end - 24)]).mean()) for end in ends)
    return Disruption(name, float(min(firsts)) if firsts else None, figures, saved)


def _finished(bench: Bench, disturbance: Disturbance, hours: int) -> np.ndarray:
    """Cars finished by the end of each hour after T, [replication, hour]."""

    def one(at: int) -> list[int]:
        simulation = bench.starts[at].simulation(bench.options.seed, at)
        begin, first = simulation.now, int(simulation.world["finished"][0])
        script = disturbance(simulation)
        counts = [0]
        for hour in range(1, hours + 1):
            while (due := script.take(hour * HOUR)) is not None:
                when, action = due
                simulation.advance_to(begin + when)
                action(simulation)
            simulation.advance_to(begin + hour * HOUR)
            counts.append(int(simulation.world["finished"][0]) - first)
        return counts

    return np.array(bench._each(one, None))
