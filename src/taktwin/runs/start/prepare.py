"""Runs that start from a state: a program is prepared once, then takes as many states and replications as one likes."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.program import Program
from taktwin.model.phrase import Phrase
from taktwin.model.start.file import StateFindings, StateSource, load_state
from taktwin.model.start.state import StartState
from taktwin.runs.simulation import Simulation
from taktwin.runs.start.carriers import set_carriers
from taktwin.runs.start.draft import Draft, OpenTime
from taktwin.runs.start.fleets import set_fleets
from taktwin.runs.start.index import Index
from taktwin.runs.start.jobs import collect_jobs
from taktwin.runs.start.machines import assume_setups, set_cells, set_machines
from taktwin.runs.start.pausing import set_pauses
from taktwin.runs.start.places import place_jobs
from taktwin.runs.start.remaining import time_left, uniform
from taktwin.runs.start.supply import check_stocks, finish_begun_work, set_calendars, set_lanes, set_orders, set_stocks


class Starter:
    """Prepares runs of one program from start states.

    Lowering a model and making the index are done once; a state then takes milliseconds, a replication of it less.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.index = Index(program)

    def prepare(self, source: StateSource) -> PreparedStart:
        """Check a state and place it in the plant. Raises `StartStateError` with everything that does not fit."""
        state = load_state(source)
        now = self._time_of(state)
        draft = Draft(self.index, state, now)
        set_calendars(draft)
        collect_jobs(draft)
        set_machines(draft)
        place_jobs(draft)
        assume_setups(draft)
        set_stocks(draft)
        set_cells(draft)
        finish_begun_work(draft)
        set_pauses(draft)
        set_lanes(draft)
        set_orders(draft)
        set_fleets(draft)
        set_carriers(draft)
        check_stocks(draft)
        draft.found.raise_any()
        return _prepared(self.program, draft)

    def _time_of(self, state: StartState) -> float:
        """Time of the state, s since the start of the plant; also sees to it that the plant is the right one."""
        model, found = self.program.model, StateFindings(state)
        if state.plant is not None and state.plant != model.name:
            remedy = Phrase("load the model of that plant, or drop `plant` where the state fits this one as well")
            found.error(
                ("plant",),
                Phrase('this is a state of "{plant}", the model is "{name}"', plant=state.plant, name=model.name),
                remedy,
            )
        now = 0.0
        if isinstance(state.at, dt.datetime):
            now = (state.at - model.start).total_seconds()
        elif state.at is not None:
            now = state.at.value
        if now < 0.0:
            start = model.start.isoformat(sep=" ", timespec="minutes")
            remedy = Phrase("give a later time, or set `start` of the model to an earlier one")
            found.error(("at",), Phrase("the plant starts at {start}, later than this state", start=start), remedy)
        found.raise_any()
        return now


@dataclass(frozen=True)
class PreparedStart:
    """A checked start state in the kernel's arrays: any number of replications begin from it, in any thread.

    ``program`` is the program of the plant, ``arrays`` are its arrays with the state in them; ``jobs`` and ``values``
    are the records of the jobs, ``inside`` the numbers of the main jobs that have entered the plant; ``begun`` tells
    whether the plant has run before, or starts with these jobs in it.
    """

    program: Program
    arrays: dict[str, np.ndarray]
    now: float
    jobs: np.ndarray
    values: np.ndarray
    inside: np.ndarray
    open_times: list[OpenTime]
    begun: bool = True

    def simulation(self, seed: int = 1, replication: int = 0, trace: bool = False) -> Simulation:
        """A run that stands at the start state, with the random numbers of a seed and replication."""
        simulation = Simulation(self._with_state, seed, replication, trace)
        simulation.program = self.program
        count = self.jobs.size
        if count:
            simulation.place_jobs(self.jobs, self.values)
        simulation.world["now"] = self.now
        simulation.world["wip"] = self.inside.size
        simulation.origin = simulation.begun = self.now
        self._draw_times(simulation)
        entries = simulation.entries
        entries.compile_start(simulation.world)
        simulation.begin(lambda world: entries.prime_from_state(world, count, self.begun))
        self._log_births(simulation)
        return simulation

    @cached_property
    def _with_state(self) -> Program:
        """The program with these arrays; one for all replications, as it keeps what they have in common."""
        return replace(self.program, arrays=self.arrays)

    def _draw_times(self, simulation: Simulation) -> None:
        """What is left of the times of which only a part is known."""
        records, dists = simulation.arrays["resource_states"], simulation.arrays["dists"]
        counts: dict[int, int] = {}  # of each resource, so that a change elsewhere in the state leaves its draws alone
        for time in self.open_times:
            number = counts[time.resource] = counts.get(time.resource, -1) + 1
            u = uniform(int(records["key"][time.resource]), k.P_REMAINING, number)
            left = time_left(dists, time.dist, time.passed, u)
            records[time.field][time.resource] = time.begin + left
            if time.field == "left":
                records["whole"][time.resource] = max(records["whole"][time.resource], time.passed + left)

    def _log_births(self, simulation: Simulation) -> None:
        """Tell the tables of jobs about those that are in the plant already."""
        if not self.inside.size:
            return
        words = self.program.options.packed(simulation.arrays["values"][self.inside, : len(self.program.options)])
        jobs = np.repeat(self.jobs[self.inside], words.shape[1])
        rows = np.zeros(words.size, k.LOG)
        rows["kind"], rows["point"] = k.LOG_MORE, -1
        rows["kind"][:: words.shape[1]] = k.LOG_BORN
        rows["time"], rows["order"], rows["who"], rows["what"] = (
            jobs["born"], jobs["order"], jobs["stream"], words.ravel(),
        )  # fmt: skip
        simulation.logs.append(rows)


def _prepared(program: Program, draft: Draft) -> PreparedStart:
    count = len(draft.jobs)
    jobs, values = np.zeros(count, k.JOB), np.zeros((count, len(program.options.columns)), np.int64)
    inside: list[int] = []
    for job in draft.jobs:
        record, stream = jobs[job.number], job.stream
        record["order"] = job.order if job.order is not None else -1
        record["stream"], record["main"], record["kin"] = stream, job.main, job.caller
        record["dest"], record["ready"], record["next"] = job.dest, job.ready, -1
        record["born"] = draft.earlier(job.state.age)
        values[job.number] = [*job.values, *job.visits, *job.carriers]
        if job.main and draft.index.node_kinds[job.node].holds != "source":
            inside.append(job.number)
    called = jobs["kin"][(jobs["main"] == 0) & (jobs["kin"] >= 0)]
    counted = bool(program.arrays["world"]["matched"][0])
    jobs["kin"][jobs["main"] == 1] = np.bincount(called, minlength=count)[jobs["main"] == 1] if counted else 0
    for node, queue in draft.queues.items():
        draft.node_states["head"][node], draft.node_states["tail"][node] = queue[0].number, queue[-1].number
    for row in [*draft.queues.values(), *draft.rows]:
        for one, after in pairwise(row):
            jobs["next"][one.number] = after.number
    nodes = draft.node_states
    nodes["most"], nodes["least"], nodes["since"] = nodes["count"], nodes["count"], draft.now
    draft.arrays["stock_states"]["since"] = draft.now
    arrays = {**program.arrays, **draft.arrays, "world": copy.copy(program.arrays["world"])}
    arrays["world"]["created"] = count
    return PreparedStart(program, arrays, draft.now, jobs, values, np.array(inside, np.int64), draft.open_times)
