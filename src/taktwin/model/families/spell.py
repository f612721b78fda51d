"""The supplier park of a file, spelt out: what its families stand for, put beside what the file says itself."""

from __future__ import annotations

from typing import Any

from taktwin.model.checks.ways.variants import NONE, PRODUCT, Choices
from taktwin.model.errors import ModelError, Problem
from taktwin.model.families.fitting import fit, place_of
from taktwin.model.families.numbers import MOST_NUMBERS, PartNumber, TooManyNumbersError, numbers_of
from taktwin.model.families.ordering import ordering_of
from taktwin.model.families.sequenced import join, sequenced
from taktwin.model.families.stocked import lane_of, round_of, stocked, uses
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.supply.family import Family
from taktwin.model.nouns.supply.park import Park
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.views import plants_of
from taktwin.model.text.names import Names
from taktwin.model.text.tree import Lines, Origin, Path_, Tree
from taktwin.model.values.distribution import Distribution
from taktwin.model.values.nearest import suggest


def spell_parks(tree: Tree, model: PlantModel) -> Tree | None:
    """The data of a model with its supplier parks spelt out; None where there is none, or they are already.

    What is made of a family carries the line of the family in the file. ``model`` is the typed model of the tree, not
    checked yet.

    Raises:
        ModelError: a family names something that is not there, or what is made of it has a name that is taken.
    """
    views = plants_of(model)
    wanted = {name: view for name, view in views.items() if view.supply is not None and not view.supply.spelt}
    if not wanted:
        return None
    found = tree.copy()
    problems: list[Problem] = []
    for name, view in wanted.items():
        path: Path_ = ("plants", name) if model.plants else ()
        problems += _Speller(found, path, view).problems
    if problems:
        raise ModelError(problems)
    return found


class _Speller:
    """Puts what the families of one plant stand for into the data."""

    def __init__(self, tree: Tree, path: Path_, model: PlantModel) -> None:
        assert model.supply is not None
        self.park: Park = model.supply
        self.model, self.path, self.whole = model, path, tree
        self.tree = tree.sub(path)
        self.names, self.choices = Names(model), Choices(model)
        self.problems: list[Problem] = []
        self.rounds: dict[str, dict[str, list[dict[str, Any]]]] = {}  # milk run -> supplier -> what is loaded there
        self.stream = self._stream()
        self._own_names()
        for place, (name, family) in enumerate(self.park.families.items() if self.stream is not None else ()):
            self._family(name, family, place / len(self.park.families))
        for place, name in enumerate(self.park.milk_runs):
            if name in self.rounds:
                self._round(name, place / len(self.park.milk_runs))
        self.tree.data["supply"]["spelt"] = True

    def _error(self, path: Path_, message: str, remedy: str) -> None:
        file, line = self.tree.origin(("supply", *path))
        self.problems.append(Problem(file, line, ".".join(map(str, (*self.path, "supply", *path))), message, remedy))

    def _stream(self) -> str | None:
        known = self.model.orders
        if self.park.orders is not None and self.park.orders not in known:
            self._error(
                ("orders",),
                Phrase('there is no order stream "{orders}"', orders=self.park.orders),
                suggest(self.park.orders, known),
            )
            return None
        if self.park.orders is None and len(known) != 1:
            message = (
                Phrase("whose jobs are supplied? there are {n} order streams", n=len(known))
                if known
                else Phrase("there are no orders")
            )
            self._error((), message, Phrase("name the stream: `orders: NAME`"))
            return None
        return self.park.orders or next(iter(known))

    def _own_names(self) -> None:
        """Whether docks and calling elements are there: told where they are named, not at the lane of each family.

        What another plant has (PLANT.NAME) is looked for with the lanes and lines that are made.
        """
        for dock_key in ("dock", "jis_dock"):
            self._dock((dock_key,), getattr(self.park, dock_key))
        for name, run in self.park.milk_runs.items():
            self._dock(("milk_runs", name, "dock"), run.dock)
        self._element(("call",), self.park.call)
        for number, one in enumerate(self.park.calls):
            self._element(("calls", number), one)
        for name, family in self.park.families.items():
            self._dock(("families", name, "dock"), family.dock)
            if family.sequenced is not None:
                self._element(("families", name, family.mode, "call"), family.sequenced.call)

    def _dock(self, path: Path_, name: str | None) -> None:
        if name is not None and name not in self.model.docks and "." not in name:
            self._error(path, Phrase('there is no dock "{name}"', name=name), suggest(name, self.model.docks))

    def _element(self, path: Path_, name: str | None) -> None:
        if name is None or name in self.names.elements or "." in name:
            return
        if not any(name.startswith(f"{family}-") for family in self.park.families):  # of a line made of a family
            self._error(path, Phrase('there is no element "{name}"', name=name), suggest(name, self.names.elements))

    def _family(self, name: str, family: Family, place: float) -> None:
        before = len(self.problems)
        places = [self._place(name, at) for at in family.at]
        self._supplier(name, family)
        self._milk_run(name, family)
        numbers = self._numbers(name, family)
        if len(self.problems) > before:
            return
        origin = self.tree.origin(("supply", "families", name))
        if family.stocked is not None:
            order = ordering_of(self.model, self.names, self.park, family)
            made, loads = stocked(name, family, self.park, numbers, order)
            for group, entries in made.items():
                for key, entry in entries.items():
                    self._put(name, (group, key), entry, origin)
            if family.stocked.milk_run is not None:
                self.rounds.setdefault(family.stocked.milk_run, {}).setdefault(family.supplier, []).extend(loads)
            else:
                lead = family.stocked.lead or self._drive(family)
                lane = lane_of(family, self.park, order.every, lead, loads, place)
                self._put(name, ("lanes", name), lane, origin)
            for where in places:
                for entry in uses(family, numbers):
                    fit(self.tree, where, "uses", entry, origin)
            return
        self._line(name, family, origin)
        for where in places:
            fit(self.tree, where, "joins", join(name, family), origin)

    def _line(self, name: str, family: Family, origin: Origin) -> None:
        given = family.sequenced
        assert given is not None
        if given.line is not None:
            return
        if given.call is None and self.park.call is None:
            remedy = Phrase("add `call: ELEMENT` beside `takt`, or to its `{mode}`", mode=family.mode)
            self._error(("families", name, "mode"), Phrase("what comes in sequence is called off somewhere"), remedy)
            return
        supplier = self.model.suppliers[family.supplier]
        shop = self.tree.data["shops"].get(family.supplier)
        if shop is None:
            about: dict[str, Any] = {"lines": {}}
            about |= {"title": supplier.title} if supplier.title else {}
            about |= {"calendar": supplier.calendar} if supplier.calendar in self.model.calendars else {}
            self._put(name, ("shops", family.supplier), about, origin)
        elif "lines" not in shop:
            shop["lines"] = {}
        shifts = supplier.calendar is not None
        line = sequenced(name, family, self.park, given.drive or self._drive(family), shifts)
        self._put(name, ("shops", family.supplier, "lines", name), line, origin)

    def _round(self, name: str, place: float) -> None:
        """The lane of a milk run."""
        run = self.park.milk_runs[name]
        path: Path_ = ("milk_runs", name)
        if name in self.model.lanes or name in self.park.families:
            message = Phrase(
                'there is a lane or a family "{name}" already, and the milk run makes a lane of this name', name=name
            )
            self._error(path, message, Phrase("rename the milk run, or the other one"))
            return
        last = next(stop for stop in reversed(run.stops) if stop.supplier in self.rounds[name])
        lead = run.lead or self.model.suppliers[last.supplier].drive
        lane = round_of(run, self.park, lead, self.rounds[name], place)
        if not isinstance(self.tree.data.get("lanes"), dict):
            self.tree.data["lanes"] = {}
        self.tree.put(("lanes", name), Tree(lane, Lines(self.tree.origin(("supply", *path)))))

    def _milk_run(self, name: str, family: Family) -> None:
        """Whether the milk run of a family is there, and calls at its supplier."""
        given = family.stocked.milk_run if family.stocked is not None else None
        if given is None:
            return
        path: Path_ = ("families", name, family.mode, "milk_run")
        run = self.park.milk_runs.get(given)
        if run is None:
            message = Phrase('there is no milk run "{given}"', given=given)
            self._error(path, message, suggest(given, self.park.milk_runs))
        elif family.supplier not in [stop.supplier for stop in run.stops]:
            message = Phrase(
                'the milk run "{given}" does not call at "{supplier}"', given=given, supplier=family.supplier
            )
            self._error(path, message, Phrase("add a stop there, or name another milk run"))

    def _put(self, family: str, path: Path_, entry: dict[str, Any], origin: Origin) -> None:
        above = self.tree.data
        for key in path[:-1]:
            if not isinstance(above.get(key), dict):
                above[key] = {}
            above = above[key]
        if path[-1] in above:
            message = Phrase("the family makes `{names}`, which is there already", names=".".join(map(str, path)))
            self._error(("families", family), message, Phrase("rename the family, or the other one"))
            return
        self.tree.put(path, Tree(entry, Lines(origin)))

    def _place(self, name: str, at: str) -> tuple[Path_, int | None]:
        found = place_of(self.model, self.names, at)
        path: Path_ = ("families", name, "at")
        if found is None:
            self._error(path, Phrase('there is no station or zone "{at}"', at=at), suggest(at, self.names.elements))
        elif not found[0]:
            self._error(
                path,
                Phrase('nothing can be fitted at "{at}"', at=at),
                Phrase("name a station, or a zone of a moving or indexed line"),
            )
        return found or ((), None)

    def _supplier(self, name: str, family: Family) -> None:
        path: Path_ = ("families", name, "supplier")
        if family.supplier not in self.model.suppliers:
            message = Phrase('there is no supplier "{supplier}"', supplier=family.supplier)
            self._error(path, message, suggest(family.supplier, self.model.suppliers))

    def _drive(self, family: Family) -> Distribution:
        return self.model.suppliers[family.supplier].drive

    def _numbers(self, name: str, family: Family) -> list[PartNumber]:
        before = len(self.problems)
        known = [*self.choices.options, *([PRODUCT] if self.model.products else [])]
        for key in ("variants", "when"):
            for option in [one for one in getattr(family, key) if one not in known]:
                self._error(
                    ("families", name, key),
                    Phrase('there is no option "{option}"', option=option),
                    suggest(option, known),
                )
        for option in [one for one in family.variants if one != PRODUCT]:
            lack = [one for one in self.choices.products if NONE in self.choices.shares(one, option)]
            if lack and option in known:
                message = Phrase(
                    '{value} has no option "{option}", so no part number', value=lack[0] or "a job", option=option
                )
                self._error(("families", name, "variants"), message, Phrase("give each product the option, or drop it"))
        if len(self.problems) > before:
            return []
        assert self.stream is not None
        try:
            found = numbers_of(self.choices, self.stream, name, family)
        except TooManyNumbersError:
            message = Phrase("its options have more than {most_numbers} combinations", most_numbers=MOST_NUMBERS)
            self._error(("families", name, "variants"), message, Phrase("name fewer options"))
            return []
        if not found and self._values(name, family):
            return []
        if not found:
            message = Phrase('no job of "{stream}" needs it', stream=self.stream)
            self._error(("families", name, "when"), message, Phrase("correct the values, or drop the family"))
        return found

    def _values(self, name: str, family: Family) -> bool:
        """Tell which values of a condition no job can have; whether there are some."""
        before = len(self.problems)
        for option, wanted in family.when.items():
            products = self.choices.products
            shares = (self.choices.shares(one, option) for one in products)
            known = products if option == PRODUCT else list(dict.fromkeys(value for each in shares for value in each))
            for value in [one for one in wanted if one not in known]:
                message = Phrase('option "{option}" has no value "{value}"', option=option, value=value)
                self._error(("families", name, "when", option), message, suggest(value, known))
        return len(self.problems) > before
