"""The trajectory of the kernel beside that of the oracle."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import amounts_of
from taktwin.kernel.lowering.identity import GRAINS
from taktwin.kernel.lowering.program import Program, lower
from taktwin.model.checks.check import check_model
from taktwin.model.errors import ModelError
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.simulation import Simulation, SimulationError
from taktwin.runs.start.begin import begin_anew
from tests.oracle.accounts import kernel_accounts, oracle_accounts
from tests.oracle.books.compared import books_differ
from tests.oracle.clock import StandstillError
from tests.oracle.ledger import Event
from tests.oracle.own.drawn import ruled
from tests.oracle.plant import Plant

Data = dict[str, Any]
TIES = ("born", "pass", "end")  # of several lines, elements or exits: no order between them within an instant
MOST_SHOWN = 6  # differences in words
TOLERANCE = 1e-9  # relative, of sums
OUTCOMES = {k.FINISHED: "finished", k.SCRAPPED: "scrapped", k.JOINED: "joined"}


def kernel_events(simulation: Simulation) -> list[Event]:
    """The kernel's log in the oracle's words."""
    simulation.drain()
    program = simulation.program
    names, nodes, points = program.resource_names, program.node_names, program.flow.points
    stocks, words = list(program.stocks), len(program.options.words)
    events: list[Event] = []
    for rows in simulation.logs:
        whole = rows.tolist()
        for at, (time, order, what, who, point, kind) in enumerate(whole):
            if kind == k.LOG_STOCK:
                amount = float(amounts_of(rows["what"][at : at + 1])[0])
                events.append(("stock", time, stocks[who], amount, _mover(program, order, point)))
                continue
            passed: list[Event] = [("pass", time, points[point], order, names[who])] if point >= 0 else []
            if kind == k.LOG_STATE:
                events.append(("state", time, names[who], k.STATES[what], None))
            elif kind == k.LOG_DOCK:
                events.append(("dock", time, names[who], k.AT_DOCK[what], order))
            elif kind == k.LOG_ENTER and who >= 0:  # below that a job becomes part of another
                events.append(("enter", time, nodes[who], order, what == 1))
            elif kind == k.LOG_PASS:
                events += passed
            elif kind == k.LOG_BORN:
                codes = [row[2] for row in whole[at : at + words]]
                events.append(("born", time, names[who], options_of(program, names[who], codes), order))
                events += passed
            elif kind == k.LOG_END:
                events += passed
                events.append(("end", time, names[who], OUTCOMES[what], order))
    return events


def _mover(program: Program, order: int, point: int) -> object:
    """Who moved parts at a stock point: a resource by its name, a job by its order, or nobody who is named."""
    if order < 0:
        return program.resource_names[-2 - order] if order < -1 else None
    streams = {index: name for name, index in program.flow.streams.items()}
    return (streams[point if point >= 0 else -2 - point], order, point >= 0)


def options_of(program: Program, stream: str, codes: list[int]) -> tuple[str, ...]:
    """Product and options of a job of a stream from their numbers in the log."""
    found: list[int] = []
    for word, code in zip(reversed(program.options.words), reversed(codes), strict=True):
        for option in reversed(word):
            code, at = divmod(code, program.options.sizes[option])
            found.append(at)
    plant = program.options.of("orders", stream)
    return tuple(values[at] for values, at in zip(plant.values, reversed(found), strict=False))


@dataclass
class Comparison:
    """What came out: the number of events, the first differences in words, and what of the language has occurred."""

    events: int = 0
    differences: list[str] = field(default_factory=list)
    stuck: bool = False
    seen: set[str] = field(default_factory=set)


def compare(model: PlantModel, seed: int, until: float) -> Comparison:
    """Run kernel and oracle on a checked model and compare them.

    The kernel runs twice: traced, and untraced as users run it (plain serial lines then take a path of their own).
    """
    program = lower(ruled(model, seed), GRAINS[seed % 2])
    plant = Plant(program.model, seed)
    simulations = [begin_anew(program, seed, 0, trace) for trace in (True, False)]
    broken = [_broken(simulation, until) for simulation in simulations]
    try:
        plant.run(until)
    except StandstillError as error:
        if all(broken):
            return Comparison(stuck=True)
        return Comparison(differences=[f"{error}, the oracle stands still, the kernel does not"])
    if any(broken):
        return Comparison(differences=[f"at the end, the kernel broke off: {max(broken)}"])
    result = Comparison(len(plant.ledger.events), seen=set(plant.ledger.seen))
    if program.arrays["steps"].size:
        result.seen.add("serial lines without event list")
    for simulation in simulations:
        result.differences = result.differences or differences(simulation, plant)
    return result


def _broken(simulation: Simulation, until: float) -> str:
    """Run; why it broke off, or nothing."""
    try:
        simulation.advance_to(until)
    except SimulationError as error:
        return str(error)
    simulation.settle()
    return ""


Thread = list[tuple[float, object, object]]


def threads(events: list[Event], states: dict[str, str]) -> dict[tuple[str, str], Thread]:
    """What happened to each resource, place, point, stream and job, in order.

    A state that lasted no time is left out: between two instants it never held. Within an instant there is no order
    between different places. ``states`` are those at the start.
    """
    found: dict[tuple[str, str], Thread] = {("state", name): [(-1.0, state, None)] for name, state in states.items()}
    for word, time, subject, what, job in events:
        thread = found.setdefault((word, subject), [])
        if word == "state":
            if thread[-1][0] == time:
                thread.pop()
            if thread[-1][1] != what:
                thread.append((time, what, None))
            continue
        thread.append((time, what, job))
    for key, thread in found.items():
        if key[0] in TIES:
            thread.sort(key=lambda event: (event[0], str(event[2])))
    return found


def differences(simulation: Simulation, plant: Plant) -> list[str]:
    """Where two runs differ, in words; of a run without trace only what is logged of jobs, and the sums."""
    machines, at_start = (simulation.program.arrays[name] for name in ("resources", "resource_states"))
    states = zip(simulation.program.resource_names, machines["machine"], at_start["state"], strict=True)
    first = {name: k.STATES[state] for name, machine, state in states if machine}
    kernel = threads(kernel_events(simulation), first)
    oracle = threads(plant.ledger.events, {resource.name: resource.first_state for resource in plant.resources})
    if not simulation.world["trace"][0]:
        kernel = {key: thread for key, thread in kernel.items() if key[0] in TIES}
        oracle = {key: thread for key, thread in oracle.items() if key[0] in TIES}
    found: list[tuple[float, str]] = []
    for key in kernel.keys() | oracle.keys():
        one, two = kernel.get(key, []), oracle.get(key, [])
        if one != two:
            at = next((i for i, (x, y) in enumerate(zip(one, two, strict=False)) if x != y), min(len(one), len(two)))
            when = min(thread[at][0] for thread in (one, two) if len(thread) > at)
            found.append((when, f"{key[0]} {key[1]}: kernel {one[at : at + 2]}, oracle {two[at : at + 2]}"))
    if found:
        return [f"at {when!r} s, {text}" for when, text in sorted(found)[:MOST_SHOWN]]
    return _sums(simulation, plant)


def _sums(simulation: Simulation, plant: Plant) -> list[str]:
    """Where the sums at the end differ."""
    kernel, oracle = kernel_accounts(simulation), oracle_accounts(plant)
    scale = simulation.now * TOLERANCE
    found: list[str] = []
    for key in sorted(kernel.keys() | oracle.keys()):
        one, two = kernel.get(key, 0.0), oracle.get(key, 0.0)
        if one != two and abs(one - two) > max(scale, TOLERANCE * abs(two)):
            found.append(f"at the end, {key[1]} of {key[0]}: kernel {one!r}, oracle {two!r}")
    if not found:
        found += books_differ(simulation, plant, TOLERANCE)
    return found[:MOST_SHOWN]


def model_of(data: Data) -> PlantModel:
    """The checked model of plain data; its order files lie beside this file. Raises `ModelError`, `ValidationError`."""
    model = PlantModel.model_validate(data)
    model._folder = Path(__file__).parent
    errors = [problem for problem in check_model(model, plausibility=False) if problem.level == "error"]
    if errors:
        raise ModelError(errors)
    return model
