"""Names of other plants in calls, joins, deliveries: what is wrong with one that means nothing, or several things."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest
from taktwin.model.values.spelt import qualified


def no_element(found: Findings, path: Path_, name: str) -> None:
    """Note the error of a call at an element that nothing has."""
    if not _own(found, path, name, found.names.elements):
        known = [*found.names.elements, *found.abroad.elements_of_others(found.model.name)]
        found.error(path, f'there is no element "{name}"', suggest(name, known))


def no_line(found: Findings, path: Path_, name: str) -> None:
    """Note the error of a join of a line that nothing has, or several have."""
    shops, several = found.names.lines.get(name, []), found.abroad.several(name)
    if shops:
        found.error(path, f'several shops have a line "{name}"', f"write SHOP.LINE, such as {shops[0]}.{name}")
    elif several:
        found.error(path, f'several shops have a line "{name}"', f"write PLANT.SHOP.LINE, such as {several[0]}")
    elif not _own(found, path, name, [*found.names.lines, *found.names.whole_lines]):
        known = [*found.names.lines, *found.abroad.lines_of_others(found.model.name)]
        found.error(
            path, f'there is no line or element "{name}"' if known else "there is no line", suggest(name, known)
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
        remedy = suggest(name, known) if known else f"add it: `docks: {{{name}: {{doors: 1}}}}`, or drop `dock`"
        found.error(path, f'there is no dock "{name}"', remedy)


def check_single(found: Findings, path: Path_, name: str, owner: Findings, line: tuple[str, str]) -> None:
    """Note an error where what another plant names stands for several equal lines."""
    copies, streams = owner.model.shops[line[0]].lines[line[1]].copies.value, owner.model.streams
    if streams is not None and line[0] in streams.shops and streams.count.value > 1:
        message = f'the shop "{line[0]}" of {owner.model.name} has {streams.count.value:g} copies (`streams`)'
        found.error(path, f'{message}, so "{name}" may be in any of them', "name something that is there once")
    elif copies > 1:
        message = f'"{name}" stands for {copies:g} equal lines of {owner.model.name} (`copies`)'
        found.error(path, message, "name something that is there once")


def _own(found: Findings, path: Path_, name: str, known: object) -> bool:
    """Note an error where a plant names something of its own with its plant before it."""
    plant = f"{found.model.name}."
    inner = name.removeprefix(plant)
    if len(found.plants) == 1 or not name.startswith(plant) or inner not in known:  # type: ignore[operator]
        return False
    found.error(path, f'"{name}" is of this plant itself', f"write `{inner}`")
    return True
