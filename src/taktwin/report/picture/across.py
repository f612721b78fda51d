"""Calls and joins between plants: links where all plants are drawn, and boxes in place of the others where one is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from taktwin.model.nouns.line import Line
from taktwin.model.text.abroad import Abroad
from taktwin.model.values.spelt import qualified
from taktwin.report.picture.diagram import Box, Chain, Frame, Link
from taktwin.report.picture.lines import LineKey, Lines, times_of, when_of
from taktwin.report.shell.words import Words


def links_across(lines: Mapping[str, Lines]) -> Iterator[Link]:
    """The calls and joins between the plants of a picture."""
    abroad = Abroad({plant: one.names for plant, one in lines.items()})
    for plant, one in lines.items():
        for key, line, at in _called_by_others(one):
            caller = abroad.element(plant, at)
            if caller is not None and line.call is not None:
                other = lines[caller.plant]
                start = other.at[other.names.elements[caller.name]]
                yield Link(
                    start.key, one.at[*key, 0].key, "call", times_of(line.call.quantity), net=f"call {start.key}"
                )
        for shop, name, place, join in one.all_joins():
            found = abroad.line(plant, shop, join.line)
            if found is not None and found.plant != plant:
                other, end = lines[found.plant], one.at[shop, name, place]
                last = len(other.lines[found.shop, found.line].flow) - 1
                start = other.at[found.shop, found.line, last]
                yield Link(start.key, end.key, "join", times_of(join.quantity), when_of(join), net=f"join {end.key}")


def others_of(lines: Lines, words: Words) -> tuple[list[Frame], list[Link]]:
    """What stands for the other plants where one is drawn by itself: boxes by their names, and the links to them."""
    boxes: dict[str, Box] = {}
    links: list[Link] = []

    def other(name: str) -> str:
        box = Box(f"{lines.plant}//other/{name}", "supplier", name, words("pic_is_plant"))
        return boxes.setdefault(name, box).key

    for key, line, at in _called_by_others(lines):
        if line.call is not None:
            links.append(Link(other(at), lines.at[*key, 0].key, "call", times_of(line.call.quantity)))
    for shop, name, place, join in lines.all_joins():
        if lines.names.line(join.line, shop) is None:
            end = lines.at[shop, name, place].key
            links.append(Link(other(join.line), end, "join", times_of(join.quantity), when_of(join)))
    for key, stations in lines.model._joined.items():
        last = lines.at[*key, len(lines.lines[key].flow) - 1].key
        links += [Link(last, other(qualified(*station)), "join") for station in stations]
    chains = [Chain([box], "cell") for box in boxes.values()]
    return ([Frame(f"{lines.plant}//others", words("pic_others"), "", chains)] if chains else []), links


def _called_by_others(lines: Lines) -> Iterator[tuple[LineKey, Line, str]]:
    for key, line in lines.lines.items():
        if line.call is not None and line.call.at not in lines.names.elements:
            yield key, line, line.call.at
