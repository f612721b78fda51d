"""A cluster as arrays: what the planner needs and nothing else. Sets and vehicles in thousands, money in millions."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from taktwin.model.values.quantity import Quantity
from taktwin.planning.cluster.file.nouns import ClusterNoun, ExpansionNoun, ProjectNoun
from taktwin.planning.cluster.plan.ramp import capacity_shares
from taktwin.planning.cluster.plan.season import MONTHS, yearly_capacity

THOUSAND = 1e3
KM = 1e3
EARTH_KM = 6371.0088


@dataclass(frozen=True, eq=False)
class Option:
    """A maker of a family at a place, with the capacity that is there (thousand sets a year)."""

    maker: str
    family: int
    place: str
    capacity: float


@dataclass(frozen=True, eq=False)
class Build:
    """What can be built, several times: lines of an option, or a project.

    ``adds``: options or plants, by number, with thousand sets or vehicles a year of one build. ``invest`` and
    ``opening`` in millions; ``fixed`` millions a year. ``project``: its name, empty for a line of a supplier.
    """

    name: str
    plant: bool
    adds: tuple[tuple[int, float], ...]
    invest: float
    fixed: float
    most: int
    opening: float
    delay: float
    late: float
    ramp: float
    project: str = ""


@dataclass(frozen=True, eq=False)
class ClusterData:
    """Arrays with the axes w (scenario), t (year), v (kind of vehicles), p (plant), f (family), o (option), b (build).

    Attributes:
        plant_capacity: [w, t, p], with what decided projects add; what can be sold by season.
        option_capacity: [w, t, o], likewise.
        use: sets in a vehicle of a plant, [f, p].
        flow_cost: money a thousand sets beyond their value, without CO2, [o, p].
        flow_co2: tonnes a thousand sets, [o, p].
        outside_cost: likewise, [f, p].
        outside_co2: likewise, [f, p].
        shares: of the full rate of a build, [w, b, age].
        demand: [w, t, v].
        local: whether an option is local, [o].
        near: whether an option can come without stock, [o, p].
        budget: [t]; infinite where nothing is said.
    """

    years: tuple[int, ...]
    vehicles: tuple[str, ...]
    plants: tuple[str, ...]
    families: tuple[str, ...]
    scenarios: tuple[str, ...]
    options: tuple[Option, ...]
    builds: tuple[Build, ...]
    probability: Any
    demand: Any
    margin: Any
    makes: Any
    plant_capacity: Any
    option_capacity: Any
    use: Any
    value: Any
    flow_cost: Any
    flow_co2: Any
    outside_cost: Any
    outside_co2: Any
    shares: Any
    local: Any
    near: Any
    budget: Any
    local_rate: Any
    zero_rate: Any
    co2_price: Any
    weights: Any
    annuity: float
    least_load: float
    lanes: tuple[tuple[Any, float], ...]
    """Pairs [o, p] that share a way, as a mask of cubic metres a thousand sets, and what it takes a year."""

    @property
    def option_family(self) -> Any:
        """Family of each option, [o]."""
        return np.array([one.family for one in self.options], int)

    @property
    def of_family(self) -> Any:
        """1 where an option makes a family, [o, f]."""
        return (self.option_family[:, None] == np.arange(len(self.families))).astype(float)

    def of_scenarios(self, chosen: Any, probability: Any) -> ClusterData:
        """The same with some of the scenarios, and other probabilities."""
        names = tuple(self.scenarios[one] for one in chosen)
        cut = {name: getattr(self, name)[list(chosen)] for name in _BY_SCENARIO}
        return replace(self, scenarios=names, probability=np.asarray(probability), **cut)

    def at_mean(self) -> ClusterData:
        """One scenario: the mean of all."""
        mean = {name: np.tensordot(self.probability, getattr(self, name), 1)[None] for name in _BY_SCENARIO}
        return replace(self, scenarios=("mean",), probability=np.ones(1), **mean)

    def with_plants(self, capacity: Mapping[str, float]) -> ClusterData:
        """The same with other capacities (vehicles a year) of plants as they stand, from the first year on."""
        found = self.plant_capacity.copy()
        for name, value in capacity.items():
            at = self.plants.index(name)
            found[:, :, at] += value / THOUSAND - found[:1, :1, at]
        return replace(self, plant_capacity=np.maximum(found, 0.0))


_BY_SCENARIO = ("demand", "plant_capacity", "option_capacity", "shares")


def data_of(noun: ClusterNoun) -> ClusterData:
    """The arrays of a cluster that was checked."""
    years = tuple(range(noun.first, noun.first + int(noun.years.value)))
    vehicles, plants, families = tuple(noun.vehicles), tuple(noun.plants), tuple(noun.families)
    scenarios = tuple(noun.scenarios)
    demand = np.array(
        [
            [[one.demand[kind][str(year)].value for kind in vehicles] for year in years]
            for one in noun.scenarios.values()
        ]
    )
    options, builds, decided = _options(noun)
    late = np.array([one.late for one in noun.scenarios.values()])
    shape = len(scenarios), len(years)
    plant = np.array([by_year(one.capacity, years, 0.0) for one in noun.plants.values()]).T / THOUSAND
    plant_capacity = np.broadcast_to(plant, (*shape, len(plants))).copy()
    option_capacity = np.broadcast_to([one.capacity for one in options], (*shape, len(options))).copy()
    for build, signed in decided:
        target = plant_capacity if build.plant else option_capacity
        since = years[0] - signed
        for w, is_late in enumerate(late):
            share = capacity_shares([build.delay + build.late * is_late], [build.ramp], max(since, 0) + len(years))[0]
            for at, size in build.adds:
                target[w, max(-since, 0) :, at] += size * share[max(since, 0) :][: len(years) - max(-since, 0)]
    seasonal = np.array([season_share(noun, name) for name in plants])
    plant_capacity *= seasonal
    builds = [_by_season(one, seasonal) for one in builds]
    ramp = [one.ramp for one in builds]
    shares = np.array(
        [capacity_shares([one.delay + one.late * is_late for one in builds], ramp, len(years)) for is_late in late]
    ).reshape(len(scenarios), len(builds), len(years))
    makes = np.array([vehicles.index(one.makes) for one in noun.plants.values()])
    use = np.array([[_of(one.use, vehicles[v]) for v in makes] for one in noun.families.values()])
    value = np.array([one.value.value for one in noun.families.values()])
    volume = np.array([one.volume.value for one in noun.families.values()])
    premium = np.array([one.premium.value for one in noun.families.values()])
    policies, transport = noun.policies, noun.transport
    family = np.array([one.family for one in options], int)
    there = [noun.places[one.place] for one in noun.plants.values()]
    km = transport.detour.value * np.array([[distance(noun.places[o.place], p) for p in there] for o in options])
    outside = transport.detour.value * np.array([distance(noun.places[transport.outside], p) for p in there])
    outside = np.broadcast_to(outside, (len(families), len(plants)))
    local = np.array([noun.places[one.place].local for one in options])
    rate = noun.discount.value
    life = policies.life.value
    # what is not local costs what is bought outside costs, by its own way
    dearer = np.where(local, 0.0, premium[family] * value[family])[:, None]
    return ClusterData(
        years, vehicles, plants, families, scenarios, tuple(options), tuple(builds),
        probability=np.array([one.probability.value for one in noun.scenarios.values()]),
        demand=demand / THOUSAND,
        margin=np.array([one.margin.value for one in noun.vehicles.values()]) / THOUSAND,
        makes=makes,
        plant_capacity=plant_capacity,
        option_capacity=option_capacity,
        use=use,
        value=value / THOUSAND,
        flow_cost=(dearer + volume[family][:, None] * km * transport.cost.value) / THOUSAND,
        flow_co2=volume[family][:, None] * km * transport.co2.value,
        outside_cost=((premium * value)[:, None] + volume[:, None] * outside * transport.cost.value) / THOUSAND,
        outside_co2=volume[:, None] * outside * transport.co2.value,
        shares=shares,
        local=local,
        near=km <= policies.zero_within.value / KM,
        budget=by_year(policies.budget, years, math.inf),
        local_rate=by_year(policies.local_rate, years, 0.0),
        zero_rate=by_year(policies.zero_inventory, years, 0.0),
        co2_price=by_year(policies.co2_price, years, 0.0) / 1e6,
        weights=(1.0 + rate) ** -np.arange(len(years)),
        annuity=1.0 / life if rate == 0 else rate / (1.0 - (1.0 + rate) ** -life),
        least_load=policies.least_load.value,
        lanes=tuple(_lane(noun, options, lane.begin, lane.end, volume, lane.capacity.value)
                    for lane in transport.shared.values()),
    )  # fmt: skip


def season_share(noun: ClusterNoun, plant: str) -> float:
    """Share of what a plant makes that it can sell by season, where no more may be made ahead than the file allows."""
    one = noun.plants[plant]
    weights = [weight.value for weight in noun.vehicles[one.makes].season]
    if one.ahead is None or not weights:
        return 1.0
    return yearly_capacity(1.0, weights, one.ahead.value) / MONTHS


def _by_season(build: Build, shares: Any) -> Build:
    """A build of a plant adds what the plant can sell of it."""
    if not build.plant:
        return build
    return replace(build, adds=tuple((at, size * float(shares[at])) for at, size in build.adds))


def by_year(given: Mapping[str, Quantity], years: tuple[int, ...], default: float) -> Any:
    """The value of each year: that of the last year given up to it."""
    known = sorted((int(year), one.value) for year, one in given.items())
    return np.array([next((value for at, value in reversed(known) if at <= year), default) for year in years])


def distance(one: Any, other: Any) -> float:
    """Km between two places along a great circle (haversine)."""
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (one.lat, one.lon, other.lat, other.lon))
    a = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(a)))


def _of(use: Mapping[str, Quantity], kind: str) -> float:
    return use[kind].value if kind in use else 0.0


def _options(noun: ClusterNoun) -> tuple[list[Option], list[Build], list[tuple[Build, int]]]:
    """Makers of families, what can be built, and what is decided with its year."""
    families = list(noun.families)
    options: list[Option] = []
    builds: list[Build] = []
    at: dict[tuple[str, str], int] = {}

    def option(maker: str, family: str, place: str, capacity: float) -> int:
        at[maker, family] = len(options)
        options.append(Option(maker, families.index(family), place, capacity / THOUSAND))
        return at[maker, family]

    for name, supplier in noun.suppliers.items():
        for family, capacity in supplier.makes.items():
            option(name, family, supplier.place, capacity.value)
        for family, given in noun.families.items():
            expansion = given.expansion or noun.expansion
            if expansion is None or not noun.places[supplier.place].local:
                continue  # what is added elsewhere is supply from outside
            if family in supplier.makes or given.sub_sector in supplier.sub_sectors:
                new = family not in supplier.makes
                number = option(name, family, supplier.place, 0.0) if new else at[name, family]
                builds.append(_line(f"{name}: {family}", number, expansion, given.value.value, new))
    decided: list[tuple[Build, int]] = []
    plants = list(noun.plants)
    for name, project in noun.projects.items():
        if not project.adds:
            continue
        adds = []
        for target, size in project.adds.items():
            if project.kind == "plant":
                number = plants.index(target)
            else:
                maker = project.supplier or name
                place = noun.suppliers[maker].place if project.supplier else str(project.place)
                number = at[maker, target] if (maker, target) in at else option(maker, target, place, 0.0)
            adds.append((number, size.value / THOUSAND))
        build = _project(name, project, tuple(adds))
        if project.signed is None:
            builds.append(build)
        else:
            decided.append((build, project.signed))
    return options, builds, decided


def _line(name: str, option: int, expansion: ExpansionNoun, value: float, new: bool) -> Build:
    module = expansion.module.value / THOUSAND
    invest = module * value / THOUSAND / expansion.output_per_invest.value
    opening = expansion.opening.value if new else 0.0
    return Build(
        name, False, ((option, module),), invest, expansion.fixed.value * invest, int(expansion.most.value), opening,
        expansion.delay.value, 0.0, expansion.ramp.value,
    )  # fmt: skip


def _project(name: str, project: ProjectNoun, adds: tuple[tuple[int, float], ...]) -> Build:
    invest = 0.0 if project.invest is None else project.invest.value
    return Build(
        name, project.kind == "plant", adds, invest, 0.0, 1, 0.0, project.delay.value, project.late.value,
        project.ramp.value, name,
    )  # fmt: skip


def _lane(
    noun: ClusterNoun, options: list[Option], begin: list[str], end: list[str], volume: Any, capacity: float
) -> tuple[Any, float]:
    """What each flow takes of a shared way, cubic metres a thousand sets, [o, p], and what it takes."""
    starts = np.array([one.place in begin for one in options])
    ends = np.array([one.place in end for one in noun.plants.values()])
    load = volume[[one.family for one in options]] * THOUSAND
    return np.outer(load * starts, ends), capacity
