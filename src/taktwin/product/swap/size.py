"""How many packs and chargers keep a promise: the share of cars that is served within a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.product.swap.errors import SwapError
from taktwin.product.swap.simulate import DAYS, REPLICATIONS, WARMUP, Served, simulate
from taktwin.product.swap.station import Station

MOST_PACKS = 200
MOST_BAYS = 20
ROWS = 6
"""Of a list of sizes."""


@dataclass(frozen=True)
class Sizes:
    """What keeps the promise.

    Attributes:
        bays: the least with which any number of packs and chargers does.
        sizes: fewest packs first; each with the fewest chargers that do, fewer than in the row before.
    """

    bays: int
    sizes: tuple[Served, ...]


def sizes(
    station: Station,
    days: int = DAYS,
    warmup: int = WARMUP,
    replications: int = REPLICATIONS,
    seed: int = 1,
    progress: Callable[[float], None] | None = None,
) -> Sizes:
    """The packs and chargers with which a station keeps its promise: the interval of the share lies above it.

    All stations serve the same cars, so one with more packs or chargers is not worse by chance. Bays are added where
    those of the station are too few for any number of packs.

    Args:
        station: with a `share`; its own packs and chargers do not matter.
        days: of each replication that count.
        warmup: days before them.
        replications: two or more.
        seed: of the random numbers.
        progress: is told the share done.

    Raises:
        OptionError: the station promises nothing, or there is one replication only.
        SwapError: not even many bays and packs keep the promise.
    """
    share = station.share
    if share is None:
        raise OptionError(Phrase("the station promises nothing"), Phrase("give it a `service` with a share"), "size")
    if replications < 2:
        raise OptionError(Phrase("one replication has no interval"), Phrase("give two or more"), "replications")

    def tried(bays: int, packs: int, chargers: int) -> Served | None:
        """The station, if it keeps the promise."""
        try:
            found = simulate(
                replace(station, bays=bays, packs=packs, chargers=chargers), days, warmup, replications, seed
            )
        except SwapError:
            return None
        low = found.in_time.low
        return found if low is not None and low >= share else None

    bays = station.bays
    while tried(bays, MOST_PACKS, MOST_PACKS) is None:
        bays += 1
        if bays > MOST_BAYS:
            message = Phrase(
                "{name}: not even {most_bays} bays and {most_packs} packs serve {share:.0%} in time",
                name=station.name,
                most_bays=MOST_BAYS,
                most_packs=MOST_PACKS,
                share=share,
            )
            raise SwapError(message, Phrase("ask for less, or for a longer time"))
    packs = least(lambda n: tried(bays, n, n), 1, MOST_PACKS)
    fewest = least(lambda n: tried(bays, MOST_PACKS, n), 1, packs)  # chargers that do with any number of packs
    found: list[Served] = []
    few = packs
    while len(found) < ROWS and packs <= min(2 * few, MOST_PACKS):
        most = found[-1].station.chargers - 1 if found else packs
        if progress is not None:
            progress(min(1.0, len(found) / ROWS))
        if most < fewest:
            break
        if tried(bays, packs, min(packs, most)) is not None:
            chargers = least(lambda n, packs=packs: tried(bays, packs, n), fewest, min(packs, most))
            served = tried(bays, packs, chargers)
            assert served is not None
            found.append(served)
        packs += 1
    return Sizes(bays, tuple(found))


def least(does: Callable[[int], object | None], low: int, high: int) -> int:
    """The least number from `low` to `high` that does; `high` does."""
    while low < high:
        middle = (low + high) // 2
        if does(middle) is None:
            low = middle + 1
        else:
            high = middle
    return low
