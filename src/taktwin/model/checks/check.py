"""Checks of a whole model: `check_model` lists every problem, each with its place and a remedy."""

from __future__ import annotations

from dataclasses import replace

from taktwin.model.checks.carriers import warn_of_lock_ups
from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flow import check_flow
from taktwin.model.checks.flowgraph import flow_graph
from taktwin.model.checks.names import check_names
from taktwin.model.checks.operators import check_operators
from taktwin.model.checks.orders import check_orders
from taktwin.model.checks.passing import check_passing
from taktwin.model.checks.paths import check_paths
from taktwin.model.checks.plants import check_plants
from taktwin.model.checks.references import check_references
from taktwin.model.checks.routing.rings import warn_of_rings
from taktwin.model.checks.sequence import check_sequence
from taktwin.model.checks.size import check_size
from taktwin.model.checks.supply import NOBODY_SUPPLIES, check_supply
from taktwin.model.checks.values import check_values
from taktwin.model.checks.ways.callorder import check_call_order
from taktwin.model.checks.ways.neverleaves import check_leaving
from taktwin.model.errors import Problem
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.spelt.views import SHARED, plants_of


def check_model(model: PlantModel, plausibility: bool = True) -> list[Problem]:
    """All problems of a model, errors and warnings, in the order of the file.

    The model is one as written, not one from `expand`. Most warnings are plausibility rules, which are asked only of a
    model without errors, and not at all with ``plausibility=False``.
    """
    if not model.plants:
        return _sorted(_of_one(model, plausibility))
    found = Findings(model)
    check_plants(found)
    problems = found.problems
    wrong = any(problem.level == "error" for problem in problems)
    for name, plant in plants_of(model, alone=True).items():
        beside = tuple(f"lanes.{lane}." for lane in plant.lanes if lane not in model.plants[name].lanes)
        for problem in _of_one(plant, plausibility):
            if wrong and problem.message.startswith(NOBODY_SUPPLIES):
                continue  # a lane that is wrong may be what is lacking
            shared = problem.path.startswith((*SHARED, *beside))
            problems.append(problem if shared else replace(problem, path=f"plants.{name}.{problem.path}"))
    return _sorted(problems)


def warnings_of(model: PlantModel) -> list[Problem]:
    """The warnings of a model that was loaded, and so has no errors: what `check` prints and `run` repeats."""
    return [problem for problem in check_model(model) if problem.level == "warning"]


def _sorted(problems: list[Problem]) -> list[Problem]:
    return sorted(dict.fromkeys(problems), key=lambda one: (one.file, one.line or 0))


def _of_one(model: PlantModel, plausibility: bool) -> list[Problem]:
    """The problems of a model of one plant."""
    found = Findings(model)
    check_size(found)
    if found.problems:
        return found.problems
    for check in (
        check_names,
        check_references,
        check_values,
        check_operators,
        check_orders,
        check_sequence,
        check_supply,
        check_paths,
        check_flow,
        check_passing,
    ):
        check(found)
    if not any(problem.level == "error" for problem in found.problems):
        check_leaving(found)
    if plausibility and not any(problem.level == "error" for problem in found.problems):
        from taktwin.model.checks.plausibility import check_plausibility

        check_call_order(found)
        graph = flow_graph(found.model, found.names)
        warn_of_rings(found, graph)
        warn_of_lock_ups(found, graph)
        check_plausibility(found)
    return found.problems
