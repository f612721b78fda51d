"""The entries of a line folded into boxes: equal stations behind each other are one, and more where room is scarce."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.line import Line
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import AnyElement
from taktwin.model.nouns.station import Station
from taktwin.model.text.names import stations_of
from taktwin.report.picture import about
from taktwin.report.picture.diagram import Box, Member
from taktwin.report.shell.words import Words, percent

FINEST, COARSEST = 2, 0
"""Details of a line: 2 its entries, with runs of equal stations as one; 1 also what lies between two places where other
lines meet it; 0 the whole line."""

FEW = 6
"""More stock points or make cells of a shop than this are folded, and more suppliers than this."""

_OWN = {"name", "count", "point", "position", "exceptions", "mark", "note"}
"""Fields in which equal stations may differ."""


@dataclass(frozen=True)
class Where:
    """A line of a shop of a plant: how many equal ones it stands for, and the levels of each of its lifts."""

    plant: str
    shop: str
    line: str
    copies: int
    levels: Mapping[str, int]

    def key_of(self, first: AnyElement) -> str:
        """The key of the box whose first entry this is."""
        return f"{self.plant}/{self.shop}/{self.line}/{first.name}"


def folded(line: Line, met: set[int], detail: int) -> list[list[int]]:
    """The entries of a line by boxes: for each box their places in the flow.

    Args:
        line: the line.
        met: places that other lines lead to or are called from; they stay apart.
        detail: `FINEST` to `COARSEST`.
    """
    if detail == COARSEST:
        return [list(range(len(line.flow)))]
    groups = list(_equal(line.flow, met))
    return list(_stretches(line.flow, groups, met)) if detail == 1 else groups


def boxes(where: Where, line: Line, groups: Sequence[list[int]], words: Words) -> list[Box]:
    """The boxes of a line whose entries are folded so; ``words`` is the language of their texts."""
    if len(groups) == 1 and len(line.flow) > 1:
        return [_box(where, line.flow, words, where.line)]
    return [_box(where, [line.flow[at] for at in group], words) for group in groups]


def _plain(element: AnyElement) -> bool:
    """Whether nothing branches off at an element or is joined there."""
    if not isinstance(element, Station | ZonedLine):
        return isinstance(element, Buffer | Conveyor)
    return not any(worked.routes or worked.joins for worked in (element, *element.exceptions.values()))


def _alike(one: AnyElement, other: AnyElement) -> bool:
    if not isinstance(one, Station) or not isinstance(other, Station):
        return False
    return all(getattr(one, field) == getattr(other, field) for field in Station.model_fields if field not in _OWN)


def _equal(flow: Sequence[AnyElement], met: set[int]) -> Iterator[list[int]]:
    """Places by runs of equal stations."""
    group: list[int] = []
    for at, element in enumerate(flow):
        joined = bool(group) and at not in met and group[-1] not in met and _plain(element) and _plain(flow[group[-1]])
        if joined and _alike(flow[group[-1]], element):
            group.append(at)
            continue
        if group:
            yield group
        group = [at]
    yield group


def _stretches(flow: Sequence[AnyElement], groups: list[list[int]], met: set[int]) -> Iterator[list[int]]:
    """Groups joined where nothing meets or leaves the line in between."""
    stretch: list[int] = []
    for group in groups:
        plain = all(_plain(flow[at]) and at not in met for at in group)
        if stretch and not plain:
            yield stretch
            stretch = []
        if plain:
            stretch += group
        else:
            yield group
    if stretch:
        yield stretch


def _box(where: Where, elements: Sequence[AnyElement], words: Words, called: str = "") -> Box:
    first = elements[0]
    members = [
        Member(where.plant, "element", where.shop, name)
        for element in elements
        for name in (stations_of(element) if isinstance(element, Station) else [element.name])
    ]
    if len(elements) == 1:
        title, facts, kind = first.name, about.one(first, words, where.levels.get(first.name, 0)), first.kind
    else:
        alone = [one for one in elements if isinstance(one, Station)]
        title = called or _title([one.name for one in alone or elements], words)
        same = len(alone) == len(elements)
        facts = about.stations(alone, words) if same else about.several(elements, words)
        kind = "station" if same else "stretch"
    if where.copies > 1:
        facts = words("pic_and", a=facts, b=about.count("pic_line", where.copies, words))
    share = about.scrapped(elements)
    return Box(
        key=where.key_of(first),
        kind=kind,
        title=title,
        facts=facts,
        members=members,
        tip=[text for element in elements for text in about.tip(element, words, where.levels.get(element.name, 0))],
        note=words("pic_scrap", share=percent(share, 1 if share >= 0.01 else 2)) if share > 0 else "",
        position=_position(elements),
        cells=_zones(elements),
        copies=where.copies,
    )


def _zones(elements: Sequence[AnyElement]) -> int:
    """The zones of a line that has a box of its own; 0 for all others."""
    first = elements[0]
    return int(first.zones.value) if len(elements) == 1 and isinstance(first, ZonedLine) else 0


def _title(names: list[str], words: Words) -> str:
    return names[0] if len(names) == 1 else words("pic_from_to", first=names[0], last=names[-1])


def _position(elements: Sequence[AnyElement]) -> tuple[float, float] | None:
    found = next((one.position for one in elements if one.position is not None), None)
    return None if found is None else (found[0], found[1])
