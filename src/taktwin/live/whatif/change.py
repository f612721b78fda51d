"""A try as another state of the plant, or another model."""

from __future__ import annotations

from typing import Any

import numpy as np

from taktwin.live.whatif.tries import Delivery, Overtime, Try
from taktwin.model.errors import OptionError
from taktwin.model.files.load import load_model
from taktwin.model.nouns.calendar import DAY_S, Calendar, parse_clock, parse_days
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import Down, LaneState, MachineState, StartState, Truck, seconds
from taktwin.model.values.nearest import suggest
from taktwin.runs.start import Starter


def changed_model(model: PlantModel, one: Try, at: float) -> tuple[PlantModel, float | None]:
    """The model of a try, and when its overtime ends (s from the start of the plant; None: there is none).

    Raises:
        ModelError, OptionError: it makes no model.
    """
    overrides: dict[str, Any] = dict(one.set)
    ends = None
    if one.overtime is not None:
        found, ends = _overtime(model, one.overtime, at)
        overrides |= found
    return (load_model(model, overrides) if overrides else model), ends


def _overtime(model: PlantModel, overtime: Overtime, at: float) -> tuple[dict[str, Any], float]:
    """The shift that is on (or comes next) of each calendar goes on; the next one must not have begun by then."""
    names = overtime.calendars or sorted({shop.calendar for shop in model.shops.values() if shop.calendar is not None})
    if not names:
        raise OptionError(
            Phrase("the plant has no shifts, so none goes on"), Phrase("leave `overtime` out"), "overtime"
        )
    found: dict[str, Any] = {}
    ends: list[float] = []
    for name in names:
        if name not in model.calendars:
            raise OptionError(
                Phrase('there is no calendar "{name}"', name=name), suggest(name, model.calendars), "overtime"
            )
        number, closes = _shift_on(model.calendars[name], model.week_offset + at)
        clock = parse_clock(overtime.to)
        begin_of_day = (closes // DAY_S) * DAY_S
        until = next(day + clock for day in (begin_of_day, begin_of_day + DAY_S) if day + clock > closes)
        following = _next_begin(model.calendars[name], closes)
        if until > following:
            message = Phrase(
                "the shift of {name} cannot go on to {to}: the next one begins before", name=name, to=overtime.to
            )
            raise OptionError(message, Phrase("give an earlier time"), "overtime")
        found[f"calendars.{name}.shifts.{number}.to"] = overtime.to
        ends.append(until - model.week_offset)
    return found, max(ends)


def _shift_on(calendar: Calendar, in_week: float) -> tuple[int, float]:
    """Number of the shift that ends next, and when (s from the Monday of ``in_week``)."""
    best: tuple[float, int] | None = None
    for number, shift in enumerate(calendar.shifts):
        for day in parse_days(shift.days):
            rest = (day * DAY_S + shift.span()[1] - in_week) % (7 * DAY_S) or 7.0 * DAY_S
            if best is None or rest < best[0]:
                best = (rest, number)
    assert best is not None
    return best[1], in_week + best[0]


def _next_begin(calendar: Calendar, after: float) -> float:
    found = [
        (day * DAY_S + shift.span()[0] - after) % (7 * DAY_S)
        for shift in calendar.shifts
        for day in parse_days(shift.days)
    ]
    return after + min(found)


def changed_state(state: StartState, one: Try, starter: Starter) -> StartState:
    """The state of a try; the given one stays as it is.

    Raises:
        OptionError: something of it does not fit what stands where.
    """
    found = state.model_copy(deep=True)
    _repairs(found, one)
    for name, time in one.out.items():
        _take_out(found, name, time.value, starter)
    for place, wanted in one.sequence.items():
        _sequence(found, place, wanted, starter)
    for truck in one.trucks:
        _send(found, truck, starter)
    _begin_repairs(found, starter)
    return found


def _begin_repairs(state: StartState, starter: Starter) -> None:
    """Members of crews that the model has more of than the state has busy go to who waits for them."""
    index, rows = starter.index, starter.program.arrays["modes"]
    free = {crew: int(index.nodes["cap"][crew]) for crew in starter.program.nodes_of("crew").values()}
    waiting: list[tuple[int, str, Down]] = []
    for name, machine in state.machines.items():
        i, down = index.machines.get(name), machine.down
        if i is None or down is None or not index.modes[i]:
            continue
        number = index.modes[i].index(down.mode) if down.mode in index.modes[i] else 0
        crew = int(rows["crew"][int(index.resources["mode0"][i]) + number])
        if crew >= 0 and down.waiting:
            waiting.append((crew, name, down))
        elif crew >= 0:
            free[crew] -= 1
    for crew, name, down in waiting:
        if free[crew] > 0:
            free[crew] -= 1
            _set_down(state, name, Down(mode=down.mode, since=seconds(0.0)))


def _machine(state: StartState, name: str, wanted: str) -> MachineState:
    machine = state.machines.get(name)
    if machine is None or machine.down is None:
        down = [one for one, about in state.machines.items() if about.down is not None]
        remedy = Phrase("down are {down}", down=", ".join(down)) if down else Phrase("nothing is down")
        raise OptionError(Phrase("{name} is not down", name=name), remedy, wanted)
    return machine


def _repairs(state: StartState, one: Try) -> None:
    for name in one.repair_first:
        down = _machine(state, name, "repair_first").down
        if down is None or not down.waiting:
            raise OptionError(
                Phrase("{name} does not wait for a crew", name=name),
                Phrase("its repair goes on; leave it out"),
                "repair_first",
            )
    first = {name: state.machines[name] for name in one.repair_first}
    state.machines = {**first, **{name: about for name, about in state.machines.items() if name not in first}}
    if one.crew is not None:
        leaves, goes = _machine(state, one.crew.from_, "crew").down, _machine(state, one.crew.to, "crew").down
        assert leaves is not None
        assert goes is not None
        if leaves.waiting or not goes.waiting:
            message = Phrase("no crew can go from {value} to {to}", value=one.crew.from_, to=one.crew.to)
            raise OptionError(
                message, Phrase("`from` is a machine under repair, `to` one that waits for a crew"), "crew"
            )
        _set_down(state, one.crew.from_, Down(mode=leaves.mode, waiting=True), last=True)
        _set_down(state, one.crew.to, Down(mode=goes.mode, since=seconds(0.0)))
    for name, time in one.repaired.items():
        down = _machine(state, name, "repaired").down
        _set_down(state, name, Down(mode=down.mode if down is not None else None, left=time))


def _set_down(state: StartState, name: str, down: Down, last: bool = False) -> None:
    machine = state.machines.pop(name) if last else state.machines[name]
    state.machines[name] = machine.model_copy(update={"down": down})


def _take_out(state: StartState, name: str, time: float, starter: Starter) -> None:
    """A machine is down for a while: in the first mode that needs no crew, else in its first."""
    index = starter.index
    if name not in index.machines:
        raise OptionError(Phrase('there is no machine "{name}"', name=name), suggest(name, index.machines), "out")
    i = index.machines[name]
    modes = index.modes[i]
    if not modes:
        message = Phrase("{name} never fails in the model, so it cannot be taken out", name=name)
        raise OptionError(message, Phrase("give it `failures` in the model, or set its servers"), "out")
    first, rows = int(index.resources["mode0"][i]), starter.program.arrays["modes"]
    free = [at for at in range(len(modes)) if int(rows["crew"][first + at]) < 0]
    mode = modes[free[0] if free else 0]
    machine = state.machines.get(name, MachineState())
    kept = {word: due for word, due in machine.next_failure.items() if word != mode}
    down = Down(mode=mode, left=seconds(time))
    state.machines[name] = machine.model_copy(update={"down": down, "next_failure": kept})


def _sequence(state: StartState, place: str, wanted: list[Any] | str, starter: Starter) -> None:
    """The jobs that wait in a place in another order."""
    index = starter.index
    node = index.places.get(place)
    if node is None or index.node_kinds[node].holds not in ("queue", "source"):
        waits = [name for name, n in index.places.items() if index.node_kinds[n].holds in ("queue", "source")]
        raise OptionError(Phrase('no jobs wait in a row in "{place}"', place=place), suggest(place, waits), "sequence")
    jobs = state.places[place].jobs if place in state.places else []
    if isinstance(wanted, str):
        values = [job.product if wanted == "product" else job.options.get(wanted) for job in jobs]
        if jobs and all(value is None for value in values):
            raise OptionError(
                Phrase('the jobs in {place} have no "{wanted}"', place=place, wanted=wanted),
                Phrase("name an option, or `product`"),
                "sequence",
            )
        seen = {value: at for at, value in reversed(list(enumerate(values)))}
        order = sorted(range(len(jobs)), key=lambda at: (seen[values[at]], at))
    else:
        numbers = [int(job.order.value) if job.order is not None else -1 for job in jobs]
        asked = [int(number.value) for number in wanted]
        for number in asked:
            if number not in numbers:
                message = Phrase("order {number} does not wait in {place}", number=number, place=place)
                raise OptionError(
                    message,
                    Phrase("there wait {orders}", orders=", ".join(map(str, numbers)))
                    if numbers
                    else Phrase("none waits there"),
                    "sequence",
                )
        rank = {number: at for at, number in enumerate(asked)}
        order = sorted(range(len(jobs)), key=lambda at: (rank.get(numbers[at], len(rank)), at))
    jobs[:] = [jobs[at] for at in order]


def _send(state: StartState, truck: Delivery, starter: Starter) -> None:
    """A truck comes besides those that are on their way; trucks of a lane do not overtake."""
    program = starter.program
    if truck.stock not in program.stocks:
        raise OptionError(
            Phrase('there is no stock point "{stock}"', stock=truck.stock),
            suggest(truck.stock, program.stocks),
            "trucks",
        )
    stock = program.stocks[truck.stock]
    bringing = {name: loads for name, i in starter.index.lanes.items() if stock in (loads := _loads(starter, i))}
    if not bringing:
        raise OptionError(
            Phrase("no lane brings parts to {stock}", stock=truck.stock),
            Phrase("name a stock at which trucks arrive"),
            "trucks",
        )
    if truck.lane is None and len(bringing) > 1:
        raise OptionError(
            Phrase("several lanes bring parts to {stock}", stock=truck.stock),
            Phrase("add `lane:` one of {bringing}", bringing=", ".join(bringing)),
            "trucks",
        )
    name = truck.lane if truck.lane is not None else next(iter(bringing))
    if name not in bringing:
        raise OptionError(
            Phrase("{name} brings nothing to {stock}", name=name, stock=truck.stock), suggest(name, bringing), "trucks"
        )
    said: dict[str, Any] = {"in": truck.arrives_in}
    if len(bringing[name]) > 1:
        said["amounts"] = {truck.stock: truck.amount}
    else:
        said["amount"] = truck.amount
    lane = state.lanes.get(name, LaneState())
    yard = sum(one.unloads_in is not None for one in lane.trucks)
    times = [one.arrives_in.value for one in lane.trucks[yard:]]
    at = yard + int(np.searchsorted(times, truck.arrives_in.value, side="right"))
    trucks = [*lane.trucks[:at], Truck.model_validate(said), *lane.trucks[at:]]
    state.lanes[name] = lane.model_copy(update={"trucks": trucks})


def _loads(starter: Starter, i: int) -> list[int]:
    """The stock points that a lane brings parts to."""
    arrays = starter.program.arrays
    lane = arrays["lanes"][int(arrays["resources"]["row"][i])]
    loads: list[int] = arrays["lane_loads"]["stock"][int(lane["load0"]) : int(lane["load0"] + lane["loads"])].tolist()
    return loads
