"""Checks of a whole model: `Check` lists every problem, each with its place and a remedy."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from taktwin.model.checks.carriers import warn_of_lock_ups
from taktwin.model.checks.cars import check_cars
from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flow import check_flow
from taktwin.model.checks.joining.calls import check_calls
from taktwin.model.checks.names import check_names
from taktwin.model.checks.operators import check_operators
from taktwin.model.checks.orders import check_orders
from taktwin.model.checks.parts.park import check_park
from taktwin.model.checks.parts.supply import NOBODY_SUPPLIES, check_supply
from taktwin.model.checks.passing import check_passing
from taktwin.model.checks.paths import check_paths
from taktwin.model.checks.plants import check_plants
from taktwin.model.checks.references import check_references
from taktwin.model.checks.routing.rings import warn_of_rings
from taktwin.model.checks.sequence import check_sequence
from taktwin.model.checks.site import check_site
from taktwin.model.checks.size import check_size
from taktwin.model.checks.values import check_values
from taktwin.model.checks.ways.callorder import check_call_order
from taktwin.model.checks.ways.neverleaves import check_leaving
from taktwin.model.errors import Problem
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.spelt.views import SHARED, plants_of

if TYPE_CHECKING:
    from taktwin.model.checks.ways.loads import Load
    from taktwin.model.checks.ways.partrates import PartRate


class Check:
    """The check of a model, with what it has worked out of it kept for whoever asks next.

    The model is one as written, not one from `expand`. Of several plants each is looked at alone.
    """

    def __init__(self, model: PlantModel) -> None:
        self.model = model
        views = plants_of(model, alone=True) if model.plants else {model.name: model}
        self._found = {name: Findings(view) for name, view in views.items()}
        self._shared = Findings(model)  # what lies between plants
        if model.plants:
            check_plants(self._shared)
        for found in self._found.values():
            check_size(found)
        if any(found.problems for found in self._found.values()):
            return  # far too many names to look at
        for found in self._found.values():
            found.plants = self._found
        for found in self._found.values():
            _first(found)

    @property
    def errors(self) -> list[Problem]:
        """What makes it no model, in the order of the file."""
        return [problem for problem in self._problems() if problem.level == "error"]

    @cached_property
    def problems(self) -> list[Problem]:
        """Errors and warnings in the order of the file, rules of plausibility included."""
        if not any(_wrong(found) for found in self._found.values()):
            for found in self._found.values():
                _plausible(found)
        return self._problems()

    @property
    def warnings(self) -> list[Problem]:
        """The warnings of a model without errors: what `check` prints and `run` repeats."""
        return [problem for problem in self.problems if problem.level == "warning"]

    @cached_property
    def loads(self) -> list[Load]:
        """The load of every resource of a model without errors, see `taktwin.model.checks.ways.loads`."""
        from taktwin.model.checks.ways.loads import of_plants

        return of_plants({name: found.loads for name, found in self._found.items()}, bool(self.model.plants))

    @cached_property
    def parts(self) -> list[PartRate]:
        """What is drawn from each stock point of a model without errors, see `...ways.partrates`."""
        from taktwin.model.checks.ways.partrates import of_plants, rates_of

        rates = {name: rates_of(found.model, found.traffic) for name, found in self._found.items()}
        return of_plants(rates, bool(self.model.plants))

    def _problems(self) -> list[Problem]:
        if not self.model.plants:
            return _sorted([problem for found in self._found.values() for problem in found.problems])
        problems = list(self._shared.problems)
        wrong = _wrong(self._shared)
        for name, found in self._found.items():
            own = self.model.plants[name].lanes
            beside = tuple(f"lanes.{lane}." for lane in found.model.lanes if lane not in own)
            for problem in found.problems:
                if wrong and problem.message.startswith(NOBODY_SUPPLIES):
                    continue  # a lane that is wrong may be what is lacking
                shared = problem.path.startswith((*SHARED, *beside))
                problems.append(problem if shared else replace(problem, path=f"plants.{name}.{problem.path}"))
        return _sorted(problems)


def check_model(model: PlantModel, plausibility: bool = True) -> list[Problem]:
    """All problems of a model, errors and warnings, in the order of the file.

    The model is one as written, not one from `expand`. Most warnings are plausibility rules, which are asked only of a
    model without errors, and not at all with ``plausibility=False``.
    """
    check = Check(model)
    return check.problems if plausibility else check._problems()


def warnings_of(model: PlantModel) -> list[Problem]:
    """The warnings of a model that was loaded, and so has no errors: what `check` prints and `run` repeats."""
    return Check(model).warnings


def _sorted(problems: list[Problem]) -> list[Problem]:
    return sorted(dict.fromkeys(problems), key=lambda one: (one.file, one.line or 0))


def _wrong(found: Findings) -> bool:
    return any(problem.level == "error" for problem in found.problems)


def _first(found: Findings) -> None:
    """What must be right in a plant, and some warnings that come with it."""
    for check in (
        check_names,
        check_references,
        check_calls,
        check_values,
        check_operators,
        check_orders,
        check_cars,
        check_sequence,
        check_supply,
        check_park,
        check_site,
        check_paths,
        check_flow,
        check_passing,
    ):
        check(found)
    if not _wrong(found):
        check_leaving(found)


def _plausible(found: Findings) -> None:
    """Rules that only a model without errors is asked."""
    from taktwin.model.checks.plausibility import check_plausibility

    check_call_order(found)
    warn_of_rings(found, found.graph)
    warn_of_lock_ups(found, found.graph)
    check_plausibility(found)
