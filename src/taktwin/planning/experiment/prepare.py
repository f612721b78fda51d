"""Every scenario's model, checked and lowered before anything runs."""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from taktwin.kernel.lowering.program import LoweringError, Program, lower
from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.load import load_model
from taktwin.model.files.override import OVERRIDE
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.experiment.scenario import Scenario
from taktwin.runs.budget import check_budget

MOST_SCENARIOS = 10  # whose problems are listed


@dataclass(frozen=True)
class Prepared:
    """A scenario ready to run.

    `digest` names the content of its arrays: equal digests give equal results. `packed` is the lowered model as
    bytes, a sixth of its size in memory, so that thousands of scenarios can wait and be sent to other processes.
    """

    digest: str
    packed: bytes


def pack(program: Program) -> Prepared:
    """A lowered model as bytes, with its digest."""
    digest = hashlib.blake2b(digest_size=8)
    for name, array in sorted(program.arrays.items()):
        digest.update(f"{name}{array.dtype}{array.shape}".encode())
        digest.update(array.tobytes())
    for names in (
        program.resource_names,
        program.node_names,
        [group.name for group in program.groups],
        list(program.stocks),
    ):
        digest.update("\n".join(names).encode())
    dates = {stream: [order.due for order in orders] for stream, orders in program.flow.orders.items()}
    digest.update(repr(dates).encode())  # the kernel does not know them
    digest.update(("" if program.rules is None else program.rules.digest).encode())
    return Prepared(digest.hexdigest(), zlib.compress(pickle.dumps(program, protocol=5), 1))


def unpack(prepared: Prepared) -> Program:
    """The lowered model."""
    return pickle.loads(zlib.decompress(prepared.packed))


def prepare(
    model: PlantModel, scenarios: Sequence[Scenario], progress: Callable[[float], None] | None = None, days: float = 0.0
) -> list[Prepared]:
    """Check and lower the model of each scenario, and see to it that so many days of it fit into a machine.

    Raises:
        ModelError: the problems of the scenarios, each with the name of the scenario or its place in the CSV file; a
            problem that several scenarios share is listed once.
    """
    problems: dict[tuple[str, str], Problem] = {}
    wrong = 0
    prepared: list[Prepared] = []
    for number, scenario in enumerate(scenarios):
        try:
            changed = load_model(model, scenario.overrides)
            program = lower(changed)
            program.own_code()  # what is wrong with a rule is told before anything runs
            check_budget(changed, program, days)
            prepared.append(pack(program))
        except ModelError as error:
            wrong += 1
            for problem in error.problems:
                problems.setdefault((problem.path, problem.message), _placed(problem, scenario))
        except LoweringError as error:
            wrong += 1
            problems.setdefault(("", str(error)), Problem(scenario.place, None, "", str(error), ""))
        if wrong == MOST_SCENARIOS:
            break
        if progress is not None:
            progress((number + 1) / len(scenarios))
    if problems:
        raise ModelError(problems.values())
    return prepared


def _placed(problem: Problem, scenario: Scenario) -> Problem:
    own = problem.file in (OVERRIDE, "")
    return replace(problem, file=scenario.place if own else f"{scenario.place}: {problem.file}")
