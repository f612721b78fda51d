"""Tests of the ways to the plant: a late truck, a supplier that sends nothing, a road that is slow or closed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest
from taktwin.planning.meter import Meter, Progress
from taktwin.planning.stress import disturbance as scripts
from taktwin.planning.stress.bench import Bench
from taktwin.planning.stress.disturbance import Disturbance
from taktwin.planning.stress.effect import LEAST, effect_of
from taktwin.planning.stress.kinds.outcome import NothingToTestError, answer, held_stocks
from taktwin.planning.stress.options import CLOSED_ROAD, LATE_TRUCK, SUPPLIER_DOWN, StressError
from taktwin.planning.stress.result import Answer
from taktwin.planning.stress.senders import Sender, Way
from taktwin.runs.alter import drive_mean

_NO_WAYS = Phrase("no parts come by lanes or deliveries: add `lanes`, `supply` or a `delivery`")


def late_trucks(bench: Bench, meter: Meter) -> list[Answer]:
    """One truck of each way late, one way after the other."""
    ways = _chosen_ways(bench)
    found = []
    for number, way in enumerate(ways, start=1):
        with meter(Phrase("a late truck of {name}, {n} of {all}", name=way.name, n=number, all=len(ways))) as progress:

            def make(ways: Sequence[Way], sooner: float) -> Disturbance:
                return scripts.late_truck(ways[0], bench.options.late - sooner)

            found.append(answer(bench, LATE_TRUCK, way.name, [way], make, bench.options.late, progress=progress))
    return found


def suppliers_down(bench: Bench, meter: Meter) -> list[Answer]:
    """Each supplier sends nothing: until the first stop, to the end of the future, and for a shift."""
    senders = _chosen_senders(bench)
    found = []
    for number, one in enumerate(senders, start=1):
        task = Phrase("{name} sends nothing, {n} of {all}", name=one.name, n=number, all=len(senders))
        with meter(task) as progress:
            found.append(_down(bench, one, progress))
    return found


def _down(bench: Bench, sender: Sender, progress: Progress | None) -> Answer:
    ways = sender.ways
    endless = effect_of(
        bench.pairs(bench.futures(scripts.despatch_stands(ways, math.inf))),
        lambda key: any(way.feeds(key) for way in ways),
        held_stocks(bench, ways),
    )
    if endless.survived:  # a shorter time does no more harm
        return Answer(SUPPLIER_DOWN, sender.name, endless, endless=endless)

    first = _least_first(bench, ways)[0].name

    def make(ways: Sequence[Way], sooner: float) -> Disturbance:
        before = next(way for way in ways if way.name == first)
        return scripts.despatch_stands(ways, bench.options.down - sooner, before)

    shift = answer(bench, SUPPLIER_DOWN, sender.name, ways, make, bench.options.down, progress=progress)
    return replace(shift, survives_s=endless.first_s, endless=endless)


def closed_roads(bench: Bench, meter: Meter) -> list[Answer]:
    """The road to each place slow or closed."""
    found = []
    options = bench.options

    def make(ways: Sequence[Way], sooner: float) -> Disturbance:
        if options.closed is not None:
            return scripts.closed_road(ways, options.closed - sooner)
        return scripts.slow_road(ways, options.slower, sooner)

    for name, ways in _roads(bench).items():
        with meter(Phrase("the road from {name}", name=name)) as progress:
            limit, most = _slow_limits(bench, ways) if options.closed is None else (options.closed, 1)
            found.append(answer(bench, CLOSED_ROAD, name, ways, make, limit, most, progress))
    return found


def _slow_limits(bench: Bench, ways: Sequence[Way]) -> tuple[float, int]:
    """How much sooner parts in sequence can be there on a slow road, s, and how many more trucks may be needed.

    No sooner than they set out; and where all trips take so many times as long, so many times the trucks carry as much.
    """
    arrays, slower = bench.program.arrays, bench.options.slower
    racks = [way.row for way in ways if way.called]
    drives = [slower * drive_mean(arrays, node) for node in racks]
    trucks = [math.ceil((slower - 1.0) * int(arrays["nodes"]["res"][node]) - 1e-9) for node in racks]
    return min(drives, default=0.0), max(1, *trucks, 1)


# --- which


def check(bench: Bench) -> None:
    """Refuse names that are not there. Raises `StressError`."""
    for name in bench.options.lanes:
        _known(name, [way.name for way in bench.ways], Phrase("lane or delivery"), "lanes")
    for name in bench.options.suppliers:
        _known(name, bench.senders, Phrase("supplier that sends parts"), "suppliers")
    for name in bench.options.roads:
        _known(name, _places(bench) | bench.senders, Phrase("place or supplier"), "roads")


def _chosen_ways(bench: Bench) -> list[Way]:
    if not bench.ways:
        raise NothingToTestError(_NO_WAYS)
    if bench.options.lanes:
        known = {way.name: way for way in bench.ways}
        return [known[name] for name in bench.options.lanes]
    return _least_first(bench, bench.ways)[: bench.options.most]


def _chosen_senders(bench: Bench) -> list[Sender]:
    if not bench.ways:
        raise NothingToTestError(_NO_WAYS)
    known = bench.senders
    if bench.options.suppliers:
        return [known[name] for name in bench.options.suppliers]
    order = dict.fromkeys(way.sender for way in _least_first(bench, bench.ways))
    return [known[name] for name in order][: bench.options.most]


def _roads(bench: Bench) -> dict[str, Sequence[Way]]:
    """Place or supplier -> the ways from there."""
    if not bench.ways:
        raise NothingToTestError(_NO_WAYS)
    places, senders = _places(bench), {name: sender.ways for name, sender in bench.senders.items()}
    if bench.options.roads:
        return {name: (senders | places)[name] for name in bench.options.roads}
    known = places or senders
    most = max(known, key=lambda name: len(known[name]))
    return {most: known[most]}


def _places(bench: Bench) -> dict[str, tuple[Way, ...]]:
    """Place of suppliers -> the ways from there."""
    found: dict[str, tuple[Way, ...]] = {}
    for sender in bench.senders.values():
        if sender.place is not None:
            found[sender.place] = (*found.get(sender.place, ()), *sender.ways)
    return found


def _known(name: str, known: Iterable[str], what: str, parameter: str) -> None:
    if name not in known:
        raise StressError(Phrase('there is no {what} "{name}"', what=what, name=name), suggest(name, known), parameter)


def _least_first(bench: Bench, ways: Sequence[Way]) -> list[Way]:
    """Ways by their cover: the lowest level of a stock point undisturbed, over what is drawn from it in a second.

    Of parts in sequence no cover is known; they come first.
    """

    def cover(way: Way) -> float:
        if way.called:
            return 0.0
        names = list(bench.program.stocks)
        each = []
        for stock in way.stocks:
            at = names.index(stock)
            drawn = float(np.mean([base.drawn[at] for base in bench.base]))
            least = float(np.mean([base.least[at] for base in bench.base]))
            if drawn > LEAST and stock in _refilled(bench, way):
                each.append(least / drawn)
        return min(each, default=math.inf)

    return sorted(ways, key=cover)


def _refilled(bench: Bench, way: Way) -> set[str]:
    return {load.to for load in bench.program.model.lanes[way.name].all_loads}
