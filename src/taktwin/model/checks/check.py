"""Checks of a whole model: `check_model` lists every problem, each with its place and a remedy."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flow import check_flow
from taktwin.model.checks.names import check_names
from taktwin.model.checks.orders import check_orders
from taktwin.model.checks.paths import check_paths
from taktwin.model.checks.references import check_references
from taktwin.model.checks.sequence import check_sequence
from taktwin.model.checks.size import check_size
from taktwin.model.checks.supply import check_supply
from taktwin.model.checks.values import check_values
from taktwin.model.errors import Problem
from taktwin.model.nouns.plant import PlantModel


def check_model(model: PlantModel, plausibility: bool = True) -> list[Problem]:
    """All problems of a model, errors and warnings, in the order of the file.

    The model is one as written, not one from `streams.expand`. Most warnings are plausibility rules, which
    are asked only of a model without errors, and not at all with ``plausibility=False``.
    """
    found = Findings(model)
    check_size(found)
    if found.problems:
        return found.problems
    for check in (
        check_names,
        check_references,
        check_values,
        check_orders,
        check_sequence,
        check_supply,
        check_paths,
        check_flow,
    ):
        check(found)
    if plausibility and not any(problem.level == "error" for problem in found.problems):
        from taktwin.model.checks.plausibility import check_plausibility

        check_plausibility(found)
    unique = list(dict.fromkeys(found.problems))
    return sorted(unique, key=lambda one: (one.file, one.line or 0))
