"""The search for better decisions: they are changed one by one, and the whole day is run again."""

from __future__ import annotations

import numpy as np

from taktwin.planning.bodystore.contest.kernel.jit import entry_kernel, kernel
from taktwin.planning.bodystore.contest.kernel.through import let_through
from taktwin.planning.bodystore.contest.kernel.worth import points_of


@kernel
def drawn(search):
    """The next random number in [0, 1) (splitmix64: Steele, Lea, Flood, OOPSLA 2014)."""
    search.random += np.uint64(0x9E3779B97F4A7C15)
    z = search.random
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return float((z ^ (z >> np.uint64(31))) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@kernel
def copy(source, target):
    """Copy an array without making room for it."""
    for i in range(len(source)):
        target[i] = source[i]


@entry_kernel
def anneal(store, lay, kinds, genes, best_genes, search):
    """Change written decisions one by one, keep what is better or, while it is hot, little worse.

    The best are left in `best_genes`; `search` is a record of `SEARCH`.
    """
    wanted, choice = genes.wanted, genes.choice
    let_through(store, lay, kinds, genes, False)
    now = points_of(kinds, store, lay)
    best = now
    copy(wanted, best_genes.wanted)
    copy(choice, best_genes.choice)
    cars = len(wanted)
    lanes = len(lay.where)
    for trial in range(search.trials):
        heat = search.hot * (search.cold / search.hot) ** (trial / search.trials)
        kind = drawn(search)
        at = int(drawn(search) * cars)
        other = int(drawn(search) * cars)
        old = wanted[at]
        second = wanted[other]
        if kind < 0.35:
            wanted[at] = int(drawn(search) * (lanes + 1)) - 1
        elif kind < 0.6:
            wanted[at] = second
            wanted[other] = old
        else:
            at = int(drawn(search) * len(choice))
            old = choice[at]
            choice[at] = 0 if old != 0 else (-1 if kind < 0.7 else 1 + int(drawn(search) * (lanes - 1)))
        let_through(store, lay, kinds, genes, False)
        found = points_of(kinds, store, lay)
        if found >= now or drawn(search) < np.exp((found - now) / heat):
            now = found
            if found > best:
                best = found
                copy(wanted, best_genes.wanted)
                copy(choice, best_genes.choice)
        elif kind < 0.35:
            wanted[at] = old
        elif kind < 0.6:
            wanted[other] = second
            wanted[at] = old
        else:
            choice[at] = old
    return best
