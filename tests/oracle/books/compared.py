"""The engine's books of media beside those of the oracle."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from taktwin.model.nouns.machines.power import MEDIA
from taktwin.runs.tables.accounts import accounts_of
from taktwin.runs.tables.ledger import BOOKED_ON, amounts, bucket_amounts

if TYPE_CHECKING:
    from taktwin.kernel.lowering.program import Program
    from taktwin.runs.simulation import Simulation
    from tests.oracle.plant import Plant

#: Whose (a resource by its name; or shop and plant), bucket (-1: the whole run), medium, what for -> amount.
Books = dict[tuple[object, int, str, str], float]


def tells_resources_apart(program: Program) -> bool:
    """Whether the ledger by bucket was asked for by resource, and not by shop."""
    return any(group.shop is not None and group.name != group.shop for group in program.groups)


def books_of_kernel(simulation: Simulation) -> Books:
    """What the tables of a settled run are made of: by resource over the run, by group in each bucket."""
    accounts = accounts_of(simulation)
    program = simulation.program
    working = np.flatnonzero(simulation.arrays["resources"]["machine"])
    found: Books = {}
    whole = amounts(accounts.arrays, working)
    for at, m, q in np.argwhere(whole).tolist():
        name = program.resource_names[int(working[at])]
        found[name, -1, MEDIA[m], BOOKED_ON[q]] = float(whole[at, m, q])
    by_resource = tells_resources_apart(program)
    buckets = bucket_amounts(accounts)
    for bucket, g, m, q in np.argwhere(buckets).tolist():
        group = program.groups[g]
        whose = group.name if by_resource else (group.shop, group.plant)
        found[whose, bucket, MEDIA[m], BOOKED_ON[q]] = float(buckets[bucket, g, m, q])
    return found


def books_of_oracle(plant: Plant, by_resource: bool) -> Books:
    """The same of the oracle's meters; a bucket that has only begun is left out, as in the series."""
    found: Books = defaultdict(float)
    whole_buckets = math.floor(plant.clock.time / plant.model.bucket.value)
    for resource in plant.resources:
        if resource.meter is None:
            continue
        for (medium, what), amount in resource.meter.whole.items():
            found[resource.name, -1, medium, what] += amount
        whose = resource.name if by_resource else resource.meter.group
        for number, drawn in resource.meter.buckets.items():
            for (medium, what), amount in drawn.items() if number < whole_buckets else ():
                found[whose, number, medium, what] += amount
    return found


def books_differ(simulation: Simulation, plant: Plant, tolerance: float) -> Iterator[str]:
    """Where the books differ by more than a share of what was drawn of the medium in the whole run, in words."""
    kernel = books_of_kernel(simulation)
    program = simulation.program
    oracle = books_of_oracle(plant, tells_resources_apart(program))
    wholes: dict[tuple[object, str], float] = defaultdict(float)
    for (whose, _, medium, _), amount in oracle.items():
        wholes[whose, medium] += amount
    for key in sorted(kernel.keys() | oracle.keys(), key=str):
        one, two = kernel.get(key, 0.0), oracle.get(key, 0.0)
        whose, bucket, medium, what = key
        if abs(one - two) > tolerance * wholes[whose, medium]:
            when = f"in bucket {bucket}, " if bucket >= 0 else ""
            yield f"at the end, {when}{medium} of {whose} for {what}: kernel {one!r}, oracle {two!r}"
