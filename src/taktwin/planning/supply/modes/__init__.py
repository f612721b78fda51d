"""The choice of delivery modes: for every part one option (mode, lot, frozen horizon, cover), at the least cost.

`problem` has the data (`plain` reads it out of JSON), `rows` what the limits count, `milp` the integer program, `solve`
the plan, `clash` why there is none, `frontier` what a higher zero-inventory ratio costs, `steps` what to change first,
and `costs` what an option costs a year.
"""

from taktwin.planning.supply.modes.clash import Clash, Move, NoPlanError
from taktwin.planning.supply.modes.errors import ModeError, TimeUpError
from taktwin.planning.supply.modes.frontier import Frontier, frontier
from taktwin.planning.supply.modes.plain import problem_of
from taktwin.planning.supply.modes.problem import Limits, Option, Part, Problem, Supplier, ZeroInventory
from taktwin.planning.supply.modes.solve import Plan, Use, evaluate, solve
from taktwin.planning.supply.modes.steps import Step, Switch, Way, steps_between

__all__ = [
    "Clash",
    "Frontier",
    "Limits",
    "ModeError",
    "Move",
    "NoPlanError",
    "Option",
    "Part",
    "Plan",
    "Problem",
    "Step",
    "Supplier",
    "Switch",
    "TimeUpError",
    "Use",
    "Way",
    "ZeroInventory",
    "evaluate",
    "frontier",
    "problem_of",
    "solve",
    "steps_between",
]
