"""The lots of the presses of a plant, from the demand in a run to the plan, and its trial in the simulated plant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.views import one_plant
from taktwin.planning.extending import model_text
from taktwin.planning.meter import Meter, telling
from taktwin.planning.presslots.model import ModelPress, Money, chosen_cells, overrides, presses
from taktwin.planning.presslots.panel import LotError
from taktwin.planning.presslots.plan import LotPlan, Wish, change_effect, plan
from taktwin.planning.presslots.trial import trial
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate

_INTEREST = 0.1  # a year
_BUSIEST = 0.99  # load of the lots as they are, above which there is nothing to plan for


@dataclass(frozen=True, kw_only=True)
class LotOptions:
    """What is planned, and how it is tried.

    Attributes:
        cells: make cells; None for all that make more than one part.
        load: most load with die changes, 0 to 1; None for the load of the lots as they are.
        method: `rotation` (one cycle for all), `multiples` (powers of two of a cycle) or `best`.
        surety: share of the lots that begin in time.
        safety: hours of demand on top of the restart level.
        change_cost: of a die change; then the value of the stock counts, not its number.
        interest: cost of capital a year, beside ``change_cost``; None for 0.1.
        die_change: two die change times (s), the longer one first, whose effect is told.
        days: measured, for the demand and in each run of the trial.
        seed: of the runs.
        simulate: whether the plan is tried in the plant.
        replications: pairs of runs of the trial.

    Raises:
        LotError, RunOptionError: a value is out of range, or two do not fit each other.
    """

    cells: Sequence[str] | None = None
    load: float | None = None
    method: str = "best"
    surety: float = 0.999
    safety: float = 1.0
    change_cost: float | None = None
    interest: float | None = None
    die_change: tuple[float, float] = (600.0, 180.0)
    days: float = 20.0
    seed: int = 1
    simulate: bool = False
    replications: int = 10

    def __post_init__(self) -> None:
        self.wish.check()
        if self.interest is not None and self.change_cost is None:
            raise LotError(Phrase("it counts only beside the cost of a die change"), Phrase("give both"), "interest")
        before, after = self.die_change
        if not 0 < after < before < math.inf:
            raise LotError(
                Phrase("{before:g} s and {after:g} s are no two die changes", before=before, after=after),
                Phrase("write the longer one first"),
                "die_change",
            )
        if self.replications < 2:
            raise LotError(
                Phrase("an interval needs at least 2 replications, got {replications}", replications=self.replications),
                "",
                "replications",
            )
        self.trial  # noqa: B018 - made once, to be checked

    @property
    def wish(self) -> Wish:
        """What is asked of each plan."""
        return Wish(1.0 if self.load is None else self.load, self.method, self.surety, self.safety)

    @property
    def money(self) -> Money | None:
        """What die changes and capital cost."""
        if self.change_cost is None:
            return None
        return Money(self.change_cost, _INTEREST if self.interest is None else self.interest)

    @property
    def measuring(self) -> RunOptions:
        """The run that measures the demand."""
        return RunOptions(days=self.days, seed=self.seed)

    @property
    def trial(self) -> RunOptions:
        """The runs of the trial, on either side."""
        return replace(self.measuring, replications=self.replications)


@dataclass(frozen=True)
class ChangeEffect:
    """What a shorter die change brings at the same load, as shares of the stock; ``note`` says why it brings none."""

    seconds: tuple[float, float]
    lot_stock: float | None = None
    stock: float | None = None
    note: str = ""


@dataclass(frozen=True)
class PressPlan:
    """A press with its plan, the values of the model that the plan sets (path -> value), and a shorter die change."""

    found: ModelPress
    plan: LotPlan
    changes: dict[str, str]
    effect: ChangeEffect

    def rows(self) -> list[dict[str, Any]]:
        """The parts of the plan (`LotPlan.table`), with the hits of a lot: a model file counts these."""
        hits = [int(self.changes[f"{die.path}.lot"]) for die in self.found.dies]
        return [row | {"hits": own} for row, own in zip(self.plan.table().rows(named=True), hits, strict=True)]

    def as_dict(self) -> dict[str, Any]:
        """The plan of this press as `taktwin lots --json` prints it."""
        return {
            "cell": self.found.cell,
            "load_now": self.found.load_now,
            "load": self.plan.load,
            "changes_per_day": self.plan.changes_a_day,
            "drawn_off_shift": self.plan.drawn_off_shift,
            "wait_h": self.plan.restart.wait,
            "order": self.plan.schedule.order.split(),
            "parts": self.rows(),
            "die_change": {
                "seconds": self.effect.seconds,
                "lot_stock_change": self.effect.lot_stock,
                "stock_change": self.effect.stock,
            },
        }


@dataclass(frozen=True)
class LotStudy:
    """The plans of the presses of a plant; ``comparison`` is the table of the trial, if there was one."""

    model: PlantModel
    options: LotOptions
    presses: tuple[PressPlan, ...]
    comparison: pl.DataFrame | None = None

    @property
    def changes(self) -> dict[str, str]:
        """What to set in the model: path -> value."""
        return {key: value for one in self.presses for key, value in one.changes.items()}

    @property
    def table(self) -> pl.DataFrame:
        """The parts of all presses: cell, the columns of `LotPlan.table`, and hits."""
        return pl.DataFrame([{"cell": one.found.cell} | row for one in self.presses for row in one.rows()])

    def planned(self) -> PlantModel:
        """The plant with the plan."""
        return load_model(self.model, self.changes)

    def model_text(self, extends: str, name: str, own: dict[str, str] | None = None) -> str:
        """A model file that extends another by ``own`` values and by those of the plan."""
        return model_text(extends, name, (own or {}) | self.changes)

    def as_dict(self, name: str | None = None) -> dict[str, Any]:
        """What `taktwin lots --json` prints: the presses with their parts, what to set, and the comparison."""
        return {
            "model": name or self.model.name,
            "seed": self.options.seed,
            "days": self.options.days,
            "presses": [one.as_dict() for one in self.presses],
            "set": self.changes,
            "comparison": None if self.comparison is None else self.comparison.rows(named=True),
        }


def plan_lots(model: PlantModel, options: LotOptions | None = None, meter: Meter | None = None) -> LotStudy:
    """Plan the lots of the presses: how much of which die, in which order, from which stock on.

    The demand is what the plant draws in a run as it is.

    Raises:
        LotError: there is no plan; the message says what stands in the way.
        LoweringError, SimulationError: the plant cannot be run.
    """
    options, meter = options or LotOptions(), meter or telling()
    chosen = chosen_cells(one_plant(model), options.cells, options.money)
    with meter(Phrase("measuring the demand")) as step:
        results = simulate(model, options.measuring, step)
    found = presses(model, results, chosen, options.money)
    plans = [_planned(one, options) for one in found]
    made = LotStudy(model, options, tuple(plans))
    if not options.simulate:
        return made
    with meter(Phrase("simulating before and after")) as step:
        return replace(made, comparison=trial(model, made.changes, found, options.trial, step))


def _planned(found: ModelPress, options: LotOptions) -> PressPlan:
    wish = options.wish if options.load is not None else replace(options.wish, load=_load_now(found))
    made = plan(found.press, wish)
    return PressPlan(found, made, overrides(found, made), _effect(found, wish, options.die_change))


def _load_now(found: ModelPress) -> float:
    """The load with the lots of the model, which is the limit where none is given."""
    if found.load_now > _BUSIEST:
        raise LotError(
            Phrase(
                "cell {cell}: with the lots of the model pressing and die changes take {load_now:.0f} % of its time, "
                "too much to plan for",
                cell=found.cell,
                load_now=found.load_now * 100,
            ),
            Phrase("give the `load`, such as 0.9 (90%)"),
            "load",
        )
    return found.load_now


def _effect(found: ModelPress, wish: Wish, seconds: tuple[float, float]) -> ChangeEffect:
    if len(found.dies) < 2:
        return ChangeEffect(seconds, note=Phrase("one die is never changed"))
    try:
        before, after = change_effect(found.press, wish, (seconds[0] / 3600.0, seconds[1] / 3600.0))
    except LotError as error:
        return ChangeEffect(seconds, note=str(error))
    lots = after.cycles.mean_stock.sum() / before.cycles.mean_stock.sum() - 1.0
    return ChangeEffect(seconds, float(lots), float(after.mean_stock.sum() / before.mean_stock.sum() - 1.0))
