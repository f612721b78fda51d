"""A supplier sends nothing: what a plant loses by the end of one, two, four weeks, run with the engine.

From a plant in its steady state at T two futures go on with the same random numbers: one undisturbed, one in which
nothing more sets out from the supplier. Up to the first car that lacks a part they are the same to the bit, so the
first hour in which they differ is the time to survive. Cars are counted to the end of the outage.

With ``catch_up`` a third future goes on after the shortest outage, with the supplier back: cars are lost for a while
yet, until its parts have come, then the plant makes good what it can.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.kernel.lowering.program import lower
from taktwin.model.errors import OptionError
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.spread.desk import Desk, Job
from taktwin.planning.cluster.spread.digest import digest_of
from taktwin.planning.experiment.prepare import pack
from taktwin.planning.meter import Meter, telling
from taktwin.planning.stress.bench import Bench
from taktwin.planning.stress.disturbance import Disturbance, despatch_stands, none
from taktwin.planning.stress.effect import Figure
from taktwin.planning.stress.options import StressOptions
from taktwin.planning.stress.senders import senders_of, ways_of

HOUR, WEEK_HOURS, DAY_HOURS = 3600.0, 168, 24
MOST_CATCH_UP = 60.0  # days
AT_ONCE = 16  # suppliers of a job: each job runs the plant to T
_SHORT = 0.01  # days of the undisturbed future that a bench runs by itself


@dataclass(frozen=True)
class CatchUp:
    """How a plant comes back after its supplier is back, with 95 % intervals.

    Attributes:
        back_h: hours after the end of the outage until no more cars are lost.
        worst: cars less by then.
        after: cars less at the end of the time that was run; less than ``worst`` by what was caught up on.
    """

    back_h: Figure
    worst: Figure
    after: Figure


@dataclass(frozen=True)
class Disruption:
    """What an outage of one supplier costs a plant.

    Attributes:
        supplier: who sends nothing.
        survives_h: hours until the first car less, the soonest of the replications; None for not within the outage.
        lost: cars by the end of an outage of each length, in the order that was asked, with 95 % intervals.
        saved: cars that another day of stock of all its parts saves in each outage.
        catch_up: after the shortest outage; None where that was not run.
    """

    supplier: str
    survives_h: float | None
    lost: tuple[Figure, ...]
    saved: tuple[float, ...]
    catch_up: CatchUp | None = None


def senders_to(model: PlantModel) -> list[str]:
    """Who sends parts to a plant."""
    program = lower(model)
    return list(senders_of(program, ways_of(program)))


def disrupt(
    model: PlantModel,
    weeks: Sequence[float] = (1.0, 2.0, 4.0),
    replications: int = 5,
    warmup: float = 2.0,
    seed: int = 1,
    meter: Meter | None = None,
    suppliers: Sequence[str] | None = None,
    catch_up: float = 0.0,
    desk: Desk | None = None,
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
        catch_up: days after the shortest outage that are run; 0 for none.
        desk: who runs the futures; default threads of this process.

    Raises:
        OptionError: no weeks, or nobody sends parts.
        SimulationError: the plant cannot be run on.
    """
    if not weeks or any(not 0.0 < one <= 52.0 for one in weeks):
        raise OptionError(
            Phrase("weeks of an outage are above 0, at most 52"), Phrase("give for example 1, 2 and 4"), "weeks"
        )
    if not 0.0 <= catch_up <= MOST_CATCH_UP:
        raise OptionError(
            Phrase("days of catching up are 0 to {most_catch_up:g}", most_catch_up=MOST_CATCH_UP),
            Phrase("give for example 7"),
            "catch_up",
        )
    meter, desk = meter or telling(), desk or Desk()
    senders = senders_to(model)
    chosen = senders if suppliers is None else list(suppliers)
    unknown = [name for name in chosen if name not in senders]
    if unknown:
        raise OptionError(
            Phrase('no supplier "{unknown}" sends parts to the plant', unknown=unknown[0]),
            Phrase("name one of its lanes"),
            "suppliers",
        )
    if not chosen:
        raise OptionError(
            Phrase("nobody sends parts to the plant: its model has no lanes"),
            Phrase("give the model `suppliers` and `lanes`"),
            "weeks",
        )
    asked = (float(max(weeks)), float(min(weeks)), float(catch_up), replications, float(warmup), seed)
    plant = digest_of(pack(lower(model)).digest, asked)
    parts = [chosen[at : at + AT_ONCE] for at in range(0, len(chosen), AT_ONCE)]
    jobs = [
        Job(f"outages of {', '.join(part)}", lost_cars, (plant, model, part, *asked), digest_of("outages", plant, part))
        for part in parts
    ]
    with meter(Phrase("each of {n} suppliers out for {weeks:g} weeks", n=len(chosen), weeks=max(weeks))) as progress:
        results = [one for found in desk.all(jobs, progress) for one in found]
    ends = [round(one * WEEK_HOURS) for one in weeks]
    found = [_disruption(name, one, ends, catch_up > 0) for name, one in zip(chosen, results, strict=True)]
    return sorted(found, key=lambda one: -one.lost[int(np.argmax(weeks))].mean)


_benches: dict[str, tuple[Bench, np.ndarray]] = {}
_lock = threading.Lock()


def lost_cars(
    plant: str,
    model: PlantModel,
    suppliers: Sequence[str],
    most: float,
    least: float,
    catch_up: float,
    replications: int,
    warmup: float,
    seed: int,
) -> list[dict[str, list[list[int]]]]:
    """Of each supplier: cars less by the end of each hour of its outage, [replication, hour], hour 0 is T.

    Args:
        plant: name of the plant and of how it is run; its state at T is kept under it.
        model: the plant.
        suppliers: who sends nothing, one after the other.
        most: weeks of the longest outage, of which ``without`` tells.
        least: weeks of the shortest one, of which ``after`` tells, up to ``catch_up`` days after its end.
        catch_up: days; 0 for none.
        replications: pairs of futures.
        warmup: days to T.
        seed: of the runs.
    """
    long, short = math.ceil(most * WEEK_HOURS), round(least * WEEK_HOURS)
    beyond = short + round(catch_up * DAY_HOURS)
    with _lock:
        if plant not in _benches:
            bench = Bench(model, StressOptions(days=_SHORT, warmup=warmup, seed=seed, replications=replications))
            bench.begin()
            _benches.clear()
            _benches[plant] = bench, _finished(bench, none, max(long, beyond))
        bench, base = _benches[plant]
    found = []
    for name in suppliers:
        ways = bench.senders[name].ways
        one = {"without": (base[:, : long + 1] - _finished(bench, despatch_stands(ways, math.inf), long)).tolist()}
        if catch_up > 0:
            after = _finished(bench, despatch_stands(ways, short * HOUR), beyond)
            one["after"] = (base[:, : beyond + 1] - after).tolist()
        found.append(one)
    return found


def _disruption(name: str, result: dict[str, Any], ends: Sequence[int], caught: bool) -> Disruption:
    lost = np.array(result["without"])
    firsts = [int(np.flatnonzero(row)[0]) for row in lost if row.any()]
    figures = tuple(Figure.of(lost[:, end].tolist()) for end in ends)
    # a day of stock more puts all of it off by a day
    saved = tuple(float((lost[:, end] - lost[:, max(0, end - 24)]).mean()) for end in ends)
    back = _catch_up(np.array(result["after"]), min(ends)) if caught else None
    return Disruption(name, float(min(firsts)) if firsts else None, figures, saved, back)


def _catch_up(lost: np.ndarray, end: int) -> CatchUp:
    """``lost``: cars less, [replication, hour]; the supplier is back after hour ``end``."""
    later = lost[:, end:]
    worst = later.max(axis=1)
    back = later.argmax(axis=1)  # the first hour with the most
    return CatchUp(*(Figure.of([float(one) for one in values]) for values in (back, worst, later[:, -1])))


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
