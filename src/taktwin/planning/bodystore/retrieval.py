"""Retrieval from a store with random access: which car leaves when the one whose turn it is has not come.

Cars come one by one. A car whose turn it is leaves at once. Others wait in the store while the car before them is
missing. If the store is full, the missing car is given up for the moment, and a rule says who goes instead:

* `first`: the car that has been in the store longest; the store does not sort at all.
* `lowest`: the lowest number. The order stays, but every car comes one position early until the missing one is there.
  This is the rule `sequence` of a store in a model.
* `substitute`: the highest number, and the missing car takes the turn of that car when it comes. Two cars are far from
  their places instead of all in between by one.
* `same`: a car of the same kind (body and colour), and the two exchange their orders, so that nothing is out of place;
  if the store holds none, as `lowest`. Late order assignment (Boysen, Scholl, Wopperer, Resequencing of mixed-model
  assembly lines, European Journal of Operational Research 216, 2012, 594-604: virtual resequencing).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

from taktwin.model.errors import INPUT, TaktwinError
from taktwin.model.phrase import Phrase

RULES = ("first", "lowest", "substitute", "same")

Ranks = npt.NDArray[np.int64]


class StoreError(TaktwinError, ValueError):
    """The store cannot do what is asked; the message says why and what would help."""

    exit_code = INPUT


def ranks_of(numbers: npt.ArrayLike) -> Ranks:
    """Planned positions 0 to n-1 of cars with the given order numbers.

    Raises:
        StoreError: a number comes twice.
    """
    values = np.asarray(numbers)
    found = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    if np.unique(values).size < values.size:
        raise StoreError(Phrase("two cars have the same order number"), Phrase("give each car once"))
    return found.astype(np.int64)


def through_store(
    numbers: npt.ArrayLike, places: int, rule: str = "lowest", kinds: Sequence[Hashable] | None = None
) -> Ranks:
    """The order in which cars leave a store with random access.

    Args:
        numbers: order number of each car, in the order in which they come.
        places: cars that wait at most.
        rule: who goes instead of a missing car, one of `RULES`.
        kinds: for `same`: what each car is, in the order in which they come.

    Returns:
        Planned positions (0 to n-1, as of `ranks_of`) in the order in which the cars leave.

    Raises:
        StoreError: an unknown rule, a negative number of places, kinds that are missing or too few.
    """
    ranks = ranks_of(numbers)
    if rule not in RULES:
        raise StoreError(Phrase('there is no rule "{rule}"', rule=rule), f"use {', '.join(RULES)}", "rule")
    if places < 0:
        raise StoreError(Phrase("a store has 0 places or more, got {places}", places=places), parameter="places")
    if rule == "same" and (kinds is None or len(kinds) != ranks.size):
        raise StoreError(Phrase("the rule same needs the kind of each of the {size} cars", size=ranks.size))
    if rule == "first":
        return ranks  # who came first leaves first, however long all of them wait
    return _Store(ranks, places, rule, kinds).run()


class _Store:
    """The store while the cars go through."""

    def __init__(self, ranks: Ranks, places: int, rule: str, kinds: Sequence[Hashable] | None) -> None:
        self.coming = ranks
        self.places = places
        self.rule = rule
        self.turn: dict[int, int] = {}  # car (by its place in the coming order) -> its turn
        for car, rank in enumerate(ranks.tolist()):
            self.turn[car] = rank
        self.car_of = {rank: car for car, rank in self.turn.items()}  # turn -> car
        self.kinds = kinds
        self.inside: set[int] = set()  # turns of the cars inside
        self.next = 0
        self.left: list[int] = []

    def run(self) -> Ranks:
        """Let all cars through."""
        for car in range(self.coming.size):
            self.inside.add(self.turn[car])
            self.release()
            while len(self.inside) > self.places:
                self.give_up()
                self.release()
        while self.inside:  # no more come
            self.give_up()
            self.release()
        return np.array(self.left, np.int64)

    def release(self) -> None:
        """Everybody leaves whose turn it is, or whose turn has passed."""
        while self.inside:
            late = min(self.inside) if self.rule in ("lowest", "same") else self.next
            if late > self.next or late not in self.inside:
                return
            self.leave(late)

    def leave(self, turn: int) -> None:
        """The car of a turn leaves."""
        self.inside.remove(turn)
        own = self.car_of[turn]
        self.left.append(turn if self.rule == "same" else int(self.coming[own]))
        self.next = max(self.next, turn + 1)

    def give_up(self) -> None:
        """The car whose turn it is has not come: somebody else goes."""
        if self.rule == "substitute":
            self.exchange(max(self.inside))
        elif self.rule == "same" and self.kinds is not None and self.next in self.car_of:
            wanted = self.kinds[self.car_of[self.next]]
            equal = [turn for turn in self.inside if self.kinds[self.car_of[turn]] == wanted]
            if equal:
                self.exchange(max(equal))
                return
            self.leave(min(self.inside))
        else:
            self.leave(min(self.inside))

    def exchange(self, turn: int) -> None:
        """The car of `turn` takes the turn that is due; the missing car gets its."""
        missing, there = self.car_of[self.next], self.car_of[turn]
        self.inside.remove(turn)
        self.turn[missing], self.turn[there] = turn, self.next
        self.car_of[turn], self.car_of[self.next] = missing, there
        self.inside.add(self.next)
        self.leave(self.next)
