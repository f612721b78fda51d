"""Better decisions by local search: the store itself says what they are worth."""

from __future__ import annotations

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.bodystore.contest.kernel import store as k
from taktwin.planning.bodystore.contest.kernel.anneal import anneal
from taktwin.planning.bodystore.contest.policy import (
    POLICIES,
    Run,
    compiled_layout,
    decoded,
    kind_lanes,
    kinds_of,
    run,
)
from taktwin.planning.bodystore.contest.rules import Cars, Layout
from taktwin.planning.bodystore.retrieval import StoreError

HOT, COLD = 0.05, 0.01  # points that a change may cost at the begin and at the end of the search


def search(cars: Cars, layout: Layout | None = None, trials: int = 100_000, seed: int = 1) -> Run:
    """Decisions that are worth more points than those of the simple policies.

    A lane for each car and a choice for each car that leaves are changed one at a time, and the whole day is run again
    (simulated annealing; Kirkpatrick, Gelatt, Vecchi, Optimization by simulated annealing, Science 220, 1983). It knows
    the whole day from the begin, as the contest has it. The same seed and trials give the same decisions.

    Args:
        cars: the cars.
        layout: the store.
        trials: days that are run.
        seed: of the changes.

    Raises:
        StoreError: fewer than one trial.
    """
    if trials < 1:
        raise StoreError(Phrase("a search needs at least 1 trial, got {trials}", trials=trials))
    layout = layout or Layout()
    genes = k.Genes(kind_lanes(cars, layout), np.zeros(2 * cars.count, np.int64))
    best = k.Genes(genes.wanted.copy(), genes.choice.copy())
    asked = np.array([(trials, HOT, COLD, seed)], k.SEARCH)[0]
    anneal(k.empty(cars.count, len(layout.lanes)), compiled_layout(layout), kinds_of(cars), genes, best, asked)
    found = [decoded(cars, layout, best.wanted, best.choice), *(run(cars, policy, layout) for policy in POLICIES)]
    return max(found, key=lambda one: one.points.total)
