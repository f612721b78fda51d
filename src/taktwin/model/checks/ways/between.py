"""The flow of jobs of several plants: what jobs of one call in another flows there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from taktwin.model.checks.flowgraph import Node
from taktwin.model.checks.ways.jobflow import Traffic
from taktwin.model.checks.ways.outside import Begun, Outside, as_named_there
from taktwin.model.checks.ways.traffic import traffic
from taktwin.model.checks.ways.variants import Choices, asked_options, values_of
from taktwin.model.checks.ways.ways import LineName
from taktwin.model.nouns.line import Call
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Join
from taktwin.model.spelt.abroad import OfOthers
from taktwin.model.text.names import Names
from taktwin.model.text.zones import works_of
from taktwin.model.values.amountby import quantity_of, spread
from taktwin.model.values.visit import VISIT

Views = Mapping[str, PlantModel]


@dataclass(frozen=True)
class _Started:
    """Jobs of a line that another plant starts: by a call, or by joining jobs of an endless line."""

    plant: str  # of the line
    line: LineName
    by: str  # the plant whose jobs start them
    at: str  # the element there, spelt out
    why: Call | Join


def traffic_of_plants(views: Views) -> dict[str, list[Traffic]]:
    """Plant -> its flow of jobs in each period (see `traffic`), with what jobs of other plants call there."""
    return _flows(views)[0]


def begun_by_others(views: Views, plant: str) -> Mapping[float, list[Begun]] | None:
    """Time (s from the start) -> the jobs that other plants start in one from then on; None where that is not known."""
    return _flows(views)[1][plant].begun


def _flows(views: Views) -> tuple[dict[str, list[Traffic]], dict[str, Outside]]:
    """The flow of each plant, and what it has to do with the others.

    A chain of calls through several plants is followed round by round, until a round brings nothing new.
    """
    started = list(_started(views)) if len(views) > 1 else []
    outside = {plant: _outside(views, started, plant) for plant in views}
    found = {plant: traffic(view, outside[plant]) for plant, view in views.items()}
    for _ in range(len(started)):
        changed = False
        for plant in dict.fromkeys(one.plant for one in started):
            begun = _begun(views, [one for one in started if one.plant == plant], found)
            if begun != outside[plant].begun:
                changed = True
                outside[plant] = Outside(outside[plant].asked, outside[plant].calls, begun)
                found[plant] = traffic(views[plant], outside[plant])
        if not changed:
            break
    return found, outside


def _started(views: Views) -> Iterator[_Started]:
    others = OfOthers(views)
    for plant, view in views.items():
        for shop, name, line in view.all_lines():
            caller = others.element(plant, line.call.at) if line.call is not None else None
            if line.call is not None and caller is not None:
                yield _Started(plant, (shop, name), *caller, line.call)
        names = Names(view)
        for shop, _, _, element in view.all_elements():
            for one in works_of(element):
                for join in one.joins:
                    to = others.line(plant, shop, join.line) if names.line(join.line, shop) is None else None
                    if to is not None and views[to.plant].shops[to.shop].lines[to.line].endless:
                        yield _Started(to.plant, (to.shop, to.line), plant, one.name, join)


def _outside(views: Views, started: list[_Started], plant: str) -> Outside:
    """What is asked of the jobs of a plant; that others start jobs here is not known yet."""
    asked = dict.fromkeys(option for view in views.values() for option in asked_options(view)) if started else {}
    calls = [one.why.model_copy(update={"at": one.at}) for one in started if one.by == plant]
    mine = tuple(call for call in calls if isinstance(call, Call))
    for call in mine:
        by = getattr(call.quantity, "by", None)
        asked |= dict.fromkeys([*call.when, *([by] if by is not None else [])])
    asked.pop(VISIT, None)
    return Outside(tuple(asked), mine, None if any(one.plant == plant for one in started) else {})


def _begun(
    views: Views, started: list[_Started], found: Mapping[str, list[Traffic]]
) -> dict[float, list[Begun]] | None:
    """Time -> what other plants start in one of them from then on; None where one of their flows is not known."""
    if not all(found[one.by] for one in started):
        return None
    times = sorted({period.time for one in started for period in found[one.by]})
    return {time: [begun for one in started for begun in _by(views, one, found[one.by], time)] for time in times}


def _by(views: Views, one: _Started, periods: list[Traffic], time: float) -> Iterator[Begun]:
    flow = [period for period in periods if period.time <= time]
    if not flow:
        return
    there = Choices(views[one.plant])
    ways = flow[-1].ways
    node: Node | None = ways.names.elements.get(one.at)
    if node is None:
        return
    for why in spread(one.why, values_of(views[one.by], one.why.quantity)):
        for variant, entries in flow[-1].parts:
            rate = ways.entering(entries, node, tuple(why.when.get(VISIT, ()))) * variant.chance(why.when)
            if rate > 0:
                jobs = as_named_there(variant, there) if isinstance(why, Call) else there.first()
                yield Begun(one.line, jobs, rate * quantity_of(why))
