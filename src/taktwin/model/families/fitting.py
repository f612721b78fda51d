"""Where a family is fitted: the station or zone of the file at which its parts are drawn or joined."""

from __future__ import annotations

from typing import Any

from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.text.names import Names, stations_of
from taktwin.model.text.tree import Lines, Origin, Path_, Tree


def place_of(model: PlantModel, names: Names, at: str) -> tuple[Path_, int | None] | None:
    """Path of an element in the file, and the number of the station or zone in it (None: it is a single one).

    None where nothing has this name; the path is empty where parts cannot be fitted there.
    """
    if at not in names.elements:
        return None
    shop, line, place = names.elements[at]
    element = model.shops[shop].lines[line].flow[place]
    if not isinstance(element, Station | ZonedLine):
        return (), None
    path: Path_ = ("shops", shop, "lines", line, "flow", place)
    inner = stations_of(element)
    if inner == [element.name]:
        return path, None
    return path, inner.index(at) + 1 if at in inner else 1


def fit(tree: Tree, place: tuple[Path_, int | None], key: str, entry: dict[str, Any], origin: Origin) -> None:
    """Add an entry to the ``uses`` or ``joins`` of a station or zone, beside those that it has."""
    path, number = place
    element = tree.sub(path)
    where = element
    if number is not None:
        if not isinstance(element.data.get("except"), dict):
            element.data["except"] = {}
        exceptions = element.sub(("except",))
        if str(number) not in exceptions.data:
            exceptions.data[str(number)] = {}
            element.lines.below.setdefault("except", Lines(origin)).below[str(number)] = Lines(origin)
        where = tree.sub((*path, "except", str(number)))
    given = where.data.get(key, element.data.get(key))
    entries = _as_list(given)
    lines = where.lines.below.get(key, Lines(origin)) if key in where.data else Lines(origin)
    where.data[key] = [*entries, entry]
    lines.below[len(entries)] = Lines(origin)
    where.lines.below[key] = lines


def _as_list(given: Any) -> list[Any]:
    """``{part: quantity}`` as a list of uses; what is no list has been refused before."""
    if isinstance(given, dict):
        return [{"part": part, "quantity": many} for part, many in given.items() if part not in ("mark", "note")]
    return list(given or [])
