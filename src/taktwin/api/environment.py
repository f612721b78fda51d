"""A plant as an environment to learn in: it stops where a decision is due, shows what it sees, and takes the answer.

env = taktwin.Environment("workshop.yaml", ["queue"], observe=["waited", "size"])
seen, _ = env.reset(seed=1)
seen, reward, over, cut, _ = env.step(0)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from taktwin.api.plant import Plant, load
from taktwin.kernel.lowering.own.asked import AskedFor
from taktwin.kernel.lowering.program import lower
from taktwin.model.errors import OptionError
from taktwin.model.own.rule import Number
from taktwin.runs.stepping import Stepper

if TYPE_CHECKING:
    from taktwin.runs.tables import Result

try:
    _gymnasium: Any = import_module("gymnasium")
    _Base: Any = _gymnasium.Env
except ImportError:  # it works without, and has no spaces then
    _gymnasium, _Base = None, object

DAY_S = 86400.0


@dataclass(frozen=True)
class Moment:
    """The plant at a decision: time (s), jobs finished so far, jobs in the plant."""

    now: float
    finished: int
    wip: int


#: What a step was worth: from the moments of the decision and of the next one (or of the end).
Reward = Callable[[Moment, Moment], float]


class Environment(_Base):
    """A plant in which it is chosen from outside which job, order or request is next, where two or more wait.

    With `gymnasium` installed (`taktwin[gym]`) it is one of its environments. The same seed and the same actions give
    the same run, to the bit; a rule of one's own that chooses the same jobs gives that run as well.

    Args:
        plant: a plant, or what `taktwin.load` takes.
        decisions: what is decided: buffers and stores (the job that is taken next), order streams (the order that goes
            into its line next), fleets (the request that a free vehicle takes).
        observe: numbers of each job, order or request that are seen: the arguments of a retrieval, release or dispatch
            rule, and options; or decision -> numbers, where they differ.
        numbers: name -> number of the plant that is seen (`rule.level`, `rule.stock`).
        reward: worth of a step; default the jobs finished since the decision before.
        most: so many of the oldest jobs are seen, and can be chosen.
        days: length of an episode, from the start of the plant.

    An observation is a vector: which of ``decisions`` asks (from 0), the ``numbers``, then for each job, the oldest
    first, its ``observe``; 0 where there are fewer jobs. An action is the place of a job in the queue, from 0, the
    oldest; one behind the last job means the last. ``info`` says how many can be chosen among (`candidates`).

    Raises:
        RuleError: there is no such element or number, or it cannot be decided on.
        OptionError: a number is out of range.
    """

    metadata: dict[str, Any] = {"render_modes": []}  # noqa: RUF012  (as `gymnasium` has it)

    def __init__(
        self,
        plant: Plant | str | Path,
        decisions: str | Sequence[str],
        observe: Sequence[str] | Mapping[str, Sequence[str]] = ("waited",),
        numbers: Mapping[str, Number] | None = None,
        reward: Reward | None = None,
        most: int = 8,
        days: float = 1.0,
    ) -> None:
        if not 0 < days < math.inf:
            raise OptionError(f"days must be above 0, got {days:g}", parameter="days")
        if most < 2:
            raise OptionError(f"most must be at least 2, got {most}", parameter="most")
        names = (decisions,) if isinstance(decisions, str) else tuple(decisions)
        if not names or len(set(names)) < len(names):
            raise OptionError("decisions must name each place once, and one at least", parameter="decisions")
        self.plant = plant if isinstance(plant, Plant) else load(plant)
        self.asked = AskedFor(names, _seen_at(names, observe), tuple((numbers or {}).items()), most)
        self._program = lower(self.plant.model, asked=self.asked)
        self._reward = reward
        self._until = days * DAY_S
        self._seed = 0
        self._stepper: Stepper | None = None
        self._finished = 0
        if _gymnasium is not None:
            self.observation_space = _gymnasium.spaces.Box(-math.inf, math.inf, (self.asked.size,), np.float64)
            self.action_space = _gymnasium.spaces.Discrete(most)

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:  # noqa: ARG002
        """Begin an episode, and run to its first decision. Without a seed it is one more than that before."""
        if _gymnasium is not None:
            super().reset(seed=seed)
        self._seed = self._seed + 1 if seed is None else int(seed)
        self._stepper = stepper = Stepper(self._program, self.asked, self._seed, self._until)
        stepper.begin()
        self._finished = stepper.finished
        return stepper.seen.copy(), {"candidates": stepper.candidates}

    def step(self, action: int) -> tuple[Any, float, bool, bool, dict[str, Any]]:
        """Take a job, and run to the next decision.

        Returns:
            observation, reward, whether the plant has come to an end (it never does), whether the episode has, info.

        Raises:
            RuntimeError: no episode has begun, or it is over.
            SimulationError: the plant cannot be run on.
        """
        stepper = self._stepper
        if stepper is None or not stepper.waits:
            raise RuntimeError("no decision is due: begin an episode with `reset`")
        if self._reward is not None:
            before = self.moment
            stepper.answer(int(action))
            worth = float(self._reward(before, self.moment))
        else:
            stepper.answer(int(action))
            finished = stepper.finished
            worth = float(finished - self._finished)
            self._finished = finished
        return stepper.seen.copy(), worth, False, not stepper.waits, {"candidates": stepper.candidates}

    @property
    def moment(self) -> Moment:
        """The plant at the present decision."""
        stepper = self._running()
        return Moment(stepper.now, stepper.finished, stepper.wip)

    @property
    def result(self) -> Result:
        """The tables of the episode so far (see `Run.result`)."""
        from taktwin.runs.tables import result_of

        return result_of(self._running().simulation)

    def _running(self) -> Stepper:
        if self._stepper is None:
            raise RuntimeError("no episode has begun: `reset` begins one")
        return self._stepper


def _seen_at(names: Sequence[str], observe: Sequence[str] | Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """What is seen of each job at each of the decisions."""
    if not isinstance(observe, Mapping):
        return (tuple(observe),) * len(names)
    if set(observe) != set(names):
        raise OptionError(f"observe must say what is seen at each of {', '.join(names)}", parameter="observe")
    return tuple(tuple(observe[name]) for name in names)
