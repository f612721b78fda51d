"""The program of all years and scenarios at once: investments here and now, flows in each scenario once it is known.

    least   sum over t of weight_t x (annuities and fixed cost of what was built, openings)
            + sum over w, t of probability_w weight_t x (flows, outside, CO2, vehicles not made, policies missed)
    so that made + unmet = demand                               kind of vehicles, year, scenario
            made <= capacity of the plant + what was built
            sum of flows of a family to a plant + outside = use x made
            sum of flows of an option <= capacity + what was built
            sum of flows of an option >= least load x what was built, once it is wholly there - missed
            local value >= rate x value of all parts - missed   likewise without stock
            investments of a year <= budget
            lines of a family that is new to a supplier <= most x opened, opened once

Cost is beyond the value of the parts: a gap then is a share of what can be decided. Policies that cannot be kept are
missed by as little as can be (a missed yuan of local value, or of load, costs a fifth of it), and that is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.planning.cluster.plan.data import ClusterData
from taktwin.planning.cluster.program import Program

MISSED = 0.2  # what a missed unit of value of a policy costs: more than a line of one's own, less than no vehicle
WHOLLY = 0.95  # share of the full rate from which on the least load counts


@dataclass(frozen=True, eq=False)
class Extensive:
    """The program, and the columns of each thing.

    Attributes:
        built: [b, t].
        opened: [g, t], of the builds ``new``.
        made: [w, t, p].
        unmet: [w, t, v].
        flow: [w, t, pair].
        outside: [w, t, need].
        missed: of local supply, and of supply without stock, [policy, w, t].
        idle: load that options lack, [w, t, o].
        pairs: (option, plant) of each flow.
        needs: (family, plant) of each supply from outside.
        new: builds of families that are new to their makers.
        plant_rows: limit of each plant, [w, t, p].
        option_rows: limit of each option, [w, t, o].
    """

    program: Program
    built: Any
    opened: Any
    made: Any
    unmet: Any
    flow: Any
    outside: Any
    missed: Any
    idle: Any
    pairs: Any
    needs: Any
    new: Any
    plant_rows: Any
    option_rows: Any


def extensive(data: ClusterData) -> Extensive:
    """Put the program together."""
    program = Program()
    scenarios, years = len(data.scenarios), len(data.years)
    built, opened, new = _investments(data, program)
    chance = data.probability[:, None] * data.weights  # [w, t]
    price = data.co2_price[None, :, None]

    family = data.option_family
    pairs = np.argwhere(data.use[family] > 0)
    needs = np.argwhere(data.use > 0)
    o, p = pairs.T
    shape = scenarios, years
    made = program.add_columns((*shape, len(data.plants)))
    unmet = program.add_columns((*shape, len(data.vehicles)), chance[:, :, None] * data.margin)
    cost = data.flow_cost[o, p] + price * data.flow_co2[o, p]
    flow = program.add_columns((*shape, len(pairs)), chance[:, :, None] * cost)
    f, q = needs.T
    cost = data.outside_cost[f, q] + price * data.outside_co2[f, q]
    outside = program.add_columns((*shape, len(needs)), chance[:, :, None] * cost)
    missed = program.add_columns((2, *shape), MISSED * chance)
    idle = program.add_columns((*shape, len(data.options)), MISSED * chance[:, :, None] * data.value[family])

    rows = program.add_rows((*shape, len(data.vehicles)), data.demand, data.demand)
    program.put(rows[:, :, data.makes], made)
    program.put(rows, unmet)

    need_of = np.full(data.use.shape, -1)
    need_of[f, q] = np.arange(len(needs))
    rows = program.add_rows((*shape, len(needs)), 0.0, 0.0)
    program.put(rows[:, :, need_of[family[o], p]], flow)
    program.put(rows, outside)
    program.put(rows, made[:, :, q], -data.use[f, q])

    plant_rows = program.add_rows(made.shape, high=data.plant_capacity)
    program.put(plant_rows, made)
    option_rows = program.add_rows((*shape, len(data.options)), high=data.option_capacity)
    program.put(option_rows[:, :, o], flow)
    _capacity(data, program, built, plant_rows, option_rows, flow, o, idle)
    _policies(data, program, flow, outside, missed, pairs, needs)
    for load, most in data.lanes:
        program.put(program.add_rows(shape, high=most)[:, :, None], flow, load[o, p])
    return Extensive(
        program, built, opened, made, unmet, flow, outside, missed, idle, pairs, needs, new, plant_rows, option_rows
    )


def _investments(data: ClusterData, program: Program) -> tuple[Any, Any, Any]:
    """Columns of what is built and opened, with budget and openings."""
    years, builds = len(data.years), data.builds
    invest, fixed, most, opening = (
        np.array([getattr(one, name) for one in builds]) for name in ("invest", "fixed", "most", "opening")
    )
    later = np.array([data.weights[t:].sum() for t in range(years)])
    yearly = data.annuity * invest + fixed
    built = program.add_columns((len(builds), years), yearly[:, None] * later, 0.0, most[:, None], whole=True)
    new = np.flatnonzero(opening > 0)
    opened = program.add_columns((len(new), years), data.annuity * opening[new][:, None] * later, 0.0, 1.0, whole=True)
    program.put(program.add_rows(len(builds), high=most)[:, None], built)
    program.put(program.add_rows(len(new), high=1.0)[:, None], opened)
    rows = program.add_rows(opened.shape, high=0.0)
    for t in range(years):  # lines up to a year need an opening up to it
        program.put(rows[:, t, None], built[new, : t + 1])
        program.put(rows[:, t, None], opened[:, : t + 1], -most[new][:, None])
    limited = np.flatnonzero(np.isfinite(data.budget))
    rows = program.add_rows(len(limited), high=data.budget[limited])
    program.put(rows, built[:, limited], invest[:, None])
    program.put(rows, opened[:, limited], opening[new][:, None])
    return built, opened, new


def _capacity(
    data: ClusterData,
    program: Program,
    built: Any,
    plant_rows: Any,
    option_rows: Any,
    flow: Any,
    pair_option: Any,
    idle: Any,
) -> None:
    """What builds add to capacity, and the least load of options."""
    scenarios, years = len(data.scenarios), len(data.years)
    least = program.add_rows((scenarios, years, len(data.options)), low=0.0)
    program.put(least[:, :, pair_option], flow)
    program.put(least, idle)
    first, year = np.triu_indices(years)
    for b, one in enumerate(data.builds):
        for w in range(scenarios):
            share = data.shares[w, b, year - first]
            there, whole = share > 0, share > WHOLLY
            for at, size in one.adds:
                rows = (plant_rows if one.plant else option_rows)[w, year[there], at]
                program.put(rows, built[b, first[there]], -size * share[there])
                if not one.plant:
                    program.put(least[w, year[whole], at], built[b, first[whole]], -size * data.least_load)


def _policies(
    data: ClusterData, program: Program, flow: Any, outside: Any, missed: Any, pairs: Any, needs: Any
) -> None:
    """Local supply and supply without stock by value, at least."""
    o, p = pairs.T
    value, elsewhere = data.value[data.option_family[o]], data.value[needs[:, 0]]
    for policy, (rate, counts) in enumerate(((data.local_rate, data.local[o]), (data.zero_rate, data.near[o, p]))):
        years = np.flatnonzero(rate > 0)
        rows = program.add_rows((len(data.scenarios), len(years)), low=0.0)[:, :, None]
        wanted = rate[years][None, :, None]
        program.put(rows, flow[:, years], value * (counts - wanted))
        program.put(rows, outside[:, years], -elsewhere * wanted)
        program.put(rows[:, :, 0], missed[policy][:, years])
