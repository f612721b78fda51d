"""Jobs that can never leave: of each variant, from every place that it reaches there must be a way out."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import Node
from taktwin.model.checks.references import worked_of
from taktwin.model.checks.ways.variants import PRODUCT, Choices, Variant, asked_options
from taktwin.model.checks.ways.ways import State, Ways
from taktwin.model.nouns.station import Station
from taktwin.model.phrase import Phrase
from taktwin.model.values.visit import VISIT

MOST_NAMES = 8  # of a loop


def check_leaving(found: Findings) -> None:
    """Note an error for each loop that the jobs of some variant enter and never leave."""
    every = (worked for _, _, _, element in found.model.all_elements() for _, worked in worked_of((), element))
    if not any(worked.routes for worked in every):
        return  # there are no loops but those of whole lines, which `check_flow` finds
    ways = Ways(found.model)
    told: set[tuple[tuple[Node, ...], str]] = set()
    for variant, starts in released(ways):
        reached = ways.reached_states(with_called(ways, starts, variant), variant)
        for loop in _loops(reached, _leaving(ways, reached, variant)):
            who = variant.told(_asked_in(ways, loop, variant))
            if (tuple(loop), who) not in told:
                told.add((tuple(loop), who))
                _tell(found, ways, loop, who)


def released(ways: Ways) -> Iterable[tuple[Variant, list[Node]]]:
    """Every variant that some line starts, with the places where its jobs begin."""
    model, choices, asked = ways.model, Choices(ways.model), asked_options(ways.model)
    begins: dict[str, list[Node]] = {}
    for shop, name, line in model.all_lines():
        if line.orders in model.orders:
            begins.setdefault(line.orders, []).append((shop, name, 0))
    for name, starts in begins.items():
        for time, _ in choices.periods(model.orders[name]):
            for variant in choices.at(name, time, asked):
                yield variant, starts
    called = [
        (s, name, 0) for s, name, line in model.all_lines() if line.call and line.call.at not in ways.names.elements
    ]
    if called:  # by other plants: of any product and options that this one knows
        for variant in choices.mixed(dict.fromkeys(choices.products, 1.0), asked):
            yield variant, called
    endless = [(shop, name, 0) for shop, name, line in model.all_lines() if line.endless]
    if endless:
        yield choices.first(), list(endless)


def with_called(ways: Ways, starts: list[Node], variant: Variant) -> list[Node]:
    """The places where jobs of a variant begin, those of called lines included."""
    found = list(starts)
    calls = [one for one in ways.starts(variant) if not one.first]
    while calls:
        reached = ways.reached(found, variant)
        more = [(*one.line, 0) for one in calls if one.at in reached and (*one.line, 0) not in found]
        if not more:
            break
        found += more
    return found


def _leaving(ways: Ways, reached: dict[State, Collection[State]], variant: Variant) -> set[State]:
    """The states from which some jobs leave in the end."""
    before: dict[State, list[State]] = {}
    for node, onward in reached.items():
        for other in onward:
            before.setdefault(other, []).append(node)
    waiting = [node for node in reached if ways.onward(node, variant)[1] > 0]
    found = set(waiting)
    while waiting:
        for node in before.get(waiting.pop(), []):
            if node not in found:
                found.add(node)
                waiting.append(node)
    return found


def _loops(reached: dict[State, Collection[State]], leaving: set[State]) -> list[list[Node]]:
    """A loop in each part of the plant that nobody leaves, its first place the first in the plant."""
    caught = [node for node in sorted(reached) if node not in leaving]
    found: list[list[Node]] = []
    seen: set[State] = set()
    for start in caught:
        path: list[State] = []
        node = start
        while node not in seen:  # every place here has a next one, and that is caught as well
            seen.add(node)
            path.append(node)
            node = min(reached[node])
        if node in path:
            loop = [state[:3] for state in path[path.index(node) :]]
            first = loop.index(min(loop))
            found.append(loop[first:] + loop[:first])
    return found


def _asked_in(ways: Ways, loop: list[Node], variant: Variant) -> list[str]:
    """The options that decide that the jobs stay in a loop."""
    stations = [element for node in loop if isinstance(element := ways.elements[node], Station)]
    asked = dict.fromkeys(
        option for one in stations for route in one.routes for option in route.when if option != VISIT
    )
    known = [option for option in asked if len(variant.options.get(option, {})) == 1]
    return sorted(known, key=lambda option: option != PRODUCT)


def _tell(found: Findings, ways: Ways, loop: list[Node], who: str) -> None:
    names = [ways.elements[node].name for node in loop]
    shown = names if len(names) <= MOST_NAMES else [*names[:4], "...", *names[-3:]]
    back = next((node for node in reversed(loop) if getattr(ways.elements[node], "routes", None)), loop[-1])
    name = ways.elements[back].name
    shop, line, place = found.names.elements[name if name in found.names.elements else ways.entries[name]]
    path = ("shops", shop, "lines", line, "flow", place)
    path = (*path, "routes") if getattr(ways.elements[back], "routes", None) else path
    message = Phrase(
        "{who} can never leave the plant: they go round {names} for ever", who=who, names=" - ".join([*shown, names[0]])
    )
    found.error(
        path,
        message,
        Phrase("let only a `share` of them take the route back, or give the second pass places of its own"),
    )
