"""From the park of a model to a plan: the program proposes, simulated runs with common random numbers verify it.

1. The plant is simulated as it is: today's ratio, cover, stops and throughput; and how long before its fitting each
   part can be called off.
2. Each family has ways to come, with cost and cover by formula (`ways`); where a way has been simulated, its simulated
   cover stands in place of the formula's.
3. The integer program picks the cheapest ways with the ratio that is asked for, whose trucks the doors can unload.
4. The plan is simulated. A family whose cover is not what the plan counted on is told to the program; one that stops
   the line gets half as much cover again, or loses the way. Then again from 3, until the plan keeps the ratio, the
   stops and the throughput, or the rounds are used up, or no way is left: then the plan that comes nearest by all that
   was learnt is tried as well, and the best of those that were tried is the answer, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from taktwin.model.checks.ways.variants import Choices
from taktwin.model.errors import OptionError
from taktwin.model.families.numbers import PartNumber, numbers_of
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.supply.modes import SEQUENCED, STOCKED
from taktwin.model.nouns.supply.park import Park
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.views import one_plant
from taktwin.planning.meter import Meter, telling
from taktwin.planning.supply.modes.clash import NoPlanError
from taktwin.planning.supply.modes.frontier import frontier
from taktwin.planning.supply.modes.problem import Limits, Option, Part, Problem, Supplier, ZeroInventory
from taktwin.planning.supply.modes.solve import Plan, evaluate, solve
from taktwin.planning.supply.modes.steps import steps_between
from taktwin.planning.supply.park.doors import door_minutes, free_minutes, within_doors
from taktwin.planning.supply.park.options import SupplyOptions
from taktwin.planning.supply.park.plant import measured
from taktwin.planning.supply.park.result import FamilyPlan, Point, SupplyStudy, Tried, loss_of
from taktwin.planning.supply.park.trial import stops_by_family, tried
from taktwin.planning.supply.park.ways import Way, name_of

#: A family that stops the line gets so many times its cover.
MORE_COVER = 1.5
#: Of the stops that are allowed, what is left to all families that are not looked at one by one.
REST = 0.25

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
        raise OptionError("the plant has no supplier park", "add `supply: {takt: ..., families: {...}}`", "model")
    return _Planner(plant, plant.supply, options or SupplyOptions(), meter or telling()).study()


@dataclass(frozen=True)
class _Round:
    """A plan that was tried."""

    plan: Plan
    ways: Ways
    tried: Tried
    more: dict[str, dict[str, float]]
    """Family -> way -> times its cover, when it was tried."""

    @property
    def names(self) -> dict[str, str]:
        return {part: option.name for part, option in self.plan.options.items()}


class _Planner:
    """The state of the search: what has been simulated, and what it taught."""

    def __init__(self, model: PlantModel, park: Park, options: SupplyOptions, meter: Meter) -> None:
        self.model, self.park, self.options, self.meter = model, park, options, meter
        choices, stream = Choices(model), park.orders or next(iter(model.orders))
        self.numbers: dict[str, list[PartNumber]] = {
            name: numbers_of(choices, stream, name, family) for name, family in park.families.items()
        }
        self.today = {name: name_of(family, park) for name, family in park.families.items()}
        self.more: dict[str, dict[str, float]] = {name: {} for name in park.families}  # way -> times its cover
        #: Family, way, times its cover -> simulated cover (min), and stops as a share of the time of the line.
        self.seen: dict[tuple[str, str, float], tuple[float, float]] = {}
        #: Family and kind of way -> simulated less estimated cover (min) of the last way of this kind that was tried.
        self.error: dict[tuple[str, str], float] = {}
        self.lost: set[tuple[str, str]] = set()
        self.reason = ""

    def study(self) -> SupplyStudy:
        start = self._try(Phrase("simulating the plant as it is"), {}, self.today)
        with self.meter(Phrase("measuring how early parts can be called off")):
            self.plant = measured(self.model, self.park, start, self.options.runs)
        best: _Round | None = None
        rounds = 0
        for rounds in range(1, self.options.rounds + 1):
            try:
                one = self._round(rounds, start)
            except NoPlanError as error:
                if best is None:
                    raise
                self.reason = str(error)  # what the runs told leaves no other plan with this ratio
                break
            if best is None or self._worth(one.tried, start) > self._worth(best.tried, start):
                best = one
            if self._kept(one.tried, start) or not self._learn(one):
                break
        assert best is not None
        if not self._kept(best.tried, start):
            best = max((best, self._nearest(start)), key=lambda one: self._worth(one.tried, start))
        return self._told(start, best, rounds)

    def _round(self, number: int, start: Tried) -> _Round:
        """Plan with what is known, and try the plan."""
        ways = self._ways()
        plan = solve(self._problem(ways, start))
        return self._trial(Phrase("trying plan {n}", n=number), ways, plan)

    def _nearest(self, start: Tried) -> _Round:
        """By all that is known now, the cheapest plan with the highest ratio up to the one that is asked for; tried."""
        ways = self._ways()
        problem = self._problem(ways, start)
        highest = frontier(problem, 2).plans[-1].zir[self.options.weight]
        plan = solve(self._problem(ways, start, min(highest, self.options.zir)))
        return self._trial(Phrase("trying the plan that comes nearest"), ways, plan)

    def _trial(self, task: str, ways: Ways, plan: Plan) -> _Round:
        names = {part: option.name for part, option in plan.options.items()}
        more = {name: dict(own) for name, own in self.more.items()}
        found = self._try(task, self._changes(ways, names), names)
        for one in found.supply.families:
            way = ways[one.family].get(names[one.family])
            if way is not None:
                self.error[one.family, _kind(way)] = one.cover_q95_min - way.cover
        return _Round(plan, ways, found, more)

    def _try(self, task: str, changes: dict[str, Any], names: dict[str, str]) -> Tried:
        with self.meter(task) as progress:
            found = tried(self.model, changes, self.options.weight, self.options.runs, progress)
        stops = stops_by_family(found.supply)
        for one in found.supply.families:
            way = names[one.family]
            self.seen[one.family, way, self.more[one.family].get(way, 1.0)] = one.cover_q95_min, stops[one.family]
        return found

    def _ways(self) -> Ways:
        self.no_way: dict[str, list[str]] = {}
        found: Ways = {}
        for name, numbers in self.numbers.items():
            given, said = self.plant.ways(name, numbers, self.more[name])
            allowed = (one for one in given if one.mode in self.options.modes or one.name == self.today[name])
            found[name] = {one.name: one for one in allowed if (name, one.name) not in self.lost}
            if said:
                self.no_way[name] = said
        return found

    def _problem(self, ways: Ways, start: Tried, zir: float | None = None) -> Problem:
        """The choice, with simulated cover where there is some; with the ratio that is asked for, or another."""
        parts = []
        before = {one.family: one for one in start.supply.families}
        for name, family in self.park.families.items():
            options = [self._option(name, way) for way in ways[name].values()]
            if not options or (self.today[name] not in ways[name] and (name, self.today[name]) not in self.lost):
                cover = before[name].cover_q95_min  # today's way is none by the formulas: it costs what nobody knows
                mode = family.mode
                options.append(Option(self.today[name], mode, max([1e9, *(one.cost for one in options)]), cover))
            parts.append(
                Part(name, tuple(options), family.supplier, family.value_of_job, 1000.0 * family.volume_of_job)
            )
        setup = self.park.prices.jis_setup.value
        suppliers = []
        for name in dict.fromkeys(family.supplier for family in self.park.families.values()):
            own = self.model.suppliers[name].jis_setup
            suppliers.append(Supplier(name, own.value if own is not None else setup))
        least = self.options.zir if zir is None else zir
        wish = ZeroInventory(self.park.theta.value / 60.0, least, self.options.weight)
        needed = {
            (name, one.name): door_minutes(self.park.families[name], self.park, one)
            for name, own in ways.items()
            for one in own.values()
        }
        told, doors = within_doors(parts, needed, free_minutes(self.model, self.park))
        return Problem(told, tuple(suppliers), Limits(dock_minutes=doors, zero_inventory=wish))

    def _option(self, name: str, way: Way) -> Option:
        option, prices = way.option, self.plant.prices
        seen = self.seen.get((name, way.name, self.more[name].get(way.name, 1.0)))
        if seen is None:  # what the formula was out by for another way of the kind, it is out by for this one
            return replace(option, cover=max(0.0, option.cover + self.error.get((name, _kind(way)), 0.0)))
        cover, stops = seen
        stopped = stops * prices.minutes_a_day * prices.days_a_year * prices.stop
        return replace(option, cover=cover, cost=round(way.cost + stopped))

    def _changes(self, ways: Ways, names: dict[str, str]) -> dict[str, Any]:
        """What a plan sets in the model: nothing for a family that comes as today."""
        found: dict[str, Any] = {}
        for name, way in names.items():
            if way in ways[name] and (way != self.today[name] or way in self.more[name]):
                found |= ways[name][way].changes(name)
        return found

    def _kept(self, one: Tried, start: Tried) -> bool:
        kept = one.stop_high <= self.options.stops and loss_of(start, one) <= self.options.loss
        return kept and one.zir >= self.options.zir - 1e-9

    def _worth(self, one: Tried, start: Tried) -> tuple[bool, float, float]:
        """The better plan keeps what is asked for; else it comes nearer: in stops first, then in the ratio."""
        kept = self._kept(one, start)
        return kept, -max(one.stop_high, self.options.stops), min(one.zir, self.options.zir)

    def _learn(self, one: _Round) -> bool:
        """Change what stops the line; True where the next plan can be another."""
        names, theta = one.names, self.park.theta.value / 60.0
        learnt = False
        for name, option in one.plan.options.items():
            way = one.ways[name].get(option.name)
            if way is not None:
                learnt |= (self._option(name, way).cover <= theta) != (option.cover <= theta)
        stops = sorted(stops_by_family(one.tried.supply).items(), key=lambda item: -item[1])
        left = one.tried.stop_share
        for name, share in stops if one.tried.stop_high > self.options.stops else ():
            if left <= REST * self.options.stops or share <= 0.0:
                break
            left -= share
            way, mode = names[name], one.plan.options[name].mode
            if mode in STOCKED:
                self.more[name][way] = self.more[name].get(way, 1.0) * MORE_COVER
            else:
                self.lost.add((name, way))
            learnt = True
        return learnt

    def _told(self, start: Tried, best: _Round, rounds: int) -> SupplyStudy:
        self.more = best.more  # what was learnt afterwards is no cost of this plan
        problem = self._problem(best.ways, start)
        names = best.names
        known = {part.name: {one.name for one in part.options} for part in problem.parts}
        today = evaluate(
            problem, {name: way if way in known[name] else names[name] for name, way in self.today.items()}
        )
        chosen = evaluate(problem, names)
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
            changes=self._changes(best.ways, names),
            steps=steps_between(today, chosen),
            frontier=self._frontier(problem, best.ways),
            rounds=rounds,
            no_way=self.no_way,
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
                )
            )
        return tuple(found)

    def _frontier(self, problem: Problem, ways: Ways) -> tuple[Point, ...]:
        """The least cost of each ratio by formula, each plan simulated once."""
        if self.options.steps == 0:
            return ()
        runs = replace(self.options.runs, replications=1)
        found, plans = [], frontier(problem, self.options.steps).plans
        for number, plan in enumerate(plans, start=1):
            with self.meter(Phrase("frontier: plan {n} of {all}", n=number, all=len(plans))) as progress:
                names = {part: option.name for part, option in plan.options.items()}
                one = tried(self.model, self._changes(ways, names), self.options.weight, runs, progress)
            found.append(Point(plan.zir[self.options.weight], plan.cost, one.zir, one.stop_share))
        return tuple(found)


def _kind(way: Way) -> str:
    """Ways of a kind have the same errors of their formulas: those in sequence, and each mode out of stock."""
    return "in sequence" if way.mode in SEQUENCED else way.mode
