"""Stress tests of a supply chain: from a plant in its steady state at T, what happens with and without a disturbance.

1. Each replication runs to T. What stands where is kept in words (a start state), since that fits a changed plant, too.
2. From there one future is undisturbed, and each disturbance has one of its own, with the same random numbers.
3. Where stations stand, the same future is run with plenty of the parts: how far their stock then falls below what was
   added is exactly what was lacking. It is run once more with this cover, and must not stop.
"""

from __future__ import annotations

from collections.abc import Callable

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.planning.meter import Meter, telling
from taktwin.planning.stress.bench import Bench
from taktwin.planning.stress.kinds import chain, inside
from taktwin.planning.stress.kinds.outcome import NothingToTestError
from taktwin.planning.stress.options import (
    CLOSED_ROAD,
    DEMAND_MIX,
    LATE_TRUCK,
    OWN,
    SCRAMBLING,
    SUPPLIER_DOWN,
    StressError,
    StressOptions,
)
from taktwin.planning.stress.result import Answer, LeftOut, StressStudy

_Test = Callable[[Bench, Meter], list[Answer]]

#: How each test is made.
_MADE: dict[str, _Test] = {
    LATE_TRUCK: chain.late_trucks,
    SUPPLIER_DOWN: chain.suppliers_down,
    DEMAND_MIX: inside.demand_mix,
    CLOSED_ROAD: chain.closed_roads,
    SCRAMBLING: inside.scrambling,
    OWN: inside.own,
}


def stress(model: PlantModel, options: StressOptions | None = None, meter: Meter | None = None) -> StressStudy:
    """Say what the supply chain of a plant, or of several plants of one model, survives.

    Args:
        model: a checked model.
        options: which tests, and how strong.
        meter: shows the progress of each work.

    Raises:
        StressError: a name is unknown, or nothing that was asked for can be tested in this plant.
        ModelError: a change that comes at T makes no model.
        ChangeError: with a change of one's own it cannot go on from where it stands at T.
        SimulationError, StartStateError: the plant cannot be run on, or a changed one does not have its places.
    """
    asked, meter = options or StressOptions(), meter or telling()
    bench = Bench(model, asked)
    chain.check(bench)
    inside.check(bench)
    with meter(Phrase("running the plant to T, and on undisturbed")) as progress:
        bench.begin(progress)
    answers: list[Answer] = []
    left_out: list[LeftOut] = []
    for test in asked.made:
        try:
            answers += _MADE[test](bench, meter)
        except NothingToTestError as reason:
            left_out.append(LeftOut(test, reason.message))
    if not answers:
        why = "; ".join(f"{one.test}: {one.why}" for one in left_out)
        raise StressError(Phrase("nothing that was asked for can be tested in this plant"), why, "tests")
    return StressStudy(asked.days, asked.warmup, asked.replications, tuple(answers), tuple(left_out))
