"""From the park of a model to a plan: the program proposes, simulated runs with common random numbers verify it.

1. The plant is simulated as it is: today's ratio, cover, stops and throughput; and how long before its fitting each
   part can be called off.
2. Each family has ways to come, with cost and cover by formula (`ways`); where a way has been simulated, its simulated
   cover stands in place of the formula's.
3. The integer program picks the cheapest ways with the ratio that is asked for, whose trucks the doors can unload.
4. The plan is simulated. A family whose cover is not what the plan counted on is told to the program; one that stops
   the line gets half as much cover again, or loses the way. Then again from 3, until the plan keeps the ratio, the
   stops and the throughput.
5. A plan that was picked since it kept them with these random numbers looks better than it is. So it has to keep ratio
   and stops with fresh ones as well, in more runs until it does or cannot any more. If not, what these told is learnt
   as well, and again from 3, each time with other fresh ones.

Where the rounds are used up, or no way is left, the plan that comes nearest by all that was learnt is tried as well,
and the best of those that were tried is the answer, and says so; where it is no better than today, today is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from taktwin.model.checks.ways.variants import Choices
from taktwin.model.errors import OptionError
from taktwin.model.families.numbers import PartNumber, numbers_of, share_of
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.supply.modes import STOCKED
from taktwin.model.nouns.supply.park import Park
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.views import one_plant
from taktwin.planning.meter import Meter, telling
from taktwin.planning.supply.modes.clash import NoPlanError
from taktwin.planning.supply.modes.frontier import frontier
from taktwin.planning.supply.modes.problem import Limits, Option, Part, Problem, Supplier, ZeroInventory
from taktwin.planning.supply.modes.solve import Plan, evaluate, solve
from taktwin.planning.supply.modes.steps import steps_between
from taktwin.planning.supply.park.blocked import BeyondReachError, Blocked, blocked_families
from taktwin.planning.supply.park.doors import door_minutes, free_minutes, within_doors
from taktwin.planning.supply.park.known import Known
from taktwin.planning.supply.park.options import SupplyOptions
from taktwin.planning.supply.park.plant import measured
from taktwin.planning.supply.park.result import FamilyPlan, Point, SupplyStudy, Tried, keeps, loss_of
from taktwin.planning.supply.park.trial import Trial, tried, worst_first
from taktwin.planning.supply.park.undisturbed import Undisturbed
from taktwin.planning.supply.park.ways import Way, name_of

#: A family that stops the line gets so many times its cover.
MORE_COVER = 1.5
#: Of the stops that are allowed, what is left to all families that are not looked at one by one.
REST = 0.25
#: How often the frontier is made again by what its own runs told, at most.
PASSES = 4

Ways = dict[str, dict[str, Way]]


def plan_supply(model: PlantModel, options: SupplyOptions | None = None, meter: Meter | None = None) -> SupplyStudy:
    """Plan how the part families of a plant come: the cheapest modes with the ratio and the stops that are asked for.

    Raises:
        NoPlanError: no plan has the ratio; it names what stands in the way.
        OptionError: the plant has no supplier park.
        ModelError: there are several plants; name one.
        SimulationError: the plant cannot be run on.
    """
    plant = one_plant(model)
    if plant.supply is None:
        raise OptionError(
            Phrase("the plant has no supplier park"), Phrase("add `supply: {takt: ..., families: {...}}`"), "model"
        )
    return _Planner(plant, plant.supply, options or SupplyOptions(), meter or telling()).study()


@dataclass(frozen=True)
class _Round:
    """A plan that was tried; ``known`` is what was known then, ``fresh`` how it did with fresh random numbers."""

    plan: Plan
    ways: Ways
    known: Known
    tried: Tried
    fresh: Tried | None = None

    @property
    def names(self) -> dict[str, str]:
        return {part: option.name for part, option in self.plan.options.items()}

    @property
    def judged(self) -> Tried:
        """The runs that count: the fresh ones, where there are some."""
        return self.fresh or self.tried


class _Planner:
    """The state of the search: what has been simulated, and what it taught."""

    def __init__(self, model: PlantModel, park: Park, options: SupplyOptions, meter: Meter) -> None:
        self.model, self.park, self.options, self.meter = model, park, options, meter
        choices, stream = Choices(model), park.orders or next(iter(model.orders))
        self.numbers: dict[str, list[PartNumber]] = {
            name: numbers_of(choices, stream, name, family) for name, family in park.families.items()
        }
        self.today = {name: name_of(family, park) for name, family in park.families.items()}
        self.undisturbed = Undisturbed(model)
        self.known = Known({name: {} for name in park.families})
        self.reason = ""

    def study(self) -> SupplyStudy:
        start = self._try(Phrase("simulating the plant as it is"), {}, {}, self.today)
        first = self.known.copy()  # the same for any wish
        with self.meter(Phrase("measuring how early parts can be called off")):
            self.plant = measured(self.model, self.park, start, self.options.runs)
        best: _Round | None = None
        rounds = attempts = 0
        for rounds in range(1, self.options.rounds + 1):
            try:
                one = self._round(rounds, start)
            except NoPlanError as error:
                if best is None:
                    theta, blocked = self.park.theta.value / 60.0, self._blocked(self.known, start)
                    raise BeyondReachError(error.clashes, error.complete, start.zir, theta, blocked) from None
                self.reason = error.sentence  # what the runs told leaves no other plan with this ratio
                break
            if self._kept(one, start):
                one = self._with_fresh(one, attempts)
                attempts += 1
            if best is None or self._worth(one, start) > self._worth(best, start):
                best = one
            if self._kept(one, start) or not self._learn(one):
                break
        assert best is not None
        if not self._kept(best, start):
            nearest = self._nearest(start)
            if self._kept(nearest, start):
                nearest = self._with_fresh(nearest, attempts)
                attempts += 1
            best = max((best, nearest), key=lambda one: self._worth(one, start))
            if best.judged.zir <= start.zir + 1e-9 and best.judged.stop_high >= start.stop_high:
                best = self._as_today(first, start)  # who changes nothing has no more stops, and no less of the ratio
                if self._kept(best, start):
                    best = self._with_fresh(best, attempts)
        return self._told(start, first, best, rounds)

    def _round(self, number: int, start: Tried) -> _Round:
        """Plan with what is known, and try the plan."""
        ways, _ = self._ways(self.known)
        plan = solve(self._problem(self.known, ways, start))
        return self._trial(Phrase("trying plan {n}", n=number), ways, plan)

    def _nearest(self, start: Tried) -> _Round:
        """By all that is known now, the cheapest plan with the highest ratio up to the one that is asked for; tried."""
        ways, _ = self._ways(self.known)
        highest = frontier(self._problem(self.known, ways, start), 2).plans[-1].zir[self.options.weight]
        plan = solve(self._problem(self.known, ways, start, min(highest, self.options.zir)))
        return self._trial(Phrase("trying the plan that comes nearest"), ways, plan)

    def _as_today(self, first: Known, start: Tried) -> _Round:
        """The plan that changes nothing."""
        ways, _ = self._ways(first)
        return _Round(evaluate(self._problem(first, ways, start), self.today), ways, first, start)

    def _blocked(self, known: Known, start: Tried) -> tuple[Blocked, ...]:
        """The families that, by what is known, cannot come without stock."""
        ways, no_way = self._ways(known)
        parts, theta = self._problem(known, ways, start).parts, self.park.theta.value / 60.0
        return blocked_families(parts, ways, no_way, self.park.families, self.today, theta, self.plant.takt_min)

    def _trial(self, task: str, ways: Ways, plan: Plan) -> _Round:
        names = {part: option.name for part, option in plan.options.items()}
        known = self.known.copy()
        found = self._try(task, self._changes(known, ways, names), ways, names)
        return _Round(plan, ways, known, found)

    def _try(self, task: str, changes: dict[str, Any], ways: Ways, names: dict[str, str]) -> Tried:
        with self.meter(task) as progress:
            found = tried(self.model, changes, self.options.weight, self.options.runs, self.undisturbed, progress)
        self.known.see(names, ways, found)
        return found

    def _with_fresh(self, one: _Round, attempt: int) -> _Round:
        """The plan in fresh runs: in more of them until the interval of its stops is narrow enough.

        It ends sooner where their mean is above what was asked for, or the ratio below it.
        """
        if self.options.fresh == 0:
            return one
        trial = Trial(self.model, self._changes(one.known, one.ways, one.names), self.undisturbed)
        found = None
        with self.meter(Phrase("trying it with fresh random numbers")) as progress:
            for options in self.options.fresh_runs(attempt):
                trial.run(options, progress)
                found = trial.told(self.options.weight)
                hopeless = found.stop_share > self.options.stops or found.zir < self.options.zir - 1e-9
                if hopeless or keeps(found, self.options.zir, self.options.stops):
                    break
        if found is not None:
            self.known.see(one.names, one.ways, found)
        return replace(one, fresh=found)

    def _ways(self, known: Known) -> tuple[Ways, dict[str, list[str]]]:
        """The ways of each family, and of those that are none why."""
        found: Ways = {}
        no_way: dict[str, list[str]] = {}
        for name, numbers in self.numbers.items():
            given, said = self.plant.ways(name, numbers, known.more[name])
            allowed = (one for one in given if one.mode in self.options.modes or one.name == self.today[name])
            found[name] = {one.name: one for one in allowed if (name, one.name) not in known.lost}
            if said:
                no_way[name] = said
        return found, no_way

    def _problem(self, known: Known, ways: Ways, start: Tried, zir: float | None = None) -> Problem:
        """The choice, with simulated cover where there is some; with the ratio that is asked for, or another."""
        parts = []
        before = {one.family: one for one in start.supply.families}
        for name, family in self.park.families.items():
            options = [known.option(name, way, self.plant) for way in ways[name].values()]
            if not options or (self.today[name] not in ways[name] and (name, self.today[name]) not in known.lost):
                cover = before[name].cover_q95_min  # today's way is none by the formulas: it costs what nobody knows
                mode = family.mode
                options.append(Option(self.today[name], mode, max([1e9, *(one.cost for one in options)]), cover))
            share = share_of(self.numbers[name])
            value, litres = share * family.value_of_job, share * 1000.0 * family.volume_of_job
            parts.append(Part(name, tuple(options), family.supplier, value, litres))
        setup = self.park.prices.jis_setup.value
        suppliers = []
        for name in dict.fromkeys(family.supplier for family in self.park.families.values()):
            own = self.model.suppliers[name].jis_setup
            suppliers.append(Supplier(name, own.value if own is not None else setup))
        least = self.options.zir if zir is None else zir
        wish = ZeroInventory(self.park.theta.value / 60.0, least, self.options.weight)
        needed = {
            (name, one.name): at_door
            for name, own in ways.items()
            for one in own.values()
            if (at_door := door_minutes(self.park.families[name], self.park, one)) is not None
        }
        told, doors = within_doors(parts, needed, free_minutes(self.model, self.park))
        return Problem(told, tuple(suppliers), Limits(docks=doors, zero_inventory=wish))

    def _changes(self, known: Known, ways: Ways, names: dict[str, str]) -> dict[str, Any]:
        """What a plan sets in the model: nothing for a family that comes as today."""
        found: dict[str, Any] = {}
        for name, way in names.items():
            if way in ways[name] and (way != self.today[name] or way in known.more[name]):
                found |= ways[name][way].changes(name)
        return found

    def _kept(self, one: _Round, start: Tried) -> bool:
        runs = (one.tried, one.judged)
        kept = all(keeps(each, self.options.zir, self.options.stops) for each in runs)
        return kept and loss_of(start, one.tried) <= self.options.loss

    def _worth(self, one: _Round, start: Tried) -> tuple[bool, float, float]:
        """The better plan keeps what is asked for; else it comes nearer: in stops first, then in the ratio."""
        high, zir = one.judged.stop_high, one.judged.zir
        return self._kept(one, start), -max(high, self.options.stops), min(zir, self.options.zir)

    def _learn(self, one: _Round) -> bool:
        """Change what stops the line; True where the next plan can be another."""
        theta = self.park.theta.value / 60.0
        learnt = False
        for name, option in one.plan.options.items():
            way = one.ways[name].get(option.name)
            if way is not None:
                learnt |= (self.known.option(name, way, self.plant).cover <= theta) != (option.cover <= theta)
        if one.judged.stop_high <= self.options.stops:
            return learnt
        for name in worst_first(one.judged, REST * self.options.stops):
            option = one.plan.options[name]
            if option.mode in STOCKED:
                self.known.more[name][option.name] = self.known.times(name, option.name) * MORE_COVER
            else:
                self.known.lost.add((name, option.name))
            learnt = True
        return learnt

    def _told(self, start: Tried, first: Known, best: _Round, rounds: int) -> SupplyStudy:
        """The answer. Today costs what was known before any plan: no wish changes it."""
        ways, no_way = self._ways(first)
        today = evaluate(self._problem(first, ways, start), self.today)
        # what was learnt after the best plan is no cost of it; a family that comes as today costs what it does today
        known = replace(best.known, seen=self.known.seen | first.seen, error=self.known.error)
        of_plan = self._problem(known, best.ways, start)
        chosen = evaluate(of_plan, best.names)
        there = {part.name: {one.name for one in part.options} for part in of_plan.parts}
        before = {name: way if way in there[name] else best.names[name] for name, way in self.today.items()}
        return SupplyStudy(
            model=self.model,
            weight=self.options.weight,
            wish=self.options.zir,
            most_stops=self.options.stops,
            most_loss=self.options.loss,
            start=start,
            plan=best.tried,
            today=today,
            chosen=chosen,
            families=self._families(start, best, today, chosen),
            fresh=best.fresh,
            changes=self._changes(best.known, best.ways, best.names),
            steps=steps_between(evaluate(of_plan, before), chosen),
            frontier=self._frontier(first, start),
            rounds=rounds,
            no_way=no_way,
            blocked=self._blocked(self.known, start),
            reason=self.reason,
        )

    def _families(self, start: Tried, best: _Round, today: Plan, chosen: Plan) -> tuple[FamilyPlan, ...]:
        found = []
        for before, after in zip(start.supply.families, best.tried.supply.families, strict=True):
            name = before.family
            option = chosen.options[name]
            way = best.ways[name].get(option.name)
            found.append(
                FamilyPlan(
                    name,
                    before.supplier,
                    self.today[name],
                    option.name,
                    today.options[name].cost,
                    option.cost,
                    option.lot or 0.0,
                    option.frozen_horizon,
                    way.estimate.cover_left if way is not None else 0.0,
                    before.cover_q95_min,
                    after.cover_q95_min,
                    before.stopped_s,
                    after.stopped_s,
                    best.known.times(name, option.name),
                )
            )
        return tuple(found)

    def _frontier(self, first: Known, start: Tried) -> tuple[Point, ...]:
        """The least cost of each ratio, each plan simulated once.

        It begins with what is known before any plan, and learns from its own runs alone: the plans are made again until
        each has the ratio that it counts on. So it is the same for any wish.
        """
        if self.options.steps == 0:
            return ()
        known, runs = first.copy(), replace(self.options.runs, replications=1)
        simulated: dict[tuple[str, ...], Tried] = {}
        found: list[Point] = []
        for _ in range(PASSES):
            ways, _no_way = self._ways(known)
            plans = frontier(self._problem(known, ways, start), self.options.steps).plans
            found.clear()
            for number, plan in enumerate(plans, start=1):
                names = {part: option.name for part, option in plan.options.items()}
                key = tuple(names.values())
                if key not in simulated:
                    with self.meter(Phrase("frontier: plan {n} of {all}", n=number, all=len(plans))) as progress:
                        changes = self._changes(known, ways, names)
                        simulated[key] = tried(
                            self.model, changes, self.options.weight, runs, self.undisturbed, progress
                        )
                    known.see(names, ways, simulated[key])
                one = simulated[key]
                found.append(Point(plan.zir[self.options.weight], plan.cost, one.zir, one.stop_share))
            if all(abs(one.zir - (one.simulated_zir or 0.0)) < 1e-9 for one in found):
                break
        return tuple(found)
