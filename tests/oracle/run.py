"""Many random factories, in one process or several."""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from taktwin.model.errors import ModelError
from tests.oracle.compare import compare, model_of
from tests.oracle.drafts.clusters import cluster
from tests.oracle.drafts.draft_parks import spelt_park
from tests.oracle.drafts.factories import factory, hall
from tests.oracle.drafts.features import written
from tests.oracle.drafts.shrink import shrink

Data = dict[str, Any]
SECONDS = 600.0  # of simulated time
CHUNK = 100  # factories that a process does at a time
#: What can be drawn, each by a seed and a number: whole factories, halls with guide paths alone, several plants,
#: supplier parks with their families spelt out.
DRAWS: dict[str, Callable[[int, int], Data]] = {
    "factories": factory,
    "halls": hall,
    "clusters": cluster,
    "parks": spelt_park,
}


@dataclass
class Difference:
    """A factory in which kernel and oracle differ; its number is the seed of its run as well."""

    number: int
    data: Data
    shown: list[str]
    seconds: float


@dataclass
class Tally:
    """What many factories came to."""

    factories: int = 0
    events: int = 0
    stuck: int = 0
    refused: list[str] = field(default_factory=list)  # the strategy drew what the checks of the model refuse
    differences: list[Difference] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)  # feature -> factories in which it occurred

    def add(self, other: Tally) -> None:
        """Add what another process has done."""
        self.factories += other.factories
        self.events += other.events
        self.stuck += other.stuck
        self.refused += other.refused
        self.differences += other.differences
        self.seen += other.seen


def check_factories(seed: int, first: int, last: int, seconds: float = SECONDS, draw: str = "factories") -> Tally:
    """Compare what is drawn with the numbers ``first`` to ``last`` (excluded) of a seed."""
    tally = Tally()
    for number in range(first, last):
        data = DRAWS[draw](seed, number)
        tally.factories += 1
        try:
            model = model_of(data)
        except (ModelError, ValidationError) as error:
            tally.refused.append(f"factory {number}: {error}")
            continue
        result = compare(model, number, seconds)
        tally.events += result.events
        tally.stuck += result.stuck
        tally.seen.update(result.seen | written(data))
        if result.differences:
            tally.differences.append(Difference(number, data, result.differences, seconds))
    return tally


def check_many(
    factories: int,
    seed: int = 1,
    jobs: int = 1,
    seconds: float = SECONDS,
    draw: str = "factories",
    progress: Callable[[Tally, float], None] = lambda tally, elapsed: None,
) -> Tally:
    """Compare so many draws of a seed; ``progress`` is told the tally and the elapsed seconds now and then."""
    begin = time.monotonic()
    total = check_factories(seed, 0, min(1, factories), seconds, draw)  # compiles the kernel once, before others do
    chunks = [(first, min(first + CHUNK, factories)) for first in range(1, factories, CHUNK)]
    if jobs == 1:
        for first, last in chunks:
            total.add(check_factories(seed, first, last, seconds, draw))
            progress(total, time.monotonic() - begin)
        return total
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        for done in as_completed([pool.submit(check_factories, seed, *chunk, seconds, draw) for chunk in chunks]):
            total.add(done.result())
            progress(total, time.monotonic() - begin)
    total.differences.sort(key=lambda difference: difference.number)
    return total


def smallest(difference: Difference, budget: int = 1500) -> Difference:
    """The difference in the smallest model found that still shows one of the same kind."""
    kind = _kind(difference.shown)
    at = difference.shown[0].split(" ")[1]
    seconds = min(difference.seconds, float(at) + 1.0) if at != "the" else difference.seconds

    def differs(data: Data) -> list[str]:
        try:
            model = model_of(data)
        except (ModelError, ValidationError):
            return []
        return compare(model, difference.number, seconds).differences

    def fails(data: Data) -> bool:
        shown = differs(data)
        return bool(shown) and _kind(shown) == kind

    data = shrink(difference.data, fails, budget)
    return Difference(difference.number, data, differs(data), seconds)


def _kind(shown: list[str]) -> str:
    """What differs first: states, entries, a sum."""
    return " ".join(shown[0].split(", ")[1].split(" ")[:2])
