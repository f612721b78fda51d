"""A first sequence, built car by car."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from taktwin.planning.sequence.problem import SequenceProblem


def construct(problem: SequenceProblem) -> NDArray[np.int32]:
    """Build a sequence greedily; the same problem always gives the same sequence.

    At each position the kind of car (colour and ratios) that adds the least weighted cost; of equals the one whose
    options are needed most: the sum of their dynamic utilisation rates, (cars left with the option) x window / (count x
    positions left) (Gottlieb, Puchta, Solnon, EvoWorkshops 2003). A colour is not taken where its run would break the
    batch limit, or where the cars of another colour that are left could not be kept apart any more.

    Pinned cars stand where they are pinned; then the batch limit may be broken where no other car fits.
    """
    return _Builder(problem).build()


class _Builder:
    def __init__(self, problem: SequenceProblem) -> None:
        self.problem = problem
        key = np.column_stack([problem.colours, problem.has.astype(np.int32)])
        kinds, kind_of = np.unique(key, axis=0, return_inverse=True)
        self.colour = kinds[:, 0]
        self.has = kinds[:, 1:].astype(bool)
        self.flags = self.has.astype(np.float64)  # as numbers, which multiply faster
        pinned = np.full(problem.cars, -1) if problem.pinned is None else problem.pinned
        self.pinned, self.kind_of = pinned, kind_of.ravel()
        self.waiting: list[list[int]] = [[] for _ in kinds]
        fixed = set(pinned[pinned >= 0].tolist())
        for car in self._by_urgency():
            if car not in fixed:
                self.waiting[self.kind_of[car]].append(car)
        self.left = np.array([len(cars) for cars in self.waiting])
        self.limit = problem.batch_limit or problem.cars
        weight = problem.weight_of
        levels = [weight.get("high_violations" if one.high else "low_violations", 0) for one in problem.ratios]
        self.weights = np.array(levels, np.float64)
        self.share = self.weights / max(self.weights.max(initial=0.0), 1.0)
        self.change = float(weight.get("paint_color_changes", 0))
        self.windows = np.array([one.window for one in problem.ratios], np.int64)
        self.counts = np.array([one.count for one in problem.ratios], np.int64)

    def _by_urgency(self) -> list[int]:
        """Cars in the order in which those of a kind are taken, from the end of a list: the earliest due last."""
        problem = self.problem
        due = np.full(problem.cars, -1) if problem.due is None else problem.due
        urgency = np.where(due >= 0, due, problem.cars)
        rank = np.arange(problem.cars)
        if problem.given is not None:
            rank[problem.given] = np.arange(problem.cars)
        return np.lexsort((rank, urgency))[::-1].tolist()

    def build(self) -> NDArray[np.int32]:
        problem = self.problem
        past, cars = len(problem.tail_has), problem.cars
        line = np.vstack([problem.tail_has, np.zeros((cars, len(problem.ratios)), bool)])
        upto = np.zeros((past + cars + 1, line.shape[1]), np.int64)
        upto[1 : past + 1] = np.cumsum(line[:past], axis=0)
        needed = self.has.astype(np.int64).T @ self.left
        order = np.full(cars, -1, np.int32)
        last, run = (int(problem.tail_colours[-1]) if past else -1), 0
        columns = np.arange(len(problem.ratios))
        for position in range(cars):
            if self.pinned[position] >= 0:
                car = int(self.pinned[position])
                kind = int(self.kind_of[car])
            else:
                recent = upto[past + position] - upto[np.maximum(past + position - self.windows + 1, 0), columns]
                kind = self._next(position, recent, needed, last, run)
                car = self.waiting[kind].pop()
                self.left[kind] -= 1
                needed = needed - self.has[kind]
            order[position] = car
            run = run + 1 if self.colour[kind] == last and position > 0 else 1
            last = int(self.colour[kind])
            upto[past + position + 1] = upto[past + position] + self.has[kind]
        return order

    def _next(self, position: int, recent: NDArray, needed: NDArray, last: int, run: int) -> int:
        """The kind of car to put at a position.

        Args:
            position: Where.
            recent: Cars with each ratio's option among the last ones that share a window with the position.
            needed: Cars with each option that are left.
            last: Colour before the position.
            run: Cars of the run of this colour, within the day.
        """
        open_ = (self.left > 0) & self._allowed(last, run)[self.colour]
        if not open_.any():
            open_ = self.left > 0
        slots = self.problem.cars - position
        cost = self.flags @ (self.weights * (recent >= self.counts))
        if self.change:
            cost = cost + self.change * self._changes(last, run)[self.colour]
        use = self.flags @ (self.share * needed * self.windows / (self.counts * slots))
        least = cost[open_].min()
        best = np.where(open_ & (cost <= least), use, -1.0)
        # of equals, the colour with the most cars left: then the runs become long
        many = np.bincount(self.colour, self.left, minlength=int(self.colour.max()) + 1)
        return int(np.argmax(best + 1e-9 * many[self.colour]))

    def _changes(self, last: int, run: int) -> NDArray[np.int64]:
        """For each colour, if it comes next: the colour changes now and at least to come (see ``bound``)."""
        many, colours, after, runs_now = self._next_colours(last, run)
        after[colours, colours] = np.maximum(many - 1 - (self.limit - runs_now), 0)  # what the run at hand cannot take
        runs = -(-after // self.limit)
        tight = 2 * runs - 1
        tight[colours, colours] += 1
        changes = ((colours != last) & (last >= 0)) + np.maximum(runs.sum(axis=1), tight.max(axis=1))
        return np.where(many > 0, changes, 0)

    def _allowed(self, last: int, run: int) -> NDArray[np.bool_]:
        """Which colours may come next so that the batch limit can be kept to the end."""
        many, colours, after, runs_now = self._next_colours(last, run)
        room = self.limit * (many.sum() - after)  # runs of others between runs of one colour
        room[colours, colours] -= runs_now
        allowed = (many > 0) & (after <= room).all(axis=1)
        if last >= 0 and run >= self.limit:
            allowed[last] = False
        return allowed

    def _next_colours(self, last: int, run: int) -> tuple[NDArray[np.int64], ...]:
        """Cars left of each colour; the colours; if one of them (row) comes next, cars left and the run's length."""
        many = np.bincount(self.colour, self.left, minlength=max(int(self.colour.max()), last) + 1).astype(np.int64)
        colours = np.arange(len(many))
        return many, colours, many - np.eye(len(many), dtype=np.int64), np.where(colours == last, run + 1, 1)
