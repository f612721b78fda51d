"""Make cells: lots of hits that refill stock points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from taktwin.kernel.base import state as k
from taktwin.model.nouns.failure import FailureMode
from tests.oracle.draws import Draw
from tests.oracle.elements.station import Need, lacking_parts
from tests.oracle.elements.stock import Stock
from tests.oracle.resource import SETUP, WORK, Resource

if TYPE_CHECKING:
    from tests.oracle.calendar import ShiftCalendar
    from tests.oracle.plant import Plant


@dataclass(eq=False)
class Recipe:
    """What a cell can make."""

    stock: Stock
    hit: Draw
    per_hit: float
    lot: int
    reorder: float
    scrap: float
    needs: list[Need]
    good: int = 0

    @property
    def at_hand(self) -> float:
        """What is there or at the dock, and what is being made or on the way."""
        return self.stock.level.value + self.stock.dock + self.stock.on_way

    @property
    def cover(self) -> float:
        """Level over reorder level."""
        if self.reorder == 0.0:
            return 0.0
        return self.at_hand / self.reorder


class MakeCell(Resource):
    """A make cell: resource and place in one."""

    word = "make cell"
    finishes = True

    def __init__(
        self, plant: Plant, name: str, failures: list[str | FailureMode], calendar: ShiftCalendar | None
    ) -> None:
        super().__init__(plant, name, failures, calendar)
        self.recipes: list[Recipe] = []
        self.change: Draw = lambda number: 0.0
        self.changes: dict[tuple[int, int], Draw] = {}  # by the places of both recipes in the list
        self.recipe: Recipe | None = None
        self.last: Recipe | None = None
        self.hits_left = 0
        self.works = 0
        self.cause: Need | None = None
        self.full = False  # the next hit waits for room

    def act(self) -> bool:
        if not self.able or self.phase is not None or self.pause == "waking":
            return False
        if self.pause is not None:
            if not self._has_work():
                return False
            if self.must_wake():
                self.look()
                return True
        if self.recipe is not None:
            return self._next_hit()
        due = [recipe for recipe in self.recipes if recipe.at_hand <= recipe.reorder]
        if not due:
            return False
        recipe = min(due, key=lambda one: one.cover)
        if len(due) > 1:
            self.saw("cell chooses among several lots")
        self.recipe, self.hits_left = recipe, recipe.lot
        recipe.stock.on_way += recipe.lot * recipe.per_hit
        last, self.last = self.last, recipe
        if last is not None and last is not recipe:
            self.saw("die change")
            change = self.changes.get((self.recipes.index(last), self.recipes.index(recipe)), self.change)
            if change is not self.change:
                self.saw("die change by a matrix")
            self.setups += 1
            self.begin(SETUP, change(self.setups))
        else:
            self._next_hit()
        return True

    def _has_work(self) -> bool:
        """A lot is due, or there is room for the next hit."""
        if self.recipe is None:
            return any(recipe.at_hand <= recipe.reorder for recipe in self.recipes)
        return self.recipe.stock.level.value + self.recipe.per_hit <= self.recipe.stock.capacity

    def has_nothing_to_do(self) -> bool:
        return self.phase is None and (self.recipe is None or self.full)

    def _next_hit(self) -> bool:
        """Wait for room, then for material, then hit."""
        recipe = self.recipe
        assert recipe is not None
        stock = recipe.stock
        missing = lacking_parts(recipe.needs)
        if self.state == "waiting_parts" and self.cause in missing:
            return False
        self.full = stock.level.value + recipe.per_hit > stock.capacity
        if self.full:
            self.saw("cell waits for room")
        elif missing:
            self.saw("cell waits for material")
            self.settle()
            self.cause = missing[0]
        if self.full or missing:
            self.look()
            return False
        for need in recipe.needs:
            need.stock.draw(need.quantity, self.name)
        self.works += 1
        self.saw("hit of a cell")
        self.begin(WORK, recipe.hit(self.works - 1))
        self.cause = None
        return True

    def settle(self) -> None:
        if self.cause is not None and self.state == "waiting_parts":
            self.cause.seconds += self.clock.time - self.since
        super().settle()

    def may_leave(self, phase: str | None) -> bool:
        return True

    def end_of_phase(self, phase: str | None) -> None:
        recipe = self.recipe
        assert recipe is not None
        if phase == WORK:
            self.count()
            self.hits_left -= 1
            recipe.stock.on_way -= recipe.per_hit
            if recipe.scrap > 0.0 and self.draws.unit(k.P_SCRAP, self.works) < recipe.scrap:
                self.scrapped += 1
                self.saw("scrapped hit")
            else:
                recipe.good += 1
                recipe.stock.put(recipe.per_hit, self.name)
            if self.hits_left == 0:
                self.recipe = None
        self.look()

    def lose_work(self) -> None:
        recipe = self.recipe
        assert recipe is not None
        self.phase = None
        self.count()
        self.scrapped += 1
        self.hits_left -= 1
        recipe.stock.on_way -= recipe.per_hit
        if self.hits_left == 0:
            self.recipe = None

    def idle_state(self) -> str:
        if self.recipe is None:
            return "starved"
        return "blocked" if self.full else "waiting_parts"
