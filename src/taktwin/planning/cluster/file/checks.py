"""What the keys of a cluster must keep among each other: names that are there, years in order, shares that add up."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from taktwin.library import model_names
from taktwin.model.files.nounfile import Faults
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_, Tree
from taktwin.model.values.nearest import suggest
from taktwin.model.values.quantity import Quantity
from taktwin.planning.cluster.file.nouns import ClusterNoun, ExpansionNoun, ProjectNoun

MOST_FLOWS = 2_000_000
_TO_FIT = 4  # years: three growths
EARLIEST, LATEST = 1900, 2200


def check_cluster(tree: Tree, noun: ClusterNoun, path: Path) -> None:
    """Check a cluster.

    Raises:
        ModelError: with file, line, field, what was expected and a remedy of each problem.
    """
    faults = _Checks(tree, noun, path)
    faults.horizon()
    faults.raise_found()
    faults.places()
    faults.plants()
    faults.families()
    faults.suppliers()
    faults.projects()
    faults.scenarios()
    faults.transport()
    faults.policies()
    faults.targets()
    faults.insurance()
    faults.raise_found()


class _Checks(Faults):
    def __init__(self, tree: Tree, noun: ClusterNoun, path: Path) -> None:
        super().__init__(tree)
        self.noun, self.path = noun, path
        self.last = noun.first + int(noun.years.value) - 1

    def horizon(self) -> None:
        if not EARLIEST <= self.noun.first <= LATEST:
            self.add(("first",), f"{self.noun.first} is no year", "give a year such as 2026")
        if self.noun.years.value < 1:
            self.add(("years",), "there is no year to plan", "give 1 or more")
        for name in ("places", "sub_sectors", "vehicles", "plants", "families", "suppliers", "scenarios"):
            if not getattr(self.noun, name):
                self.add((name,), "nothing is here", "give at least one")
        for series, given in self.noun.history.items():
            self.years(("history", series), given)
        for maker, given in self.noun.makers.items():
            self.years(("makers", maker), given)

    def places(self) -> None:
        for name, place in self.noun.places.items():
            for word, most in (("lat", 90.0), ("lon", 180.0)):
                value = getattr(place, word)
                if not math.isfinite(value) or abs(value) > most:
                    self.add(("places", name, word), f"expected -{most:g} to {most:g} degrees", "mend the number")
            for at, one in enumerate(place.priority):
                self.known(("places", name, "priority", at), one, self.noun.sub_sectors, "sub-sector")

    def plants(self) -> None:
        for name, plant in self.noun.plants.items():
            here = ("plants", name)
            self.known((*here, "place"), plant.place, self.noun.places, "place")
            self.known((*here, "makes"), plant.makes, self.noun.vehicles, Phrase("kind of vehicles"))
            if plant.maker is not None and plant.maker not in self.noun.makers:
                remedy = Phrase(
                    "add `{maker}: {{}}` to `makers`, with what it sold in years where that is known", maker=plant.maker
                )
                near = suggest(plant.maker, list(self.noun.makers)) if self.noun.makers else ""
                self.add(
                    (*here, "maker"), f'there is no maker "{plant.maker}"', f"{remedy}; {near}" if near else remedy
                )
            self.over_horizon((*here, "capacity"), plant.capacity)
            known = plant.model is None or plant.model in model_names()
            if plant.model is not None and not known and not (self.path.parent / plant.model).is_file():
                message = Phrase('there is no plant model "{model}"', model=plant.model)
                self.add((*here, "model"), message, suggest(plant.model, model_names()))
        made = {plant.makes for plant in self.noun.plants.values()}
        for name, vehicle in self.noun.vehicles.items():
            if vehicle.season and len(vehicle.season) != 12:
                message = Phrase("there are {n} weights", n=len(vehicle.season))
                self.add(("vehicles", name, "season"), message, "give 12, of January to December")
            elif vehicle.season and not any(one.value for one in vehicle.season):
                self.add(("vehicles", name, "season"), "all months have no weight", "give one above 0")
            if name not in made:
                self.add(("vehicles", name), "no plant makes these", "add a plant, or drop them")

    def families(self) -> None:
        if self.noun.expansion is not None:
            self.expansion(("expansion",), self.noun.expansion)
        for name, family in self.noun.families.items():
            here = ("families", name)
            self.known((*here, "sub_sector"), family.sub_sector, self.noun.sub_sectors, "sub-sector")
            for one in family.use:
                self.known((*here, "use", one), one, self.noun.vehicles, Phrase("kind of vehicles"))
            if not any(one.value for one in family.use.values()):
                self.add((*here, "use"), "no vehicle needs it", "give a number above 0, or drop the family")
            if family.value.value <= 0:
                self.add((*here, "value"), "a set has no value", "give a value above 0")
            if family.expansion is not None:
                self.expansion((*here, "expansion"), family.expansion)

    def expansion(self, here: Path_, given: ExpansionNoun) -> None:
        if given.module.value <= 0:
            self.add((*here, "module"), "a line makes nothing", "give a number above 0")
        if given.output_per_invest.value <= 0:
            self.add((*here, "output_per_invest"), "no output for any money", "give a number above 0")

    def suppliers(self) -> None:
        makers = set[str]()
        for name, supplier in self.noun.suppliers.items():
            here = ("suppliers", name)
            self.known((*here, "place"), supplier.place, self.noun.places, "place")
            for at, one in enumerate(supplier.sub_sectors):
                self.known((*here, "sub_sectors", at), one, self.noun.sub_sectors, "sub-sector")
            for one in supplier.makes:
                self.known((*here, "makes", one), one, self.noun.families, Phrase("part family"))
            makers.update(supplier.makes)
        flows = sum(len(one.makes) for one in self.noun.suppliers.values()) * len(self.noun.plants)
        size = flows * self.noun.years.value * len(self.noun.scenarios)
        if size > MOST_FLOWS:
            message = Phrase(
                "the plan would have {size:,.0f} flows, at most {most_flows:,} are possible",
                size=size,
                most_flows=MOST_FLOWS,
            )
            self.add(("suppliers",), message, "put suppliers together, or plan fewer years")

    def projects(self) -> None:
        for name, project in self.noun.projects.items():
            here = ("projects", name)
            if project.place is not None:
                self.known((*here, "place"), project.place, self.noun.places, "place")
            if project.signed is not None and not EARLIEST <= project.signed <= LATEST:
                self.add((*here, "signed"), f"{project.signed} is no year", "give a year such as 2025")
            self.adds(here, project)

    def adds(self, here: Path_, project: ProjectNoun) -> None:
        if not project.adds:
            return
        if project.kind == "other":
            self.add((*here, "adds"), "only parts and car plants add capacity here", "write kind: parts, or plant")
        elif project.kind == "plant":
            for one in project.adds:
                self.known((*here, "adds", one), one, self.noun.plants, "plant")
        else:
            if project.supplier is not None:
                self.known((*here, "supplier"), project.supplier, self.noun.suppliers, "supplier")
            elif project.place is None:
                message = Phrase("where the capacity comes is not known")
                self.add(here, message, "add `supplier: NAME`, or for a new one `place: NAME`")
            for one in project.adds:
                self.known((*here, "adds", one), one, self.noun.families, Phrase("part family"))
        if project.invest is None and project.signed is None:
            self.add(here, "what it costs is not known", "add `invest`, or `signed` where it is decided")

    def scenarios(self) -> None:
        total = math.fsum(one.probability.value for one in self.noun.scenarios.values())
        if abs(total - 1.0) > 1e-6:
            self.add(("scenarios",), f"the probabilities add up to {total:.6g}", "let them add up to 1")
        for name, scenario in self.noun.scenarios.items():
            here = ("scenarios", name, "demand")
            for kind, given in scenario.demand.items():
                self.known((*here, kind), kind, self.noun.vehicles, Phrase("kind of vehicles"))
                self.years((*here, kind), given)
                lack = [year for year in range(self.noun.first, self.last + 1) if str(year) not in given]
                if lack:
                    self.add((*here, kind), f"the demand of {lack[0]} is missing", "give each year of the plan")
            for kind in self.noun.vehicles:
                if kind not in scenario.demand:
                    self.add(here, f'the demand for "{kind}" is missing', f"add `{kind}:` with each year")

    def transport(self) -> None:
        transport = self.noun.transport
        self.known(("transport", "outside"), transport.outside, self.noun.places, "place")
        if transport.detour.value < 1:
            self.add(("transport", "detour"), "no road is shorter than the straight line", "give 1 or more")
        for name, lane in transport.shared.items():
            for word, given in (("from", lane.begin), ("to", lane.end)):
                for at, one in enumerate(given):
                    self.known(("transport", "shared", name, word, at), one, self.noun.places, "place")

    def policies(self) -> None:
        policies = self.noun.policies
        for word in ("budget", "local_rate", "zero_inventory", "co2_price"):
            self.years(("policies", word), getattr(policies, word))
        if policies.life.value < 1:
            self.add(("policies", "life"), "an investment lasts a year at least", "give 1 or more")

    def targets(self) -> None:
        for name, target in self.noun.targets.items():
            self.known(("targets", name, "of"), target.of, self.noun.history, Phrase("series of the history"))
            if not EARLIEST <= target.year <= LATEST:
                self.add(("targets", name, "year"), f"{target.year} is no year", "give a year such as 2027")
            if target.value.value <= 0:
                self.add(("targets", name, "value"), "a target of 0 is met by nothing", "give a value above 0")
        growth = self.noun.growth
        if growth is not None:
            self.known(("growth", "of"), growth.of, self.noun.history, Phrase("series of the history"))
            if not growth.least.value < growth.most.value:
                self.add(("growth", "most"), "it is not above `least`", "give a higher growth")
            if not growth.sd or any(one.value <= 0 for one in growth.sd):
                self.add(("growth", "sd"), "a standard deviation is missing, or 0", "give one or more above 0")
            if growth.of in self.noun.history:
                self.back_test(growth.of, growth.until)
            if not 0 < growth.level.value < 1:
                self.add(("growth", "level"), "a band holds some futures, not none or all", "give for example 80 %")

    def back_test(self, series: str, until: int) -> None:
        """What a back-test and a curve of growth need of a series."""
        given = {int(year): one.value for year, one in self.noun.history[series].items() if year.isdigit()}
        years = sorted(given)
        empty = [year for year in years if given[year] <= 0]
        if empty:
            self.add(("history", series, str(empty[0])), "nothing cannot grow", "give more than 0, or drop the year")
        gaps = [a for a, b in pairwise(years) if b != a + 1]
        if gaps:
            self.add(("history", series), f"{gaps[0] + 1} is missing between others", "give each year its volume")
        if sum(year <= until for year in years) < _TO_FIT or not any(year > until for year in years):
            message = Phrase(
                "up to {until} and after it there are too few years of {series} for a back-test",
                until=until,
                series=series,
            )
            self.add(("growth", "until"), message, "leave four years or more up to it, and one after it")

    def insurance(self) -> None:
        given = self.noun.insurance
        if given is None:
            return
        for week in given.weeks:
            if not _length(week):
                message = Phrase('"{week}" is no length of an outage', week=week)
                self.add(("insurance", "weeks", week), message, "write weeks above 0, at most 52, as keys")
        total = math.fsum(one.value for one in given.weeks.values())
        if abs(total - 1.0) > 1e-6:
            self.add(("insurance", "weeks"), f"the shares add up to {total:.6g}", "let them add up to 1")

    # --- helpers

    def known(self, path: Path_, name: str, names: Iterable[str], what: str) -> None:
        """Note a name that is not there."""
        if name not in names:
            self.add(path, f'there is no {what} "{name}"', suggest(name, list(names)))

    def years(self, path: Path_, given: Mapping[str, Any]) -> None:
        """Note keys that are no years."""
        for key in given:
            if not (key.isdigit() and EARLIEST <= int(key) <= LATEST):
                self.add((*path, key), f'"{key}" is no year', "write years as keys, such as 2026")

    def over_horizon(self, path: Path_, given: Mapping[str, Quantity]) -> None:
        """Note where the first year has no value."""
        self.years(path, given)
        if not any(key.isdigit() and int(key) <= self.noun.first for key in given):
            self.add(path, f"it begins after {self.noun.first}", "give a value of that year, or of one before")


def _length(week: str) -> bool:
    try:
        return 0.0 < float(week) <= 52.0
    except ValueError:
        return False
