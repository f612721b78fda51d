"""Names of other plants in calls, joins, deliveries: what is wrong with one that means nothing, or several things."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest
from taktwin.model.values.spelt import qualified


def no_element(found: Findings, path: Path_, name: str) -> None:
    """Note the error of a call at an element that nothing has."""
    if not _own(found, path, name, found.names.elements):
        known = [*found.names.elements, *found.abroad.elements_of_others(found.model.name)]
        found.error(path, Phrase('there is no element "{name}"', name=name), suggest(name, known))


def no_line(found: Findings, path: Path_, name: str) -> None:
    """Note the error of a join of a line that nothing has, or several have."""
    shops, several = found.names.lines.get(name, []), found.abroad.several(name)
    if shops:
        found.error(
            path,
            Phrase('several shops have a line "{name}"', name=name),
            Phrase("write SHOP.LINE, such as {shop}.{name}", shop=shops[0], name=name),
        )
    elif several:
        found.error(
            path,
            Phrase('several shops have a line "{name}"', name=name),
            Phrase("write PLANT.SHOP.LINE, such as {several}", several=several[0]),
        )
    elif not _own(found, path, name, [*found.names.lines, *found.names.whole_lines]):
        known = [*found.names.lines, *found.abroad.lines_of_others(found.model.name)]
        found.error(
            path,
            Phrase('there is no line or element "{name}"', name=name) if known else Phrase("there is no line"),
            suggest(name, known),
        )


def dock_of_delivery(found: Findings, path: Path_, name: str) -> None:
    """Note the error of a delivery to a dock that neither its plant nor another has."""
    own = found.model.docks
    others = [
        qualified(plant, dock)
        for plant, one in found.plants.items()
        for dock in one.model.docks
        if plant != found.model.name
    ]
    if name not in own and name not in others and not _own(found, path, name, own):
        known = [*own, *others]
        remedy = (
            suggest(name, known)
            if known
            else Phrase("add it: `docks: {{{name}: {{doors: 1}}}}`, or drop `dock`", name=name)
        )
        found.error(path, Phrase('there is no dock "{name}"', name=name), remedy)


def check_single(found: Findings, path: Path_, name: str, owner: Findings, line: tuple[str, str]) -> None:
    """Note an error where what another plant names stands for several equal lines."""
    copies, streams = owner.model.shops[line[0]].lines[line[1]].copies.value, owner.model.streams
    if streams is not None and line[0] in streams.shops and streams.count.value > 1:
        message = Phrase(
            'the shop "{line}" of {name} has {value:g} copies (`streams`)',
            line=line[0],
            name=owner.model.name,
            value=streams.count.value,
        )
        found.error(
            path,
            Phrase('{message}, so "{name}" may be in any of them', message=message, name=name),
            Phrase("name something that is there once"),
        )
    elif copies > 1:
        message = Phrase(
            '"{name}" stands for {copies:g} equal lines of {name2} (`copies`)',
            name=name,
            copies=copies,
            name2=owner.model.name,
        )
        found.error(path, message, Phrase("name something that is there once"))


def _own(found: Findings, path: Path_, name: str, known: object) -> bool:
    """Note an error where a plant names something of its own with its plant before it."""
    plant = f"{found.model.name}."
    inner = name.removeprefix(plant)
    if len(found.plants) == 1 or not name.startswith(plant) or inner not in known:  # type: ignore[operator]
        return False
    found.error(path, Phrase('"{name}" is of this plant itself', name=name), Phrase("write `{inner}`", inner=inner))
    return True
